import { describe, expect, it } from 'vitest'
import { assign, type Draft, draftOf, lacks, listed, mapOf, slug } from '../app/feedback/import/map'

const columns = ['Id', 'When', 'Words', 'Seat comfort', 'Hotel', 'Class', 'Guest'].map((name) => ({ name, examples: [], guess: {} }))
const map = {
  delimiter: ';', encoding: 'windows-1250', source: 'import', channel: 'web', key: 'Id', occurred_at: { column: 'When', format: '%d.%m.%Y' }, comment: 'Words', location: { column: 'Hotel', create: true }, customer: 'Guest',
  ratings: [{ column: 'Seat comfort', metric: 'csat', touchpoint: 'seat_comfort', not_applicable: ['0'] }], attributes: [{ column: 'Class', key: 'class', dimension: true }], ignore: [], create_touchpoints: true,
}
const file = { kind: 'feedback' as const, map, columns, delimiter: ';', encoding: 'windows-1250' }
const blank = (): Draft => draftOf({ ...file, map: {} })

describe('the map of an import', () => {
  it('comes back as it went in', () => expect(mapOf('feedback', draftOf(file))).toEqual({ ...map, kind: 'response' }))
  it('leaves out every column it does not name', () => {
    expect(mapOf('feedback', blank())['ignore']).toEqual(columns.map((one) => one.name))
    expect(Object.values(blank().roles).every((role) => role.as === 'ignore')).toBe(true)
  })
  it('tells a fixed value from a column of the same name', () => {
    const draft = draftOf({ ...file, map: { channel: 'Class', brand: { column: 'Class', create: false } } })
    expect(draft.whole.channel).toBe('Class')
    expect(draft.roles['Class']).toEqual({ as: 'field', field: 'brand' })
    expect(draft.whole.createPlaces).toBe(false)
  })
  it('reads customers and events by their own fields', () => {
    const people = draftOf({ ...file, kind: 'customers', map: { key: 'Id', name: 'Guest', segment: { column: 'Class' } } })
    expect(mapOf('customers', people)).toMatchObject({ key: 'Id', name: 'Guest', segment: { column: 'Class' } })
    expect(mapOf('customers', people)).not.toHaveProperty('ratings')
    const events = draftOf({ ...file, kind: 'events', map: { key: 'Id', type: 'check_in', occurred_at: { column: 'When' }, channel: 'store' } })
    expect(mapOf('events', events)).toMatchObject({ key: 'Id', type: 'check_in', occurred_at: { column: 'When', format: 'iso' }, channel: 'store' })
  })
  it('uses one day for all rows only while no column holds the date', () => {
    const draft = blank()
    draft.whole.date = '2026-11-21'
    expect(mapOf('feedback', draft)['occurred_at']).toBe('2026-11-21')
    expect(mapOf('feedback', assign(draft, 'When', { as: 'field', field: 'occurred_at', format: 'iso' }))['occurred_at']).toEqual({ column: 'When', format: 'iso' })
  })
  it('ignores columns that the file does not have', () => expect(mapOf('feedback', draftOf({ ...file, map: { comment: 'Gone', ratings: [{ column: 'Gone', metric: 'csat' }] } }))).toMatchObject({ ratings: [] }))
})
describe('a role', () => {
  it('of a field is held by one column at a time', () => {
    const draft = assign(draftOf(file), 'Class', { as: 'field', field: 'comment' })
    expect(draft.roles['Words']).toEqual({ as: 'ignore' })
    expect(mapOf('feedback', draft)['comment']).toBe('Class')
  })
  it('of a rating may be held by many', () => {
    const rating = { as: 'rating', metric: 'csat', touchpoint: '', notApplicable: [] } as const
    const draft = assign(assign(blank(), 'Class', { ...rating, notApplicable: [] }), 'Hotel', { ...rating, notApplicable: [] })
    expect(mapOf('feedback', draft)['ratings']).toHaveLength(2)
  })
})
describe('answers to a survey', () => {
  const sheet = { ...map, comment: undefined, ratings: [], survey: 'stay', finished: 'Class', attributes: [], answers: [{ column: 'Words', answer: 'why', no_answer: ['-'] }, { column: 'Seat comfort', answer: 'seat' }] }
  const draft = draftOf({ ...file, map: sheet })
  it('come back as they went in', () => {
    expect(draft.whole.survey).toBe('stay')
    expect(mapOf('feedback', draft)).toMatchObject({ survey: 'stay', finished: 'Class', answers: sheet.answers, ratings: [] })
  })
  it('are enough for a check, and none is taken twice', () => {
    expect(lacks('feedback', draft)).toEqual([])
    const moved = assign(draft, 'Guest', { as: 'answer', answer: 'seat', noAnswer: [] })
    expect(moved.roles['Seat comfort']).toEqual({ as: 'ignore' })
  })
  it('leave nothing behind where there are none', () => expect(mapOf('feedback', draftOf(file))).not.toHaveProperty('answers'))
})
describe('what is lacking', () => {
  it('is nothing for a whole map', () => expect(lacks('feedback', draftOf(file))).toEqual([]))
  it('is named for each kind', () => {
    expect(lacks('feedback', blank())).toEqual(['words_or_scores', 'date'])
    expect(lacks('feedback', assign(draftOf(file), 'Class', { as: 'rating', metric: '', touchpoint: '', notApplicable: [] }))).toEqual(['metric'])
    expect(lacks('customers', draftOf({ ...file, kind: 'customers', map: {} }))).toEqual(['customer_key'])
    expect(lacks('events', draftOf({ ...file, kind: 'events', map: {} }))).toEqual(['event_key', 'event_type', 'date'])
  })
})
describe('keys and lists', () => {
  it.each([['Seat comfort', 'seat_comfort'], ['Łóżko i pościel', 'lozko_i_posciel'], ['Чистота номера', 'chistota_nomera'], ['%%%', 'column']])('%s becomes %s', (name, key) => expect(slug(name)).toBe(key))
  it('splits values by commas and forgets repeats', () => expect(listed(' 0, n/a,,0 ')).toEqual(['0', 'n/a']))
})
