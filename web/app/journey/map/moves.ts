// Where the keyboard goes in the grid of steps and lanes.
export interface Place { step: string; lane: string }
export type Arrow = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown' | 'Home' | 'End' | 'mod+Home' | 'mod+End'

/** The next place, or null at an edge. */
export function move(from: Place, key: Arrow, steps: readonly string[], lanes: readonly string[]): Place | null {
  const [column, row] = [steps.indexOf(from.step), lanes.indexOf(from.lane)]
  const go = (x: number, y: number): Place | null => { const [step, lane] = [steps[x], lanes[y]]; return step !== undefined && lane !== undefined ? { step, lane } : null }
  const last = steps.length - 1
  switch (key) {
    case 'ArrowLeft': return go(column - 1, row)
    case 'ArrowRight': return go(column + 1, row)
    case 'ArrowUp': return go(column, row - 1)
    case 'ArrowDown': return go(column, row + 1)
    case 'Home': return go(0, row)
    case 'End': return go(last, row)
    case 'mod+Home': return go(0, 0)
    case 'mod+End': return go(last, lanes.length - 1)
  }
}
/** Where the focus goes when a step is taken away: its right neighbour, else the left one. */
export const neighbour = (steps: readonly string[], gone: string): string | null => { const at = steps.indexOf(gone); return steps[at + 1] ?? steps[at - 1] ?? null }
export const cellId = ({ step, lane }: Place) => `${step}:${lane}`
export function placeOf(id: string | null | undefined): Place | null { const cut = id?.indexOf(':') ?? -1; return id && cut > 0 ? { step: id.slice(0, cut), lane: id.slice(cut + 1) } : null }

/** Before which column something falls that is held at x; columns in pixels from the left. */
export function columnAt(x: number, edges: readonly { left: number; width: number }[]): number {
  const found = edges.findIndex((one) => x < one.left + one.width / 2)
  return found < 0 ? edges.length : found
}
/** How fast the map scrolls while something is held near its edge, in pixels a frame. */
export function pull(x: number, left: number, right: number, reach = 64, most = 18): number {
  if (x < left + reach) return -Math.round(most * Math.min(1, (left + reach - x) / reach))
  if (x > right - reach) return Math.round(most * Math.min(1, (x - right + reach) / reach))
  return 0
}
