import type { Unit } from '@kit/format'
import type { MetricBrief, MetricKind } from '../types'

export const unitOf = (kind: MetricKind): Unit => ({ net: 'signed', box: 'share', mean: 'mean', index: 'points' } as const)[kind]
/** The whole scale a value of this metric can take, for whiskers. */
export function scaleOf(metric: Pick<MetricBrief, 'kind' | 'min' | 'max'>): [number, number] {
  if (metric.kind === 'net') return [-1, 1]
  if (metric.kind === 'box') return [0, 1]
  return metric.kind === 'index' ? [0, 100] : [metric.min, metric.max]
}
export interface Sets { positive: readonly number[]; negative: readonly number[] }
/** Which of the three moods one rating belongs to. */
export const moodOf = (value: number, sets: Sets) => sets.positive.includes(value) ? 'pos' as const : sets.negative.includes(value) ? 'neg' as const : 'mid' as const
