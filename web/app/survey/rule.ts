// Conditions in plain form: "show when all of these hold: [question] [is at most] [6]". What cannot be said so stays an
// expression for those who write expressions.
import { type Node, parse } from '@respond/expression'
import { type Element, hasChoices, itemsOf } from './shape'

export const tests = ['is', 'is_not', 'at_least', 'at_most', 'above', 'below', 'any_of', 'none_of', 'contains', 'not_contains', 'answered', 'unanswered'] as const
export type Test = (typeof tests)[number]
export type Scalar = string | number | boolean
export interface Rule { name: string; test: Test; value: Scalar | Scalar[] | null }
export interface Plain { join: 'and' | 'or'; rules: Rule[] }

const signs: Record<string, Test> = { '=': 'is', '!=': 'is_not', '>=': 'at_least', '<=': 'at_most', '>': 'above', '<': 'below', anyof: 'any_of', noneof: 'none_of', contains: 'contains', notcontains: 'not_contains', empty: 'unanswered', notempty: 'answered' }
const written: Record<Test, string> = { is: '=', is_not: '!=', at_least: '>=', at_most: '<=', above: '>', below: '<', any_of: 'anyof', none_of: 'noneof', contains: 'contains', not_contains: 'notcontains', answered: 'notempty', unanswered: 'empty' }
export const needsValue = (test: Test) => test !== 'answered' && test !== 'unanswered'

/** The plain form of an expression; null when it has none. An empty text has no rules. */
export function plainOf(text: string): Plain | null {
  let node: Node | null
  try { node = parse(text) } catch { return null }
  if (!node) return { join: 'and', rules: [] }
  const join = node.is === 'binary' && node.sign === '||' ? '||' : '&&'
  const leaves = flat(node, join)
  const rules = leaves.map(ruleOf)
  return rules.every((one): one is Rule => one !== null) ? { join: join === '||' ? 'or' : 'and', rules } : null
}
const flat = (node: Node, join: '||' | '&&'): Node[] => node.is === 'binary' && node.sign === join ? node.parts.flatMap((part) => flat(part, join)) : [node]
function ruleOf(node: Node): Rule | null {
  if (node.is !== 'binary' && node.is !== 'unary') return null
  const test = signs[node.sign]
  const [left, right] = node.parts
  if (!test || left?.is !== 'variable' || left.asItIs) return null
  if (node.is === 'unary') return { name: left.name, test, value: null }
  const value = right && valueOf(right)
  return value === undefined || value === null ? null : { name: left.name, test, value }
}
function valueOf(node: Node): Scalar | Scalar[] | undefined {
  if (node.is === 'constant') return node.value as Scalar
  if (node.is !== 'list') return undefined
  const all = node.parts.map(valueOf)
  return all.every((one): one is Scalar => one !== undefined && one !== null && !Array.isArray(one)) ? all : undefined
}
export const textOf = ({ join, rules }: Plain): string => rules.map(ruleText).join(` ${join} `)
const ruleText = ({ name, test, value }: Rule) => needsValue(test) ? `{${name}} ${written[test]} ${valueText(value)}` : `{${name}} ${written[test]}`
/** Both kinds of quotes stand behind a backslash inside a text. */
const valueText = (value: Rule['value']): string => Array.isArray(value) ? `[${value.map(valueText).join(', ')}]` : typeof value === 'number' || typeof value === 'boolean' ? String(value) : `'${(value ?? '').replace(/(['"])/g, '\\$1')}'`

/** The tests that make sense for a question, the likeliest first. */
export function testsFor(element: Element | undefined): readonly Test[] {
  if (!element) return ['is', 'is_not', 'contains', 'at_least', 'at_most', 'answered', 'unanswered']
  if (element.type === 'rating') return ['at_most', 'at_least', 'is', 'is_not', 'answered', 'unanswered']
  if (element.type === 'checkbox') return ['contains', 'not_contains', 'any_of', 'none_of', 'answered', 'unanswered']
  if (element.type === 'boolean') return ['is', 'answered', 'unanswered']
  if (element.type === 'radiogroup' || element.type === 'dropdown') return ['is', 'is_not', 'any_of', 'none_of', 'answered', 'unanswered']
  if (element.type === 'text' && element['inputType'] === 'number') return ['at_least', 'at_most', 'is', 'is_not', 'answered', 'unanswered']
  if (element.type === 'text' && element['inputType'] === 'date') return ['at_least', 'at_most', 'is', 'answered', 'unanswered']
  if (element.type === 'text' || element.type === 'comment') return ['answered', 'unanswered', 'contains', 'not_contains', 'is']
  return ['answered', 'unanswered']
}
/** What may be answered, when that is a short list: values of choices, points of a scale. */
export function answersOf(element: Element | undefined): { value: Scalar; text?: unknown }[] {
  if (!element) return []
  if (element.type === 'rating') { const low = Number(element['rateMin'] ?? 1); const high = Number(element['rateMax'] ?? 5); return high - low > 20 ? [] : Array.from({ length: high - low + 1 }, (_, at) => ({ value: low + at })) }
  if (element.type === 'boolean') return [{ value: true }, { value: false }]
  if (!hasChoices(element) || element.type === 'ranking' || element.type === 'bestworst') return []
  return [...itemsOf(element.choices).map(({ value, text }) => ({ value, text })), ...(element['showOtherItem'] ? [{ value: 'other' as Scalar, text: element['otherText'] }] : []), ...(element['showNoneItem'] ? [{ value: 'none' as Scalar, text: element['noneText'] }] : [])]
}
/** A first rule about a question. */
export function firstRule(name: string, element: Element | undefined): Rule {
  const test = testsFor(element)[0]!
  const answers = answersOf(element)
  const value = !needsValue(test) ? null : element?.type === 'rating' ? Math.floor((Number(element['rateMin'] ?? 1) + Number(element['rateMax'] ?? 5)) / 2) + (element['rateMin'] === 0 ? 1 : 0) : answers[0]?.value ?? ''
  return { name, test, value }
}
