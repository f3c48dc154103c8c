import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Score } from '@kit/Chip'
import { addDays, number, today } from '@kit/format'
import type { Values } from '@kit/RecordFields'
import { api, type Problem } from '../../api'
import { firstRating, useMetrics } from '../../feedback/inbox'
import { t } from '../../i18n'
import { coveredWords } from '../../reading/labels'
import { usePeople } from '../../records'
import type { DryRun } from '../shape'
import { dryOf } from './rule'

const days = 90
/** What it would have done lately: the number beside the setting. */
export function Dry({ values }: { values: Values }) {
  const until = addDays(today(), 1)
  const asked = dryOf(values, addDays(until, -days), until)
  const query = useQuery<DryRun, Problem>({ queryKey: ['case_rules', 'dry_run', asked], queryFn: () => api.post<DryRun>('/case_rules/dry_run', asked), placeholderData: keepPreviousData, retry: false })
  const person = usePeople()
  const metrics = useMetrics()
  if (query.error) return <p className="expect soft" role="status">{query.error.problems[0]?.message ?? query.error.words}</p>
  const found = query.data
  if (!found) return <p className="expect soft" role="status">{t('loop:dry_asking')}</p>
  return (
    <div className="expect loop-dry" role="status" aria-busy={query.isFetching}>
      <p><b>{t('loop:dry', { count: found.would.cases })}</b> <span className="soft">{t('loop:dry_of', { count: found.feedback, days })}</span></p>
      {found.per_week !== null && found.would.cases > 0 && <p className="sm soft">{t('loop:dry_week', { value: number(found.per_week, found.per_week < 10 ? 1 : 0) })}</p>}
      {found.by_owner.length > 0 && <ul className="row wrap sm">{found.by_owner.slice(0, 6).map((one) => <li key={one.user_id ?? ''}><span className={one.user_id ? 'tag' : 'tag warn'}>{one.user_id ? person(one.user_id) ?? t('case:someone_gone') : t('case:nobody_yet')} {number(one.n)}</span></li>)}</ul>}
      {found.sample.length > 0 && <details><summary className="sm">{t('loop:dry_see')}</summary><ul className="loop-sample">{found.sample.map(({ feedback }) => { const first = firstRating(feedback, metrics); return <li key={feedback.id}>{first && <Score mood={first.mood} label={t('feedback:score_of', { value: number(first.value), max: number(first.metric.max) })}>{number(first.value)}</Score>}<span className="voice" lang={feedback.language ?? undefined}>{coveredWords(feedback) ?? t('feedback:no_words')}</span></li> })}</ul></details>}
    </div>
  )
}
