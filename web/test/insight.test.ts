import { describe, expect, it } from 'vitest'
import { arrange, cellKey, common, fromDifferences } from '../app/insight/grid'
import { keyOf, nextStart, startOf, stepFor, through } from '../app/insight/periods'
import { has, spoken } from '../app/journey/coverage'
import { seriesOf } from '../app/customer/series'
import { kept, typed } from '../app/metric/figures'
import { chosenMetric } from '../app/metric/choose'
import type { Coverage, Difference, Feedback, Metric, TallyRow, Touchpoint } from '../app/types'

const row = (touchpoint: string | null, n: number) => ({ touchpoint, n, value: 0.5, lo: 0.4, hi: 0.6, tier: 'normal' }) as TallyRow
describe('steps of time', () => {
  it('leave no gap and cross the year', () => expect(through(['2026-W02', '2025-W51'], 'week')).toEqual(['2025-W51', '2025-W52', '2026-W01', '2026-W02']))
  it('know the long year of 53 weeks', () => expect(through(['2026-W52', '2027-W01'], 'week')).toEqual(['2026-W52', '2026-W53', '2027-W01']))
  it('go through months and quarters', () => {
    expect(through(['2025-11', '2026-02'], 'month')).toEqual(['2025-11', '2025-12', '2026-01', '2026-02'])
    expect(through(['2025-Q4', '2026-Q2'], 'quarter')).toEqual(['2025-Q4', '2026-Q1', '2026-Q2'])
  })
  it.each([['2026-W47', 'week'], ['2026-Q3', 'quarter'], ['2026-02', 'month'], ['2026-02-28', 'day']] as const)('%s comes back from its first day', (key, step) => expect(keyOf(startOf(key, step), step)).toBe(key))
  it('end at a leap day', () => expect(nextStart('2028-02-28', 'day')).toBe('2028-02-29'))
  it('keep what they were given when there would be too many', () => expect(through(['2000-01-01', '2026-01-01'], 'day')).toEqual(['2000-01-01', '2026-01-01']))
  it('of one day are one point', () => expect(through(['2026-11-21'], 'day')).toEqual(['2026-11-21']))
  it('fit the length of the period', () => expect([7, 90, 365, 4000, null].map(stepFor)).toEqual(['day', 'week', 'month', 'quarter', 'month']))
})
describe('the grid', () => {
  it('follows the firm’s order and puts what is not given last', () => expect(arrange([row(null, 9), row('b', 5), row('a', 1)], 'touchpoint', ['a', 'b'], 9)).toEqual({ keys: ['a', 'b', null], left: 0 }))
  it('without an order shows most answers first', () => expect(arrange([row('a', 1), row('b', 5)], 'touchpoint', [], 9).keys).toEqual(['b', 'a']))
  it('leaves out the smallest and says how many', () => expect(arrange([row('a', 1), row('b', 5), row('c', 3)], 'touchpoint', ['a', 'b', 'c'], 2)).toEqual({ keys: ['b', 'c'], left: 1 }))
  it('has one scale, as narrow as the intervals allow', () => expect(common([row('a', 50)], [0, 1]).map((x) => Math.round(x * 100))).toEqual([40, 60]))
  it('keeps the whole scale when nothing can be drawn', () => expect(common([{ ...row('a', 3), tier: 'hidden', value: null }], [-1, 1])).toEqual([-1, 1]))
  it('takes an absent key as not given', () => {
    const cells = fromDifferences({ stands: 0, certain: 0, of: 1, rows: [{ n: 1, rest: { n: 2, value: null } } as Difference] }, 'touchpoint', 'attribute.class').cells
    expect(cellKey(cells[0]!.row, cells[0]!.col)).toBe(cellKey(null, null))
  })
})
describe('a touchpoint', () => {
  const touchpoint = { key: 'room', owner_id: null, external: false, departments: [{ department_id: 'd', role: 'responsible' }] } as unknown as Touchpoint
  it('is not listened to when nothing came, or it is unknown', () => { expect(has('deaf', touchpoint, new Map())).toBe(true); expect(has('deaf', touchpoint, new Map([['room', { feedback: 0, ratings: 4 } as Coverage]]))).toBe(false) })
  it('is flagged without an owner and without one accountable', () => { expect(has('orphan', touchpoint, new Map())).toBe(true); expect(has('unaccountable', touchpoint, new Map())).toBe(true); expect(has('external', touchpoint, new Map())).toBe(false) })
  it('gets a name from an event', () => expect(spoken('late_check-out.request')).toBe('Late check out request'))
})
describe('ratings of one customer', () => {
  const told = (id: string, occurred_at: string, value: number | null) => ({ at: occurred_at, type: 'feedback' as const, feedback: { id, occurred_at, ratings: [{ metric: 'nps', touchpoint: null, value }] } as unknown as Feedback })
  it('go from the oldest to the newest and skip what was not answered', () => expect(seriesOf([told('b', '2026-02-01', 9), told('c', '2026-03-01', null), told('a', '2026-01-01', 2)]).get('nps')!.map((mark) => mark.value)).toEqual([2, 9]))
})
describe('figures of a metric', () => {
  it('are typed as people say them and kept as shares', () => { expect(typed(0.45, 'net')).toBe('45'); expect(kept('45', 'net')).toBe(0.45); expect(kept('4,2', 'mean')).toBe(4.2); expect(kept('', 'box')).toBeNull(); expect(typed(0.07, 'box')).toBe('7') })
  it('are those of the address, else satisfaction', () => {
    const metrics = [{ key: 'nps', id: '1' }, { key: 'csat', id: '2' }] as Metric[]
    expect(chosenMetric(metrics, 'nps')!.key).toBe('nps'); expect(chosenMetric(metrics, 'gone')!.key).toBe('csat'); expect(chosenMetric([], 'nps')).toBeUndefined()
  })
})
