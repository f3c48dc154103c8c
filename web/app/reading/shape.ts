// What the server says it has read in a comment. Every span is bytes of the comment.
import type { Estimate, Feedback, Figure, Id, Instant, Language, MetricBrief, Stored } from '../types'
import type { Span } from './spans'

export const sentiments = ['negative', 'neutral', 'mixed', 'positive'] as const
export type SentimentName = (typeof sentiments)[number]
export const intents = ['complaint', 'churn_risk', 'public_risk', 'request', 'question', 'praise'] as const
/** What a label is of; each is a filter and a dimension of the same name. */
export const labelKinds = ['topic', 'sentiment', 'emotion', 'intent'] as const
export type LabelKind = (typeof labelKinds)[number]

export interface Tone { label: SentimentName; /** −1…1 */ score: number; /** 1…5 */ ordinal: number }
export interface Weighed extends Span { /** −1…1 */ weight: number }
export interface Label { key: string; probability: number; because?: Span[] }
export interface TopicLabel extends Label { sentiment: Tone | null }
export interface Clause extends Span { sentiment: Tone; topics: string[] }
export interface PersonalSpan extends Span { kind: string }
/** A label as a person put it right: a sentiment and "true" mean it is so, "false" it is not. */
export interface Corrected { kind: LabelKind; key: string; value: SentimentName | 'true' | 'false'; user_id: Id | null; user_name: string | null; at: Instant; model: string | null }
export interface Findings {
  language: string | null; sentiment: (Tone & { because?: Weighed[] }) | null; reason?: string
  topics: TopicLabel[]; intents: Label[]; emotions: Label[]; personal_data: PersonalSpan[]; profanity: Span[]; clauses: Clause[]
  model: string | null; masked?: string | null; corrected?: Corrected[]
}
/** What is sent to put labels right; null takes one's own correction back. */
export interface Correction { sentiment?: SentimentName | null; topics?: Record<string, SentimentName | boolean | null>; intents?: Record<string, boolean | null>; emotions?: Record<string, boolean | null> }

type Texts = Partial<Record<Language, string>>
type Patterns = Partial<Record<Language, string[]>>
export interface Emotion extends Stored { key: string; name: string; names: Texts; patterns: Patterns; active: boolean; built_in: boolean; position: number }
export interface Topic extends Emotion { merged_into: string | null }

// Insights: what is said, how, and what goes with it
export type BySentiment = Record<SentimentName, { n: number | null; share: number | null }>
export interface Impact { difference: number | null; lo: number | null; hi: number | null; p: number | null; p_adjusted: number | null; stands: boolean; reason: string | null }
export interface Rising { before_n: number | null; before_share: number | null; difference: number | null; lo: number | null; hi: number | null; p: number | null; p_adjusted: number | null; stands: boolean; direction: 'up' | 'down' | 'steady'; reason: string | null }
/** `n` is null where so few wrote that it is hidden. */
export interface TopicRow { topic: string; name: string; n: number | null; share: number | null; lo: number | null; hi: number | null; tier: Estimate['tier']; sentiments: BySentiment; with: Figure; without: Figure; impact: Impact; rising: Rising | null }
export interface TopicsAnswer { metric: MetricBrief; n: number; sentiments: BySentiment; before: { from: string; to: string } | null; q: number; rows: TopicRow[]; reason: string | null }
export type Side = 'high_score_bad_words' | 'low_score_good_words'
export interface Mismatch { feedback: Feedback; metric: string; value: number; side: Side }
export interface MismatchCounts { high_score_bad_words: number; low_score_good_words: number; high: number; low: number }
export interface Mismatches { items: Mismatch[]; counts: MismatchCounts; series: { key: string; high_score_bad_words: number; low_score_good_words: number }[]; next_cursor: string | null }
export interface Quote { id: Id; occurred_at: Instant; touchpoint: string | null; language: string | null; sentiment: SentimentName | null; quote: string; highlights: Span[]; stands_for: number }
export interface Quotes { items: Quote[]; n: number; reason: string | null }

// Setup: how comments are read
export interface ReadingState { models: Partial<Record<Language, string | null>>; delta: { version: string | null; corrections: number; adopted_at: Instant | null } | null; taxonomy_version: number | string; comments: number; read: number; to_read: number; reading: boolean; corrections: { total: number; since_training: number } }
export interface Quality { sentiment: { n?: number; accuracy: number | null; macro_f1: number | null }; labels: { n?: number; /** share of the corrected labels */ right: number | null } }
export interface Training { state: 'none' | 'waiting' | 'training' | 'ready' | 'too_few'; corrections: number; /** more of them until anything can be learnt */ needed: number; trained_at: Instant | null; candidate: { version: string; corrections: number; /** corrected comments it was tried on */ held_back: number; before: Quality; after: Quality; /** comments nobody corrected, and the share of them whose sentiment would change */ others?: number; moved?: number; better: boolean } | null; adopted: { version: string; at: Instant; by: string | null } | null }

// Themes: what no topic covers yet, and the codebook
export type ThemeState = 'suggested' | 'confirmed' | 'dismissed'
export interface Theme { id: Id; label: string[]; n: number; share: number | null; language: string | null; state: ThemeState; topic: string | null; quotes: { feedback_id: Id; quote: string }[]; trend: { key: string; n: number }[]; touchpoint_missing: boolean; created_at: Instant; updated_at: Instant }
export interface Themes { items: Theme[]; made_at: Instant | null; running: boolean; unmatched: number; near_duplicates: { n: number; quote: string; feedback_ids: Id[] }[]; phrases: { text: string; n: number; language: string | null; /** comments of this tone say it more often than the others */ sentiment?: SentimentName | null }[] }
export interface Codebook { topic: string; items: { feedback: Feedback; probability: number; because?: Span[] }[]; judged: { agreed: number; disagreed: number }; agreement: Estimate & { reason: string | null } }
