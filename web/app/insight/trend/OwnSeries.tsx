import { useQuery } from '@tanstack/react-query'
import { Control, type ControlPoint } from '@kit/Control'
import { DataBehind } from '@kit/Data'
import { number } from '@kit/format'
import { Notice } from '@kit/Notice'
import { Pick } from '@kit/Pick'
import { Loading } from '@kit/State'
import { many, useScope } from '../../frame/scope'
import { t } from '../../i18n'
import { getQuery, listQuery } from '../../records'
import type { OwnSeries, SeriesTrend } from '../../types'
import type { Step } from '../periods'
import { because, stepName, stepTick, thinned } from '../say'

/** Numbers that nobody answered, beside the answers: load times, stars, minutes. Only where the firm sends some. */
export function OwnSeriesPart({ step }: { step: Step }) {
  const { search, change, params } = useScope()
  const all = useQuery(listQuery<OwnSeries>('/series', { limit: 500 })).data?.items ?? []
  const chosen = all.find((one) => one.key === many(search['series'])[0]) ?? all[0]
  const { data, error } = useQuery({ ...getQuery<SeriesTrend>('/insights/series', { series: chosen?.key, period: step, from: params['from'], to: params['to'] }), enabled: !!chosen })
  if (!chosen) return null
  return (
    <section><div className="head"><h2>{t('trend:measured')}</h2></div>
      <div className="asks"><Pick label={t('trend:series')} value={chosen.key} options={all.map((one) => ({ value: one.key, label: one.unit ? `${one.name}, ${one.unit}` : one.name }))} onChange={(next) => change({ series: next === all[0]?.key ? undefined : next })} /></div>
      {error ? <Notice tone="danger">{error.message}</Notice> : !data ? <Loading lines={5} /> : <Drawn data={data} step={step} />}
    </section>
  )
}
function Drawn({ data, step }: { data: SeriesTrend; step: Step }) {
  const { series, chart, changes } = data
  const known = data.points.flatMap((one) => one.value === null ? [] : [one.value])
  if (known.length < 2) return <p className="soft">{t('trend:series_none')}</p>
  const ticks = thinned(data.points.map((one, at) => stepTick(one.key, step, data.points[at - 1]?.key)), innerWidth < 720 ? 5 : 14)
  const words = (signal: 'beyond_limits' | 'run_of_8') => t(`trend:signal.${signal}`)
  const points: ControlPoint[] = data.points.map((one, at) => ({ ...one, lo: null, hi: null, tier: one.n === 0 ? 'none' : 'solid', name: stepName(one.key, step), tick: ticks[at]!, signal: one.signals[0] && one.value !== null && chart.center !== null ? { side: one.value > chart.center ? 'high' : 'low', loud: one.signals.includes('beyond_limits'), words: words(one.signals[0]) } : undefined }))
  const place = (key: string) => data.points.findIndex((one) => one.key === key)
  const levels = data.levels.map((one) => ({ from: place(one.from), to: place(one.to), value: one.value, lo: null, hi: null }))
  const spread = Math.max(...known) - Math.min(...known) || Math.abs(known[0]!) || 1
  const good = series.direction === 'none' ? null : changes.map((one) => one.difference !== null && (one.difference > 0) === (series.direction === 'up')).at(-1)
  const last = changes.at(-1)
  return (
    <>
      <p className="say-small">{last && last.difference !== null ? t(good === null || good === undefined ? 'trend:series_moved' : good ? 'trend:series_better' : 'trend:series_worse', { by: `${number(Math.abs(last.difference), 2)} ${series.unit}`.trim(), when: stepName(last.at, step) }) : t('trend:series_calm')}</p>
      <Control points={points} unit="mean" label={`${series.name}${series.unit ? `, ${series.unit}` : ''}`} height={240} levels={levels} within={[Math.min(...known) - spread, Math.max(...known) + spread]} />
      <p className="hint">{chart.reason ? [t('trend:no_chart'), because(chart.reason)].join(' ') : t('trend:series_method', { count: chart.baseline_points })}</p>
      <DataBehind name="series" caption={series.name} rows={data.points} columns={[{ name: t('insight:step'), value: (row) => row.key, show: (row) => stepName(row.key, step) }, { name: `${t('words:value')}${series.unit ? `, ${series.unit}` : ''}`, number: true, value: (row) => row.value, show: (row) => row.value === null ? '–' : number(row.value, 2) }, { name: t('insight:lo'), number: true, value: (row) => row.lo, show: (row) => row.lo === null ? '–' : number(row.lo, 2) }, { name: t('insight:hi'), number: true, value: (row) => row.hi, show: (row) => row.hi === null ? '–' : number(row.hi, 2) }, { name: t('words:n'), number: true, value: (row) => row.n }]} />
    </>
  )
}
