import { describe, expect, it } from 'vitest'
import { type NeedCounts, neededAt, type NeedShare, needsOf, plainTags, shareOf, toggled } from '@app/insight/research/research'
import { gathered, longWait, worstRun } from '../embed/measure'

describe('needs among the tags', () => {
  it('are told from those that people write', () => { expect(plainTags(['vip', 'need:support'])).toEqual(['vip']); expect(needsOf(['vip', 'need:support'])).toEqual(['support']) })
  it('come and go without touching the others', () => { expect(toggled(['vip'], 'support')).toEqual(['vip', 'need:support']); expect(toggled(['need:support', 'vip'], 'support')).toEqual(['vip']) })
  it('have their share by key', () => expect(shareOf({ touchpoint: 'desk', feedback: 4, shares: [{ need: 'options', marked: 2, n: 4, value: 0.5 } as never] }, 'options')?.value).toBe(0.5))
})
describe('what a page measured of itself', () => {
  it('sums jumps that belong together and keeps the worst run', () => expect(worstRun([{ at: 0, value: 0.1 }, { at: 500, value: 0.2 }, { at: 3000, value: 0.25 }])).toBeCloseTo(0.3))
  it('lets no run last longer than five seconds', () => expect(worstRun(Array.from({ length: 12 }, (_, at) => ({ at: at * 600, value: 1 })))).toBe(9))
  it('leaves one wait of fifty out', () => { expect(longWait([])).toBeUndefined(); expect(longWait([80, 300, 120])).toBe(300); expect(longWait([900, ...Array.from({ length: 50 }, () => 100)])).toBe(100) })
  it('speaks seconds, milliseconds and bare numbers', () => expect(gathered({ paint: 1934.4, firstByte: 212, shifts: [], waits: [104] })).toEqual({ lcp: 1.934, cls: 0, ttfb: 0.212, inp: 104 }))
  it('says nothing of a page that nobody saw', () => expect(gathered({ shifts: [{ at: 1, value: 1 }], waits: [] })).toEqual({}))
})
describe('needs at touchpoints', () => {
  const share = (need: string, marked: number) => ({ need, marked, n: 40, value: marked / 40, lo: 0, hi: 1, tier: 'normal' }) as NeedShare
  it('are listed where something is marked, the most often marked first', () => {
    const counts: NeedCounts = { needs: [{ key: 'support', name: 'Support' }, { key: 'options', name: 'Choice' }], reason: null, as_of: '2026-11-21T00:00:00Z', rows: [{ touchpoint: 'desk', feedback: 40, shares: [share('support', 2), share('options', 5)] }, { touchpoint: 'room', feedback: 40, shares: [share('support', 0), share('options', 0)] }, { touchpoint: null, feedback: 3, shares: [share('support', 3)] }] }
    expect([...neededAt(counts)].map(([at, own]) => [at, own.map((one) => one.key)])).toEqual([['desk', ['options', 'support']]])
    expect(neededAt(undefined).size).toBe(0)
  })
})
