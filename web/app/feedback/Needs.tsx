import { useQuery } from '@tanstack/react-query'
import { announce, toast } from '@kit/Notice'
import { t } from '../i18n'
import { type Need, needName, needsOf, toggled } from '../insight/research/research'
import { listQuery } from '../records'
import { useMay } from '../session'
import type { Feedback } from '../types'
import { useFeedbackWrite } from './inbox'
import { problemWords } from './Reading'

/** What this person needed: marks to press, from the firm's own list. */
export function Needs({ one }: { one: Feedback }) {
  const may = useMay('write_feedback')
  const { change } = useFeedbackWrite()
  const needs = [...(useQuery({ ...listQuery<Need>('/needs', { limit: 100 }), staleTime: 60_000 }).data?.items ?? [])].sort((a, b) => a.position - b.position)
  const chosen = needsOf(one.tags)
  const shown = may ? needs : needs.filter((need) => chosen.includes(need.key))
  if (shown.length === 0) return null
  const press = (need: Need) => change.mutate({ one, body: { tags: toggled(one.tags, need.key) } }, { onSuccess: () => announce(needName(need)), onError: (problem) => toast(problemWords(problem)) })
  return (
    <div className="fb-tags">
      <h3>{t('research:need')}</h3>
      <div className="row wrap" role="group" aria-label={t('research:need')}>{shown.map((need) => may
        ? <button key={need.id} type="button" className="chip" aria-pressed={chosen.includes(need.key)} disabled={change.isPending} onClick={() => press(need)}>{needName(need)}</button>
        : <span key={need.id} className="tag">{needName(need)}</span>)}</div>
    </div>
  )
}
