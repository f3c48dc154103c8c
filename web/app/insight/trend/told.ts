// What a trend says, chosen from the server's tests; and where things stand on the axis.
import { daysBetween } from '@kit/format'
import type { LevelChange, TrendAnswer, TrendStep } from '../../types'

export type Headline = { say: 'fell' | 'rose'; change: LevelChange; since: number; earlier: number } | { say: 'rising' | 'falling'; slope: number; lo: number | null; hi: number | null; certain: boolean } | { say: 'calm'; level: { value: number; lo: number | null; hi: number | null } | null } | { say: 'thin'; reason: string | null } | { say: 'none' }

/** The one sentence: the last change that stands, else a drift that stands, else calm; nothing where nothing can be judged. */
export function headline(answer: Pick<TrendAnswer, 'points' | 'changes' | 'trend' | 'levels' | 'chart' | 'reason'>): Headline {
  const known = answer.points.filter((point) => point.value !== null)
  if (answer.points.every((point) => point.n === 0)) return { say: 'none' }
  const change = answer.changes.at(-1)
  if (change) return { say: change.difference < 0 ? 'fell' : 'rose', change, since: periodsSince(answer.points, change.at), earlier: answer.changes.length - 1 }
  const { trend } = answer
  if (trend?.stands && trend.slope_per_period !== null) return { say: trend.slope_per_period < 0 ? 'falling' : 'rising', slope: trend.slope_per_period, lo: trend.lo ?? null, hi: trend.hi ?? null, certain: trend.certain }
  if (known.length < 2 || answer.reason || (!answer.chart && answer.levels.length === 0)) return { say: 'thin', reason: answer.reason ?? answer.chart?.reason ?? null }
  return { say: 'calm', level: answer.levels.at(-1) ?? null }
}
/** How many steps the new level has held, the one of the change included. */
export const periodsSince = (points: readonly { key: string }[], key: string) => { const at = points.findIndex((point) => point.key === key); return at < 0 ? 0 : points.length - at }
/** Where a day lies among the steps; the left edge of step i is i − ½. Null outside. */
export function placeOf(at: string, points: readonly { from: string }[], end?: string): number | null {
  for (let index = points.length - 1; index >= 0; index--) {
    const days = daysBetween(points[index]!.from, at)
    if (days < 0) continue
    const next = points[index + 1]?.from ?? end
    const long = next ? daysBetween(points[index]!.from, next) : index > 0 ? daysBetween(points[index - 1]!.from, points[index]!.from) : 1
    return days > long && !points[index + 1] ? null : index - 0.5 + Math.min(1, days / long)
  }
  return null
}
/** Which side a step that gave a signal lies on, against the middle of its own limits or of the chart. */
export function sideOf(point: TrendStep, center: number | null): 'high' | 'low' {
  const middle = point.lcl !== null && point.ucl !== null ? (point.lcl + point.ucl) / 2 : center ?? 0
  return (point.value ?? middle) < middle ? 'low' : 'high'
}
