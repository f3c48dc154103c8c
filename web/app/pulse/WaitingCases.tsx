import { Link } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { exact } from '@kit/format'
import { useMetrics } from '../feedback/inbox'
import { t } from '../i18n'
import { useNames } from '../records'
import type { List } from '../types'
import { CaseScore, whereOf } from '../casework/CaseList'
import { countsQuery } from '../casework/cases'
import { dueWords } from '../casework/due'
import { whoOf } from '../casework/names'
import type { CaseCounts, CaseLine } from '../casework/shape'
import { getQuery } from '../records'

const most = 4
/** My cases by deadline; who has none of their own sees what the firm's are. */
export function useWaitingCases() {
  const asked = useQuery({ ...countsQuery(), retry: false })
  const counts = asked.data
  const mine = (counts?.mine ?? 0) > 0
  const list = useQuery({ ...getQuery<List<CaseLine>>('/cases', { open: true, ...(mine && { mine: true }), sort: 'due', limit: most }), enabled: (counts?.open ?? 0) > 0 })
  return { counts, mine, items: list.data?.items ?? [], /** until then nobody is named, so that no one is named only to vanish */ ready: !asked.isPending && (list.data !== undefined || (counts?.open ?? 0) === 0 || list.isError) }
}
export function WaitingCases({ items }: { items: readonly CaseLine[] }) {
  const metrics = useMetrics()
  const name = useNames()
  return <ul className="rows">{items.map((one) => {
    const due = dueWords(one.due)
    return (
      <li key={one.id}><Link to={'/cases/$id' as never} params={{ id: one.id } as never}>
        <CaseScore one={one} metrics={metrics} />
        <span className="tx"><b>{whoOf(one)}</b><small className="line" lang={one.language ?? undefined}>{one.comment ?? one.title}</small></span>
        <span className={`when${due?.tone === 'late' ? ' late' : ''}`} title={one.due.at ? exact(one.due.at) : undefined}>{due ? due.left || due.until : t(`case:state.${one.state}`)}<small>{whereOf(one, name)}</small></span>
      </Link></li>
    )
  })}</ul>
}
export const waitingCount = (counts: CaseCounts, mine: boolean) => mine ? counts.mine : counts.open
