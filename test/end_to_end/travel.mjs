// A survey comes from another tool with the answers it has gathered there, goes on here, and its answers leave as a file.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { barriers, eventually, holds, repository, same, seen, settled, suite, until } from './support.mjs'

const sample = (name) => join(repository, 'test/data/surveys', name)
const part = (page, name) => page.getByRole('navigation', { name: 'Parts of the survey' }).getByRole('link', { name })
const gathered = ['"id","submitdate","datestamp","Visit","NPS","Why","Topics[price]","Topics[staff]"', '"7","2023-01-31 10:00:00","2023-01-31 10:00:00","Y","10 - certainly","Kind people","Y","N"', '"8","2023-02-01 10:00:00","2023-02-01 10:00:00","Y","3","Too dear","Y","N"', '"9","","2023-02-02 10:00:00","Y","","","",""'].join('\n')

await suite('demo', async ({ test, browser, base }) => {
  await test('a LimeSurvey survey is brought, reported on, published and answered; its earlier answers follow; all leave as CSV', async (open) => {
    const { page, api } = await open('cx_manager')
    await page.goto('/surveys/new')
    await settled(page)
    await page.getByRole('radio', { name: 'A file' }).check({ force: true })
    await page.locator('input[type=file]').setInputFiles(sample('shop.lss'))
    const report = page.getByRole('region', { name: 'What became of it' })
    await seen(report.getByText('A LimeSurvey survey'))
    await seen(report.getByText('left out').first())
    await page.getByRole('button', { name: 'Make the survey' }).click()
    await page.waitForURL('**/build**')
    const id = /surveys\/([0-9a-f-]{36})/.exec(page.url())[1]
    await part(page, /^Check/).click()
    await page.getByRole('button', { name: 'Publish', exact: true }).click()
    await page.waitForURL('**/share**')
    // somebody answers here, without a script
    const address = new URL((await page.locator('.sv-url').first().textContent()).trim()).pathname
    const phone = await browser.newContext({ baseURL: base, viewport: { width: 360, height: 780 }, javaScriptEnabled: false, locale: 'en-GB' })
    const visitor = await phone.newPage()
    await visitor.goto(address)
    for (let step = 0; step < 8; step += 1) {
      for (const name of ['Yes', '9']) { const choice = visitor.getByRole('radio', { name, exact: true }); if (await choice.count()) await choice.first().check({ force: true }) }
      const go = visitor.getByRole('button', { name: /^(Next|Send)/ })
      if (!(await go.count())) break
      await go.last().click()
    }
    await phone.close()
    await eventually(async () => (await api.get(`/surveys/${id}/results`)).responses.complete, 1)
    // what was gathered elsewhere follows
    await page.getByRole('button', { name: 'More for this survey' }).click()
    await page.getByRole('button', { name: 'Bring in earlier answers' }).click()
    await page.waitForURL('**/feedback/import?survey=**')
    await page.locator('input[type=file]').setInputFiles({ name: 'limesurvey.csv', mimeType: 'text/csv', buffer: Buffer.from(gathered) })
    await seen(page.getByText('Each row becomes a response to “Shop visit”.'))
    same(await page.getByRole('combobox', { name: 'What NPS is' }).inputValue(), 'answer:NPS', 'the guess for NPS')
    await page.getByRole('button', { name: 'Check the file' }).click()
    await seen(page.getByText('3 rows can come in. Nothing stands in the way.'))
    await seen(page.getByText('Begun, not sent off'))
    await page.getByRole('button', { name: 'Import 3 rows' }).click()
    await page.getByRole('link', { name: 'See the results' }).click()
    await until(page, () => document.querySelector('.sv-count .figure')?.textContent === '3', 'three answers are counted')
    // all of it leaves
    await page.getByRole('button', { name: 'Download answers' }).click()
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: /^CSV with codes/ }).click()])
    const lines = readFileSync(await download.path(), 'utf8').trim().split(/\r?\n/)
    same(lines.length, 4, 'lines of the file')
    holds(lines.some((line) => line.includes('2023-01-31') && line.includes('Kind people')), 'an earlier answer keeps its date')
  })
  await test('an XLSForm workbook is brought: its languages, its branch, and what has no place here; it is answered in Polish', async (open) => {
    const { page, api } = await open('cx_manager')
    await page.goto('/surveys/new')
    await settled(page)
    await page.getByRole('radio', { name: 'A file' }).check({ force: true })
    await page.locator('input[type=file]').setInputFiles(sample('visit.xlsform.xlsx'))
    const report = page.getByRole('region', { name: 'What became of it' })
    await seen(report.getByText('An XLSForm'))
    // a place on a map cannot be asked here
    await seen(report.getByRole('listitem').filter({ hasText: 'Where?' }).getByText('left out'))
    same(await page.getByLabel('Name', { exact: true }).inputValue(), 'Field visit', 'the name is the workbook’s')
    for (const question of ['Have you been here?', 'Would you recommend us?', 'About what?']) await seen(page.getByRole('region', { name: 'What it asks' }).getByText(question))
    same(await barriers(page), [], 'nothing stands in the way')
    await page.getByRole('button', { name: 'Make the survey' }).click()
    await page.waitForURL('**/build**')
    const id = /surveys\/([0-9a-f-]{36})/.exec(page.url())[1]
    await part(page, /^Check/).click()
    await page.getByRole('button', { name: 'Publish', exact: true }).click()
    await page.waitForURL('**/share**')
    const address = new URL((await page.locator('.sv-url').first().textContent()).trim()).pathname
    const phone = await browser.newContext({ baseURL: base, viewport: { width: 360, height: 780 }, locale: 'pl-PL' })
    const visitor = await phone.newPage()
    await visitor.goto(address)
    await seen(visitor.getByText('Czy byłeś tutaj?'))
    await visitor.getByRole('radio', { name: 'Tak' }).check({ force: true })
    await visitor.getByRole('radio', { name: '3', exact: true }).check({ force: true })
    await visitor.getByRole('button', { name: 'Dalej' }).last().click()
    await visitor.getByRole('checkbox', { name: 'Cena' }).check({ force: true })
    await visitor.getByLabel('Dlaczego 3?').fill('Za drogo')
    await visitor.getByLabel('Wiek').fill('41')
    await visitor.getByRole('button', { name: 'Dalej' }).last().click()
    // the note at its end is a page of its own
    await visitor.getByRole('button', { name: 'Wyślij' }).last().click()
    await seen(visitor.getByRole('heading', { name: 'Dziękujemy' }))
    await phone.close()
    const one = (await api.get(`/surveys/${id}/responses?limit=5`)).items[0]
    same([one.state, one.language, one.answers], ['complete', 'pl', { been: 'yes', nps: 3, what: ['price'], why: 'Za drogo', age: 41 }], 'what was answered')
  })
  await test('a workbook that is no XLSForm, and a file that is no workbook, are refused with a reason', async (open) => {
    const { page } = await open('cx_manager')
    await page.goto('/surveys/new')
    await settled(page)
    await page.getByRole('radio', { name: 'A file' }).check({ force: true })
    await page.locator('input[type=file]').setInputFiles({ name: 'visit.xlsx', mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', buffer: Buffer.from('PK, but nothing of a workbook') })
    await seen(page.getByRole('alert').or(page.locator('.notice')))
    same(await page.getByRole('button', { name: 'Make the survey' }).isDisabled(), true, 'nothing can be made of it')
  })
})
