import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { stopped } from '@app/i18n'

const folder = new URL('../app/i18n/', import.meta.url)
const read = (language: string, room: string) => JSON.parse(readFileSync(new URL(`${language}/${room}`, folder), 'utf8')) as Record<string, string>
const keysOf = (language: string, room: string) => [...readFileSync(new URL(`${language}/${room}`, folder), 'utf8').matchAll(/^ {2}"([^"]+)":/gm)].map((found) => found[1]!)
const rooms = (language: string) => readdirSync(new URL(`${language}/`, folder)).filter((name) => name.endsWith('.json')).sort()
const forms = { en: ['one', 'other'], pl: ['one', 'few', 'many', 'other'], ru: ['one', 'few', 'many', 'other'] } as const
const stem = (key: string) => key.replace(/_(one|few|many|other)$/, '')
const plurals = (keys: Record<string, string>) => new Set(Object.keys(keys).filter((key) => key.endsWith('_other')).map(stem))
const places = (text: string) => [...text.matchAll(/{{\s*([\w.]+)/g)].map((m) => m[1]).sort()

describe.each(['en', 'pl', 'ru'] as const)('%s', (language) => {
  it('has the rooms of English and no other', () => expect(rooms(language)).toEqual(rooms('en')))
  it.each(rooms('en'))('%s: has every key, every plural form, no empty text', (room) => {
    const own = read(language, room)
    const english = read('en', room)
    const many = plurals(english)
    const wanted = Object.keys(english).filter((key) => !many.has(stem(key))).concat([...many].flatMap((one) => forms[language].map((form) => `${one}_${form}`)))
    expect(Object.keys(own).sort()).toEqual(wanted.sort())
    for (const [key, text] of Object.entries(own)) expect(text.trim(), key).not.toBe('')
  })
  it.each(rooms('en'))('%s: says nothing twice under one key', (room) => { const keys = keysOf(language, room); expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]); expect(keys).toEqual(Object.keys(read(language, room))) })
  it.each(rooms('en'))('%s: fills the same places as English', (room) => {
    const english = read('en', room)
    for (const [key, text] of Object.entries(read(language, room))) {
      const source = english[`${stem(key)}_other`] ?? english[key] ?? ''
      const extra = places(text).filter((name) => !places(source).includes(name))
      expect(extra, key).toEqual([])
      // a plural form may leave the count out ("one answer"), nothing else may be lost
      expect(places(source).filter((name) => !places(text).includes(name) && !(name === 'count' && plurals(english).has(stem(key)))), key).toEqual([])
    }
  })
})
it('ends a sentence with one full stop, and leaves three dots alone', () => expect(['Последнее: 8 окт..', 'do 8 paź.. Potem', 'and so on...', 'Wait…', 'One. Two.'].map(stopped)).toEqual(['Последнее: 8 окт.', 'do 8 paź. Potem', 'and so on...', 'Wait…', 'One. Two.']))
