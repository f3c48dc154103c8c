import { readFileSync } from 'node:fs'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { addDays, bytes, day, dayOf, daysBetween, delta, deltaRange, figure, number, range, setLocale, share, weekStart, when } from '../kit/format'
import { setSay } from '../kit/words'
import { speak, t } from '../app/i18n'
import type { Language } from '../app/types'

const nb = '\u00a0'
beforeEach(() => { setLocale('en-GB', 'Europe/Warsaw'); setSay((key, values) => key === 'range' ? `${String(values?.['lo'])} to ${String(values?.['hi'])}` : key === 'today_at' ? `today ${String(values?.['time'])}` : key) })

describe('numbers', () => {
  it('groups thousands as each language does', () => {
    expect(number(1184)).toBe('1,184')
    setLocale('pl', 'UTC'); expect(number(1184)).toBe('1184'); expect(number(11840)).toBe(`11${nb}840`)
    setLocale('ru', 'UTC'); expect(number(11840)).toBe(`11${nb}840`); expect(number(0.9, 1)).toBe('0,9')
  })
  // the table by which the server's numbers are tested, too
  it('writes numbers as the server does, alone and in sentences', async () => {
    vi.stubGlobal('document', { documentElement: {} })
    const rows = readFileSync(new URL('../../test/data/numbers.csv', import.meta.url), 'utf8').trim().split('\n').slice(1).map((line) => /^(\w+),([-\d.]+),(\d),"(.*)"$/.exec(line)!.slice(1) as [Language, string, string, string])
    expect(rows.length).toBeGreaterThan(20)
    for (const language of ['en', 'pl', 'ru'] as const) {
      await speak(language, 'UTC')
      for (const [, value, digits, written] of rows.filter(([of]) => of === language)) {
        expect(number(Number(value), Number(digits)), language).toBe(written)
        if (digits === '0') expect(t('kit:too_few', { count: Number(value) }), language).toContain(written)
      }
    }
  })
  it('writes minus as a minus and signs what may be negative', () => {
    expect(figure(-0.12, 'signed')).toBe('−12'); expect(figure(0.41, 'signed')).toBe('+41'); expect(figure(0, 'signed')).toBe('0'); expect(delta(-0.314, 'mean')).toBe('−0.31')
  })
  it('puts a no-break space before the Russian percent sign', () => { expect(share(0.58)).toBe('58%'); setLocale('ru', 'UTC'); expect(share(0.58)).toBe(`58${nb}%`) })
  it('joins intervals with a dash, or with a word where a sign may stand', () => {
    expect(range(0.54, 0.62, 'share')).toBe('54–62%'); expect(range(-0.18, -0.06, 'signed')).toBe('−18 to −6'); expect(deltaRange(0.05, 0.13, 'share')).toBe('5 to 13')
  })
  it('takes a decimal where whole numbers would hide the interval', () => {
    expect(range(0.487, 0.49, 'share')).toBe('48.7–49.0%'); expect(range(0.411, 0.414, 'signed')).toBe('41.1 to 41.4'); expect(deltaRange(-0.002, 0.001, 'share')).toBe('−0.2 to 0.1')
    expect(range(0.49, 0.49, 'share')).toBe('49–49%'); expect(range(0.494, 0.496, 'share')).toBe('49–50%')
  })
  it('never writes minus zero', () => { expect(figure(-0.001, 'signed')).toBe('0'); expect(delta(-0.001, 'share')).toBe('0'); expect(range(-0.001, 0.02, 'signed')).toBe('0 to 2') })
  it('names sizes', () => { expect(bytes(4_812_331)).toBe('4.8 MB'); expect(bytes(0)).toBe('0 bytes'); expect(bytes(694)).toBe('694 bytes') })
})
describe('time', () => {
  it('takes the day of the firm, not of the browser', () => expect(dayOf('2026-11-21T23:30:00Z')).toBe('2026-11-22'))
  it('counts days across the change of clocks', () => { expect(addDays('2026-10-24', 2)).toBe('2026-10-26'); expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2) })
  it('finds the Monday of a week, also around New Year', () => { expect(weekStart('2026-W47')).toBe('2026-11-16'); expect(weekStart('2026-W01')).toBe('2025-12-29'); expect(weekStart('2027-W01')).toBe('2027-01-04') })
  it('says when: minutes, today, yesterday, a date', () => {
    const now = new Date('2026-11-21T12:00:00Z')
    expect(when('2026-11-21T11:54:00Z', now)).toMatch(/^6 min/); expect(when('2026-11-21T08:42:00Z', now)).toBe('today 09:42'); expect(when('2026-11-20T10:00:00Z', now)).toBe('yesterday'); expect(when('2026-10-12T10:00:00Z', now)).toContain('12 Oct')
  })
  it('adds the year only when it is another one', () => expect(day('2019-10-12')).toContain('2019'))
})
