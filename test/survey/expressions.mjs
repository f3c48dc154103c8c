// What survey-core itself says to expressions: the oracle of src/survey/expression.* and of its mirror in the browser.
// test/survey/expressions.json holds the cases with survey-core's answers; the C++ test and Vitest read that file.
//
// usage: node test/survey/expressions.mjs [--write]     compares the file with survey-core, or writes it anew
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

process.env.TZ = 'UTC'
const file = fileURLToPath(new URL('./expressions.json', import.meta.url))
export const today = '2026-11-22'

const answers = {
  nps: 6, zero: 0, empty: '', text: 'Check-in', digits: '5', padded: '007', yes: true, no: false, word: 'true', comma: '1,5',
  list: ['wifi', 'spa'], numbers: [3, 1, 2], one: ['spa'], none: [], rows: { room: 4, food: 2 }, born: '1990-11-23', since: '2026-10-31',
  pairs: { room: { importance: 5, performance: 2 }, food: { importance: 3, performance: 4 } }, Big: 12, 'q-Comment': 'own words', hex: '0x1F',
  order: { lines: [{ price: 2.5, pieces: 2 }, { price: 0.1, pieces: 3 }, { pieces: 1 }] }, long: '1234567890123456', date: '2026-11-22',
}

// Written by hand: each rule that a survey leans on, and each that surprises.
const written = `
{nps} = 6 | {nps} == 6 | {nps} equal 6 | {nps} <> 6 | {nps} != 7 | {nps} notequal 6 | {nps} > 5 | {nps} greater 6 | {nps} >= 6 | {nps} => 6
{nps} < 7 | {nps} less 6 | {nps} <= 5 | {nps} =< 6 | {nps} lessorequal 6 | {nps} greaterorequal 7 | {digits} = 5 | {digits} = '5' | {digits} > 10
{padded} = 7 | {padded} = '007' | {#digits} = 5 | {word} = true | {word} = 'true' | {yes} = 'true' | {yes} = 1 | {no} = 0 | {no} = '' | {zero} = ''
{missing} = '' | {missing} = 0 | {missing} empty | {missing} notempty | {zero} empty | {no} empty | {empty} empty | {none} empty | {rows} notempty
{missing} < 1 | {missing} > 1 | {missing} = {gone} | {empty} = {missing} | {none} = {missing} | null = {missing} | undefined = 1 | {text} = 'check-IN '
{text} = Check | {text} contains 'in' | {text} contains '' | {text} notcontains 'spa' | {text} *= 'ck' | {list} contains 'spa' | {list} contains 'SPA'
{list} contains ['spa', 'wifi'] | {list} contains ['spa', 'bar'] | {list} notcontains 'bar' | {list} notcontains ['spa', 'bar'] | {none} contains 'a'
{none} notcontains 'a' | {missing} contains 'a' | {missing} notcontains 'a' | {nps} contains 6 | {nps} contains 0 | {zero} contains 0 | {no} contains 'fal'
{list} anyof ['bar', 'spa'] | {list} anyof ['bar'] | {list} anyof 'spa' | {list} anyof [] | {missing} anyof ['a'] | {missing} anyof [] | {one} anyof {list}
{text} anyof ['check-in', 'x'] | {list} noneof ['bar'] | {list} noneof ['spa'] | {list} allof ['wifi', 'spa'] | {list} allof ['wifi'] | {list} allof ['wifi', 'bar']
{list} allof 'spa' | {missing} allof ['a'] | {one} allof ['spa', 'spa'] | {list} = ['spa', 'wifi'] | {list} = ['spa'] | {numbers} = [1, 2, 3] | {rows} = {rows}
{nps} = 6 and {yes} = true | {nps} = 6 and {no} = true | {nps} = 7 or {yes} | {nps} = 7 || {no} | {nps} && {yes} | {missing} and {list} | {missing} or {list}
{nps} = 6 or {nps} = 7 and {no} | ({nps} = 6 or {nps} = 7) and {no} | !{no} | !({nps} > 3) | negate {yes} | ! {missing} | {nps} > 3 = true | {nps}=6and{yes}
1 + 2 * 3 | (1 + 2) * 3 | 2 ^ 3 ^ 2 | 2 power 3 | 10 - 4 - 3 | 100 / 10 / 2 | 7 % 4 | -7 % 4 | 5 / 0 | 5 % 0 | 0.1 + 0.2 | 0.3 - 0.1 | 0.1 * 0.2 | 1.005 * 100
{nps} + 1 | {digits} + 1 | {missing} + 1 | {missing} + 'a' | {text} + 1 | {text} - 1 | {missing} - 1 | {missing} * 5 | {empty} + 5 | 'a' + 'b' | {list} + '!' | {numbers} + 4
{list} + {one} | {yes} + 1 | {comma} + 1 | {comma} = 1.5 | {hex} = 31 | {long} = 1234567890123456 | 0x10 + 1 | -3 + 5 | 3 -2 | 3 - -2 | 1 < 2 < 3 | 3 > 2 > 1
'10' < '9' | 10 < 9 | '10' < 9 | 'b' > 'a' | 'B' > 'a' | {list} > 'a' | {text} > 5 | {yes} > 0 | {rows.room} = 4 | {rows.Room} >= 4 | {ROWS.food} < 3 | {rows.bar} empty
{pairs.room.importance} - {pairs.room.performance} | {list[0]} = 'wifi' | {list[1]} = 'spa' | {list[-1]} = 'spa' | {list[5]} empty | {list.length} | {missing.length} = 0
{order.lines[0].price} * {order.lines[0].pieces} | {text.length} > 3 | {q-Comment} = 'own words' | {big} = 12 | {BIG} > 10 | iif({nps} > 8, 'high', 'low')
iif({missing}, 1, 2) | iif({list}, 1, 2) | iif({none}, 1) | iif({nps} <= 6, iif({nps} = 6, 'six', 'less'), 'more') | sum({nps}, 1, {digits}) | sum({numbers}) | sum({missing})
sum(0.1, 0.2) | avg({numbers}) | avg({missing}) | min({numbers}, 0) | max({numbers}, {nps}) | min() | max({missing}) | count({numbers}, {missing}, 'a') | count()
round(2.5) | round(-2.5) | round(1.005, 2) | round({missing}) | round(10 / 3, 2) | trunc(2.789) | trunc(2.789, 2) | trunc(-2.5) | trunc(7, 2)
sumInArray({pairs}, 'performance') | avgInArray({pairs}, 'importance') | countInArray({pairs}, 'importance') | minInArray({pairs}, 'performance') | maxInArray({pairs}, 'performance')
maxInArray({pairs}, 'importance', 'performance') | sumInArray({order.lines}, 'price') | countInArray({order.lines}, 'price') | sumInArray({order.lines}, 'pieces', {price} > 1)
sumInArray({order.lines}, 'pieces', {price} notempty and {pieces} >= 2) | countInArray({order.lines}, 'pieces', '{price} > 1') | sumInArray({missing}, 'a') | countInArray({none}, 'a')
age({born}) | age({born}) >= 36 | age({missing}) | age('2000-11-22') | age('2000-11-23') | age({since}, 'months') | today() = {date} | today() > {since} | {since} < today(-7)
today(1) > today() | {date} >= today() | dateDiff({since}, {date}) | dateDiff({since}, {date}, 'months') | dateDiff({born}, {date}, 'years') | diffDays({date}, {since}) | diffDays({date})
year({born}) | month({born}) | day({born}) | weekday({born}) | year() | month() | getYear({born}) | getYear() | currentYear() | dateAdd({since}, 1, 'months') = '2026-12-01'
dateAdd({since}, 3) | dateAdd({since}, -1, 'years') < {date} | getDate({since}) < today() | dateAdd({missing}, 1) | 'it\\'s' = {text} | "a" = 'A' | 'a' contains "A" | [1, 2] contains 2
{nps} = six | true | false | TRUE and {yes} | 'true' | 1 | 5 | 'x' | {nps} | {list} | {missing} | 0 | [1] | ['1'] | {yes} | {digits}
`.split(/[|\n](?!\|)(?<!\|\|)/).map((one) => one.trim()).filter(Boolean)

// Small, fast and the same everywhere (mulberry32).
function chance(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

// Expressions as people could write them. Left out is what survey-core fails on (lists in arithmetic beyond a sum, functions of texts).
function makeExpression(random) {
  const pick = (all) => all[Math.floor(random() * all.length)]
  const number = () => pick(['0', '1', '2', '5', '6', '7', '10', '0.5', '1.25', '-3', '{nps}', '{zero}', '{digits}', '{Big}', '{rows.room}', '{missing}', '{comma}', 'sum({numbers})', 'count({list})', 'round({nps} / 4, 1)'])
  const plain = () => pick([number, () => pick(["'spa'", "'wifi'", "''", "'5'", "'Check-in'", "'true'", 'spa', '{text}', '{empty}', '{padded}', '{word}', '{q-Comment}']), () => pick(['true', 'false', '{yes}', '{no}', 'null'])])()
  const list = () => pick(['{list}', '{one}', '{none}', '{numbers}', "['spa', 'bar']", '[1, 5, 6]', "['wifi']", '{missing}', '[{nps}, {digits}]'])
  const sum = (depth) => (depth <= 0 || random() < 0.5 ? number() : `${sum(depth - 1)} ${pick(['+', '-', '*', '/', '%', '^'])} ${random() < 0.3 ? `(${sum(depth - 1)})` : sum(depth - 1)}`)
  const test = (depth) => pick([
    () => `${plain()} ${pick(['=', '<>', '<', '<=', '>', '>=', '!=', '=='])} ${plain()}`,
    () => `${sum(2)} ${pick(['=', '<>', '<', '<=', '>', '>='])} ${sum(1)}`,
    () => `${list()} ${pick(['contains', 'notcontains', 'anyof', 'allof', 'noneof'])} ${pick([list, plain])()}`,
    () => `${list()} ${pick(['=', '<>'])} ${list()}`,
    () => `{${pick(['nps', 'zero', 'empty', 'text', 'missing', 'none', 'list', 'rows', 'rows.bar', 'no'])}} ${pick(['empty', 'notempty'])}`,
    () => `{text} ${pick(['contains', 'notcontains', 'anyof'])} ${plain()}`,
    () => `!(${condition(depth - 1)})`,
    () => `iif(${condition(depth - 1)}, ${plain()}, ${plain()}) = ${plain()}`,
  ])()
  const condition = (depth) => (depth <= 0 || random() < 0.4 ? test(depth) : `${random() < 0.3 ? `(${condition(depth - 1)})` : test(depth)} ${pick(['and', 'or', '&&', '||'])} ${condition(depth - 1)}`)
  return random() < 0.2 ? sum(3) : condition(3)
}

function generate(count) {
  const random = chance(20261122)
  const all = new Set()
  while (all.size < count) all.add(makeExpression(random))
  return [...all]
}

// A day as text; what JSON has no word for (NaN, Infinity) as null.
function plainValue(value) {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString().slice(0, 10)
  if (Array.isArray(value)) return value.map(plainValue)
  return value === undefined || (typeof value === 'number' && !Number.isFinite(value)) ? null : value
}

export function askSurveyCore(core, expression, values = answers) {
  const clock = { survey: { dateProvider: { now: () => Date.parse(`${today}T10:00:00Z`) }, getValueGetterContext: () => undefined } }
  const runner = new core.ExpressionRunner(expression)
  if (!runner.canRun()) throw new Error('cannot be read')
  const value = runner.runValues(structuredClone(values), clock)
  const holds = new core.ConditionRunner(expression).runValues(structuredClone(values), clock)
  return { value: plainValue(value), holds }
}

export function makeFile(core) {
  const cases = (all) => all.flatMap((expression) => {
    try {
      return [{ expression, ...askSurveyCore(core, expression) }]
    } catch (error) {
      if (written.includes(expression)) console.log(`survey-core fails on ${expression}: ${error.message}`)
      return []
    }
  })
  return JSON.parse(JSON.stringify({ today, answers, written: cases(written), generated: cases(generate(1200)) })) // as the file tells it: -0 is 0
}

export function readCases() {
  return JSON.parse(readFileSync(file, 'utf8'))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const core = await import(new URL('../../web/node_modules/survey-core/fesm/survey-core.mjs', import.meta.url))
  const made = makeFile(core)
  if (process.argv.includes('--write')) {
    const lines = (all) => all.map((one) => `  ${JSON.stringify(one)}`).join(',\n')
    writeFileSync(file, `{"today": "${today}",\n"answers": ${JSON.stringify(answers)},\n"written": [\n${lines(made.written)}\n],\n"generated": [\n${lines(made.generated)}\n]}\n`)
    console.log(`${made.written.length} written and ${made.generated.length} generated cases`)
  } else {
    const kept = readCases()
    const differ = ['written', 'generated'].flatMap((part) => made[part].filter((one, i) => JSON.stringify(one) !== JSON.stringify(kept[part][i])))
    differ.forEach((one) => console.log('differs:', JSON.stringify(one)))
    process.exit(differ.length || made.written.length !== kept.written.length ? 1 : 0)
  }
}
