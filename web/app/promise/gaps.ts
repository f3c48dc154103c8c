// What a person reads first in the gaps: which promises fall short for certain, where most, how wide the scale is.
import type { Estimate, Id, Metric } from '../types'
import type { Believed, Change, Gap, GapRow, PromiseCampaign, TouchpointKept } from './shape'
import { asEstimate } from './shape'

export type Standing = 'short' | 'kept' | 'beyond' | 'unknown'
/** Short or beyond only when the whole interval lies on one side of nothing and there are answers enough. */
export function standing(gap: Pick<Gap, 'value' | 'lo' | 'hi' | 'tier'>): Standing {
  if (gap.value === null || gap.lo === null || gap.hi === null || gap.tier === 'hidden' || gap.tier === 'none' || gap.tier === 'raw' || gap.tier === 'fragile') return 'unknown'
  return gap.hi < 0 ? 'short' : gap.lo > 0 ? 'beyond' : 'kept'
}
/** Worst first: what falls short for certain by size, then the rest by size, what is not known last. */
export function worstFirst<R extends { gap: Gap }>(rows: readonly R[]): R[] {
  const rank = { short: 0, kept: 1, beyond: 1, unknown: 2 }
  return [...rows].sort((a, b) => rank[standing(a.gap)] - rank[standing(b.gap)] || (a.gap.value ?? Infinity) - (b.gap.value ?? Infinity))
}
export interface Verdict { of: number; known: number; short: number; /** lowest share kept, where enough answered */ weakest: { touchpoint: string; share: number } | null }
export function verdict(rows: readonly GapRow[], touchpoints: readonly TouchpointKept[], of: number): Verdict {
  const standings = new Map<Id, Standing>()
  for (const row of rows) {
    const now = standing(row.gap)
    const before = standings.get(row.promise_id)
    // one place that falls short is enough
    if (before === undefined || now === 'short' || (before === 'unknown' && now !== 'unknown')) standings.set(row.promise_id, now)
  }
  const values = [...standings.values()]
  return { of, known: values.filter((one) => one !== 'unknown').length, short: values.filter((one) => one === 'short').length, weakest: weakest(touchpoints) }
}
const judged = (of: Estimate) => of.value !== null && (of.tier === 'normal' || of.tier === 'solid')
export function weakest(touchpoints: readonly TouchpointKept[]): Verdict['weakest'] {
  const known = lowestFirst(touchpoints).filter((one) => judged(asEstimate(one.kept)))
  return known[0] ? { touchpoint: known[0].touchpoint, share: asEstimate(known[0].kept).value! } : null
}
export const lowestFirst = (touchpoints: readonly TouchpointKept[]): TouchpointKept[] => [...touchpoints].sort((a, b) => (asEstimate(a.kept).value ?? Infinity) - (asEstimate(b.kept).value ?? Infinity))
/** Full scale of what was asked, as long as the metrics are known; else what the figures span. */
export function scaleFor(rows: readonly Pick<GapRow, 'expected' | 'lived'>[], metric: Pick<Metric, 'kind' | 'min' | 'max'> | undefined): [number, number] {
  if (metric?.kind === 'mean') return [metric.min, metric.max]
  const ends = rows.flatMap((row) => [row.expected, row.lived].flatMap((one) => [one.lo ?? one.value, one.hi ?? one.value])).filter((one): one is number => one !== null)
  return ends.length ? [Math.floor(Math.min(...ends)), Math.ceil(Math.max(...ends))] : [0, 1]
}
export const openChanges = (campaign: Pick<PromiseCampaign, 'changes'>): Change[] => campaign.changes.filter((one) => one.state !== 'done')
/** Days from today, negative when it should have been done. */
export const overdue = (change: Change, today: string): boolean => change.state === 'open' && change.due_on !== null && change.due_on < today
/** Fewer believe it than half, for certain. */
export const doubted = (of: Believed): boolean => { const now = asEstimate(of.share); return judged(now) && now.hi !== null && now.hi < 0.5 }
