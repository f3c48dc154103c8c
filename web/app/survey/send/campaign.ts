// Campaigns as the API speaks them, and what is asked about them.
import { getQuery, listQuery } from '../../records'
import type { Estimate, Figure, Id, Instant, List, Stored } from '../../types'

export const channels = ['email', 'sms', 'messenger'] as const
export type SendChannel = (typeof channels)[number]
export const purposes = ['invitation', 'reminder'] as const
export type Purpose = (typeof purposes)[number]
export interface CampaignText { language: string; segment: string | null; purpose: Purpose; subject: string; greeting: string; body: string; button: string }
export interface Audience { lifecycle?: string[]; segment?: string[]; language?: string[]; location?: string[]; customers?: string[]; attributes?: Record<string, unknown[]>; event?: { type: string; within_days: number } }
export interface Wave { at: Instant; share: number }
export type CampaignState = 'draft' | 'sending' | 'paused' | 'finished' | 'cancelled'
export interface Campaign extends Stored {
  survey_id: Id; name: string; occasion: 'date' | 'event'; channel: SendChannel; gateway_id: Id | null; state: CampaignState
  audience: Audience; share: number; event_type: string | null; event_when: Record<string, unknown>; delay_minutes: number
  texts: CampaignText[]; rating_in_mail: boolean; from_name: string | null; reply_to: string | null
  starts_at: Instant | null; waves: Wave[]; quiet_from: string | null; quiet_to: string | null; working_days_only: boolean
  reminders: number; remind_after_days: number; expires_after_days: number | null; hold_days: number; most_per_hour: number | null
  started_at: Instant | null; finished_at: Instant | null
}
export interface DryRun {
  would_get: number; would_not: number; audience: number; reasons: { reason: string; n: number; customers: { key: string; name: string }[] }[]; languages: { language: string; n: number }[]
  waves: { at: Instant | null; n: number }[]; first: { key: string; name: string; address: string; language: string }[]; problems: { pointer: string; message: string }[]; as_of: Instant
}
export interface Preview { language: string; subject: string; text: string; html: string | null }
export interface TestAnswer { outcome: string; said: string; transcript: string[]; subject: string; text: string }
export const recipientStates = ['waiting', 'held', 'queued', 'sent', 'clicked', 'started', 'answered', 'bounced', 'unsubscribed', 'not_sent'] as const
export type RecipientState = (typeof recipientStates)[number]
export interface Counts extends Record<RecipientState, number> {
  recipients: number; reasons: { reason: string; n: number }[]; delivered: number; rate: Figure; click_rate: Figure
  clicks: { people: number; clicks: number; machine: number }; links: { url: string | null; people: number; clicks: number; machine: number }[]; reminders: number; next_at: Instant | null
}
export interface Recipient {
  id: Id; customer: string | null; customer_name: string | null; address: string | null; language: string | null; wave: number; state: RecipientState; reason: string | null; due_at: Instant | null; sent_at: Instant | null; reminders: number; reminded_at: Instant | null
  clicked_at: Instant | null; clicks: number; answered_at: Instant | null; bounced_at: Instant | null; bounce: string | null; attempts: number; last_error: string | null; event: string | null
}
export interface CampaignCount { campaign_id: Id; recipients: number; sent: number; answered: number; bounced: number; rate: Estimate; click_rate: Estimate | null }
export interface UsualText { language: string; purpose: Purpose; channel: 'email' | 'sms'; subject: string; greeting: string; body: string; button: string }
export interface Gateway extends Stored {
  key: string; name: string; channel: 'sms' | 'messenger'; method: 'POST' | 'PUT' | 'GET'; url: string; content_type: string; headers: Record<string, string>; body: string; success_path: string | null; success_value: string | null; active: boolean; secret_set: boolean
}
export interface Suppression extends Stored { address: string; survey_id: Id | null; reason: 'unsubscribed' | 'bounced' | 'complained' | 'staff'; note: string | null; campaign_id: Id | null }
export interface Frequency { revision: number; most: number; within_days: number; days_between: number; exempt_kinds: string[]; active: boolean }

export const campaignsQuery = (survey: Id) => listQuery<Campaign>('/campaigns', { survey_id: survey, limit: 200 })
export const campaignQuery = (id: Id) => getQuery<Campaign>(`/campaigns/${id}`)
export const dryRunQuery = (id: Id) => getQuery<DryRun>(`/campaigns/${id}/dry_run`)
export const countsQuery = (id: Id) => getQuery<Counts>(`/campaigns/${id}/counts`)
export const usualQuery = (kind: string) => getQuery<List<UsualText>>('/campaign_texts', { kind })

/** What may not change any more once it runs. */
export const fixedByStart = new Set<keyof Campaign>(['occasion', 'channel', 'audience', 'share', 'event_type', 'waves'])
export const tone = (state: CampaignState): 'acc' | 'warn' | undefined => (state === 'sending' ? 'acc' : state === 'paused' ? 'warn' : undefined)

type Place = Pick<CampaignText, 'language' | 'segment' | 'purpose'>
const same = (a: Place, b: Place) => a.language === b.language && a.segment === b.segment && a.purpose === b.purpose
/** What a person in this language and segment reads: the text written for them, for everyone, or the usual one. */
export function textFor(texts: readonly CampaignText[], usual: readonly UsualText[], channel: SendChannel, place: Place): { text: CampaignText; own: boolean } {
  const own = texts.find((one) => same(one, place))
  if (own) return { text: own, own: true }
  const everyone = place.segment === null ? undefined : texts.find((one) => same(one, { ...place, segment: null }))
  const form = channel === 'email' ? 'email' : 'sms'
  const given = usual.find((one) => one.language === place.language && one.purpose === place.purpose && one.channel === form) ?? usual.find((one) => one.language === 'en' && one.purpose === place.purpose && one.channel === form)
  const { subject = '', greeting = '', body = '', button = '' } = everyone ?? given ?? {}
  return { text: { ...place, subject, greeting, body, button }, own: false }
}
/** One text written anew, or put in; the order of the others stays, so that problems point to the right one. */
export const withText = (texts: readonly CampaignText[], text: CampaignText): CampaignText[] => texts.some((one) => same(one, text)) ? texts.map((one) => (same(one, text) ? text : one)) : [...texts, text]
export const withoutText = (texts: readonly CampaignText[], place: Place): CampaignText[] => texts.filter((one) => !same(one, place))
export const indexOfText = (texts: readonly CampaignText[], place: Place): number => texts.findIndex((one) => same(one, place))

/** An audience without names that say nothing. */
export function tidy(audience: Audience): Audience {
  return Object.fromEntries(Object.entries(audience).filter(([, value]) => value !== undefined && (Array.isArray(value) ? value.length > 0 : value !== null)))
}
/** A merge patch takes members away only by null: what an object no longer has is named. */
export function patchOf(base: Campaign, change: Partial<Campaign>): Record<string, unknown> {
  const out: Record<string, unknown> = { ...change }
  for (const name of ['audience', 'event_when'] as const) {
    const next = change[name]
    if (next) out[name] = { ...Object.fromEntries(Object.keys(base[name]).filter((key) => !(key in next)).map((key) => [key, null])), ...next }
  }
  return out
}
/** Waves that add up to a hundred: what is left goes to the last. */
export function evenWaves(starts: readonly Instant[]): Wave[] {
  const share = Math.floor(100 / starts.length)
  return starts.map((at, index) => ({ at, share: index === starts.length - 1 ? 100 - share * (starts.length - 1) : share }))
}
/** Minutes as people say them. */
export function spanOf(minutes: number): { value: number; unit: 'minutes' | 'hours' | 'days' } {
  if (minutes > 0 && minutes % 1440 === 0) return { value: minutes / 1440, unit: 'days' }
  if (minutes > 0 && minutes % 60 === 0) return { value: minutes / 60, unit: 'hours' }
  return { value: minutes, unit: 'minutes' }
}
export const minutesOf = (value: number, unit: 'minutes' | 'hours' | 'days') => Math.max(0, Math.round(value * { minutes: 1, hours: 60, days: 1440 }[unit]))
