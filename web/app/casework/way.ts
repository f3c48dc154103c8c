// How the customer's way went: points from −2 to 2, in the order they happened. Nothing is invented between two of them.
import type { Metric } from '../types'
import type { WayStep } from './shape'

export interface WayPoint { step: WayStep; /** 0…100 from the left */ x: number; /** 0…100 from the top; null: nobody said */ y: number | null; mood: 'neg' | 'mid' | 'pos' }
/** A rating on its own scale becomes −2…2. */
export function emotionOf(step: WayStep, metrics: readonly Pick<Metric, 'key' | 'min' | 'max'>[]): number | null {
  if (step.emotion !== null) return Math.max(-2, Math.min(2, step.emotion))
  const metric = step.score && metrics.find((one) => one.key === step.score!.metric)
  return metric && metric.max > metric.min ? ((step.score!.value - metric.min) / (metric.max - metric.min)) * 4 - 2 : null
}
/** A long way is told by its end: what was felt, and the last events that led there. */
export function shortened(steps: readonly WayStep[], most = 6): WayStep[] {
  if (steps.length <= most) return [...steps]
  const told = steps.filter((one) => one.emotion !== null || one.score !== null)
  const wanted = new Set(told.slice(-most))
  for (const one of [...steps].reverse()) { if (wanted.size >= most) break; wanted.add(one) }
  return steps.filter((one) => wanted.has(one))
}
export function points(steps: readonly WayStep[], metrics: readonly Pick<Metric, 'key' | 'min' | 'max'>[]): WayPoint[] {
  return steps.map((step, at) => {
    const value = emotionOf(step, metrics)
    return { step, x: steps.length === 0 ? 50 : ((at + 0.5) / steps.length) * 100, y: value === null ? null : 50 - value * 21, mood: value === null ? 'mid' : value <= -0.75 ? 'neg' : value >= 0.75 ? 'pos' : 'mid' }
  })
}
/** Without two points there is no way to draw. */
export const drawable = (list: readonly WayPoint[]) => list.filter((one) => one.y !== null).length > 1
/** The width of the promised part when the lived one fills the line, both in per cent; the longer of the two is the whole. */
export function proportions(promised: number, lived: number): { promised: number; lived: number } {
  const most = Math.max(promised, lived, 1)
  return { promised: (promised / most) * 100, lived: (lived / most) * 100 }
}
