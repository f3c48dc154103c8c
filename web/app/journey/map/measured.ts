// The server's figures as the map shows them: one step knows everything that stands in its column.
import type { Counted, CountedStep, Live, LiveStep, PromiseGaps, Score } from './types'

export function liveOf(counted: Counted, gaps: PromiseGaps | undefined): Live {
  const outcome = counted.journey.outcome?.metric ?? null
  const of = (score: Score | null, metric = outcome): Score | null => score && { ...score, metric }
  return { ...counted, steps: counted.steps.map((one) => stepOf(one, outcome, gaps)), journey: { ...counted.journey, score: of(counted.journey.score), firm: of(counted.journey.firm), all_good: of(counted.journey.all_good), one_bad: of(counted.journey.one_bad) } }
}
function stepOf(one: CountedStep, outcome: string | null, gaps: PromiseGaps | undefined): LiveStep {
  const { metric, touchpoint } = one
  const met = touchpoint ? gaps?.touchpoints.find((other) => other.touchpoint === touchpoint) : undefined
  return {
    ...one, outcome, score: one.score && { ...one.score, metric }, comments: one.comments?.n ?? 0, newest: one.newest ?? [], topics: one.topics ?? [],
    channels: one.channels.flatMap(({ channel, score }) => channel === null || score.n === 0 ? [] : [{ channel, score: { ...score, metric } }]),
    promise: touchpoint ? (gaps?.rows ?? []).filter((other) => other.touchpoint === touchpoint).map(({ promise_id, text, kept, gap }) => ({ promise_id, text, kept, gap })) : [],
    met: met?.met && met.met.n > 0 ? { below: met.below?.value ?? null, met: met.met.value, exceeded: met.exceeded?.value ?? null, n: met.met.n } : null,
  }
}
