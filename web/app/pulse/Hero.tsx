import { DataBehind } from '@kit/Data'
import { Chip, Popover } from '@kit/Chip'
import { Distribution } from '@kit/Distribution'
import { day, figure, month, number, range, share } from '@kit/format'
import { Icon } from '@kit/Icon'
import { Trend, type TrendPoint } from '@kit/Trend'
import { Interval } from '@kit/Whisker'
import { LeftOut } from '../insight/LeftOut'
import { datesOf, useScope } from '../frame/scope'
import { t } from '../i18n'
import { moodOf, unitOf } from '../metric/unit'
import { useNames } from '../records'
import type { Metric, Tally, TallyRow } from '../types'
import { useChanges, useDifferences, useTally } from './questions'
import { familyOf, moveOf, sentenceKey, weakest } from './sentence'
import { allStarts, labelled, spanOf, startOf, type Step, stepFor } from './weeks'

export function Hero({ metric, local, answered }: { metric: Metric; local: Metric | undefined; answered: readonly Metric[] }) {
  const { scope } = useScope()
  const dates = datesOf(scope)
  const step = stepFor(dates.from && dates.to ? spanOf(dates.from, dates.to) - 1 : 1000)
  const tally = useTally(metric.key, step)
  const total = tally.data?.total
  return (
    <section className="hero">
      <div className="say">
        <Question metric={metric} answered={answered} />
        <Sentence metric={metric} local={local} total={total} />
        <Figure metric={metric} total={total} />
        {total?.histogram && <Shape metric={metric} total={total} />}
        <LeftOut of={tally.data?.left_out} />
      </div>
      <div className="tr">{tally.data && <TimeLine metric={metric} tally={tally.data} step={step} />}</div>
    </section>
  )
}
const questions = { recommend: 'pulse:ask_recommend', satisfied: 'pulse:ask_satisfied', easy: 'pulse:ask_easy' } as const
/** The question in the words of people; behind it the choice of another metric. */
function Question({ metric, answered }: { metric: Metric; answered: readonly Metric[] }) {
  const { change } = useScope()
  const family = familyOf(metric.key)
  const name = useNames()
  const words = family === 'other' ? metric.question || name('metric', metric.key) : t(questions[family])
  if (answered.length < 2) return <p className="soft">{words}</p>
  return (
    <div className="question"><span className="soft">{words}</span>
      <Popover button={(tie) => <Chip className="add" {...tie}><span className="vh">{t('pulse:metric')}: </span>{name('metric', metric.key)} <Icon name="down" /></Chip>}>{(close) => answered.map((one) => <button key={one.key} type="button" className="item" aria-current={one.key === metric.key || undefined} onClick={() => { change({ show: one.key }); close() }}>{name('metric', one.key)}{one.key === metric.key && <span className="push"><Icon name="check" /></span>}</button>)}</Popover>
    </div>
  )
}
function Sentence({ metric, local, total }: { metric: Metric; local: Metric | undefined; total: TallyRow | undefined }) {
  const name = useNames()
  const whole = useChanges(metric.key, '')
  const spread = useDifferences(local?.key)
  const settled = total && !whole.isLoading && !spread.isLoading
  const weak = weakest(spread.data?.rows ?? [])
  // nothing is said before every test has spoken: a sentence must not change its mind
  return <h2 className="sentence">{settled ? t(sentenceKey(total, metric.key, moveOf(whole.data?.rows[0]), weak !== null), { touchpoint: weak ? name('touchpoint', weak) : undefined }) : '·'}</h2>
}
function Figure({ metric, total }: { metric: Metric; total: TallyRow | undefined }) {
  const unit = unitOf(metric.kind)
  if (!total) return <div className="fig"><span className="figure" aria-hidden="true">·</span></div>
  if (total.value === null || total.lo === null || total.hi === null || total.tier === 'raw' || total.tier === 'hidden') return <p className="fig sm"><Interval of={total} unit={unit} count /></p>
  return (
    <div className="fig">
      <span className={`figure${total.tier === 'fragile' ? ' soft' : ''}`}>{figure(total.value, unit)}</span>
      <span className="sm soft"><b>{range(total.lo, total.hi, unit)}</b><br />{t('pulse:interval')}<br />{total.tier === 'fragile' ? t('kit:too_few', { count: total.n }) : t('kit:n', { n: number(total.n) })}</span>
    </div>
  )
}
function Shape({ metric, total }: { metric: Metric; total: TallyRow }) {
  const { min, counts } = total.histogram!
  const bars = counts.map((count, at) => ({ value: min + at, count, mood: moodOf(min + at, metric) }))
  const label = t('pulse:shape', { negative: share(total.negative ?? 0), neutral: share(total.neutral ?? 0), positive: share(total.positive ?? 0) })
  return <Distribution bars={bars} label={label} />
}
function TimeLine({ metric, tally, step }: { metric: Metric; tally: Tally; step: Step }) {
  const unit = unitOf(metric.kind)
  const called = useNames()('metric', metric.key)
  const points = pointsOf(tally.rows, step, useScope().params['from'] as string | undefined)
  const goal = metric.target === null ? undefined : { value: metric.target, name: t('pulse:goal', { value: unit === 'signed' ? number(Math.round(metric.target * 100)) : figure(metric.target, unit) }) }
  if (points.filter((point) => point.value !== null).length < 2) return null
  return (
    <>
      <Trend points={points} unit={unit} label={t('pulse:trend_label', { metric: called })} goal={goal} height={300} />
      <DataBehind name={`${metric.key}-${step}`} caption={t('pulse:trend_label', { metric: called })} rows={points} columns={[
        { name: t(`words:dim.${step}`), value: (row) => row.key, show: (row) => row.name },
        { name: called, value: (row) => row.value, show: (row) => <Interval of={{ ...row, tier: row.tier === 'normal' ? 'solid' : row.tier }} unit={unit} />, number: true },
        { name: t('words:interval'), value: (row) => (row.lo === null ? null : `${row.lo} ${row.hi}`), show: (row) => (row.lo === null || row.hi === null ? '' : range(row.lo, row.hi, unit)), number: true },
        { name: t('words:n'), value: (row) => row.n, show: (row) => number(row.n), number: true },
        { name: t('words:method'), value: (row) => row.method },
      ]} />
    </>
  )
}
function pointsOf(rows: readonly TallyRow[], step: Step, from: string | undefined): (TrendPoint & { method: string })[] {
  const known = new Map(rows.flatMap((row) => { const key = row[step]; return typeof key === 'string' ? [[startOf(step, key), row] as const] : [] }))
  const starts = [...known.keys()].sort()
  if (starts.length === 0) return []
  // the scope begins inside the first week: too thin a slice to stand for it
  const cut = from !== undefined && starts[0]! < from && known.get(starts[0]!)?.value == null ? 1 : 0
  if (!starts[cut]) return []
  const all = allStarts(step, starts[cut]!, starts.at(-1)!)
  const named = labelled(step, all)
  return all.map((start) => {
    const row = known.get(start)
    const tick = !named.has(start) ? '' : step === 'day' ? day(start) : month(start)
    const name = step === 'week' ? t('pulse:week_of', { day: day(start) }) : step === 'month' ? `${month(start)} ${start.slice(0, 4)}` : day(start)
    return { key: start, name, tick, n: row?.n ?? 0, value: row?.value ?? null, lo: row?.lo ?? null, hi: row?.hi ?? null, tier: row?.tier ?? 'none', positive: row?.positive ?? null, method: row?.method ?? '' }
  })
}
