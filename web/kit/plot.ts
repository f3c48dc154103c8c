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
/** Where the words of a mark stand: `x` is their start, end or middle by `side`; named or only numbered; far enough from the mark to need a line to it. */
export interface Label { x: number; top: number; side: 'start' | 'end' | 'middle'; named: boolean; far: boolean }
interface Marked { x: number; y: number; /** of the name, of the number */ width: number; short: number }
interface Room { size: { width: number; height: number }; high: number; boxes: Box[] }
const free = (box: Box, { size, boxes }: Room) => box.left >= 0 && box.right <= size.width && box.top >= 0 && box.bottom <= size.height && !boxes.some((other) => meets(box, other))
const away = 9
/** Beside the mark, in the first corner that is free. */
function beside(mark: Marked, width: number, room: Room, named: boolean): Label | null {
  for (const [right, up] of [[true, true], [false, true], [true, false], [false, false]]) {
    const left = right ? mark.x + away : mark.x - away - width
    const top = up ? mark.y - room.high - 2 : mark.y + 2
    const box = { left, right: left + width, top, bottom: top + room.high }
    if (!free(box, room)) continue
    room.boxes.push(box)
    return { x: right ? left : left + width, top, side: right ? 'start' : 'end', named, far: false }
  }
  return null
}
/** Around the mark in growing circles, where its number is free of everything else. */
function around(mark: Marked, room: Room): Label | null {
  for (let away = 20; away <= 140; away += 8) {
    for (let turn = 0; turn < 16; turn++) {
      const angle = (turn * 5 - 2) * (Math.PI / 8)
      const [x, y] = [mark.x + away * Math.cos(angle), mark.y + away * Math.sin(angle)]
      const box = { left: x - mark.short / 2, right: x + mark.short / 2, top: y - room.high / 2, bottom: y + room.high / 2 }
      if (!free(box, room)) continue
      room.boxes.push(box)
      return { x, top: box.top, side: 'middle', named: false, far: true }
    }
  }
  return null
}
/**
 * Words beside marks that meet neither each other nor a mark nor the edge: names as long as nearly all find room, else numbers for all; a number that has no room beside its mark stands
 * further off, with a line. Null only where the whole plot is full. Pixels; the first in the list choose first.
 */
export function labels(marks: readonly Marked[], size: { width: number; height: number }, taken: readonly Box[] = [], high = 18): (Label | null)[] {
  const fresh = (): Room => ({ size, high, boxes: [...taken, ...marks.map((one) => ({ left: one.x - 7, right: one.x + 7, top: one.y - 7, bottom: one.y + 7 }))] })
  let room = fresh()
  let found = marks.map((one) => beside(one, one.width, room, true))
  if (found.filter((one) => one === null).length * 4 > marks.length) {
    room = fresh()
    found = marks.map(() => null)
  }
  return found.map((label, at) => label ?? beside(marks[at]!, marks[at]!.short, room, false) ?? around(marks[at]!, room))
}
/** About how wide a word will be, before the browser has drawn it. */
export const wide = (text: string, letter = 6.9) => text.length * letter
