import { day, number } from '@kit/format'
import { DataBehind } from '@kit/Data'
import { t } from '../i18n'
import { moodOf } from '../metric/unit'
import { useNames } from '../records'
import type { Metric, TimelineItem } from '../types'
import { type Mark, seriesOf } from './series'

/** Single ratings of one person over time: points only, no line and no interval, because nothing is estimated. */
export function Scores({ items, metrics }: { items: readonly TimelineItem[]; metrics: readonly Metric[] }) {
  const name = useNames()
  const series = [...seriesOf(items)].flatMap(([key, marks]) => { const metric = metrics.find((one) => one.key === key); return metric && marks.length > 1 ? [{ metric, marks }] : [] })
  if (series.length === 0) return null
  // one axis of time for all, so that the same day stands under the same day
  const days = series.flatMap(({ marks }) => [marks[0]!.at, marks.at(-1)!.at]).sort()
  const span: [string, string] = [days[0]!, days.at(-1)!]
  return (
    <section><h3>{t('customer:scores')}</h3>
      {series.map(({ metric, marks }) => <Plot key={metric.key} metric={metric} marks={marks} span={span} />)}
      <DataBehind name="scores" rows={series.flatMap(({ metric, marks }) => marks.map((mark) => ({ metric, mark })))} columns={[
        { name: t('words:dim.day'), value: (row) => row.mark.at, show: (row) => day(row.mark.at) }, { name: t('words:dim.metric'), value: (row) => row.metric.name },
        { name: t('words:dim.touchpoint'), value: (row) => row.mark.touchpoint && name('touchpoint', row.mark.touchpoint) }, { name: t('words:value'), value: (row) => row.mark.value, number: true, show: (row) => number(row.mark.value) }]} />
    </section>
  )
}
function Plot({ metric, marks, span }: { metric: Metric; marks: readonly Mark[]; span: readonly [string, string] }) {
  const [from, to] = [Date.parse(span[0]), Date.parse(span[1])]
  const x = (mark: Mark) => to === from ? 50 : ((Date.parse(mark.at) - from) / (to - from)) * 100
  const y = (value: number) => 100 - ((value - metric.min) / (metric.max - metric.min || 1)) * 100
  const label = t('customer:scores_label', { metric: metric.name, count: marks.length, first: number(marks[0]!.value), last: number(marks.at(-1)!.value) })
  return (
    <figure><figcaption className="sm soft">{metric.name}</figcaption>
      <div className="plot cu-plot" role="img" aria-label={label}>
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true"><path className="ln-grid" d="M0 0H100M0 100H100" /></svg>
        {[metric.min, metric.max].map((end) => <span key={end} className="at r ax" style={{ left: -8, top: `${y(end)}%` }}>{number(end)}</span>)}
        {marks.map((mark, at) => <span key={at} className={`at pt ${moodOf(mark.value, metric)}`} style={{ left: `${x(mark)}%`, top: `${y(mark.value)}%` }} title={`${day(mark.at)}: ${number(mark.value)}`} />)}
        <span className="at l ax" style={{ left: 0, top: 'calc(100% + 14px)' }}>{day(span[0])}</span>{to !== from && <span className="at r ax" style={{ left: '100%', top: 'calc(100% + 14px)' }}>{day(span[1])}</span>}
      </div>
    </figure>
  )
}
