// Where the words of the plot stand: in the column of their step, off both lines and off each other. All in pixels of the plot with its air.
import type { Point } from '@kit/curve'
import { runs, type Stop, up } from './curve'

/** Free above and below the scale: no line ever goes there, so that there is always a place. */
export const air = 36
const apart = 3 // from a line, half its own width included
const crossed = 40 // what the wrong side of its mark costs a label, as pixels of way

/** One label: beside what it stands, on which side it would rather be, how large it came out. */
export interface Label { key: string; /** column */ at: number; beside: number; /** half the height of what it stands beside */ radius: number; over: boolean; wide: number; high: number }
/** What stands in a column already: a mark or a dot. */
export interface Spot { at: number; y: number; radius: number }
export interface Box { left: number; top: number; right: number; bottom: number }
interface Span { lo: number; hi: number }

/** Height on a line of `flat` at x: between neighbours it only rises or only falls. */
export function heightAt(line: readonly Point[], x: number): number {
  const next = line.findIndex((one) => one.x >= x)
  if (next <= 0) return line[next < 0 ? line.length - 1 : 0]!.y
  const from = line[next - 1]!
  const to = line[next]!
  const reach = (x - from.x) / (to.x - from.x || 1)
  let [lo, hi] = [0, 1]
  for (let turn = 0; turn < 24; ++turn) { const t = (lo + hi) / 2; if (1.35 * t * (1 - t) ** 2 + 1.65 * t * t * (1 - t) + t ** 3 < reach) lo = t; else hi = t }
  const t = (lo + hi) / 2
  return from.y + (to.y - from.y) * (3 * t * t - 2 * t ** 3)
}
/** All heights that a line takes between two places; nothing where it is not. */
export function swept(line: readonly Point[], left: number, right: number): Span | null {
  const [first, last] = [line[0]!.x, line.at(-1)!.x]
  if (right < first || left > last) return null
  const heights = [heightAt(line, Math.max(left, first)), heightAt(line, Math.min(right, last)), ...line.filter((one) => one.x > left && one.x < right).map((one) => one.y)]
  return { lo: Math.min(...heights), hi: Math.max(...heights) }
}
/** The nearest top to `wanted` at which `high` fits between what is taken. */
function fit(taken: readonly Span[], high: number, whole: number, cost: (top: number) => number): number | null {
  const tops = [0, whole - high, ...taken.flatMap((one) => [one.lo - high, one.hi])]
  const free = tops.filter((top) => top >= 0 && top + high <= whole && taken.every((one) => top + high <= one.lo || top >= one.hi))
  return free.reduce<number | null>((best, top) => best === null || cost(top) < cost(best) ? top : best, null)
}
export interface Plotted { /** the drawn runs and the measured ones, in pixels */ lines: readonly (readonly Point[])[]; spots: readonly Spot[]; /** the bar from drawn to lived: better not on it */ bar?: Spot; /** of one column */ column: number; /** of the plot with its air */ high: number }
/** One after another: each takes the nearest place that is free, beside its mark where that can be. */
export function settle(labels: readonly Label[], plot: Plotted): Map<string, Box> {
  const out = new Map<string, Box>()
  const inColumn = new Map<number, Span[]>()
  for (const one of plot.spots) inColumn.set(one.at, [...inColumn.get(one.at) ?? [], { lo: one.y - one.radius, hi: one.y + one.radius }])
  for (const label of labels) {
    const middle = (label.at + 0.5) * plot.column
    const [left, right] = [middle - label.wide / 2, middle + label.wide / 2]
    const lines = plot.lines.flatMap((line) => { const span = swept(line, left, right); return span ? [{ lo: span.lo - apart, hi: span.hi + apart }] : [] })
    const here = inColumn.get(label.at) ?? []
    const wanted = label.over ? label.beside - label.radius - label.high : label.beside + label.radius
    const cost = (top: number) => Math.abs(top - wanted) + ((top + label.high / 2 < label.beside) === label.over ? 0 : crossed)
    const bar = plot.bar?.at === label.at ? [{ lo: plot.bar.y - plot.bar.radius, hi: plot.bar.y + plot.bar.radius }] : []
    const place = (taken: readonly Span[]) => fit(taken, label.high, plot.high, cost)
    const top = place([...lines, ...here, ...bar]) ?? place([...lines, ...here]) ?? place(here) ?? wanted
    out.set(label.key, { left, top, right, bottom: top + label.high })
    inColumn.set(label.at, [...here, { lo: top, hi: top + label.high }])
  }
  return out
}
/** The lines as they are drawn, and the marks on them. `column` and `field` (the height of the scale) in pixels. */
export function plotted(stops: readonly Stop[], count: number, column: number, field: number, gap: Stop | null = null): Plotted {
  const y = (emotion: number) => air + (up(emotion) / 100) * field
  const columnOf = (stop: Stop) => Math.round((stop.x / 100) * count - 0.5)
  const of = (pick: (stop: Stop) => number | null) => runs(stops.filter((one) => pick(one) !== null)).filter((run) => run.length > 1).map((run) => run.map((one) => ({ x: (one.x / 100) * count * column, y: y(pick(one)!) })))
  const lone = stops.filter((one) => one.value !== null && one.lo !== null && one.hi !== null && isLone(stops, one)).map((one) => ({ at: columnOf(one), y: (y(one.lo!) + y(one.hi!)) / 2, radius: (y(one.lo!) - y(one.hi!)) / 2 }))
  const dots = (pick: (stop: Stop) => number | null, radius: (stop: Stop) => number) => stops.filter((one) => pick(one) !== null).map((one) => ({ at: columnOf(one), y: y(pick(one)!), radius: radius(one) }))
  return {
    lines: [...of((one) => one.value), ...of((one) => one.drawn), ...of((one) => one.goal)],
    spots: [...dots((one) => one.value, markRadius), ...dots((one) => one.drawn, () => dotRadius), ...dots((one) => one.goal, () => dotRadius), ...lone],
    ...(gap && { bar: { at: columnOf(gap), y: (y(gap.drawn!) + y(gap.value!)) / 2, radius: Math.abs(y(gap.drawn!) - y(gap.value!)) / 2 } }),
    column, high: field + 2 * air,
  }
}
export const dotRadius = 6
export const markRadius = (stop: Stop) => stop.truth ? 20 : stop.neg || stop.pos ? 10 : 9
const isLone = (stops: readonly Stop[], stop: Stop) => !stops.some((one) => one.value !== null && Math.abs(one.at - stop.at) === 1)
