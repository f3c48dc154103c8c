// Initiatives: made of what stands on a map, of a pain in the overview, of a finding; they outlive what they came from and move on.
import { join } from 'node:path'
import { barriers, dialog, eventually, gone, holds, panel, same, seen, settled, sideways, suite, until } from './support.mjs'

const cell = (page, step, lane) => page.locator(`[data-cell="${step}:${lane}"]`)
const mapOf = (journey, kind = 'as_is') => journey.maps.find((one) => one.kind === kind).id

await suite('demo', async ({ test, shots }) => {
  /** A journey of the hotel template, with an idea and a pain at its second step. */
  const begun = async (api, name) => {
    const journey = await api.post('/journeys', { name, template: 'hotel', language: 'en' })
    const map = mapOf(journey)
    const { doc } = await api.get(`/journey_maps/${map}`)
    const steps = doc.stages.flatMap((stage) => doc.steps.filter((one) => one.stage_id === stage.id))
    const idea = crypto.randomUUID()
    const at = steps[1].id
    const me = (await api.get('/session')).user.id
    await api.post(`/journey_maps/${map}/edits`, { edits: [
      { op: 'add', path: ['steps', at, 'ideas'], after: null, value: { id: idea, text: 'A bench beside the desk' } },
      { op: 'set', path: ['steps', at, 'ideas', idea, 'votes', me], was: false, value: true },
      { op: 'add', path: ['steps', at, 'marks'], after: null, value: { id: crypto.randomUUID(), kind: 'pain', state: 'on', reason: 'People wait on their feet' } },
    ] })
    return { journey, map, steps, idea, at }
  }
  const of = async (api, journey) => (await api.get(`/initiatives?journey_id=${journey.id}`)).items
  const written = (page) => seen(page.locator('.jm-hands [role=status]', { hasText: 'saved' }))

  await test('an idea becomes an initiative from the keyboard; undoing on the map leaves it alone', async (open) => {
    const { page, api } = await open('cx_manager')
    const { journey, map, idea, at } = await begun(api, 'Ideas that count')
    await page.goto(`/journeys/${journey.id}`)
    await cell(page, at, 'ideas').focus()
    await page.keyboard.press('i')
    await seen(dialog(page).getByRole('heading', { name: 'Create initiative' }))
    same(await dialog(page).getByLabel('What is to change').inputValue(), 'A bench beside the desk', 'the name that is offered')
    await dialog(page).getByLabel('Expected effect').fill('Nobody stands while they wait')
    await dialog(page).getByLabel('What is to change').press('Enter')
    await gone(dialog(page))
    await seen(cell(page, at, 'ideas').locator('.jm-made', { hasText: 'planned' }))
    await until(page, (id) => document.activeElement?.dataset.cell === id, 'the focus came back to its cell', `${at}:ideas`)
    const [made] = await of(api, journey)
    same([made.origin, made.idea_id, made.origin_text, made.origin_votes, made.expected_effect], ['idea', idea, 'A bench beside the desk', 1, 'Nobody stands while they wait'], 'what was made')
    // the last edit of the map is undone, then what the idea stands on; neither touches what was decided
    await cell(page, at, 'name').focus()
    await page.keyboard.press('Alt+ArrowDown')
    await written(page)
    await page.keyboard.press('Control+z')
    await written(page)
    same((await of(api, journey)).length, 1, 'initiatives after undoing')
    const log = (await api.get(`/journey_maps/${map}/edits?limit=50`)).items
    await api.post(`/journey_maps/${map}/edits/${log.find((one) => one.edits.some((edit) => edit.op === 'add' && edit.path[2] === 'ideas')).id}/undo`, {})
    await gone(cell(page, at, 'ideas'))
    same((await of(api, journey)).map((one) => one.origin_text), ['A bench beside the desk'], 'the initiative stands without its idea')
  })

  await test('every cell that says something offers it with a flag; whoever has the map open sees what was made', async (open) => {
    const one = await open('cx_manager')
    const two = await open('analyst')
    const { journey, steps, at } = await begun(one.api, 'Flags')
    for (const { page } of [one, two]) { await page.goto(`/journeys/${journey.id}`); await seen(cell(page, at, 'action')) }
    const { page, api } = one
    await cell(page, at, 'action').hover()
    await seen(page.locator('.jm-offer'))
    await page.locator('.jm-offer').click()
    await seen(dialog(page).locator('.pg-said', { hasText: steps[1].action.slice(0, 20) }))
    // another origin may be chosen: the pain has its own reason
    await dialog(page).getByLabel('Comes from').selectOption({ label: 'A pain' })
    same(await dialog(page).getByLabel('What is to change').inputValue(), 'People wait on their feet', 'the name follows the origin')
    await dialog(page).getByRole('button', { name: 'Create', exact: true }).click()
    await gone(dialog(page))
    for (const { page: each } of [one, two]) await seen(cell(each, at, 'name').locator('.jm-made', { hasText: 'planned' }))
    // where nothing stands nothing is offered; who does not decide is not asked
    await cell(page, at, 'score').hover()
    await gone(page.locator('.jm-offer'))
    await cell(two.page, at, 'action').hover()
    same(await two.page.locator('.jm-offer').count(), 0, 'flags for an analyst')
    await cell(two.page, at, 'action').focus()
    await two.page.keyboard.press('i')
    same(await dialog(two.page).count(), 0, 'dialogs for an analyst')
    // by the menu, too, and the link in the cell leads to its page
    await cell(page, at, 'name').hover()
    await page.getByRole('button', { name: `${steps[1].name}: what can be done` }).first().click()
    await page.getByRole('group', { name: `${steps[1].name}: what can be done` }).getByRole('button', { name: 'Create initiative' }).click()
    await dialog(page).getByRole('button', { name: 'Cancel' }).click()
    same((await of(api, journey)).length, 1, 'cancelled makes nothing')
    await cell(page, at, 'name').locator('.jm-made').click()
    await page.waitForURL('**/initiatives/*')
    await seen(page.getByRole('heading', { level: 1, name: 'People wait on their feet' }))
  })

  await test('the panel and the page of a step list ideas and initiatives, and offer to make them', async (open) => {
    const { page, api } = await open('cx_manager', { width: 360, height: 780 })
    const { journey, at } = await begun(api, 'On a phone')
    await page.goto(`/journeys/${journey.id}?step=${at}`)
    await page.locator('.jm-panel').getByRole('button', { name: 'Create initiative: A bench beside the desk' }).click()
    await dialog(page).getByLabel('Due').fill('2099-05-01')
    await dialog(page).getByRole('button', { name: 'Create', exact: true }).click()
    await seen(page.locator('.jm-panel').getByRole('link', { name: 'A bench beside the desk' }))
    await page.goto(`/journeys/${journey.id}/steps/${at}`)
    await seen(page.getByRole('link', { name: 'A bench beside the desk' }))
    await page.getByRole('button', { name: 'Create initiative', exact: true }).click()
    same(await barriers(page), [], 'barriers of the dialog')
    same(await sideways(page), 0, 'the dialog fits')
    await page.keyboard.press('Escape')
    await gone(dialog(page))
    same((await of(api, journey)).map((one) => one.due_on), ['2099-05-01'], 'what was made')
  })

  await test('an initiative moves on, tells what it came from then and now, and leads back there', async (open) => {
    const { page, api } = await open('cx_manager')
    const { journey, map, steps, idea, at } = await begun(api, 'From then to now')
    const { id } = await api.post('/initiatives', { name: 'Somewhere to sit', map_id: map, step_id: at, idea_id: idea })
    await page.goto('/initiatives')
    await page.getByRole('button', { name: 'Somewhere to sit' }).click()
    await page.waitForURL(`**/initiatives/${id}`)
    await page.getByRole('button', { name: 'Start', exact: true }).click()
    await seen(page.getByText('It is running.'))
    await seen(page.locator('.facts').getByText('running'))
    same((await api.get(`/initiatives/${id}`)).state, 'running', 'the state')
    await api.post(`/journey_maps/${map}/edits`, { edits: [{ op: 'set', path: ['steps', at, 'ideas', idea, 'text'], was: 'A bench beside the desk', value: 'Armchairs' }] })
    await page.reload()
    await seen(page.locator('.pg-said', { hasText: 'A bench beside the desk' }))
    await seen(page.locator('.pg-said.now', { hasText: 'Armchairs' }))
    await seen(page.getByText('1 vote then'))
    await page.getByRole('button', { name: 'Edit the initiative' }).click()
    await panel(page).getByLabel('Expected effect').fill('Nobody stands')
    await panel(page).getByRole('button', { name: 'Save' }).click()
    await seen(page.getByText('Nobody stands'))
    await page.getByRole('button', { name: 'Done', exact: true }).click()
    await seen(page.getByText('It is done.'))
    await page.getByRole('link', { name: 'To its place on the map' }).click()
    await seen(page.locator('.jm-panel').getByRole('heading', { name: steps[1].name }))
    await seen(page.locator('.jm-panel').getByRole('link', { name: 'Somewhere to sit' }))
    holds((await api.get(`/initiatives/${id}`)).ended_on !== null, 'the day on which it ended')
  })

  await test('the list is narrowed by state and owner, in its address', async (open) => {
    const { page, api } = await open('analyst')
    const all = (await api.get('/initiatives?limit=200')).items
    const running = all.filter((one) => one.state === 'running').map((one) => one.name)
    holds(running.length >= 1 && running.length < all.length, 'the demo has some that run')
    await page.goto('/initiatives')
    await settled(page)
    same(await page.getByRole('button', { name: 'New initiative' }).count(), 0, 'an analyst makes none')
    await page.getByRole('radio', { name: 'running' }).check({ force: true })
    await page.waitForURL('**state=running**')
    same((await page.locator('.register tbody .open').allTextContents()).sort(), running.sort(), 'those that run')
    const owned = all.find((one) => one.owner_id)
    await page.goto('/initiatives')
    await page.getByLabel('Owner').selectOption(owned.owner_id)
    await page.waitForURL(`**owner=${owned.owner_id}**`)
    same((await page.locator('.register tbody .open').allTextContents()).sort(), all.filter((one) => one.owner_id === owned.owner_id).map((one) => one.name).sort(), 'those of one owner')
  })

  await test('each open pain of all journeys offers one; beside tomorrow it is named', async (open) => {
    const { page, api } = await open('administrator')
    const { journey, at, steps } = await begun(api, 'Seen from above')
    await api.post(`/journeys/${journey.id}/to_be`, {})
    await page.goto('/journeys')
    await settled(page)
    const row = page.locator('.jm-rows > li', { hasText: 'Seen from above' })
    await seen(row.getByText('People wait on their feet'))
    await row.getByRole('button', { name: `Create initiative: ${steps[1].name}` }).click()
    await dialog(page).getByLabel('What is to change').fill('Somewhere to sit at once')
    await dialog(page).getByRole('button', { name: 'Create', exact: true }).click()
    await seen(row.getByRole('link', { name: 'Somewhere to sit at once' }))
    same((await of(api, journey)).map((one) => [one.origin, one.step_id]), [['pain', at]], 'what was made')
    same(await barriers(page), [], 'barriers of the overview')
    await page.goto(`/journeys/${journey.id}?version=both`)
    await seen(page.locator('.jm-saved').getByRole('link', { name: 'Somewhere to sit at once' }))
  })

  await test('a finding offers it; its customers and their answers stand on its page; who does not read findings is told nothing', async (open) => {
    const { page, api } = await open('cx_manager')
    const finding = await api.post('/findings', { name: 'Cold soup in the evening', text: 'Four guests said so' })
    await page.goto(`/cases/findings?open=${finding.id}`)
    await panel(page).getByRole('button', { name: 'Create initiative' }).click()
    await dialog(page).getByLabel('What is to change').fill('Warm plates')
    await dialog(page).getByRole('button', { name: 'Create', exact: true }).click()
    await panel(page).getByRole('link', { name: 'Warm plates' }).click()
    await page.waitForURL('**/initiatives/*')
    await seen(page.getByRole('link', { name: 'Cold soup in the evening' }))
    await seen(page.locator('.pg-said', { hasText: 'Four guests said so' }))
    const told = new URL(page.url()).pathname
    const employee = await open('employee')
    await employee.page.goto('/initiatives')
    await settled(employee.page)
    await seen(employee.page.getByRole('button', { name: 'The key on the phone' }))
    same(await employee.page.getByText('Warm plates').count(), 0, 'what an employee hears of a finding')
    await employee.page.goto(told)
    await seen(employee.page.getByText('There is nothing here.'))
    // what the demo has of a finding shows its cases' customers
    const of_finding = (await api.get('/initiatives?origin=finding')).items.find((one) => one.name !== 'Warm plates')
    await page.goto(`/initiatives/${of_finding.id}`)
    await seen(page.getByRole('heading', { name: 'Ask those who said it' }))
  })

  await test('no barriers on any width and theme, in three languages', async (open) => {
    const found = []
    const { api } = await open('administrator')
    const all = (await api.get('/initiatives?limit=200')).items
    const demo = ['idea', 'pain', 'finding'].map((origin) => all.find((one) => one.origin === origin && one.state !== 'done') ?? all.find((one) => one.origin === origin))
    const stay = (await api.get('/journeys')).items.find((one) => one.key === 'stay')
    const pages = [['list', '/initiatives'], ['new', '/initiatives?open=new'], ...demo.map((one) => [one.origin, `/initiatives/${one.id}`]), ['edit', `/initiatives/${demo[0].id}?open=edit`], ['overview', '/journeys'], ['map', `/journeys/${stay.id}`], ['step', `/journeys/${stay.id}?step=${demo[0].step_id}`], ['both', `/journeys/${stay.id}?version=both`]]
    for (const [width, theme, language] of [[1440, 'light', 'en'], [1440, 'dark', 'pl'], [1440, 'light', 'ru'], [360, 'light', 'ru'], [360, 'dark', 'pl'], [360, 'light', 'en']]) {
      const { page } = await open('administrator', { width, theme, language, height: 900 })
      for (const [name, path] of pages) {
        await page.goto(path)
        await settled(page)
        await seen(page.locator('h1').first())
        const wide = await sideways(page)
        if (wide > 0) found.push(`${path} ${width} ${language}: ${wide} px too wide`)
        for (const barrier of await eventually(() => barriers(page), [])) found.push(`${path} ${width} ${theme}: ${barrier}`)
        if (shots) await page.screenshot({ path: join(shots, `initiatives-${name}-${width}-${theme}-${language}.png`), fullPage: true })
      }
      // the dialog over the map or the panel
      if (width > 720) { await page.goto(`/journeys/${stay.id}`); await cell(page, demo[0].step_id, 'ideas').focus(); await page.keyboard.press('i') }
      else { await page.goto(`/journeys/${stay.id}?step=${demo[0].step_id}`); await page.locator('.jm-panel').getByRole('button', { name: { en: 'Create initiative', pl: 'Utwórz inicjatywę', ru: 'Создать инициативу' }[language], exact: true }).click() }
      await seen(dialog(page))
      if (shots) await page.screenshot({ path: join(shots, `initiatives-dialog-${width}-${theme}-${language}.png`) })
      for (const barrier of await barriers(page)) found.push(`dialog ${width} ${theme}: ${barrier}`)
    }
    same(found, [], 'barriers')
  })
})
