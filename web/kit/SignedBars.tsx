import './control.css'
import { useAlong } from './along'
import { number } from './format'

export interface SignedBar { key: string; tick: string; value: number | null; words: string; strong?: boolean; best?: boolean }
/** Upright bars from nothing, up or down, with the bound that chance keeps to. What lies beyond is ink, the rest grey. */
export function SignedBars({ bars, bound, label, height = 180, top = 1, note }: { bars: readonly SignedBar[]; bound: number | null; label: string; height?: number; top?: number; note?: string }) {
  const { seen, ties } = useAlong(bars.length, (at) => bars[at]!.words, (share) => Math.floor(share * bars.length))
  const y = (value: number) => 50 - (value / top) * 50
  const shown = seen === null ? undefined : bars[seen]
  return (
    <div className="plot bars" style={{ height }} role="img" aria-label={label} {...ties}>
      <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
        <path className="ln-grid" d="M0 0H100M0 100H100" /><path className="ln-level" d="M0 50H100" />
        {bound !== null && <path className="ln-limit" d={`M0 ${y(bound)}H100M0 ${y(-bound)}H100`} />}
        {seen !== null && <path className="ln-seen" d={`M${((seen + 0.5) / bars.length) * 100} 0V100`} />}
      </svg>
      {[top, 0, -top].map((tick) => <span key={tick} className="at r ax" style={{ left: -8, top: `${y(tick)}%` }}>{number(tick, Number.isInteger(tick) ? 0 : 1)}</span>)}
      {bars.map((bar) => <span key={bar.key} className="slot" aria-hidden="true">{bar.value !== null && <span className={`bar${bar.strong ? ' strong' : ''}${bar.best ? ' best' : ''}`} style={bar.value >= 0 ? { top: `${y(bar.value)}%`, bottom: '50%' } : { top: '50%', bottom: `${100 - y(bar.value)}%` }} />}{bar.tick && <span className="at t ax" style={{ left: '50%', top: 'calc(100% + 6px)' }}>{bar.tick}</span>}</span>)}
      {note && bound !== null && <span className="at ax l" style={{ left: 4, top: `calc(${y(bound)}% - 10px)` }}>{note}</span>}
      {shown && <div className="tip" style={seen! / bars.length > 0.5 ? { right: `${100 - ((seen! + 0.5) / bars.length) * 100}%`, marginRight: 12 } : { left: `${((seen! + 0.5) / bars.length) * 100}%`, marginLeft: 12 }}><span>{shown.words}</span></div>}
    </div>
  )
}
