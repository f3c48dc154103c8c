// An empty database: the first administrator, empty pages that say what to do, the first file.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { barriers, dialog, holds, patience, rail, repository, same, seen, settled, suite } from './support.mjs'

const me = { email: 'ada@firma.example', secret: 'trzy-konie-w-polu' }

/** The given file, the one of the repository, or a small one of the same make. */
function airline() {
  for (const one of [process.env.STYK_AIRLINE, join(repository, 'test/data/airline_small.csv')]) if (one && existsSync(one)) return { path: one, done: () => undefined }
  const folder = mkdtempSync(join(tmpdir(), 'styk-airline-'))
  const path = join(folder, 'airline_small.csv')
  const asked = ['Inflight wifi service', 'Ease of Online booking', 'Food and drink', 'Seat comfort', 'Inflight entertainment', 'On-board service', 'Baggage handling', 'Checkin service', 'Cleanliness']
  const lines = [['id', 'Gender', 'Customer Type', 'Age', 'Type of Travel', 'Class', 'Flight Distance', ...asked, 'satisfaction'].join(',')]
  for (let at = 0; at < 300; at += 1) {
    const seat = ['Eco', 'Business', 'Eco Plus'][at % 3]
    const scores = asked.map((_name, column) => (at * 7 + column * 3) % 17 === 0 ? 0 : 1 + ((at * 5 + column * 11 + Math.floor(at / 3)) % 4) + (seat === 'Business' ? 1 : 0))
    lines.push([1000 + at, at % 2 ? 'Male' : 'Female', at % 5 ? 'Loyal Customer' : 'disloyal Customer', 20 + (at % 50), at % 4 ? 'Business travel' : 'Personal Travel', seat, 300 + at * 9, ...scores, at % 2 ? 'satisfied' : 'neutral or dissatisfied'].join(','))
  }
  writeFileSync(path, `${lines.join('\n')}\n`)
  return { path, done: () => rmSync(folder, { recursive: true }) }
}

await suite('empty', async ({ test, said }) => {
  await test('the printed link makes the first administrator, once', async (open) => {
    const link = /(\/welcome\/\S+)/.exec(said())?.[1]
    holds(link, `no link was printed: ${said()}`)
    const { page } = await open(null)
    await page.goto(link)
    await seen(page.getByRole('heading', { name: 'Welcome. Let us make you the first administrator.' }))
    same(await barriers(page), [], 'barriers on the welcome page')
    await page.getByLabel('E-mail address').fill(me.email)
    await page.getByLabel('Name').fill('Ada Pierwsza')
    await page.getByLabel('Password').fill(me.secret)
    await page.getByRole('button', { name: 'Begin' }).click()
    await page.waitForURL('**/pulse')
    await seen(page.getByText('Nobody has written yet.', { exact: false }))
    const other = await open(null)
    await other.page.goto(link)
    await seen(other.page.getByText('This link was used, or it is too old.'))
  })
  const own = { secret: me.secret }
  await test('who is invited goes on in the language in which they were welcomed', async (open) => {
    const { api } = await open(me.email, own)
    const { welcome_url } = await api.post('/users', { email: 'olga@firma.example', name: 'Olga', role: 'analyst' })
    const { page } = await open(null)
    await page.goto(welcome_url)
    await page.getByRole('button', { name: 'Русский' }).click()
    await page.getByLabel('Имя и фамилия').fill('Ольга')
    await page.getByLabel('Пароль').fill(me.secret)
    await page.getByRole('button', { name: 'Начать' }).click()
    await page.waitForURL('**/pulse')
    await page.reload()
    await settled(page)
    same(await page.evaluate(() => document.documentElement.lang), 'ru', 'the language of the console')
  })
  await test('every page of an empty firm says what it is for and how to begin', async (open) => {
    const { page } = await open(me.email, own)
    for (const [path, words] of [['/pulse', 'Nobody has written yet.'], ['/feedback', 'Nobody has written yet.'], ['/touchpoints', 'No touchpoints yet.'], ['/customers', 'Nobody here yet.'], ['/insights', 'No answers on'], ['/setup/brands', 'No brands yet.'], ['/setup/tokens', 'No system has a token yet.']]) {
      await page.goto(path)
      await settled(page)
      await seen(page.getByText(words, { exact: false }))
      same(await barriers(page), [], `barriers on an empty ${path}`)
    }
  })
  await test('a file is guessed, looked at, imported, asked by class, and taken back', async (open) => {
    const { page, api } = await open(me.email, own)
    const file = airline()
    const rows = readFileSync(file.path, 'utf8').trimEnd().split('\n').length - 1
    const longer = rows > 5000 ? 10 : 1
    page.setDefaultTimeout(patience * longer)
    await page.goto('/feedback/import')
    await page.locator('input[type=file]').setInputFiles(file.path)
    await page.waitForURL(/\/feedback\/import\/.+/)
    await seen(page.getByRole('heading', { name: 'Columns' }))
    same(await barriers(page), [], 'barriers on the columns of an import')
    const line = (name) => page.locator('.im-cols > li').filter({ has: page.getByRole('heading', { name, exact: true }) })
    same(await line('Seat comfort').getByRole('combobox').first().inputValue(), 'rating', 'the guess for a scale of 1 to 5')
    same(await line('Class').getByRole('combobox').first().inputValue(), 'attribute', 'the guess for a column of few words')
    for (const one of await page.locator('.im-more').getByLabel('Does not apply').all()) await one.fill('0')
    const day = page.getByRole('textbox', { name: 'Date' }).or(page.locator('input[type=date]')).first()
    if (await day.isVisible() && !(await day.inputValue())) await day.fill(new Date().toISOString().slice(0, 10))
    await page.getByRole('button', { name: 'Check the file' }).click()
    await page.getByRole('button', { name: /^Import [\d,]+ rows$/ }).waitFor({ timeout: patience * longer })
    await seen(page.getByRole('heading', { name: /first .* records? as/ }))
    same(await barriers(page), [], 'barriers on the check of an import')
    same((await api.get('/feedback?limit=1')).items.length, 0, 'voices before the import is run')
    await page.getByRole('button', { name: /^Import [\d,]+ rows$/ }).click()
    await page.getByText('have come in.').waitFor({ timeout: patience * longer })
    await seen(page.getByText(`${rows.toLocaleString('en-GB')} voices have come in.`))
    await page.getByRole('link', { name: 'See them in Insights' }).click()
    await page.waitForURL('**/insights**')
    await settled(page)
    await page.getByLabel('Columns').selectOption({ label: 'Class' })
    const grid = page.locator('.ins-grid')
    for (const name of ['Eco', 'Business', 'Eco Plus']) await seen(grid.getByRole('columnheader', { name, exact: true }))
    await seen(grid.getByRole('rowheader', { name: 'Seat comfort', exact: true }))
    same(await barriers(page), [], 'barriers on the answer by class')
    await page.goto('/feedback/import')
    await page.getByRole('button', { name: `Undo the import ${basename(file.path)}` }).click()
    await dialog(page).getByRole('button', { name: 'Undo the import' }).click()
    await page.getByText('This import was undone.', { exact: false }).first().waitFor({ timeout: patience * longer })
    await rail(page).getByRole('link', { name: 'Pulse', exact: true }).click()
    await seen(page.getByText('Nobody has written yet.', { exact: false }))
    same((await api.get('/feedback?limit=1')).items.length, 0, 'voices after the import was undone')
    file.done()
  })
  await test('a spreadsheet and an unreadable row are refused in words and nothing is written', async (open) => {
    const { page, api } = await open(me.email, own)
    await page.goto('/feedback/import')
    await page.locator('input[type=file]').setInputFiles({ name: 'answers.ods', mimeType: 'application/octet-stream', buffer: Buffer.from('PK') })
    await seen(page.getByText('Save it as XLSX or CSV there', { exact: false }))
    const good = Array.from({ length: 40 }, (_none, at) => `2026-05-${String(1 + (at % 28)).padStart(2, '0')},${at % 11},fine ${at}`)
    await page.locator('input[type=file]').setInputFiles({ name: 'wrong.csv', mimeType: 'text/csv', buffer: Buffer.from(`date,nps,comment\n${good.join('\n')}\n2026-05-30,77,much too much\n`) })
    await seen(page.getByRole('heading', { name: 'Columns' }))
    const role = page.locator('.im-cols > li').filter({ has: page.getByRole('heading', { name: 'nps', exact: true }) })
    if (await role.getByRole('combobox').first().inputValue() !== 'rating') await role.getByRole('combobox').first().selectOption('rating')
    await role.getByLabel('Metric').selectOption('nps')
    await page.getByRole('button', { name: 'Check the file' }).click()
    await seen(page.getByText('Nothing was imported.', { exact: false }))
    await seen(page.getByRole('cell', { name: /77/ }))
    holds(await page.getByRole('button', { name: /^Import \d/ }).count() === 0, 'a file with problems is not offered to run')
    same((await api.get('/feedback?limit=1')).items.length, 0, 'voices after a refused file')
  })
})
