import { Link, useNavigate } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { Icon } from '@kit/Icon'
import { toast } from '@kit/Notice'
import { t } from '../i18n'
import { getQuery } from '../records'
import type { Id, List } from '../types'
import { useCaseWrite, useMayWork, wordsOf } from './cases'
import type { CaseLine } from './shape'

/** The case that a voice became, if it did. */
export const useCaseOf = (feedback: Id) => useQuery({ ...getQuery<List<CaseLine>>('/cases', { feedback, limit: 1 }), retry: false }).data?.items[0]
export function CaseOf({ feedback }: { feedback: Id }) {
  const one = useCaseOf(feedback)
  return one ? <Link className="tag acc" to={'/cases/$id' as never} params={{ id: one.id } as never}><Icon name="clock" />{t('case:is_case', { number: one.number, state: t(`case:state.${one.state}`) })}</Link> : null
}
/** For a menu: someone should look after this voice. */
export function OpenCase({ feedback, close }: { feedback: Id; close: () => void }) {
  const navigate = useNavigate()
  const { open } = useCaseWrite()
  if (!useMayWork()) return null
  const go = () => open.mutate({ kind: 'follow_up', feedback_id: feedback }, { onSuccess: (made) => { toast(t('case:opened', { number: made.number })); void navigate({ to: '/cases/$id' as never, params: { id: made.id } as never }) }, onError: (problem) => toast(wordsOf(problem, t('frame:unreachable'))!) })
  return <button type="button" className="item" onClick={() => { close(); go() }}><Icon name="clock" />{t('case:open_of')}</button>
}
/** A customer's cases, newest first. */
export function CasesOf({ customer }: { customer: Id }) {
  const items = useQuery({ ...getQuery<List<CaseLine>>('/cases', { customer, sort: 'newest', limit: 5 }), retry: false }).data?.items ?? []
  if (items.length === 0) return null
  return <section><h3>{t('case:title')}</h3><ul className="cu-cases">{items.map((one) => <li key={one.id}><Link className="link" to={'/cases/$id' as never} params={{ id: one.id } as never}>{one.number}</Link> <span className="sm">{t(`case:state.${one.state}`)}</span> <span className="sm soft">{one.title}</span></li>)}</ul></section>
}
