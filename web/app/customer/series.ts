// One customer's ratings as series: a metric each, oldest first.
import type { Feedback, TimelineItem } from '../types'

export interface Mark { at: string; value: number; touchpoint: string | null; feedback: string }
export function seriesOf(items: readonly TimelineItem[]): Map<string, Mark[]> {
  const out = new Map<string, Mark[]>()
  const told = items.map((one) => one.feedback).filter((one): one is Feedback => !!one)
  for (const feedback of [...told].sort((a, b) => a.occurred_at.localeCompare(b.occurred_at)))
    for (const rating of feedback.ratings) if (typeof rating.value === 'number') out.set(rating.metric, [...(out.get(rating.metric) ?? []), { at: feedback.occurred_at, value: rating.value, touchpoint: rating.touchpoint, feedback: feedback.id }])
  return out
}
