// The shapes of surveys as the API speaks them (the definition itself: shape.ts).
import type { Estimate, Figure, Id, Instant, Stored, TallyRow } from '../types'
import type { Definition } from './shape'

export const surveyKinds = ['relationship', 'after_contact', 'expectation', 'after_cooperation', 'employee', 'audit', 'interview'] as const
export type SurveyKind = (typeof surveyKinds)[number]
export const modes = ['identified', 'confidential', 'anonymous'] as const
export type Mode = (typeof modes)[number]
export type SurveyState = 'draft' | 'live' | 'paused' | 'closed'
export interface Survey extends Stored {
  key: string; name: string; kind: SurveyKind; mode: Mode; state: SurveyState; touchpoint: string | null; location: string | null; brand: string | null
  language: string; languages: string[]; decision: string | null; reader_id: Id | null; opens_at: Instant | null; closes_at: Instant | null
  /** the newest published; 0: none */
  version: number
}
export interface SurveyCount { survey_id: Id; started: number; complete: number; partial: number; screened_out: number; over_quota: number; waiting: number; last_answered_at?: Instant | null; invited?: number; rate?: Figure | null }
export interface Template { key: string; name: Record<string, string>; about: Record<string, string>; kind: SurveyKind; mode: Mode; questions: number; minutes: number; languages: string[] }
export interface QuestionBrief { name: string; type: string; title: string; page: string; metric: string | null; touchpoint: string | null }
export interface Draft { revision: number; /** what is published; 0: nothing */ published_revision: number; definition: Definition; questions: QuestionBrief[]; unknown: { pointer: string; message: string }[] }
export interface Version { number: number; published_at: Instant; published_by: string | null; questions: number; responses: number }

export type Level = 'error' | 'warning' | 'hint'
export interface CheckProblem { key: string; level: Level; pointer: string; question: string | null; language: string | null; values: Record<string, unknown>; message: string; dismissable: boolean; dismissed: { reason: string; by: string | null; at: Instant } | null }
export interface Check { may_publish: boolean; minutes: number; questions: number; problems: CheckProblem[] }

export interface SurveyLink extends Stored { survey_id: Id; key: string; name: string; channel: string; touchpoint: string | null; location: string | null; language: string | null; /** that may show it in a frame */ sites: string[]; active: boolean; path: string }
export interface LinkCount { link_id: Id; path: string; url: string; started: number; complete: number }
export const invitationStates = ['waiting', 'started', 'answered', 'withdrawn'] as const
export interface Invitation { id: Id; survey_id: Id; customer: string | null; customer_name: string | null; language: string | null; channel: string; path: string; url: string; state: (typeof invitationStates)[number] | 'expired'; created_at: Instant; expires_at: Instant | null; answered_at: Instant | null }
export interface Quota { key: string; name: string; when: string; most: number; counted: number | null }

export type ResponseState = 'partial' | 'complete' | 'screened_out' | 'over_quota'
export interface SurveyResponse { id: Id; state: ResponseState; version: number; language: string | null; channel: string | null; started_at: Instant; completed_at: Instant | null; page: string | null; last_question: string | null; /** on all pages together */ seconds: number | null; customer_id: Id | null; feedback_id: Id | null; hidden: Record<string, unknown>; answers: Record<string, unknown> }

/** Counts are null where there are too few answers to show them. */
export interface ChoiceCount { value: string; title: string; n: number | null; share: Figure }
/** `mean`: of the columns' numbers, of the performance, of the place; `importance`: how much it matters */
export interface RowResult { value: string; title: string; answered: number | null; choices: ChoiceCount[]; mean: Figure | null; importance: Figure | null }
export interface QuestionResult {
  name: string; type: string; title: string; page: string; metric: string | null; touchpoint: string | null
  shown: number | null; answered: number | null; skipped: number | null; not_shown: number | null; stopped_here: number | null; left: Estimate
  figure: Scored | null; mean: Scored | null; choices: ChoiceCount[]; rows: RowResult[]; texts: number | null; reason: string | null
}
/** An estimate with the shape of what it counts. */
export interface Scored extends Figure { histogram: TallyRow['histogram'] }
export interface PageResult { page: string; title: string | null; seen: number | null; left: number | null; seconds_median: number | null }
export interface Results {
  survey: string; version: number
  responses: { started: number; complete: number; partial: number; screened_out: number; over_quota: number; waiting: number }
  invitations: { sent: number; started: number | null; answered: number; withdrawn: number; rate: Figure } | null
  completion: Figure; seconds: { median: number; p25: number; p75: number; n: number } | null
  /** signs of answers without care, of those who finished; null where too few did */
  careless: { n: number; quick: number; same: number; quick_seconds: number | null; share: Figure } | null
  pages: PageResult[]; questions: QuestionResult[]; quotas: Quota[]; reason: string | null; as_of: Instant
}
export interface OpenAnswer { response_id: Id; feedback_id: Id | null; at: Instant; language: string | null; text: string }
