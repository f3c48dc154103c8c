// What was seen of a page, as the numbers that are sent.
export interface Seen { paint?: number; firstByte?: number; shifts: { at: number; value: number }[]; waits: number[] }
export interface Measured { lcp?: number; ttfb?: number; cls?: number; inp?: number }

const gap = 1000 // milliseconds without a jump that end a run of them
const longest = 5000 // milliseconds a run may last

/** The worst run of jumps: those close to each other belong together. */
export function worstRun(shifts: readonly { at: number; value: number }[]): number {
  let [worst, run, began, last] = [0, 0, -Infinity, -Infinity]
  for (const { at, value } of shifts) {
    if (at - last >= gap || at - began >= longest) { run = 0; began = at }
    run += value
    last = at
    worst = Math.max(worst, run)
  }
  return worst
}
/** How long nearly every press waited: of fifty the worst is left out, as it may be a mishap. */
export function longWait(waits: readonly number[]): number | undefined {
  return [...waits].sort((a, b) => b - a)[Math.floor(waits.length / 50)]
}
const rounded = (value: number, digits: number) => Number(value.toFixed(digits))
/** Seconds for paint and first byte, milliseconds for the wait, a bare number for jumps. Without a paint nobody has seen the page. */
export function gathered({ paint, firstByte, shifts, waits }: Seen): Measured {
  const wait = longWait(waits)
  return {
    ...(paint !== undefined && { lcp: rounded(paint / 1000, 3), cls: rounded(worstRun(shifts), 4) }),
    ...(firstByte !== undefined && firstByte > 0 && { ttfb: rounded(firstByte / 1000, 3) }),
    ...(wait !== undefined && { inp: Math.round(wait) }),
  }
}
