import { beforeAll, describe, expect, it } from 'vitest'
import i18next from 'i18next'
import contact from '../app/i18n/en/contact.json'
import kit from '../app/i18n/en/kit.json'
import { setLocale } from '../kit/format'
import { asked, between, byShare, heat, leftAside, mood, seconds, typesOf, widened } from '../app/insight/contacts/contacts'
import type { ContactShare, ContactWait, WaitRow } from '../app/types'

const share = (value: number | null, lo: number | null = value, hi: number | null = value, n = 50): ContactShare => ({ n, n_eff: n, value, lo, hi, level: 0.95, method: 'wilson', tier: value === null ? 'raw' : 'normal', reason: null })
const wait = (value: number | null, lo: number | null, hi: number | null): ContactWait => ({ n: 50, value, lo, hi, level: 0.95, method: 'order_statistics', tier: 'normal', reason: null })
const row = (parts: Partial<WaitRow>): WaitRow => ({ n: 50, answered: 45, abandoned: 5, open: 0, wait_unknown: 0, target_s: 20, abandonment: share(0.1), in_time: share(0.8), median: wait(13, 12, 15), p90: wait(60, 50, 80), ...parts })

beforeAll(async () => { setLocale('en-GB', 'Europe/Warsaw'); await i18next.init({ lng: 'en', keySeparator: false, ns: ['contact', 'kit'], resources: { en: { contact, kit } }, interpolation: { escapeValue: false } } as Parameters<typeof i18next.init>[0]) })
describe('queues', () => {
  it('ask only what events know', () => {
    const params = { from: '2026-01-01', to: '2026-02-01', channel: ['phone'], kind: ['note'], 'attribute.class': ['Eco'], q: 'x' }
    expect(asked(params)).toEqual({ from: '2026-01-01', to: '2026-02-01', channel: ['phone'] })
    expect(leftAside(params)).toEqual(['kind', 'attribute.class', 'q'])
  })
  it('say waits as people do', () => expect([0.4, 13, 99.4, 105, 120, 7500].map(seconds)).toEqual(['0 s', '13 s', '99 s', '1 min 45 s', '2 min', '2 h 5 min']))
  it('say an open end', () => {
    expect(between(wait(13, 12, 15))).toBe('12 s\u00a0to\u00a015 s')
    expect(between(wait(13, 12, null))).toBe('12 s at least')
    expect(between(wait(13, null, null))).toBe('too few for limits')
    expect(between(wait(null, null, null))).toBe('')
  })
  it('colour a cell only when its interval lies beyond the whole', () => {
    const total = row({})
    expect(mood(row({ median: wait(85, 60, 110) }), total, 'median')).toBe('neg')
    expect(mood(row({ median: wait(16, 14, 19) }), total, 'median')).toBeUndefined()
    expect(mood(row({ median: wait(30, 27, 33) }), total, 'median')).toBe('neg')
    expect(mood(row({ in_time: share(0.7, 0.6, 0.79) }), total, 'in_time', 84)).toBeUndefined()
    expect(widened(1)).toBe(1)
    expect(widened(84)).toBeCloseTo(3.4376 / 1.96, 1)
    expect(mood(row({ median: wait(5, 3, 8) }), total, 'median')).toBe('pos')
    expect(mood(row({ p90: wait(300, null, null) }), total, 'p90')).toBeUndefined()
    expect(mood(row({ p90: wait(300, 200, null) }), total, 'p90')).toBe('neg')
    expect(mood(row({ in_time: share(0.4, 0.3, 0.5) }), total, 'in_time')).toBe('neg')
    expect(mood(row({ in_time: share(0.95, 0.9, 0.98) }), total, 'in_time')).toBe('pos')
    expect(mood(row({ abandonment: share(0.4, 0.3, 0.5) }), total, 'abandonment')).toBe('neg')
    expect(mood(row({ abandonment: share(null) }), total, 'abandonment')).toBeUndefined()
  })
  it('leave no hour out of the heat', () => {
    const drawn = heat([row({ weekday: '1', hour: '09' }), row({ weekday: '3', hour: '12' })])
    expect(drawn.hours).toEqual(['09', '10', '11', '12'])
    expect(drawn.days).toHaveLength(7)
    expect(drawn.days[0]!.cells[0]!.row).toBeDefined()
    expect(drawn.days[2]!.cells[0]!.row).toBeUndefined()
    expect(heat([])).toEqual({ hours: [], days: [] })
  })
  it('put the worst topic first and the unknown last', () => expect(byShare([{ share: share(0.9) }, { share: share(null) }, { share: share(0.6) }]).map((one) => one.share.value)).toEqual([0.6, 0.9, null]))
  it('read types from a line', () => expect(typesOf(' call_answered, chat_answered;x  ')).toEqual(['call_answered', 'chat_answered', 'x']))
})
