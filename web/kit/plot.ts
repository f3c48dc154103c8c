// What plots share: the axis, runs without gaps, room for names.
import { figure, number, type Unit } from './format'

/** A value on an axis, as short as its unit allows. */
export const axis = (value: number, unit: Unit) => unit === 'signed' ? number(Math.round(value * 100)) : unit === 'mean' ? number(value, Number.isInteger(value) ? 0 : 1) : figure(value, unit)
/** Air above and below, so that nothing touches the edge. */
export function padded(values: readonly number[], air = 0.12): [number, number] {
  if (values.length === 0) return [0, 1]
  const lo = Math.min(...values)
  const hi = Math.max(...values)
  const room = (hi - lo || Math.abs(hi) || 1) * air
  return [lo - room, hi + room]
}
/** Gaps stay gaps: a line joins only neighbours. */
export function pieces<P extends { at: number }>(known: readonly P[]): P[][] {
  const runs: P[][] = []
  for (const p of known) {
    const run = runs.at(-1)
    if (run && run.at(-1)!.at === p.at - 1) run.push(p)
    else runs.push([p])
  }
  return runs
}
/** A limit of each point as stairs: flat over the point's own step, broken where there is none. `x` takes half steps. */
export function stairs(values: readonly (number | null | undefined)[], x: (at: number) => number, y: (value: number) => number): string {
  const round = (value: number) => Math.round(value * 100) / 100
  return values.map((value, at) => {
    if (value === null || value === undefined) return ''
    const before = values[at - 1]
    return `${before === null || before === undefined ? 'M' : 'L'}${round(x(at - 0.5))} ${round(y(value))}L${round(x(at + 0.5))} ${round(y(value))}`
  }).join('')
}
/** The q-quantile of some numbers, between neighbours in proportion. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (sorted.length - 1) * q
  const low = sorted[Math.floor(at)]!
  return low + ((sorted[Math.ceil(at)] ?? low) - low) * (at - Math.floor(at))
}
/** Names on one line over a plot: each gets the first line where it does not meet another. Positions and widths in pixels. */
export function stagger(names: readonly { from: number; to: number }[], gap = 8): number[] {
  const ends: number[] = []
  const order = names.map((name, at) => ({ ...name, at })).sort((a, b) => a.from - b.from)
  const out: number[] = []
  for (const name of order) {
    let line = ends.findIndex((end) => end + gap <= name.from)
    if (line < 0) line = ends.length
    ends[line] = name.to
    out[name.at] = line
  }
  return out
}
export interface Box { left: number; top: number; right: number; bottom: number }
const meets = (a: Box, b: Box) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
export type Corner = 'right_up' | 'left_up' | 'right_down' | 'left_down'
/** Where the name of each mark fits without meeting another mark or name or the edge: the first corner that is free, null where none is. Pixels; the first in the list choose first. */
export function place(marks: readonly { x: number; y: number; width: number }[], size: { width: number; height: number }, taken: readonly Box[] = [], high = 18, away = 9): (Corner | null)[] {
  const boxes: Box[] = [...taken, ...marks.map((one) => ({ left: one.x - 7, right: one.x + 7, top: one.y - 7, bottom: one.y + 7 }))]
  return marks.map((mark) => {
    for (const corner of ['right_up', 'left_up', 'right_down', 'left_down'] as const) {
      const left = corner.startsWith('right') ? mark.x + away : mark.x - away - mark.width
      const top = corner.endsWith('up') ? mark.y - high - 2 : mark.y + 2
      const box = { left, right: left + mark.width, top, bottom: top + high }
      if (box.left < 0 || box.right > size.width || box.top < 0 || box.bottom > size.height || boxes.some((other) => meets(box, other))) continue
      boxes.push(box)
      return corner
    }
    return null
  })
}
/** About how wide a word will be, before the browser has drawn it. */
export const wide = (text: string, letter = 6.9) => text.length * letter
