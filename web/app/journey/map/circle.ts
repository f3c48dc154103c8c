// The same journey round a ring: stages are arcs, steps stand along it, the radius is the emotion. A box of 1000 by 1000.
import { type Stop, runs } from './curve'

export const middle = 500
const [inner, outer] = [150, 390]
/** Upset lies within, delighted outside. */
export const radius = (emotion: number) => inner + ((emotion + 2) / 4) * (outer - inner)
/** Clockwise from the top, a gap at the top between the last step and the first. */
export const angle = (at: number, count: number) => ((at + 0.5) / count) * Math.PI * 2 * 0.94 + Math.PI * 0.06 - Math.PI / 2
export interface Spot { x: number; y: number }
export const spot = (turn: number, r: number): Spot => ({ x: round(middle + r * Math.cos(turn)), y: round(middle + r * Math.sin(turn)) })
const round = (value: number) => Math.round(value * 10) / 10

/** A line round the ring: between two steps the radius changes with level tangents, as on the straight map. */
export function ring(points: readonly { turn: number; r: number }[], pen: 'M' | 'L' = 'M'): string {
  return points.map((to, at) => {
    const from = points[at - 1]
    if (!from) return `${pen}${pair(spot(to.turn, to.r))}`
    const parts = Math.max(4, Math.ceil(Math.abs(to.turn - from.turn) / 0.06))
    return Array.from({ length: parts }, (_, part) => { const share = (part + 1) / parts; return `L${pair(spot(from.turn + (to.turn - from.turn) * share, from.r + (to.r - from.r) * ease(share)))}` }).join('')
  }).join('')
}
const pair = ({ x, y }: Spot) => `${x} ${y}`
const ease = (share: number) => share * share * (3 - 2 * share)
export interface Ring { ink: string; band: string; /** intervals of values without a neighbour, which have no band */ lone: { id: string; path: string; thin: boolean }[]; pencil: string; goal: string }
export function rings(stops: readonly Stop[]): Ring {
  const points = (run: readonly Stop[], pick: (stop: Stop) => number) => run.map((one) => ({ turn: angle(one.at, stops.length), r: radius(pick(one)) }))
  const of = (pick: (stop: Stop) => number | null) => runs(stops.filter((one) => pick(one) !== null)).filter((run) => run.length > 1).map((run) => ring(points(run, (one) => pick(one)!))).join('')
  const band = runs(stops.filter((one) => one.value !== null)).filter((run) => run.length > 1).map((run) => `${ring(points(run, (one) => one.hi ?? one.value!))}${ring([...points(run, (one) => one.lo ?? one.value!)].reverse(), 'L')}Z`).join('')
  const lone = runs(stops.filter((one) => one.value !== null)).filter((run) => run.length === 1).flatMap(([one]) => one!.lo === null || one!.hi === null ? [] : [{ id: one!.id, path: `M${pair(spot(angle(one!.at, stops.length), radius(one!.lo)))}L${pair(spot(angle(one!.at, stops.length), radius(one!.hi)))}`, thin: one!.thin }])
  return { ink: of((one) => one.value), band, lone, pencil: of((one) => one.drawn), goal: of((one) => one.goal) }
}
/** The arc of a stage just outside the ring, from its first to its last step; its name stands further out than those of the steps. */
export function arc(from: number, to: number, count: number): { path: string; name: Spot & { side: Side } } {
  const half = (Math.PI * 2 * 0.94) / count / 2 - 0.015
  const [a, b] = [angle(from, count) - half, angle(to, count) + half]
  const r = outer + 14
  const turn = (a + b) / 2
  const [start, end] = [spot(a, r), spot(b, r)]
  return { path: `M${pair(start)}A${r} ${r} 0 ${b - a > Math.PI ? 1 : 0} 1 ${pair(end)}`, name: { ...spot(turn, outer + 74 + Math.abs(Math.cos(turn)) * 116), side: side(turn) } }
}
/** Names outside the ring begin or end at their step, so that they grow away from it. */
export type Side = 'start' | 'middle' | 'end'
export const side = (turn: number): Side => { const x = Math.cos(turn); return x > 0.12 ? 'start' : x < -0.12 ? 'end' : 'middle' }
export const nameAt = (at: number, count: number): Spot & { side: Side } => { const turn = angle(at, count); return { ...spot(turn, outer + 30), side: side(turn) } }
/** A way across the middle; to the same step it is a small bow. */
export const chord = (from: Spot, to: Spot): string => from.x === to.x && from.y === to.y
  ? `M${from.x} ${from.y}Q${pair(toMiddle(from, 0.75, -40))} ${pair(toMiddle(from, 0.7, 0))}Q${pair(toMiddle(from, 0.75, 40))} ${from.x} ${from.y}`
  : `M${pair(from)}Q${pair(spotBetween(from, to))} ${pair(to)}`
/** So far from the middle, pushed aside by so much. */
const toMiddle = (from: Spot, share: number, aside: number): Spot => { const [x, y] = [from.x - middle, from.y - middle]; const length = Math.hypot(x, y) || 1; return { x: round(middle + x * share - (y / length) * aside), y: round(middle + y * share + (x / length) * aside) } }
const spotBetween = (from: Spot, to: Spot): Spot => ({ x: round((from.x + to.x) / 4 + middle / 2), y: round((from.y + to.y) / 4 + middle / 2) })
