import { Segmented } from '@kit/Field'
import { DataBehind } from '@kit/Data'
import { day, daysBetween, month, number, type Unit } from '@kit/format'
import { Loading } from '@kit/State'
import { Trend, type TrendPoint } from '@kit/Trend'
import { Interval } from '@kit/Whisker'
import { datesOf, many, useScope } from '../frame/scope'
import { t } from '../i18n'
import { useScoped } from '../records'
import type { Metric, Tally } from '../types'
import { shown } from '../metric/figures'
import { methodName } from './Grid'
import { keyIn } from './grid'
import { startOf, type Step, stepFor, steps, through } from './periods'
import { stepName } from './say'

/** The whole over time, with the band of its interval. */
export function Time({ metric, unit }: { metric: Metric; unit: Unit }) {
  const { scope, search, change } = useScope()
  const dates = datesOf(scope)
  const step = steps.find((one) => one === many(search['step'])[0]) ?? stepFor(dates.from && dates.to ? daysBetween(dates.from, dates.to) : null)
  const query = useScoped<Tally>('/insights/tally', { metric: metric.key, by: step })
  const rows = query.data?.by[0] === step ? query.data.rows : []
  const known = new Map(rows.map((row) => [keyIn(row, step), row]))
  const keys = through([...known.keys()].filter((key): key is string => key !== null), step)
  const every = Math.max(1, Math.ceil(keys.length / (innerWidth < 720 ? 4 : 8)))
  const points: TrendPoint[] = keys.map((key, at) => ({ key, name: stepName(key, step), tick: (keys.length - 1 - at) % every === 0 && (at > 0 || keys.length < 5) ? tickOf(key, step) : '', ...(known.get(key) ?? { n: 0, value: null, lo: null, hi: null, tier: 'none' as const }) }))
  const title = t('insight:over_time', { metric: metric.name })
  const telling = points.filter((one) => one.value !== null).length
  return (
    <div>
      <div className="head"><h2>{t('insight:trend')}</h2><span className="push"><Segmented label={t('insight:step')} value={step} options={steps.map((one) => ({ value: one, label: t(`insight:step.${one}`) }))} onChange={(next: Step) => change({ step: next })} /></span></div>
      {query.isPending ? <Loading lines={4} /> : telling < 2 ? <p className="soft">{telling === 0 ? t('insight:no_trend') : t(step === 'day' ? 'insight:one_day' : 'insight:one_point', { when: points.find((one) => one.value !== null)!.name })}</p> : (
        <>
          <Trend points={points} unit={unit} label={title} line="straight" height={260} goal={metric.target === null ? undefined : { value: metric.target, name: t('insight:goal', { value: shown(metric.target, metric.kind) }) }} />
          <DataBehind name="trend" caption={title} rows={points} columns={[
            { name: t(`words:dim.${step}`), value: (row) => row.key, show: (row) => row.name }, { name: t('words:value'), number: true, value: (row) => row.value, show: (row) => <Interval of={row} unit={unit} /> },
            { name: t('insight:lo'), number: true, value: (row) => row.lo, show: (row) => row.lo === null ? '–' : shown(row.lo, metric.kind) }, { name: t('insight:hi'), number: true, value: (row) => row.hi, show: (row) => row.hi === null ? '–' : shown(row.hi, metric.kind) },
            { name: t('words:n'), number: true, value: (row) => row.n, show: (row) => number(row.n) }, { name: t('insight:tier'), value: (row) => t(`insight:tier.${row.tier}`) }, { name: t('words:method'), value: (row) => { const method = known.get(row.key)?.method; return method ? methodName(method) : '' } }]} />
        </>)}
    </div>
  )
}
const tickOf = (key: string, step: Step) => step === 'quarter' ? t('insight:quarter', { n: key.slice(6), year: key.slice(2, 4) }) : step === 'month' ? month(startOf(key, step)) : day(startOf(key, step))
