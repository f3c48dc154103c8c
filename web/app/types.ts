// The shapes the API speaks. Field names are the API's own.
import type { Findings } from './reading/shape'

export type Id = string
export type Instant = string

export interface Stored { id: Id; revision: number; created_at: Instant; updated_at: Instant }
export interface List<T> { items: T[]; next_cursor: string | null }

export const roles = ['administrator', 'cx_manager', 'analyst', 'touchpoint_owner', 'employee'] as const
export type Role = (typeof roles)[number]
export type Language = 'en' | 'pl' | 'ru'
export type Theme = 'system' | 'light' | 'dark'
export type Density = 'comfortable' | 'compact'

export interface Me { id: Id; email: string; name: string; role: Role; language: Language; theme: Theme; density: Density; department_id: Id | null; location_id: Id | null }
export interface FirmBrief { name: string; time_zone: string; languages: Language[]; language: Language; currency: string; demo: boolean; /** the firm's own words: i18n/terms.ts */ words: Record<string, unknown> }
export interface Session { user: Me; firm: FirmBrief; may: string[] }
export interface Welcome { purpose: 'first_administrator' | 'invitation' | 'reset'; email: string | null; firm: { name: string } }

export interface Firm extends Stored, FirmBrief { working_days: number[]; working_from: string; working_to: string; customers_min: number; employees_min: number }
export interface Department extends Stored { key: string; name: string }
export interface Location extends Stored { key: string; name: string; parent_id: Id | null; kind: 'region' | 'branch' }
export interface Brand extends Stored { key: string; name: string }
export interface Channel extends Stored { key: string; name: string; position: number }
export interface Stage extends Stored { key: string; name: string; position: number }
export type Responsibility = 'responsible' | 'accountable' | 'consulted' | 'informed'
export type BusinessArea = 'product' | 'sales' | 'marketing' | 'service' | 'administration' | 'legal'
export interface Touchpoint extends Stored {
  key: string; name: string; description: string | null; stage_id: Id | null; channels: string[]; owner_id: Id | null; external: boolean
  departments: { department_id: Id; role: Responsibility }[]; business_areas: BusinessArea[]; position: number
}
export type MetricKind = 'net' | 'box' | 'mean' | 'index'
export interface MetricBrief { key: string; name: string; kind: MetricKind; min: number; max: number }
export interface Metric extends Stored, MetricBrief { question: string | null; positive: number[]; negative: number[]; items: string[]; target: number | null; built_in: boolean }
export interface Benchmark extends Stored { metric_id: Id; label: string; value: number | null; low: number | null; high: number | null; source: string; year: number }
export interface Attribute extends Stored { key: string; name: string; of: 'feedback' | 'customer' | 'event' }
export interface User extends Stored { email: string; name: string; role: Role; language: Language; department_id: Id | null; location_id: Id | null; active: boolean; last_seen_at: Instant | null; welcome_url?: string }
export interface Token extends Stored { name: string; role: Role; location_id: Id | null; last_used_at: Instant | null; expires_at: Instant | null; token?: string }
export interface SavedView extends Stored { name: string; page: string; query: string; shared: boolean; user_id: Id }
export interface AuditEntry { id: Id; at: Instant; actor_kind: 'user' | 'token' | 'system'; actor_id: Id | null; actor_name: string; action: string; kind: string; record_id: Id; before: Record<string, unknown> | null; after: Record<string, unknown> | null }

export interface Customer extends Stored {
  key: string; kind: 'person' | 'company'; name: string; language: string | null; email: string | null; phone: string | null
  lifecycle: 'prospect' | 'new' | 'active' | 'lapsed' | 'former'; segment: string | null; location_id: Id | null; attributes: Record<string, unknown>
}
export interface CxEvent extends Stored { key: string; type: string; customer: string | null; touchpoint: string | null; channel: string; occurred_at: Instant; duration_s: number | null; attributes: Record<string, unknown> }
export interface TimelineItem { at: Instant; type: 'feedback' | 'event'; feedback?: Feedback; event?: CxEvent }
export interface Suggestion { type: string; count: number; last_at: Instant }

export const feedbackKinds = ['response', 'complaint', 'review', 'note', 'employee_voice'] as const
export type FeedbackKind = (typeof feedbackKinds)[number]
export interface Rating { metric: string; touchpoint: string | null; value: number | null | 'not_applicable' }
export interface Feedback extends Stored {
  kind: FeedbackKind; source: string; channel: string; touchpoint: string | null; location: string | null; brand: string | null
  customer: string | null; customer_id: Id | null; customer_name: string | null; occurred_at: Instant; received_at: Instant
  comment: string | null; language: string | null; ratings: Rating[]; attributes: Record<string, unknown>; tags: string[]; handled_at: Instant | null; import_id: Id | null; survey?: string | null; survey_kind?: string | null
  /** what was read in the comment; in lists without the words that made it so */ findings?: Findings | null; /** personal data are stars: this person may not see them */ comment_masked?: boolean
}
export interface FacetCount { key: string | null; count: number }
export interface Facets { total: number; with_comment: number; by: Record<string, FacetCount[]> }

/** How sure a figure is; decides how it is drawn (kit/Whisker, kit/Figure). */
export type Tier = 'hidden' | 'raw' | 'fragile' | 'normal' | 'solid' | 'none'
export interface Estimate { n: number; value: number | null; lo: number | null; hi: number | null; tier: Tier }
export interface Dims { [dimension: string]: unknown; touchpoint?: string | null; location?: string | null; week?: string | null; month?: string | null; day?: string | null; metric?: string | null }
export interface TallyRow extends Estimate, Dims {
  level: number; method: string; reason: string | null; mean: number | null; positive: number | null; neutral: number | null; negative: number | null
  histogram: { min: number; counts: number[]; missing: number; not_applicable: number } | null
}
/** Answers of the other kind of survey, set aside: they are never one series with the rest. */
export interface LeftOut { survey_kinds: string[]; n: number }
export interface Tally { left_out?: LeftOut | null; metric: MetricBrief; by: string[]; rows: TallyRow[]; total: TallyRow; position: number; as_of: Instant }
export interface Change extends Dims { before: Estimate; after: Estimate; difference: number; lo: number; hi: number; p: number; p_adjusted: number; stands: boolean; /** it may be claimed, not only coloured */ certain: boolean; reason: string | null }
export interface Changes { before: { from: string; to: string }; after: { from: string; to: string }; q: number; stands: number; certain: number; of: number; rows: Change[] }
export interface Difference extends Dims, Estimate { rest: { n: number; value: number | null }; difference: number; lo_difference: number; hi_difference: number; p: number; p_adjusted: number; stands: boolean; certain: boolean }
export interface Differences { stands: number; certain: number; of: number; rows: Difference[] }

// Insights: what moved, what decides, what worked
export const markKinds = ['change', 'event', 'competitor', 'campaign'] as const
/** `reading` is set by the system: from there on comments are read differently. `market` is a move of the market, kept in its own register. */
export type MarkKind = (typeof markKinds)[number] | 'reading' | 'market'
/** What happened on the axis of time; `at` is a day. */
export interface Mark extends Stored { at: string; name: string; description: string | null; kind: MarkKind; touchpoint: string | null; location: string | null }
/** An estimate as the longer questions give it. */
export interface Figure extends Estimate { level: number; method: string; reason: string | null }
export interface Span { value: number; lo: number; hi: number }
export type Period = 'day' | 'week' | 'month' | 'quarter'

export type Signal = 'beyond_limits' | 'run_of_8'
export interface TrendStep extends Estimate { key: string; from: string; /** the step is over */ complete: boolean; reason: string | null; lcl: number | null; ucl: number | null; signals: Signal[] }
export interface LevelChange { at: string; from: string; before: number; after: number; difference: number; lo: number; hi: number; certain: boolean; nearest_mark: { id: Id; name: string; at: string } | null }
export interface TrendAnswer {
  left_out?: LeftOut | null; metric: MetricBrief; period: Period; points: TrendStep[]
  chart: { kind: 'net' | 'p' | 'xmr'; center: number | null; baseline_points: number; sigma_z: number | null; overdispersed: boolean; provisional: boolean; expected_false_alarms_per_year: number | null; reason: string | null } | null
  levels: { from: string; to: string; value: number; lo: number | null; hi: number | null }[]; changes: LevelChange[]
  trend: { p: number | null; slope_per_period: number | null; lo: number | null; hi: number | null; stands: boolean; certain: boolean; reason: string | null } | null
  seasonal: boolean
  forecast: { model: string | null; points: { key: string; from: string; value: number; lo: number | null; hi: number | null }[]; backtest: { origins: number; smape: number | null; mase: number | null; coverage: number | null; against_naive: number | null; beaten_naive: boolean } | null; reason: string | null } | null
  marks: Mark[]; reason: string | null
}
export interface LagAnswer { periods: number; bound: number | null; lags: { lag: number; r: number | null }[]; best: { lag: number; r: number; stands: boolean } | null; granger: { f: number; p: number; lags: number } | null; reads: 'leads' | 'lags' | 'together' | 'unrelated' | 'unknown'; reason: string | null }

export interface At { metric: string; touchpoint: string | null }
/** What drivers explain: a rating, or whether feedback carries a value of an attribute. */
export interface OutcomeOf { metric: string | null; touchpoint: string | null; attribute: string | null; value: string | null }
export type Quadrant = 'fix_first' | 'keep' | 'leave' | 'good_enough' | 'on_the_line'
export type Kano = 'basic' | 'performance' | 'excitement' | 'neutral'
export interface Driver extends At {
  name: string | null; share: number | null; lo: number | null; hi: number | null; weight: number | null; rank: number; rank_group: number | null; probability_first: number | null; johnson: number | null
  beta: number | null; beta_lo: number | null; beta_hi: number | null; beta_standard: number | null; r: number | null; vif: number | null; suppressed: boolean; n: number; missing_share: number | null
  performance: { mean: number | null; lo: number | null; hi: number | null; positive: number | null; n: number; min: number; max: number }; quadrant: Quadrant | null
  penalty: number | null; penalty_p: number | null; reward: number | null; reward_p: number | null; kano: Kano | null; assumed?: number | null; stated?: number | null
}
export interface DriversAnswer {
  outcome: OutcomeOf; n: number; n_complete: number; tier: Tier; method: 'lmg' | 'johnson'; r2: number | null; r2_adjusted: number | null; missing: 'none' | 'listwise' | 'em'; bootstrap: { replicates: number } | null
  drivers: Driver[]; cuts: { importance: number | null; performance: number | null }; base: { mean: number | null; score: number | null }
  warnings: { key: 'few_answers' | 'collinear' | 'collinear_all' | 'approximation' | 'missing' | 'weak_model' | 'order_depends' | 'duplicate'; drivers: (string | At)[]; value: number | null }[]
  agreement?: { spearman_assumed: number | null; spearman_stated: number | null } | null; reason: string | null
}
export interface Lift {
  all_good: Figure; one_bad: Figure; several_bad: Figure; difference: number | null; lo: number | null; hi: number | null; p: number | null; n_journeys: number
  touchpoints: { touchpoint: string; when_bad: Figure; when_not: Figure; difference: number | null; lo: number | null; hi: number | null; p: number | null; p_adjusted: number | null; stands: boolean; frequency: number }[]; reason: string | null
}
export interface Assumed { items: (At & { importance: number })[] }

export type EffectVerdict = 'worked' | 'worked_a_little' | 'no_evidence' | 'harm' | 'cannot_tell'
export type Certainty = 'comparison' | 'series' | 'before_after'
export interface EffectAnswer {
  before: Figure; after: Figure; difference: { value: number | null; lo: number | null; hi: number | null; p: number | null; test: string | null } | null
  series: { method: string; step: number | null; lo: number | null; hi: number | null; p: number | null; slope_before: number | null; slope_change: number | null; effect_now: (Span & { method?: string }) | null; points_before: number; points_after: number; reason: string | null } | null
  comparison: { method: string; effect: number | null; lo: number | null; hi: number | null; p: number | null; clusters: number; bootstrap: boolean; parallel: { p: number | null; ok: boolean | null } | null; group_before: Figure; group_after: Figure; versus_before: Figure; versus_after: Figure; reason: string | null } | null
  same_customers?: { method: 'none' | 'paired' | 'cuped'; n_group: number | null; n_versus: number | null; effect: number | null; lo: number | null; hi: number | null; p: number | null; variance_ratio: number | null; reason: string | null }
  guard: { regression_to_mean: number | null; reason: string | null } | null
  verdict: EffectVerdict; could_hide_up_to: number | null; certainty: Certainty; reason: string | null
}
export interface Plan { baseline: Figure; per_group: number | null; both_groups: number | null; invitations: number | null; weeks: number | null; per_week: number | null; method: string; reason: string | null }
export interface Watch { looks: { day: string; n_group: number; n_versus: number; difference: number | null; lo: number | null; hi: number | null; p_always_valid: number | null }[]; stands: boolean; since: string | null; reason: string | null }

export const panelKinds = ['trend', 'compare', 'drivers', 'scorecard', 'figure', 'text'] as const
export type PanelKind = (typeof panelKinds)[number]
/** One question kept on a page; `query` is the address of the place that asks it. */
export interface BoardPanel { id: string; kind: PanelKind; title: string; query: string; text: string | null; wide: boolean }
export interface BoardSchedule { every: 'day' | 'week' | 'month'; at: string; recipients: Id[] }
export interface Board extends Stored { name: string; note: string | null; roles: Role[]; user_id: Id | null; panels: BoardPanel[]; schedule: BoardSchedule | null; mailed_at: Instant | null }

export const summarySections = ['now', 'changed', 'differs', 'decides', 'unknown', 'others'] as const
/** A figure behind a sentence: an estimate, a difference with its p, or a weight. */
export interface SummaryFigure { what: 'now' | 'before' | 'after' | 'difference' | 'group' | 'rest' | 'weight' | 'good' | 'bad'; name: string | null; n?: number | null; value: number | null; lo: number | null; hi: number | null; level: number; method?: string; p?: number | null; p_adjusted?: number | null }
export interface SummarySentence { section: (typeof summarySections)[number]; key: string; text: string; parts: { text: string; strong: boolean }[]; figures: SummaryFigure[] }
export interface SummaryAnswer { metric: string; title: string; period: { words: string; from: string | null; until: string | null }; scope: string[]; now: Figure; sections: Record<string, string>; sentences: SummarySentence[]; language: Language; made: string; how: string; made_at: Instant }
export interface ContactShare { n: number | null; n_eff: number | null; value: number | null; lo: number | null; hi: number | null; level: number; method: string; tier: Tier; reason: string | null }
/** Seconds. */
export type ContactWait = Omit<ContactShare, 'n_eff'>
type ByGroup = { [grouping: string]: unknown }
export interface WaitRow extends ByGroup { n: number | null; answered: number | null; abandoned: number | null; open: number | null; wait_unknown: number | null; target_s: number | null; abandonment: ContactShare; in_time: ContactShare; median: ContactWait; p90: ContactWait }
export interface Waiting { from: Instant; to: Instant; by: string[]; rows: WaitRow[]; total: WaitRow; as_of: Instant; reason: string | null }
export interface ResolutionRow extends ByGroup { share: ContactShare; resolved: number | null; repeated: number | null; open: number | null; without_customer: number | null }
export interface FirstContacts { from: Instant; to: Instant; within_days: number; by: string[]; rows: ResolutionRow[]; total: ResolutionRow; as_of: Instant; reason: string | null }
export interface ContactRules extends Stored { started: string[]; answered: string[]; abandoned: string[]; target_s: number; targets: Record<string, number>; within_days: number; topic: string }

/** Numbers that nobody answered, in a unit of their own. */
export interface OwnSeries extends Stored { key: string; name: string; unit: string; direction: 'up' | 'down' | 'none'; vital: 'none' | 'lcp' | 'ttfb' | 'inp' | 'cls'; sites: string[]; threshold: number | null; period: 'day' | 'week' | 'month' | 'quarter'; recipients: Id[] }
export interface SeriesTrend {
  series: OwnSeries; period: string; points: { key: string; from: string; complete: boolean; n: number; value: number | null; lo: number | null; hi: number | null; tier: Tier; reason: string | null; lcl: number | null; ucl: number | null; signals: ('beyond_limits' | 'run_of_8')[] }[]
  chart: { kind: string; center: number | null; baseline_points: number; reason: string | null }; levels: { from: string; to: string; value: number }[]; changes: { at: string; from: string; difference: number | null; lo: number | null; hi: number | null; p: number | null }[]; reason: string | null
}

export interface Coverage { touchpoint: string; feedback: number; ratings: number; comments: number }

export type ImportState = 'uploaded' | 'checking' | 'checked' | 'running' | 'done' | 'failed' | 'undoing' | 'undone'
export interface Import extends Stored {
  kind: 'feedback' | 'customers' | 'events'; name: string; bytes: number; state: ImportState; delimiter: string; encoding: string
  columns: { name: string; examples: string[]; guess: Record<string, unknown> }[]; map: Record<string, unknown>
  rows: number; rows_done: number; added: number; skipped: number; ratings: number
  problems: { row: number; column: string | null; message: string }[]; problem_count: number; preview: Feedback[]; finished_at: Instant | null; /** what it brings may open cases */ open_cases: boolean
}
