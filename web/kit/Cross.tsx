import './control.css'
import { useAlong, useWidth } from './along'
import type { Mood } from './Chip'
import { ticks } from './curve'
import { type Box, type Label, labels, padded, wide } from './plot'

export interface CrossPoint { key: string; name: string; /** a number, beside the mark when there is no room for the name; the key under the plot says whose it is */ short: string; x: number; xlo: number | null; xhi: number | null; y: number; ylo: number | null; yhi: number | null; mood?: Mood | undefined; /** too few answers to judge */ thin?: boolean; words: string }
type Corners = Record<'top_left' | 'top_right' | 'low_left' | 'low_right', string>
interface Props { points: readonly CrossPoint[]; cut: { x: number | null; y: number | null }; corners: Corners; label: string; across: { name: string; show: (value: number) => string }; up: { show: (value: number) => string }; height?: number }

/** Two measures at once: whiskers both ways, four named corners parted by two cuts. Names stand where there is room; else numbers, with a key under the plot. */
export function Cross({ points, cut, corners, label, across, up, height = points.length > 12 ? 500 : 400 }: Props) {
  const order = points.map((_, at) => at)
  const sorted = order.sort((a, b) => points[a]!.x - points[b]!.x)
  const [here, width] = useWidth<HTMLDivElement>()
  const [x0, x1] = padded([...points.flatMap((p) => [p.xlo ?? p.x, p.xhi ?? p.x]), ...(cut.x === null ? [] : [cut.x])], 0.1)
  const [y0, y1] = upward([...points.flatMap((p) => [p.ylo ?? p.y, p.yhi ?? p.y]), ...(cut.y === null ? [] : [cut.y])])
  const x = (value: number) => ((value - x0) / (x1 - x0 || 1)) * 100
  const y = (value: number) => 100 - ((value - y0) / (y1 - y0 || 1)) * 100
  const { seen, ties } = useAlong(points.length, (at) => points[sorted[at]!]!.words, (share) => nearest(sorted.map((at) => x(points[at]!.x)), share * 100))
  const words = Object.entries(corners) as [keyof Corners, string][]
  const taken = words.map(([corner, name]): Box => { const long = Math.min(wide(name, 7), width * 0.4); const high = wide(name, 7) > width * 0.4 ? 36 : 20; return { left: corner.endsWith('left') ? 0 : width - long - 12, right: corner.endsWith('left') ? long + 12 : width, top: corner.startsWith('top') ? 0 : height - high - 6, bottom: corner.startsWith('top') ? high + 6 : height } })
  const at = points.map((p) => ({ x: (x(p.x) / 100) * width, y: (y(p.y) / 100) * height, width: wide(p.name, p.mood ? 7.4 : 6.9), short: wide(p.short, 8) + 4 }))
  const beside = labels(at, { width, height }, taken)
  const numbered = points.filter((_, index) => !beside[index]?.named).sort((a, b) => Number(a.short) - Number(b.short))
  const shown = seen === null ? undefined : points[sorted[seen]!]
  return (<>
    <div className="plot cross" ref={here} style={{ height }} role="img" aria-label={label} {...ties}>
      <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
        {cut.x !== null && cut.y !== null && <rect className="fill" x="0" y="0" width={Math.max(0, x(cut.x))} height={Math.max(0, y(cut.y))} />}
        <path className="ln-grid" d={`M0 ${y(0)}H100${cut.x === null ? '' : `M${x(cut.x)} 0V100`}${cut.y === null ? '' : `M0 ${y(cut.y)}H100`}`} />
        {points.map((p) => <path key={p.key} className={`wh ${p.mood ?? ''}${p.thin ? ' thin' : ''}`} d={`${p.xlo === null || p.xhi === null ? '' : `M${x(p.xlo)} ${y(p.y)}H${x(p.xhi)}`}${p.ylo === null || p.yhi === null ? '' : `M${x(p.x)} ${y(p.yhi)}V${y(p.ylo)}`}`} />)}
        {at.map((mark, index) => { const label = beside[index]; return label?.far && <path key={points[index]!.key} className="lead" d={`M${(mark.x / width) * 100} ${(mark.y / height) * 100}L${(label.x / width) * 100} ${((label.top + 9) / height) * 100}`} /> })}
        {shown && <path className="ln-seen" d={`M${x(shown.x)} 0V100M0 ${y(shown.y)}H100`} />}
      </svg>
      {ticks(y0, y1, 5).filter((tick) => y(tick) > 2 && (tick >= 0 || points.some((p) => (p.ylo ?? 0) < 0))).map((tick) => <span key={tick} className="at r ax" style={{ left: -8, top: `${y(tick)}%` }}>{up.show(tick)}</span>)}
      {ticks(x0, x1).filter((tick) => x(tick) > 3 && x(tick) < 98).map((tick) => <span key={tick} className="at t ax" style={{ left: `${x(tick)}%`, top: 'calc(100% + 6px)' }}>{across.show(tick)}</span>)}
      <span className="axis-name">{across.name}</span>
      {words.map(([corner, name]) => <span key={corner} className={`corner${corner === 'top_left' ? ' neg' : corner === 'top_right' ? ' pos' : ''}`} style={{ [corner.startsWith('top') ? 'top' : 'bottom']: 7, [corner.endsWith('left') ? 'left' : 'right']: 10, textAlign: corner.endsWith('left') ? 'start' : 'end' }}>{name}</span>)}
      {points.map((p) => <span key={p.key} className={`at pt ${p.mood ?? ''}${p.thin ? ' thin' : ''}`} style={{ left: `${x(p.x)}%`, top: `${y(p.y)}%` }} />)}
      {points.map((p, index) => { const label = beside[index]; return label && <span key={p.key} className={`pl ${p.mood ?? ''}${label.far ? ' far' : ''}`} style={where(label, width)}>{label.named ? p.name : p.short}</span> })}
      {shown && <div className="tip" style={x(shown.x) > 50 ? { right: `${100 - x(shown.x)}%`, marginRight: 14 } : { left: `${x(shown.x)}%`, marginLeft: 14 }}><span>{shown.words}</span></div>}
    </div>
    {numbered.length > 0 && <ul className="cross-key" aria-hidden="true">{numbered.map((p) => <li key={p.key} className={p.mood}><b>{p.short}</b> {p.name}</li>)}</ul>}
  </>)
}
const where = (label: Label, width: number) => ({ top: label.top, ...(label.side === 'end' ? { right: width - label.x } : { left: label.x }), ...(label.side === 'middle' && { transform: 'translateX(-50%)' }) })
const nearest = (places: readonly number[], wanted: number) => places.reduce((best, one, at) => Math.abs(one - wanted) < Math.abs(places[best]! - wanted) ? at : best, 0)
/** Importance begins at nothing: zero, or what an interval goes below it, and under that room for the names of the lower corners. */
const upward = (values: readonly number[]): [number, number] => { const top = Math.max(0.01, ...values); return [Math.min(0, ...values) - top * 0.1, top * 1.1] }
