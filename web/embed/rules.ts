// What a snippet asks for, and whether the survey may show itself to this visitor now. Pure.
export const looks = ['inline', 'popup', 'tab'] as const
export type Look = (typeof looks)[number]
export interface Wishes {
  /** the key of the link */
  survey: string
  look: Look
  /** where an inline survey stands: a selector; null: beside the script */
  place: string | null
  /** by what a popup opens; none: at once */
  delay: number | null
  scroll: number | null
  exit: boolean
  click: string | null
  /** from which visit on */
  visit: number
  /** percent of the visitors */
  share: number
  /** days of rest after it was shown */
  again: number
  /** a language; "page": the page's own; "browser": the visitor's */
  language: string
  side: 'left' | 'right'
  label: string | null
  color: string | null
  /** values of hidden fields */
  hidden: [string, string][]
}
/** What this browser remembers of one survey: no name, no number, nothing that leaves it. */
export interface Memory { draw?: number; visits?: number; shown?: number; done?: boolean }

type Given = Readonly<Record<string, string | undefined>>
const number = (text: string | undefined, least: number, most: number): number | null => {
  const value = Number(text)
  return text === undefined || text.trim() === '' || !Number.isFinite(value) ? null : Math.min(most, Math.max(least, value))
}
/** null: the snippet names no survey. */
export function wishesOf(given: Given): Wishes | null {
  const survey = given['survey']?.trim()
  if (!survey || !/^[0-9a-z_-]+$/i.test(survey)) return null
  const look = looks.find((one) => one === given['look']) ?? 'inline'
  return {
    survey, look, place: given['place'] || null,
    delay: number(given['delay'], 0, 86_400), scroll: number(given['scroll'], 0, 100), exit: given['exit'] !== undefined && given['exit'] !== 'false', click: given['click'] || null,
    visit: number(given['visit'], 1, 1000) ?? 1, share: number(given['share'], 0, 100) ?? 100, again: number(given['again'], 0, 3650) ?? (look === 'popup' ? 30 : 0),
    language: given['language'] || 'page', side: given['side'] === 'left' ? 'left' : 'right', label: given['label'] || null,
    // a colour, and nothing that could be more
    color: /^#[0-9a-f]{3,8}$/i.test(given['color'] ?? '') ? given['color']! : null,
    hidden: [...new URLSearchParams(given['hidden'] ?? '')],
  }
}
const day = 86_400_000
/** Shown by itself; what a visitor opens with their own hand is always there. */
export function mayShow(wishes: Wishes, memory: Memory, now: number): boolean {
  if (memory.done || (memory.visits ?? 1) < wishes.visit) return false
  if ((memory.draw ?? 0) >= wishes.share) return false
  return memory.shown === undefined || wishes.again === 0 || now - memory.shown >= wishes.again * day
}
/** The visitor's lot is drawn once, from 0 to below 100: a share that grows later takes in more, never others. */
export const drawn = (memory: Memory, chance: () => number): Memory => (memory.draw === undefined ? { ...memory, draw: chance() * 100 } : memory)

export function languageOf(wish: string, page: string, browser: string): string | null {
  const tag = wish === 'page' ? page || browser : wish === 'browser' ? browser : wish
  return /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(tag) ? tag.split('-')[0]!.toLowerCase() : null
}
export function addressOf(origin: string, wishes: Wishes, language: string | null): string {
  const params = new URLSearchParams({ embed: '1' })
  if (language) params.set('language', language)
  for (const [name, value] of wishes.hidden) params.append(name, value)
  return `${origin}/s/${wishes.survey}?${params}`
}
