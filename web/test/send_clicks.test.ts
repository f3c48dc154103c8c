import { beforeAll, describe, expect, it } from 'vitest'
import { speak } from '@app/i18n'
import { type ClickCourse, clickLevels, clickPoints, clickSentence } from '@app/survey/send/clicks'

const rate = (value: number | null, n = 200, tier = 'normal') => ({ n, value, lo: value === null ? null : value - 0.05, hi: value === null ? null : value + 0.05, tier }) as ClickCourse['before']
const course = (more: Partial<ClickCourse> = {}): ClickCourse => ({ from: '2026-08-01T00:00:00Z', to: '2026-10-01T00:00:00Z', since: '2026-09-14T00:00:00Z', window_days: 7, before: rate(0.1), after: rate(0.3), waiting: 0, difference: { value: 0.2, lo: 0.134, hi: 0.262, p: 0.001, stands: true }, by_week: [{ key: '2026-W36', ...rate(0.1) }, { key: '2026-W38', ...rate(0.2, 7, 'raw') }, { key: '2026-W39', ...rate(0.3) }], reason: null, ...more })

beforeAll(async () => {
  Object.assign(globalThis, { document: { documentElement: { lang: '' } } })
  await speak('en', 'UTC')
})
describe('clicks by week', () => {
  it('leave a gap where nothing was sent, and where it was too little to say anything', () => expect(clickPoints(course().by_week).map((one) => [one.key, one.n, one.value])).toEqual([['2026-W36', 200, 0.1], ['2026-W37', 0, null], ['2026-W38', 7, null], ['2026-W39', 200, 0.3]]))
  it('have a level on each side of the change', () => {
    const points = clickPoints(course().by_week)
    expect(clickLevels(course(), points, '2026-09-14').map((one) => [one.from, one.to, one.value])).toEqual([[0, 1, 0.1], [2, 3, 0.3]]) // Monday of week 38
    expect(clickLevels(course(), points, '2027-01-01')).toEqual([])
    expect(clickLevels(course({ after: rate(null, 0, 'none') }), points, '2026-09-14').length).toBe(1)
  })
  it('say which way it went only where it stands, the smaller end first', () => {
    expect(clickSentence(course())).toContain('13')
    expect(clickSentence(course({ difference: { value: -0.2, lo: -0.262, hi: -0.134, p: 0.001, stands: true } }))).toMatch(/13.*26/)
    const chance = clickSentence(course({ difference: { value: 0.02, lo: -0.03, hi: 0.07, p: 0.4, stands: false } }))
    expect(chance).not.toBe(clickSentence(course()))
    expect(clickSentence(course({ after: rate(null, 0, 'none') }))).toContain('7')
  })
})
