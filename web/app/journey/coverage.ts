// What is missing around a touchpoint: nobody listens, nobody owns it, nobody is accountable.
import type { Coverage, Touchpoint } from '../types'

export const flags = ['deaf', 'orphan', 'unaccountable', 'external'] as const
export type Flag = (typeof flags)[number]
export function has(flag: Flag, touchpoint: Touchpoint, coverage: ReadonlyMap<string, Coverage>): boolean {
  if (flag === 'deaf') return (coverage.get(touchpoint.key)?.feedback ?? 0) === 0 && (coverage.get(touchpoint.key)?.ratings ?? 0) === 0
  if (flag === 'orphan') return touchpoint.owner_id === null
  if (flag === 'unaccountable') return !touchpoint.departments.some((one) => one.role === 'accountable')
  return touchpoint.external
}
/** The name people would give an event type: late_check_out_request -> "Late check out request". */
export function spoken(type: string): string {
  const words = type.replace(/[_\-.]+/g, ' ').trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
