// Touchpoints in the order customers meet them, and which still have no wanted experience.
import type { Stage, Touchpoint } from '../types'
import type { Designed } from './shape'

export function arranged(touchpoints: readonly Touchpoint[], stages: readonly Pick<Stage, 'id'>[]): Touchpoint[] {
  const place = new Map(stages.map((one, at) => [one.id, at]))
  const order = (one: Touchpoint) => place.get(one.stage_id ?? '') ?? stages.length
  return [...touchpoints].sort((a, b) => order(a) - order(b) || a.position - b.position)
}
/** External touchpoints are not the firm's to design: they do not count as lacking. */
export function gap(touchpoints: readonly Touchpoint[], rows: readonly Designed[]): { without: number; blocked: number } {
  const said = new Set(rows.filter((one) => one.wanted.trim() !== '').map((one) => one.touchpoint_id))
  return { without: touchpoints.filter((one) => !one.external && !said.has(one.id)).length, blocked: rows.filter((one) => one.feasibility === 'not_feasible').length }
}
