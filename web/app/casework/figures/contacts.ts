// Contacts a case as the chart takes them: a point a step of time, a level on each side of the day when customers were first told.
import type { ControlPoint, Level } from '@kit/Control'
import { dayOf, signed } from '@kit/format'
import type { Estimate } from '@kit/Whisker'
import { t } from '../../i18n'
import { startOf, through } from '../../insight/periods'
import { stepName, stepTick, thinned } from '../../insight/say'
import { placeOf } from '../../insight/trend/told'
import type { CaseContacts, Contacts } from '../shape'

export const estimateOf = ({ n, per_case, lo, hi, tier }: Contacts): Estimate => ({ n, value: per_case, lo, hi, tier })
const nothing: Contacts = { n: 0, contacts: 0, per_case: null, lo: null, hi: null, tier: 'none', reason: 'no_cases' }
export interface ContactPoint extends ControlPoint { from: string; contacts: number }
/** Every step between the first and the last; one without a case, or with too few to say anything, stays a gap in the line. */
export function contactPoints({ by_period, period }: Pick<CaseContacts, 'by_period' | 'period'>): ContactPoint[] {
  const known = new Map(by_period.map((one) => [one.key, one]))
  const keys = through([...known.keys()], period)
  const ticks = thinned(keys.map((key, at) => stepTick(key, period, keys[at - 1])), 8)
  return keys.map((key, at) => { const one = known.get(key) ?? nothing; return { ...estimateOf(one), ...(one.tier === 'raw' && { value: null }), contacts: one.contacts, key, from: startOf(key, period), name: stepName(key, period), tick: ticks[at]! } })
}
/** Where customers were first told among the points; nothing when it lies beside them. */
export const contactStart = ({ since }: CaseContacts, points: readonly ContactPoint[]) => since === null ? null : placeOf(dayOf(since), points)
export function contactLevels(found: CaseContacts, points: readonly ContactPoint[]): Level[] {
  const at = contactStart(found, points)
  if (at === null) return []
  const level = (from: number, to: number, { per_case, lo, hi }: Contacts): Level[] => per_case === null || to < from ? [] : [{ from, to, value: per_case, lo, hi }]
  return [...level(0, at - 0.5, found.before), ...level(at + 0.5, points.length - 1, found.after)]
}
/** What the comparison says, in one sentence. */
export function contactSentence({ before, after, difference, window_days }: CaseContacts): string {
  if (before.n === 0 && after.n > 0) return t('learn:contacts_none_before')
  if (after.n === 0) return t('learn:contacts_none', { days: window_days })
  if (!difference?.stands) return t('learn:contacts_chance')
  return t(difference.value < 0 ? 'learn:contacts_fewer' : 'learn:contacts_more', { value: signed(difference.value, 2), lo: signed(difference.lo, 2), hi: signed(difference.hi, 2) })
}
