// Rows × columns of one metric, from the answers of differences or changes, in the order people expect.
import type { Changes, Difference, Differences, Dims, Estimate, TallyRow } from '../types'

export interface Cell { row: string | null; col: string | null; of: Estimate; /** what it is held against */ base: { n: number; value: number | null }; difference: number | null; lo: number | null; hi: number | null; p_adjusted: number | null; stands: boolean }
export interface Verdict { stands: number; of: number; cells: Cell[] }
export const keyIn = (row: Dims, dimension: string): string | null => { const value = row[dimension]; return value === null || value === undefined || value === '' ? null : String(value) }

export function fromDifferences(answer: Differences, rows: string, cols: string): Verdict {
  const cell = (one: Difference): Cell => ({ row: keyIn(one, rows), col: cols ? keyIn(one, cols) : null, of: one, base: one.rest, difference: one.difference, lo: one.lo_difference, hi: one.hi_difference, p_adjusted: one.p_adjusted, stands: one.stands })
  return { stands: answer.stands, of: answer.of, cells: answer.rows.map(cell) }
}
export function fromChanges(answer: Changes, rows: string, cols: string): Verdict {
  return { stands: answer.stands, of: answer.of, cells: answer.rows.map((one) => ({ row: keyIn(one, rows), col: cols ? keyIn(one, cols) : null, of: one.after, base: one.before, difference: one.difference, lo: one.lo, hi: one.hi, p_adjusted: one.p_adjusted, stands: one.stands })) }
}
/** Keys of one side: in the firm's own order where there is one, else the most answers first; what is not given comes last. */
export function arrange(tally: readonly TallyRow[], dimension: string, order: readonly string[], limit: number): { keys: (string | null)[]; left: number } {
  const n = new Map(tally.map((row) => [keyIn(row, dimension), row.n]))
  const place = new Map(order.map((key, at) => [key, at]))
  const most = [...n.keys()].sort((a, b) => (a === null ? 1 : 0) - (b === null ? 1 : 0) || n.get(b)! - n.get(a)!)
  const kept = most.slice(0, limit)
  if (order.length) kept.sort((a, b) => (a === null ? 1 : 0) - (b === null ? 1 : 0) || (place.get(a ?? '') ?? 1e9) - (place.get(b ?? '') ?? 1e9) || n.get(b)! - n.get(a)!)
  return { keys: kept, left: most.length - kept.length }
}
/** One scale for the whole grid: as narrow as the intervals allow, inside the metric's own. */
export function common(cells: readonly Estimate[], whole: readonly [number, number]): [number, number] {
  const ends = cells.filter((one) => one.value !== null && (one.tier === 'normal' || one.tier === 'solid' || one.tier === 'fragile')).flatMap((one) => [one.lo ?? one.value!, one.hi ?? one.value!])
  if (ends.length === 0) return [...whole]
  const step = (whole[1] - whole[0]) / 20
  const lo = Math.max(whole[0], Math.floor(Math.min(...ends) / step) * step)
  const hi = Math.min(whole[1], Math.ceil(Math.max(...ends) / step) * step)
  return hi > lo ? [lo, hi] : [...whole]
}
export const cellKey = (row: string | null, col: string | null) => `${row ?? ''}\u0000${col ?? ''}`
