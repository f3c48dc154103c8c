// The shapes of surveys as the API speaks them (the definition itself: shape.ts).
import type { Estimate, Figure, Id, Instant, Stored } from '../types'
import type { Definition, Words } from './shape'

export const surveyKinds = ['relationship', 'after_contact', 'expectation', 'after_cooperation', 'employee', 'audit', 'interview'] as const
export type SurveyKind = (typeof surveyKinds)[number]
export const modes = ['identified', 'confidential', 'anonymous'] as const
export type Mode = (typeof modes)[number]
export type SurveyState = 'draft' | 'live' | 'paused' | 'closed'
export interface Survey extends Stored {
  key: string; name: string; kind: SurveyKind; mode: Mode; state: SurveyState; touchpoint: string | null; location: string | null; brand: string | null
  language: string; languages: string[]; decision: string | null; reader_id: Id | null; quota: number | null; opens_at: Instant | null; closes_at: Instant | null
  version: number; draft_changed: boolean; answered: number; link: string | null
  /** with the list alone */
  last_answered_at?: Instant | null; sent?: number; rate?: Figure | null
}
export interface Template { key: string; name: Record<string, string>; about: Record<string, string>; kind: SurveyKind; mode: Mode; questions: number; minutes: number; languages: string[] }
export interface QuestionBrief { name: string; type: string; title: string; page: string; metric: string | null; touchpoint: string | null }
export interface Draft { revision: number; definition: Definition; questions: QuestionBrief[]; unknown: { pointer: string; message: string }[] }
export interface Version { number: number; published_at: Instant; published_by: string | null; questions: number; responses: number }

export type Level = 'error' | 'warning' | 'hint'
export interface CheckProblem { key: string; level: Level; pointer: string; question: string | null; language: string | null; values: Record<string, unknown>; message: string; dismissable: boolean; dismissed: { reason: string; by: string | null; at: Instant } | null }
export interface Check { may_publish: boolean; minutes: number; questions: number; problems: CheckProblem[] }

export interface SurveyLink extends Stored { survey_id: Id; key: string; name: string; channel: string; touchpoint: string | null; location: string | null; language: string | null; active: boolean; path: string; url: string; responses: number; completed: number }
export const invitationStates = ['waiting', 'opened', 'started', 'answered', 'withdrawn', 'expired', 'used'] as const
export interface Invitation { id: Id; survey_id: Id; customer: string | null; customer_name: string | null; language: string | null; path: string; url: string; state: (typeof invitationStates)[number]; created_at: Instant; expires_at: Instant | null; answered_at: Instant | null; feedback_id: Id | null }
export interface Quota { key: string; name: string; when: string; most: number; counted: number }

export type ResponseState = 'partial' | 'complete' | 'screened_out' | 'over_quota'
export interface SurveyResponse { id: Id; state: ResponseState; version: number; language: string | null; channel: string | null; started_at: Instant; completed_at: Instant | null; last_page: string | null; last_question: string | null; duration_s: number | null; customer: string | null; feedback_id: Id | null; answers: Record<string, unknown> }

export interface ChoiceCount { value: string | number | boolean; title: string; n: number; share: number | null; lo: number | null; hi: number | null }
export interface RowResult { value: string | number; title: string; choices: ChoiceCount[]; mean: Figure | null }
export interface QuestionResult {
  name: string; type: string; title: string; page: string; metric: string | null; touchpoint: string | null
  shown: number; answered: number; skipped: number; not_shown: number; stopped_here: number; left: Estimate
  figure: Figure | null; mean: Figure | null; choices: ChoiceCount[]; rows: RowResult[]; other: number; texts: number; reason: string | null
}
export interface PageResult { page: string; title: string; seen: number; left: number; seconds_median: number | null }
export interface Results {
  survey: string | Survey
  responses: { started: number; complete: number; partial: number; screened_out: number; over_quota: number; waiting: number }
  invitations: { sent: number; opened: number | null; answered: number; rate: Figure; method?: string }
  completion: Figure; seconds: { median: number; p25: number; p75: number; n: number } | null
  pages: PageResult[]; questions: QuestionResult[]; quotas: { key: string; name: string; most: number; counted: number }[]; tier: string; as_of: Instant
}
export interface OpenAnswer { response_id: Id; feedback_id: Id | null; at: Instant; language: string | null; text: string }
export type Named = Words
