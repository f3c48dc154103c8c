import { number } from '@kit/format'
import { Scale } from '@kit/Scale'
import { t } from '../i18n'
import { useNames } from '../records'
import type { Feedback, Rating } from '../types'
import { grouped, moodIn, useMetrics } from './inbox'

/** Every rating under its touchpoint. Nothing when the one above has said it all. */
export function Ratings({ one, first }: { one: Feedback; first: Rating | undefined }) {
  const name = useNames()
  if (one.ratings.length === 0 || (one.ratings.length === 1 && first)) return null
  return (
    <section className="fb-ratings" aria-label={t('feedback:all_ratings')}>
      <h2>{t('feedback:all_ratings')}</h2>
      <dl>{grouped(one.ratings, one.touchpoint).map(([touchpoint, ratings]) => (
        <div key={touchpoint ?? ''}><dt>{touchpoint ? name('touchpoint', touchpoint) : t('feedback:in_all')}</dt>{ratings.map((rating, at) => <dd key={at}><Line rating={rating} /></dd>)}</div>
      ))}</dl>
    </section>
  )
}
function Line({ rating }: { rating: Rating }) {
  const metric = useMetrics().find((one) => one.key === rating.metric)
  const { value } = rating
  if (typeof value !== 'number') return <><span>{metric?.name ?? rating.metric}</span><span className="soft sm">{value === 'not_applicable' ? t('feedback:not_applicable') : t('feedback:no_answer')}</span></>
  if (!metric) return <><span>{rating.metric}</span><b>{number(value)}</b></>
  return <><span>{metric.name}</span><span className="fb-line"><Scale small min={metric.min} max={metric.max} value={value} mood={moodIn(value, metric)} label={t('feedback:score_of', { value: number(value), max: number(metric.max) })} /><span className="xs soft">{t('feedback:of_max', { max: number(metric.max) })}</span></span></>
}
