// Names, places on the map, and the arithmetic of "what if": all from the server's figures.
import type { At, Driver, DriversAnswer, OutcomeOf, Quadrant } from '../../types'

export const atKey = (at: At) => at.touchpoint ? `${at.metric}@${at.touchpoint}` : at.metric
export function atOf(key: string): At { const [metric = '', touchpoint] = key.split('@'); return { metric, touchpoint: touchpoint || null } }
const trait = 'attribute.'
export const outcomeKey = (of: OutcomeOf) => of.attribute ? `${trait}${of.attribute}=${of.value ?? ''}` : atKey({ metric: of.metric ?? '', touchpoint: of.touchpoint })
export function outcomeOf(key: string): OutcomeOf {
  if (!key.startsWith(trait)) return { ...atOf(key), attribute: null, value: null }
  const [attribute = '', ...value] = key.slice(trait.length).split('=')
  return { metric: null, touchpoint: null, attribute, value: value.join('=') }
}
/** Where on its own scale a mean lies, 0…1: drivers of different scales share one axis. */
export const onScale = (value: number, of: { min: number; max: number }) => of.max > of.min ? (value - of.min) / (of.max - of.min) : 0
/** Do all drivers answer on one scale? Then the axis can carry its points. */
export const oneScale = (drivers: readonly Driver[]): { min: number; max: number } | null => { const first = drivers[0]?.performance; return first && drivers.every((one) => one.performance.min === first.min && one.performance.max === first.max) ? { min: first.min, max: first.max } : null }
export const moodOf = (quadrant: Quadrant | null, driver: Driver) => driver.suppressed ? undefined : quadrant === 'fix_first' ? 'neg' as const : quadrant === 'keep' ? 'pos' as const : undefined

export interface Wish { driver: Driver; mean: number }
export interface Guess { mean: number; lo: number; hi: number; change: number; change_lo: number; change_hi: number; /** the end of the scale was reached */ held: boolean }
/** The outcome's mean if the drivers' means were others: base + Σ slope × step, kept within the scale. The ends add up the ends of each slope, so the interval is never too narrow by taking the slopes as independent. */
export function whatIf(base: number, wishes: readonly Wish[], scale: { min: number; max: number }): Guess {
  let [change, lo, hi] = [0, 0, 0]
  for (const { driver, mean } of wishes) {
    if (driver.beta === null || driver.performance.mean === null) continue
    const step = mean - driver.performance.mean
    const ends = [step * (driver.beta_lo ?? driver.beta), step * (driver.beta_hi ?? driver.beta)]
    change += step * driver.beta
    lo += Math.min(...ends)
    hi += Math.max(...ends)
  }
  const keep = (value: number) => Math.max(scale.min, Math.min(scale.max, value))
  const mean = keep(base + change)
  return { mean, lo: keep(base + lo), hi: keep(base + hi), change: mean - base, change_lo: keep(base + lo) - base, change_hi: keep(base + hi) - base, held: mean !== base + change }
}
export interface Gap { driver: Driver; derived: number | null; stated: number | null; assumed: number | null; gap: number | null }
/** Derived weights put on the 0…10 of the others, the heaviest as ten; sorted by how far staff's guess lies from it, unknown last. */
export function gapsOf(drivers: readonly Driver[], top: (driver: Driver) => number | null = (one) => one.share): Gap[] {
  const most = Math.max(0, ...drivers.map((one) => top(one) ?? 0))
  const rows = drivers.map((driver): Gap => {
    const share = top(driver)
    const derived = share === null || most <= 0 ? null : Math.max(0, (10 * share) / most)
    const assumed = driver.assumed ?? null
    return { driver, derived, stated: driver.stated ?? null, assumed, gap: derived === null || assumed === null ? null : assumed - derived }
  })
  return rows.sort((a, b) => Number(a.gap === null) - Number(b.gap === null) || Math.abs(b.gap ?? 0) - Math.abs(a.gap ?? 0) || a.driver.rank - b.driver.rank)
}
/** What the one sentence says: who is certainly first, several that cannot be parted, or nothing certain. */
export function leaders(answer: Pick<DriversAnswer, 'drivers' | 'tier' | 'reason'>): { say: 'first' | 'group' | 'nothing'; drivers: Driver[] } {
  const ranked = answer.drivers.filter((one) => one.share !== null && one.share > 0 && !one.suppressed).sort((a, b) => a.rank - b.rank)
  const first = ranked[0]
  if (!first || answer.reason) return { say: 'nothing', drivers: [] }
  const group = first.rank_group === null ? [first] : ranked.filter((one) => one.rank_group === first.rank_group)
  if ((first.probability_first ?? 0) >= 0.9 || group.length === 1) return { say: 'first', drivers: [first] }
  return { say: 'group', drivers: group }
}
/** What the failure takes away: the server says how much better it is without, so the sign turns. */
export const costOf = <R extends { difference: number | null; lo: number | null; hi: number | null }>(row: R): R => ({ ...row, difference: turned(row.difference), lo: turned(row.hi), hi: turned(row.lo) })
const turned = (value: number | null) => value === null ? null : 0 - value
