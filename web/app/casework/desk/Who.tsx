import { Link } from '@tanstack/react-router'
import { Score } from '@kit/Chip'
import { day, number } from '@kit/format'
import { moodIn } from '../../feedback/inbox'
import { t } from '../../i18n'
import { useMay } from '../../session'
import type { Metric } from '../../types'
import { useMoney, whoOf } from '../names'
import type { Case } from '../shape'

/** Who it is: how long and how much they are with the firm, how it went before, whether this is the first bad time. */
export function Who({ one, metrics }: { one: Case; metrics: readonly Metric[] }) {
  const money = useMoney()
  const people = useMay('read_people')
  const metric = metrics.find((other) => other.key === (one.score?.metric ?? one.history.at(-1)?.metric))
  const marks = one.history.filter((mark) => mark.metric === metric?.key).slice(-5)
  const bad = metric ? marks.filter((mark) => moodIn(mark.value, metric) === 'neg').length : 0
  const rows = [one.customer_segment && t('case:of_segment', { segment: one.customer_segment }), one.value !== null && one.value > 0 && t('case:value_year', { amount: money(one.value) })].filter(Boolean)
  return (
    <section><h2>{t('case:who')}</h2>
      <p className="cw-who"><b>{one.customer_id && people ? <Link to="/customers/$id" params={{ id: one.customer_id }}>{whoOf(one)}</Link> : whoOf(one)}</b>{rows.length > 0 && <><br />{rows.join(' · ')}</>}</p>
      {one.customer_email && <p className="sm"><a className="link" href={`mailto:${one.customer_email}`}>{one.customer_email}</a></p>}
      {metric && marks.length > 0 && <ol className="cw-past" aria-label={metric.name}>{marks.map((mark, at) => <li key={at}><Score mood={moodIn(mark.value, metric)} label={t('case:score_of', { value: number(mark.value), max: number(metric.max) })}>{number(mark.value)}</Score><time dateTime={mark.at}>{day(mark.at)}</time></li>)}</ol>}
      {marks.length > 1 && bad === 1 && metric && moodIn(marks.at(-1)!.value, metric) === 'neg' && <p className="tag warn">! {t('case:first_bad')}</p>}
      {one.recovery && one.recovery.before !== null && one.recovery.after !== null && <p className="sm">{t('case:recovered', { before: number(one.recovery.before), after: number(one.recovery.after) })}{one.recovery.stays !== null && <> {t(one.recovery.stays ? 'case:stays' : 'case:leaves')}</>}</p>}
    </section>
  )
}
