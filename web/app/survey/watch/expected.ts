// What staff expected a survey to say beside what it said.
import type { Unit } from '@kit/format'
import type { Figure } from '../../types'

/** Of one question; in the unit of its metric's score. `mine` is null when I told nothing. */
export interface Prediction { question: string; n: number; mean: number; least: number; most: number; mine: number | null }
/** People write points and percent where a score is −1…1 or 0…1. */
export const factorOf = (unit: Unit): number => unit === 'signed' || unit === 'share' ? 100 : 1
/** As expected when the interval holds it; nothing where there is no figure to hold it against. */
export function missed(expected: number, { value, lo, hi }: Pick<Figure, 'value' | 'lo' | 'hi'>): 'higher' | 'lower' | 'as' | null {
  if (value === null || lo === null || hi === null) return null
  return lo > expected ? 'higher' : hi < expected ? 'lower' : 'as'
}
