import { gzipSync } from 'node:zlib'
import { fileURLToPath } from 'node:url'
import { build, type Rollup } from 'vite'
import { describe, expect, it } from 'vitest'
import { addressOf, drawn, languageOf, mayShow, type Memory, type Wishes, wishesOf } from '@embed/rules'

const wish = (given: Record<string, string> = {}): Wishes => wishesOf({ survey: 'k1', ...given })!
describe('what a snippet asks for', () => {
  it('is nothing without a survey', () => expect([wishesOf({}), wishesOf({ survey: ' ' }), wishesOf({ survey: '"><script>' })]).toEqual([null, null, null]))
  it('has usual values', () => expect(wish()).toMatchObject({ look: 'inline', delay: null, exit: false, visit: 1, share: 100, again: 0, language: 'page', side: 'right', color: null, hidden: [] }))
  it('lets a popup rest for a month', () => expect([wish({ look: 'popup' }).again, wish({ look: 'popup', again: '0' }).again]).toEqual([30, 0]))
  it('keeps numbers within reason and drops what is none', () => expect(wish({ share: '250', delay: 'soon', scroll: '-4', visit: '0' })).toMatchObject({ share: 100, delay: null, scroll: 0, visit: 1 }))
  it('takes hidden fields as they are written', () => expect(wish({ hidden: 'Order=A-1%2F2&room=7' }).hidden).toEqual([['Order', 'A-1/2'], ['room', '7']]))
  it('takes a colour and nothing more', () => expect([wish({ color: '#0a7' }).color, wish({ color: 'red;position:fixed' }).color]).toEqual(['#0a7', null]))
})
describe('whether it shows itself', () => {
  const day = 86_400_000
  const now = 400 * day
  it.each<[string, Record<string, string>, Memory, boolean]>([
    ['the first time', {}, {}, true],
    ['never after an answer', {}, { done: true }, false],
    ['not before the visit asked for', { visit: '3' }, { visits: 2 }, false],
    ['from that visit on', { visit: '3' }, { visits: 3 }, true],
    ['to who is drawn', { share: '20' }, { draw: 19.9 }, true],
    ['not to who is not', { share: '20' }, { draw: 20 }, false],
    ['to nobody for a share of nothing', { share: '0' }, { draw: 0 }, false],
    ['not while it rests', { again: '30' }, { shown: now - 29 * day }, false],
    ['after its rest', { again: '30' }, { shown: now - 30 * day }, true],
    ['without a rest at once', { again: '0' }, { shown: now }, true],
  ])('%s', (_, given, memory, wanted) => expect(mayShow(wish(given), memory, now)).toBe(wanted))
  it('draws once and keeps to it', () => {
    const first = drawn({}, () => 0.25)
    expect(first.draw).toBe(25)
    expect(drawn(first, () => 0.9)).toBe(first)
  })
})
it('speaks the language asked for', () => {
  expect([languageOf('page', 'pl-PL', 'en-GB'), languageOf('page', '', 'ru'), languageOf('browser', 'pl', 'ru-RU'), languageOf('de', 'pl', 'en'), languageOf('page', 'x y', '')]).toEqual(['pl', 'ru', 'ru', 'de', null])
})
it('leads to the page for frames, with its hidden fields', () => expect(addressOf('https://styk.example', wish({ hidden: 'order=A 1' }), 'pl')).toBe('https://styk.example/s/k1?embed=1&language=pl&order=A+1'))
it('is one file of less than 15 kB compressed, without the console', async () => {
  const made = (await build({ configFile: fileURLToPath(new URL('../vite.embed.config.ts', import.meta.url)), logLevel: 'silent', build: { write: false } })) as Rollup.RollupOutput
  const [script, ...more] = made.output
  expect(script.fileName).toMatch(/^assets\/embed-[\w-]+\.js$/)
  expect([more.length, script.imports]).toEqual([0, []])
  expect(gzipSync(script.code, { level: 9 }).length).toBeLessThan(15_360)
  expect(script.code).not.toMatch(/react|i18next|document\.cookie/i)
}, 60_000)
