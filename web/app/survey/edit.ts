// Changes to a definition: each takes one and gives another, nothing else happens. Members nobody here knows stay.
import { type Definition, type Element, find, itemsOf, kindOf, type PageShape, pagesOf, type Placed, type QuestionKind, questionsOf, same, type Words } from './shape'

type List = readonly Element[]
const put = <T>(list: readonly T[], at: number, ...more: T[]) => [...list.slice(0, at), ...more, ...list.slice(at)]
const without = <T>(list: readonly T[], at: number) => list.filter((_, index) => index !== at)

/** The object with other members; those that became undefined go. */
export function patched<T extends object>(object: T, patch: Record<string, unknown>): T {
  const out: Record<string, unknown> = { ...object, ...patch }
  for (const key of Object.keys(patch)) if (out[key] === undefined) delete out[key]
  return out as T
}
const withPage = (definition: Definition, at: number, change: (page: PageShape) => PageShape): Definition => ({ ...definition, pages: pagesOf(definition).map((page, index) => index === at ? change(page) : page) })
/** The list in which the last index of a path counts, changed. */
function inList(list: List, path: readonly number[], change: (list: List) => List): Element[] {
  if (path.length <= 1) return [...change(list)]
  return list.map((element, at) => at === path[0] ? { ...element, elements: inList(element.elements ?? [], path.slice(1), change) } : element)
}
const around = (definition: Definition, { page, path }: Pick<Placed, 'page' | 'path'>, change: (list: List) => List) => withPage(definition, page, (one) => ({ ...one, elements: inList(one.elements ?? [], path, change) }))

// ------------------------------------------------------------------ survey and pages
export const changeSurvey = (definition: Definition, patch: Record<string, unknown>): Definition => patched(definition, patch)
export const changePage = (definition: Definition, at: number, patch: Record<string, unknown>): Definition => withPage(definition, at, (page) => patched(page, patch))
export function addPage(definition: Definition, at: number): Definition {
  const names = pagesOf(definition).map((page, index) => page.name ?? `page${index + 1}`)
  let number = names.length + 1
  while (names.some((one) => same(one, `page${number}`))) number++
  return { ...definition, pages: put(pagesOf(definition), at, { name: `page${number}`, elements: [] }) }
}
export const removePage = (definition: Definition, at: number): Definition => ({ ...definition, pages: without(pagesOf(definition), at) })
export function movePage(definition: Definition, from: number, to: number): Definition {
  const page = pagesOf(definition)[from]
  return !page || to < 0 || to >= pagesOf(definition).length ? definition : { ...definition, pages: put(without(pagesOf(definition), from), to, page) }
}

// ------------------------------------------------------------------ questions
export const addQuestion = (definition: Definition, page: number, index: number, element: Element): Definition => withPage(definition, page, (one) => ({ ...one, elements: put(one.elements ?? [], index, element) }))
export function changeQuestion(definition: Definition, name: string, patch: Record<string, unknown>): Definition {
  const at = find(definition, name)
  return at ? around(definition, at, (list) => list.map((one, index) => index === at.path.at(-1) ? patched(one, patch) : one)) : definition
}
export function removeQuestion(definition: Definition, name: string): Definition {
  const at = find(definition, name)
  return at ? around(definition, at, (list) => without(list, at.path.at(-1)!)) : definition
}
/** To a place of a page's own list; `index` counts before the question is taken out. */
export function moveQuestion(definition: Definition, name: string, page: number, index: number): Definition {
  const at = find(definition, name)
  if (!at || !pagesOf(definition)[page]) return definition
  const earlier = at.page === page && at.path.length === 1 && at.path[0]! < index
  return addQuestion(removeQuestion(definition, name), page, earlier ? index - 1 : index, at.element)
}
/** One place up or down; over the edge of a panel out of it, over the edge of a page into the next. */
export function shiftQuestion(definition: Definition, name: string, by: 1 | -1): Definition {
  const at = find(definition, name)
  if (!at) return definition
  const index = at.path.at(-1)!
  const siblings = siblingsOf(definition, at)
  if (siblings[index + by]) return around(definition, at, (list) => put(without(list, index), index + by, list[index]!))
  if (at.path.length > 1) {
    const outer = at.path[0]!
    return addQuestion(removeQuestion(definition, name), at.page, by < 0 ? outer : outer + 1, at.element)
  }
  const next = pagesOf(definition)[at.page + by]
  return next ? addQuestion(removeQuestion(definition, name), at.page + by, by < 0 ? next.elements?.length ?? 0 : 0, at.element) : definition
}
export function siblingsOf(definition: Definition, { page, path }: Pick<Placed, 'page' | 'path'>): List {
  return path.slice(0, -1).reduce<List>((list, at) => list[at]?.elements ?? [], pagesOf(definition)[page]?.elements ?? [])
}
export function canShift(definition: Definition, name: string, by: 1 | -1): boolean { return shiftQuestion(definition, name, by) !== definition }
export function duplicateQuestion(definition: Definition, name: string): { definition: Definition; name: string } {
  const at = find(definition, name)
  if (!at) return { definition, name }
  const fresh = freshName(definition, name.replace(/_?\d+$/, '') || name)
  return { definition: around(definition, at, (list) => put(list, at.path.at(-1)! + 1, { ...structuredClone(at.element), name: fresh })), name: fresh }
}
/** A panel's questions stand alone again, each under its condition. */
export function takeApart(definition: Definition, page: number, index: number): Definition {
  return withPage(definition, page, (one) => ({
    ...one, elements: (one.elements ?? []).flatMap((element, at) => at !== index || element.type !== 'panel' ? [element] : (element.elements ?? []).map((inner) => patched(inner, { visibleIf: both(element.visibleIf, inner.visibleIf) }))),
  }))
}
const both = (a: string | undefined, b: string | undefined) => a && b ? `(${a}) and (${b})` : a || b || undefined

/** A name nobody has yet: base, base_2, base_3 … */
export function freshName(definition: Definition, base: string): string {
  const taken = [...questionsOf(definition).map((one) => one.element.name), ...(definition.hidden ?? [])]
  const free = (name: string) => !taken.some((one) => same(one, name))
  if (free(base)) return base
  for (let number = 2; ; number++) if (free(`${base}_${number}`)) return `${base}_${number}`
}
/** What is wrong with a name, as a key of the words; null when nothing is. */
export function nameProblem(definition: Definition, name: string, own?: string): 'name_empty' | 'name_long' | 'name_signs' | 'name_twice' | null {
  if (!name.trim()) return 'name_empty'
  if ([...name].length > 64) return 'name_long'
  if (/[{}[\].\u0000-\u001f]/.test(name) || name.endsWith('-Comment')) return 'name_signs'
  const taken = [...questionsOf(definition).map((one) => one.element.name), ...(definition.hidden ?? [])].filter((one) => own === undefined || !same(one, own))
  return taken.some((one) => same(one, name)) ? 'name_twice' : null
}
/** Renames a question or hidden field wherever it is spoken of: conditions, triggers, piped texts. */
export function rename(definition: Definition, from: string, to: string): Definition {
  const escaped = from.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const spoken = new RegExp(`\\{(#?)${escaped}(?=\\}|\\.|\\[|-Comment\\})`, 'gi')
  const inText = (text: string) => text.replace(spoken, (_, sign: string) => `{${sign}${to}`)
  const deep = (value: unknown): unknown => typeof value === 'string' ? inText(value) : Array.isArray(value) ? value.map(deep) : value && typeof value === 'object' ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, deep(inner)])) : value
  const out = deep(definition) as Definition
  const renamed = (list: readonly Element[] | undefined): Element[] | undefined => list?.map((element) => ({ ...element, ...(same(element.name ?? '', from) && element.type !== 'panel' && { name: to }), ...(element.type === 'panel' && { elements: renamed(element.elements) ?? [] }) }))
  return {
    ...out, pages: pagesOf(out).map((page) => ({ ...page, ...(page.elements && { elements: renamed(page.elements)! }) })),
    ...(out.hidden && { hidden: out.hidden.map((one) => same(one, from) ? to : one) }),
    ...(out.triggers && { triggers: out.triggers.map((one) => one.gotoName !== undefined && same(one.gotoName, from) ? { ...one, gotoName: to } : one) }),
  }
}
/** Where a name is spoken of, besides the question itself: other questions' names, "" for the survey. */
export function spokenOf(definition: Definition, name: string): boolean {
  const rest = removeQuestion(definition, name)
  return JSON.stringify(rest) !== JSON.stringify(rename(rest, name, `${name}*`))
}

// ------------------------------------------------------------------ kinds
const common = ['name', 'title', 'description', 'isRequired', 'requiredIf', 'requiredErrorText', 'visibleIf', 'touchpoint', 'promise']
const wireOf: Record<QuestionKind, Record<string, unknown>> = {
  rating: { type: 'rating' }, stars: { type: 'rating', rateType: 'stars' }, faces: { type: 'rating', rateType: 'smileys' }, importance: { type: 'importance' }, single: { type: 'radiogroup' }, multiple: { type: 'checkbox' }, dropdown: { type: 'dropdown' }, yes_no: { type: 'boolean' },
  matrix: { type: 'matrix' }, ranking: { type: 'ranking' }, best_worst: { type: 'bestworst' }, short_text: { type: 'text' }, long_text: { type: 'comment' }, number: { type: 'text', inputType: 'number' }, date: { type: 'text', inputType: 'date' }, contact: { type: 'multipletext' }, consent: { type: 'boolean', consent: 'contact' }, statement: { type: 'html' },
}
/** What a question of a kind cannot do without; `sample` gives its first words (choices, rows, columns). */
export interface Sample { choice: (number: number) => Words; row: (number: number) => Words; columns: readonly Words[]; name: Words; email: Words; phone: Words }
function needed(kind: QuestionKind, old: Element | null, sample: Sample): Record<string, unknown> {
  const list = (from: unknown, say: (number: number) => Words, count = 3) => itemsOf(from).length ? from : Array.from({ length: count }, (_, at) => ({ value: `item${at + 1}`, text: say(at + 1) }))
  switch (kind) {
    case 'rating': case 'stars': case 'faces': return { rateMin: old?.['rateMin'] ?? 1, rateMax: old?.['rateMax'] ?? 5, metric: old?.metric, minRateDescription: old?.['minRateDescription'], maxRateDescription: old?.['maxRateDescription'], notApplicable: old?.['notApplicable'] }
    case 'importance': return { rateMin: 1, rateMax: 5, rows: list(old?.rows, sample.row, 2) }
    case 'single': case 'multiple': case 'dropdown': return { choices: list(old?.choices, sample.choice), ...(old?.['showOtherItem'] !== undefined && { showOtherItem: old['showOtherItem'], otherText: old['otherText'] }) }
    case 'ranking': case 'best_worst': return { choices: list(old?.choices, sample.choice) }
    case 'matrix': return { rows: list(old?.rows, sample.row, 2), columns: itemsOf(old?.columns).length ? old!.columns : sample.columns.map((text, at) => ({ value: at + 1, text })) }
    case 'contact': return { items: old?.items ?? [{ name: 'name', title: sample.name }, { name: 'email', title: sample.email, inputType: 'email' }, { name: 'phone', title: sample.phone, inputType: 'tel' }] }
    default: return {}
  }
}
export function newQuestion(definition: Definition, kind: QuestionKind, sample: Sample, base: string = kind, more: Record<string, unknown> = {}): Element {
  return patched({ ...wireOf[kind], name: freshName(definition, base) } as unknown as Element, { ...needed(kind, null, sample), ...more })
}
/** Another kind of the same question: what both know is kept. */
export function changeKind(definition: Definition, name: string, kind: QuestionKind, sample: Sample): Definition {
  const at = find(definition, name)
  if (!at || kindOf(at.element) === kind) return definition
  const old = at.element
  const kept = Object.fromEntries(Object.entries(old).filter(([key]) => common.includes(key)))
  const title = old.type === 'html' ? { title: old.html } : kind === 'statement' ? { html: old.title, title: undefined, isRequired: undefined, requiredIf: undefined } : {}
  const made = patched({ ...kept, ...wireOf[kind] } as unknown as Element, { ...needed(kind, old, sample), ...title })
  return around(definition, at, (list) => list.map((one, index) => index === at.path.at(-1) ? made : one))
}
/** Binds a rating to a metric: its scale is the metric's. */
export const bindMetric = (definition: Definition, name: string, metric: { key: string; min: number; max: number } | null): Definition =>
  changeQuestion(definition, name, metric ? { metric: metric.key, rateMin: metric.min, rateMax: metric.max } : { metric: undefined })

// ------------------------------------------------------------------ choices, rows, columns
export type ItemList = 'choices' | 'rows' | 'columns'
export function addItem(definition: Definition, name: string, list: ItemList, text: Words | undefined): Definition {
  const items = itemsOf(find(definition, name)?.element[list])
  const numbers = items.every((one) => typeof one.value === 'number') && items.length > 0
  const taken = (value: string | number) => items.some((one) => same(String(one.value), String(value)))
  let number = numbers ? Math.max(...items.map((one) => Number(one.value))) + 1 : items.length + 1
  while (taken(numbers ? number : `item${number}`)) number++
  return changeQuestion(definition, name, { [list]: [...items, { value: numbers ? number : `item${number}`, ...(text && { text }) }] })
}
export const changeItem = (definition: Definition, name: string, list: ItemList, at: number, patch: Record<string, unknown>): Definition => withItems(definition, name, list, (items) => items.map((one, index) => index === at ? patched(one, patch) : one))
export const removeItem = (definition: Definition, name: string, list: ItemList, at: number): Definition => withItems(definition, name, list, (items) => without(items, at))
export const moveItem = (definition: Definition, name: string, list: ItemList, from: number, to: number): Definition => withItems(definition, name, list, (items) => to < 0 || to >= items.length ? items : put(without(items, from), to, items[from]!))
function withItems(definition: Definition, name: string, list: ItemList, change: (items: ReturnType<typeof itemsOf>) => ReturnType<typeof itemsOf>): Definition {
  return changeQuestion(definition, name, { [list]: change(itemsOf(find(definition, name)?.element[list])) })
}
