// Contacts a case as the chart takes them: a point a week, a level on each side of the day when customers were first told.
import type { ControlPoint, Level } from '@kit/Control'
import { dayOf, daysBetween, signed } from '@kit/format'
import type { Estimate } from '@kit/Whisker'
import { t } from '../../i18n'
import { startOf, through } from '../../insight/periods'
import { stepName, stepTick, thinned } from '../../insight/say'
import type { CaseContacts, Contacts } from '../shape'

export const estimateOf = ({ n, per_case, lo, hi, tier }: Contacts): Estimate => ({ n, value: per_case, lo, hi, tier })
const nothing: Contacts = { n: 0, contacts: 0, per_case: null, lo: null, hi: null, tier: 'none', reason: 'no_cases' }
/** Every week between the first and the last; one without a case, or with too few to say anything, stays a gap in the line. */
export function contactPoints(weeks: CaseContacts['by_week']): (ControlPoint & { contacts: number })[] {
  const known = new Map(weeks.map((one) => [one.key, one]))
  const keys = through([...known.keys()], 'week')
  const ticks = thinned(keys.map((key, at) => stepTick(key, 'week', keys[at - 1])), 8)
  return keys.map((key, at) => { const one = known.get(key) ?? nothing; return { ...estimateOf(one), ...(one.tier === 'raw' && { value: null }), contacts: one.contacts, key, name: stepName(key, 'week'), tick: ticks[at]! } })
}
/** Where an instant lies among the weeks, a point being the middle of its week; nothing when it lies beside them. */
export function placeOf(instant: string, points: readonly { key: string }[]): number | null {
  const first = points[0]
  if (!first) return null
  const at = daysBetween(startOf(first.key, 'week'), dayOf(instant)) / 7 - 0.5
  return at < -0.5 || at > points.length - 0.5 ? null : at
}
export function contactLevels(found: CaseContacts, points: readonly { key: string }[]): Level[] {
  const at = found.since === null ? null : placeOf(found.since, points)
  if (at === null) return []
  const level = (from: number, to: number, { per_case, lo, hi }: Contacts): Level[] => per_case === null || to < from ? [] : [{ from, to, value: per_case, lo, hi }]
  return [...level(0, at - 0.5, found.before), ...level(at + 0.5, points.length - 1, found.after)]
}
/** What the comparison says, in one sentence. */
export function contactSentence({ before, after, difference, window_days }: CaseContacts): string {
  if (before.n === 0 || after.n === 0) return t('learn:contacts_none', { days: window_days })
  if (!difference?.stands) return t('learn:contacts_chance')
  return t(difference.value < 0 ? 'learn:contacts_fewer' : 'learn:contacts_more', { value: signed(difference.value, 2), lo: signed(difference.lo, 2), hi: signed(difference.hi, 2) })
}
