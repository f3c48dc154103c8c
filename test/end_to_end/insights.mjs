// The demo's plot as the places of Insights tell it: a fall in its week, what decides, and whether a change did harm.
import { holds, panel, seen, settled, suite } from './support.mjs'

const checks = 'metric=csat&touchpoint=checks_in&location=gdansk'
await suite('demo', async ({ test }) => {
  await test('the trend says in which week the level fell, and a mark made there is named', async (open) => {
    const { page } = await open('cx_manager')
    await page.goto(`/insights/trend?${checks}`)
    await settled(page)
    await seen(page.getByRole('heading', { name: /^The level fell by .* points .* in the week of/ }))
    await page.getByRole('button', { name: 'Add a mark' }).click()
    await panel(page).getByLabel('What happened').fill('New booking system')
    await panel(page).getByLabel('Day').fill('2026-09-07')
    await panel(page).locator('footer').getByRole('button', { name: 'Save' }).click()
    await seen(page.getByText('New booking system'))
  })
  await test('drivers are weighed, and the what-if speaks of an association', async (open) => {
    const { page } = await open('analyst')
    await page.goto('/insights/drivers')
    await settled(page)
    await seen(page.getByRole('heading', { name: 'Room weighs most in NPS.' }))
    holds(await page.locator('main svg').count() > 0, 'there is a map of importance and performance')
  })
  await test('the effect of a change has a verdict beside a group where nothing changed', async (open) => {
    const { page } = await open('analyst')
    await page.goto(`/insights/effect?${checks}&at=2026-09-07&versus=${encodeURIComponent('touchpoint=checks_in&location=sopot')}`)
    await settled(page)
    await seen(page.getByRole('heading', { name: /^It did harm/ }))
  })
  await test('queues say how long people wait, when it hurts, and what brings them back', async (open) => {
    const { page } = await open('cx_manager')
    await page.goto('/insights/contacts')
    await settled(page)
    await seen(page.getByRole('heading', { name: /^Half wait no longer than \d+ s/ }))
    const worse = page.locator('.heat td.h-neg')
    holds(await worse.count() > 0, 'some hours are worse than all together')
    holds((await worse.evaluateAll((cells) => cells.map((cell) => cell.getAttribute('title')))).every((title) => title.startsWith('Monday')), 'they are those of Monday mornings')
    await seen(page.locator('.lift li', { hasText: 'Invoice' }))
    await page.getByRole('button', { name: 'What counts' }).click()
    await panel(page).getByLabel('Chat: in time, seconds').fill('30')
    await panel(page).locator('footer').getByRole('button', { name: 'Save' }).click()
    await seen(page.getByText('within 30 s'))
  })
})
