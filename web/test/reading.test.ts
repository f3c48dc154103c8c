import { beforeAll, describe, expect, it } from 'vitest'
import i18next from 'i18next'
import reading from '../app/i18n/en/reading.json'
import words from '../app/i18n/en/words.json'
import { setLocale } from '../kit/format'
import { hitSpans, type ReadRating } from '../app/feedback/inbox'
import { together } from '../app/insight/dimensions'
import { correction, correctedOf, denied, disagreement, toneOfScore, undoing } from '../app/reading/correct'
import { partsOf, topicName } from '../app/reading/labels'
import { marksOf } from '../app/reading/Said'
import type { Corrected, Findings, SentimentName } from '../app/reading/shape'
import type { Feedback } from '../app/types'

beforeAll(async () => { setLocale('en-GB', 'Europe/Warsaw'); await i18next.init({ lng: 'en', keySeparator: false, ns: ['reading', 'words'], resources: { en: { reading, words } }, interpolation: { escapeValue: false } } as Parameters<typeof i18next.init>[0]) })

const by = (kind: Corrected['kind'], key: string, value: Corrected['value']): Corrected => ({ kind, key, value, user_id: 'u', user_name: 'Anna', at: '2026-11-20T10:00:00Z', model: 'pl-1' })
const found = (parts: Partial<Findings> = {}): Findings => ({ language: 'en', sentiment: { label: 'negative', score: -0.7, ordinal: 2 }, topics: [], intents: [], emotions: [], personal_data: [], profanity: [], clauses: [], model: 'en-1', corrected: [], ...parts })
const rated = (mood: ReadRating['mood']) => ({ mood, value: 9, metric: { max: 10 } }) as unknown as ReadRating
const voice = (label: SentimentName, corrected: Corrected[] = []) => ({ comment: 'x', findings: found({ sentiment: { label, score: 0, ordinal: 3 }, corrected }) }) as unknown as Feedback

describe('a correction', () => {
  it('names one label and nothing else', () => {
    expect(correction('sentiment', '', 'mixed')).toEqual({ sentiment: 'mixed' })
    expect(correction('topic', 'staff', 'negative')).toEqual({ topics: { staff: 'negative' } })
    expect(correction('intent', 'praise', false)).toEqual({ intents: { praise: false } })
    expect(correction('emotion', 'anger', null)).toEqual({ emotions: { anger: null } })
  })
  it('is undone by what stood before: the model’s word, or an earlier correction', () => {
    expect(undoing(found(), 'topic', 'staff')).toEqual({ topics: { staff: null } })
    expect(undoing(found({ corrected: [by('topic', 'staff', 'positive')] }), 'topic', 'staff')).toEqual({ topics: { staff: 'positive' } })
    expect(undoing(found({ corrected: [by('intent', 'praise', 'false')] }), 'intent', 'praise')).toEqual({ intents: { praise: false } })
    expect(undoing(found({ corrected: [by('emotion', 'anger', 'true')] }), 'emotion', 'anger')).toEqual({ emotions: { anger: true } })
    expect(undoing(found({ corrected: [by('sentiment', '', 'mixed')] }), 'sentiment')).toEqual({ sentiment: 'mixed' })
  })
  it('of one kind is not taken for one of another with the same key', () => expect(correctedOf(found({ corrected: [by('emotion', 'surprise', 'true')] }), 'topic', 'surprise')).toBeUndefined())
  it('that says no is kept to be seen', () => expect(denied(found({ corrected: [by('topic', 'price', 'false'), by('topic', 'staff', 'negative'), by('intent', 'praise', 'false')] }), 'topic').map((one) => one.key)).toEqual(['price']))
})
describe('score and words', () => {
  it('disagree when one is good and the other bad', () => {
    expect(disagreement(voice('negative'), rated('pos'))).toBe('words_bad')
    expect(disagreement(voice('positive'), rated('neg'))).toBe('words_good')
  })
  it('agree when either is in between, or nobody scored', () => {
    for (const label of ['neutral', 'mixed'] as const) expect(disagreement(voice(label), rated('pos'))).toBeNull()
    expect(disagreement(voice('negative'), rated('mid'))).toBeNull()
    expect(disagreement(voice('negative'), rated(undefined))).toBeNull()
    expect(disagreement(voice('negative'), null)).toBeNull()
  })
  it('are judged once: after a correction nobody is asked again', () => expect(disagreement(voice('negative', [by('sentiment', '', 'negative')]), rated('pos'))).toBeNull())
  it('give the score’s own tone', () => expect((['pos', 'neg', 'mid'] as const).map((mood) => toneOfScore(rated(mood)))).toEqual(['positive', 'negative', 'neutral']))
})
describe('the name of a topic', () => {
  const own = { key: 'noise', name: 'Noise', names: { pl: 'Hałas' }, built_in: false }
  it('is the one in the reader’s language, else the firm’s, else ours, else its key', () => {
    expect(topicName([{ ...own, names: { en: 'Noise at night' } }], 'topic', 'noise')).toBe('Noise at night')
    expect(topicName([own], 'topic', 'noise')).toBe('Noise')
    expect(topicName([{ key: 'staff', name: 'obsluga', names: {}, built_in: true }], 'topic', 'staff')).toBe('Staff')
    expect(topicName([], 'topic', 'lifts')).toBe('lifts')
    expect(topicName([], 'emotion', 'anger')).toBe('anger')
  })
  it('may carry how it is spoken of', () => {
    expect(topicName([own], 'topic', 'noise:negative')).toBe('Noise: negative')
    expect(partsOf('noise:negative')).toEqual(['noise', 'negative'])
    expect(partsOf('a:b')).toEqual(['a:b', undefined])
    expect(partsOf(':negative')).toEqual([':negative', undefined])
  })
})
describe('what is marked', () => {
  const name = (kind: string, key: string) => `${kind} ${key}`
  it('is by sign of the weight; nothing is marked for no weight', () => expect(marksOf(found({ sentiment: { label: 'mixed', score: 0, ordinal: 3, because: [{ from: 0, to: 1, weight: -1 }, { from: 2, to: 3, weight: 0.2 }, { from: 4, to: 5, weight: 0 }] } }), name).map((one) => [one.from, one.look, one.words])).toEqual([[0, 'neg', 'negative'], [2, 'pos', 'positive']]))
  it('belongs to its label, so that it can be pointed at', () => expect(marksOf(found({ topics: [{ key: 'staff', probability: 0.9, sentiment: null, because: [{ from: 0, to: 4 }] }], intents: [{ key: 'praise', probability: 1, because: [{ from: 0, to: 4 }] }], clauses: [{ from: 0, to: 9, sentiment: { label: 'neutral', score: 0, ordinal: 3 }, topics: [] }] }), name).map((one) => [one.id, one.look])).toEqual([['topic:staff', 'top'], ['intent:praise', 'plain'], ['clause:0', 'plain']]))
  it('is nothing where a list gave no words, or nothing was read', () => {
    expect(marksOf(found({ topics: [{ key: 'staff', probability: 0.9, sentiment: null }] }), name)).toEqual([])
    expect(marksOf(null, name)).toEqual([])
  })
  it('finds the searched words by their place', () => expect(hitSpans('The Road, the road.', 'road')).toEqual([{ from: 4, to: 8 }, { from: 14, to: 18 }]))
})
describe('groupings', () => {
  it('of which a voice has several do not stand against each other', () => {
    expect(together('topic', 'emotion')).toBe(false)
    expect(together('topic', 'sentiment')).toBe(true)
    expect(together('touchpoint', 'intent')).toBe(true)
  })
})
