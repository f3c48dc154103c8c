import { useState } from 'react'
import { Button } from '@kit/Button'
import { DataBehind } from '@kit/Data'
import { type Bar, Distribution } from '@kit/Distribution'
import { number, share, type Unit } from '@kit/format'
import { Interval } from '@kit/Whisker'
import { t } from '../i18n'
import { moodOf } from '../metric/unit'
import type { Metric, TallyRow } from '../types'
import { methodName, type Side } from './Grid'

export const barsOf = (row: TallyRow, metric: Metric): Bar[] => row.histogram?.counts.map((count, at) => ({ value: row.histogram!.min + at, count, mood: moodOf(row.histogram!.min + at, metric) })) ?? []
/** The whole: value in words, and how the answers are spread. */
export function Whole({ total, metric, unit }: { total: TallyRow; metric: Metric; unit: Unit }) {
  const bars = barsOf(total, metric)
  const missing = total.histogram?.not_applicable ?? 0
  return (
    <div>
      <div className="head"><h2>{t('insight:distribution')}</h2></div>
      <p className="ins-whole"><Interval of={total} unit={unit} count /><span className="soft sm">{methodName(total.method)}</span></p>
      {bars.length > 0 ? <><Distribution bars={bars} height={120} label={t('insight:distribution_label', { metric: metric.name, n: number(total.n) })} /><Table rows={[total]} name={() => t('insight:whole')} metric={metric} /></> : <p className="soft">{t('insight:no_distribution')}</p>}
      {missing > 0 && <p className="hint">{t('insight:not_applicable', { count: missing })}</p>}
    </div>
  )
}
/** One small shape a group, all on the same scale. */
export function Shapes({ side, metric, unit }: { side: Side; metric: Metric; unit: Unit }) {
  const [all, setAll] = useState(false)
  const rows = side.keys.map((key) => ({ key, row: side.totals.get(key) })).filter((one): one is { key: string | null; row: TallyRow } => !!one.row?.histogram && one.row.tier !== 'raw')
  if (rows.length < 2) return null
  const shown = all ? rows : rows.slice(0, 12)
  return (
    <section><div className="head"><h2>{t('insight:distribution_by', { name: side.name })}</h2></div>
      <div className="ins-small">{shown.map(({ key, row }) => <figure key={key ?? ''}><h3>{side.value(key)}</h3><Interval of={row} unit={unit} count /><Distribution bars={barsOf(row, metric)} label={t('insight:distribution_label', { metric: side.value(key), n: number(row.n) })} height={44} /></figure>)}</div>
      {rows.length > shown.length && <p style={{ marginTop: 16 }}><Button onClick={() => setAll(true)}>{t('insight:show_all', { count: rows.length })}</Button></p>}
      <Table rows={rows.map((one) => one.row)} name={(row) => side.value(rows.find((one) => one.row === row)!.key)} metric={metric} />
    </section>
  )
}
function Table({ rows, name, metric }: { rows: readonly TallyRow[]; name: (row: TallyRow) => string; metric: Metric }) {
  const points = rows[0]?.histogram?.counts.map((_, at) => rows[0]!.histogram!.min + at) ?? []
  return <DataBehind name="distribution" caption={t('insight:distribution')} rows={rows} columns={[
    { name: t('insight:group'), value: name }, ...points.map((point) => ({ name: number(point), number: true, value: (row: TallyRow) => row.histogram?.counts[point - (row.histogram?.min ?? 0)] ?? 0 })),
    ...(metric.positive.length ? [{ name: '▲', number: true, value: (row: TallyRow) => row.positive, show: (row: TallyRow) => row.positive === null ? '–' : share(row.positive) }] : []), ...(metric.negative.length ? [{ name: '▼', number: true, value: (row: TallyRow) => row.negative, show: (row: TallyRow) => row.negative === null ? '–' : share(row.negative) }] : []),
    { name: t('words:n'), number: true, value: (row) => row.n, show: (row) => number(row.n) }]} />
}
