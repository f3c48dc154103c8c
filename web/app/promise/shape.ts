// What the server says of promises, standards, what is designed, the vision and the market. Field names are the API's own.
import type { Estimate, Figure, Id, Instant, Language, Stored } from '../types'

/** One text in several languages, or in one. */
export type LocalText = string | Texts
export type Texts = Partial<Record<Language, string>>
export const kinds = ['verbal', 'non_verbal', 'slogan', 'campaign'] as const
export type PromiseKind = (typeof kinds)[number]
export const states = ['draft', 'live', 'withdrawn'] as const
/** What a promise means for those of one role or one department; for everybody when it names neither. */
export interface ForRole { role?: string | null; department_id?: Id | null; text: string }
export interface BrandPromise extends Stored {
  key: string; /** as the firm says it */ text: string; /** in other languages */ texts: Texts; kind: PromiseKind; source: string | null; made_on: string; audience: string | null; touchpoint_ids: Id[]
  expectation_metric: string | null; experience_metric: string | null; kept_metric: string | null; believed_metric: string | null
  state: (typeof states)[number]; roles: ForRole[]; position: number
}
export interface Gap extends Omit<Figure, 'n'> { /** pairs of people; null below the threshold */ n: number | null; same_feedback?: number | null; by: 'person' | 'groups' | 'none'; p?: number | null }
export interface GapRow { promise_id: Id; promise?: string; text: LocalText; touchpoint: string | null; segment: string | null; gap: Gap; expected: Figure; lived: Figure; kept: Figure; kept_from?: 'answers' | 'pairs' | 'none'; below: Figure; met: Figure; exceeded: Figure }
export interface TouchpointKept { touchpoint: string; kept: Figure }
export interface Believed { promise_id: Id; share: Figure; trend: (Figure & { week: string })[] }
export interface GapsAnswer { rows: GapRow[]; touchpoints: TouchpointKept[]; lowest?: string | null; believed: Believed[]; as_of: Instant; reason: string | null }
export interface Readers { asked: number; read: number; share: Figure; mine: { asked: boolean; read_at: Instant | null; parts: string[] }; departments: { department_id: Id | null; name: string | null; asked: number; read: number }[]; people: { id: Id; name: string; read_at: Instant }[] }
/** A question offered for a promise or a standard: what it asks, and the metric its answers count in. */
export interface Item { role: 'expected' | 'lived' | 'kept' | 'believed' | string; metric: { key: string; name: string }; is_new: boolean; question: { name?: string; type?: string; title?: LocalText & { default?: string } } }
export interface Change { id: string; text: string; owner_id: Id | null; due_on: string | null; state: 'open' | 'done'; done_at?: Instant | null; initiative_id?: Id | null }
export interface PromiseCampaign extends Stored { key: string; name: string; promise_ids: Id[]; starts_on: string; ends_on: string | null; changes: Change[]; state: 'draft' | 'live' | 'over'; live_at?: Instant | null; override_reason?: string | null; overridden_by?: string | null }

export interface Standard extends Stored {
  key: string; name: string; touchpoint_id: Id | null; event_from: string | null; event_to: string | null; threshold: { value: number; unit: TimeUnit } | null; measure: 'time_between' | 'duration' | 'share'
  calendar: 'working' | 'always'; target_share: number | null; dated: { month: number; day: number } | null; metric_id: Id | null; owner_id: Id | null; description: string | null; remind_days: number; position: number
}
export const timeUnits = ['seconds', 'minutes', 'hours', 'days'] as const
export type TimeUnit = (typeof timeUnits)[number]
/** A share of events: `n` that could be judged. */
export interface Held extends Omit<Figure, 'value' | 'n'> { n: number | null; kept: number | null; share: number | null; standing?: 'met' | 'missed' | 'open' | 'unknown' }
export interface Adherence extends Held { standard_id: Id; open: number | null; unlinked?: number | null; without?: number | null; median_s: number | null; p90_s: number | null; answers: Figure | null; series: (Held & { key: string })[] }
export interface AdherenceAnswer { rows: Adherence[]; as_of: Instant }
export interface Gesture { standard_id: Id; name: string; day: string; remind_from: string; owner_id: Id | null; owner_name: string | null; told: boolean }

export const feasibilities = ['feasible', 'later', 'not_feasible'] as const
export const evidences = ['audit', 'idea', 'feedback', 'research'] as const
export interface Evidence { kind: (typeof evidences)[number]; text: string; ref: string | null }
export interface Designed extends Stored { touchpoint_id: Id; now: string; wanted: string; emotion: string | null; level: number | null; feasibility: (typeof feasibilities)[number]; evidence: Evidence[]; owner_id: Id | null; approved_at: Instant | null; approved: boolean }

export interface WantedEmotion { emotion: string; touchpoint_ids: Id[]; text: string }
/** How often the emotion is read in the comments there; `told` of `n` comments. */
export interface Felt extends Figure { emotion: string; told: number | null }
export interface VisionText { positioning: string; advantage: string; emotions: WantedEmotion[] }
export interface Vision extends VisionText { revision: number; changed_at: Instant | null; changed_by: string | null; felt: Felt[]; as_of: Instant }
export interface VisionVersion { number: number; at: Instant; by: string | null }
export interface MarketMove extends Stored { at: string; who: 'competitor' | 'environment'; name: string; text: string | null; touchpoint_ids: Id[]; source: string | null; link: string | null }

const order: readonly Language[] = ['en', 'pl', 'ru']
/** The words in the reader's language, else in any that is there. */
export function local(text: LocalText | null | undefined, language: Language): string {
  if (!text) return ''
  if (typeof text === 'string') return text
  return text[language] || order.map((one) => text[one]).find(Boolean) || ''
}
/** A promise in the reader's language, else as the firm says it. */
export const wordsOf = (promise: Pick<BrandPromise, 'text' | 'texts'> | undefined, language: Language): string => promise ? promise.texts[language] || promise.text : ''
interface Counted { n: number | null; value?: number | null; share?: number | null; lo: number | null; hi: number | null; tier: Estimate['tier'] }
/** A share or a figure as everything that draws figures wants it. */
export const asEstimate = (of: Counted | null | undefined): Estimate => of ? { n: of.n ?? (of.tier === 'hidden' ? 1 : 0), value: of.share ?? of.value ?? null, lo: of.lo, hi: of.hi, tier: of.tier } : { n: 0, value: null, lo: null, hi: null, tier: 'none' }
