// The two curves of a map: what was drawn and what was measured, as points of a box of 100 by 100 with emotion from −2 to +2.
import { band, flat, type Point } from '@kit/curve'
import type { Column } from './doc'
import type { LiveStep, Step } from './types'

/** From delighted at 5 to upset at 95: a little air above and below. */
export const up = (emotion: number) => 50 - emotion * 22.5
export const feelingAt = (y: number) => Math.max(-2, Math.min(2, (50 - y) / 22.5))
/** Drawn by hand: to the nearest of the five words. */
export const word = (value: number) => Math.max(-2, Math.min(2, Math.round(value))) + 0
export const words = [2, 1, 0, -1, -2] as const
export const across = (at: number, count: number) => ((at + 0.5) / count) * 100

export interface Stop { id: string; /** which in the walk: neighbours are joined */ at: number; x: number; drawn: number | null; goal: number | null; value: number | null; lo: number | null; hi: number | null; n: number; /** measured, but by too few to judge */ thin: boolean; neg: boolean; pos: boolean; truth: boolean }
/** `goals` draws the document's own values as what is aimed at, and another map's as what was drawn before. */
export function stopsOf(columns: readonly Column[], live: ReadonlyMap<string, LiveStep>, goals?: ReadonlyMap<string, number | null>): Stop[] {
  return columns.flatMap(({ step }, column) => step ? [{ step, column }] : []).map(({ step, column }, at) => {
    const seen = live.get(step.id)
    const felt = seen?.emotion && shown(seen.emotion.tier) ? seen.emotion : null
    const kinds = new Set(marksOf(step, seen).map((one) => one.kind))
    return { id: step.id, at, x: across(column, columns.length), drawn: goals ? goals.get(step.id) ?? null : step.drawn?.value ?? null, goal: goals ? step.drawn?.value ?? null : null, value: felt?.value ?? null, lo: felt?.lo ?? null, hi: felt?.hi ?? null, n: seen?.emotion?.n ?? seen?.n ?? 0, thin: felt?.tier === 'fragile', neg: kinds.has('pain'), pos: kinds.has('success'), truth: kinds.has('moment_of_truth') }
  })
}
const shown = (tier: string) => tier === 'solid' || tier === 'normal' || tier === 'fragile'
/** The marks that hold: as the figures say, else (before they are known) as people say. */
export const marksOf = (step: Step, seen: LiveStep | undefined): { kind: 'pain' | 'success' | 'moment_of_truth'; source: 'people' | 'rule'; why: string }[] => {
  const said = step.marks ?? []
  const rule = (seen?.marks ?? []).filter((one) => one.source === 'rule' && !said.some((mark) => mark.kind === one.kind)).map((one) => ({ kind: one.kind, source: 'rule' as const, why: one.because ?? one.reason ?? '' }))
  return [...said.filter((one) => one.state === 'on').map((one) => ({ kind: one.kind, source: 'people' as const, why: one.reason })), ...rule]
}

/** Neighbours only: a step without a value leaves a gap. */
export function runs<S extends { at: number }>(stops: readonly S[]): S[][] {
  const out: S[][] = []
  for (const stop of stops) { const last = out.at(-1); if (last && last.at(-1)!.at === stop.at - 1) last.push(stop); else out.push([stop]) }
  return out
}
export interface Lines { ink: string; band: string; lone: { id: string; x: number; lo: number; hi: number; thin: boolean }[]; pencil: string; goal: string }
/** The paths of the plot. `turned` runs it down the page: along is y, and better is right. */
export function lines(stops: readonly Stop[], turned = false): Lines {
  const place = (x: number, emotion: number): Point => ({ x, y: up(emotion) })
  const measured = runs(stops.filter((one) => one.value !== null))
  const of = (pick: (stop: Stop) => number | null) => runs(stops.filter((one) => pick(one) !== null)).filter((run) => run.length > 1).map((run) => draw(run.map((one) => place(one.x, pick(one)!)), turned)).join('')
  const long = measured.filter((run) => run.length > 1)
  return {
    ink: of((one) => one.value), pencil: of((one) => one.drawn), goal: of((one) => one.goal),
    band: long.map((run) => area(run.map((one) => place(one.x, one.hi ?? one.value!)), run.map((one) => place(one.x, one.lo ?? one.value!)), turned)).join(''),
    lone: measured.filter((run) => run.length === 1).flatMap(([one]) => one!.lo === null || one!.hi === null ? [] : [{ id: one!.id, x: one!.x, lo: up(one!.lo), hi: up(one!.hi), thin: one!.thin }]),
  }
}
const turn = (point: Point): Point => ({ x: 100 - point.y, y: point.x })
const draw = (points: readonly Point[], turned: boolean, pen: 'M' | 'L' = 'M') => turned ? down(points.map(turn), pen) : flat(points, pen)
const area = (upper: readonly Point[], lower: readonly Point[], turned: boolean) => turned ? `${draw(upper, true)}${draw([...lower].reverse(), true, 'L')}Z` : band(upper, lower)
const round = (value: number) => Math.round(value * 100) / 100
/** As `flat`, running down: upright tangents at each step. */
function down(points: readonly Point[], pen: 'M' | 'L'): string {
  return points.map((to, at) => {
    const from = points[at - 1]
    if (!from) return `${pen}${round(to.x)} ${round(to.y)}`
    const bend = (to.y - from.y) * 0.45
    return `C${round(from.x)} ${round(from.y + bend)} ${round(to.x)} ${round(to.y - bend)} ${round(to.x)} ${round(to.y)}`
  }).join('')
}
/** Where people were most mistaken: the interval leaves the drawn value outside, and by the most. Null where nothing parts for certain. */
export function widest(stops: readonly Stop[]): Stop | null {
  const parted = stops.filter((one) => one.drawn !== null && one.value !== null && !one.thin && one.lo !== null && one.hi !== null && (one.drawn < one.lo || one.drawn > one.hi))
  return parted.reduce<Stop | null>((best, one) => !best || gap(one) > gap(best) ? one : best, null)
}
const gap = (stop: Stop) => Math.abs(stop.drawn! - stop.value!)
