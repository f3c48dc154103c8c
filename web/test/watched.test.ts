import { beforeAll, describe, expect, it } from 'vitest'
import { portFor } from '../app/firm/mail/mail'
import { speak } from '../app/i18n'
import { draftOf, expectedOf, type Firing, saidOf, tooMany, trendOf } from '../app/insight/alerts/alerts'
import { opposites, type Score, tally } from '../app/insight/scorecard/scorecard'
import { emptied } from '../app/record/changed'

beforeAll(async () => {
  const root = { lang: '' }
  Object.assign(globalThis, { document: { documentElement: root } })
  await speak('en', 'UTC')
})

describe('the scorecard', () => {
  const score = (id: string, more: Partial<Score>) => ({ id, status: 'no_target', target: null, better: null, ...more }) as Score
  it('counts as known only what the interval says', () => {
    const items = [score('a', { target: 1, status: 'met' }), score('b', { target: 1, status: 'missed' }), score('c', { target: 1, status: 'uncertain' }), score('d', { target: 1, status: 'no_answers' }), score('e', {})]
    expect(tally(items)).toEqual({ of: 4, met: 1, missed: 1, open: 2 })
  })
  it('names the better one of two that go opposite ways first', () => {
    const items = [score('a', { better: false }), score('b', { better: true })]
    expect(opposites({ items, conflicts: [{ a: 'a', b: 'b', certain: true }] }).map(({ better, worse }) => [better.id, worse.id])).toEqual([['b', 'a']])
    expect(opposites({ items, conflicts: [{ a: 'a', b: 'gone', certain: true }] })).toEqual([])
  })
})

describe('an alert', () => {
  const outlook = (expected: number, at_most = false) => ({ charts: 3, too_few: 0, expected_false_alarms_per_year: expected, at_most, reason: null })
  it('says how many false alarms to expect, and when that is a ceiling', () => {
    expect(expectedOf(outlook(1.31))).toBe('False alarms to expect: 1.3 a year')
    expect(expectedOf(outlook(28.4))).toBe('False alarms to expect: 28 a year')
    expect(expectedOf(outlook(2.6, true))).toBe('False alarms to expect: 2.6 a year at most')
    expect(expectedOf(outlook(0.01))).toBe('False alarms to expect: hardly any')
  })
  it('warns above one a month', () => { expect(tooMany(outlook(12))).toBe(false); expect(tooMany(outlook(12.5))).toBe(true) })
  const firing: Firing = { id: 'f', alert_id: 'a', at: '', key: 'desk', period: '2026-W47', n: 80, value: 0.5, lo: 0.39, hi: 0.61, limit: 0.65, said: 'below_limit' }
  it('says what it found with interval and limit, in the unit of the metric', () => {
    expect(saidOf(firing, 'box')).toBe('50% (39–61%), below the limit 65%')
    expect(saidOf({ ...firing, value: -0.05, lo: -0.2, hi: 0.1, limit: 0.12, said: 'fell' }, 'net')).toBe('−5 (−20\u00a0to\u00a010), it was +12 before')
    expect(saidOf({ ...firing, value: 4.1, lo: null, hi: null, limit: 4.5, said: 'run_below' }, 'mean')).toBe('4.10, eight times in a row below 4.50')
  })
  it('asks beforehand about all that decides the number and nothing else', () => {
    const draft = draftOf({ id: 'x', revision: 3, name: 'Mine', metric: 'nps', query: '', by: 'touchpoint', period: 'week', rule: 'limits', direction: 'down', recipients: ['u'], active: true, charts: 4 })
    expect(draft).toEqual({ metric: 'nps', query: '', by: 'touchpoint', period: 'week', rule: 'limits', threshold: null, direction: 'down', recipients: ['u'], active: true })
  })
  it('leads to the trend of just what it found', () => {
    const metric = { key: 'csat', name: '', kind: 'box' as const, min: 1, max: 5 }
    expect(trendOf({ ...firing, name: '', metric, query: '', by: 'region', every: 'month' })).toEqual({ metric: 'csat', step: 'month', location: 'desk' })
    expect(trendOf({ ...firing, key: null, name: '', metric, query: '', by: null, every: 'week' })).toEqual({ metric: 'csat' })
  })
})

describe('mail settings', () => {
  it('follow the encryption with the usual port, but leave an own one alone', () => {
    expect(portFor('tls', 'starttls', 587)).toBe(465)
    expect(portFor('starttls', 'tls', 465)).toBe(587)
    expect(portFor('tls', 'starttls', 2525)).toBe(2525)
  })
})
describe('an emptied text', () => {
  it('is taken away unless its emptiness says something', () => expect(emptied({ name: '', query: '' }, ['query'])).toEqual({ name: null, query: '' }))
})
