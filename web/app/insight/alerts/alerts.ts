// Alerts as the server tells of them, and the words for what they found.
import { figure, number, range } from '@kit/format'
import { t } from '../../i18n'
import { shown } from '../../metric/figures'
import { unitOf } from '../../metric/unit'
import type { Id, Instant, MetricBrief, MetricKind, Period, Stored } from '../../types'

export const rules = ['limits', 'target', 'change'] as const
export type Rule = (typeof rules)[number]
export const directions = ['both', 'down', 'up'] as const
export type Way = (typeof directions)[number]
export interface Outlook { charts: number; too_few: number; expected_false_alarms_per_year: number; at_most: boolean; reason: string | null }
export interface Alert extends Stored, Outlook { name: string; metric: string; query: string; by: string | null; period: Period; rule: Rule; threshold: number | null; direction: Way; recipients: Id[]; active: boolean; user_id: Id | null; last_checked_at: Instant | null; last_fired_at: Instant | null }
export type Said = 'below_limit' | 'above_limit' | 'run_below' | 'run_above' | 'below_target' | 'above_target' | 'fell' | 'rose'
export interface Firing { id: Id; alert_id: Id; at: Instant; key: string | null; period: string; n: number; value: number; lo: number | null; hi: number | null; limit: number; said: Said }
export interface FreshFiring extends Firing { name: string; metric: MetricBrief; query: string; by: string | null; every: Period }

/** "52% (45–59%), below the limit 61%" */
export function saidOf(one: Firing, kind: MetricKind): string {
  const unit = unitOf(kind)
  const value = one.lo === null || one.hi === null ? figure(one.value, unit) : `${figure(one.value, unit)} (${range(one.lo, one.hi, unit)})`
  return t(`alert:said.${one.said}`, { value, limit: shown(one.limit, kind) })
}
/** More than one a month is more than people read. */
export const tooMany = (outlook: Outlook) => outlook.expected_false_alarms_per_year > 12
export function expectedOf(outlook: Outlook): string {
  const expected = outlook.expected_false_alarms_per_year
  if (expected < 0.05) return t('alert:expect_none')
  return t(outlook.at_most ? 'alert:expect_most' : 'alert:expect', { value: number(expected, expected < 10 ? 1 : 0) })
}
/** What is asked before it is stored: only what decides the number. */
export function draftOf(values: Record<string, unknown>): Record<string, unknown> {
  const wanted = ['metric', 'query', 'by', 'period', 'rule', 'threshold', 'direction', 'recipients', 'active']
  return Object.fromEntries(wanted.map((name) => [name, values[name] ?? null]))
}
/** Where a firing is looked into: the trend of just that. */
export const trendOf = (one: FreshFiring): Record<string, string> => ({ metric: one.metric.key, ...(one.every !== 'week' && { step: one.every }), ...(one.by && one.key && { [one.by === 'region' ? 'location' : one.by]: one.key }) })
