// Clicks by week as the chart takes them, with a level on each side of the day when something was changed.
import type { ControlPoint, Level } from '@kit/Control'
import { share } from '@kit/format'
import { t } from '../../i18n'
import { startOf, through } from '../../insight/periods'
import { stepName, stepTick, thinned } from '../../insight/say'
import { placeOf } from '../../insight/trend/told'
import type { Figure, Instant } from '../../types'

export interface ClickCourse {
  from: Instant; to: Instant; since: Instant | null; window_days: number; before: Figure; after: Figure; waiting: number
  difference: { value: number; lo: number | null; hi: number | null; p: number | null; stands: boolean } | null; by_week: (Figure & { key: string })[]; reason: string | null
}
export interface ClickPoint extends ControlPoint { from: string }
/** Every week between the first and the last; one in which nothing was sent, or too little to say anything, stays a gap. */
export function clickPoints(weeks: ClickCourse['by_week']): ClickPoint[] {
  const known = new Map(weeks.map((one) => [one.key, one]))
  const keys = through([...known.keys()], 'week')
  const ticks = thinned(keys.map((key, at) => stepTick(key, 'week', keys[at - 1])), 8)
  return keys.map((key, at) => {
    const one = known.get(key)
    const shown = one && one.tier !== 'raw' ? one : undefined
    return { key, from: startOf(key, 'week'), name: stepName(key, 'week'), tick: ticks[at]!, n: one?.n ?? 0, value: shown?.value ?? null, lo: shown?.lo ?? null, hi: shown?.hi ?? null, tier: one?.tier ?? 'none' }
  })
}
/** `since`: a day. Nothing when it lies beside the weeks. */
export function clickLevels(found: ClickCourse, points: readonly ClickPoint[], since: string): Level[] {
  const at = placeOf(since, points)
  if (at === null) return []
  const level = (from: number, to: number, of: Figure): Level[] => of.value === null || of.tier === 'raw' || to < from ? [] : [{ from, to, value: of.value, lo: of.lo, hi: of.hi }]
  return [...level(0, at - 0.5, found.before), ...level(at + 0.5, points.length - 1, found.after)]
}
/** What the comparison says, in one sentence. */
export function clickSentence({ before, after, difference, window_days }: ClickCourse): string {
  if (!before.n || !after.n || before.value === null || after.value === null) return t('send:clicks_one_side', { days: window_days })
  if (!difference?.stands || difference.lo === null || difference.hi === null) return t('send:clicks_chance', { before: share(before.value), after: share(after.value) })
  const points = (value: number) => String(Math.round(Math.abs(value) * 100))
  const [lo, hi] = [points(difference.lo), points(difference.hi)].sort((a, b) => Number(a) - Number(b))
  return t(difference.value > 0 ? 'send:clicks_more' : 'send:clicks_fewer', { before: share(before.value), after: share(after.value), lo: lo!, hi: hi! })
}
