// What a person may ask of the firm, in the console: everything of them as a file, being forgotten; how long things are kept;
// the record of processing.
import { barriers, dialog, eventually, gone, holds, panel, same, seen, settled, sideways, suite, until } from './support.mjs'

const readsWell = async (page, what) => {
  same(await barriers(page), [], `nothing stands in anybody’s way: ${what}`)
  same(await sideways(page), 0, `nothing is cut off: ${what}`)
}
const saved = async (page, press) => {
  const [download] = await Promise.all([page.waitForEvent('download'), press()])
  const chunks = []
  for await (const chunk of await download.createReadStream()) chunks.push(chunk)
  return { name: download.suggestedFilename(), bytes: Buffer.concat(chunks) }
}
/** Somebody who has said something, of whom nothing else is known. */
const somebody = async (api, key, name) => {
  const made = await api.post('/customers', { key, name, email: `${key}@example.org` })
  await api.post('/feedback', { source: 'api', channel: 'web', customer: key, comment: `The lift was out of order, says ${name}.`, ratings: [{ metric: 'csat', value: 2 }] })
  return made
}
const csat = (api) => api.get('/insights/tally?metric=csat').then((found) => found.total.n)

await suite('demo', async ({ test }) => {
  await test('everything of a person is there as a file, to read and for programs', async (open) => {
    const { page, api } = await open('administrator')
    const one = await somebody(api, 'k-export', 'Wanda Wyjazdowa')
    await page.goto(`/customers/${one.id}`)
    await seen(panel(page).getByRole('heading', { name: 'Data of this person' }))
    await readsWell(page, 'a customer with their rights')
    const zip = await saved(page, () => panel(page).getByRole('link', { name: 'Everything as a file' }).click())
    holds(zip.name.endsWith('.zip') && zip.bytes.subarray(0, 2).toString() === 'PK', `a ZIP came, not ${zip.name}`)
    const html = await saved(page, () => panel(page).getByRole('link', { name: 'Only to read' }).click())
    holds(html.bytes.toString().includes('Wanda Wyjazdowa') && html.bytes.toString().includes('The lift was out of order'), 'it holds who it is and what they said')
    const trail = (await api.get('/audit?limit=20')).items.map((row) => row.action)
    holds(trail.some((action) => /export|dossier|collect/.test(action)), `that it was asked for is on record, among ${trail.join(', ')}`)
  })
  await test('only who may see the trail finds these buttons', async (open) => {
    const admin = await open('administrator')
    const one = (await admin.api.get('/customers?limit=1')).items[0]
    const { page } = await open('cx_manager')
    await page.goto(`/customers/${one.id}`)
    await seen(panel(page).getByRole('heading', { name: 'Consents' }))
    same(await panel(page).getByRole('button', { name: 'Forget' }).count(), 0, 'a CX manager forgets nobody')
  })
  await test('somebody is forgotten: what stays is counted first, their key is typed, the figures stay and the person is gone', async (open) => {
    const { page, api } = await open('administrator')
    const before = await csat(api) + 1
    const one = await somebody(api, 'k-forget', 'Zenon Zapomniany')
    same(await eventually(() => csat(api), before), before, 'what they said is counted')
    await page.goto(`/customers/${one.id}`)
    await panel(page).getByRole('button', { name: 'Forget' }).click()
    const ask = dialog(page)
    await seen(ask.getByRole('heading', { name: 'Forget Zenon Zapomniany?' }))
    const feedback = ask.getByRole('row', { name: /^Feedback/ })
    await seen(feedback)
    const cells = async () => (await feedback.getByRole('cell').allInnerTexts()).map((text) => text.trim() === '–' ? 'none' : 'some').join()
    same(await cells(), 'none,some', 'the feedback stays, of nobody')
    await ask.getByText('Remove everything', { exact: true }).click()
    same(await eventually(cells, 'some,none'), 'some,none', 'or goes')
    await ask.getByText('Keep the figures', { exact: true }).click()
    await readsWell(page, 'asking before somebody is forgotten')
    const now = ask.getByRole('button', { name: 'Forget for good' })
    holds(await now.isDisabled(), 'nothing can be pressed before the key is typed')
    await ask.getByLabel('Type k-forget to go on').fill('k-forge')
    holds(await now.isDisabled(), 'nor while it is not the whole key')
    await ask.getByLabel('Type k-forget to go on').fill('k-forget')
    await now.click()
    await seen(page.getByText(/^Forgotten: \d+ records?\.$/))
    await gone(panel(page))
    same((await api.get('/customers?q=Zapomniany')).items, [], 'nobody of that name is found')
    same((await api.get('/feedback?q=Zapomniany')).items, [], 'nor their words')
    same(await eventually(() => csat(api), before), before, 'the figures are what they were')
    await page.goto(`/customers/${one.id}`)
    await seen(page.getByText('The address may be old, or the record was removed.'))
    await page.goto('/setup/privacy')
    const list = page.locator('.pr-erasures li')
    await seen(list.filter({ hasText: 'asked for it' }))
    holds(!(await list.allInnerTexts()).join().includes('Zenon'), 'the list names nobody')
  })
  await test('how long words are kept: tried on paper first, then done, and the ratings stay', async (open) => {
    const { page, api } = await open('administrator', { width: 360, height: 780 })
    const figures = await csat(api)
    await page.goto('/setup/privacy')
    await settled(page)
    await seen(page.getByText('Nothing: no period is set.'))
    await readsWell(page, 'privacy at 360 px')
    await page.getByLabel('Words of feedback and answers').fill('60')
    const due = page.locator('.pr-due li').filter({ hasText: 'Words of feedback and answers' })
    await seen(due)
    await until(page, () => Number(document.querySelector('.pr-due li b')?.textContent?.replace(/\D/g, '')) > 0, 'something old was counted')
    same((await api.get('/privacy_settings')).comments_days, 0, 'trying it changed nothing')
    await page.getByLabel('Take away what is older').check({ force: true })
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('button', { name: 'Take away now' }).click()
    await seen(page.getByText('It is being taken away.'))
    same(await eventually(async () => (await api.get('/privacy/due?comments_days=60')).items.find((one) => one.rule === 'comments').records, 0), 0, 'what was due is gone')
    same(await eventually(() => csat(api), figures), figures, 'the ratings stay')
  })
  await test('the record of processing is made from the settings, in three languages, and prints', async (open) => {
    const { page, api } = await open('administrator')
    const settings = await api.get('/privacy_settings')
    await api.patch('/privacy_settings', { controller: 'Hotel Bursztyn, Gdańsk', officer: 'dane@bursztyn.example' }, { 'if-match': `"${settings.revision}"` })
    await page.goto('/setup/privacy')
    await page.getByRole('link', { name: 'Record of processing' }).first().click()
    await seen(page.getByRole('heading', { name: 'Record of processing', level: 1 }))
    await seen(page.getByText('Hotel Bursztyn, Gdańsk'))
    await seen(page.getByText('dane@bursztyn.example'))
    await seen(page.getByText('60 days'))
    await readsWell(page, 'the record of processing')
    await page.emulateMedia({ media: 'print' })
    const sheet = await page.pdf({ format: 'A4' })
    same(sheet.subarray(0, 5).toString(), '%PDF-', 'it prints')
    for (const [language, title] of [['pl', 'Rejestr czynności przetwarzania'], ['ru', 'Реестр обработки данных']]) {
      const other = await open('administrator', { language, width: 360, height: 780, theme: 'dark' })
      await other.page.goto('/setup/processing')
      await seen(other.page.getByRole('heading', { name: title, level: 1 }))
      await readsWell(other.page, `the record at 360 px: ${language}`)
    }
  })
})
