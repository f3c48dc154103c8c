// Standards of service: what is promised in numbers, how often it was held, which gestures come next.
import { type Adherence, asEstimate, type Standard } from './shape'

export type Standing = 'held' | 'missed' | 'uncertain' | 'unknown'
/** The server judges; held or missed only when the whole interval lies on one side of what was aimed at. */
export const standingOf = (now: Adherence | undefined): Standing => now?.standing === 'met' ? 'held' : now?.standing === 'missed' ? 'missed' : now?.standing === 'open' ? 'uncertain' : 'unknown'
export function tally(standards: readonly Standard[], rows: readonly Adherence[]): { of: number; missed: number; held: number } {
  const by = new Map(rows.map((row) => [row.standard_id, row]))
  const states = standards.filter((one) => one.dated === null && by.has(one.id)).map((one) => standingOf(by.get(one.id)))
  return { of: states.filter((one) => one !== 'unknown').length, missed: states.filter((one) => one === 'missed').length, held: states.filter((one) => one === 'held').length }
}
/** Furthest below its target first; what is not known last; dated gestures stand apart. */
export function furthestFirst(standards: readonly Standard[], rows: readonly Adherence[]): Standard[] {
  const by = new Map(rows.map((row) => [row.standard_id, asEstimate(row)]))
  const short = (one: Standard) => { const value = by.get(one.id)?.value; return value === null || value === undefined ? Infinity : value - (one.target_share ?? 0) }
  return standards.filter((one) => one.dated === null).sort((a, b) => short(a) - short(b) || a.position - b.position)
}
const second = 1
const spans = [{ unit: 'day', size: 86_400 * second }, { unit: 'hour', size: 3600 }, { unit: 'minute', size: 60 }] as const
/** Seconds as people say them: the largest unit of which there is at least one, with a decimal below ten. */
export function spoken(seconds: number): { unit: 'day' | 'hour' | 'minute' | 'second'; value: number } {
  const span = spans.find((one) => seconds >= one.size)
  const value = seconds / (span?.size ?? 1)
  return { unit: span?.unit ?? 'second', value: value < 10 ? Math.round(value * 10) / 10 : Math.round(value) }
}
