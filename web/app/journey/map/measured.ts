// The server's figures as the map shows them: one step knows everything that stands in its column.
import type { Counted, CountedStep, Live, LiveStep, Score } from './types'

/** A score that may be shown. */
export const known = (score: Score | null | undefined): Score | null => score && score.value !== null && score.n > 0 && score.tier !== 'hidden' && score.tier !== 'raw' && score.tier !== 'none' ? score : null

export function liveOf(counted: Counted): Live {
  const outcome = counted.journey.outcome?.metric ?? null
  const of = (score: Score | null, metric = outcome): Score | null => score && { ...score, metric }
  return { ...counted, steps: counted.steps.map((one) => stepOf(one, outcome)), journey: { ...counted.journey, score: of(counted.journey.score), firm: of(counted.journey.firm, counted.metric), all_good: of(counted.journey.all_good), one_bad: of(counted.journey.one_bad) } }
}
function stepOf(one: CountedStep, outcome: string | null): LiveStep {
  const { metric, met } = one
  return {
    ...one, outcome, score: one.score && { ...one.score, metric }, comments: one.comments?.n ?? 0, newest: one.newest ?? [], topics: one.topics ?? [],
    channels: one.channels.flatMap(({ channel, score }) => channel === null || score.n === 0 ? [] : [{ channel, score: { ...score, metric } }]),
    promise: one.promise ?? [],
    met: met && met.met.n > 0 ? { below: met.below.value, met: met.met.value, exceeded: met.exceeded.value, n: met.met.n } : null,
  }
}
