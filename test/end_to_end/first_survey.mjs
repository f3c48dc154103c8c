// A newcomer's way on a fresh installation, everything on the screen: mail, a customer, a survey, a campaign; then the customer on
// a phone without scripts; then what came back.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { barriers, dialog, holds, patience, repository, same, seen, settled, suite, until } from './support.mjs'

const me = { email: 'ada@firma.example', secret: 'trzy-konie-w-polu' }
const guest = { name: 'Ola Lis', email: 'ola@goscie.example' }
const part = (page, name) => page.getByRole('navigation', { name: 'Parts of the survey' }).getByRole('link', { name })

/** A real mail server; `next()` waits for the next mail as it came. */
async function mailbox() {
  const folder = mkdtempSync(join(tmpdir(), 'styk-mailbox-'))
  const child = spawn(process.execPath, [join(repository, 'test/support/mail_server.mjs'), folder], { stdio: ['pipe', 'pipe', 'inherit'] })
  const [came, wanted] = [[], []]
  createInterface({ input: child.stdout }).on('line', (line) => {
    const event = JSON.parse(line)
    const waits = wanted.shift()
    if (waits) waits(event); else came.push(event)
  })
  const event = () => came.length ? Promise.resolve(came.shift()) : new Promise((found, lost) => {
    const late = setTimeout(() => lost(new Error('no mail came')), patience)
    wanted.push((one) => { clearTimeout(late); found(one) })
  })
  const { port } = await event()
  const next = async () => { const one = await event(); return { to: one.to, text: readable(readFileSync(one.file, 'utf8')) } }
  return { port, next, waiting: () => came.length, close: () => { child.kill('SIGTERM'); rmSync(folder, { recursive: true, force: true }) } }
}
/** The plain part of a mail, its transfer encoding undone. */
function readable(mail) {
  const plain = mail.slice(mail.search(/^Content-Type: text\/plain/im))
  const body = plain.slice(plain.search(/\r?\n\r?\n/)).split(/\r?\n--/)[0]
  const bytes = /^Content-Transfer-Encoding: base64/im.test(plain.split(/\r?\n\r?\n/)[0]) ? Buffer.from(body, 'base64')
    : Buffer.from(body.replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/g, (_all, hex) => String.fromCharCode(parseInt(hex, 16))), 'latin1')
  return bytes.toString('utf8')
}

await suite('empty', async (server) => {
  const { test, browser, said } = server
  const letters = await mailbox()
  let survey = ''
  let link = ''
  await test('who has just installed it says how mail goes out, and gets a test mail', async (open) => {
    const { page } = await open(null)
    await page.goto(/(\/welcome\/\S+)/.exec(said())[1])
    await page.getByLabel('E-mail address').fill(me.email)
    await page.getByLabel('Name').fill('Ada Pierwsza')
    await page.getByLabel('Your firm').fill('Pierwsza Firma')
    await page.getByLabel('Password').fill(me.secret)
    await page.getByRole('button', { name: 'Begin' }).click()
    await page.waitForURL('**/pulse')
    await page.goto('/setup/mail')
    await settled(page)
    await page.getByLabel('Server').fill('127.0.0.1')
    await page.getByLabel('Encryption').selectOption('none')
    await page.getByLabel('Port').fill(String(letters.port))
    await page.getByLabel('From address').fill('ankiety@firma.example')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('button', { name: 'Send the test' }).or(page.getByRole('button', { name: /^Send/ })).first().click()
    const mail = await letters.next()
    same(mail.to, [me.email], 'the test mail')
  })
  await test('writes down a customer, makes a survey of a template, translates what is new, looks at it and publishes', async (open) => {
    const { page } = await open(me.email, { secret: me.secret })
    await page.goto('/customers/new')
    await settled(page)
    await page.getByLabel('Name', { exact: true }).first().fill(guest.name)
    await page.getByLabel('Key').fill('ola-1')
    await page.getByLabel('E-mail address').fill(guest.email)
    await page.getByRole('button', { name: /^(Add|Save)/ }).last().click()
    await page.waitForURL((url) => !url.pathname.endsWith('/new'))
    await page.goto('/surveys/new')
    await settled(page)
    await page.getByRole('radio', { name: /^Would you recommend us, and why/ }).first().check({ force: true })
    await page.getByRole('textbox', { name: 'Name' }).fill('First survey')
    await page.getByRole('button', { name: 'Make the survey' }).click()
    await page.waitForURL('**/build**')
    survey = /surveys\/([0-9a-f-]{36})/.exec(page.url())[1]
    await page.getByRole('button', { name: 'Add a question', exact: true }).last().click()
    await page.getByRole('button', { name: 'one of several', exact: true }).click()
    const fresh = page.locator('.sv-card.on')
    await fresh.getByRole('textbox', { name: 'Text of the question' }).fill('How did you find us?')
    await fresh.getByRole('textbox', { name: 'Choice 1' }).fill('Friends')
    await fresh.getByRole('textbox', { name: 'Choice 2' }).fill('The web')
    await fresh.getByRole('button', { name: 'Remove: Choice 3' }).click()
    await part(page, /^Translate/).click()
    await page.getByRole('combobox', { name: 'Into' }).selectOption('pl')
    for (const [from, to] of [['How did you find us?', 'Skąd o nas wiesz?'], ['Friends', 'Od znajomych'], ['The web', 'Z internetu']]) await page.getByRole('textbox', { name: `Translation of: ${from}` }).fill(to)
    await seen(page.getByText('Everything is there in Polish.'))
    await part(page, 'Preview').click()
    await page.frameLocator('iframe').getByRole('radio', { name: '9' }).first().waitFor({ state: 'attached' })
    await part(page, /^Check/).click()
    await page.getByRole('button', { name: 'Publish', exact: true }).click()
    await page.waitForURL('**/share**')
    await seen(page.getByText('Published. Version 1.'))
  })
  await test('sends it: who gets it, how it looks, one to oneself, then for real', async (open) => {
    const { page } = await open(me.email, { secret: me.secret })
    await page.goto(`/surveys/${survey}/send`)
    await settled(page)
    await page.getByRole('button', { name: 'New campaign' }).click()
    await seen(page.getByText('person would get it now'))
    await page.getByRole('textbox', { name: 'Subject' }).fill('{first_name}, how was it?')
    await page.getByRole('textbox', { name: 'Text', exact: true }).fill('a short question from {firm}.')
    await page.getByRole('switch', { name: 'The first rating in the mail itself' }).or(page.getByLabel('The first rating in the mail itself')).first().click()
    const shown = page.frameLocator('.sn-mail iframe')
    await seen(shown.getByText('a short question from', { exact: false }))
    await seen(shown.getByRole('link', { name: '10', exact: true }))
    same(await barriers(page), [], 'barriers')
    await page.getByRole('button', { name: 'Send one' }).click()
    await seen(page.getByText('Taken by the server.', { exact: false }))
    same((await letters.next()).to, [me.email], 'the one to oneself')
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    await dialog(page).getByRole('button', { name: 'Send', exact: true }).click()
    const mail = await letters.next()
    same(mail.to, [guest.email], 'whom it goes to')
    holds(mail.text.includes('a short question from Pierwsza Firma'), `the words of the campaign: ${mail.text}`)
    link = /http:\S+(\/r\/\w+)/.exec(mail.text)?.[1] ?? ''
    holds(link, `a link of their own: ${mail.text}`)
    await until(page, () => document.querySelector('.sv-count .figure')?.textContent === '1', 'one was reached')
    await until(page, () => [...document.querySelectorAll('tbody .tag')].some((one) => one.textContent === 'sent'), 'the list follows by itself')
  })
  await test('the customer answers on a phone without scripts, once', async () => {
    const phone = await browser.newContext({ baseURL: server.base, viewport: { width: 360, height: 780 }, locale: 'en-GB', javaScriptEnabled: false })
    const page = await phone.newPage()
    await page.goto(`${link}?v=9`)
    same(await page.getByRole('radio', { name: '9', exact: true }).first().isChecked(), true, 'the rating of the mail is marked')
    for (let step = 0; step < 8; step += 1) {
      const score = page.getByRole('radio', { name: '9', exact: true })
      if (await score.count()) await score.first().check({ force: true })
      const words = page.getByRole('textbox')
      if (await words.count()) await words.first().fill('Kind people.')
      const friends = page.getByRole('radio', { name: 'Friends' })
      if (await friends.count()) await friends.check({ force: true })
      const go = page.getByRole('button', { name: /^(Next|Send)/ })
      if (!(await go.count())) break
      holds(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'the page fits the phone')
      await go.last().click()
    }
    holds(await page.getByRole('button', { name: /^(Next|Send)/ }).count() === 0, 'it came to its end')
    same((await page.goto(link)).status(), 410, 'the link is used up')
    await phone.close()
  })
  await test('and the answer stands on the watch page, with its words, and in the campaign', async (open) => {
    const { page } = await open(me.email, { secret: me.secret })
    await page.goto(`/surveys/${survey}/watch`)
    await until(page, () => document.querySelector('.sv-count .figure')?.textContent === '1', 'one answer is counted')
    await seen(page.getByText('Kind people.'))
    await page.goto(`/surveys/${survey}/send`)
    await settled(page)
    await page.getByRole('row', { name: /First survey/ }).getByRole('button').or(page.getByRole('row', { name: /First survey/ })).first().click()
    await seen(page.getByText('1 of 1 reached'))
    await seen(page.getByRole('row', { name: new RegExp(guest.name) }).getByText('answered'))
    same(letters.waiting(), 0, 'mails that nobody asked for')
  })
  letters.close()
})
