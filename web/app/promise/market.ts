// Moves of the market by year, newest first; and which metrics say what customers count on.
import type { Metric } from '../types'
import type { BrandPromise, MarketMove } from './shape'

export function byYear(moves: readonly MarketMove[]): { year: string; moves: MarketMove[] }[] {
  const out: { year: string; moves: MarketMove[] }[] = []
  for (const one of [...moves].sort((a, b) => b.at.localeCompare(a.at) || a.name.localeCompare(b.name))) {
    const year = one.at.slice(0, 4)
    if (out.at(-1)?.year === year) out.at(-1)!.moves.push(one)
    else out.push({ year, moves: [one] })
  }
  return out
}
/** Metrics that promises ask as an expectation, each once, in the promises' order. */
export function expectations(promises: readonly Pick<BrandPromise, 'expectation_metric' | 'position'>[], metrics: readonly Metric[]): Metric[] {
  const keys = new Set([...promises].sort((a, b) => a.position - b.position).map((one) => one.expectation_metric).filter(Boolean))
  return [...keys].flatMap((key) => metrics.find((one) => one.key === key) ?? [])
}
