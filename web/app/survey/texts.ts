// Every text of a survey that a respondent may read, with the place where it stands: for translating, and for counting gaps.
import { type Definition, type Element, type Item, itemsOf, pagesOf, questionsOf, titleMember, words, withWords } from './shape'

/** What the text is, as a key of the words (survey:text.KEY). */
export type TextRole = 'survey_title' | 'survey_about' | 'thanks' | 'screened_out' | 'page_title' | 'page_about' | 'title' | 'help' | 'required' | 'low' | 'high' | 'not_applicable' | 'other' | 'none' | 'placeholder' | 'choice' | 'row' | 'column' | 'part' | 'yes' | 'no'
export interface PlacedText { role: TextRole; /** keys and indices from the definition's root */ path: readonly (string | number)[]; pointer: string; /** null: of a page or the survey */ question: string | null; page: number | null; value: unknown }

const ofSurvey: readonly [string, TextRole][] = [['title', 'survey_title'], ['description', 'survey_about'], ['completedHtml', 'thanks'], ['screenedOutHtml', 'screened_out']]
const ofQuestion: readonly [string, TextRole][] = [['description', 'help'], ['requiredErrorText', 'required'], ['minRateDescription', 'low'], ['maxRateDescription', 'high'], ['notApplicable', 'not_applicable'], ['labelTrue', 'yes'], ['labelFalse', 'no'], ['otherText', 'other'], ['noneText', 'none'], ['placeholder', 'placeholder']]
const lists: readonly [string, TextRole][] = [['choices', 'choice'], ['rows', 'row'], ['columns', 'column']]
const filled = (value: unknown) => typeof value === 'string' ? value !== '' : !!value && typeof value === 'object' && Object.values(value).some(Boolean)

/** Texts that exist in at least one language. */
export function textsOf(definition: Definition): PlacedText[] {
  const out: PlacedText[] = []
  const add = (role: TextRole, path: (string | number)[], value: unknown, question: string | null, page: number | null) => { if (filled(value)) out.push({ role, path, pointer: `/${path.join('/')}`, question, page, value }) }
  for (const [member, role] of ofSurvey.slice(0, 2)) add(role, [member], definition[member], null, null)
  const questions = questionsOf(definition)
  pagesOf(definition).forEach((page, at) => {
    add('page_title', ['pages', at, 'title'], page.title, null, at)
    add('page_about', ['pages', at, 'description'], page.description, null, at)
    for (const { element, path } of questions.filter((one) => one.page === at)) question(element, ['pages', at, ...path.flatMap((index) => ['elements', index])], at, add)
  })
  for (const [member, role] of ofSurvey.slice(2)) add(role, [member], definition[member], null, null)
  return out
}
function question(element: Element, path: (string | number)[], page: number, add: (role: TextRole, path: (string | number)[], value: unknown, question: string, page: number) => void) {
  const put = (role: TextRole, more: (string | number)[], value: unknown) => add(role, [...path, ...more], value, element.name, page)
  const title = titleMember(element)
  put('title', [title], element[title])
  for (const [member, role] of ofQuestion) put(role, [member], element[member])
  for (const [member, role] of lists) itemsOf(element[member]).forEach((item: Item, at) => put(role, [member, at, 'text'], item.text))
  element.items?.forEach((part, at) => put('part', ['items', at, 'title'], part.title))
}
/** Texts without words in a language, in their order. */
export const gaps = (definition: Definition, language: string, main: string): PlacedText[] => textsOf(definition).filter((one) => !words(one.value, language, main).trim())
/** The definition with one text in one language. */
export function translate(definition: Definition, path: readonly (string | number)[], language: string, main: string, text: string): Definition {
  const [key, ...rest] = path
  const step = (value: unknown, at: readonly (string | number)[]): unknown => {
    if (at.length === 0) return withWords(value, language, main, text)
    const [head, ...tail] = at as [string | number, ...(string | number)[]]
    if (Array.isArray(value)) return value.map((one, index) => index === head ? step(one, tail) : one)
    const inner = step((value as Record<string, unknown>)[head], tail)
    const copy = { ...(value as Record<string, unknown>), [head]: inner }
    if (inner === undefined) delete copy[head]
    return copy
  }
  return step(definition, [key!, ...rest]) as Definition
}
