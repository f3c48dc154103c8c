import { describe, expect, it } from 'vitest'
import { flat, type Point } from '@kit/curve'
import type { Stop } from '@app/journey/map/curve'
import { air, heightAt, type Label, markRadius, plotted, settle, swept } from '@app/journey/map/labels'

// the same sequence in each run
function chance(seed: number) { let state = seed; return () => { state = (state * 1664525 + 1013904223) % 4294967296; return state / 4294967296 } }
const field = 280

/** A point of the path itself, as the browser draws it, not as the code under test thinks. */
function* drawnPoints(line: readonly Point[]): Generator<Point> {
  const numbers = flat(line).match(/-?[\d.]+/g)!.map(Number)
  let [x, y] = [numbers[0]!, numbers[1]!]
  for (let at = 2; at < numbers.length; at += 6) {
    const [a, b, c, d, e, f] = numbers.slice(at, at + 6) as [number, number, number, number, number, number]
    for (let i = 0; i <= 200; ++i) { const t = i / 200; const u = 1 - t; yield { x: u ** 3 * x + 3 * u * u * t * a + 3 * u * t * t * c + t ** 3 * e, y: u ** 3 * y + 3 * u * u * t * b + 3 * u * t * t * d + t ** 3 * f } }
    ;[x, y] = [e, f]
  }
}
function randomMap(seed: number) {
  const roll = chance(seed)
  const count = 1 + Math.floor(roll() * 16)
  const column = 88 + roll() * 120
  const feeling = () => roll() < 0.3 ? Math.round(roll() * 4) - 2 : roll() * 4 - 2 // the ends of the scale, too
  const stops = Array.from({ length: count }, (_, at): Stop => {
    const value = roll() < 0.15 ? null : feeling()
    const pain = roll() < 0.4
    return { id: `s${at}`, at, x: ((at + 0.5) / count) * 100, drawn: roll() < 0.15 ? null : feeling(), goal: null, value, lo: value === null ? null : Math.max(-2, value - roll()), hi: value === null ? null : Math.min(2, value + roll()), n: 50, thin: false, neg: pain, pos: !pain && roll() < 0.5, truth: roll() < 0.3 }
  })
  const labels = stops.flatMap((stop): Label[] => {
    const wide = 20 + roll() * (Math.min(130, column - 4) - 20)
    const own: Label = { key: stop.id, at: stop.at, beside: air + (50 - (stop.value ?? stop.drawn ?? 0) * 22.5) / 100 * field, radius: markRadius(stop), over: roll() < 0.5, wide, high: [15, 29, 44][Math.floor(roll() * 3)]! }
    const second: Label = { key: `${stop.id}:drawn`, at: stop.at, beside: air + (50 - (stop.drawn ?? 0) * 22.5) / 100 * field, radius: 6, over: roll() < 0.5, wide: wide * 0.7, high: 15 }
    return stop.drawn !== null && roll() < 0.3 ? [own, second] : [own]
  })
  return { stops, labels, plot: plotted(stops, count, column, field, stops.find((one) => one.drawn !== null && one.value !== null) ?? null) }
}

describe('words on the plot', () => {
  it('know how high a line is, as the browser draws it', () => {
    const line = [{ x: 0, y: 10 }, { x: 100, y: 90 }, { x: 220, y: 20 }]
    for (const point of drawnPoints(line)) expect(Math.abs(heightAt(line, point.x) - point.y)).toBeLessThan(0.5)
    expect(swept(line, 60, 140)!.hi).toBe(90)
    expect(swept(line, 230, 260)).toBeNull()
  })
  it('meet no line, no mark, no other words and no edge, whatever the curves', () => {
    for (let seed = 1; seed <= 600; ++seed) {
      const { labels, plot } = randomMap(seed)
      const boxes = [...settle(labels, plot)]
      expect(boxes.length).toBe(labels.length)
      const points = plot.lines.flatMap((line) => [...drawnPoints(line)])
      boxes.forEach(([key, box], at) => {
        const said = `seed ${seed}, ${key}`
        expect(box.top >= 0 && box.bottom <= plot.high, said).toBe(true)
        expect(points.filter((one) => one.x > box.left && one.x < box.right && one.y > box.top && one.y < box.bottom), said).toEqual([])
        const meets = boxes.slice(at + 1).filter(([, other]) => other.left < box.right && box.left < other.right && other.top < box.bottom && box.top < other.bottom)
        expect(meets, said).toEqual([])
        const middle = (box.left + box.right) / 2
        expect(plot.spots.filter((one) => Math.abs((one.at + 0.5) * plot.column - middle) < 1 && one.y + one.radius > box.top + 0.01 && one.y - one.radius < box.bottom - 0.01), said).toEqual([])
      })
    }
  })
  it('stand right beside their mark where that is free, on the side they would rather be', () => {
    const stops: Stop[] = [0, 1, 2].map((at) => ({ id: `${at}`, at, x: ((at + 0.5) / 3) * 100, drawn: null, goal: null, value: 0, lo: -0.1, hi: 0.1, n: 50, thin: false, neg: true, pos: false, truth: false }))
    const plot = plotted(stops, 3, 120, field)
    const middle = air + field / 2
    const label = (over: boolean): Label => ({ key: 'it', at: 1, beside: middle, radius: 10, over, wide: 60, high: 15 })
    expect(settle([label(false)], plot).get('it')!.top).toBe(middle + 10)
    expect(settle([label(true)], plot).get('it')!.bottom).toBe(middle - 10)
  })
})
