import { describe, expect, it } from 'vitest'
import { query } from '../app/api'
import { carried, datesOf, paramsOf, parseSearch, scopeOf, stringifySearch } from '../app/frame/scope'

describe('filters and the address', () => {
  it.each(['', '?location=sopot&location=riga&period=30d', '?touchpoint=checks_in&touchpoint=%21room&attribute.trip=family', '?from=2026-01-01&to=2026-02-01&q=ko%C5%82dra+100%25', '?topic=&has_comment=true', '?topic=staff&topic='])('%s survives the way there and back', (text) => {
    expect(stringifySearch(parseSearch(text))).toBe(text)
  })
  it('drops what is empty', () => expect(stringifySearch({ a: undefined, b: '', c: [], d: ['x', ''] })).toBe('?d=x'))
  it('keeps "has none" of a filter that may have none, and asks the server for it', () => {
    const scope = scopeOf(parseSearch('?topic=&q='))
    expect(scope.filters['topic']).toEqual([''])
    expect(query(paramsOf({ ...scope, period: 'all' }))).toBe('?topic=')
    expect(query({ topic: '', q: [''] })).toBe('')
  })
  it('knows its own words and leaves the page the others', () => {
    const scope = scopeOf(parseSearch('?location=sopot&attribute.trip=family&show=nps&open=7'))
    expect(scope.filters).toEqual({ location: ['sopot'], 'attribute.trip': ['family'] })
    expect(carried(parseSearch('?location=sopot&show=nps&period=30d'))).toEqual({ location: 'sopot', period: '30d' })
  })
})
describe('periods', () => {
  const today = '2026-11-21'
  it('counts today in: the end is exclusive', () => expect(datesOf(scopeOf({}), today)).toEqual({ from: '2026-08-24', to: '2026-11-22' }))
  it('begins this year on the first of January', () => expect(datesOf(scopeOf({ period: 'year' }), today)).toEqual({ from: '2026-01-01', to: '2026-11-22' }))
  it('asks for no dates at all for all time', () => expect(datesOf(scopeOf({ period: 'all' }), today)).toEqual({}))
  it('shows the last day counted of own dates and sends the day after it', () => {
    const scope = scopeOf({ from: '2026-03-01', to: '2026-04-01' })
    expect(scope.until).toBe('2026-03-31'); expect(datesOf(scope, today)).toEqual({ from: '2026-03-01', to: '2026-04-01' })
  })
  it('falls back to 90 days when the address names no known period', () => expect(scopeOf({ period: 'soon' }).period).toBe('90d'))
  it('sends filters beside the dates', () => expect(paramsOf(scopeOf({ location: ['a', 'b'] }), today)).toEqual({ from: '2026-08-24', to: '2026-11-22', location: ['a', 'b'] }))
})
