// What is watched: an indicator with its status, an alert whose false alarms are known beforehand, and the mail it sends.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { barriers, eventually, holds, panel, repository, same, seen, settled, suite } from './support.mjs'

/** The mail server of the tests: `next()` gives the next mail as text. */
async function mailServer() {
  const folder = mkdtempSync(join(tmpdir(), 'styk-mail-'))
  const child = spawn(process.execPath, [join(repository, 'test/support/mail_server.mjs'), folder], { stdio: ['pipe', 'pipe', 'inherit'] })
  const events = []
  const asked = []
  createInterface({ input: child.stdout }).on('line', (line) => { const event = JSON.parse(line); const next = asked.shift(); if (next) next(event); else events.push(event) })
  const take = () => events.length ? Promise.resolve(events.shift()) : new Promise((done) => asked.push(done))
  const { port } = await take()
  const file = async () => (await take()).file ?? file() // what was refused is no mail
  return { port, next: async () => readFileSync(await file(), 'utf8'), stop: () => { child.kill(); rmSync(folder, { recursive: true, force: true }) } }
}
/** Fifteen weeks at a new touchpoint: calm, then half of the pleased are gone. */
function weeks(touchpoint) {
  const monday = new Date()
  monday.setUTCDate(monday.getUTCDate() - ((monday.getUTCDay() + 6) % 7))
  const lines = []
  for (let ago = 15; ago >= 1; ago--) {
    const at = new Date(monday)
    at.setUTCDate(at.getUTCDate() - 7 * ago + 2)
    const good = ago === 1 ? 40 : 62 + 2 * (ago % 2)
    for (let i = 0; i < 80; i++) lines.push(JSON.stringify({ source: 'api', channel: 'web', touchpoint, occurred_at: `${at.toISOString().slice(0, 10)}T12:00:00Z`, ratings: [{ metric: 'csat', value: i < good ? 5 : 2 }] }))
  }
  return lines.join('\n')
}
const expected = async (page) => Number(/([\d.]+) a year/.exec(await panel(page).locator('.expect').innerText())?.[1])

await suite('demo', async ({ test, base }) => {
  const mail = await mailServer()
  try {
    await test('the scorecard of the demo says which goals are met and which is missed', async (open) => {
      const { page } = await open('cx_manager')
      await page.goto('/insights/scorecard')
      await settled(page)
      const rows = page.locator('.scores > li')
      same(await rows.count(), 5, 'five indicators')
      await seen(rows.filter({ hasText: 'Check-in in Gdańsk' }).getByText('▼ missed'))
      await seen(rows.filter({ hasText: 'Breakfast in Sopot' }).getByText('▲ met'))
      same(await barriers(page), [], 'nothing stands in the way')
    })
    await test('an indicator is made, judged by its interval, moved and removed', async (open) => {
      const { page, api } = await open('analyst')
      await page.goto('/insights/scorecard')
      await settled(page)
      await page.getByRole('button', { name: 'Add an indicator' }).click()
      await panel(page).getByLabel('Name').fill('Spa')
      await panel(page).getByLabel('Metric').selectOption('csat')
      await panel(page).getByLabel('Goal').fill('1')
      await panel(page).locator('footer').getByRole('button', { name: 'Add' }).click()
      const row = page.locator('.scores > li').filter({ hasText: 'Spa' })
      await seen(row.getByText('▲ met'))
      await seen(row.getByText('goal 1%'))
      await row.getByRole('button', { name: 'Move up: Spa' }).click()
      same(await eventually(async () => (await api.get('/insights/scorecard')).items.map((one) => one.name).indexOf('Spa'), 4), 4, 'it stands one place higher')
      await row.getByRole('button', { name: 'Spa', exact: true }).click()
      await panel(page).getByRole('button', { name: 'Remove' }).click()
      await page.locator('dialog[open]').getByRole('button', { name: 'Remove' }).click()
      same(await eventually(async () => (await api.get('/indicators')).items.length, 5), 5, 'it is gone')
    })
    await test('mail is set up and tried out', async (open) => {
      const { page } = await open('administrator')
      await page.goto('/setup/mail')
      await seen(page.getByText('No mail goes out yet.'))
      await page.getByLabel('Server').fill('127.0.0.1')
      await page.getByLabel('Encryption').selectOption('none')
      await page.getByLabel('Port').fill(String(mail.port))
      await page.getByLabel('From address').fill('styk@bursztyn.example')
      await page.locator('form').first().getByRole('button', { name: 'Save' }).click()
      await page.getByLabel('Send it to').fill('anna@example.org')
      await page.getByRole('button', { name: 'Send a test mail' }).click()
      await seen(page.getByText('The server took the mail.'))
      holds((await mail.next()).includes('To: anna@example.org'), 'the mail is there')
      await page.getByLabel('Send it to').fill('nobody@example.org')
      await page.getByRole('button', { name: 'Send a test mail' }).click()
      await seen(page.getByText('There is nobody of this name').first())
      same(await barriers(page), [], 'nothing stands in the way')
    })
    await test('the false alarms to expect follow the setting, and the alert mails what it found', async (open) => {
      const { page, api, context } = await open('cx_manager')
      await api.post('/touchpoints', { key: 'cloakroom', name: 'Cloakroom' })
      const sent = await context.request.fetch(`${base}/api/v1/feedback`, { method: 'POST', headers: { origin: base, 'content-type': 'application/x-ndjson' }, data: weeks('cloakroom') })
      holds(sent.ok(), 'the weeks are taken')
      await eventually(async () => (await api.get('/insights/tally?metric=csat&touchpoint=cloakroom')).total.n, 1200)
      await page.goto('/insights/alerts?touchpoint=cloakroom')
      await settled(page)
      await page.getByRole('button', { name: 'Add an alert' }).click()
      await panel(page).getByLabel('Name').fill('Cloakroom')
      await panel(page).getByLabel('Metric').selectOption('csat')
      await seen(panel(page).getByText(/False alarms to expect: [\d.]+ a year$/))
      await panel(page).getByText('other than the period before').click()
      const both = await eventually(() => expected(page), 2.6)
      await panel(page).getByText('Down', { exact: true }).click()
      const fewer = await eventually(async () => (await expected(page)) < both, true)
      holds(fewer, 'one direction means fewer false alarms')
      await panel(page).getByText('beyond what chance does').click()
      await panel(page).locator('footer').getByRole('button', { name: 'Add' }).click()
      const letter = await mail.next()
      holds(/^Subject: Cloakroom: /m.test(letter), `the mail says so: ${letter.slice(0, 600)}`)
      holds(letter.includes('/insights/trend?metric=3Dcsat'), 'and leads to the trend')
      await page.getByRole('button', { name: 'Cloakroom', exact: true }).click()
      await seen(panel(page).getByText(/50% \(39–61%\), below the limit/))
      same(await barriers(page), [], 'nothing stands in the way')
      await page.goto('/pulse')
      await settled(page)
      const alarm = page.getByRole('list', { name: 'Alarms' }).getByText('Cloakroom')
      await seen(alarm)
      await page.getByRole('button', { name: 'Put aside: Cloakroom' }).click()
      await alarm.waitFor({ state: 'hidden' })
    })
  } finally { mail.stop() }
})
