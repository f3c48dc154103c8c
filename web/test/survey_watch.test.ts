import { describe, expect, it } from 'vitest'
import { readFile } from '@app/survey/NewPage'
import { spokenWords } from '@app/survey/spoken'
import { together } from '@app/survey/together'
import type { CheckProblem, QuestionResult, Scored } from '@app/survey/types'
import { meanScale, ordered, shapeOf, shareScale } from '@app/survey/watch/shares'

const figure = (value: number | null, lo: number | null = null, hi: number | null = null): Scored => ({ n: 40, value, lo, hi, tier: 'normal', level: 0.95, method: 't', reason: null, histogram: null })
const shaped = (min: number, counts: number[]): Scored => ({ ...figure(3), histogram: { min, counts, missing: 0, not_applicable: 0 } })
const result = (more: Partial<QuestionResult>): QuestionResult => ({ name: 'q', type: 'rating', title: '', page: 'p', metric: null, touchpoint: null, shown: 40, answered: 40, skipped: 0, not_shown: 0, stopped_here: 0, left: figure(0), figure: null, mean: null, choices: [], rows: [], texts: 0, reason: null, ...more })
const row = (value: string, mean: number) => ({ value, title: value, answered: 40, choices: [], mean: figure(mean), importance: null })

describe('results', () => {
  it('are drawn on the scale that was asked', () => {
    expect(meanScale(result({ mean: shaped(0, [1, 2, 3]) }))).toEqual([0, 2])
    expect(meanScale(result({ type: 'ranking', rows: [row('a', 1.2), row('b', 2), row('c', 2.8)] }))).toEqual([1, 3])
    expect(meanScale(result({ type: 'text', mean: figure(10, 8, 20) }))).toEqual([0, 22])
    expect(meanScale(result({ type: 'text', mean: figure(-4, -6, -2) }))[0]).toBe(-6)
  })
  it('show shares on the half of the scale when all lie there', () => {
    const choice = (hi: number) => ({ value: 'a', title: 'a', n: 4, share: figure(hi - 0.1, hi - 0.2, hi) })
    expect(shareScale([choice(0.3), choice(0.5)])).toEqual([0, 0.5])
    expect(shareScale([choice(0.3), choice(0.51)])).toEqual([0, 1])
  })
  it('keep the shape of a scale, or none where it may not be shown', () => {
    expect(shapeOf(result({ figure: shaped(1, [5, 0, 2]) }))).toEqual([{ value: 1, count: 5 }, { value: 2, count: 0 }, { value: 3, count: 2 }])
    expect(shapeOf(result({ figure: figure(1) }))).toBeNull()
  })
  it('put a ranking in order and leave a table as it was asked', () => {
    const rows = [row('late', 2.5), row('first', 1.1), row('next', 1.9)]
    expect(ordered(result({ type: 'ranking', rows })).map((one) => one.value)).toEqual(['first', 'next', 'late'])
    expect(ordered(result({ type: 'matrix', rows })).map((one) => one.value)).toEqual(['late', 'first', 'next'])
  })
})
it('missing translations of one language are one thing to do', () => {
  const problem = (more: Partial<CheckProblem>): CheckProblem => ({ key: 'missing_translation', level: 'warning', pointer: '/title', question: null, language: 'pl', values: {}, message: '', dismissable: true, dismissed: null, ...more })
  const all = together([problem({ question: 'a' }), problem({ question: 'b' }), problem({ language: 'ru', question: 'a' }), problem({ key: 'too_long', language: null }), problem({ question: 'c', dismissed: { reason: 'x', by: null, at: '' } })])
  expect(all.map((one) => [one.key, one.language, one.values['count'] ?? null, one.also, one.question])).toEqual([['missing_translation', 'pl', 2, ['a', 'b'], null], ['missing_translation', 'ru', 1, ['a'], 'a'], ['too_long', null, null, [null], null], ['missing_translation', 'pl', 1, ['c'], 'c']])
})
it('the house’s own words come in every language of the survey', () => {
  const all = { en: { survey: { sample_row: 'Row {{number}}' } }, pl: { survey: { sample_row: 'Wiersz {{number}}' } } }
  expect(spokenWords(all, 'en', ['en', 'pl', 'de'])('survey:sample_row', { number: 2 })).toEqual({ default: 'Row 2', pl: 'Wiersz 2' })
  expect(spokenWords(all, 'pl', ['pl'])('survey:sample_row', { number: 2 })).toBe('Wiersz 2')
  expect(spokenWords(all, 'de', ['de'])('survey:sample_row', { number: 2 })).toBe('Row 2')
})
describe('a file', () => {
  it('of Styk keeps everything but the name one gives it', () => {
    const read = readFile(JSON.stringify({ format: 'styk.survey', version: 1, survey: { name: 'Old', kind: 'audit' }, definition: { pages: [] } }), 'x.json')
    expect(read !== 'unreadable' && [read.name, read.body('New')]).toEqual(['Old', { format: 'styk.survey', version: 1, survey: { name: 'New', kind: 'audit' }, definition: { pages: [] } }])
  })
  it('of SurveyJS is a definition', () => {
    const read = readFile(JSON.stringify({ title: { default: 'Rooms', de: 'Zimmer' }, elements: [{ type: 'text', name: 'a' }] }), 'rooms.json')
    expect(read !== 'unreadable' && [read.name, Object.keys(read.body('N'))]).toEqual(['Rooms', ['name', 'definition']])
  })
  it.each(['', '[]', '{}', '{"pages": 1}', 'null'])('%s is no survey', (text) => expect(readFile(text, 'x.json')).toBe('unreadable'))
})
