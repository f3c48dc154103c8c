// A survey's definition as it is stored: a subset of SurveyJS's JSON with Styk's bindings (docs/surveys.md). It is kept as
// it came, with members nobody here knows; these functions read it.

/** A text, or a text a language; "default" is the survey's own language. */
export type Words = string | Record<string, string>
export interface Item { value: string | number | boolean; text?: Words; visibleIf?: string; touchpoint?: string; promise?: string; [more: string]: unknown }
export interface Part { name: string; title?: Words; inputType?: string; isRequired?: boolean; [more: string]: unknown }
export interface Element {
  type: string; name: string; title?: Words; description?: Words; html?: Words; isRequired?: boolean; requiredIf?: string; visibleIf?: string; metric?: string; touchpoint?: string
  choices?: (Item | string | number)[]; rows?: (Item | string | number)[] | number; columns?: (Item | string | number)[]; items?: Part[]; elements?: Element[]; [more: string]: unknown
}
export interface PageShape { name?: string; title?: Words; description?: Words; visibleIf?: string; questionsOrder?: string; elements?: Element[]; [more: string]: unknown }
export interface Trigger { type: string; expression?: string; gotoName?: string; screenOut?: boolean; [more: string]: unknown }
export interface Definition { locale?: string; title?: Words; description?: Words; completedHtml?: Words; screenedOutHtml?: Words; pages?: PageShape[]; elements?: Element[]; hidden?: string[]; triggers?: Trigger[]; showProgressBar?: boolean | string; showPrevButton?: boolean; questionsOrder?: string; [more: string]: unknown }

// ------------------------------------------------------------------ texts
/** What stands there in one language; without it an empty text. `main` is the survey's own language. */
export function words(value: unknown, language: string, main: string): string {
  if (typeof value === 'string') return language === main ? value : ''
  if (!value || typeof value !== 'object') return ''
  const by = value as Record<string, string>
  return by[language] ?? (language === main ? by['default'] ?? '' : '')
}
/** What a respondent of that language would read: theirs, else the survey's own, else any. */
export function read(value: unknown, language: string, main: string): string {
  return words(value, language, main) || words(value, main, main) || (value && typeof value === 'object' ? Object.values(value as Record<string, string>).find(Boolean) ?? '' : '')
}
/** The same with another text in one language; undefined when nothing is left. */
export function withWords(value: unknown, language: string, main: string, text: string): Words | undefined {
  const by: Record<string, string> = typeof value === 'string' ? { default: value } : { ...(value as Record<string, string> | undefined) }
  const key = language !== main || (main in by && !('default' in by)) ? language : 'default'
  if (text) by[key] = text
  else delete by[key]
  const left = Object.keys(by)
  if (left.length === 0) return undefined
  return left.length === 1 && left[0] === 'default' ? by['default']! : by
}

// ------------------------------------------------------------------ questions
/** What a question is to a person; the wire has fewer types. */
export const questionKinds = ['rating', 'stars', 'faces', 'importance', 'single', 'multiple', 'dropdown', 'yes_no', 'matrix', 'ranking', 'best_worst', 'short_text', 'long_text', 'number', 'date', 'contact', 'consent', 'statement'] as const
export type QuestionKind = (typeof questionKinds)[number]
const wire: Record<string, QuestionKind> = { rating: 'rating', importance: 'importance', radiogroup: 'single', checkbox: 'multiple', dropdown: 'dropdown', boolean: 'yes_no', matrix: 'matrix', ranking: 'ranking', bestworst: 'best_worst', text: 'short_text', comment: 'long_text', multipletext: 'contact', html: 'statement' }
export function kindOf(element: Pick<Element, 'type'> & Partial<Element>): QuestionKind {
  if (element.type === 'rating') return element['rateType'] === 'stars' ? 'stars' : element['rateType'] === 'smileys' ? 'faces' : 'rating'
  if (element.type === 'boolean' && element['consent']) return 'consent'
  if (element.type === 'text' && (element['inputType'] === 'number' || element['inputType'] === 'date')) return element['inputType']
  return wire[element.type] ?? 'short_text'
}
export const asks = (element: Element) => element.type !== 'html'
export const rates = (element: Element) => element.type === 'rating'
/** Free words that a person reads. */
export const isOpen = (element: Element) => element.type === 'comment' || (element.type === 'text' && (element['inputType'] ?? 'text') === 'text')
export const hasChoices = (element: Element) => ['radiogroup', 'checkbox', 'dropdown', 'ranking', 'bestworst'].includes(element.type)

/** The title of a question lies elsewhere in a statement. */
export const titleOf = (element: Element): Words | undefined => element.type === 'html' ? element.html : element.title
export const titleMember = (element: Element) => element.type === 'html' ? 'html' : 'title'

export const itemOf = (one: Item | string | number): Item => typeof one === 'object' ? one : { value: one }
export const itemsOf = (list: unknown): Item[] => Array.isArray(list) ? (list as (Item | string | number)[]).map(itemOf) : []

// ------------------------------------------------------------------ where things stand
/** SurveyJS also knows surveys of one page without a page; here there always are pages. */
export function withPages(definition: Definition): Definition {
  if (definition.pages) return definition
  const { elements, ...rest } = definition
  return { ...rest, pages: [{ name: 'page1', elements: elements ?? [] }] }
}
export const pagesOf = (definition: Definition): PageShape[] => definition.pages ?? []
export interface Placed { element: Element; page: number; /** the indices that lead to it from the page's elements; more than one inside panels */ path: number[]; pointer: string }
/** Every question in the order it is asked, those in panels too. */
export function questionsOf(definition: Definition): Placed[] {
  const out: Placed[] = []
  const walk = (list: readonly Element[] | undefined, page: number, path: number[], pointer: string) => (list ?? []).forEach((element, at) => {
    const here = `${pointer}/elements/${at}`
    if (element.type === 'panel') walk(element.elements, page, [...path, at], here)
    else out.push({ element, page, path: [...path, at], pointer: here })
  })
  pagesOf(definition).forEach((page, at) => walk(page.elements, at, [], `/pages/${at}`))
  return out
}
export const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase()
export const find = (definition: Definition, name: string): Placed | undefined => questionsOf(definition).find((one) => same(one.element.name, name))
/** The question a JSON pointer of the check leads to. */
export function questionAt(definition: Definition, pointer: string): Placed | undefined {
  const inner = pointer.replace(/^\/definition/, '')
  return questionsOf(definition).find((one) => inner === one.pointer || inner.startsWith(`${one.pointer}/`))
}
/** The question a name in an expression speaks of: "room.comfort" and "room-Comment" speak of "room". */
export function questionNamed(definition: Definition, variable: string): Placed | undefined {
  const low = variable.toLowerCase()
  return questionsOf(definition).filter(({ element }) => { const name = element.name.toLowerCase(); return low === name || low === `${name}-comment` || low.startsWith(`${name}.`) || low.startsWith(`${name}[`) })
    .sort((a, b) => b.element.name.length - a.element.name.length)[0]
}
export const mainLanguage = (definition: Definition, survey: { language: string }) => definition.locale || survey.language
