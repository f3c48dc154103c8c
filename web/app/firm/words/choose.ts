// The firm's own words while they are being chosen: a known word, ours, or one with all its forms typed.
import { type FirmWords, type Forms, type Gender, known, lookUp, ours, type Term, type TermName, termNames } from '../../i18n/terms'
import type { Language } from '../../types'

export interface Draft { /** '' ours, the name of a known word, 'own' */ choice: string; term: Term }
export type Drafts = Record<TermName, Draft>
const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
const ordered = (term: Term): Term => ({ ...(term.en && { en: { one: term.en.one, other: term.en.other } }), ...(term.pl && { pl: ordinary(term.pl) }), ...(term.ru && { ru: ordinary(term.ru) }) })
const ordinary = (forms: Forms): Forms => ({ gender: forms.gender, one: [...forms.one], other: [...forms.other] })
/** What is stored, as it is chosen from. */
export function draftOf(words: Readonly<Record<string, unknown>>, name: TermName): Draft {
  const stored = Object.hasOwn(words, name) ? words[name] as string | Term : undefined
  if (stored === undefined || stored === null) return { choice: '', term: ours[name] }
  if (typeof stored === 'string') { const found = lookUp(name, stored); return found ? { choice: Object.keys(known[name]).find((key) => known[name][key] === found)!, term: found } : { choice: 'own', term: { ...ours[name], en: { one: stored, other: stored } } } }
  const key = Object.keys(known[name]).find((one) => same(ordered(known[name][one]!), ordered(stored)))
  return { choice: key ?? 'own', term: stored }
}
export const draftsOf = (words: Readonly<Record<string, unknown>>): Drafts => Object.fromEntries(termNames.map((name) => [name, draftOf(words, name)])) as Drafts
/** Another choice: a known word brings its forms, an own one starts from what stands there. */
export function chosen(name: TermName, draft: Draft, choice: string): Draft {
  if (choice === 'own') return { choice, term: draft.term }
  return { choice, term: choice === '' ? ours[name] : known[name][choice] ?? draft.term }
}
export const blankForms = (gender: Gender = 'm'): Forms => ({ gender, one: Array<string>(6).fill(''), other: Array<string>(6).fill('') })
const filledOf = (term: Term, language: Language): string[] => language === 'en' ? [term.en?.one ?? '', term.en?.other ?? ''] : [...(term[language]?.one ?? []), ...(term[language]?.other ?? [])]
/** Languages in which some forms are written and some are not. */
export const incomplete = (term: Term): Language[] => (['en', 'pl', 'ru'] as const).filter((language) => { const all = filledOf(term, language).map((one) => one.trim()); return all.some((one) => one !== '') && all.some((one) => one === '') })
/** What to store: nothing for our own words; an empty language keeps ours. */
export function stored(drafts: Drafts): FirmWords {
  const out: FirmWords = {}
  for (const name of termNames) {
    const { choice, term } = drafts[name]
    if (choice === '') continue
    const kept = ordered(Object.fromEntries((['en', 'pl', 'ru'] as const).filter((language) => filledOf(term, language).some((one) => one.trim() !== '')).map((language) => [language, term[language]])) as Term)
    if (Object.keys(kept).length > 0) out[name] = kept
  }
  return out
}
