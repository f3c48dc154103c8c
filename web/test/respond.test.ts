import { gzipSync } from 'node:zlib'
import { fileURLToPath } from 'node:url'
import { build, type Rollup } from 'vite'
import { describe, expect, it } from 'vitest'
import { answerTo, decide, type Logic } from '@respond/answers'

describe('an answer in a form', () => {
  it.each([
    ['one value', 'radiogroup', [['q.x', 'a']], { x: 'a' }],
    ['several values', 'checkbox', [['q.x', 'a'], ['q.x', 'b']], { x: ['a', 'b'] }],
    ['a single box is a list too', 'checkbox', [['q.x', 'a']], { x: ['a'] }],
    ['own words for other', 'checkbox', [['q.x', 'other'], ['q.x.other', 'A boat']], { x: ['other'], 'x-Comment': 'A boat' }],
    ['rows', 'matrix', [['q.x.desk', '3'], ['q.x.house', '1']], { x: { desk: '3', house: '1' } }],
    ['importance and performance', 'importance', [['q.x.quiet.importance', '5'], ['q.x.quiet.performance', '2'], ['q.x.food.importance', '1']], { x: { quiet: { importance: '5', performance: '2' }, food: { importance: '1' } } }],
    ['an order', 'ranking', [['q.x.price', '2'], ['q.x.place', '1'], ['q.x.people', '10']], { x: ['place', 'price', 'people'] }],
    ['best and worst', 'bestworst', [['q.x.best', 'bed'], ['q.x.worst', 'food']], { x: { best: 'bed', worst: 'food' } }],
    ['lines', 'multipletext', [['q.x.name', 'Ala'], ['q.x.email', ' ']], { x: { name: 'Ala' } }],
    ['nothing', 'comment', [['q.x', '  '], ['q.xy', 'other'], ['page', 'p']], {}],
  ] as const)('%s', (_, type, fields, wanted) => expect(answerTo({ name: 'x', type }, fields)).toEqual(wanted))
})
describe('what is asked now', () => {
  const logic: Logic = {
    today: '2026-11-22', answers: { before: '3' }, hidden: { room: '7' },
    questions: [
      { name: 'nps', type: 'rating', required: true },
      { name: 'why', type: 'comment', visibleIf: ['{nps} <= 6'] },
      { name: 'call', type: 'boolean', visibleIf: ['{why} notempty', '{room} = 7'], requiredIf: '{nps} = 0' },
      { name: 'extra', type: 'radiogroup', visibleIf: ['{before} = 3'], choices: [{ value: 'sea', visibleIf: '{nps} > 5' }] },
    ],
  }
  const shown = (fields: readonly (readonly [string, string])[]) => Object.entries(decide(logic, fields).decisions).filter(([, one]) => one.shown).map(([name]) => name)
  it('follows the answers above', () => {
    expect(shown([])).toEqual(['nps', 'why', 'extra'].filter((one) => one !== 'why'))
    expect(shown([['q.nps', '3']])).toEqual(['nps', 'why', 'extra'])
    expect(shown([['q.nps', '3'], ['q.why', 'Cold']])).toEqual(['nps', 'why', 'call', 'extra'])
  })
  it('forgets answers that are not asked for any more, as the server does', () => expect(shown([['q.nps', '9'], ['q.why', 'Cold']])).toEqual(['nps', 'extra']))
  it('says what must be answered and which choices are offered', () => {
    const { decisions } = decide(logic, [['q.nps', '0'], ['q.why', 'Cold']])
    expect([decisions['nps']!.required, decisions['call']!.required, decisions['why']!.required]).toEqual([true, true, false])
    expect(decisions['extra']!.without).toEqual(['sea'])
    expect(decide(logic, [['q.nps', '7']]).decisions['extra']!.without).toEqual([])
  })
})
it('the respondent’s script is one file of at most 10 kB compressed, without the console', async () => {
  const made = (await build({ configFile: fileURLToPath(new URL('../vite.respond.config.ts', import.meta.url)), logLevel: 'silent', build: { write: false } })) as Rollup.RollupOutput
  const [script, ...more] = made.output
  expect(script.fileName).toMatch(/^assets\/respond-[\w-]+\.js$/)
  expect([more.length, script.imports]).toEqual([0, []])
  expect(gzipSync(script.code, { level: 9 }).length).toBeLessThan(10_240)
  expect(script.code).not.toMatch(/react|i18next/i)
}, 60_000)
