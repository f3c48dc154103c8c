import { Link } from '@tanstack/react-router'
import { moodMark } from '@kit/Chip'
import { addDays, day, delta, deltaRange, figure } from '@kit/format'
import { Loading } from '@kit/State'
import { carried, useScope } from '../frame/scope'
import { t } from '../i18n'
import { unitOf } from '../metric/unit'
import { useNames } from '../records'
import { useMay } from '../session'
import type { Change, Metric } from '../types'
import { Uncounted } from './Uncounted'
import { useChanges, useComparable } from './questions'

/** Only what a test supports, the certain before the likely; all the rest is one sentence. */
export function ChangedList({ metric }: { metric: Metric }) {
  const { search } = useScope()
  const comparable = useComparable()
  const { data, error } = useChanges(metric.key, 'touchpoint,location')
  const standing = (data?.rows ?? []).filter((row) => row.stands).sort((a, b) => Number(b.certain) - Number(a.certain) || Math.abs(b.difference) - Math.abs(a.difference))
  const rest = data ? data.of - data.stands : 0
  return (
    <section>
      <div className="head"><h2>{t('pulse:changed')}</h2>{data && <span className="soft sm">{t('pulse:against', { from: day(data.before.from), to: day(addDays(data.before.to.slice(0, 10), -1)) })}</span>}</div>
      {error ? <Uncounted /> : !comparable || data?.of === 0 ? <p className="soft">{t('pulse:no_comparison')}</p> : !data ? <Loading /> : (
        <>
          {standing.length === 0 ? <p>{t('pulse:nothing_stands')}</p> : <ul className="rows">{standing.slice(0, 4).map((row) => <Row key={`${row.touchpoint} ${row.location}`} row={row} metric={metric} />)}</ul>}
          <p className="sm soft after">{rest > 0 && t('pulse:others', { count: rest })} <Link className="link" to="/changes" search={{ ...carried(search), show: metric.key } as never}>{t('pulse:see_all', { count: data.of })}</Link></p>
        </>
      )}
    </section>
  )
}
function Row({ row, metric }: { row: Change; metric: Metric }) {
  const { search } = useScope()
  const name = useNames()
  const mayRead = useMay('read_feedback')
  const unit = unitOf(metric.kind)
  const mood = row.difference < 0 ? 'neg' : 'pos'
  const values = { now: figure(row.after.value ?? 0, unit), was: figure(row.before.value ?? 0, unit) }
  return (
    <li><Link to={mayRead ? '/feedback' : '/insights'} search={{ ...carried(search), ...(row.touchpoint && { touchpoint: row.touchpoint }), ...(row.location && { location: row.location }) } as never}>
      <span className={`g ${mood}`} aria-hidden="true">{moodMark[mood]}</span>
      <span className="tx"><b>{name('touchpoint', row.touchpoint)}</b> <span className="soft">{row.location ? name('location', row.location) : ''}</span><small>{!row.certain && `${t('pulse:likely')} · `}{metric.kind === 'box' ? t('pulse:pleased_now', values) : t('pulse:value_now', values)}</small></span>
      <span className="dl"><b className={mood}>{delta(row.difference, unit)}</b><i>{deltaRange(row.lo, row.hi, unit)}</i></span>
    </Link></li>
  )
}
