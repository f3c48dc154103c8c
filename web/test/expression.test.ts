// The expressions of a survey: vectors shared with the server, and survey-core itself as the judge over generated cases.
import { existsSync, readFileSync } from 'node:fs'
import { ConditionRunner, ConditionsParser, ExpressionRunner } from 'survey-core'
import { describe, expect, it, vi } from 'vitest'
import { decides, evaluate, functionNames, holds, namesIn, parse, Unreadable, type Values } from '@respond/expression'

vi.spyOn(console, 'warn').mockImplementation(() => {})

interface Case { expression: string; value: unknown; holds: boolean; answers: Values; today: string; error?: never }
interface Refused { expression: string; error: number }
const file = <T>(name: string): T | null => { const path = new URL(`../../test/survey/${name}`, import.meta.url); return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as T) : null }
/** The vectors of the server: one set of answers, survey-core's own word on each expression. */
function shared(): Case[] {
  const all = file<{ today: string; answers: Values; written: Omit<Case, 'answers' | 'today'>[]; generated: Omit<Case, 'answers' | 'today'>[] }>('expressions.json')
  return all ? [...all.written, ...all.generated].map((one) => ({ ...one, answers: all.answers, today: all.today })) : []
}
/** More of them, each with its own answers, and texts that cannot be read. */
const own = file<{ today: string; cases: ({ expression: string; values: Values; result: unknown; condition: boolean } | Refused)[] }>('expressions_web.json')!
const cases: Case[] = [...shared(), ...own.cases.flatMap((one) => 'error' in one ? [] : [{ expression: one.expression, value: one.result, holds: one.condition, answers: one.values, today: own.today }])]
const refused = own.cases.filter((one): one is Refused => 'error' in one)
const plain = (value: unknown): unknown => value === undefined || (typeof value === 'number' && !isFinite(value)) ? null : value instanceof Date ? value.toISOString().slice(0, 10) : Array.isArray(value) ? value.map(plain) : value
const day = (text: string) => new Date(text)
const ours = (text: string, values: Values = {}, today = '2026-11-22') => { const node = parse(text); return node ? evaluate(node, values, day(today)) : null }

describe('the shared vectors', () => {
  it('are there', () => expect(cases.length).toBeGreaterThan(80))
  it('all give what they gave survey-core', () => {
    const unlike = cases.filter((one) => JSON.stringify(plain(ours(one.expression, one.answers, one.today))) !== JSON.stringify(one.value) || decides(one.expression, one.answers, day(one.today)) !== one.holds)
    expect(unlike.map((one) => `${one.expression}: ${JSON.stringify(plain(ours(one.expression, one.answers, one.today)))}, wanted ${JSON.stringify(one.value)}`)).toEqual([])
  })
  it.each(refused.map((one) => [one.expression, one.error] as const))('%s cannot be read at character %i', (text, at) => {
    try { parse(text); expect.unreachable() } catch (thrown) { expect(thrown).toBeInstanceOf(Unreadable); expect((thrown as Unreadable).at).toBe(at) }
  })
})

// ---- survey-core over generated cases
/** mulberry32: the same cases every time */
function seeded(seed: number) {
  return () => { seed = (seed + 0x6d2b79f5) | 0; let t = Math.imul(seed ^ (seed >>> 15), 1 | seed); t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t; return ((t ^ (t >>> 14)) >>> 0) / 4294967296 }
}
const theirs = (text: string, values: Values) => { const copy = structuredClone(values); return { value: new ExpressionRunner(text).runValues(copy), condition: new ConditionRunner(text).runValues(copy) } }
const readable = (text: string) => { try { return parse(text) !== null } catch { return false } }

const answers: readonly unknown[] = [undefined, null, '', 0, 1, 2, 9, 10, -3, 0.1, 0.2, 2.5, '0', '1', '9', '10', ' 5 ', '007', '1,5', '0x1F', 'true', 'False', true, false, 'a', 'A ', 'item1', 'b', 'abc', 'Żółw', 'жук', 'undefined', "'quoted'", [], ['a'], ['a', 'b'], [1, 2, 3], ['1', '2'], [2, 1], {}, { row: 1 }, { row: 'a', other: '2' }, '2026-11-21']
const numbers: readonly unknown[] = [undefined, null, 0, 1, 9, -3, 0.1, 2.5, '0.2', '7', [1, 2], ['3', 0.3], []]
const names = ['x', 'y', 'z', 'Name 2', 'q_3', 'X', 'x.row', 'x[0]', 'x[-1]', 'x.length', 'nobody', '#x']
const constants = ['0', '1', '2', '9', '-3', '2.5', "'a'", "'abc'", '"10"', "''", 'true', 'false', 'item1', 'null', "['a', 'b']", '[1, 2]', '[]', "'1'", "'A'", '10', "'żółw'"]
const operators = ['=', '==', '!=', '<>', '<', '>', '<=', '>=', 'contains', 'notcontains', 'anyof', 'allof', 'noneof', '+', '-', '*', '/', '%', '^', 'and', 'or', '&&', '||', 'greater', 'lessorequal', 'notequal', '*=', '=>', '=<']

function generator(random: () => number) {
  const one = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  const operand = (): string => random() < 0.55 ? `{${one(names)}}` : one(constants)
  const counted = (): string => one(['{n}', '{m}', '{n}', '1', '-3', '2.5', '[1, 2]', "['0.1', 7]"])
  const expression = (depth: number): string => {
    const dice = random()
    if (depth <= 0 || dice < 0.18) return operand()
    if (dice < 0.3) return `${operand()} ${one(['empty', 'notempty'])}`
    if (dice < 0.36) return `!(${expression(depth - 1)})`
    if (dice < 0.44) return `iif(${expression(depth - 1)}, ${operand()}, ${operand()})`
    if (dice < 0.5) return `${one(['sum', 'count', 'min', 'max', 'avg'])}(${counted()}, ${counted()})`
    const side = () => random() < 0.35 ? `(${expression(depth - 1)})` : expression(depth - 1)
    return `${side()} ${one(operators)} ${side()}`
  }
  const values = (): Values => ({ ...Object.fromEntries(['x', 'y', 'z', 'Name 2', 'q_3'].map((name) => [name, one(answers)])), n: one(numbers), m: one(numbers) })
  return { expression, values }
}
/** Where Styk means something else than survey-core on purpose, or survey-core has no meaning. Each with its reason; what they cover is counted. */
const apart: readonly { reason: string; covers: (text: string, values: Values) => boolean }[] = [
  { reason: 'an object beside another operator than = is compared as "[object Object]"', covers: (text, values) => Object.entries(values).some(([name, value]) => value !== null && typeof value === 'object' && !Array.isArray(value) && new RegExp(`\\{#?${name}\\}`, 'i').test(text)) },
  { reason: 'survey-core stops with an error at null as an argument or a member of a list', covers: (text) => /[(,[]\s*null\b|\bnull\s*[,)\]]|!\s*\(*null|null (not)?empty/.test(text) },
]
describe('survey-core', () => {
  const random = seeded(20261122)
  const { expression, values } = generator(random)
  it('gives the same value and the same decision for 1,500 generated expressions', () => {
    const unlike: string[] = []
    let compared = 0
    for (let at = 0; at < 1500; at++) {
      const [text, given] = [expression(3), values()]
      if (apart.some((one) => one.covers(text, given))) continue
      compared++
      if (!readable(text) || new ConditionsParser().parseExpression(text) === undefined) {
        if (readable(text) || new ConditionsParser().parseExpression(text) !== undefined) unlike.push(`${text}: one of both refuses it`)
        continue
      }
      const [mine, other] = [plain(ours(text, given)), theirs(text, given)]
      const same = JSON.stringify(mine) === JSON.stringify(plain(other.value) ?? null) && decides(text, given, day('2026-11-22')) === other.condition
      if (!same) unlike.push(`${text}  ${JSON.stringify(given)}: ${JSON.stringify(mine)}, survey-core ${JSON.stringify(plain(other.value))}`)
    }
    expect(unlike.slice(0, 12)).toEqual([])
    expect(compared).toBeGreaterThan(1200)
  }, 60_000)
  it('compares objects alike when they stand alone', () => {
    for (const [text, given] of [['{x} = {y}', { x: { a: 1, b: 2 }, y: { b: 2, a: '1' } }], ['{x} = {y}', { x: { a: 1 }, y: { a: 1, b: 2 } }], ['{x.row} > 1', { x: { row: 2 } }], ['{x} empty', { x: { a: '' } }], ['{x} notempty', { x: { a: 0 } }]] as const) expect(plain(ours(text, given)), text).toEqual(theirs(text, given).value)
  })
  it('reads the same texts, and refuses the same', () => {
    const odd: string[] = []
    const pieces = ['{x}', ' ', '=', '1', "'a'", 'and', 'or', '(', ')', '[', ']', ',', 'empty', '!', '-', '+', 'contains', 'iif(', 'true', 'null', '0', '.', '<', '>', '"', 'abc']
    for (let at = 0; at < 600; at++) {
      const text = Array.from({ length: 1 + Math.floor(random() * 7) }, () => pieces[Math.floor(random() * pieces.length)]).join('')
      const parser = new ConditionsParser()
      const theirsReads = parser.parseExpression(text) !== undefined
      if (readable(text) !== theirsReads && !readsApart.some((one) => one.covers(text))) odd.push(`${text}: survey-core ${theirsReads ? 'reads' : 'refuses'} it`)
    }
    expect(odd.slice(0, 12)).toEqual([])
  }, 60_000)
  it.each(functionCases)('%s is what survey-core says', (text, given) => expect(plain(ours(text, given, new Date().toLocaleDateString('en-CA')))).toEqual(localDay(theirs(text, given).value)))
  it('knows no function less than these, and no other', () => expect(functionNames.sort()).toEqual(['age', 'avg', 'avgInArray', 'count', 'countInArray', 'currentDate', 'currentYear', 'dateAdd', 'dateDiff', 'day', 'diffDays', 'getDate', 'getYear', 'iif', 'max', 'maxInArray', 'min', 'minInArray', 'month', 'round', 'substring', 'sum', 'sumInArray', 'today', 'trunc', 'weekday', 'year']))
})
/** Texts that one of both refuses on purpose. */
const readsApart: readonly { reason: string; covers: (text: string) => boolean }[] = [
  { reason: 'a word is an operator only where the word ends: survey-core reads "{x} orange" as {x} or "ange"', covers: (text) => /(and|or|empty|contains|true|null)\w|[\w'](and|or|empty|contains|true|null)/.test(text) },
  { reason: 'survey-core takes iif(1,2 for closed, and a comma for a missing argument', covers: (text) => /[[(]\s*,|,\s*[,\])]|,$/.test(text) || (text.match(/\(/g) ?? []).length !== (text.match(/\)/g) ?? []).length },
  { reason: 'a function that nobody knows is refused when it is written, not when it is run', covers: (text) => /(and|or|empty|contains|true|null|abc|'a'|1|0)\(/.test(text) },
  { reason: 'survey-core takes "contains" with nothing behind it', covers: (text) => /contains\s*([^\w\s'{([!-]|$)/.test(text) },
  { reason: 'a dot or comma at the end of a number', covers: (text) => /\d[.,]|[.,]\d/.test(text) },
  { reason: 'an empty text has no condition; survey-core cannot read it', covers: (text) => !text.trim() },
]
const functionCases: [string, Values][] = [
  ["iif({x} > 3, 'a', 'b')", { x: 4 }], ['iif({x})', { x: 1 }], ['sum(1, {x}, {y})', { x: '2', y: [3, 4] }], ['avg(1, 2, {x})', { x: [3, 4] }], ['count({x})', { x: ['a', 'b'] }], ['min({x})', { x: [3, 1, 2] }], ['max(3, {x})', { x: '7' }], ['sum(0.1, 0.2)', {}],
  ['round(2.345, 2)', {}], ['round({x})', { x: '2.5' }], ['round(-2.5)', {}], ['trunc(2.349, 2)', {}], ['trunc(-2.9)', {}], ["substring('hello', 1, 3)", {}], ["substring({x}, 2)", { x: 'hello' }], ['substring({x}, 2)', {}],
  ["sumInArray({p}, 'n')", { p: [{ n: 1 }, { n: '2' }] }], ["sumInArray({p}, 'n', {n} > 1)", { p: [{ n: 1 }, { n: 2 }, { n: 3 }] }], ["sumInArray({m}, 'c')", { m: { r1: { c: 1 }, r2: { c: 2 } } }], ["countInArray({p}, 'n')", { p: [{ n: 1 }, { n: 'a' }, {}] }], ["avgInArray({p}, 'n')", { p: [{ n: 1 }, { n: 4 }] }],
  ["minInArray({p}, 'n')", { p: [{ n: 3 }, { n: '2' }] }], ["maxInArray({p}, 'n', 'who')", { p: [{ n: 3, who: 'a' }, { n: 5, who: 'b' }] }], ["maxInArray({p}, 'n', '{n} < 5')", { p: [{ n: 3 }, { n: 5 }] }], ["sumInArray({p}, 'n')", {}],
  ["today() = today()", {}], ["today(1) > today()", {}], ["today() > '2020-01-01'", {}], ["getDate('2026-01-31') = '2026-01-31'", {}], ["getDate('2026-01-31') > '2026-01-30'", {}], ["getDate('2026-01-31')", {}], ["dateAdd('2026-01-31', 1, 'months')", {}], ["dateAdd('2026-01-31', -40)", {}], ["dateAdd('2024-02-29', 1, 'years')", {}],
  ["age('1990-01-01')", {}], ["age({x}, 'months')", { x: '2020-02-29' }], ["dateDiff('2026-01-31', '2026-02-28', 'months')", {}], ["dateDiff('2026-03-01', '2024-02-29', 'years')", {}], ["dateDiff('2026-01-01', '2026-02-01')", {}], ["diffDays({x}, '2026-02-01')", { x: '2026-03-01' }], ['diffDays({x}, {x})', {}],
  ["year('2026-11-22')", {}], ["month('2026-11-22')", {}], ["day('2026-11-22')", {}], ["weekday('2026-11-22')", {}], ['year() = currentYear()', {}], ["getYear('2026-11-22')", {}], ["{d} > '2020-01-01'", { d: '2021-05-05' }], ["{d} >= getDate('2021-05-05')", { d: '2021-05-05' }],
]
/** survey-core's days are local midnights */
const localDay = (value: unknown): unknown => value instanceof Date ? `${value.getFullYear()}-${String(value.getMonth() + 1).padStart(2, '0')}-${String(value.getDate()).padStart(2, '0')}` : plain(value)

describe('differences from survey-core that are meant', () => {
  it.each([
    ['{x} orange', 'refused: the word does not end after "or"'], ['iif({a},{b}', 'refused: the bracket is open'], ['nosuch(1)', 'refused: nobody knows the function'], ['sum(,1)', 'refused: an argument is missing'],
  ])('%s is %s', (text) => { expect(readable(text)).toBe(false); expect(new ConditionsParser().parseExpression(text)).toBeTruthy() })
  it('signs inside a quoted text stay as they are (survey-core writes <> as != even there)', () => {
    expect(ours("{x} = 'a<>b'", { x: 'a<>b' })).toBe(true)
    expect(theirs("{x} = 'a<>b'", { x: 'a<>b' }).value).toBe(false)
  })
  it('a sum of texts is no text', () => { expect(ours("sum('a', 1)")).toBe(1) })
  it('a name with a colon is a name, not JSON', () => { expect(ours('{"a": 1}')).toBe(null) })
})
describe('an expression', () => {
  it('says where it cannot be read, and why', () => {
    const why = (text: string) => { try { parse(text); return null } catch (error) { const { at, why, what } = error as Unreadable; return [at, why, what] } }
    expect(why('{x} = ')).toEqual([6, 'operand', ''])
    expect(why('{x} is 5')).toEqual([4, 'operator', ''])
    expect(why('({x} = 1')).toEqual([8, 'bracket', ')'])
    expect(why("{x} = 'abc")).toEqual([6, 'text', ''])
    expect(why('{x} = nosuch(1)')).toEqual([6, 'function', 'nosuch'])
    expect(why('('.repeat(60) + '1' + ')'.repeat(60))?.[1]).toBe('long')
    expect(why(`{x} = '${'ż'.repeat(2000)}'`)?.[1]).toBe('long')
  })
  it('names what it asks for, each once', () => expect(namesIn(parse("{nps} < 7 and ({why} empty or {nps} = 0) or sumInArray({rooms}, 'n', {n} > 1) > 2"))).toEqual(['nps', 'why', 'rooms', 'n']))
  it('that is empty always holds, one that cannot be read never', () => { expect(decides('', {})).toBe(true); expect(decides('{x', {})).toBe(false); expect(holds(2)).toBe(false) })
})
