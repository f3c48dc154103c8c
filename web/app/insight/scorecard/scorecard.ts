// What the server says of the chosen indicators, and what a person reads first in it.
import type { Figure, Id, LagAnswer, MetricBrief, Period, Stored } from '../../types'

export interface Indicator extends Stored { name: string; metric: string; query: string; period: Period; target: number | null; leading: boolean; outcome: string | null; position: number }
export type Status = 'met' | 'missed' | 'uncertain' | 'no_target' | 'no_answers'
export interface ScorePoint extends Figure { key: string; from: string }
export interface Score {
  id: Id; name: string; metric: MetricBrief | null; query: string; period: Period; now_key: string | null; now: Figure; before: Figure; year: Figure
  target: number | null; status: Status; direction: 'up' | 'down' | 'steady' | 'unclear'; difference: number | null; lo: number | null; hi: number | null; p: number | null; p_adjusted: number | null
  better: boolean | null; series: ScorePoint[]; leading: boolean; outcome: string | null; reads: LagAnswer['reads'] | null; stale: boolean; reason: string | null
}
export interface ScorecardAnswer { items: Score[]; conflicts: { a: Id; b: Id; certain: boolean }[]; q: number; stands: number; of: number }

/** How many targets are met, missed, open; only those that can be judged by their interval count as known. */
export function tally(items: readonly Pick<Score, 'status' | 'target'>[]) {
  const aimed = items.filter((one) => one.target !== null)
  const count = (status: Status) => aimed.filter((one) => one.status === status).length
  return { of: aimed.length, met: count('met'), missed: count('missed'), open: aimed.length - count('met') - count('missed') }
}
/** Pairs that go opposite ways, the better one first. */
export function opposites(answer: Pick<ScorecardAnswer, 'items' | 'conflicts'>): { better: Score; worse: Score; certain: boolean }[] {
  const find = (id: Id) => answer.items.find((one) => one.id === id)
  return answer.conflicts.flatMap(({ a, b, certain }) => {
    const [one, other] = [find(a), find(b)]
    return one && other ? [one.better ? { better: one, worse: other, certain } : { better: other, worse: one, certain }] : []
  })
}
