// A journey map as the API speaks it: the document people draw, and the figures measured along it.
import type { Estimate, Id, Instant, Responsibility, Stored } from '../../types'
import type { Rate } from '../paths/paths'

export const phases = ['awareness', 'consideration', 'purchase', 'use', 'service', 'loyalty', 'advocacy'] as const
export type Phase = (typeof phases)[number]
export interface MapStage { id: Id; name: string; phase: Phase; touchpoint_stage_id: Id | null }
export const answers = ['yes', 'partly', 'no'] as const
export type Answered = (typeof answers)[number]
export interface Question { id: Id; text: string; answered: Answered }
export interface Obstacle { id: Id; text: string }
export interface Evidence { id: Id; text: string; link: string | null }
export interface Idea { id: Id; text: string; author_id: Id | null; at: Instant | null; votes: Id[] }
export const markKinds = ['pain', 'success', 'moment_of_truth'] as const
export type MarkKind = (typeof markKinds)[number]
/** What people say of a step; `off` overrules a rule that says otherwise. */
export interface Mark { id: Id; kind: MarkKind; state: 'on' | 'off'; reason: string; by: Id | null; at: Instant | null }
export interface Step {
  id: Id; stage_id: Id; name: string; touchpoint: string | null; external: boolean; channels: string[]; departments: { department_id: Id; role: Responsibility; process?: string | null }[]; processes: string[]
  action: string; expectation: string; designed: string; service: string; feeling: string; minutes: number | null; effort: number | null; drawn: { value: number | null }; emotions: string[]
  questions: Question[]; obstacles: Obstacle[]; evidence: Evidence[]; ideas: Idea[]; marks: Mark[]
  removes: { pain: Id; note: string }[]; was: Id[]; nested_journey_id: Id | null; own: Record<string, string>
}
export interface MapLink { id: Id; from: Id; to: Id; kind: 'branch' | 'loop' | 'shortcut'; label: string | null }
export interface Lane { key: string; name: string | null; hidden: boolean }
export interface Doc { stages: MapStage[]; steps: Step[]; links: MapLink[]; lanes: Lane[] }

/** A place in the document: names of members and ids of list items, ["steps", SID, "questions", QID, "text"]. */
export type Path = readonly string[]
export type Edit =
  | { op: 'set'; path: Path; was: unknown; value: unknown }
  | { op: 'add'; path: Path; after: Id | null; value: { id: Id } & Record<string, unknown> }
  | { op: 'remove'; path: Path }
  | { op: 'move'; path: Path; after: Id | null; stage_id?: Id }
export interface Who { id: Id; name: string }
export interface Conflict { path: Path; yours: unknown; theirs: unknown; by: Who | null; at: Instant | null }
export interface Cell { step_id: Id; lane: string }
export interface Present { user_id: Id; name: string; cell: Cell | null; at: Instant }
export type MapKind = 'as_is' | 'to_be'
export interface JourneyMap { id: Id; journey_id: Id; kind: MapKind; name: string; revision: number; updated_at: Instant; updated_by: string | null; doc: Doc; people: Present[]; may_edit: boolean }
export interface MapBrief { id: Id; kind: MapKind; name: string; steps: number; updated_at: Instant }
export interface Journey extends Stored { key: string; name: string; description: string | null; persona_ids: Id[]; owner_id: Id | null; department_ids: Id[]; reviewed_at: Instant | null; reviewed_by: Id | null; review_every_days: number; made_from: string | null; position: number; archived: boolean; maps?: MapBrief[]; overdue_review?: boolean }
export interface Template { key: string; name: string; description: string; steps: number }
/** What was carried out: `edits` as the server did them (it knows who marked and when); no name when nothing was to be changed. */
export interface Wrote { revision: number; edit_id: Id | null; edits?: Edit[]; doc?: Doc | null }
export interface EditEntry { id: Id; revision: number; at: Instant; by: Who | null; note: string | null; edits: Edit[]; undone_by: Id | null; undoes: Id | null }
export interface Version { id: Id; number: number; name: string; note: string | null; revision: number; at: Instant; by: Who | null; doc?: Doc }
export interface Diff { added: { path: Path; value: unknown }[]; removed: { path: Path; value: unknown }[]; changed: { path: Path; from: unknown; to: unknown }[]; moved: { path: Path }[] }
export interface Comment { id: Id; step_id: Id; lane: string | null; text: string; by: Who | null; at: Instant; changed_at: Instant | null; resolved_at: Instant | null; resolved_by: string | null }
export interface Share { id: Id; name: string; created_at: Instant; expires_at: Instant | null; last_used_at: Instant | null; /** once, when it is made */ url?: string; path?: string }
export interface Length { steps: number; minutes: number | null; effort: number | null }
export interface Compared { as_is: Length; to_be: Length; saved: Length; pains: { step_id: Id; name: string; source: 'people' | 'data'; removed_by: { step_id: Id; name: string; note: string }[] }[]; replaced: { as_is: Id[]; to_be: Id }[] }

// what was measured
export type Score = Estimate & { metric?: string | null; reason?: string | null; method?: string }
export interface Felt { value: number | null; lo: number | null; hi: number | null; n: number; tier: Estimate['tier']; reason: string | null; source?: 'ratings' | 'comments' | null }
export interface FinalMark { kind: MarkKind; source: 'people' | 'rule'; reason?: string | null; because?: string | null; rule_agrees?: boolean }
export interface PromiseAt { promise_id: Id; text: string; kept: Score | null; gap: { value: number | null; lo: number | null; hi: number | null; tier: Estimate['tier'] } | null }
export interface Voice { feedback_id: Id; quote: string; language: string | null; score: number | null; metric: string | null; occurred_at: Instant }
export interface Driven { share: number | null; share_lo: number | null; share_hi: number | null; reason: string | null }
/** One step as the server counts it. */
export interface CountedStep {
  step_id: Id; touchpoint: string | null; metric: string | null; n: number; score: Score | null; emotion: Felt | null; distribution: { negative: number | null; neutral: number | null; positive: number | null; n: number } | null
  comments: { n: number } | null; channels: { channel: string | null; score: Score }[]; channel_gap: { from: string; to: string; difference: number; lo: number; hi: number; stands: boolean } | null
  listened: boolean; driver: Driven | null; rule_marks: { kind: MarkKind; because: string }[]; marks: FinalMark[]; newest?: Voice[]; topics?: { key: string; name: string; share: number }[]
  /** What the touchpoint must keep, and whether what was lived is as was expected. */
  promise?: PromiseAt[]; met?: { below: Score; met: Score; exceeded: Score } | null
}
/** What speaks of a whole journey: a metric, or what a feedback carries. */
export interface OutcomeAt { metric: string | null; touchpoint?: string | null; attribute?: string | null; value?: string | null }
export interface PeakEnd { metric: string | null; outcome: string | null; journeys: number | null; enough: boolean; r2: number | null; r2_mean: number | null; p: number | null; reason: string | null }
export interface LiveJourney { outcome: OutcomeAt | null; score: Score | null; all_good: Score | null; one_bad: Score | null; lift: { difference: number | null; lo: number | null; hi: number | null; p: number | null; reason?: string | null } | null; firm: Score | null; coverage: { listened: number; steps: number } | null; external_drivers: Id[] }
export interface Counted { metric: string | null; as_of: Instant; steps: CountedStep[]; journey: LiveJourney }
/** One step as the map shows it: scores know their metric, promises stand beside. */
export interface LiveStep extends Omit<CountedStep, 'comments' | 'channels' | 'newest' | 'topics' | 'met'> { comments: number; channels: { channel: string; score: Score }[]; newest: Voice[]; topics: { key: string; name: string; share: number }[]; promise: PromiseAt[]; outcome: string | null; met: { below: number | null; met: number | null; exceeded: number | null; n: number } | null }
export interface Live extends Omit<Counted, 'steps'> { steps: LiveStep[] }
/** A step that hurts: people say why, or the figures do. */
export interface OpenPain { step_id: Id; name: string; source: 'people' | 'data'; reason: string | null }
export interface OverviewRow { id: Id; name: string; map_id: Id | null; steps: number; pains: number; open_pains: OpenPain[]; unanswered_questions: number; coverage: { listened: number | null; steps: number } | null; score: Score | null; outcome: OutcomeAt | null; outcome_score: Score; curve: { step_id: Id; drawn: number | null; value: number | null }[]; overdue_review: boolean }
export interface Found { journey_id: Id; journey: string; map_id: Id; map: string; kind: MapKind; step_id: Id; step: string; touchpoint: string | null; snippet: string }
export interface JourneyTick { map: Id; revision: number; by: Who | null; edit: Id | null; kind: 'edit' | 'presence' | 'comment' | 'initiative' }

// what people really do, by the events of the firm
export type { Rate } from '../paths/paths'
export interface MapPaths { drawn_links: { link_id: Id; share: Rate | null }[]; shortcuts: { from: Id; to: Id; n: number; share: Rate | null; saved_steps: number }[]; reason: string | null }
