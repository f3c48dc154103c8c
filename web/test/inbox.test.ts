import { describe, expect, it } from 'vitest'
import { setLocale } from '../kit/format'
import { firstRating, grouped, hits, moodIn, saidAt } from '../app/feedback/inbox'
import type { Feedback, Metric, Rating } from '../app/types'

const metric = (key: string, positive: number[], negative: number[]) => ({ key, positive, negative, min: 1, max: 5 }) as unknown as Metric
const csat = metric('csat', [4, 5], [1, 2])
const rating = (name: string, value: Rating['value'], touchpoint: string | null = null): Rating => ({ metric: name, value, touchpoint })
const feedback = (ratings: Rating[]) => ({ ratings }) as unknown as Feedback

describe('the score that stands for a voice', () => {
  it('is the first number of a known metric', () => expect(firstRating(feedback([rating('csat', 'not_applicable'), rating('other', 3), rating('csat', 2)]), [csat])).toMatchObject({ value: 2, mood: 'neg' }))
  it('is none when nobody scored', () => expect(firstRating(feedback([rating('csat', null)]), [csat])).toBeNull())
  it('has no mood where the metric names no sets', () => {
    expect(moodIn(3, metric('plain', [], []))).toBeUndefined()
    expect(moodIn(3, csat)).toBe('mid')
  })
})
describe('the time of a voice', () => {
  it('is a month when an employee speaks, in the firm’s zone', () => { setLocale('en-GB', 'Europe/Warsaw'); expect(saidAt({ kind: 'employee_voice', occurred_at: '2024-04-30T22:00:00Z' } as Feedback)).toEqual({ words: 'May 2024', title: 'May 2024' }) })
  it('is a day otherwise', () => expect(saidAt({ kind: 'note', occurred_at: '2024-04-30T22:00:00Z' } as Feedback).words).toContain('1 May'))
})
describe('ratings', () => {
  it('stand under their touchpoint, those of the whole first, in the order given', () => {
    const groups = grouped([rating('a', 1, 'room'), rating('b', 2), rating('c', 3, 'room'), rating('d', 4, 'desk')], 'desk')
    expect(groups.map(([touchpoint, some]) => [touchpoint, some.map((one) => one.metric)])).toEqual([['desk', ['b', 'd']], ['room', ['a', 'c']]])
  })
})
describe('searched words', () => {
  it('are cut out of the text whatever their case', () => expect(hits('The Road, the road.', 'ROAD')).toEqual(['The ', 'Road', ', the ', 'road', '.']))
  it('are taken literally', () => expect(hits('1+1 is 2', '1+1')).toEqual(['', '1+1', ' is 2']))
  it('are not marked when they are letters or left out', () => expect(hits('a cat', 'a -cat')).toEqual(['a cat']))
})
