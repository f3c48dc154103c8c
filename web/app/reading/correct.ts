// Putting a label right, and taking that back. What is sent, what undoes it, what is seen meanwhile.
import type { Feedback } from '../types'
import type { ReadRating } from '../feedback/inbox'
import type { Corrected, Correction, Findings, LabelKind, SentimentName } from './shape'

export type Verdict = SentimentName | boolean | null
const lists = { topic: 'topics', intent: 'intents', emotion: 'emotions' } as const

/** One label said to be so, not so, or (null) left to the model again. */
export function correction(kind: LabelKind, key: string, value: Verdict): Correction {
  return kind === 'sentiment' ? { sentiment: typeof value === 'string' ? value : null } : { [lists[kind]]: { [key]: value } }
}
export const correctedOf = (findings: Findings, kind: LabelKind, key = ''): Corrected | undefined => findings.corrected?.find((one) => one.kind === kind && (kind === 'sentiment' || one.key === key))
const saidOf = (one: Corrected | undefined): Verdict => !one ? null : one.value === 'true' ? true : one.value === 'false' ? false : one.value
/** What brings a label back to how it stood: the correction that was there before, or none. */
export function undoing(before: Findings, kind: LabelKind, key = ''): Correction {
  return correction(kind, key, saidOf(correctedOf(before, kind, key)))
}
/** Labels that a person said are not so: they are shown struck out, so that it can be taken back. */
export const denied = (findings: Findings, kind: LabelKind): Corrected[] => findings.corrected?.filter((one) => one.kind === kind && one.value === 'false') ?? []

/** Score and words that say opposite things, as long as nobody has judged who is right. */
export function disagreement(one: Feedback, first: ReadRating | null): 'words_bad' | 'words_good' | null {
  const findings = one.findings
  if (!first || !findings?.sentiment || correctedOf(findings, 'sentiment')) return null
  if (first.mood === 'pos' && findings.sentiment.label === 'negative') return 'words_bad'
  return first.mood === 'neg' && findings.sentiment.label === 'positive' ? 'words_good' : null
}
/** The sentiment that a score speaks for. */
export const toneOfScore = (first: ReadRating): SentimentName => first.mood === 'pos' ? 'positive' : first.mood === 'neg' ? 'negative' : 'neutral'
