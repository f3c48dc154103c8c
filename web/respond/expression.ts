// The expressions of a survey, as the server reads them (src/survey/expression.*), for the respondent's page and the
// builder: SurveyJS's operators, its rules of empty, equal and true. The server decides; this only spares the waiting.
// Both are held to test/survey/expressions.json and to survey-core's own evaluator (web/test/expression.test.ts).

/** What a name or a part of an expression may stand for. A Date is a day at its midnight UTC; only expressions make one. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Value = any
export type Values = Readonly<Record<string, Value>>
export type Node =
  | { is: 'constant'; value: Value }
  | { is: 'variable'; name: string; asItIs: boolean }
  | { is: 'list'; parts: Node[] }
  | { is: 'call'; name: string; parts: Node[] }
  | { is: 'unary'; sign: Sign; parts: Node[] }
  | { is: 'binary'; sign: Sign; parts: Node[] }
type Sign = '||' | '&&' | '<' | '<=' | '>' | '>=' | '=' | '!=' | '+' | '-' | '*' | '/' | '%' | '^' | 'contains' | 'notcontains' | 'anyof' | 'allof' | 'noneof' | '!' | 'empty' | 'notempty'

/** Why and at which character (counted from 0) reading stopped. */
export class Unreadable {
  constructor(readonly at: number, readonly why: 'operator' | 'operand' | 'bracket' | 'text' | 'function' | 'long', readonly what = '') {}
}

// phones that are some years old know no Object.hasOwn
const own = (of: object, key: string) => Object.prototype.hasOwnProperty.call(of, key)

// ------------------------------------------------------------------ reading
// From the loosest operator to the tightest; all group to the left. Longer signs before those they begin with.
const levels: Record<string, Sign>[] = [
  { '||': '||', or: '||' },
  { '&&': '&&', and: '&&' },
  { '<=': '<=', '=<': '<=', lessorequal: '<=', '>=': '>=', '=>': '>=', greaterorequal: '>=', '<>': '!=', '==': '=', '=': '=', equals: '=', equal: '=', '!=': '!=', notequals: '!=', notequal: '!=', '<': '<', less: '<', '>': '>', greater: '>' },
  { '+': '+', '-': '-' },
  { '*': '*', '/': '/', '%': '%' },
  { '^': '^', power: '^' },
  { '*=': 'contains', contains: 'contains', contain: 'contains', notcontains: 'notcontains', notcontain: 'notcontains', anyof: 'anyof', allof: 'allof', noneof: 'noneof' },
]
const not: Record<string, Sign> = { '!': '!', negate: '!' }
const emptiness: Record<string, Sign> = { empty: 'empty', notempty: 'notempty' }
const longest = 4000
const deepest = 40

/** The tree of an expression; throws Unreadable. An empty text has none. */
export function parse(text: string): Node | null {
  let at = 0
  let depth = 0
  const stop = (why: Unreadable['why'], what = ''): never => { throw new Unreadable(at, why, what) }
  const blanks = () => { while (/^[ \t\n\r]/.test(text[at] ?? '')) at++ }
  const deeper = <T>(what: () => T): T => { if (++depth > deepest) stop('long'); const made = what(); depth--; return made }
  const take = (signs: Record<string, Sign>): Sign | undefined => {
    const before = at
    blanks()
    for (const sign in signs) {
      if (text.substr(at, sign.length).toLowerCase() !== sign) continue
      // a sign made of letters ends where the word ends
      if (/[a-z]$/.test(sign) && /\w/.test(text[at + sign.length] ?? '')) continue
      at += sign.length
      return signs[sign]
    }
    at = before
    return undefined
  }
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at
    const found = pattern.exec(text)
    if (found) at += found[0].length
    return found
  }
  const level = (number: number): Node => {
    if (number === levels.length) return factor()
    let left = level(number + 1)
    for (let sign = take(levels[number]!); sign; sign = take(levels[number]!)) left = { is: 'binary', sign, parts: [left, level(number + 1)] }
    return left
  }
  const expression = () => deeper(() => level(0))
  const members = (end: string): Node[] => {
    const parts: Node[] = []
    blanks()
    if (text[at] !== end) {
      do { parts.push(expression()); blanks() } while (text[at] === ',' && ++at)
    }
    if (text[at] !== end) stop('bracket', end)
    at++
    return parts
  }
  const atom = (): Node => {
    if (text[at] === '{') {
      const [, as, name] = match(/\{(#(?=[^{}]))?([^{}]+)\}/y) ?? stop('operand')
      return { is: 'variable', name: name!, asItIs: !!as }
    }
    if (text[at] === "'" || text[at] === '"') {
      const found = match(/(['"])((?:\\['"]|[^'"])*)\1/y) ?? stop('text')
      return { is: 'constant', value: found[2]!.replace(/\\(['"])/g, '$1') }
    }
    const word = match(/[a-z_]\w*/iy)?.[0]
    if (word) {
      if (text[at] === '(') {
        if (!own(functions, word)) { at -= word.length; stop('function', word) }
        at++
        return { is: 'call', name: word, parts: members(')') }
      }
      return { is: 'constant', value: word === 'null' || word === 'undefined' ? null : readAnswer(word) }
    }
    const digits = match(/0x\d+|-?(?:\d+\.\d+|[1-9]\d*|0)(?!\d)/y) ?? stop('operand')
    return { is: 'constant', value: Number(digits[0]) }
  }
  const factor = (): Node => {
    blanks()
    if (text[at] === '(') {
      at++
      const inside = expression()
      blanks()
      if (text[at] !== ')') stop('bracket', ')')
      at++
      return inside
    }
    if (text[at] === '[') { at++; return { is: 'list', parts: members(']') } }
    const sign = take(not)
    if (sign) return { is: 'unary', sign, parts: [deeper(factor)] }
    const one = atom()
    const empty = one.is === 'call' ? undefined : take(emptiness)
    return empty ? { is: 'unary', sign: empty, parts: [one] } : one
  }
  if (!text.trim()) return null
  if (new TextEncoder().encode(text).length > longest) stop('long')
  const root = expression()
  blanks()
  if (at < text.length) stop('operator')
  return root
}

// ------------------------------------------------------------------ what values are to each other
export function isEmpty(value: Value): boolean {
  if (Array.isArray(value)) return value.length === 0
  if (value && typeof value === 'object' && !(value instanceof Date)) return Object.values(value).every(isEmpty)
  return !value && value !== 0 && value !== false
}
/** What counts as a number: "5", "1,5", "0x1F"; NaN for "", "abc", true. */
function written(value: Value): number {
  if (typeof value === 'string') {
    value = value.trim()
    if (value.startsWith('0x')) return value.length > 32 ? NaN : parseInt(value)
    if (!value || /^\d{16,}$/.test(value) || (/[*^/%]/.test(value) && value.lastIndexOf('-') < 1 && value.lastIndexOf('+') < 1)) return NaN
    if (value.split(',').length === 2) value = value.replace(',', '.')
  }
  return isFinite(value) ? parseFloat(value) : NaN
}
/** What an answer is inside an expression: "5" is 5, "true" is true, "007" stays a text. */
function readAnswer(value: Value): Value {
  if (!value || typeof value !== 'string') return value
  if (/^(true|false)$/i.test(value)) return value.toLowerCase() === 'true'
  if (/^['"][^]*['"]$/.test(value)) return value.slice(1, -1)
  const number = written(value)
  return isNaN(number) || (value[0] === '0' && !value.startsWith('0x') && !/^0([.,].*)?$/.test(value)) ? value : number
}
const comparable = (text: string) => text.trim().toLowerCase()
const nothing = (value: Value) => value === undefined || value === null
const numberLike = (value: Value) => !nothing(value) && !Array.isArray(value) && !isNaN(value)

function areEqual(x: Value, y: Value): boolean {
  if (x === 'undefined') x = null
  if (y === 'undefined') y = null
  if (x === y || (nothing(x) && nothing(y))) return true
  if ((nothing(x) && y === '') || (nothing(y) && x === '')) return true
  if (typeof x === 'string' && typeof y === 'string') return comparable(x) === comparable(y)
  if (x instanceof Date && y instanceof Date) return +x === +y
  if (numberLike(x) && numberLike(y) && parseInt(x) === parseInt(y) && parseFloat(x) === parseFloat(y)) return true
  if (isEmpty(x) !== isEmpty(y)) return false
  if (typeof x === 'boolean' && typeof y === 'string') return String(x) === y.toLowerCase()
  if (typeof y === 'boolean' && typeof x === 'string') return String(y) === x.toLowerCase()
  const both = [x, y].filter((one) => one && typeof one === 'object').length
  // eslint-disable-next-line eqeqeq
  if (both === 0) return x == y
  if (both === 1 || Array.isArray(x) !== Array.isArray(y)) return false
  if (Array.isArray(x)) {
    if (x.length !== y.length) return false
    const [a, b] = [[...x].sort(), [...y].sort()]
    return a.every((one, at) => areEqual(one, b[at]))
  }
  return Object.keys(x).length === Object.keys(y).length && Object.keys(x).every((key) => own(y, key) && areEqual(x[key], y[key]))
}
/** The day a text names, or a day itself. */
function dayOf(value: Value): Date | null {
  if (value instanceof Date) return value
  const found = typeof value === 'string' && /^(\d{4}-\d\d-\d\d)(?:[T ]|$)/.exec(value)
  if (!found) return null
  const day = new Date(found[1]!)
  return isNaN(+day) || day.toISOString().slice(0, 10) !== found[1] ? null : day
}
/** A day beside a text: the text is read as a day too. */
function paired(x: Value, y: Value): [Value, Value] {
  const one = x instanceof Date !== y instanceof Date && (typeof x === 'string' || typeof y === 'string')
  return one ? [dayOf(x), dayOf(y)] : [x, y]
}
function equal(x: Value, y: Value): boolean {
  const [a, b] = paired(x, y)
  return a !== x || b !== y ? !!a && !!b && +a === +b : areEqual(x, y)
}
function less(x: Value, y: Value): boolean {
  const [a, b] = paired(x, y)
  return !nothing(a) && !nothing(b) && a < b
}

// ------------------------------------------------------------------ operators
function contains(whole: Value, part: Value, wanted = true): boolean {
  if (Array.isArray(whole)) {
    if (whole.length === 0) return !wanted
    return (Array.isArray(part) ? part : [part]).every((one) => whole.some((other) => areEqual(other, one))) === wanted
  }
  if (!whole && whole !== 0 && whole !== false) return false
  return !!part && String(whole).toLowerCase().includes(String(part).toLowerCase()) === wanted
}
function anyOf(whole: Value, parts: Value): boolean {
  if (isEmpty(whole)) return isEmpty(parts)
  if (isEmpty(parts)) return true
  if (!Array.isArray(whole)) return contains(parts, whole)
  return Array.isArray(parts) ? parts.some((one) => contains(whole, one)) : contains(whole, parts)
}
function allOf(whole: Value, parts: Value): boolean {
  if (!whole && !isEmpty(parts)) return false
  return Array.isArray(parts) ? parts.every((one) => contains(whole, one)) : contains(whole, parts)
}
/** What an empty side of arithmetic (and of "and", "or") counts as, by its neighbour. */
function orNothing(value: Value, neighbour: Value): Value {
  if (!isEmpty(value)) return value
  if (typeof neighbour === 'number') return 0
  if (typeof value === 'string') return value
  return typeof neighbour === 'string' ? '' : Array.isArray(neighbour) ? [] : 0
}
function decimals(value: Value): number {
  return isNaN(written(value)) || Math.floor(value) === value ? 0 : (String(value).split('.')[1] ?? '').length
}
/** Without binary dust: 0.1 + 0.2 is 0.3. */
const rounded = (result: number, digits: number) => digits > 0 ? parseFloat(result.toFixed(Math.min(100, digits))) : result
const dusted = (a: Value, b: Value, result: number) => rounded(result, Math.max(decimals(a), decimals(b)))
function add(a: Value, b: Value): Value {
  if (!isNaN(written(a)) && !isNaN(written(b))) return typeof a === 'string' || typeof b === 'string' ? a + b : dusted(a, b, a + b)
  const [first, second] = [Array.isArray(a), Array.isArray(b)]
  if (first && second) return [...a, ...b]
  if (first || second) {
    const [list, other] = first ? [a, b] : [b, a]
    if (typeof other === 'string') return first ? list.join(', ') + other : other + list.join(', ')
    if (typeof other === 'number') return [...list.filter((one: Value) => typeof one === 'number'), other].reduce((sum, one) => dusted(sum, one, sum + one), 0)
  }
  return a + b
}
const arithmetic: Partial<Record<Sign, (a: Value, b: Value) => Value>> = {
  '||': (a, b) => a || b, '&&': (a, b) => a && b, '+': add, '-': (a, b) => dusted(a, b, a - b), '*': (a, b) => rounded(a * b, decimals(a) + decimals(b)),
  '/': (a, b) => b ? a / b : null, '%': (a, b) => b ? a % b : null, '^': (a, b) => a ** b,
}
const comparison: Partial<Record<Sign, (a: Value, b: Value) => boolean>> = {
  '=': equal, '!=': (a, b) => !equal(a, b), '<': less, '>': (a, b) => less(b, a), '<=': (a, b) => equal(a, b) || less(a, b), '>=': (a, b) => equal(a, b) || less(b, a),
  contains, notcontains: (a, b) => (!a && !isEmpty(b)) || contains(a, b, false), anyof: anyOf, noneof: (a, b) => !anyOf(a, b), allof: allOf,
}
const unary: Partial<Record<Sign, (a: Value) => boolean>> = { '!': (a) => !a, empty: isEmpty, notempty: (a) => !isEmpty(a) }

// ------------------------------------------------------------------ names
/** Without regard to case; the longest dotted name first; "q.row", "q[0]" and "q.length" go inside. */
function lookUp(values: Values, name: string): Value {
  const path = name.split('.').map((part) => { const found = /^(.*)\[(-?\d+)\]$/.exec(part); return found ? { name: found[1]!, at: Number(found[2]) } : { name: part, at: undefined } })
  let value: Value = values
  for (let from = 0; from < path.length;) {
    let end = from
    while (end < path.length - 1 && path[end]!.at === undefined) end++
    let found: Value
    for (; end >= from; end--) if ((found = member(value, path.slice(from, end + 1).map((one) => one.name).join('.'))) !== undefined) break
    if (found === undefined) return undefined
    const { at } = path[end]!
    value = at === undefined ? found : Array.isArray(found) ? found[at < 0 ? found.length + at : at] : undefined
    if (value === undefined) return undefined
    from = end + 1
  }
  return value
}
function member(of: Value, name: string): Value {
  if (name === 'length' && (Array.isArray(of) || typeof of === 'string')) return of.length
  if (!of || typeof of !== 'object') return undefined
  const key = Object.keys(of).find((one) => one.toLowerCase() === name.toLowerCase())
  return key === undefined ? undefined : of[key]
}

// ------------------------------------------------------------------ functions
interface Context { values: Values; today: Date; parts: Node[] }
const flatten = (given: Value): Value[] => Array.isArray(given) ? given.flatMap(flatten) : nothing(given) ? [] : [isNaN(written(given)) ? given : written(given)]
const total = (given: Value[]): number => flatten(given).map(Number).filter((one) => !isNaN(one)).reduce((sum, one) => dusted(sum, one, sum + one), 0)
const extreme = (given: Value[], better: (a: Value, b: Value) => boolean) => flatten(given).reduce((best: Value, one: Value) => best === undefined || better(one, best) ? one : best, undefined)
const months = (a: Date, b: Date) => (b.getUTCFullYear() - a.getUTCFullYear()) * 12 + b.getUTCMonth() - a.getUTCMonth() - (b.getUTCDate() < a.getUTCDate() ? 1 : 0)
const days = (a: Date | null, b: Date | null) => a && b ? Math.abs(+a - +b) / 86_400_000 : 0
const between = (a: Date | null, b: Date | null, unit: Value) => !a || !b ? null : unit === 'days' ? days(a, b) : unit === 'months' ? months(a, b) : Math.trunc(months(a, b) / 12)
const partOf = (read: (day: Date) => number) => (given: Value[], { today }: Context) => { const day = given[0] ? dayOf(given[0]) : today; return day && read(day) }
function later(from: Value, by: Value, unit: Value): Date | null {
  const start = dayOf(from)
  if (!start || !by) return null
  const day = new Date(start)
  if (unit === 'months') day.setUTCMonth(day.getUTCMonth() + Number(by))
  else if (unit === 'years') day.setUTCFullYear(day.getUTCFullYear() + Number(by))
  else day.setUTCDate(day.getUTCDate() + Number(by))
  return isNaN(+day) ? null : day
}
/** The rows of a list or matrix whose column is filled and where the condition (read in the row, then outside) holds; a name as third argument is the column given back. */
function rowsOf([of, name]: Value[], { values, parts, today }: Context): { name: string; wanted: string; rows: Value[] } {
  const other = parts[2]?.is === 'constant' && typeof parts[2].value === 'string' && !/[{}><=!]/.test(parts[2].value) ? parts[2].value : undefined
  const given = parts[other === undefined ? 2 : 3]
  const when = given && (given.is === 'constant' && typeof given.value === 'string' ? readOrNot(given.value) : given)
  const counts = (row: Value) => row && typeof row === 'object' && !isEmpty(row[name]) && (!when || holds(evaluate(when, { ...values, ...row }, today)))
  const rows = !of || typeof of !== 'object' || typeof name !== 'string' ? [] : Object.values(of).filter(counts)
  return { name, wanted: other ?? name, rows }
}
const column = (given: Value[], context: Context): Value[] => { const { name, rows } = rowsOf(given, context); return rows.map((row) => row[name]) }
function bestRow(given: Value[], context: Context, better: (a: number, b: number) => boolean): Value {
  const { name, wanted, rows } = rowsOf(given, context)
  const best = rows.filter((row) => numeric([row[name]]).length).reduce((found, row) => !found || better(numeric([row[name]])[0]!, numeric([found[name]])[0]!) ? row : found, undefined)
  return best && (wanted === name ? numeric([best[name]])[0] : best[wanted])
}
const numeric = (list: Value[]): number[] => list.map((one) => typeof one === 'string' ? written(one) : one).filter((one) => !isNaN(one))
const roundTo = (value: number, digits: number) => Math.round(value * 10 ** digits * (1 + Number.EPSILON)) / 10 ** digits

const functions: Record<string, (given: Value[], context: Context) => Value> = {
  iif: (given) => given.length < 2 ? null : given[0] ? given[1] : given[2],
  sum: total, avg: (given) => { const all = flatten(given); return all.length ? total(given) / all.length : 0 }, count: (given) => flatten(given).length,
  min: (given) => extreme(given, (a, b) => a < b), max: (given) => extreme(given, (a, b) => a > b),
  round: (given) => { const [value, digits = 0] = flatten(given); return isNaN(written(value)) || isNaN(written(digits)) ? NaN : roundTo(value, digits) },
  trunc: (given) => { const [value, digits = 0] = flatten(given); const factor = 10 ** (digits > 0 ? digits : 0); return isNaN(written(value)) ? NaN : Math.trunc(Number((value * factor).toPrecision(15))) / factor },
  substring: ([text, from, to]) => typeof text !== 'string' || isNaN(written(from)) ? '' : text.substring(from, isNaN(written(to)) ? undefined : to),
  sumInArray: (given, context) => total(numeric(column(given, context))), countInArray: (given, context) => column(given, context).length,
  avgInArray: (given, context) => { const all = column(given, context); return all.length ? total(numeric(all)) / all.length : 0 },
  minInArray: (given, context) => bestRow(given, context, (a, b) => a < b), maxInArray: (given, context) => bestRow(given, context, (a, b) => a > b),
  today: ([shift], { today }) => shift ? later(today, shift, 'days') : today, currentDate: (_, { today }) => today, currentYear: (_, { today }) => today.getUTCFullYear(),
  getDate: ([day]) => dayOf(day), getYear: ([day]) => dayOf(day)?.getUTCFullYear(),
  age: ([day, unit], { today }) => between(dayOf(day), today, unit || 'years'), dateDiff: ([a, b, unit]) => between(dayOf(a), dayOf(b), unit || 'days'), diffDays: ([a, b]) => days(dayOf(a), dayOf(b)),
  dateAdd: ([day, by, unit]) => later(day, by, unit),
  year: partOf((day) => day.getUTCFullYear()), month: partOf((day) => day.getUTCMonth() + 1), day: partOf((day) => day.getUTCDate()), weekday: partOf((day) => day.getUTCDay()),
}
export const functionNames = Object.keys(functions)

// ------------------------------------------------------------------ evaluating
/** Total: every tree gives a value. `today` is the firm's day. */
export function evaluate(node: Node, values: Values, today: Date = new Date(new Date().toISOString().slice(0, 10))): Value {
  const inner = (part: Node) => evaluate(part, values, today)
  switch (node.is) {
    case 'constant': return node.value
    case 'variable': {
      const found = lookUp(values, node.name)
      return found === undefined ? (node.name.endsWith('.length') ? 0 : null) : node.asItIs ? found : readAnswer(found)
    }
    case 'list': return node.parts.map(inner)
    case 'call': return functions[node.name]!(node.parts.map(inner), { values, today, parts: node.parts })
    case 'unary': return unary[node.sign]!(inner(node.parts[0]!))
    case 'binary': {
      const [a, b] = [inner(node.parts[0]!), inner(node.parts[1]!)]
      const sum = arithmetic[node.sign]
      if (!sum) return comparison[node.sign]!(a, b)
      const left = orNothing(a, b)
      return sum(left, orNothing(b, left))
    }
  }
}
/** As SurveyJS decides conditions: loosely equal to true. */
// eslint-disable-next-line eqeqeq
export const holds = (value: Value): boolean => value == true

const known = new Map<string, Node | null>()
/** Whether a condition holds; an empty one always does, one that cannot be read never. */
export function decides(text: string, values: Values, today?: Date): boolean {
  if (!known.has(text)) known.set(text, readOrNot(text))
  const node = known.get(text)
  return node ? holds(evaluate(node, values, today)) : !text.trim()
}
function readOrNot(text: string): Node | null {
  try { return parse(text) } catch { return null }
}
/** The names an expression asks for, each once, as written. */
export function namesIn(node: Node | null): string[] {
  if (!node) return []
  if (node.is === 'variable') return [node.name]
  return node.is === 'constant' ? [] : [...new Set(node.parts.flatMap(namesIn))]
}
