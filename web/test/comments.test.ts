import { describe, expect, it } from 'vitest'
import { comparable, impactScale, loudest, moodOfImpact, moved, ordered, type ShownRow, shownOf, sideOf } from '../app/insight/comments/comments'
import { acceptRest, judged, sent } from '../app/insight/comments/codes'
import { coveredWords } from '../app/reading/labels'
import { wholeTime } from '../app/reading/metric'
import { linesOf, textOf, wrongPattern } from '../app/reading/patterns'
import type { Rising, TopicRow } from '../app/reading/shape'
import type { Figure, Tier } from '../app/types'

const figure = (tier: Tier = 'normal', n = 60): Figure => ({ n, value: 0.3, lo: 0.2, hi: 0.4, level: 0.95, method: 'score', tier, reason: null })
const rising = (difference: number | null, stands: boolean): Rising => ({ before_n: 30, before_share: 0.1, difference, lo: null, hi: null, p: 0.01, p_adjusted: 0.02, stands, direction: difference === null || difference === 0 ? 'steady' : difference > 0 ? 'up' : 'down', reason: null })
interface Short { n?: number; difference?: number | null; stands?: boolean; tier?: Tier; negative?: number; rising?: Rising | null }
const row = (topic: string, { n = 60, difference = 0, stands = false, tier = 'normal', negative = 0.2, rising: up = null }: Short = {}): ShownRow => ({
  topic, name: topic, n, share: n / 1000, lo: null, hi: null, tier, with: figure(tier, n), without: figure('solid', 900), rising: up,
  sentiments: { negative: { n: n * negative, share: negative }, neutral: { n: 0, share: 0 }, mixed: { n: 0, share: 0 }, positive: { n: n * (1 - negative), share: 1 - negative } },
  impact: { difference, lo: difference === null ? null : difference - 0.05, hi: difference === null ? null : difference + 0.05, p: 0.01, p_adjusted: 0.02, stands, reason: difference === null ? 'too_few' : null },
})
const names = (rows: readonly TopicRow[]) => rows.map((one) => one.topic)

describe('topics that may be shown', () => {
  it('leave out what nobody speaks of, and count what is hidden', () => {
    const hidden = { ...row('secret', { tier: 'hidden' }), n: null }
    expect(shownOf([row('a'), { ...row('never'), n: 0 }, hidden])).toMatchObject({ rows: [{ topic: 'a' }], hidden: 1 })
  })
})
describe('what is said first about topics', () => {
  it('is the topic that goes with the lowest score for certain', () => expect(loudest([row('a', { difference: -0.1, stands: true }), row('b', { difference: -0.3, stands: true }), row('c', { difference: -0.5 }), row('d', { difference: 0.6, stands: true })])?.topic).toBe('b'))
  it('is the highest where nothing goes with a lower one', () => expect(loudest([row('a', { difference: 0.1, stands: true }), row('b', { difference: 0.3, stands: true })])?.topic).toBe('b'))
  it('is nothing where no test stands, where there are too few answers, or where nothing is known', () => {
    expect(loudest([row('a', { difference: -0.4 })])).toBeNull()
    expect(loudest([row('a', { difference: -0.4, stands: true, tier: 'fragile' })])).toBeNull()
    expect(loudest([row('a', { difference: null, stands: true })])).toBeNull()
    expect(loudest([])).toBeNull()
  })
})
describe('an impact', () => {
  it('is coloured only where its test stands and its answers are enough', () => {
    expect(moodOfImpact(row('a', { difference: -0.3, stands: true }))).toBe('neg')
    expect(moodOfImpact(row('a', { difference: 0.3, stands: true }))).toBe('pos')
    expect(moodOfImpact(row('a', { difference: -0.3 }))).toBeUndefined()
    expect(moodOfImpact(row('a', { difference: -0.3, stands: true, tier: 'raw' }))).toBeUndefined()
    expect(moodOfImpact(row('a', { difference: null, stands: true }))).toBeUndefined()
  })
  it('is drawn on one scale with nothing in the middle, wide enough for every end', () => {
    const [lo, hi] = impactScale([row('a', { difference: -0.3 }), row('b', { difference: 0.1 }), row('c', { difference: null })])
    expect(lo).toBeCloseTo(-hi); expect(hi).toBeGreaterThan(0.35)
    expect(impactScale([row('c', { difference: null })])).toEqual([-1, 1])
  })
})
describe('the order of topics', () => {
  const rows = [row('often', { n: 90, difference: 0.1, negative: 0.1 }), row('bad', { n: 40, difference: -0.4, negative: 0.5 }), row('few', { n: 4, difference: null, negative: 1, tier: 'raw' })]
  it('is how often, what pulls down, or how bad, with the unknown last', () => {
    expect(names(ordered([...rows].reverse(), 'often'))).toEqual(['often', 'bad', 'few'])
    expect(names(ordered(rows, 'impact'))).toEqual(['bad', 'often', 'few'])
    expect(names(ordered(rows, 'negative'))).toEqual(['bad', 'often', 'few'])
  })
})
describe('what moved', () => {
  const rows = [row('a', { rising: rising(0.02, true) }), row('b', { rising: rising(0.08, true) }), row('c', { rising: rising(-0.03, true) }), row('d', { rising: rising(0.2, false) }), row('e', { rising: rising(null, true) }), row('f')]
  it('is only what a test carries, the largest first, more and less apart', () => { const { more, less } = moved(rows); expect([names(more), names(less)]).toEqual([['b', 'a'], ['c']]) })
  it('can be compared where both times have words', () => expect(names(comparable(rows))).toEqual(['a', 'b', 'c', 'd']))
})
describe('judging', () => {
  it('takes an answer back when it is given twice, and changes it when the other is given', () => {
    const one = judged(new Map(), 'x', true)
    expect([...judged(one, 'x', true)]).toEqual([])
    expect([...judged(one, 'x', false)]).toEqual([['x', false]])
  })
  it('accepts the rest without touching what was judged', () => expect(sent(acceptRest(new Map([['b', false]]), ['a', 'b', 'c']), ['a', 'b', 'c'])).toEqual({ accept: ['a', 'c'], reject: ['b'] }))
  it('sends only what is on the page', () => expect(sent(new Map([['gone', true], ['a', true]]), ['a'])).toEqual({ accept: ['a'], reject: [] }))
})
describe('words by which a topic is found', () => {
  it('are one a line, each once, whatever parts them', () => expect(linesOf(' kurier*\nodbiór   osobisty, kurier* ;\n\n')).toEqual(['kurier*', 'odbiór osobisty']))
  it('go to the page and come back the same', () => expect(linesOf(textOf(['a*', 'b c']))).toEqual(['a*', 'b c']))
  it('may end with a star and nothing else', () => {
    expect(wrongPattern(['kurier*', 'odbiór osobist*'])).toBeNull()
    expect(wrongPattern(['ok', 'ku*rier'])).toEqual({ at: 1, why: 'star' })
    expect(wrongPattern(['*'])).toEqual({ at: 0, why: 'star' })
  })
  it('are not more than the server takes', () => { expect(wrongPattern(Array.from({ length: 201 }, (_, at) => `w${at}`))).toEqual({ at: 200, why: 'many' }); expect(wrongPattern(Array.from({ length: 200 }, (_, at) => `w${at}`))).toBeNull() })
})
describe('the side of a disagreement', () => it('in the address is one of two or none', () => { expect(sideOf('high_score_bad_words')).toBe('high_score_bad_words'); expect(sideOf('all')).toBeUndefined(); expect(sideOf(undefined)).toBeUndefined() }))
describe('a comment in a list', () => it('stands with its personal data covered, where any were found', () => {
  expect(coveredWords({ comment: 'call 600100200', findings: { masked: 'call [phone]' } as never })).toBe('call [phone]')
  expect(coveredWords({ comment: 'call me', findings: null })).toBe('call me')
}))
describe('all time', () => it('is asked for by a day before everything, other periods by their own days', () => { expect(wholeTime({ period: 'all' })).toEqual({ from: '2000-01-01' }); expect(wholeTime({ period: '90d' })).toEqual({}) }))
