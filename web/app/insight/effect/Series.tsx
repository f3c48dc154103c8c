import { Control, type ControlPoint, type Line } from '@kit/Control'
import { DataBehind } from '@kit/Data'
import { figure, number } from '@kit/format'
import { Rich } from '@kit/Rich'
import { Loading } from '@kit/State'
import { Interval } from '@kit/Whisker'
import { useScope } from '../../frame/scope'
import { useQuery } from '@tanstack/react-query'
import { getQuery, useScoped } from '../../records'
import { t } from '../../i18n'
import { scaleOf, unitOf } from '../../metric/unit'
import type { EffectAnswer, Metric, TrendAnswer } from '../../types'
import { amount, amounts, because, perOf, slope, stepName, stepTick, thinned } from '../say'
import { placeOf } from '../trend/told'
import { linesOf } from './verdict'
import { readVersus } from './versus'

/** Weeks before and after: the line they followed, where it would have gone (pencil), where it goes. */
export function Series({ answer, metric, at, name, versus }: { answer: EffectAnswer; metric: Metric; at: string; name: string; versus: string | undefined }) {
  const unit = unitOf(metric.kind)
  const { params } = useScope()
  const query = useScoped<TrendAnswer>('/insights/trend', { metric: metric.key, period: 'week' })
  const { from, to } = params
  const other = useQuery({ ...getQuery<TrendAnswer>('/insights/trend', { from, to, ...readVersus(versus), metric: metric.key, period: 'week' }), enabled: !!versus })
  const { series } = answer
  if (query.isPending) return <section><Loading lines={5} /></section>
  const points = query.data?.metric.key === metric.key ? query.data.points : []
  if (points.filter((one) => one.value !== null).length < 2) return null
  const ticks = thinned(points.map((one, place) => stepTick(one.key, 'week', points[place - 1]?.key)), innerWidth < 720 ? 5 : 14)
  const drawn: ControlPoint[] = points.map((one, place) => ({ ...one, lcl: null, ucl: null, name: stepName(one.key, 'week'), tick: ticks[place]! }))
  const fitted = series && !series.reason ? linesOf(points, at, series) : null
  const lines: Line[] = fitted ? [{ ...fitted.before, look: 'ink' }, { ...fitted.without, look: 'pencil', name: t('effect:without') }, { ...fitted.after, look: 'ink', name: t('effect:with') }] : []
  const where = placeOf(at, points)
  const values = new Map((versus ? other.data?.points ?? [] : []).map((one) => [one.key, one.value]))
  const beside = values.size ? { name: t('effect:versus_line'), values: points.map((one) => values.get(one.key) ?? null) } : undefined
  const title = t('effect:series_label', { metric: metric.name, name })
  const now = series?.effect_now
  return (
    <section><div className="head"><h2>{t('effect:series')}</h2><span className="soft sm">{t('effect:by_week')}</span></div>
      <Control points={drawn} unit={unit} label={title} lines={lines} marks={where === null ? [] : [{ at: where, name }]} beside={beside} within={scaleOf(metric)} />
      <p className="note sm">{series?.reason ? <>{t('effect:no_series')} {because(series.reason)}</> : series && <>{now && <Rich text={t(now.value < 0 ? 'effect:now_below' : 'effect:now_above', { by: amount(now.value, unit), range: amounts(now.value, now.lo, now.hi, unit) })} />} {series.slope_before !== null && t('effect:slope_before', { by: slope(series.slope_before, unit), per: perOf('week') })} {series.slope_change !== null && t('effect:slope_change', { by: slope(series.slope_change, unit) })} {t(series.effect_now?.method === 'segmented_ar1' ? 'effect:series_method_ar1' : 'effect:series_method', { before: number(series.points_before), after: number(series.points_after) })}</>}</p>
      <DataBehind name="effect" caption={title} rows={drawn} columns={[
        { name: t('words:dim.week'), value: (row) => row.key, show: (row) => row.name }, { name: t('words:value'), number: true, value: (row) => row.value, show: (row) => <Interval of={row} unit={unit} /> },
        { name: t('insight:lo'), number: true, value: (row) => row.lo, show: (row) => row.lo === null ? '–' : figure(row.lo, unit) }, { name: t('insight:hi'), number: true, value: (row) => row.hi, show: (row) => row.hi === null ? '–' : figure(row.hi, unit) },
        { name: t('words:n'), number: true, value: (row) => row.n, show: (row) => number(row.n) },
        ...(beside ? [{ name: beside.name, number: true, value: (row: ControlPoint) => values.get(row.key), show: (row: ControlPoint) => { const value = values.get(row.key); return value === null || value === undefined ? '–' : figure(value, unit) } }] : []),
      ]} />
    </section>
  )
}
