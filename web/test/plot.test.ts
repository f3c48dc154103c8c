import { describe, expect, it } from 'vitest'
import { clear, extent } from '../kit/Control'
import { labels, padded, pieces, quantile, stagger, stairs } from '../kit/plot'

const x = (at: number) => at * 10
const y = (value: number) => 100 - value
describe('stairs', () => {
  it('run flat over the step of each point and join at its edge', () => expect(stairs([60, 70], x, y)).toBe('M-5 40L5 40L5 30L15 30'))
  it('break where a point has no limit and begin anew after it', () => expect(stairs([60, null, 70], x, y)).toBe('M-5 40L5 40M15 30L25 30'))
  it('are nothing without limits', () => expect(stairs([null, undefined], x, y)).toBe(''))
})
describe('names over a plot', () => {
  it('share a line as long as they do not meet', () => expect(stagger([{ from: 0, to: 50 }, { from: 60, to: 90 }])).toEqual([0, 0]))
  it('climb a line where they meet, whatever their order', () => expect(stagger([{ from: 40, to: 100 }, { from: 0, to: 50 }, { from: 45, to: 80 }])).toEqual([1, 0, 2]))
  it('come down again to the first free line', () => expect(stagger([{ from: 0, to: 50 }, { from: 40, to: 90 }, { from: 60, to: 80 }])).toEqual([0, 1, 0]))
})
describe('names beside marks', () => {
  const size = { width: 300, height: 200 }
  const mark = (x: number, y: number, width: number) => ({ x, y, width, short: 16 })
  const only = (one: ReturnType<typeof mark>, taken: Parameters<typeof labels>[2] = []) => labels([one], size, taken)[0]
  it('stand right above when nothing is in the way', () => expect(only(mark(100, 100, 60))).toEqual({ x: 109, top: 80, side: 'start', named: true, far: false }))
  it('turn to the left at the right edge', () => expect(only(mark(280, 100, 60))).toMatchObject({ x: 271, side: 'end', named: true }))
  it('go under the mark at the top', () => expect(only(mark(100, 5, 60))).toMatchObject({ top: 7, side: 'start' }))
  it('keep out of what is taken', () => expect(only(mark(100, 100, 60), [{ left: 100, right: 300, top: 0, bottom: 200 }])).toMatchObject({ side: 'end' }))
  it('give way to the one before them', () => {
    const [one, other] = labels([mark(150, 100, 140), mark(152, 101, 140)], size)
    expect(one).toMatchObject({ top: 80, side: 'start' }); expect(other).not.toMatchObject({ top: 81, side: 'start' })
  })
  it('become numbers for all where many have no room', () => expect(labels([mark(20, 20, 290), mark(250, 150, 40)], size).map((one) => one?.named)).toEqual([false, false]))
  it('are nothing only where the whole plot is full', () => expect(only(mark(20, 20, 90), [{ left: 0, top: 0, right: 300, bottom: 200 }])).toBeNull())
  it.each([[900, 380], [270, 380]])('never lie over one another, however dense: %i wide', (width, height) => {
    const dense = Array.from({ length: 20 }, (_, at) => mark(width * (0.5 + 0.04 * Math.cos(at * 2.4) * (1 + at / 8)), height * (0.75 + 0.03 * Math.sin(at * 2.4) * (1 + at / 8)), 150))
    const found = labels(dense, { width, height })
    const boxes = found.map((label, at) => { const wide = label!.named ? dense[at]!.width : dense[at]!.short; const left = label!.side === 'start' ? label!.x : label!.side === 'end' ? label!.x - wide : label!.x - wide / 2; return { left, right: left + wide, top: label!.top, bottom: label!.top + 18 } })
    boxes.forEach((a, at) => {
      expect(a.left >= 0 && a.right <= width && a.top >= 0 && a.bottom <= height, `${at} stays inside`).toBe(true)
      boxes.slice(at + 1).forEach((b, more) => expect(a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom, `${at} meets ${at + 1 + more}`).toBe(false))
    })
    expect(found.some((label) => label!.far)).toBe(true)
  })
})
describe('the name of a level', () => {
  it('stands over its line when nothing is above', () => expect(clear([60, 70], 50, 200)).toBe(74))
  it('goes under the points when they stand on the line’s upper side', () => expect(clear([10, 20, 30], 50, 200)).toBe(109))
  it('never leaves the plot', () => { expect(clear([2], 5, 200)).toBeGreaterThanOrEqual(0); expect(clear([99], 98, 200)).toBeLessThanOrEqual(180) })
})
describe('the extent of a control chart', () => {
  const point = (value: number, lcl: number, ucl: number) => ({ key: '', name: '', tick: '', n: 40, value, lo: null, hi: null, tier: 'normal' as const, lcl, ucl })
  it('holds every point and level, and does not leave the scale by more than a hair', () => {
    const [lo, hi] = extent([point(0.02, 0, 0.3), point(0.99, 0.5, 1)], [{ from: 0, to: 1, value: 0.5, lo: 0.4, hi: 0.6 }], [], [], [0, 1])
    expect(lo).toBeLessThan(0.02); expect(hi).toBeGreaterThan(0.99); expect(lo).toBeGreaterThanOrEqual(-0.021); expect(hi).toBeLessThanOrEqual(1.021)
  })
  it('is not stretched by the wide limits of one thin week', () => {
    const calm = Array.from({ length: 30 }, () => point(0.5, 0.45, 0.55))
    expect(extent([...calm, point(0.5, 0, 1)], [], [], [], [0, 1])[1]).toBeLessThan(0.6)
  })
})
describe('small things', () => {
  it('a quantile lies between its neighbours', () => { expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5); expect(quantile([7], 0.9)).toBe(7) })
  it('runs end at gaps', () => expect(pieces([{ at: 0 }, { at: 1 }, { at: 4 }]).map((run) => run.length)).toEqual([2, 1]))
  it('equal values still have air', () => { const [lo, hi] = padded([5, 5]); expect(lo).toBeLessThan(5); expect(hi).toBeGreaterThan(5) })
})
