// A survey file of another tool, read by the server: what it would be here, and what became of each thing in it.
import { api } from '../api'
import type { Definition } from './shape'
import type { QuestionBrief, SurveyKind } from './types'

export const formats = ['styk', 'surveyjs', 'lss', 'limesurvey_tsv', 'qsf', 'typeform', 'xlsform', 'formbricks'] as const
export type Outcome = 'kept' | 'changed' | 'dropped'
export interface Reason { key: string; values: Record<string, string>; message: string }
export interface ReportLine { outcome: Outcome; where: string; title: string | null; question: string | null; reasons: Reason[] }
export interface Brought {
  format: (typeof formats)[number]; title: string; language: string; languages: string[]; kind: SurveyKind
  definition: Definition; questions: QuestionBrief[]; counts: Record<Outcome, number>; report: ReportLine[]
}
/** Stores nothing. Throws Problem: its words say why the file cannot be read. */
export const bring = (file: File) => api.send<Brought>('/surveys/import', file, 'application/octet-stream', { name: file.name })
/** What making it sends. */
export const bodyOf = (brought: Brought) => (name: string) => ({ name, kind: brought.kind, language: brought.language, languages: brought.languages, definition: brought.definition })
/** The lines worth reading: what is gone first, then what is otherwise, then what was kept with a remark. */
export function worthReading(report: readonly ReportLine[]): ReportLine[] {
  const weight: Record<Outcome, number> = { dropped: 0, changed: 1, kept: 2 }
  return report.filter((one) => one.outcome !== 'kept' || one.reasons.length > 0).sort((a, b) => weight[a.outcome] - weight[b.outcome])
}
