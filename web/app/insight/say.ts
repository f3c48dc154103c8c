// Words that several places of the room need: amounts, reasons, names of steps of time.
import { day, delta, month, number, signed, type Unit } from '@kit/format'
import { t, tOr } from '../i18n'
import type { Period } from '../types'
import { startOf } from './periods'

/** A distance without its sign: "12 points", "0.31 of a point". */
export function amount(value: number, unit: Unit): string {
  const size = Math.abs(value)
  if (unit === 'mean') return t('insight:amount_mean', { value: number(size, 2) })
  return t('insight:amount', { count: Math.round(unit === 'points' ? size : size * 100) })
}
/** The ends of such a distance, smaller first: 6 to 18. When the interval holds nothing at all, the signs stay. */
export function amounts(value: number, lo: number, hi: number, unit: Unit): string {
  const down = value < 0
  const one = (end: number) => unit === 'mean' ? number(end, 2) : number(Math.round(unit === 'points' ? end : end * 100))
  return t('kit:range', down ? { lo: one(-hi), hi: one(-lo) } : { lo: one(lo), hi: one(hi) })
}
/** Small steps need a decimal: +0.4 a week. */
export const slope = (value: number, unit: Unit) => unit === 'mean' ? signed(value, 3) : signed(unit === 'points' ? value : value * 100, 1)
export const difference = (value: number | null | undefined, unit: Unit) => value === null || value === undefined ? '–' : delta(value, unit)
/** Why something is not known, in words; the server gives a stable key. */
export const because = (reason: string | null | undefined): string => reason ? tOr(`insight:reason.${reason}`, t('insight:reason.other', { reason: reason.replaceAll('_', ' ') })) : ''
export function stepName(key: string, step: Period): string {
  if (step === 'week') return t('insight:week_of', { day: day(startOf(key, step)) })
  if (step === 'month') return `${month(startOf(key, step))} ${key.slice(0, 4)}`
  if (step === 'quarter') return t('insight:quarter', { n: key.slice(6), year: key.slice(0, 4) })
  return day(key)
}
/** Under the axis: the month where it begins, quarters by name. */
export function stepTick(key: string, step: Period, before: string | undefined): string {
  const from = startOf(key, step)
  if (step === 'quarter') return t('insight:quarter', { n: key.slice(6), year: key.slice(2, 4) })
  return before && startOf(before, step).slice(0, 7) === from.slice(0, 7) ? '' : month(from)
}
/** Not more names under an axis than it can hold; the last ones stay. */
export function thinned(ticks: readonly string[], room: number): string[] {
  const named = ticks.flatMap((tick, at) => tick ? [at] : [])
  const every = Math.max(1, Math.ceil(named.length / room))
  const kept = new Set(named.filter((_, at) => (named.length - 1 - at) % every === 0))
  return ticks.map((tick, at) => kept.has(at) ? tick : '')
}
/** A p value the way people read it. */
export const chance = (p: number | null | undefined) => p === null || p === undefined ? '–' : p < 0.001 ? t('insight:p_small') : number(p, 3)
/** "2 weeks", in the case that follows "for" and "by": the accusative. */
export const spanOf = (step: Period, count: number) => t(({ day: 'insight:span.day', week: 'insight:span.week', month: 'insight:span.month', quarter: 'insight:span.quarter' } as const)[step], { count })
/** "a week": how fast something moves. */
export const perOf = (step: Period) => t(({ day: 'insight:per.day', week: 'insight:per.week', month: 'insight:per.month', quarter: 'insight:per.quarter' } as const)[step])
