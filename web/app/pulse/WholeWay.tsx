import { Link } from '@tanstack/react-router'
import { moodMark } from '@kit/Chip'
import { band, flat } from '@kit/curve'
import { DataBehind } from '@kit/Data'
import { figure, number, range, type Unit } from '@kit/format'
import { certainty } from '@kit/Whisker'
import { carried, useScope } from '../frame/scope'
import { t } from '../i18n'
import { unitOf } from '../metric/unit'
import { useNames, useRegister } from '../records'
import type { Metric, TallyRow, Tier, Touchpoint } from '../types'
import { useDifferences, useTally } from './questions'

interface Stop { touchpoint: Touchpoint; row: TallyRow | undefined; mood: 'neg' | 'pos' | undefined; x: number; y: number | null }
const narrowing = ['touchpoint', 'stage', 'department', 'owner']
const seen = (tier: Tier | undefined) => tier === 'solid' || tier === 'normal' || tier === 'fragile'

/** Every touchpoint in its order, what was measured there as one line. Flat tangents: no peak between two stops is invented. */
export function WholeWay({ metric }: { metric: Metric }) {
  const { search, scope } = useScope()
  const all = [...useRegister('touchpoints')].sort((a, b) => a.position - b.position)
  const tally = useTally(metric.key, 'touchpoint')
  const spread = useDifferences(metric.key)
  const unit = unitOf(metric.kind)
  const called = useNames()('metric', metric.key)
  if (!tally.data) return null
  const stands = new Map((spread.data?.rows ?? []).filter((row) => row.stands).map((row) => [row.touchpoint, row.difference < 0 ? 'neg' as const : 'pos' as const]))
  const rows = new Map(tally.data.rows.map((row) => [row.touchpoint, row]))
  // when the scope names touchpoints, only those are the way
  const touchpoints = narrowing.some((name) => scope.filters[name]) ? all.filter((one) => rows.has(one.key)) : all
  if (touchpoints.length < 2) return null
  const ends = tally.data.rows.filter((row) => seen(row.tier)).flatMap((row) => [row.lo ?? row.value!, row.hi ?? row.value!])
  const [lo, hi] = [Math.min(...ends, tally.data.total.value ?? 0), Math.max(...ends, tally.data.total.value ?? 1)]
  const up = (value: number) => 88 - ((value - lo) / (hi - lo || 1)) * 76
  const stops: Stop[] = touchpoints.map((touchpoint, at) => {
    const row = rows.get(touchpoint.key)
    return { touchpoint, row, mood: stands.get(touchpoint.key), x: ((at + 0.5) / touchpoints.length) * 100, y: seen(row?.tier) && row?.value !== null && row ? up(row.value) : null }
  })
  const runs = runsOf(stops)
  const whole = tally.data.total.value
  return (
    <section>
      <div className="head"><h2>{t('pulse:whole')}</h2><span className="soft sm">{t('pulse:whole_hint', { metric: called })}</span><Link className="link push" to="/touchpoints" search={carried(search) as never}>{t('pulse:open_touchpoints')}</Link></div>
      <div className="scroll" tabIndex={0} role="region" aria-label={t('pulse:whole')}>
        <div className="way" style={{ '--stops': touchpoints.length, '--stop': `${stopWidth(touchpoints.map((one) => one.name))}px` } as React.CSSProperties}>
          <div className="plot strip" aria-hidden="true">
            <svg viewBox="0 0 100 100" preserveAspectRatio="none">
              {whole !== null && <path className="ln-grid" d={`M0 ${up(whole)}H100`} />}
              {runs.map((run, at) => <path key={at} className="band" d={band(run.map((s) => ({ x: s.x, y: up(s.row!.hi ?? s.row!.value!) })), run.map((s) => ({ x: s.x, y: up(s.row!.lo ?? s.row!.value!) })))} />)}
              {lone(stops, runs).map((s) => s.row!.lo !== null && s.row!.hi !== null && <path key={s.touchpoint.id} className={`ln-lone${s.row!.tier === 'fragile' ? ' fragile' : ''}`} d={`M${s.x} ${up(s.row!.lo)}V${up(s.row!.hi)}`} />)}
              {runs.map((run, at) => <path key={at} className="ln-ink" d={flat(run.map((s) => ({ x: s.x, y: s.y! })))} />)}
            </svg>
            {stops.map((stop) => stop.y !== null && <span key={stop.touchpoint.id} className={`at mk ${stop.row?.tier === 'fragile' ? 'fr' : stop.mood ?? ''}`} style={{ left: `${stop.x}%`, top: `${stop.y}%` }} />)}
          </div>
          <ol className="steps">{stops.map((stop) => <li key={stop.touchpoint.id}><Link to="/touchpoints/$id" params={{ id: stop.touchpoint.id }} search={carried(search) as never} title={stop.row ? certainty(stop.row, unit) : undefined}><b>{breakable(stop.touchpoint.name)}</b><StopWords stop={stop} unit={unit} /></Link></li>)}</ol>
        </div>
      </div>
      <DataBehind name={`${metric.key}-touchpoint`} caption={t('pulse:whole')} rows={stops} columns={[
        { name: t('words:dim.touchpoint'), value: (stop) => stop.touchpoint.name },
        { name: called, value: (stop) => stop.row?.value, show: (stop) => (seen(stop.row?.tier) && stop.row ? figure(stop.row.value!, unit) : '–'), number: true },
        { name: t('words:interval'), value: (stop) => (stop.row && stop.row.lo !== null ? `${stop.row.lo} ${stop.row.hi}` : null), show: (stop) => (stop.row && stop.row.lo !== null && stop.row.hi !== null ? range(stop.row.lo, stop.row.hi, unit) : '–'), number: true },
        { name: t('words:n'), value: (stop) => stop.row?.n ?? 0, show: (stop) => number(stop.row?.n ?? 0), number: true },
        { name: t('words:method'), value: (stop) => stop.row?.method },
      ]} />
    </section>
  )
}
function StopWords({ stop, unit }: { stop: Stop; unit: Unit }) {
  const { row, mood } = stop
  if (!row || row.n === 0 || row.tier === 'none') return <i>{t('kit:no_answers')}</i>
  if (!seen(row.tier) || row.value === null) return <i>{t('pulse:few_answers')}</i>
  return <><span className={mood && row.tier !== 'fragile' ? mood : 'soft'}>{mood && row.tier !== 'fragile' && `${moodMark[mood]} `}{figure(row.value, unit)}</span><i>{row.tier === 'fragile' ? t('pulse:few_answers') : t('kit:n', { n: number(row.n) })}</i></>
}
/** Wide enough for the longest word of a name, within reason: words are not cut. */
export const stopWidth = (names: readonly string[]) => Math.round(Math.max(66, Math.min(112, 4 + 7.2 * Math.max(0, ...names.flatMap((name) => name.split(/[\s/\-–]+/)).map((word) => word.length)))))
/** After a stroke a line may break. */
const breakable = (name: string) => name.replaceAll('/', '/\u200b')
/** A stop without measured neighbours shows its interval as a whisker. */
const lone = (stops: readonly Stop[], runs: readonly Stop[][]) => stops.filter((stop) => stop.y !== null && !runs.some((run) => run.includes(stop)))
/** A touchpoint nobody judged leaves a gap in the line. */
function runsOf(stops: readonly Stop[]): Stop[][] {
  const runs: Stop[][] = [[]]
  for (const stop of stops) {
    if (stop.y === null) runs.push([])
    else runs.at(-1)!.push(stop)
  }
  return runs.filter((run) => run.length > 1)
}
