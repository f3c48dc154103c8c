// The shapes the API speaks. Field names are the API's own.
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
export interface FirmBrief { name: string; time_zone: string; languages: Language[]; language: Language; currency: string; demo: boolean; words: Record<string, string> }
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
  comment: string | null; language: string | null; ratings: Rating[]; attributes: Record<string, unknown>; tags: string[]; handled_at: Instant | null; import_id: Id | null
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
export interface Tally { metric: MetricBrief; by: string[]; rows: TallyRow[]; total: TallyRow; position: number; as_of: Instant }
export interface Change extends Dims { before: Estimate; after: Estimate; difference: number; lo: number; hi: number; p: number; p_adjusted: number; stands: boolean; reason: string | null }
export interface Changes { before: { from: string; to: string }; after: { from: string; to: string }; q: number; stands: number; of: number; rows: Change[] }
export interface Difference extends Dims, Estimate { rest: { n: number; value: number | null }; difference: number; lo_difference: number; hi_difference: number; p: number; p_adjusted: number; stands: boolean }
export interface Differences { stands: number; of: number; rows: Difference[] }
export interface Coverage { touchpoint: string; feedback: number; ratings: number; comments: number }

export type ImportState = 'uploaded' | 'checking' | 'checked' | 'running' | 'done' | 'failed' | 'undoing' | 'undone'
export interface Import extends Stored {
  kind: 'feedback' | 'customers' | 'events'; name: string; bytes: number; state: ImportState; delimiter: string; encoding: string
  columns: { name: string; examples: string[]; guess: Record<string, unknown> }[]; map: Record<string, unknown>
  rows: number; rows_done: number; added: number; skipped: number; ratings: number
  problems: { row: number; column: string | null; message: string }[]; problem_count: number; preview: Feedback[]; finished_at: Instant | null
}
