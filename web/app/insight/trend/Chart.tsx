import { type Ahead, Control, type ControlPoint } from '@kit/Control'
import { DataBehind } from '@kit/Data'
import { figure, number, range, type Unit } from '@kit/format'
import { Interval } from '@kit/Whisker'
import { t } from '../../i18n'
import { shown } from '../../metric/figures'
import { scaleOf, unitOf } from '../../metric/unit'
import type { Metric, TrendAnswer, TrendStep } from '../../types'
import type { Step } from '../periods'
import { stepName, stepTick, thinned } from '../say'
import { placeOf, sideOf } from './told'

const signalWords = (point: TrendStep) => point.signals.map((one) => t(`trend:signal.${one}`)).join(', ')
/** The control chart of an answer and the table behind it. */
export function Chart({ answer, metric, step }: { answer: TrendAnswer; metric: Metric; step: Step }) {
  const unit = unitOf(metric.kind)
  const { points, chart, forecast } = answer
  const place = new Map(points.map((point, at) => [point.key, at]))
  const keys = [...new Set([...points.map((point) => point.key), ...(forecast?.points ?? []).map((point) => point.key)])]
  const ticks = thinned(keys.map((key, at) => stepTick(key, step, keys[at - 1])), innerWidth < 720 ? 5 : 14)
  const drawn: ControlPoint[] = points.map((point, at) => ({ ...point, name: stepName(point.key, step), tick: ticks[at]!, open: !point.complete, signal: point.signals.length && point.value !== null ? { side: sideOf(point, chart?.center ?? null), loud: point.signals.includes('beyond_limits'), words: signalWords(point) } : undefined }))
  const ahead: Ahead[] = (forecast?.points ?? []).map((point) => { const at = keys.indexOf(point.key); return { ...point, at, name: stepName(point.key, step), tick: at < points.length ? '' : ticks[at]! } })
  const levels = answer.levels.flatMap((one) => { const from = place.get(one.from), to = place.get(one.to); return from === undefined || to === undefined ? [] : [{ from, to, value: one.value, lo: one.lo, hi: one.hi }] })
  const marks = answer.marks.flatMap((mark) => { const at = placeOf(mark.at, points); return at === null ? [] : [{ at, name: mark.name }] })
  const title = t('trend:label', { metric: metric.name })
  const has = (signal: TrendStep['signals'][number]) => points.some((point) => point.signals.includes(signal))
  return (
    <>
      <Control points={drawn} unit={unit} label={title} levels={levels} marks={marks} ahead={ahead} within={scaleOf(metric)} height={340} />
      <p className="ins-legend">{levels.length > 0 && <span><i className="lg-level" />{t('trend:legend_level')}</span>}{points.some((point) => point.lcl !== null) && <span><i className="lg-limit" />{t('trend:legend_limits')}</span>}{has('beyond_limits') && <span><i className="sig low" /><i className="sig high" />{t('trend:signal.beyond_limits')}</span>}{has('run_of_8') && <span><i className="sig high quiet" />{t('trend:signal.run_of_8')}</span>}{ahead.length > 0 && <span><i className="lg-fan" />{t('trend:legend_ahead')}</span>}{points.some((point) => !point.complete) && <span><i className="s3 open" />{t('trend:legend_open')}</span>}{points.some((point) => point.complete && (point.tier === 'fragile' || point.tier === 'raw')) && <span><i className="s3" />{t('insight:legend_thin')}</span>}</p>
      <Behind points={drawn} answer={answer} step={step} unit={unit} kind={metric} title={title} />
    </>
  )
}
type Line = (ControlPoint & { level: TrendAnswer['levels'][number] | undefined }) | (Ahead & { ahead: true })
function Behind({ points, answer, step, unit, kind, title }: { points: readonly ControlPoint[]; answer: TrendAnswer; step: Step; unit: Unit; kind: Metric; title: string }) {
  const levelOf = (key: string) => answer.levels.find((one) => one.from <= key && key <= one.to)
  const rows: Line[] = [...points.map((point) => ({ ...point, level: levelOf(point.key) })), ...(answer.forecast?.points ?? []).map((one) => ({ ...one, at: 0, name: stepName(one.key, step), tick: '', ahead: true as const }))]
  const measured = (row: Line) => 'ahead' in row ? undefined : row
  const end = (value: number | null | undefined) => value === null || value === undefined ? '–' : shown(value, kind.kind)
  return <DataBehind name={`trend-${kind.key}`} caption={title} rows={rows} columns={[
    { name: t(`words:dim.${step}`), value: (row) => row.key, show: (row) => row.name },
    { name: t('words:value'), number: true, value: (row) => row.value, show: (row) => { const point = measured(row); return point ? <Interval of={{ ...point, tier: point.tier === 'normal' ? 'solid' : point.tier }} unit={unit} /> : <span className="soft">{row.value === null ? '–' : figure(row.value, unit)}</span> } },
    { name: t('insight:lo'), number: true, value: (row) => row.lo, show: (row) => end(row.lo) }, { name: t('insight:hi'), number: true, value: (row) => row.hi, show: (row) => end(row.hi) },
    { name: t('words:n'), number: true, value: (row) => measured(row)?.n ?? null, show: (row) => { const n = measured(row)?.n; return n === undefined ? '–' : number(n) } },
    { name: t('trend:limits'), number: true, value: (row) => { const point = measured(row); return point && point.lcl !== null && point.lcl !== undefined ? `${point.lcl} ${point.ucl}` : null }, show: (row) => { const point = measured(row); return point?.lcl !== null && point?.lcl !== undefined && point.ucl !== null && point.ucl !== undefined ? range(point.lcl, point.ucl, unit) : '–' } },
    { name: t('trend:level'), number: true, value: (row) => 'ahead' in row ? null : row.level?.value ?? null, show: (row) => end('ahead' in row ? null : row.level?.value) },
    { name: t('trend:signal'), value: (row) => 'ahead' in row ? t('trend:legend_ahead') : row.signal?.words ?? '' },
  ]} />
}
