import { describe, expect, it } from 'vitest'
import { answerable, placeOptions, placeTitle, said } from '../app/feedback/import/answers'

const places = [{ name: 'topics', title: 'What was good?', kind: 'text', question: 'topics', whole: true, choices: [{ value: 'price', title: 'Price' }] }]

describe('answers of another tool', () => {
  it('may go where the survey asks', () => {
    expect(placeOptions(places)).toEqual([{ value: 'answer:topics', label: 'What was good?' }])
    expect(placeOptions([{ ...places[0]!, title: 'x'.repeat(200) }])[0]!.label).toHaveLength(80)
  })
  it('are told by the titles of their choices', () => {
    expect(said(['price', 'other'], places[0]!.choices)).toBe('Price, other')
    expect(said({ bed: 2, food: ['a', true] })).toBe('bed: 2, food: a, ✓')
    expect(placeTitle(places, 'topics')).toBe('What was good?')
    expect(placeTitle(places, 'topics-Comment')).toBe('topics-Comment')
  })
  it('belong only to a survey that was published once', () => expect([answerable({ version: 0 }), answerable({ version: null }), answerable({ version: 2 })]).toEqual([false, false, true]))
})
