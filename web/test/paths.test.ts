import { describe, expect, it } from 'vitest'
import { askFor, called, initials, told } from '../app/journey/personas/personas'
import { asEstimate, ends, type PathNode, runs, shortened, sorted, worstLoop } from '../app/journey/paths/paths'
import { placeAt } from '../app/journey/places'

const rate = (share: number | null, lo = share === null ? null : share - 0.02) => ({ n: 100, of: 400, share, lo, hi: share === null ? null : share + 0.02, tier: share === null ? 'none' as const : 'normal' as const })
const node = (key: string, loops: number, more: Partial<PathNode> = {}): PathNode => ({ key, name: key, touchpoint: key, visits: 200, sessions: 180, customers: 150, entry: rate(0), exit: rate(0), drop_off: rate(0.1), repeats: rate(0), loops_back: rate(loops), expected_visits: 1, time_to_next: null, removal: null, ...more })

describe('ways as they are read', () => {
  it('the same place in a row is said once, a place come back to is marked', () => {
    expect(runs(['a', 'a', 'b', 'a', 'c'])).toEqual([{ key: 'a', times: 2, again: false }, { key: 'b', times: 1, again: false }, { key: 'a', times: 1, again: true }, { key: 'c', times: 1, again: false }])
  })
  it('a long way keeps its beginning and its end', () => {
    const all = runs([...'abcdefghij'])
    const short = shortened(all, 6)
    expect(short).toHaveLength(6)
    expect(short.map((one) => 'cut' in one ? one.cut : one.key)).toEqual(['a', 'b', 'c', 5, 'i', 'j'])
    expect(shortened(all, 10)).toHaveLength(10)
  })
  it('the worst loop is the surest, among places seen often enough', () => {
    expect(worstLoop([node('a', 0.1), node('b', 0.3, { loops_back: { ...rate(0.3), tier: 'fragile' } }), node('c', 0.2), node('d', 0.25, { loops_back: rate(0.25, 0.05) })])?.key).toBe('c')
    expect(worstLoop([node('a', 0)])).toBeNull()
  })
  it('places are sorted by what one looks for, without changing the way itself', () => {
    const nodes = [node('a', 0.1), node('b', 0.3), node('c', 0.2, { drop_off: null })]
    expect(sorted(nodes, 'loops').map((one) => one.key)).toEqual(['b', 'c', 'a'])
    expect(sorted(nodes, 'drop').map((one) => one.key)).toEqual(['a', 'b', 'c'])
    expect(sorted(nodes, 'way')).toEqual(nodes)
  })
  it('only places where ways begin are named as beginnings', () => expect(ends([node('a', 0, { entry: rate(0.2) }), node('b', 0), node('c', 0, { entry: rate(0.6) }), node('d', 0, { entry: rate(null) })], 'entry').map((one) => one.key)).toEqual(['c', 'a']))
  it('a share stands on the whole it is taken of', () => expect([asEstimate(rate(0.25)).n, asEstimate(rate(null)).tier, asEstimate(null).n]).toEqual([400, 'none', 0]))
})
describe('personas', () => {
  it('ask with their segment, or with nothing when they are only imagined', () => {
    expect(askFor({ segment: 'segment=family&lifecycle=active' })).toEqual({ segment: ['family'], lifecycle: ['active'] })
    expect([askFor({ segment: null }), askFor({ segment: '' })]).toEqual([null, null])
  })
  it('are called by name and age', () => expect([called({ name: 'Marta', age: '34' }), called({ name: 'Marta', age: null }), initials('Marta Nowak Zielińska')]).toEqual(['Marta, 34', 'Marta', 'MN']))
  it('keep no empty lines', () => expect(told([' a ', '', '  '])).toEqual(['a']))
})
describe('the places of the room', () => {
  it('an address belongs to the longest beginning', () => expect(['/journeys', '/journeys/01940000', '/journeys/paths', '/promises/x', '/touchpoints/y', '/pulse'].map(placeAt)).toEqual(['/journeys', '/journeys', '/journeys/paths', '/promises', '/touchpoints', undefined]))
})
