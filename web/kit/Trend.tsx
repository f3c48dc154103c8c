import { useAlong } from './along'
import { band, flat, type Point, straight, ticks } from './curve'
import { figure, number, range, type Unit } from './format'
import { axis, padded, pieces } from './plot'
import type { Estimate } from './Whisker'
import { say } from './words'

export interface TrendPoint extends Estimate { key: string; /** in words: "Week of 16 Nov" */ name: string; /** under the axis, '' for none */ tick: string }
interface Props { points: readonly TrendPoint[]; unit: Unit; label: string; scale?: readonly [number, number]; height?: number; goal?: { value: number; name: string } | undefined; /** a plain line to hold the points against, such as no difference */ rule?: { value: number; name: string }; line?: 'curved' | 'straight'; events?: readonly { at: string; name: string }[] }
/** Time in ink: line, band of the interval, last dot filled, weeks too thin to judge hollow. One stop for the keyboard, arrows move along. */
export function Trend({ points, unit, label, scale, height = 280, goal, rule, line = 'curved', events = [] }: Props) {
  const { seen, ties } = useAlong(points.length, (at) => sentence(points[at]!, unit))
  const known = points.map((p, at) => ({ ...p, at })).filter((p) => p.value !== null && p.tier !== 'hidden')
  const ends = known.flatMap((p) => [p.lo ?? p.value!, p.hi ?? p.value!]).concat(goal ? [goal.value] : [], rule ? [rule.value] : [])
  const [lo, hi] = scale ?? padded(ends)
  const x = (at: number) => points.length < 2 ? 50 : (at / (points.length - 1)) * 100
  const y = (value: number) => 100 - ((value - lo) / (hi - lo || 1)) * 100
  const draw = line === 'curved' ? flat : straight
  const runs = pieces(known)
  const to = (value: (p: (typeof known)[number]) => number, run: typeof known): Point[] => run.map((p) => ({ x: x(p.at), y: y(value(p)) }))
  const shown = seen === null ? undefined : points[seen]
  return (
    <div className="plot trend" style={{ height }} role="img" aria-label={label} {...ties}>
      <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
        {ticks(lo, hi).map((tick) => <path key={tick} className="ln-grid" d={`M0 ${y(tick)}H100`} />)}
        {runs.map((run, at) => <path key={at} className="band" d={band(to((p) => p.hi ?? p.value!, run), to((p) => p.lo ?? p.value!, run), draw)} />)}
        {runs.map((run) => run.length === 1 && run[0]!.lo !== null && run[0]!.hi !== null && <path key={run[0]!.key} className={`ln-lone${run[0]!.tier === 'fragile' ? ' fragile' : ''}`} d={`M${x(run[0]!.at)} ${y(run[0]!.lo)}V${y(run[0]!.hi)}`} />)}
        {rule && <path className="ln-rule" d={`M0 ${y(rule.value)}H100`} />}
        {goal && <path className="ln-goal" d={`M0 ${y(goal.value)}H100`} />}
        {runs.map((run, at) => <path key={at} className="ln-ink" d={draw(to((p) => p.value!, run))} />)}
        {events.map((event) => { const at = points.findIndex((p) => p.key === event.at); return at < 0 ? null : <path key={event.name} className="ln-limit" d={`M${x(at)} 2V100`} /> })}
        {seen !== null && <path className="ln-seen" d={`M${x(seen)} 0V100`} />}
      </svg>
      {ticks(lo, hi).map((tick) => <span key={tick} className="at r ax" style={{ left: -10, top: `${y(tick)}%` }}>{axis(tick, unit)}</span>)}
      {points.map((p, at) => p.tick && <span key={p.key} className="at t ax" style={{ left: `${x(at)}%`, top: 'calc(100% + 6px)' }}>{p.tick}</span>)}
      {goal && <span className="at ax goal" style={{ ...(roomier(known, goal.value) ? { left: 0 } : { right: 0 }), top: `calc(${y(goal.value)}% - 10px)` }}>{goal.name}</span>}
      {rule && <span className="ax rule-name" style={{ top: `calc(${y(rule.value)}% + 3px)` }}>{rule.name}</span>}
      {events.map((event) => { const at = points.findIndex((p) => p.key === event.at); return at < 0 ? null : <span key={event.name} className="at ax" style={{ left: `${x(at)}%`, top: '-2%' }}>{event.name}</span> })}
      {known.map((p) => (p.tier === 'fragile' || p.tier === 'raw' || p.at === known.at(-1)?.at || runs.some((run) => run.length === 1 && run[0] === p)) && <span key={p.key} className={`at dot${p.tier === 'fragile' || p.tier === 'raw' ? ' hollow' : ''}`} style={{ left: `${x(p.at)}%`, top: `${y(p.value!)}%` }} />)}
      {shown && <div className="tip" style={seen! / points.length > 0.5 ? { right: `${100 - x(seen!)}%`, marginRight: 12 } : { left: `${x(seen!)}%`, marginLeft: 12 }}><b>{shown.name}</b><span>{sentence(shown, unit, false)}</span></div>}
    </div>
  )
}
export function sentence(p: TrendPoint, unit: Unit, named = true): string {
  const name = named ? `${p.name}: ` : ''
  if (p.n === 0 || p.tier === 'none') return name + say('no_answers')
  if (p.tier === 'hidden' || p.value === null) return name + say('hidden')
  return name + [figure(p.value, unit), p.lo !== null && p.hi !== null ? range(p.lo, p.hi, unit) : '', say('n', { n: number(p.n) })].filter(Boolean).join(', ')
}
/** The goal's name stands at the end where the line is further from it; true for the left. */
const roomier = (known: readonly TrendPoint[], goal: number) => Math.abs((known[0]?.value ?? goal) - goal) >= Math.abs((known.at(-1)?.value ?? goal) - goal)
