import { figure, number, range, share, type Unit } from './format'
import { say } from './words'

/** A figure and how sure it is. Same fields as every answer that counts. */
export interface Estimate { n: number; value: number | null; lo: number | null; hi: number | null; tier: 'hidden' | 'raw' | 'fragile' | 'normal' | 'solid' | 'none'; positive?: number | null }
export type Mood = 'neg' | 'mid' | 'pos'

/** Value and interval on one scale. Grey unless `mood` is given, and `mood` is given only where a test stands. `tick` marks the whole. Decoration: the words stand beside it (Interval). */
export function Whisker({ of, scale, mood, tick }: { of: Estimate; scale: readonly [number, number]; mood?: Mood | undefined; tick?: number | null }) {
  const { value, lo, hi, tier } = of
  const at = (x: number) => Math.max(0, Math.min(100, ((x - scale[0]) / (scale[1] - scale[0])) * 100))
  if (value === null || tier === 'hidden' || tier === 'none' || tier === 'raw') return <span className="whisk bare" aria-hidden="true" />
  const colour = tier === 'fragile' || !mood || mood === 'mid' ? 'var(--ink-3)' : mood === 'neg' ? 'var(--neg-2)' : 'var(--pos-2)'
  return (
    <span className={`whisk${tier === 'fragile' ? ' fragile' : ''}`} style={{ color: colour }} aria-hidden="true">
      {tick !== null && tick !== undefined && <span className="m" style={{ left: `${at(tick)}%` }} />}
      {lo !== null && hi !== null && <span className="r" style={{ left: `${at(lo)}%`, width: `${at(hi) - at(lo)}%` }} />}
      <span className={`d ${mood === 'neg' ? 'n' : mood === 'pos' ? 'p' : ''}`} style={{ left: `${at(value)}%` }} />
    </span>
  )
}
/** The interval and n in full words, for titles and tables: "54–62%, n 320". */
export function certainty(of: Estimate, unit: Unit): string {
  if (of.tier === 'none' || of.n === 0) return say('no_answers')
  if (of.tier === 'hidden') return say('hidden')
  const n = say('n', { n: number(of.n) })
  return of.lo === null || of.hi === null ? n : `${range(of.lo, of.hi, unit)}, ${n}`
}
/** The same figure in words by tier: 58% 54–62%; "24 answers: too few"; "6 of 7 pleased"; "fewer than 10 answers"; "no answers yet". */
export function Interval({ of, unit, mood, count }: { of: Estimate; unit: Unit; mood?: Mood | undefined; /** also say n */ count?: boolean }) {
  const { n, value, lo, hi, tier } = of
  if (tier === 'none' || n === 0) return <span className="num"><i>{say('no_answers')}</i></span>
  if (tier === 'hidden') return <span className="num"><i>{say('hidden')}</i></span>
  if (tier === 'raw') return <span className="num"><i>{of.positive === null || of.positive === undefined ? say('raw_n', { count: n }) : say('raw', { some: number(Math.round(of.positive * n)), n: number(n) })}</i></span>
  if (value === null) return <span className="num"><i>–</i></span>
  if (tier === 'fragile') return <span className="num fragile"><b>{figure(value, unit)}</b><i>{say('too_few', { count: n })}</i></span>
  const mark = mood === 'neg' ? '▼ ' : mood === 'pos' ? '▲ ' : ''
  const interval = lo !== null && hi !== null ? range(lo, hi, unit) : ''
  return <span className={`num ${mood ?? ''}`} title={tier === 'solid' ? certainty(of, unit) : undefined}><b>{mark}{figure(value, unit)}</b>{tier === 'normal' && <i>{interval}</i>}{tier === 'solid' && <span className="vh">{interval}</span>}{count && <i>{say('n', { n: number(n) })}</i>}</span>
}
/** A thin bar for counts only (volume in lists, facets). */
export function CountBar({ value, max }: { value: number; max: number }) {
  return <span className="count-bar" aria-hidden="true"><span style={{ width: share0(value, max) }} /></span>
}
const share0 = (value: number, max: number) => max > 0 ? `${(100 * value) / max}%` : '0'
export { share }
