// A server on a throw-away folder, a browser, and the words of a test. Nothing sleeps: everything waits for what it needs.
import { execFileSync, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { chromium } from '../../web/node_modules/playwright-core/index.mjs'

export const repository = fileURLToPath(new URL('../..', import.meta.url))
export const patience = Number(process.env.STYK_PATIENCE_MS ?? 60_000)
export const password = 'bursztyn-demo'
export const people = {
  administrator: 'jan.bursztynowicz@bursztyn.example', cx_manager: 'alicja.borowska@bursztyn.example', analyst: 'oleg.sorokin@bursztyn.example',
  touchpoint_owner: 'halina.wrobel@bursztyn.example', employee: 'elzbieta.czajka@bursztyn.example',
}
const shots = process.env.STYK_SHOTS
if (shots) mkdirSync(shots, { recursive: true })

/** Runs the server on a place; answers its address and what it printed. */
export async function serve(kind, place) {
  const child = spawn(process.env.STYK_BINARY ?? join(repository, 'build/styk'), [kind, '--data', place.data, ...(place.url ? ['--db', place.url] : []), '--listen', '127.0.0.1:0'], { stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  let wrong = ''
  child.stderr.on('data', (chunk) => { wrong = (wrong + chunk).slice(-4000) })
  const base = await new Promise((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      said += chunk
      // the last line printed at the start says how to get in
      const found = /listens on (http:\S+)[\s\S]*\n(Open|This is|Log in|$)/.exec(said)
      if (found) resolve(found[1])
    })
    child.on('exit', (code) => reject(new Error(`the server ended with ${code}: ${said}${wrong}`)))
  })
  let wanted = false
  child.on('exit', (code, signal) => { if (!wanted) console.log(`FAILED  the server ended by itself (${signal ?? code}): ${wrong}`) })
  return { base, said: () => said, stop: () => new Promise((done) => { wanted = true; if (child.exitCode !== null) done(); else { child.on('exit', done); child.kill('SIGTERM') } }) }
}
/** Where a firm lives: a folder and, on PostgreSQL, a database. A demo firm is made once (by run_end_to_end) and copied; without that it is made here. */
function makePlace(kind) {
  const data = mkdtempSync(join(tmpdir(), 'styk-end-to-end-'))
  const made = kind === 'demo' ? process.env.STYK_DEMO_DATA : undefined
  if (made && existsSync(made)) cpSync(made, data, { recursive: true, filter: (from) => !from.endsWith('.sock') })
  const forget = () => rmSync(data, { recursive: true, force: true })
  if (process.env.STYK_END_TO_END_DATABASE !== 'postgresql') return { data, forget }
  const server = process.env.STYK_TEST_POSTGRES
  if (!server) throw new Error('there is no PostgreSQL: run it through tools/with_postgres')
  const name = `styk_${randomUUID().replaceAll('-', '')}`
  const sql = (text) => execFileSync('psql', ['-q', server, '-c', text])
  const template = made ? process.env.STYK_DEMO_DATABASE : undefined
  sql(`CREATE DATABASE ${name}${template ? ` TEMPLATE ${template}` : ''}`)
  return { data, url: server.replace(/\/\/\/\w*/, `///${name}`), forget: () => { sql(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`); forget() } }
}

/** One file of tests: `kind` is demo or empty; `body` gets what it needs and calls `test`. */
export async function suite(kind, body) {
  const file = basename(process.argv[1] ?? '', '.mjs')
  const place = makePlace(kind)
  let server = await serve(kind === 'demo' ? 'demo' : 'serve', place)
  const browser = await chromium.launch({ executablePath: process.env.STYK_CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-quic', '--no-first-run'] })
  const failures = []
  let stopped = false
  const kept = new Map()
  /** A window of its own, logged in as one of the demo's people (or nobody). */
  const enter = async (who, { language = 'en', theme = 'light', width = 1440, height = 900, secret = password } = {}) => {
    const known = who ? kept.get(who) : undefined
    const context = await browser.newContext({ baseURL: server.base, viewport: { width, height }, locale: 'en-GB', timezoneId: 'Europe/Warsaw', reducedMotion: 'reduce', ...(theme !== 'system' && { colorScheme: theme }), permissions: ['clipboard-read', 'clipboard-write'], ...(known && { storageState: known }) })
    context.setDefaultTimeout(patience)
    const api = caller(context.request, server.base)
    if (who) {
      if (!known) { await api.post('/session', { email: people[who] ?? who, password: secret }); kept.set(who, await context.storageState()) }
      await api.patch('/me', { language, theme })
    }
    const page = await context.newPage()
    page.on('pageerror', (error) => failures.push(`a script stopped on ${page.url()}: ${error.message}`))
    // what a page swallows to show an apology is a failure all the same
    // (a part of the page that a stopped server cannot give is no such failure)
    page.on('console', (said) => { if (said.type() === 'error' && !said.text().startsWith('Failed to load resource') && !(stopped && /Unable to preload CSS|Failed to fetch dynamically imported/.test(said.text()))) failures.push(`a page complained on ${page.url()}: ${said.text().slice(0, 300)}`) })
    return { page, api, context, close: () => context.close() }
  }
  let [passed, failed] = [0, 0]
  /** What is said in `name` is true when `what` ends without an error. Its windows are closed afterwards. */
  const test = async (name, what) => {
    const open = []
    failures.length = 0
    try {
      await what(async (...args) => { const one = await enter(...args); open.push(one); return one })
      if (failures.length) throw new Error(failures.join('; '))
      passed += 1
      console.log(`ok      ${file}: ${name}`)
    } catch (error) {
      failed += 1
      console.log(`FAILED  ${file}: ${name}\n        ${String(error.stack ?? error).split('\n').slice(0, 12).join('\n        ')}`)
      if (shots) for (const [at, one] of open.entries()) await one.page.screenshot({ path: join(shots, `failed-${file}-${failed}-${at}.png`) }).catch(() => undefined)
    }
    for (const one of open) await one.close().catch(() => undefined)
  }
  try {
    await body({ test, enter, browser, get base() { return server.base }, said: () => server.said(), stop: () => { stopped = true; return server.stop() }, shots })
  } catch (error) {
    failed += 1
    console.log(`FAILED  ${file}: outside its tests\n        ${error.stack ?? error}`)
  } finally {
    await browser.close()
    await server.stop()
    place.forget()
  }
  console.log(`${file}: ${passed} passed, ${failed} failed`)
  process.exitCode = failed ? 1 : 0
}

/** A real mail server that keeps what it is given: `port`, `next()` the next mail as it came, `stop()`. Mail to nobody@… is refused for good. */
export async function mailServer() {
  const kept = mkdtempSync(join(tmpdir(), 'styk-mail-'))
  const child = spawn(process.execPath, [join(repository, 'test/support/mail_server.mjs'), kept], { stdio: ['pipe', 'pipe', 'inherit'] })
  const [heard, waiting] = [[], []]
  createInterface({ input: child.stdout }).on('line', (line) => { const one = JSON.parse(line); const first = waiting.findIndex((wait) => wait.kind === one.event); if (first < 0) heard.push(one); else waiting.splice(first, 1)[0].done(one) })
  const event = (kind) => new Promise((done, fail) => {
    const at = heard.findIndex((one) => one.event === kind)
    if (at >= 0) { done(heard.splice(at, 1)[0]); return }
    const timer = setTimeout(() => fail(new Error(`waited in vain for ${kind} at the mail server`)), patience)
    waiting.push({ kind, done: (one) => { clearTimeout(timer); done(one) } })
  })
  const { port } = await event('listening')
  return { port, next: async () => readMail(readFileSync((await event('mail')).file, 'latin1')), refused: () => event('refused'), stop: () => new Promise((done) => { child.on('exit', () => { rmSync(kept, { recursive: true, force: true }); done() }); child.kill('SIGTERM') }) }
}
/** Heads by their small names, folded lines joined; the body as it was sent. */
export function readMail(raw) {
  const cut = raw.indexOf('\r\n\r\n')
  const heads = raw.slice(0, cut).replace(/\r\n[ \t]+/g, ' ').split('\r\n').map((line) => { const at = line.indexOf(':'); return [line.slice(0, at).toLowerCase(), line.slice(at + 1).trim()] })
  return { ...Object.fromEntries(heads), body: raw.slice(cut + 4) }
}

/** The API as the page itself would call it. */
export function caller(request, base) {
  const call = async (method, path, body, headers = {}) => {
    const answer = await request.fetch(`${base}/api/v1${path}`, { method, headers: { origin: base, ...headers }, ...(body !== undefined && { data: body }) })
    if (!answer.ok()) throw new Error(`${method} ${path}: ${answer.status()} ${await answer.text()}`)
    return answer.status() === 204 ? undefined : answer.json()
  }
  return { get: (path) => call('GET', path), post: (path, body) => call('POST', path, body ?? {}), patch: (path, body, headers) => call('PATCH', path, body, headers), del: (path, headers) => call('DELETE', path, undefined, headers) }
}

/** Waits until it can be seen. */
export const seen = (locator) => locator.first().waitFor({ state: 'visible', timeout: patience })
/** Waits until it cannot be seen any more. */
export const gone = (locator) => locator.first().waitFor({ state: 'hidden', timeout: patience })
/** Waits until `ask` answers something true; `what` says what was waited for. */
export async function until(page, ask, what, given) {
  await page.waitForFunction(ask, given, { timeout: patience }).catch((error) => { throw new Error(`waited in vain until ${what} (${error.message.split('\n')[0]})`) })
}
/** Figures follow a commit within moments: asks until what came is as wanted, or time is up; gives what came last. */
export async function eventually(ask, wanted) {
  const end = Date.now() + patience
  let found = await ask()
  while (JSON.stringify(found) !== JSON.stringify(wanted) && Date.now() < end) {
    await new Promise((go) => setTimeout(go, 50))
    found = await ask()
  }
  return found
}
/** Pixels that a page is wider than its window, once it holds still: while it is drawn it may be, for a moment. */
export const sideways = (page) => eventually(() => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0)
export function same(found, wanted, what) {
  if (JSON.stringify(found) !== JSON.stringify(wanted)) throw new Error(`${what}: found ${JSON.stringify(found)}, wanted ${JSON.stringify(wanted)}`)
}
export function holds(truth, what) { if (!truth) throw new Error(what) }
/** Nothing is being fetched or drawn any more. */
export const settled = (page) => until(page, () => document.querySelector('main') !== null && document.querySelector('[aria-busy=true]') === null && document.fonts.status === 'loaded', 'the page had settled')
export async function logIn(page, email, secret) {
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password').fill(secret)
  await page.getByRole('button', { name: 'Log in' }).click()
}
export const rail = (page) => page.getByRole('navigation', { name: 'Rooms' }).first()
export const panel = (page) => page.locator('section[role=dialog]')
export const dialog = (page) => page.locator('dialog[open]')

const axe = readFileSync(join(repository, 'web/node_modules/axe-core/axe.min.js'), 'utf8')
const everything = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
/** The rules that a theme can break. */
export const colours = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] }
/** What stands in the way of people with other senses, in words; [] when nothing does. */
export async function barriers(page, rules = everything) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe)
  return page.evaluate(async (runOnly) => {
    const found = await window.axe.run(document, { resultTypes: ['violations'], runOnly })
    return found.violations.map((one) => `${one.id} (${one.nodes.length}): ${one.nodes.slice(0, 2).map((node) => `${node.target.join(' ')} ${node.any[0]?.message ?? node.all[0]?.message ?? node.none[0]?.message ?? ''}`).join(' | ')}`)
  }, rules)
}
