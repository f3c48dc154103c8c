// Journeys: a map is begun, written by several people at once, undone, kept, shared, printed; looked at on every width and theme.
import { barriers, dialog, eventually, gone, holds, same, seen, settled, sideways, suite, until } from './support.mjs'

const cell = (page, step, lane) => page.locator(`[data-cell="${step}:${lane}"]`)
/** In the page: the words on the plot that a line runs through, or other words. */
const crossed = () => {
  const boxes = [...document.querySelectorAll('.jm-flag')].map((one) => ({ words: one.textContent, box: one.getBoundingClientRect() }))
  const out = []
  for (const path of document.querySelectorAll('[data-line=pencil][d^=M], [data-line=ink][d^=M]')) {
    const whole = path.getTotalLength()
    for (let at = 0; at <= whole; at += whole / 4000 || 1) {
      const point = path.getPointAtLength(at).matrixTransform(path.getScreenCTM())
      for (const { words, box } of boxes) if (point.x > box.left && point.x < box.right && point.y > box.top && point.y < box.bottom && !out.includes(words)) out.push(words)
    }
  }
  boxes.forEach((one, at) => boxes.slice(at + 1).forEach((other) => { if (one.box.left < other.box.right && other.box.left < one.box.right && one.box.top < other.box.bottom && other.box.top < one.box.bottom) out.push(`${one.words} on ${other.words}`) }))
  return out
}
const mapOf = (journey, kind = 'as_is') => journey.maps.find((one) => one.kind === kind).id

await suite('demo', async ({ test, stop }) => {
  /** A journey of the hotel template, through the API: its map and the steps of it in walking order. */
  const begun = async (api, name) => {
    const journey = await api.post('/journeys', { name, template: 'hotel', language: 'en' })
    const map = await api.get(`/journey_maps/${mapOf(journey)}`)
    return { journey, map: map.id, steps: map.doc.stages.flatMap((stage) => map.doc.steps.filter((one) => one.stage_id === stage.id)) }
  }
  const step = async (api, map, id) => (await api.get(`/journey_maps/${map}`)).doc.steps.find((one) => one.id === id)
  /** Waits until nothing of a window's own writing is on its way. */
  const written = (page) => seen(page.locator('.jm-hands [role=status]', { hasText: 'saved' }))

  await test('a journey is begun from a template and stands among all journeys', async (open) => {
    const { page } = await open('cx_manager')
    await page.goto('/journeys')
    await settled(page)
    await page.getByRole('button', { name: 'New journey' }).click()
    await dialog(page).getByText('Hotel', { exact: false }).first().click()
    await dialog(page).getByLabel('Name of the journey').fill('A week in the mountains')
    await dialog(page).getByRole('button', { name: 'Create' }).click()
    await page.waitForURL(/\/journeys\/[0-9a-f-]{36}/)
    await seen(page.getByRole('heading', { name: 'A week in the mountains' }))
    await seen(page.getByRole('grid'))
    await page.getByRole('link', { name: 'Journeys' }).last().click()
    await seen(page.getByRole('link', { name: /A week in the mountains/ }))
  })

  await test('everything is written from the keyboard, and every edit is undone and done again', async (open) => {
    const { page, api } = await open('analyst')
    const { journey, map, steps } = await begun(api, 'By keyboard')
    await page.goto(`/journeys/${journey.id}`)
    await seen(cell(page, steps[0].id, 'name'))
    await cell(page, steps[0].id, 'name').focus()
    await page.keyboard.press('ArrowRight')
    await until(page, (id) => document.activeElement?.dataset.cell === id, 'the focus moved right', `${steps[1].id}:name`)
    // a word in a lane
    await cell(page, steps[1].id, 'action').focus()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Control+A')
    await page.keyboard.type('Reads it twice')
    await page.keyboard.press('Enter')
    await seen(cell(page, steps[1].id, 'action').getByText('Reads it twice'))
    same(await eventually(async () => (await step(api, map, steps[1].id)).action, 'Reads it twice'), 'Reads it twice', 'what the server has')
    await until(page, (id) => document.activeElement?.dataset.cell === id, 'the focus came back to its cell', `${steps[1].id}:action`)
    // how it feels
    const before = (await step(api, map, steps[1].id)).drawn.value
    await page.keyboard.press('Alt+ArrowDown')
    same(await eventually(async () => (await step(api, map, steps[1].id)).drawn.value, Math.max(-2, (before ?? 0) - 1)), Math.max(-2, (before ?? 0) - 1), 'the drawn value')
    // a step moves, one is added and named
    await page.keyboard.press('Alt+ArrowRight')
    const order = async () => { const { doc } = await api.get(`/journey_maps/${map}`); return doc.stages.flatMap((stage) => doc.steps.filter((one) => one.stage_id === stage.id)).map((one) => one.id) }
    const moved = await eventually(async () => (await order()).join() !== steps.map((one) => one.id).join(), true)
    holds(moved, 'the step did not move')
    await cell(page, steps[0].id, 'name').focus()
    await page.keyboard.press('+')
    await page.locator('.jm-over textarea').fill('Looks out of the window')
    await page.keyboard.press('Enter')
    await seen(page.locator('.jm-step', { hasText: 'Looks out of the window' }))
    await written(page)
    same((await order()).length, steps.length + 1, 'steps')
    // all of it back, the last first
    for (let at = 0; at < 5; at++) await page.keyboard.press('Control+z')
    same(await eventually(async () => (await order()).join(), steps.map((one) => one.id).join()), steps.map((one) => one.id).join(), 'the order after undoing')
    const first = [steps[1].action, before]
    same(await eventually(async () => { const one = await step(api, map, steps[1].id); return [one.action, one.drawn.value] }, first), first, 'what stood there first')
    // and again
    for (let at = 0; at < 5; at++) await page.keyboard.press('Control+y')
    same(await eventually(async () => (await step(api, map, steps[1].id)).action, 'Reads it twice'), 'Reads it twice', 'what was done again')
    same((await eventually(async () => (await order()).length, steps.length + 1)), steps.length + 1, 'the step that came back')
  })

  await test('two people write on one map at once: each sees the other, nothing is lost', async (open) => {
    const one = await open('cx_manager')
    const two = await open('analyst')
    const { journey, map, steps } = await begun(one.api, 'Four hands')
    for (const { page } of [one, two]) { await page.goto(`/journeys/${journey.id}`); await seen(cell(page, steps[0].id, 'name')) }
    await cell(one.page, steps[2].id, 'action').focus()
    await seen(two.page.locator(`[data-cell="${steps[2].id}:action"][data-who]`))
    const write = async (page, at, words) => { await cell(page, at.id, 'action').dblclick(); await page.locator('.jm-over textarea').fill(words); await page.keyboard.press('Enter') }
    await Promise.all([write(one.page, steps[0], 'Written by one'), write(two.page, steps[1], 'Written by two')])
    for (const { page } of [one, two]) { await seen(cell(page, steps[0].id, 'action').getByText('Written by one')); await seen(cell(page, steps[1].id, 'action').getByText('Written by two')) }
    same([(await step(one.api, map, steps[0].id)).action, (await step(one.api, map, steps[1].id)).action], ['Written by one', 'Written by two'], 'what the server has')
    const log = await one.api.get(`/journey_maps/${map}/edits?limit=2`)
    same(new Set(log.items.map((entry) => entry.by.id)).size, 2, 'people in the log')
  })

  await test('two people write in one cell: both texts are shown, both can be kept', async (open) => {
    const one = await open('cx_manager')
    const two = await open('analyst')
    const { journey, map, steps } = await begun(one.api, 'One cell')
    for (const { page } of [one, two]) { await page.goto(`/journeys/${journey.id}`); await seen(cell(page, steps[0].id, 'action')) }
    // both begin from the same words
    for (const { page } of [one, two]) { await cell(page, steps[0].id, 'action').dblclick(); await seen(page.locator('.jm-over textarea')) }
    await one.page.locator('.jm-over textarea').fill('What one says')
    await one.page.keyboard.press('Enter')
    await seen(cell(two.page, steps[0].id, 'action').getByText('What one says'))
    await two.page.locator('.jm-over textarea').fill('What two says')
    await two.page.locator('.jm-over textarea').press('Enter')
    await seen(dialog(two.page).getByText('What one says'))
    await seen(dialog(two.page).getByText('What two says'))
    same((await step(one.api, map, steps[0].id)).action, 'What one says', 'nothing is written over unasked')
    await dialog(two.page).getByRole('button', { name: 'Keep both' }).click()
    await gone(dialog(two.page))
    same(await eventually(async () => (await step(one.api, map, steps[0].id)).action, 'What one says\nWhat two says'), 'What one says\nWhat two says', 'both texts')
  })

  await test('a step is dragged, a point of the curve is drawn, a menu does the same', async (open) => {
    const { page, api } = await open('cx_manager')
    const { journey, map, steps } = await begun(api, 'By hand')
    await page.goto(`/journeys/${journey.id}`)
    await seen(cell(page, steps[3].id, 'name'))
    const order = async () => { const { doc } = await api.get(`/journey_maps/${map}`); return doc.stages.flatMap((stage) => doc.steps.filter((one) => one.stage_id === stage.id)).map((one) => one.id) }
    const from = await cell(page, steps[3].id, 'name').boundingBox()
    const to = await cell(page, steps[0].id, 'name').boundingBox()
    await page.mouse.move(from.x + 30, from.y + 12)
    await page.mouse.down()
    await page.mouse.move(to.x + 30, to.y + 14, { steps: 8 })
    await page.mouse.move(to.x + 8, to.y + 14, { steps: 3 })
    await seen(page.locator('.jm-ghost'))
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
    await page.mouse.up()
    same(await eventually(async () => (await order())[0], steps[3].id), steps[3].id, 'the first step')
    await page.keyboard.press('Control+z')
    same(await eventually(async () => (await order())[0], steps[0].id), steps[0].id, 'the first step after undoing')
    // the curve
    const pen = await page.locator(`[data-pen="${steps[1].id}"]`).boundingBox()
    const plot = await page.locator('.jm-plot').boundingBox()
    await page.mouse.move(pen.x + pen.width / 2, pen.y + pen.height / 2)
    await page.mouse.down()
    await page.mouse.move(pen.x + pen.width / 2, plot.y + plot.height * 0.95, { steps: 6 })
    await page.mouse.up()
    same(await eventually(async () => (await step(api, map, steps[1].id)).drawn.value, -2), -2, 'what was drawn')
    // the menu
    await cell(page, steps[0].id, 'name').hover()
    await page.getByRole('button', { name: `${steps[0].name}: what can be done` }).first().click()
    await page.getByRole('group', { name: `${steps[0].name}: what can be done` }).getByRole('button', { name: 'Move right' }).click()
    const home = steps[0].stage_id
    holds(await eventually(async () => (await order())[0] !== steps[0].id || (await step(api, map, steps[0].id)).stage_id !== home, true), 'the step did not move by the menu')
  })

  await test('a mark of people wants a reason, a comment stands at its cell, a version can be gone back to', async (open) => {
    const { page, api } = await open('cx_manager')
    const { journey, map, steps } = await begun(api, 'Marks and talk')
    await page.goto(`/journeys/${journey.id}`)
    await cell(page, steps[1].id, 'name').focus()
    await page.keyboard.press('m')
    await dialog(page).locator('fieldset.jm-mark-form').first().getByText('We say yes').click()
    await dialog(page).getByRole('button', { name: 'Save' }).click()
    await seen(dialog(page).getByText('Say why: others will ask.'))
    await dialog(page).getByLabel('Why').fill('Three guests told us at the desk')
    await dialog(page).getByRole('button', { name: 'Save' }).click()
    await gone(dialog(page))
    same(await eventually(async () => (await step(api, map, steps[1].id)).marks.map((one) => [one.kind, one.state, one.reason]), [['pain', 'on', 'Three guests told us at the desk']]), [['pain', 'on', 'Three guests told us at the desk']], 'the mark')
    // a comment
    await cell(page, steps[1].id, 'action').focus()
    await page.keyboard.press('c')
    await page.getByPlaceholder(/Comment on/).fill('Is it still so since May?')
    await page.getByRole('button', { name: 'Add the comment' }).click()
    await seen(cell(page, steps[1].id, 'action').locator('.jm-talk'))
    await page.getByRole('button', { name: 'Settled' }).click()
    await gone(cell(page, steps[1].id, 'action').locator('.jm-talk'))
    await page.keyboard.press('Escape')
    // a version
    await page.getByRole('button', { name: 'More', exact: true }).last().click()
    await page.getByRole('button', { name: 'History and versions' }).click()
    await page.getByLabel('Keep this state under a name').fill('Before summer')
    await page.getByRole('button', { name: 'Keep', exact: true }).click()
    await seen(page.locator('section.panel').getByText('Before summer'))
    await api.post(`/journey_maps/${map}/edits`, { edits: [{ op: 'set', path: ['steps', steps[0].id, 'name'], was: steps[0].name, value: 'Renamed elsewhere' }] })
    await seen(cell(page, steps[0].id, 'name').getByText('Renamed elsewhere'))
    await page.getByRole('button', { name: 'Go back to it' }).click()
    await seen(cell(page, steps[0].id, 'name').getByText(steps[0].name, { exact: true }))
    await page.getByRole('button', { name: 'Reviewed today' }).click()
    await seen(page.getByText('Noted: reviewed today.'))
  })

  await test('the to-be map begins as a copy, names what removes a pain, and stands beside today', async (open) => {
    const { page, api } = await open('cx_manager')
    const { journey, map, steps } = await begun(api, 'One day')
    await api.post(`/journey_maps/${map}/edits`, { edits: [{ op: 'add', path: ['steps', steps[1].id, 'marks'], after: null, value: { id: crypto.randomUUID(), kind: 'pain', state: 'on', reason: 'It hurts' } }] })
    await page.goto(`/journeys/${journey.id}`)
    await cell(page, steps[0].id, 'name').focus()
    await page.keyboard.press(']')
    await page.getByRole('button', { name: 'Begin from today' }).click()
    await seen(page.getByText('what removes the pain'))
    const found = await api.get(`/journeys/${journey.id}`)
    const toBe = await api.get(`/journey_maps/${mapOf(found, 'to_be')}`)
    const mine = toBe.doc.steps.find((one) => one.was.includes(steps[1].id))
    await cell(page, mine.id, 'removes').dblclick()
    await page.getByLabel('Which pain of today does it take away?').selectOption({ label: steps[1].name })
    await page.locator('.jm-over input[type=text]').fill('A message before they ask')
    await page.locator('.jm-over').getByRole('button', { name: 'Save' }).click()
    await seen(cell(page, mine.id, 'removes').getByText('A message before they ask'))
    await written(page)
    await page.getByText('Side by side').click()
    await seen(page.locator('.jm-saved').getByText('A message before they ask'))
    same(await page.getByRole('grid').count(), 2, 'maps beside each other')
    await page.keyboard.press('[')
    await gone(page.locator('.jm-saved'))
  })

  await test('another way is drawn from the keyboard, stands over the steps in table and curve, and is taken back', async (open) => {
    const { page, api } = await open('cx_manager')
    const { journey, map, steps } = await begun(api, 'Loops and shortcuts')
    const links = async () => (await api.get(`/journey_maps/${map}`)).doc.links.map((one) => [one.from, one.to, one.kind, one.label])
    await page.goto(`/journeys/${journey.id}`)
    await cell(page, steps[3].id, 'name').focus()
    await page.keyboard.press('l')
    await dialog(page).getByLabel('Leads to').selectOption(steps[1].id)
    await until(page, () => document.querySelector('.jm-way-form input[value=loop]')?.checked, 'a way back is a loop')
    await dialog(page).getByLabel('When, or why').fill('the key does not open')
    await page.keyboard.press('Enter')
    await gone(dialog(page))
    const loop = [steps[3].id, steps[1].id, 'loop', 'the key does not open']
    same(await eventually(links, [loop]), [loop], 'what the server has')
    await seen(page.locator('.jm-way-words', { hasText: 'the key does not open' }))
    // its row belongs to the grid: arrows reach it, Enter changes it
    await until(page, (id) => document.activeElement?.dataset.cell === id, 'the focus stands on the way', `${steps[3].id}:ways`)
    await page.keyboard.press('ArrowLeft')
    await until(page, (id) => document.activeElement?.dataset.cell === id, 'the arrows move along the ways', `${steps[2].id}:ways`)
    await page.keyboard.press('ArrowDown')
    await until(page, (id) => document.activeElement?.dataset.cell === id, 'and down to the steps', `${steps[2].id}:name`)
    await cell(page, steps[1].id, 'ways').focus()
    await page.keyboard.press('Enter')
    await dialog(page).getByRole('button', { name: 'Another way from here' }).click()
    await dialog(page).getByLabel('Leads to').selectOption(steps[4].id)
    await dialog(page).getByRole('button', { name: 'Save' }).click()
    const cut = [steps[1].id, steps[4].id, 'shortcut', null]
    same(await eventually(links, [loop, cut]), [loop, cut], 'both ways')
    same(await barriers(page), [], 'nothing stands in the way of the ways')
    await page.getByText('Curve', { exact: true }).click()
    await seen(page.locator('.jm-way-words', { hasText: 'shortcut' }))
    await page.getByText('Table', { exact: true }).click()
    // the panel tells it and leads along it
    await cell(page, steps[1].id, 'score').click()
    await page.locator('.jm-panel').getByRole('button', { name: steps[3].name }).click()
    await page.waitForURL(`**step=${steps[3].id}**`)
    await page.keyboard.press('Escape')
    // a step that goes takes its ways along, and brings them back
    await cell(page, steps[3].id, 'name').focus()
    await page.keyboard.press('Delete')
    same(await eventually(links, [cut]), [cut], 'only the other way is left')
    await page.keyboard.press('Control+z')
    same((await eventually(async () => (await links()).length, 2)), 2, 'both are back')
    await page.keyboard.press('Control+z')
    same(await eventually(links, [loop]), [loop], 'the last way was taken back')
  })

  await test('a step stands for a journey of its own: one press leads in, the crumb leads back', async (open) => {
    const { page, api } = await open('cx_manager')
    const outer = await begun(api, 'The whole holiday')
    const inner = await begun(api, 'Only the check-in')
    await page.goto(`/journeys/${outer.journey.id}`)
    await seen(cell(page, outer.steps[2].id, 'name'))
    await cell(page, outer.steps[2].id, 'name').hover()
    await page.getByRole('button', { name: `${outer.steps[2].name}: what can be done` }).first().click()
    await page.getByRole('group', { name: `${outer.steps[2].name}: what can be done` }).getByRole('button', { name: 'Touchpoint, time, effort' }).click()
    await dialog(page).getByLabel('A journey inside this step').selectOption({ label: 'Only the check-in' })
    await dialog(page).getByRole('button', { name: 'Save' }).click()
    await cell(page, outer.steps[2].id, 'name').getByRole('link', { name: 'Only the check-in' }).click()
    await seen(page.getByRole('heading', { level: 1, name: 'Only the check-in' }))
    await page.waitForURL(`**/journeys/${inner.journey.id}?**`)
    await page.getByRole('link', { name: 'The whole holiday' }).click()
    await seen(page.getByRole('heading', { level: 1, name: 'The whole holiday' }))
    await seen(page.locator('.jm-panel').getByRole('heading', { name: outer.steps[2].name }))
    await seen(page.locator('.jm-panel').getByRole('link', { name: 'Only the check-in' }))
  })

  await test('a step is found by Ctrl K and read on its own page', async (open) => {
    const { page, api } = await open('employee')
    const writer = await open('cx_manager')
    const { map, steps } = await begun(writer.api, 'To be found')
    await writer.api.post(`/journey_maps/${map}/edits`, { edits: [{ op: 'set', path: ['steps', steps[2].id, 'name'], was: steps[2].name, value: 'Waits for the zeppelin' }, { op: 'set', path: ['steps', steps[2].id, 'service'], was: steps[2].service, value: 'Offer a chair and say how long.' }] })
    await page.goto('/touchpoints')
    await settled(page)
    await page.keyboard.press('Control+k')
    await page.keyboard.type('zeppelin')
    await dialog(page).getByRole('option', { name: /Waits for the zeppelin/ }).click()
    await seen(page.getByRole('heading', { name: 'Waits for the zeppelin' }))
    await seen(page.getByText('Offer a chair and say how long.'))
    void api
  })

  await test('a journey and a persona narrow Pulse, the inbox and Insights, and stand in the address', async (open) => {
    const { page, api } = await open('administrator')
    const journeys = (await api.get('/journeys')).items
    const main = journeys.find((one) => one.key === 'stay')
    const persona = (await api.get('/personas?limit=200')).items.find((one) => one.segment)
    for (const path of ['/pulse', '/feedback', '/insights']) {
      await page.goto(`${path}?period=all`)
      await settled(page)
      await page.getByRole('button', { name: 'Filter', exact: false }).last().click()
      await page.locator('.pop').getByRole('button', { name: 'Journey', exact: true }).click()
      await page.locator('.pop').getByLabel(main.name).check()
      await page.waitForURL(`**journey=${main.key}**`)
      await page.keyboard.press('Escape')
      await seen(page.getByRole('button', { name: `Journey: ${main.name}` }))
      await settled(page)
      same(await page.locator('.notice.danger').count(), 0, `${path} knows the filter`)
      same(await sideways(page), 0, `${path} fits`)
    }
    // the inbox holds exactly what the server counts for it
    const wanted = (await api.get(`/feedback/facets?journey=${main.key}&persona=${persona.key}`)).total
    await page.goto(`/feedback?period=all&journey=${main.key}&persona=${persona.key}`)
    await settled(page)
    await seen(page.getByRole('button', { name: `Persona: ${persona.name}` }))
    await until(page, (count) => Number(document.querySelector('.fb-head b')?.textContent.replace(/\D/g, '')) === count, 'as many voices as the server counts', wanted)
    await page.getByRole('button', { name: 'Take away: Persona' }).click()
    await until(page, () => !location.search.includes('persona='), 'the persona is taken away')
  })

  await test('every journey tells what people say of it as a whole, apart from its steps', async (open) => {
    const { page, api } = await open('analyst')
    const { rows } = await api.get('/journeys/overview')
    const metrics = (await api.get('/metrics?limit=500')).items
    const told = rows.filter((one) => one.outcome && one.outcome_score.value !== null)
    holds(told.length >= 1, 'a journey of the demo firm has an outcome')
    const silent = rows.filter((one) => !told.includes(one)).map((one) => one.outcome_score.reason)
    same(silent, silent.map(() => 'no_outcome'), 'the others say that they have none')
    await page.goto('/journeys')
    await settled(page)
    for (const row of told) {
      const name = metrics.find((one) => one.key === row.outcome.metric).name
      await seen(page.getByRole('link', { name: new RegExp(row.name) }).locator('.jm-score-of', { hasText: name }))
      const live = await api.get(`/journey_maps/${row.map_id}/live?voices=0&topics=false`)
      same([live.journey.outcome, live.journey.score.n], [row.outcome, row.outcome_score.n], 'the map and the overview agree')
    }
    same(await barriers(page), [], 'barriers of all journeys')
    await page.goto(`/journeys/${told[0].id}`)
    const whole = page.locator('.jm-whole')
    await seen(whole.getByRole('heading', { name: 'As a whole' }))
    await seen(whole.getByText('Everybody'))
    await seen(whole.getByText('One thing went wrong'))
    same(await barriers(page), [], 'barriers below the map')
  })

  await test('words on the curve stand clear of both lines and of each other, in every language', async (open) => {
    const { rows } = await (await open('analyst')).api.get('/journeys/overview')
    for (const [language, width, view] of [['en', 1440, 'table'], ['ru', 1440, 'table'], ['pl', 1440, 'curve'], ['pl', 1920, 'table']]) {
      const { page } = await open('analyst', { language, width })
      for (const row of rows.filter((one) => one.curve.some((stop) => stop.value !== null))) {
        await page.goto(`/journeys/${row.id}?view=${view}`)
        await settled(page)
        await seen(page.locator('.jm-plot'))
        same(await page.evaluate(crossed), [], `${row.name}, ${language} at ${width}, ${view}`)
      }
    }
  })

  await test('what guests need at a step stands on the map and leads to who said so', async (open) => {
    const { page, api } = await open('cx_manager')
    const row = (await api.get('/journeys/overview')).rows.find((one) => one.curve.some((stop) => stop.value !== null))
    const map = await api.get(`/journey_maps/${row.map_id}`)
    const at = map.doc.steps.find((one) => one.touchpoint === 'checks_in')
    const { id, tags, revision } = (await api.get(`/feedback?limit=1&has_comment=true&touchpoint=${at.touchpoint}`)).items[0]
    await api.patch(`/feedback/${id}`, { tags: [...tags, 'need:support'] }, { 'if-match': `"${revision}"` })
    await page.goto(`/journeys/${row.id}?step=${at.id}`)
    await settled(page)
    await seen(cell(page, at.id, 'needs').getByText('Support'))
    await page.locator('.jm-panel').getByRole('link', { name: 'Support' }).click()
    await page.waitForURL((url) => url.pathname === '/feedback' && decodeURIComponent(url.search).includes('need:support'))
  })

  await test('a link shows the map to somebody without a log-in, until it is ended', async (open) => {
    const { page, api } = await open('administrator')
    const { journey, steps } = await begun(api, 'Shown outside')
    await page.goto(`/journeys/${journey.id}`)
    await page.getByRole('button', { name: 'Share' }).click()
    await dialog(page).getByLabel('For whom').fill('The builder')
    await dialog(page).getByRole('button', { name: 'Make a link' }).click()
    const address = await dialog(page).locator('.jm-url').textContent()
    const guest = await open(null)
    await guest.page.goto(new URL(address).pathname)
    await seen(guest.page.getByRole('heading', { name: 'Shown outside' }))
    await seen(guest.page.locator('.jm-step', { hasText: steps[0].name }))
    same(await guest.page.locator('.jm-more, [data-pen]').count(), 0, 'ways to change it')
    same(await barriers(guest.page), [], 'barriers of the shared page')
    await dialog(page).getByRole('button', { name: 'End the link for The builder' }).click()
    await gone(dialog(page).getByText('The builder', { exact: false }).last())
    await guest.page.reload()
    await seen(guest.page.getByText('This link leads nowhere any more.'))
  })

  await test('no barriers in any view, width and theme, in three languages', async (open) => {
    const found = []
    const { api } = await open('administrator')
    const { journey, steps } = await begun(api, 'Looked at')
    await api.post(`/journeys/${journey.id}/to_be`, {})
    const ways = ['', `?step=${steps[1].id}`, '?view=curve', '?view=circle', '?version=to_be', '?version=both']
    for (const [width, theme, language] of [[1440, 'light', 'en'], [1440, 'dark', 'pl'], [360, 'light', 'ru'], [360, 'dark', 'pl']]) {
      const { page } = await open('administrator', { width, theme, language, height: 900 })
      for (const path of ['/journeys', `/journeys/${journey.id}/steps/${steps[1].id}`, ...ways.map((way) => `/journeys/${journey.id}${way}`)]) {
        await page.goto(path)
        await settled(page)
        await seen(page.locator('h1').first())
        const wide = await sideways(page)
        if (wide > 0) found.push(`${path} ${width} ${language}: ${wide} px too wide`)
        for (const barrier of await barriers(page)) found.push(`${path} ${width} ${theme}: ${barrier}`)
      }
    }
    same(found, [], 'barriers')
  })

  await test('a sheet of A3 holds the map one page wide, without rail and tools', async (open) => {
    const { page, api } = await open('administrator')
    const { journey, steps } = await begun(api, 'On paper')
    await page.goto(`/journeys/${journey.id}`)
    await seen(cell(page, steps[0].id, 'name'))
    await page.emulateMedia({ media: 'print' })
    await page.setViewportSize({ width: 1496, height: 1030 }) // A3 landscape less its margins, in pixels of CSS
    same(await page.locator('.rail:visible, .jm-tools:visible, .jm-panel:visible').count(), 0, 'what has no place on paper')
    const beyond = await page.evaluate(() => [...document.querySelectorAll('.jm-c')].filter((one) => one.getBoundingClientRect().right > innerWidth + 1).length)
    same(beyond, 0, 'cells beyond the sheet')
    const rows = await page.evaluate(() => [...document.querySelectorAll('.jm-main > details.data tbody tr')].filter((one) => one.checkVisibility({ contentVisibilityAuto: true }) && one.getBoundingClientRect().height > 0).length)
    same(rows, steps.length, 'the table behind is printed open')
  })

  await test('while the server is away the words wait, and say so', async (open) => {
    const { page, api } = await open('cx_manager')
    const { journey, steps } = await begun(api, 'Alone')
    await page.goto(`/journeys/${journey.id}`)
    await seen(cell(page, steps[0].id, 'action'))
    await stop()
    await cell(page, steps[0].id, 'action').dblclick()
    await page.locator('.jm-over textarea').fill('Not lost')
    await page.keyboard.press('Enter')
    await seen(cell(page, steps[0].id, 'action').getByText('Not lost'))
    await seen(page.getByText('your changes wait here', { exact: false }))
  })
})
