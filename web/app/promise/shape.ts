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
/** A share of counted answers. */
export interface Part extends Omit<Figure, 'value' | 'level' | 'method'> { value?: number | null; share: number | null; level?: number; method?: string }
export interface Gap extends Figure { paired?: boolean; n_pairs?: number | null }
export interface GapRow { promise_id: Id; text: LocalText; touchpoint: string | null; segment: string | null; gap: Gap; expected: Figure; lived: Figure; kept: Part; below: Part; met: Part; exceeded: Part; as_of?: Instant }
export interface TouchpointKept { touchpoint: string; kept: Part }
export interface Believed extends Part { promise_id: Id; trend: (Part & { week: string })[] }
export interface GapsAnswer { rows: GapRow[]; touchpoints: TouchpointKept[]; believed: Believed[]; as_of?: Instant; reason?: string | null }
export interface Readers { read: number; asked: number; share: number | null; by_department: { department_id: Id | null; read: number; asked: number }[]; me?: boolean; read_at?: Instant | null }
export interface Change { id: string; text: string; owner_id: Id | null; due_on: string | null; state: 'open' | 'done'; done_at?: Instant | null; initiative_id?: Id | null }
export interface PromiseCampaign extends Stored { key: string; name: string; promise_ids: Id[]; starts_on: string; ends_on: string | null; changes: Change[]; state: 'draft' | 'live' | 'over'; live_at?: Instant | null; override_reason?: string | null; overridden_by?: string | null }

export interface Standard extends Stored {
  key: string; name: string; touchpoint_id: Id | null; event_from: string | null; event_to: string | null; threshold: { value: number; unit: TimeUnit } | null; measure: 'time_between' | 'duration' | 'share'
  calendar: 'working' | 'always'; target_share: number | null; dated: { month: number; day: number } | null; metric_id: Id | null; owner_id: Id | null; description: string | null; remind_days: number; position: number
}
export const timeUnits = ['seconds', 'minutes', 'hours', 'days'] as const
export type TimeUnit = (typeof timeUnits)[number]
export interface Adherence extends Part { standard_id: Id; kept: number | null; open: number | null; median_s: number | null; p90_s: number | null; said?: Figure | null }
export interface AdherenceAnswer { rows: Adherence[]; series?: (Part & { standard_id: Id; key: string })[]; as_of?: Instant }

export const feasibilities = ['feasible', 'later', 'not_feasible'] as const
export const evidences = ['audit', 'idea', 'feedback', 'research'] as const
export interface Evidence { kind: (typeof evidences)[number]; text: string; ref: string | null }
export interface Designed extends Stored { touchpoint_id: Id; now: string; wanted: string; emotion: string | null; level: number | null; feasibility: (typeof feasibilities)[number]; evidence: Evidence[]; owner_id: Id | null; approved_at: Instant | null; approved_by?: string | null; approved_revision?: number | null }

export interface WantedEmotion { emotion: string; touchpoint_ids: Id[]; text: string; measured?: Part | null }
export interface Vision { positioning: string; advantage: string; emotions: WantedEmotion[]; revision: number; updated_at?: Instant }
export interface VisionVersion { revision: number; at: Instant; by?: string | { id: Id; name: string } | null; positioning?: string; advantage?: string; vision?: Vision }
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
/** A share as everything that draws figures wants it. */
export const asEstimate = (part: Part | null | undefined): Estimate => part ? { n: part.n ?? 0, value: part.share ?? part.value ?? null, lo: part.lo, hi: part.hi, tier: part.tier } : { n: 0, value: null, lo: null, hi: null, tier: 'none' }
