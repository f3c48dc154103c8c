import i18next, { type FormatterModule } from 'i18next'
import { number, setLocale } from '@kit/format'
import { setSay } from '@kit/words'
import type { Language } from '../types'
import type { Key } from './keys'
import { worded } from './terms'

export const languages: readonly Language[] = ['en', 'pl', 'ru']
export type { Key } from './keys'
type Rooms = Record<string, Record<string, string>>
const load: Record<Language, () => Promise<{ rooms: Rooms }>> = { en: () => import('./en'), pl: () => import('./pl'), ru: () => import('./ru') }

export type Values = Record<string, string | number | undefined>
/** t('pulse:needs_you'); plurals by `count`. Typed: a key that is not in the English files does not compile. */
export const t = (key: Key, values?: Values): string => values ? stopped(i18next.t(key, values)) : i18next.t(key)
/** An abbreviation that ends a sentence ("8 окт.") brings its own full stop. */
export const stopped = (text: string): string => text.replace(/([^.])\.\.(?!\.)/gu, '$1.')
/** A text as it is written, with the places for the firm's words still in it. */
export const raw = (key: Key): string => plain[key.slice(0, key.indexOf(':'))]?.[key.slice(key.indexOf(':') + 1)] ?? ''
let plain: Rooms = {}
/** For keys made of data, such as `words:channel.${key}`; falls back to the data itself. */
export const tOr = (key: string, fallback: string, values?: Values): string => i18next.exists(key) ? i18next.t(key as string, values ?? {}) : fallback
export const language = () => i18next.language as Language

/** A count is written as every other number is, whether its text says "number" or not. */
const written = (value: unknown, format?: string, _language?: string, options?: { interpolationkey?: string }): string =>
  typeof value === 'number' && (format === 'number' || options?.interpolationkey === 'count') ? number(value, Number.isInteger(value) ? 0 : 1) : String(value)

/** user's, else the browser's, else the firm's */
export function pick(user?: string | null, firm?: string | null): Language {
  const wanted = [user, ...navigator.languages.map((one) => one.slice(0, 2)), firm, 'en']
  return wanted.find((one): one is Language => languages.includes(one as Language)) ?? 'en'
}
/** The firm's own words, as the session brings them. */
let own: Readonly<Record<string, unknown>> | null = null
/** All texts of a language with the firm's own words in them. Also begins to fetch a language before it is known to be the right one. */
export async function fetchWords(one: Language): Promise<{ rooms: Rooms }> {
  const { rooms } = await load[one]()
  return { rooms: Object.fromEntries(Object.entries(rooms).map(([room, keys]) => [room, Object.fromEntries(Object.entries(keys).map(([key, text]) => [key, worded(text, own, one)]))])) }
}
export async function speak(next: Language, zone: string, words: Readonly<Record<string, unknown>> | null = own): Promise<void> {
  own = words
  plain = (await load[next]()).rooms
  const { rooms } = await fetchWords(next)
  if (!i18next.isInitialized) {
    await i18next.use({ type: 'formatter', init: () => {}, add: () => {}, addCached: () => {}, format: written } as FormatterModule).init({ lng: next, fallbackLng: false, keySeparator: false, ns: Object.keys(rooms), resources: { [next]: rooms }, interpolation: { escapeValue: false, alwaysFormat: true }, showSupportNotice: false } as Parameters<typeof i18next.init>[0])
  } else {
    for (const [room, keys] of Object.entries(rooms)) i18next.addResourceBundle(next, room, keys)
    await i18next.changeLanguage(next)
  }
  // the English of dates is the British one: 12 Oct, Monday first
  setLocale(next === 'en' ? 'en-GB' : next, zone)
  setSay((key, values) => i18next.t(`kit:${key}`, values ?? {}))
  document.documentElement.lang = next
}
