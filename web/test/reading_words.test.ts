import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { intents, labelKinds, sentiments } from '../app/reading/shape'

const read = (language: string, room: string) => JSON.parse(readFileSync(new URL(`../app/i18n/${language}/${room}.json`, import.meta.url), 'utf8')) as Record<string, string>
/** What the server's own vocabulary of comments names: the headings of its files of words, and the kinds of personal data. */
const cues = (kind: string) => [...new Set([...readFileSync(new URL('../../models/words/en.txt', import.meta.url), 'utf8').matchAll(new RegExp(`^\\[${kind}\\.([a-z_]+)\\]`, 'gm'))].map((found) => found[1]!))]
const personal = [.../enum class PersonalKind[^{]*{([^}]*)}/.exec(readFileSync(new URL('../../src/text/personal_data.h', import.meta.url), 'utf8'))![1]!.matchAll(/[a-z_]+/g)].map((found) => found[0])

// keys made of data fall back to the data: nothing else would tell that a word is missing
describe.each(['en', 'pl', 'ru'])('%s', (language) => {
  const words = read(language, 'words')
  const missing = (kind: string, keys: readonly string[]) => keys.filter((key) => !words[`${kind}.${key}`])
  it('names every topic, emotion and intent that comes with Styk', () => {
    expect(cues('topic')).toHaveLength(14)
    for (const kind of ['topic', 'emotion', 'intent']) expect(missing(kind, cues(kind)), kind).toEqual([])
  })
  it('names every sentiment, and each kind of label as a filter', () => { expect(missing('sentiment', sentiments)).toEqual([]); expect(missing('dim', labelKinds)).toEqual([]) })
  it('names every kind of personal data that is covered', () => { expect(personal.length).toBeGreaterThan(8); expect(personal.filter((kind) => !read(language, 'reading')[`personal.${kind}`])).toEqual([]) })
})
describe('intents', () => it('of the console are those of the server', () => expect([...intents].sort()).toEqual(cues('intent').sort())))
