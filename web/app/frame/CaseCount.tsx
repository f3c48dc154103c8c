import { useQuery } from '@tanstack/react-query'
import { number } from '@kit/format'
import { countsQuery } from '../casework/cases'
import { t } from '../i18n'

/** How many cases wait for this person, beside the room's name. */
export function CaseCount() {
  const counts = useQuery({ ...countsQuery(), retry: false }).data
  if (!counts?.mine) return null
  return <i className={`k${counts.overdue > 0 ? ' late' : ''}`} title={t('case:waiting_for_you', { count: counts.mine })}>{number(counts.mine)}</i>
}
