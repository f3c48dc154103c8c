import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { chosen, draftOf, draftsOf, incomplete, stored } from '../app/firm/words/choose'
import { known, lookUp, many, meant, ours, placesOf, termNames, termOf, titleOf, worded } from '../app/i18n/terms'

const folder = new URL('../app/i18n/', import.meta.url)
type Texts = Record<string, string>
const read = (language: string, room: string) => JSON.parse(readFileSync(new URL(`${language}/${room}`, folder), 'utf8')) as Texts
const languages = ['en', 'pl', 'ru'] as const
/** What a person types, such as {secret}, is the same in every language: not a word of ours. */
const typed = (room: string, key: string) => languages.map((one) => [...(read(one, room)[key] ?? '').matchAll(/(?<!{){[\w.]+}(?!})/g)].map((found) => found[0])).reduce((a, b) => a.filter((one) => b.includes(one)))
const texts = (language: string) => readdirSync(new URL(`${language}/`, folder)).filter((name) => name.endsWith('.json')).flatMap((room) => Object.entries(read(language, room)).map(([key, text]) => ({ key: `${room.slice(0, -5)}:${key}`, text: text.includes('{') && /(?<!{){[\w.]+}/.test(text) ? typed(room, key).reduce((left, one) => left.replaceAll(one, ''), text) : text })))
const lawyer = { customer: { en: { one: 'owner', other: 'owners' }, pl: { gender: 'f' as const, one: ['osoba', 'osoby', 'osobie', 'osobę', 'osobą', 'osobie'], other: ['osoby', 'osób', 'osobom', 'osoby', 'osobami', 'osobach'] } } }

describe('the words of a firm in a text', () => {
  it('our own words stand there when the firm has none', () => {
    expect(worded('Ask {customers} at each {touchpoint}.', {}, 'en')).toBe('Ask customers at each touchpoint.')
    expect(worded('Zapytaj {klientów:A} w {punkcie styku}.', null, 'pl')).toBe('Zapytaj klientów w punkcie styku.')
  })
  it('a known word brings its forms in every language', () => {
    expect(worded('{Klienci} o {klientach}', { customer: 'guest' }, 'pl')).toBe('Goście o gościach')
    expect(worded('У {клиентов:G}, с {клиентами}', { customer: 'Пациент' }, 'ru')).toBe('У пациентов, с пациентами')
    expect(titleOf({ customer: 'gość' }, 'customer', 'en')).toBe('Guests')
    expect(many({ customer: 'patient' }, 'customer', 'ru')).toBe('пациенты')
  })
  it('the letter tells the accusative from the genitive', () => {
    expect(worded('Dodaj {klienta:a}. Karta {klienta:g}.', lawyer, 'pl')).toBe('Dodaj osobę. Karta osoby.')
  })
  it('an article follows the word, a capital stays a capital', () => {
    expect(worded('Invite a {customer}. {Customers}', lawyer, 'en')).toBe('Invite an owner. Owners')
    expect(worded('An example of a {customer}', { customer: 'guest' }, 'en')).toBe('An example of a guest')
    expect(worded('nie {klient}, a {klient}', lawyer, 'pl')).toBe('nie osoba, a osoba')
  })
  it('what agrees with the word follows its gender', () => {
    expect(worded('w {każdym|każdej|każdym:touchpoint} {punkcie styku}', {}, 'pl')).toBe('w każdym punkcie styku')
    expect(worded('о {каждом|каждой|каждом:touchpoint} {точке контакта:l}', { touchpoint: 'meeting' }, 'ru')).toBe('о каждом месте встречи')
  })
  it('a language the firm left out keeps our word; places for figures stay', () => {
    expect(worded('{{count}} {клиент}', lawyer, 'ru')).toBe('{{count}} клиент')
    expect(worded('{{customers}} {nothing of ours}', lawyer, 'en')).toBe('{{customers}} {nothing of ours}')
  })
  it('anything else stored under a word is our word', () => {
    for (const words of [{ customer: 'widget buyer' }, { customer: 'constructor' }, { customer: '' }]) expect(termOf(words, 'customer')).toBe(ours.customer)
    expect(lookUp('customer', ' Guest ')).toBe(known.customer['guest'])
  })
  it('every known word has six cases for one and for many', () => {
    for (const name of termNames) for (const term of [ours[name], ...Object.values(known[name])]) for (const forms of [term.pl, term.ru]) expect([forms.one.length, forms.other.length, [...forms.one, ...forms.other].every((one) => one.trim() !== '')], forms.one[0]).toEqual([6, 6, true])
  })
})

describe.each(['en', 'pl', 'ru'] as const)('texts in %s', (language) => {
  const all = texts(language)
  it('name only words that are known, in forms that are theirs', () => {
    for (const { key, text } of all) for (const { inside, letter } of placesOf(text)) expect(meant(inside, letter, language), `${key}: {${inside}${letter ? `:${letter}` : ''}}`).toBeDefined()
  })
  it('leave no brace behind', () => {
    for (const { key, text } of all) expect(worded(text, { customer: 'guest', touchpoint: 'contact', journey: 'path', case: 'request' }, language).replace(/{{[^{}]*}}/g, ''), key).not.toMatch(/[{|]\p{L}/u)
  })
  it.skipIf(language === 'en')('say which case is meant where one form serves several', () => {
    for (const { key, text } of all) for (const { inside, letter } of placesOf(text)) {
      const found = meant(inside, letter, language)!
      const forms = [...ours[found.name][language as 'pl' | 'ru'].one, ...ours[found.name][language as 'pl' | 'ru'].other]
      if (forms.filter((one) => one === inside.toLowerCase()).length > 1) expect(letter, `${key}: {${inside}}`).toBeDefined()
    }
  })
  // the words of the trade stand in braces wherever they mean the four: a firm must never read ours beside its own
  it('never name a customer or a touchpoint outside braces', () => {
    const bare = { en: /\b(customers?|touchpoints?)\b/i, pl: /\b(klient|klienc|punk\w+ styku)/i, ru: /(клиент|точ\S+ контакта)/i }[language]
    for (const { key, text } of all) expect(text.replace(/{{[^{}]*}}|{[^{}]*}/g, ''), key).not.toMatch(bare)
  })
})

describe('choosing the words', () => {
  it('ours are stored as nothing, a known word with all its forms', () => {
    const drafts = draftsOf({})
    expect(stored(drafts)).toEqual({})
    const next = { ...drafts, customer: chosen('customer', drafts.customer, 'patient') }
    expect(stored(next)).toEqual({ customer: known.customer['patient'] })
    expect(draftOf(stored(next) as Record<string, unknown>, 'customer').choice).toBe('patient')
  })
  it('a plain text of earlier days is found again', () => {
    expect(draftOf({ customer: 'gość' }, 'customer').choice).toBe('guest')
    expect(draftOf({ customer: 'widget buyer' }, 'customer')).toMatchObject({ choice: 'own', term: { en: { one: 'widget buyer' } } })
  })
  it('a language half filled is named, an empty one is left out', () => {
    const half = { choice: 'own', term: { ...lawyer.customer, ru: { gender: 'f' as const, one: ['особа', '', '', '', '', ''], other: Array<string>(6).fill('') } } }
    expect(incomplete(half.term)).toEqual(['ru'])
    expect(stored({ ...draftsOf({}), customer: { choice: 'own', term: { ...lawyer.customer, ru: { gender: 'f', one: Array<string>(6).fill(''), other: Array<string>(6).fill('') } } } })).toEqual(lawyer)
  })
})
