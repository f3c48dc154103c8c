// Steps of time as the server names them: 2026-11-21, 2026-W47, 2026-11, 2026-Q4. All arithmetic is on calendar days.
import { addDays, weekStart } from '@kit/format'

export const steps = ['day', 'week', 'month', 'quarter'] as const
export type Step = (typeof steps)[number]
/** The first day of a step. */
export function startOf(key: string, step: Step): string {
  if (step === 'week') return weekStart(key)
  if (step === 'month') return `${key}-01`
  if (step === 'quarter') return `${key.slice(0, 4)}-${String((Number(key.slice(6)) - 1) * 3 + 1).padStart(2, '0')}-01`
  return key
}
export function keyOf(start: string, step: Step): string {
  if (step === 'day') return start
  if (step === 'month') return start.slice(0, 7)
  if (step === 'quarter') return `${start.slice(0, 4)}-Q${Math.ceil(Number(start.slice(5, 7)) / 3)}`
  // the week belongs to the year that holds its Thursday
  const thursday = addDays(start, 3)
  const days = (Date.parse(`${thursday}T00:00:00Z`) - Date.parse(`${thursday.slice(0, 4)}-01-01T00:00:00Z`)) / 86_400_000
  return `${thursday.slice(0, 4)}-W${String(Math.floor(days / 7) + 1).padStart(2, '0')}`
}
export function nextStart(start: string, step: Step): string {
  if (step === 'day') return addDays(start, 1)
  if (step === 'week') return addDays(start, 7)
  const at = new Date(`${start}T00:00:00Z`)
  at.setUTCMonth(at.getUTCMonth() + (step === 'month' ? 1 : 3))
  return at.toISOString().slice(0, 10)
}
/** Every step from the first to the last that has answers, so that gaps stay gaps. */
export function through(keys: readonly string[], step: Step, limit = 400): string[] {
  const sorted = [...keys].sort()
  const [first, last] = [sorted[0], sorted.at(-1)]
  if (!first || !last) return []
  const out: string[] = []
  for (let at = startOf(first, step); out.length <= limit; at = nextStart(at, step)) { const key = keyOf(at, step); out.push(key); if (key >= last) return out }
  return sorted
}
/** A step that gives a readable number of points over so many days. */
export const stepFor = (days: number | null): Step => days === null ? 'month' : days <= 45 ? 'day' : days <= 200 ? 'week' : days <= 1100 ? 'month' : 'quarter'
