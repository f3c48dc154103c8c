import { describe, expect, it } from 'vitest'
import { moveOf, sentenceKey, weakest } from '../app/pulse/sentence'
import { allStarts, labelled, startOf, stepFor } from '../app/pulse/weeks'
import { safeNext } from '../app/people/LoginPage'
import { moodOf, scaleOf, unitOf } from '../app/metric/unit'
import { band, flat, ticks } from '../kit/curve'
import { csv } from '../kit/Data'

const before = { n: 500, value: 0.3, lo: 0.2, hi: 0.4, tier: 'solid' as const }
const solid = { n: 900, tier: 'solid' as const }
describe('the sentence', () => {
  it('says up or down only where that is certain, likely where the test stands', () => {
    expect(moveOf({ before, difference: 0.1, stands: false, certain: false })).toBe('same'); expect(moveOf({ before, difference: 0.1, stands: true, certain: true })).toBe('up'); expect(moveOf({ before, difference: -0.1, stands: true, certain: true })).toBe('down')
    expect(moveOf({ before, difference: 0.1, stands: true, certain: false })).toBe('likely_up'); expect(moveOf({ before, difference: -0.1, stands: true, certain: false })).toBe('likely_down')
  })
  it('compares with nothing when nothing came before', () => { expect(moveOf(undefined)).toBe('new'); expect(moveOf({ before: { ...before, n: 0, value: null }, difference: 0, stands: false, certain: false })).toBe('new') })
  it('does not judge few answers whatever the tests say', () => { expect(sentenceKey({ n: 24, tier: 'fragile' }, 'nps', 'up', true)).toBe('pulse:say_thin'); expect(sentenceKey({ n: 0, tier: 'none' }, 'nps', 'up', true)).toBe('pulse:say_none') })
  it('speaks of what was asked', () => { expect(sentenceKey(solid, 'wr', 'up', true)).toBe('pulse:say_recommend_up_weak'); expect(sentenceKey(solid, 'ces', 'down', false)).toBe('pulse:say_easy_down'); expect(sentenceKey(solid, 'csat', 'same', false)).toBe('pulse:say_same'); expect(sentenceKey(solid, 'nps', 'likely_down', true)).toBe('pulse:say_likely_down_weak') })
  it('names as weak only what is certainly below the rest', () => {
    const rows = [{ touchpoint: 'spa', difference: -0.5, certain: false }, { touchpoint: 'bar', difference: -0.1, certain: true }, { touchpoint: 'room', difference: 0.3, certain: true }]
    expect(weakest(rows)).toBe('bar'); expect(weakest(rows.slice(2))).toBeNull()
  })
})
describe('the steps of time', () => {
  it('leaves no gap', () => { expect(allStarts('week', '2026-11-02', '2026-11-16')).toEqual(['2026-11-02', '2026-11-09', '2026-11-16']); expect(allStarts('month', '2025-11-01', '2026-02-01')).toHaveLength(4) })
  it('begins weeks on Monday and months on the first', () => { expect(startOf('week', '2026-W47')).toBe('2026-11-16'); expect(startOf('month', '2026-11')).toBe('2026-11-01') })
  it('chooses the step by the length', () => expect([30, 90, 365, 900].map(stepFor)).toEqual(['day', 'week', 'week', 'month']))
  it('labels where a month begins, and not too often', () => expect(labelled('week', allStarts('week', '2025-01-06', '2026-12-28')).size).toBeLessThanOrEqual(7))
})
it('returns after log-in only to this console', () => { expect(safeNext('/feedback?q=a')).toBe('/feedback?q=a'); for (const bad of ['//evil.example', '/\\evil.example', 'https://evil.example', undefined]) expect(safeNext(bad)).toBe('/') })
it('knows the mood of a rating by the sets of its own metric', () => { const nps = { positive: [9, 10], negative: [0, 1, 2, 3, 4, 5, 6] }; expect([6, 7, 9].map((value) => moodOf(value, nps))).toEqual(['neg', 'mid', 'pos']) })
it('knows unit and scale of each kind', () => { expect(unitOf('net')).toBe('signed'); expect(scaleOf({ kind: 'mean', min: 1, max: 7 })).toEqual([1, 7]) })
it('draws no peak between two points: tangents are flat', () => { const d = flat([{ x: 0, y: 10 }, { x: 10, y: 20 }]); expect(d).toBe('M0 10C4.5 10 5.5 20 10 20'); expect(band([{ x: 0, y: 1 }], [{ x: 0, y: 2 }])).toBe('') })
it('keeps axes to a few calm numbers', () => { expect(ticks(0, 1)).toEqual([0, 0.25, 0.5, 0.75, 1]); expect(ticks(-0.13, 0.72).length).toBeLessThanOrEqual(5); expect(ticks(5, 5)).toEqual([5, 5.25, 5.5, 5.75, 6].slice(0, ticks(5, 5).length)) })
it('writes CSV that no spreadsheet runs', () => expect(csv([{ name: 'a', value: (row: string) => row }], ['=1+1', 'x,"y"'])).toBe('a\r\n\'=1+1\r\n"x,""y"""\r\n'))
