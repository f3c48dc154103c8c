// Which words a verdict takes and which figure stands in them; the counterfactual line. Nothing is tested here.
import { delta, type Unit } from '@kit/format'
import type { Key } from '../../i18n'
import type { EffectAnswer, TrendStep } from '../../types'

export interface Ends { value: number | null; lo: number | null; hi: number | null }
/** The figure that the verdict rests on, by how much could be held against it. */
export function effectOf(answer: EffectAnswer): Ends | null {
  if (answer.certainty === 'comparison' && answer.comparison && answer.comparison.effect !== null) return { value: answer.comparison.effect, lo: answer.comparison.lo, hi: answer.comparison.hi }
  if (answer.certainty === 'series' && answer.series) return answer.series.effect_now ?? (answer.series.step === null ? null : { value: answer.series.step, lo: answer.series.lo, hi: answer.series.hi })
  return answer.difference
}
/** A whole sentence a case. Without a figure, a verdict that needs one becomes one that needs none. */
export function verdictKey(answer: EffectAnswer): Key {
  const said = effectOf(answer)?.value
  if (answer.verdict === 'cannot_tell' || said === null || said === undefined) return 'effect:cannot_tell'
  if (answer.verdict === 'no_evidence') return answer.could_hide_up_to === null ? 'effect:no_evidence' : 'effect:no_evidence_upto'
  return ({ worked: { comparison: 'effect:worked.comparison', series: 'effect:worked.series', before_after: 'effect:worked.before_after' }, worked_a_little: { comparison: 'effect:little.comparison', series: 'effect:little.series', before_after: 'effect:little.before_after' }, harm: { comparison: 'effect:harm.comparison', series: 'effect:harm.series', before_after: 'effect:harm.before_after' } } as const)[answer.verdict][answer.certainty]
}
export type Caution = 'no_comparison' | 'not_parallel' | 'few_clusters' | 'regression_to_mean' | 'trend_unparted' | 'short_before' | 'short_after'
/** What a careful reader must know beside the verdict, the gravest first. */
export function cautionsOf({ comparison, series, guard, certainty }: EffectAnswer, unit: Unit): Caution[] {
  const out: Caution[] = []
  if (comparison?.parallel?.ok === false) out.push('not_parallel')
  if (!comparison || comparison.effect === null) out.push('no_comparison')
  if (certainty === 'before_after') out.push('trend_unparted')
  if (guard && guard.regression_to_mean !== null && !/^[^1-9]*$/.test(delta(guard.regression_to_mean, unit))) out.push('regression_to_mean')
  if (comparison && comparison.effect !== null && comparison.clusters > 0 && comparison.clusters < 10) out.push('few_clusters')
  if (series && series.points_before < 8) out.push('short_before')
  if (series && series.points_after < 4) out.push('short_after')
  return out
}
export interface Segment { from: number; to: number; start: number; end: number }
/** The line the series followed before, carried on past the change, and the line it follows since. The line before goes through the centre of the points before (weighted by answers) with the server's slope; the effect at both ends is the server's. */
export function linesOf(points: readonly Pick<TrendStep, 'from' | 'n' | 'value'>[], at: string, series: NonNullable<EffectAnswer['series']>): { before: Segment; without: Segment; after: Segment } | null {
  const first = points.findIndex((point) => point.from >= at)
  const before = points.slice(0, Math.max(0, first)).flatMap((point, place) => point.value === null ? [] : [{ place, value: point.value, n: Math.max(1, point.n) }])
  const last = points.length - 1
  if (first < 1 || before.length === 0 || series.slope_before === null || series.step === null) return null
  const mass = before.reduce((sum, one) => sum + one.n, 0)
  const centre = { place: before.reduce((sum, one) => sum + one.place * one.n, 0) / mass, value: before.reduce((sum, one) => sum + one.value * one.n, 0) / mass }
  const slope = series.slope_before
  const along = (place: number) => centre.value + slope * (place - centre.place)
  const end = series.effect_now?.value ?? series.step + (series.slope_change ?? 0) * (last - first)
  return { before: { from: 0, to: first - 0.5, start: along(0), end: along(first - 0.5) }, without: { from: first - 0.5, to: last, start: along(first - 0.5), end: along(last) }, after: { from: first, to: last, start: along(first) + series.step, end: along(last) + end } }
}
