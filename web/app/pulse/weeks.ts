// The steps of time under a trend: days, weeks or months without a gap, so that silence is seen as silence.
import { addDays, daysBetween, weekStart } from '@kit/format'

export type Step = 'day' | 'week' | 'month'
/** Up to 35 days by day, up to 400 by week, longer by month. */
export const stepFor = (days: number): Step => days <= 35 ? 'day' : days <= 400 ? 'week' : 'month'

export const startOf = (step: Step, key: string): string => step === 'day' ? key : step === 'week' ? weekStart(key) : `${key.slice(0, 7)}-01`
/** Every start from the first to the last, both included. */
export function allStarts(step: Step, first: string, last: string): string[] {
  const out: string[] = []
  for (let at = first; at <= last && out.length < 800; at = following(step, at)) out.push(at)
  return out
}
function following(step: Step, start: string): string {
  if (step !== 'month') return addDays(start, step === 'day' ? 1 : 7)
  const [year, month] = start.split('-').map(Number) as [number, number]
  return month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`
}
/** Which starts get a label: where a month begins (days: every seventh), at most `most` of them. */
export function labelled(step: Step, starts: readonly string[], most = 7): Set<string> {
  const wanted = starts.filter((start, at) => step === 'day' ? (starts.length - 1 - at) % 7 === 0 : at > 0 && starts[at - 1]!.slice(0, 7) !== start.slice(0, 7))
  const every = Math.max(1, Math.ceil(wanted.length / most))
  return new Set(wanted.filter((_, at) => at % every === 0))
}
export const spanOf = (first: string, last: string) => daysBetween(first, last) + 1
