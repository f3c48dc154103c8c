#!/usr/bin/env node
// What a frame costs the page while a map of a hundred steps is scrolled, a step is dragged along it, and the curve is drawn by hand:
// script + style + layout of each frame from a Chromium trace, and their 95th percentile. The claim: below 8 ms.
//
// usage: tools/node bench/journey_map.mjs [ADDRESS of a server with a demo firm, else one is started] [STEPS, 100]
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from '../web/node_modules/playwright-core/index.mjs'
import { caller, password, people, serve } from '../test/end_to_end/support.mjs'

const wanted = 8
const [given, count = '100'] = process.argv.slice(2)
const folder = given ? null : mkdtempSync(join(tmpdir(), 'styk-bench-'))
const server = given ? null : await serve('demo', folder)
const base = given ?? server.base
const browser = await chromium.launch({ executablePath: process.env.STYK_CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking', '--disable-quic', '--no-first-run'] })
const context = await browser.newContext({ baseURL: base, viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' })
context.setDefaultTimeout(Number(process.env.STYK_PATIENCE_MS ?? 60_000))
const api = caller(context.request, base)
await api.post('/session', { email: people.administrator, password })
const id = process.env.STYK_JOURNEY ?? await longJourney(Number(count))

/** A journey of so many steps, each at one of the firm's touchpoints, with words in its lanes. */
async function longJourney(steps) {
  const touchpoints = (await api.get('/touchpoints?limit=500')).items
  const journey = await api.post('/journeys', { name: `A way of ${steps} steps` })
  const map = journey.maps[0].id
  const { doc } = await api.get(`/journey_maps/${map}`)
  const edits = Array.from({ length: steps }, (_, at) => {
    const touchpoint = touchpoints[at % touchpoints.length]
    return { op: 'add', path: ['steps'], value: { id: crypto.randomUUID(), stage_id: doc.stages[Math.floor((at / steps) * doc.stages.length)].id, name: `${touchpoint.name} ${at + 1}`, touchpoint: touchpoint.key, action: 'Comes along, looks around, asks somebody, goes on', expectation: 'To be seen', drawn: { value: ((at * 7) % 5) - 2 }, questions: [{ id: crypto.randomUUID(), text: 'How long will it take?', answered: ['yes', 'partly', 'no'][at % 3] }] } }
  })
  for (let at = 0; at < edits.length; at += 20) await api.post(`/journey_maps/${map}/edits`, { edits: edits.slice(at, at + 20) })
  return journey.id
}

const page = await context.newPage()
await page.goto(`/journeys/${id}`)
await page.locator('.jm-map [data-cell]').first().waitFor()
await page.waitForFunction(() => !document.querySelector('[aria-busy=true]'))
await page.evaluate(() => new Promise((done) => requestIdleCallback(done)))

const parts = new Set(['FunctionCall', 'EvaluateScript', 'TimerFire', 'FireAnimationFrame', 'EventDispatch', 'v8.callFunction', 'UpdateLayoutTree', 'RecalculateStyles', 'Layout', 'PrePaint', 'MinorGC', 'MajorGC'])
/** Main-thread milliseconds of script, style and layout in each frame while `act` goes on. */
async function traced(act) {
  const session = await context.newCDPSession(page)
  const events = []
  session.on('Tracing.dataCollected', ({ value }) => events.push(...value))
  await session.send('Tracing.start', { traceConfig: { includedCategories: ['devtools.timeline', 'v8', 'disabled-by-default-devtools.timeline.frame', 'benchmark'] }, transferMode: 'ReportEvents' })
  await act()
  const ended = new Promise((done) => session.once('Tracing.tracingComplete', done))
  await session.send('Tracing.end')
  await ended
  const threads = events.filter((one) => one.name === 'thread_name' && one.args.name === 'CrRendererMain')
  const many = (thread) => events.filter((one) => one.pid === thread.pid && one.tid === thread.tid)
  const own = threads.map(many).sort((a, b) => b.length - a.length)[0] ?? []
  const work = own.filter((one) => one.ph === 'X' && parts.has(one.name)).sort((a, b) => a.ts - b.ts || b.dur - a.dur)
  // a frame begins when the main thread is told to make one; where the compositor scrolls alone, each sixtieth of a second is one
  const begun = own.filter((one) => one.name === 'BeginMainThreadFrame').map((one) => one.ts).sort((a, b) => a - b)
  const [first, last] = [Math.min(...own.map((one) => one.ts || Infinity)), Math.max(...own.map((one) => one.ts || 0))]
  const frames = begun.length >= 20 ? begun : Array.from({ length: Math.max(0, Math.floor((last - first) / 16_667)) }, (_, at) => first + at * 16_667)
  const spent = new Array(Math.max(0, frames.length - 1)).fill(0)
  let until = 0
  let frame = 0
  for (const one of work) {
    if (one.ts < until) continue // within another that is counted
    until = one.ts + (one.dur ?? 0)
    while (frame < frames.length - 1 && frames[frame + 1] <= one.ts) frame += 1
    // the thread's own time: another program on the machine is no work of the page
    if (frame < spent.length && one.ts >= frames[0]) spent[frame] += (one.tdur ?? one.dur ?? 0) / 1000
  }
  await session.detach()
  return spent
}
const quantile = (values, q) => { const sorted = [...values].sort((a, b) => a - b); return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0 }
/** So many frames, the map scrolled on by so many pixels in each. */
const frames = (count, by) => page.evaluate(([count, by]) => new Promise((done) => { const box = document.querySelector('.jm-scroll'); const far = Math.max(1, box.scrollWidth - box.clientWidth); let at = 0; const next = () => { if (by) box.scrollLeft = (at * by) % far; at += 1; if (at < count) requestAnimationFrame(next); else done() }; requestAnimationFrame(next) }), [count, by])

const doings = {
  'scrolled sideways': async () => { const box = await page.locator('.jm-scroll').boundingBox(); await page.mouse.move(box.x + 500, box.y + 200); for (let at = 0; at < 120; at++) await page.mouse.wheel(60, 0) },
  'scrolled by script, a frame each': () => frames(200, 37),
  'a step dragged along, with the map pulled at the edge': async () => {
    await page.evaluate(() => { document.querySelector('.jm-scroll').scrollLeft = 0 })
    const from = await page.locator('.jm-name').nth(2).boundingBox()
    await page.mouse.move(from.x + 30, from.y + 14)
    await page.mouse.down()
    for (let at = 0; at < 100; at++) await page.mouse.move(from.x + 30 + at * 10, from.y + 20 + (at % 9))
    await frames(60, 0)
    for (let at = 0; at < 40; at++) await page.mouse.move(1000 - at * 12, from.y + 30)
    await page.keyboard.press('Escape')
    await page.mouse.up()
  },
  'a point of the curve drawn by hand': async () => {
    await page.evaluate(() => { document.querySelector('.jm-scroll').scrollLeft = 0 })
    const pen = await page.locator('[data-pen]').nth(3).boundingBox()
    await page.mouse.move(pen.x + 12, pen.y + 12)
    await page.mouse.down()
    for (let at = 0; at < 120; at++) await page.mouse.move(pen.x + 12, pen.y + 12 + 140 * Math.sin(at / 8))
    await page.keyboard.press('Escape')
    await page.mouse.up()
  },
  'the focus moved from cell to cell': async () => { await page.locator('.jm-c[data-cell]').first().focus(); for (let at = 0; at < 60; at++) await page.keyboard.press(at % 5 === 4 ? 'ArrowDown' : 'ArrowRight') },
}
let failed = false
console.log(`${'script + style + layout a frame, ms'.padEnd(58)} frames    p50    p95    max`)
for (const [name, act] of Object.entries(doings)) {
  const spent = await traced(act)
  const p95 = quantile(spent, 0.95)
  failed ||= p95 >= wanted || spent.length < 20
  console.log(`${name.padEnd(58)} ${String(spent.length).padStart(6)} ${quantile(spent, 0.5).toFixed(2).padStart(6)} ${p95.toFixed(2).padStart(6)} ${Math.max(0, ...spent).toFixed(2).padStart(6)}${p95 >= wanted ? `   not below ${wanted}` : ''}`)
}
await browser.close()
await server?.stop()
if (folder) rmSync(folder, { recursive: true, force: true })
process.exitCode = failed ? 1 : 0
