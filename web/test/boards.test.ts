import { describe, expect, it } from 'vitest'
import { changedPanel, homeOf, moved, newId, queryOf, without } from '../app/insight/boards/boards'
import { sectionsOf } from '../app/insight/summary/letter'
import { parseSearch } from '../app/frame/scope'
import type { BoardPanel, SummarySentence } from '../app/types'

const panel = (id: string): BoardPanel => ({ id, kind: 'figure', title: '', query: 'metric=nps', text: null, wide: false })
const three = [panel('a'), panel('b'), panel('c')]
const ids = (panels: readonly BoardPanel[]) => panels.map((one) => one.id).join('')
describe('the panels of a page', () => {
  it('move up and down, and stay where there is no further', () => { expect(ids(moved(three, 'c', -1))).toBe('acb'); expect(ids(moved(three, 'a', 1))).toBe('bac'); expect(ids(moved(three, 'a', -1))).toBe('abc'); expect(ids(moved(three, 'gone', 1))).toBe('abc') })
  it('change and go one at a time, the list before stays as it was', () => { expect(changedPanel(three, 'b', { wide: true })[1]!.wide).toBe(true); expect(three[1]!.wide).toBe(false); expect(ids(without(three, 'b'))).toBe('ac') })
  it('get ids that differ', () => expect(newId()).not.toBe(newId()))
})
describe('the question a panel keeps', () => {
  it('moves along with time when the period does', () => expect(parseSearch(queryOf({ touchpoint: ['desk', 'room'] }, '90d', { metric: 'csat', step: 'week' }))).toEqual({ touchpoint: ['desk', 'room'], period: '90d', metric: 'csat', step: 'week' }))
  it('keeps dates that were chosen, and no period beside them', () => expect(parseSearch(queryOf({ from: '2026-01-01', to: '2026-02-01' }, 'own', { metric: 'csat' }))).toEqual({ from: '2026-01-01', to: '2026-02-01', metric: 'csat' }))
  it('leaves out what the place does not ask', () => expect(queryOf({ metric: 'csat' }, '365d', { metric: undefined, outcome: 'nps@room' })).toBe('period=365d&outcome=nps%40room'))
  it('opens at length in its own place', () => { expect(homeOf('drivers')).toBe('/insights/drivers'); expect(homeOf('text')).toBeUndefined() })
})
describe('a summary', () => {
  const said = (section: SummarySentence['section'], key: string): SummarySentence => ({ section, key, text: key, parts: [{ text: key, strong: false }], figures: [] })
  it('is parted by section in the order it is told', () => expect(sectionsOf({ sections: { now: 'Now', changed: 'Changed' }, sentences: [said('now', 'a'), said('now', 'b'), said('changed', 'c')] }).map((one) => [one.title, one.sentences.length])).toEqual([['Now', 2], ['Changed', 1]]))
})
