import { describe, expect, it } from 'vitest'
import { arranged, gap } from '../app/promise/designed'
import { doubted, openChanges, overdue, scaleFor, standing, verdict, weakest, worstFirst } from '../app/promise/gaps'
import { byYear, expectations } from '../app/promise/market'
import { asEstimate, type Change, type Gap, type GapRow, local, wordsOf } from '../app/promise/shape'
import { furthestFirst, spoken, standingOf, tally } from '../app/promise/standards'
import type { Figure, Metric, Tier, Touchpoint } from '../app/types'

const figure = (value: number | null, lo: number | null, hi: number | null, tier: Tier = 'normal'): Gap & Figure => ({ n: 120, value, lo, hi, tier, level: 0.95, method: 'paired_t', reason: null, by: 'person' })
const part = (value: number | null, tier: Tier = 'normal', n = 120): Figure => ({ n, value, lo: value === null ? null : value - 0.05, hi: value === null ? null : value + 0.05, tier, reason: null, level: 0.95, method: 'wilson' })
const row = (promise_id: string, gap: Gap, touchpoint: string | null = null): GapRow => ({ promise_id, text: promise_id, touchpoint, segment: null, gap, expected: figure(8, 7.8, 8.2), lived: figure(6, 5.7, 6.3), kept: part(0.5), below: part(0.5), met: part(0.3), exceeded: part(0.2) })

describe('gaps', () => {
  it('short, beyond or kept only where the whole interval tells', () => {
    expect([standing(figure(-1, -1.4, -0.6)), standing(figure(-1, -2, 0.1)), standing(figure(0.5, 0.1, 0.9)), standing(figure(-1, -2, -0.4, 'fragile')), standing(figure(null, null, null))]).toEqual(['short', 'kept', 'beyond', 'unknown', 'unknown'])
  })
  it('what falls short for certain stands first, by size; what is unknown last', () => {
    const rows = [row('thin', figure(-3, -6, -0.1, 'fragile')), row('kept', figure(-0.2, -0.6, 0.2)), row('bad', figure(-0.9, -1.2, -0.6)), row('worse', figure(-1.5, -2, -1)), row('none', figure(null, null, null))]
    expect(worstFirst(rows).map((one) => one.promise_id)).toEqual(['worse', 'bad', 'kept', 'thin', 'none'])
  })
  it('a promise falls short when it does so at one place', () => {
    const rows = [row('a', figure(0.2, -0.1, 0.5), 'desk'), row('a', figure(-1, -1.4, -0.6), 'room'), row('b', figure(null, null, null)), row('c', figure(0.1, -0.2, 0.4))]
    expect(verdict(rows, [{ touchpoint: 'desk', kept: part(0.7) }, { touchpoint: 'spa', kept: part(0.2, 'fragile') }, { touchpoint: 'room', kept: part(0.48) }], 5)).toEqual({ of: 5, known: 2, short: 1, weakest: { touchpoint: 'room', share: 0.48 } })
  })
  it('nothing is weakest where nobody answered', () => expect(weakest([{ touchpoint: 'desk', kept: part(null, 'none', 0) }])).toBeNull())
  it('the scale is that of the metric, else what the figures span', () => {
    expect(scaleFor([row('a', figure(-1, -2, 0))], { kind: 'mean', min: 1, max: 10 } as Metric)).toEqual([1, 10])
    expect(scaleFor([row('a', figure(-1, -2, 0))], undefined)).toEqual([5, 9])
    expect(scaleFor([], undefined)).toEqual([0, 1])
  })
  it('a slogan is doubted when fewer than half believe it for certain', () => {
    expect([doubted({ share: part(0.4), promise_id: 'a', trend: [] }), doubted({ share: part(0.47), promise_id: 'a', trend: [] }), doubted({ share: part(0.1, 'fragile'), promise_id: 'a', trend: [] })]).toEqual([true, false, false])
  })
  it('words come in the reader’s language, else as the firm says them', () => {
    expect(wordsOf({ text: 'Po ludzku', texts: { en: 'Like people' } }, 'en')).toBe('Like people')
    expect(wordsOf({ text: 'Po ludzku', texts: {} }, 'ru')).toBe('Po ludzku')
    expect([wordsOf(undefined, 'en'), local(undefined, 'en'), local({ pl: 'Tak' }, 'en'), local('Yes', 'pl')]).toEqual(['', '', 'Tak', 'Yes'])
  })
  it('a share without answers is no figure', () => expect(asEstimate(null)).toEqual({ n: 0, value: null, lo: null, hi: null, tier: 'none' }))
})
describe('the launch gate', () => {
  const change = (state: Change['state'], due_on: string | null): Change => ({ id: state, text: state, owner_id: null, due_on, state })
  it('names what is not done, and what should have been', () => {
    const changes = [change('open', '2026-11-20'), change('done', '2026-11-01'), change('open', null)]
    expect(openChanges({ changes })).toHaveLength(2)
    expect(changes.map((one) => overdue(one, '2026-11-22'))).toEqual([true, false, false])
  })
})
describe('standards', () => {
  const standard = (id: string, target_share: number | null, dated: { month: number; day: number } | null = null) => ({ id, target_share, dated, position: 1 }) as never
  it('are judged as the server judges them', () => {
    expect([standingOf({ standing: 'met' } as never), standingOf({ standing: 'missed' } as never), standingOf({ standing: 'open' } as never), standingOf({ standing: 'unknown' } as never), standingOf(undefined)]).toEqual(['held', 'missed', 'uncertain', 'unknown', 'unknown'])
  })
  it('counts those that can be judged; gestures stand apart', () => {
    const rows = [{ ...part(0.7), standard_id: 'a', standing: 'missed' }, { ...part(0.97), standard_id: 'b', standing: 'met' }, { ...part(null, 'none', 0), standard_id: 'c', standing: 'unknown' }] as never
    expect(tally([standard('a', 0.9), standard('b', 0.9), standard('c', 0.9), standard('d', 0.9, { month: 12, day: 24 })], rows)).toEqual({ of: 2, missed: 1, held: 1 })
    expect(furthestFirst([standard('c', 0.9), standard('b', 0.9), standard('a', 0.9), standard('d', 0.9, { month: 12, day: 24 })], rows).map((one) => one.id)).toEqual(['a', 'b', 'c'])
  })
  it('says seconds in the largest unit that fits', () => expect([spoken(40), spoken(90), spoken(7200), spoken(36 * 3600), spoken(12 * 86400)]).toEqual([{ unit: 'second', value: 40 }, { unit: 'minute', value: 1.5 }, { unit: 'hour', value: 2 }, { unit: 'day', value: 1.5 }, { unit: 'day', value: 12 }]))
})
describe('what is designed, the market', () => {
  const place = (id: string, stage_id: string | null, position: number, external = false) => ({ id, stage_id, position, external }) as Touchpoint
  it('touchpoints stand in the order of their stages', () => expect(arranged([place('c', null, 1), place('b', 's2', 1), place('a', 's1', 9)], [{ id: 's1' }, { id: 's2' }]).map((one) => one.id)).toEqual(['a', 'b', 'c']))
  it('external ones need no design; an empty wish does not count', () => expect(gap([place('a', null, 1), place('b', null, 2), place('x', null, 3, true)], [{ touchpoint_id: 'a', wanted: ' ', feasibility: 'not_feasible' }] as never)).toEqual({ without: 2, blocked: 1 }))
  it('moves stand by year, newest first', () => expect(byYear([{ at: '2025-03-01', name: 'a' }, { at: '2026-05-01', name: 'b' }, { at: '2026-09-01', name: 'c' }] as never).map((one) => [one.year, one.moves.map((move) => move.name)])).toEqual([['2026', ['c', 'b']], ['2025', ['a']]]))
  it('each expectation once, in the order of the promises', () => expect(expectations([{ expectation_metric: 'y', position: 2 }, { expectation_metric: 'x', position: 1 }, { expectation_metric: 'x', position: 3 }, { expectation_metric: null, position: 4 }, { expectation_metric: 'gone', position: 5 }], [{ key: 'x' }, { key: 'y' }] as Metric[]).map((one) => one.key)).toEqual(['x', 'y']))
})
