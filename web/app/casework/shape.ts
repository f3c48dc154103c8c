// The shapes the API speaks about cases. Field names are the API's own.
import type { Estimate, Feedback, Id, Instant, Language, Stored } from '../types'

/** The way of a case, as ISO 10002 names it. */
export const states = ['received', 'acknowledged', 'assessed', 'investigated', 'answered', 'closed'] as const
export type State = (typeof states)[number]
export const outcomes = ['accepted', 'kept_open_external'] as const
export type Outcome = (typeof outcomes)[number]
export type CaseKind = 'complaint' | 'follow_up'
export type Route = 'fix_now' | 'analysis'
export interface Due { acknowledge_at: Instant | null; answer_at: Instant | null; close_at: Instant | null; /** which of them comes next */ next: 'acknowledge' | 'answer' | 'close' | null; at: Instant | null; /** working seconds, negative when late */ left_s: number | null; overdue: boolean; escalated: number }
export interface Risk { /** 0…1 */ score: number; /** needs to be looked at now */ flagged: boolean; because: string[] }
export interface Scored { metric: string; value: number }

/** One line of the queue. */
export interface CaseLine extends Stored {
  number: string; kind: CaseKind; route: Route | null; state: State; outcome: Outcome | null; title: string; feedback_id: Id | null
  /** their words, personal data covered */ comment: string | null; language: string | null; score: Scored | null
  customer_id: Id | null; customer: string | null; customer_name: string | null; /** revenue of a year, in the firm's currency */ value: number | null
  touchpoint: string | null; location: string | null; owner_id: Id | null; deputy_id: Id | null; department_id: Id | null
  severity: number | null; complexity: number | null; impact: number | null; safety: boolean; public_risk: Risk | null
  opened_at: Instant; answered_at: Instant | null; closed_at: Instant | null; cause_id: Id | null; reopened: number; /** they wrote and nobody has answered yet, be it their first words */ unread: boolean; due: Due
}
export interface Step { id: Id; at: Instant; by: { id: Id; name: string } | null; kind: string; from: string | null; to: string | null; text: string | null }
/** What came with a letter; no id: its bytes were not kept. */
export interface Attachment { id: Id | null; name: string; type: string; bytes: number }
export interface Message {
  id: Id; at: Instant; direction: 'in' | 'out'; from: string; from_name: string | null; to: string; subject: string; body: string; /** what a reply repeats below itself */ quoted: string | null
  state: 'queued' | 'sent' | 'failed' | 'received'; /** who of us wrote it */ by: string | null; ask_after: boolean; /** by a machine: an absence note, a status told by Styk */ automatic: boolean
  attachments: Attachment[]; /** how many attachments were not kept; some of them are named all the same */ left_out: number
}
export interface WayStep { at: Instant; touchpoint: string | null; event: string | null; text: string | null; /** −2…2 */ emotion: number | null; score: Scored | null; feedback_id: Id | null }
export interface Clock { promised_s: number | null; lived_s: number | null; name: string | null }
export interface Similar { n: number; days: number; by_week: { key: string; n: number }[]; sample: { id: Id; comment: string | null; occurred_at: Instant }[]; finding_id: Id | null }
export interface Recovery { metric: string; before: number | null; after: number | null; stays: boolean | null }
/** Everything one needs to understand a case and answer it. */
export interface Case extends CaseLine {
  feedback: Feedback | null; customer_email: string | null; customer_segment: string | null; rule_id: Id | null; why: string | null; remedy_sought: string | null
  steps: Step[]; messages: Message[]; journey: WayStep[]; clock: Clock | null; history: { metric: string; value: number; at: Instant; feedback_id: Id }[]; similar: Similar
  suggested_template: string | null; /** what they said again about the same */ joined: Feedback[]; lesson: string | null; external_route: string | null; merged_into: Id | null; merged: { id: Id; number: string; title: string }[]
  check: { sent_at: Instant; answered_at: Instant | null; rating: number | null; answer: string | null } | null; status_url: string | null; recovery: Recovery | null; ask_after_days: number
}
interface Count { key: string | null; count: number }
export interface CaseCounts { mine: number; overdue: number; due_today: number; unassigned: number; unread: number; public_risk: number; open: number; by: Partial<Record<'state' | 'department' | 'touchpoint' | 'owner' | 'route' | 'kind' | 'severity', Count[]>> }
export interface Draft { template: string; language: string; subject: string; body: string; blanks: string[] }
export const templateKinds = ['apology', 'answer', 'refusal', 'thanks', 'status'] as const
export type TemplateKind = (typeof templateKinds)[number]
export interface ReplyTemplate extends Stored { key: string; name: string; kind: TemplateKind; texts: Partial<Record<Language, { subject: string; body: string }>>; segment: string | null; topic: string | null; touchpoint?: string | null; active: boolean; position: number }

// What is learnt
export interface Cause extends Stored { key: string; name: string; parent_id: Id | null; position: number; active: boolean }
export interface ParetoRow extends Estimate { cause_id: Id; name: string; share: number; cumulative: number }
export interface Pareto { total: number; rows: ParetoRow[]; unanalysed: number; reason: string | null }
export interface ComplaintCounts { total: number; analysed: number; unanalysed: number; /** brought in by a file with their past: no case stands for them */ without_case: number; by_source: Count[] }
export interface Practice extends Stored { text: string; touchpoint: string | null; cause_id: Id | null; case_id: Id | null; case_number: string | null; author_id: Id | null; published_at: Instant | null }
export const findingStates = ['open', 'accepted', 'disputed', 'done'] as const
export interface Finding extends Stored { name: string; text: string; route: 'operational' | 'strategic'; state: (typeof findingStates)[number]; cases: { id: Id; number: string; title: string }[]; similar_n: number | null; touchpoint: string | null; owner_id: Id | null; /** what the team said about it, and what follows */ discussion: string | null; actions: Deed[] }
export interface Deed { text: string; owner_id: Id | null; due_on: string | null; done: boolean }

// Figures. Seconds by the clock.
export interface Span { median_s: number | null; lo_s: number | null; hi_s: number | null; p90_s: number | null; n: number; tier?: Estimate['tier']; reason: string | null }
export interface FigureRow { key: string | null; n: number; open: number; overdue: number; first_answer: Span; close: Span; within_target: Estimate; reopened: Estimate; recovered: { n: number; before: number | null; after: number | null; stays: Estimate } | null; first_contact: Estimate | null }
export interface CaseFigures { rows: FigureRow[]; total: FigureRow; as_of: Instant }
/** Contacts a case in the days after it was opened. */
export interface Contacts { n: number; contacts: number; per_case: number | null; lo: number | null; hi: number | null; tier: Estimate['tier']; reason: string | null }
export interface CaseContacts { from: Instant; to: Instant; window_days: number; before: Contacts; after: Contacts; /** opened too shortly before to belong to either */ between: number; period: 'week' | 'month' | 'quarter'; by_period: (Contacts & { key: string })[]; difference: { value: number; lo: number; hi: number; p: number; stands: boolean } | null; since: string | null; reason: string | null }

// What is set up
export const actionKinds = ['open_case', 'assign', 'notify', 'tag', 'send_survey', 'webhook'] as const
export type ActionKind = (typeof actionKinds)[number]
export interface Action { kind: ActionKind; [more: string]: unknown }
export interface Targets { acknowledge_minutes: number | null; answer_minutes: number | null; close_minutes: number | null }
export interface Rule extends Stored { key: string; name: string; active: boolean; filter: string; actions: Action[]; severity: number | null; targets: Targets; route: Route; position: number }
/** A rule to begin with; why, in the firm's language. */
export interface Proposal extends Pick<Rule, 'key' | 'name' | 'filter' | 'actions' | 'severity' | 'targets' | 'route' | 'position'> { why: string; adopted: boolean }
export interface DryRun { feedback: number; matched: number; per_week: number | null; would: { cases: number; notifications: number; tags: number; surveys: number; webhooks: number }; by_owner: { user_id: Id | null; n: number }[]; sample: { feedback: Feedback; owner_id: Id | null }[] }
export type Climb = 'deputy' | 'department_head' | 'cx_manager' | 'user'
export interface Level { after_minutes_overdue: number; to: Climb; user_id?: Id | null }
export interface CaseSettings { revision: number; levels: Level[]; targets: Targets; ask_after_days: number; thank_customers: boolean; status_messages: boolean; public_risk_after_days: number; number_prefix: string; mail_owners: boolean; /** who speaks again so soon joins the case that is open */ join_days: number; /** the customer's attribute that says what they are worth */ value_attribute: string | null; /** department -> who leads it */ heads: Record<Id, Id> }
export interface Absence extends Stored { user_id: Id; from: string; to: string; deputy_id: Id; note: string | null }
export interface Holiday extends Stored { date: string; name: string }

// What is told
export interface Notification { id: Id; at: Instant; kind: string; case_id: Id | null; title: string; text: string | null; seen_at: Instant | null }
export interface Notifications { items: Notification[]; unseen: number }
