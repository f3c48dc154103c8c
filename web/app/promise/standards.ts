// Standards of service: what is promised in numbers, how often it was held, which gestures come next.
import type { Estimate } from '../types'
import { type Adherence, asEstimate, type Standard } from './shape'

export type Held = 'held' | 'missed' | 'uncertain' | 'unknown'
/** Held or missed only when the whole interval lies on one side of what was aimed at. */
export function held(of: Estimate, target: number | null): Held {
  if (target === null || of.value === null || of.lo === null || of.hi === null || !(of.tier === 'normal' || of.tier === 'solid')) return 'unknown'
  return of.lo >= target ? 'held' : of.hi < target ? 'missed' : 'uncertain'
}
export function tally(standards: readonly Standard[], rows: readonly Adherence[]): { of: number; missed: number; held: number } {
  const by = new Map(rows.map((row) => [row.standard_id, row]))
  const states = standards.filter((one) => one.dated === null && by.has(one.id)).map((one) => held(asEstimate(by.get(one.id)), one.target_share))
  return { of: states.filter((one) => one !== 'unknown').length, missed: states.filter((one) => one === 'missed').length, held: states.filter((one) => one === 'held').length }
}
/** Furthest below its target first; what is not known last; dated gestures stand apart. */
export function furthestFirst(standards: readonly Standard[], rows: readonly Adherence[]): Standard[] {
  const by = new Map(rows.map((row) => [row.standard_id, asEstimate(row)]))
  const short = (one: Standard) => { const value = by.get(one.id)?.value; return value === null || value === undefined ? Infinity : value - (one.target_share ?? 0) }
  return standards.filter((one) => one.dated === null).sort((a, b) => short(a) - short(b) || a.position - b.position)
}
const pad = (value: number) => String(value).padStart(2, '0')
/** The next day of a gesture, today included: "2026-12-24". The 29th of February is kept on the 1st of March where there is none. */
export function nextDay(dated: { month: number; day: number }, today: string): string {
  const year = Number(today.slice(0, 4))
  const at = (one: number) => new Date(Date.UTC(one, dated.month - 1, dated.day)).toISOString().slice(0, 10)
  return `${year}-${pad(dated.month)}-${pad(dated.day)}` >= today || at(year) >= today ? at(year) : at(year + 1)
}
const second = 1
const spans = [{ unit: 'day', size: 86_400 * second }, { unit: 'hour', size: 3600 }, { unit: 'minute', size: 60 }] as const
/** Seconds as people say them: the largest unit of which there is at least one, with a decimal below ten. */
export function spoken(seconds: number): { unit: 'day' | 'hour' | 'minute' | 'second'; value: number } {
  const span = spans.find((one) => seconds >= one.size)
  const value = seconds / (span?.size ?? 1)
  return { unit: span?.unit ?? 'second', value: value < 10 ? Math.round(value * 10) / 10 : Math.round(value) }
}
