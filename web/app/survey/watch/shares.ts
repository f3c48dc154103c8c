// How results become marks: a share with its interval, a scale for a mean, a time in words.
import { number } from '@kit/format'
import { t } from '../../i18n'
import type { ChoiceCount, QuestionResult, RowResult } from '../types'

/** The scale all shares of one question are drawn on: whole, unless all of it lies in the lower half. */
export function shareScale(choices: readonly ChoiceCount[]): [number, number] {
  const most = Math.max(0, ...choices.map((one) => one.share.hi ?? one.share.value ?? 0))
  return [0, most <= 0.5 ? 0.5 : 1]
}
/** From where to where the mean of a question or its rows can lie. */
export function meanScale(result: Pick<QuestionResult, 'type' | 'mean' | 'figure' | 'rows'>): [number, number] {
  if (result.type === 'bestworst') return [-1, 1]
  if (result.type === 'ranking') return [1, Math.max(2, result.rows.length)]
  const shapes = [result.figure, result.mean, ...result.rows.flatMap((row) => [row.mean, row.importance])].flatMap((one) => one && 'histogram' in one && one.histogram ? [one.histogram as { min: number; counts: number[] }] : [])
  if (shapes.length && shapes.some((one) => one.counts.length > 1)) return [Math.min(...shapes.map((one) => one.min)), Math.max(...shapes.map((one) => one.min + one.counts.length - 1))]
  const known = [result.mean, ...result.rows.map((row) => row.mean)].flatMap((one) => one ? [one.lo, one.hi, one.value] : []).filter((one): one is number => one !== null)
  return known.length ? [Math.min(0, ...known), Math.max(...known) * 1.1 || 1] : [0, 1]
}
/** Rows in the order that answers the question: the best place first, the most wanted first; a table as it was asked. */
export function ordered(result: QuestionResult): RowResult[] {
  const by = (sign: 1 | -1) => [...result.rows].sort((a, b) => sign * ((a.mean?.value ?? Infinity * sign) - (b.mean?.value ?? Infinity * sign)))
  return result.type === 'ranking' ? by(1) : result.type === 'bestworst' ? by(-1) : result.rows
}
/** The points of a scale and how many chose each; null where they may not be shown. */
export function shapeOf(result: Pick<QuestionResult, 'figure' | 'mean'>): { value: number; count: number }[] | null {
  const shape = (result.figure ?? result.mean)?.histogram
  return shape && shape.counts.length > 1 ? shape.counts.map((count, at) => ({ value: shape.min + at, count })) : null
}
/** 1 min 34 s, 48 s. */
export function lasting(seconds: number): string {
  const whole = Math.round(seconds)
  return whole < 60 ? t('survey:seconds', { seconds: number(whole) }) : t('survey:minutes_seconds', { minutes: number(Math.floor(whole / 60)), seconds: number(whole % 60) })
}
