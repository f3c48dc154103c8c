import './control.css'
import { useAlong, useWidth } from './along'
import { band, type Point, straight, ticks } from './curve'
import { figure, range, type Unit } from './format'
import { axis, padded, pieces, quantile, stagger, stairs, wide } from './plot'
import { sentence, type TrendPoint } from './Trend'
import { say } from './words'

export interface ControlPoint extends TrendPoint { /** its step is not over yet */ open?: boolean; lcl?: number | null; ucl?: number | null; /** out of the ordinary: where it lies, how loud, and in words */ signal?: { side: 'high' | 'low'; loud: boolean; words: string } | undefined }
/** `at` is its place along the axis: the first may share that of a point whose step is not over. */
export interface Ahead { key: string; at: number; name: string; tick: string; value: number; lo: number | null; hi: number | null }
/** A flat stretch from one point to another (by their places), with its own interval. */
export interface Level { from: number; to: number; value: number; lo: number | null; hi: number | null }
/** A straight line by two places: measured (ink) or assumed (pencil). */
export interface Line { from: number; to: number; start: number; end: number; look: 'ink' | 'pencil'; name?: string }
interface Props { points: readonly ControlPoint[]; unit: Unit; label: string; height?: number; levels?: readonly Level[]; lines?: readonly Line[]; /** places may lie between two points */ marks?: readonly { at: number; name: string }[]; ahead?: readonly Ahead[]; /** another group along the same steps, thin and grey */ beside?: { name: string; values: readonly (number | null)[] } | undefined; within: readonly [number, number]; /** each point's own interval as a band */ banded?: boolean }

/** A process along time: points joined by straight lines, stepped limits, flat levels with their interval, what happened as upright lines, what is assumed ahead as a dashed fan. */
export function Control({ points, unit, label, height = 320, levels = [], lines = [], marks = [], ahead = [], beside, within, banded = false }: Props) {
  const all = Math.max(points.length, ...ahead.map((one) => one.at + 1))
  const later = (at: number) => ahead.find((one) => one.at === at)!
  const { seen, ties } = useAlong(all, (at) => at < points.length ? told(points[at]!, unit) : foretold(later(at), unit))
  const [here, width] = useWidth<HTMLDivElement>()
  const known = points.map((p, at) => ({ ...p, at })).filter((p) => p.value !== null && p.tier !== 'hidden')
  const others = (beside?.values ?? []).flatMap((value, at) => value === null || at >= points.length ? [] : [{ at, value }])
  const edge = banded ? known.flatMap((p) => [p.lo ?? p.value!, p.hi ?? p.value!]) : []
  const [lo, hi] = extent(known, levels, lines, ahead, within, [...others.map((one) => one.value), ...edge])
  const x = (at: number) => all < 2 ? 50 : ((at + 0.5) / all) * 100
  const y = (value: number) => Math.max(-2, Math.min(102, 100 - ((value - lo) / (hi - lo || 1)) * 100))
  const last = known.at(-1)
  const from = known.filter((p) => ahead[0] && p.at < ahead[0].at).at(-1)
  const tip: Point[] = from ? [{ x: x(from.at), y: y(from.value!) }] : []
  const fan = (end: (one: Ahead) => number): Point[] => [...tip, ...ahead.map((one) => ({ x: x(one.at), y: y(end(one)) }))]
  const edges = [fan((one) => one.hi ?? one.value), fan((one) => one.lo ?? one.value)] as const
  const heads = marks.map((one) => { const long = Math.min(wide(one.name) + 12, width * 0.7); const from = Math.max(-30, Math.min(width - long, (width * x(one.at)) / 100 - long / 2)); return { from, to: from + long } })
  const rows = stagger(heads)
  const loud = known.length <= 160
  return (
    <div className="plot control" ref={here} style={{ height, marginTop: 20 + 20 * (1 + Math.max(-1, ...rows)) }} role="img" aria-label={label} {...ties}>
      <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
        {ticks(lo, hi).map((tick) => <path key={tick} className="ln-grid" d={`M0 ${y(tick)}H100`} />)}
        <path className="ln-limit" d={stairs(points.map((p) => p.ucl), x, y)} /><path className="ln-limit" d={stairs(points.map((p) => p.lcl), x, y)} />
        {banded && pieces(known).map((run, at) => run.length > 1 && <path key={`p${at}`} className="band" d={band(run.map((p) => ({ x: x(p.at), y: y(p.hi ?? p.value!) })), run.map((p) => ({ x: x(p.at), y: y(p.lo ?? p.value!) })), straight)} />)}
        {levels.map((one) => one.lo !== null && one.hi !== null && <path key={`b${one.from}`} className="band" d={`M${x(one.from - 0.5)} ${y(one.hi)}H${x(one.to + 0.5)}V${y(one.lo)}H${x(one.from - 0.5)}Z`} />)}
        {levels.map((one) => <path key={one.from} className="ln-level" d={`M${x(one.from - 0.5)} ${y(one.value)}H${x(one.to + 0.5)}`} />)}
        {ahead.length > 0 && <><path className="band faint" d={band(edges[0], edges[1], straight)} />{edges.map((edge, at) => <path key={at} className="ln-fan" d={straight(edge)} />)}<path className="ln-pencil" d={straight(fan((one) => one.value))} /></>}
        {lines.map((one, at) => <path key={at} className={one.look === 'ink' ? 'ln-fit' : 'ln-pencil'} d={`M${x(one.from)} ${y(one.start)}L${x(one.to)} ${y(one.end)}`} />)}
        {pieces(others).map((run, at) => <path key={at} className="ln-beside" d={straight(run.map((one) => ({ x: x(one.at), y: y(one.value) })))} />)}
        {pieces(known).map((run, at) => <path key={at} className="ln-thin" d={straight(run.map((p) => ({ x: x(p.at), y: y(p.value!) })))} />)}
        {marks.map((one, at) => <path key={at} className="ln-mark" d={`M${x(one.at)} 0V100`} />)}
        {seen !== null && <path className="ln-seen" d={`M${x(seen)} 0V100`} />}
      </svg>
      {ticks(lo, hi).map((tick) => <span key={tick} className="at r ax" style={{ left: -8, top: `${y(tick)}%` }}>{axis(tick, unit)}</span>)}
      {[...points.map((p, at) => ({ ...p, at })), ...ahead].map((p) => p.tick && <span key={`${p.key} ${p.at}`} className="at t ax" style={{ left: `${x(p.at)}%`, top: 'calc(100% + 6px)' }}>{p.tick}</span>)}
      {known.map((p) => p.signal ? <span key={p.key} className={`at sig ${p.signal.side}${p.signal.loud ? '' : ' quiet'}`} style={{ left: `${x(p.at)}%`, top: `${y(p.value!)}%` }} /> : (loud || p === last) && <span key={p.key} className={`at dot s${p.open || p.tier === 'fragile' || p.tier === 'raw' ? ' hollow' : ''}`} style={{ left: `${x(p.at)}%`, top: `${y(p.value!)}%` }} />)}
      {marks.map((one, at) => <span key={at} className="ax mark-name" style={{ left: heads[at]!.from, width: heads[at]!.to - heads[at]!.from, top: -20 * (rows[at]! + 1) }}>{one.name}</span>)}
      {levels.map((one, at) => <LevelName key={one.from} level={one} unit={unit} last={at === levels.length - 1 && levels.length > 1} x={x} y={y} known={known} width={width} height={height} />)}
      {lines.map((one, at) => one.name && <span key={at} className={`ax line-name ${one.look}`} style={{ right: `${100 - x(one.to)}%`, top: `calc(${y(one.end)}% + ${lines.some((other) => other.to === one.to && other.end > one.end) ? 6 : -24}px)` }}>{one.name}</span>)}
      {beside && others.length > 0 && <span className="ax line-name" style={{ left: `${x(others[0]!.at)}%`, top: clear([...others, ...known.map((p) => ({ at: p.at, value: p.value! }))].filter((one) => x(one.at) < x(others[0]!.at) + (100 * wide(beside.name)) / width).map((one) => y(one.value)), y(others[0]!.value), height) }}>{beside.name}</span>}
      {seen !== null && <div className="tip" style={seen / all > 0.5 ? { right: `${100 - x(seen)}%`, marginRight: 12 } : { left: `${x(seen)}%`, marginLeft: 12 }}>{seen < points.length ? <Tip p={points[seen]!} unit={unit} /> : <><b>{later(seen).name}</b><span>{foretold(later(seen), unit, false)}</span></>}</div>}
    </div>
  )
}
function Tip({ p, unit }: { p: ControlPoint; unit: Unit }) {
  return <><b>{p.name}</b><span>{sentence(p, unit, false)}</span>{limits(p, unit) && <span className="soft">{limits(p, unit)}</span>}{p.signal && <span className={p.signal.side === 'low' ? 'neg' : 'pos'}>{p.signal.side === 'low' ? '▼' : '▲'} {p.signal.words}</span>}</>
}
const limits = (p: ControlPoint, unit: Unit) => p.lcl === null || p.lcl === undefined || p.ucl === null || p.ucl === undefined ? '' : say('limits', { range: range(p.lcl, p.ucl, unit) })
const told = (p: ControlPoint, unit: Unit) => [sentence(p, unit), limits(p, unit), p.signal?.words].filter(Boolean).join('. ')
const foretold = (one: Ahead, unit: Unit, named = true) => `${named ? `${one.name}: ` : ''}${say('foretold', { value: figure(one.value, unit), range: one.lo === null || one.hi === null ? '' : range(one.lo, one.hi, unit) })}`
/** The name of a level stands just clear of the points it runs along: over or under them, whichever is nearer to its line. */
function LevelName({ level, unit, last, x, y, known, width, height }: { level: Level; unit: Unit; last: boolean; x: (at: number) => number; y: (value: number) => number; known: readonly (ControlPoint & { at: number })[]; width: number; height: number }) {
  const text = level.lo !== null && level.hi !== null ? range(level.lo, level.hi, unit) : ''
  const long = wide(figure(level.value, unit) + text, 6.6) + 10
  const [from, to] = last ? [x(level.to + 0.5) - (100 * long) / width, x(level.to + 0.5)] : [x(level.from - 0.5), x(level.from - 0.5) + (100 * long) / width]
  const top = clear(known.filter((p) => x(p.at) > from - 1 && x(p.at) < to + 1).map((p) => y(p.value!)), y(level.value), height)
  return <span className="ax level-name" style={{ ...(last ? { right: `${100 - to}%` } : { left: `${from}%` }), top }}><b>{figure(level.value, unit)}</b> {text}</span>
}
/** The top of a name (in pixels) that keeps clear of what lies at some heights (in hundredths) and stays in the plot. */
export function clear(heights: readonly number[], line: number, height: number): number {
  const px = (share: number) => (share * height) / 100
  const over = Math.min(px(line), ...heights.map(px)) - 26
  const under = Math.max(px(line), ...heights.map(px)) + 9
  const far = (top: number) => Math.abs(top + 9 - px(line))
  if (over < 0) return Math.min(under, height - 20)
  return under > height - 20 || far(over) <= far(under) ? over : under
}
/** From the lowest to the highest that is drawn. A few weeks of very few answers have very wide limits: those may leave the picture, points never. */
export function extent(known: readonly ControlPoint[], levels: readonly Level[], lines: readonly Line[], ahead: readonly Ahead[], within: readonly [number, number], others: readonly number[] = []): [number, number] {
  const tops = known.flatMap((p) => p.ucl ?? [])
  const bottoms = known.flatMap((p) => p.lcl ?? [])
  const ends = [...known.map((p) => p.value!), ...others, ...levels.flatMap((one) => [one.lo ?? one.value, one.hi ?? one.value]), ...lines.flatMap((one) => [one.start, one.end]), ...ahead.flatMap((one) => [one.lo ?? one.value, one.hi ?? one.value]), ...(tops.length ? [quantile(tops, 0.9)] : []), ...(bottoms.length ? [quantile(bottoms, 0.1)] : [])]
  const [lo, hi] = padded(ends, 0.08)
  const room = (within[1] - within[0]) * 0.02
  return [Math.max(within[0] - room, lo), Math.min(within[1] + room, hi)]
}
