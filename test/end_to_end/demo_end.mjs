// The demo firm goes, one's own begins.
import { dialog, gone, rail, same, seen, settled, suite } from './support.mjs'

await suite('demo', async ({ test }) => {
  await test('the demo ends only after asking, and nothing of it is left', async (open) => {
    const { page, api } = await open('administrator')
    await page.goto('/pulse')
    await page.getByRole('link', { name: 'Start with my own firm' }).click()
    await page.getByLabel('Name of the firm').fill('Latarnia')
    await page.getByLabel('Name', { exact: true }).fill('Ada Pierwsza')
    await page.getByLabel('E-mail address').fill('ada@latarnia.example')
    await page.getByLabel('Password').fill('trzy-konie-w-polu')
    await page.getByLabel('Language of the firm').selectOption('en')
    await page.getByRole('button', { name: 'Remove the demo and start' }).click()
    await dialog(page).getByRole('button', { name: 'Cancel' }).click()
    await gone(dialog(page))
    await page.getByRole('button', { name: 'Remove the demo and start' }).click()
    await dialog(page).getByRole('button', { name: 'Remove the demo and start' }).click()
    await page.waitForURL('**/pulse')
    await settled(page)
    await seen(page.getByText('Nobody has written yet.', { exact: false }))
    await gone(page.getByText('Demo firm.'))
    await seen(rail(page).getByText('Customers'))
    same((await api.get('/feedback?limit=1')).items.length, 0, 'voices of the demo')
    same((await api.get('/users?limit=50')).items.map((one) => one.email), ['ada@latarnia.example'], 'users')
    await page.goto('/demo/end')
    await seen(page.getByText('There is no demo to end.', { exact: false }))
  })
})
