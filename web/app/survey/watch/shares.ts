// How results become marks: a share with its interval, a scale for a mean, a time in words.
import { number } from '@kit/format'
import type { Estimate } from '@kit/Whisker'
import { t } from '../../i18n'
import type { ChoiceCount, QuestionResult, RowResult } from '../types'

/** The share of one choice; how sure it is follows from how many answered. */
export function shareOf(choice: ChoiceCount, answered: number): Estimate {
  if (choice.share === null) return { n: answered, value: null, lo: null, hi: null, tier: answered === 0 ? 'none' : 'hidden' }
  return { n: answered, value: choice.share, lo: choice.lo, hi: choice.hi, tier: answered < 30 ? 'fragile' : 'normal' }
}
/** The scale all shares of one question are drawn on: whole, unless all of it lies in the lower half. */
export function shareScale(choices: readonly ChoiceCount[]): [number, number] {
  const most = Math.max(0, ...choices.map((one) => one.hi ?? one.share ?? 0))
  return [0, most <= 0.5 ? 0.5 : 1]
}
/** From where to where the mean of a question or its rows can lie. */
export function meanScale(result: Pick<QuestionResult, 'type' | 'choices' | 'rows'>): [number, number] {
  if (result.type === 'bestworst') return [-1, 1]
  const numbers = [...result.choices, ...result.rows.flatMap((row) => row.choices)].map((one) => Number(one.value)).filter((one) => Number.isFinite(one))
  if (numbers.length) return [Math.min(...numbers), Math.max(...numbers)]
  return [1, Math.max(2, result.type === 'ranking' ? result.rows.length : 5)]
}
/** Rows in the order that answers the question: the best place first, the most wanted first; a table as it was asked. */
export function ordered(result: QuestionResult): RowResult[] {
  const by = (sign: 1 | -1) => [...result.rows].sort((a, b) => sign * ((a.mean?.value ?? Infinity * sign) - (b.mean?.value ?? Infinity * sign)))
  return result.type === 'ranking' ? by(1) : result.type === 'bestworst' ? by(-1) : result.rows
}
export const isScale = (result: QuestionResult) => result.type === 'rating' && result.choices.length > 0
/** 1 min 34 s, 48 s. */
export function lasting(seconds: number): string {
  const whole = Math.round(seconds)
  return whole < 60 ? t('survey:seconds', { seconds: number(whole) }) : t('survey:minutes_seconds', { minutes: number(Math.floor(whole / 60)), seconds: number(whole % 60) })
}
