// A detractor's answer becomes a case, is understood on one screen, answered, answered back, and closed with cause and lesson.
import { readFileSync } from 'node:fs'
import { barriers, dialog, eventually, gone, holds, mailServer, panel, rail, same, seen, settled, sideways, suite, until } from './support.mjs'

const line = (page, words) => page.locator('.cq-item').filter({ hasText: words })
/** What an unhappy guest sends after the stay; the owner of the touchpoint gets it. */
const unhappy = (words, more = {}) => ({ source: 'api', channel: 'web', touchpoint: 'checks_in', location: 'gdansk', occurred_at: new Date().toISOString(), comment: words, language: 'en', ratings: [{ metric: 'nps', value: 2 }], ...more })

/** What a customer's program sends back: their words, what it repeats, and a picture. */
const reply = (mail, to, body, more = {}) => {
  const heads = { From: 'Nora Lind <nora.lind@example.org>', To: to, Subject: `Re: ${mail.subject}`, 'Message-ID': `<${crypto.randomUUID()}@example.org>`, 'In-Reply-To': mail['message-id'], References: mail['message-id'], Date: new Date().toUTCString(), 'MIME-Version': '1.0', ...more }
  const part = (type, text, extra = []) => [`--cut`, `Content-Type: ${type}`, ...extra, '', text]
  return { id: heads['Message-ID'], raw: [...Object.entries(heads).map(([name, value]) => `${name}: ${value}`), 'Content-Type: multipart/mixed; boundary=cut', '', ...part('text/plain; charset=utf-8', body.replaceAll('\n', '\r\n')), ...part('image/png; name="room 12.png"', Buffer.from(picture).toString('base64'), ['Content-Transfer-Encoding: base64', 'Content-Disposition: attachment; filename="room 12.png"']), '--cut--', ''].join('\r\n') }
}
const picture = 'not really a picture, but these bytes must come back as they went'

await suite('demo', async (suite) => {
  const { test } = suite
  await test('the demo has a living queue: by deadline, narrowed, walked with the keyboard', async (open) => {
    const { page, api } = await open('cx_manager')
    await page.goto('/cases?view=open')
    await settled(page)
    const counts = await api.get('/cases/counts')
    holds(counts.open > 5, 'the demo has open cases')
    await seen(page.getByText(`${counts.open} cases`, { exact: true }))
    const due = (await api.get('/cases?open=true&sort=due&limit=5')).items.map((one) => one.id)
    same(await page.locator('.cq-item > a').evaluateAll((items) => items.slice(0, 5).map((item) => item.id.slice(5))), due, 'the first five by deadline')
    await page.keyboard.press('j')
    await until(page, (id) => document.activeElement?.id === `case-${id}`, 'the second line has the focus', due[1])
    await page.keyboard.press('Enter')
    await page.waitForURL(`**/cases/${due[1]}`)
    await seen(page.getByRole('list', { name: 'State of the case' }))
    await page.keyboard.press('k')
    await page.waitForURL(`**/cases/${due[0]}`)
    await page.keyboard.press('Escape')
    await page.waitForURL('**/cases?view=open**')
    await page.getByRole('button', { name: /^Overdue/ }).click()
    await until(page, (wanted) => document.querySelectorAll('.cq-item').length === wanted, 'only the overdue ones are left', Math.min(50, counts.overdue))
    same(await barriers(page), [], 'nothing stands in the way')
  })
  await test('a detractor’s words become a case at once, with an owner and news for them', async (open) => {
    const { page, api } = await open('cx_manager')
    await page.goto('/cases?view=open&sort=age')
    await settled(page)
    const before = (await api.get('/cases/counts')).open
    await api.post('/feedback', unhappy('We stood in the lobby for fifty minutes with two small children and nobody told us why.', { customer: 'end-to-end-lobby' }))
    const made = await eventually(async () => (await api.get('/cases?open=true&q=fifty%20minutes%20with%20two%20small')).items.length, 1)
    same(made, 1, 'one case is open')
    // the list keeps its order; a line on top says that something came
    await seen(page.getByText('1 new case. Show'))
    same((await api.get('/cases/counts')).open, before + 1, 'one more is open')
    const one = (await api.get('/cases?open=true&q=fifty%20minutes%20with%20two%20small')).items[0]
    holds(one.owner_id !== null, 'it has an owner')
    holds(one.due.at !== null, 'and a deadline')
  })
  await test('one screen tells what happened; the case is answered, and closed with cause and lesson', async (open) => {
    const { page, api } = await open('cx_manager', { height: 1120 })
    const customer = await api.post('/customers', { key: 'end-to-end-towels', name: 'Nora Lind', email: 'nora@example.org', language: 'en' })
    await api.post('/feedback', unhappy('No towels in the room, twice. Nobody came.', { customer: customer.key, touchpoint: 'room' }))
    await eventually(async () => (await api.get('/cases?open=true&q=towels%20in%20the%20room')).items.length, 1)
    const id = (await api.get('/cases?open=true&q=towels%20in%20the%20room')).items[0].id
    await page.goto(`/cases/${id}`)
    await settled(page)
    await seen(page.getByRole('heading', { level: 1, name: 'Nora Lind is waiting for an answer' }))
    await seen(page.getByText('No towels in the room, twice.'))
    for (const part of ['Who it is', 'Similar voices', 'Who answers', 'Closing', 'Answer']) await seen(page.getByRole('heading', { name: part, exact: true }))
    same(await barriers(page), [], 'nothing stands in the way')
    same(await sideways(page), 0, 'it fits')
    // a blank stops the letter and is selected
    await page.getByLabel('Text of the answer').fill('Dear Nora, {gesture} is on us.')
    await page.getByLabel('Subject').fill('Your towels')
    await page.getByRole('button', { name: 'Send the answer' }).click()
    await seen(page.getByText('Fill in first: {gesture}'))
    same(await page.evaluate(() => { const at = document.activeElement; return at.value.slice(at.selectionStart, at.selectionEnd) }), '{gesture}', 'the blank is selected')
    await page.keyboard.type('dinner')
    await page.getByRole('button', { name: 'Preview' }).click()
    await seen(dialog(page).getByText('Dear Nora, dinner is on us.'))
    await dialog(page).getByRole('button', { name: 'Back to the text' }).click()
    // the guest rang before the letter went: that is an answer as well
    await page.locator('main').getByRole('button', { name: 'More', exact: true }).click()
    await page.getByRole('button', { name: 'Answered another way' }).click()
    await panel(page).getByLabel('How and what was said').fill('Rang: dinner is on us.')
    await panel(page).getByRole('button', { name: 'Save' }).click()
    await seen(page.getByRole('heading', { level: 1, name: 'Nora Lind has our answer' }))
    // closing asks for what was learnt
    await page.getByRole('button', { name: 'Close', exact: true }).click()
    await seen(page.getByText('Fill this in.'))
    await page.getByLabel('Cause').selectOption({ index: 1 })
    await page.getByLabel('Lesson', { exact: true }).fill('Count the towels before the guest arrives.')
    await page.getByLabel('Share the lesson as a good practice').check()
    await page.getByRole('button', { name: 'Close', exact: true }).click()
    await seen(page.getByRole('heading', { level: 1, name: 'Nora Lind: closed' }))
    await page.goto('/cases/practices')
    await page.getByLabel('Search practices').fill('towels')
    await seen(page.getByText('Count the towels before the guest arrives.'))
    // and opened again when it was not over
    await page.goto(`/cases/${id}`)
    await page.getByRole('button', { name: 'Open again' }).click()
    await panel(page).getByLabel('Why is it open again?').fill('The towels are missing again.')
    await panel(page).locator('footer').getByRole('button', { name: 'Open again' }).click()
    await gone(panel(page))
    same((await api.get(`/cases/${id}`)).reopened, 1, 'it was opened again')
  })
  await test('the whole loop: a detractor reaches the right desk, is answered by mail, writes back, and the case is closed with what was learnt', async (open) => {
    const letters = await mailServer()
    const boss = await open('administrator', { height: 1120 })
    // where answers come back: set up in the console, as a person would
    const revision = (await boss.api.get('/mail_settings')).revision
    await boss.api.patch('/mail_settings', { host: '127.0.0.1', port: letters.port, security: 'none', from_address: 'styk@bursztyn.example' }, { 'if-match': `"${revision}"` })
    await boss.page.goto('/setup/mail_in')
    await settled(boss.page)
    await seen(boss.page.getByText('Nobody’s mail comes in yet.', { exact: false }))
    await boss.page.getByLabel('Address guests write to').fill('help@bursztyn.example')
    await boss.page.getByLabel('The mailbox takes name+anything@ too').check()
    await boss.page.getByRole('button', { name: 'Save' }).click()
    await seen(boss.page.getByText('Saved.'))
    await boss.page.getByRole('button', { name: 'Make a token' }).click()
    const token = await dialog(boss.page).getByLabel('Token', { exact: true }).inputValue()
    await dialog(boss.page).getByRole('button', { name: 'Done' }).click()
    await seen(boss.page.getByText('A token is in use.', { exact: false }))
    same(await barriers(boss.page), [], 'nothing stands in the way of incoming mail')
    const came = async (raw, wanted = 200) => { const answer = await fetch(`${suite.base}/mail/incoming`, { method: 'POST', headers: { 'content-type': 'message/rfc822', authorization: `Bearer ${token}` }, body: raw }); same(answer.status, wanted, 'what the door for mails says'); return answer.json() }

    // the owner of the touchpoint has it on the desk and hears of it
    const owner = await open('touchpoint_owner', { height: 1120 })
    const me = (await owner.api.get('/session')).user.id
    const touchpoint = (await boss.api.get('/touchpoints?limit=500')).items.find((one) => one.owner_id === me)
    const { key } = await boss.api.post('/customers', { key: 'end-to-end-loop', name: 'Nora Lind', email: 'nora.lind@example.org', language: 'en' })
    await boss.api.post('/feedback', unhappy('Room twelve stayed ice cold all night and the desk shrugged.', { customer: key, touchpoint: touchpoint.key, location: null }))
    const found = async () => (await owner.api.get('/cases?mine=true&open=true&q=ice%20cold%20all%20night')).items
    same(await eventually(async () => (await found()).length, 1), 1, 'it is on the desk of who answers for the touchpoint')
    const one = (await found())[0]
    same(one.owner_id, me, 'whose case it is')
    holds((await owner.api.get('/notifications')).items.some((told) => told.case_id === one.id), 'they were told')
    const { page, api } = owner
    await page.goto('/cases')
    await settled(page)
    await line(page, 'ice cold').first().click()
    await page.keyboard.press('Enter')
    await page.waitForURL(`**/cases/${one.id}`)
    await seen(page.getByRole('heading', { level: 1, name: 'Nora Lind is waiting for an answer' }))

    // the answer goes out as mail
    await page.getByLabel('Subject').fill('Your cold room')
    await page.getByLabel('Text of the answer').fill('Dear Nora, the heating is mended and the night is on us.')
    await page.getByRole('button', { name: 'Send the answer' }).click()
    await seen(page.getByRole('heading', { level: 1, name: 'Nora Lind has our answer' }))
    let mail = await letters.next()
    while (mail.subject !== 'Your cold room') mail = await letters.next() // thanks by themselves come first
    holds(mail.to.includes('nora.lind@example.org'), `it goes to her: ${mail.to}`)
    holds(/help\+c\.[0-9a-f]+@bursztyn\.example/.test(mail['reply-to'] ?? ''), `an answer finds its case: ${mail['reply-to']}`)
    const thread = page.getByRole('region', { name: 'Letters' })
    await gone(thread.getByText('going out'))
    await seen(thread.getByText('the heating is mended', { exact: false }))

    // a machine's note changes nothing but is kept
    const away = reply(mail, mail['reply-to'], 'I am away until Monday.', { 'Auto-Submitted': 'auto-replied', Subject: 'Away' })
    same((await came(away.raw)).outcome, 'automatic', 'what became of the note')
    await seen(thread.getByText('automatic reply'))
    await seen(page.getByRole('heading', { level: 1, name: 'Nora Lind has our answer' }))

    // she writes back: her words, what her program repeats, what she attached
    const back = reply(mail, mail['reply-to'], 'Thank you. But the bill still shows the night, see the picture.\n\nOn Sunday Bursztyn wrote:\n> Dear Nora, the heating is mended and the night is on us.')
    same((await came(back.raw)).outcome, 'reply', 'what became of her mail')
    same((await came(back.raw)).outcome, 'repeated', 'the same mail again')
    await seen(page.getByRole('heading', { level: 1, name: 'Nora Lind wrote back' }))
    await seen(thread.getByText('But the bill still shows the night', { exact: false }))
    await seen(thread.getByText('waits for your answer'))
    same(await thread.getByText('> Dear Nora', { exact: false }).first().isVisible(), false, 'what is repeated is folded away')
    await thread.getByText('quoted', { exact: true }).last().click()
    await seen(thread.getByText('> Dear Nora', { exact: false }))
    same(await thread.getByText('But the bill still shows the night', { exact: false }).count(), 1, 'her words stand there once')
    const file = thread.getByRole('link', { name: 'room 12.png' }).last()
    const [saved] = await Promise.all([page.waitForEvent('download'), file.click()])
    same([saved.suggestedFilename(), readFileSync(await saved.path(), 'utf8')], ['room 12.png', picture], 'the attachment comes back as it went')
    same(await barriers(page), [], 'nothing stands in the way of the conversation')
    await page.goto('/cases?view=unread')
    await settled(page)
    await seen(line(page, 'ice cold').getByText('wrote back'))

    // she is answered in the same thread, and the case is closed with cause and lesson
    await page.goto(`/cases/${one.id}`)
    await settled(page)
    await until(page, () => document.querySelector('[aria-label="Subject"]')?.value === 'Re: Your cold room', 'the subject goes on')
    await page.getByLabel('Text of the answer').fill('The bill is corrected. Thank you for telling us.')
    await page.getByLabel('Text of the answer').press('Control+Enter')
    await seen(page.getByRole('heading', { level: 1, name: 'Nora Lind has our answer' }))
    let second = await letters.next()
    while (second.subject !== 'Re: Your cold room') second = await letters.next()
    same([second['in-reply-to'], second.references.includes(mail['message-id'])], [back.id, true], 'it stands in her thread')
    await page.getByLabel('Cause').selectOption({ index: 1 })
    await page.getByLabel('Lesson', { exact: true }).fill('Look at the bill before writing that it is on us.')
    await page.getByRole('button', { name: 'Close', exact: true }).click()
    await seen(page.getByRole('heading', { level: 1, name: 'Nora Lind: closed' }))
    const whole = await api.get(`/cases/${one.id}`)
    same([whole.state, whole.messages.filter((each) => !each.automatic).map((each) => each.direction)], ['closed', ['out', 'in', 'out']], 'the case with its letters')

    // what came in is listed for whoever runs the mail
    await boss.page.reload()
    await settled(boss.page)
    await seen(boss.page.getByRole('link', { name: 'Re: Your cold room' }))
    await letters.stop()
  })
  await test('a letter that does not arrive says so and can be sent again; a stranger’s mail becomes a complaint', async (open) => {
    const letters = await mailServer()
    const { page, api } = await open('administrator', { height: 1120 })
    const revision = (await api.get('/mail_settings')).revision
    await api.patch('/mail_settings', { host: '127.0.0.1', port: letters.port, security: 'none', from_address: 'styk@bursztyn.example' }, { 'if-match': `"${revision}"` })
    const { key } = await api.post('/customers', { key: 'end-to-end-nobody', name: 'Piotr Nowak', email: 'nobody@example.org', language: 'en' })
    const one = await api.post('/cases', { kind: 'complaint', customer: key, text: 'The kettle sparks.' })
    await page.goto(`/cases/${one.id}`)
    await settled(page)
    await page.getByLabel('Subject').fill('The kettle')
    await page.getByLabel('Text of the answer').fill('A new one is on its way.')
    await page.getByRole('button', { name: 'Send the answer' }).click()
    await seen(page.getByText('did not arrive'))
    await seen(page.getByText('nobody@example.org did not take it.', { exact: false }))
    same(await barriers(page), [], 'nothing stands in the way')
    await page.getByRole('button', { name: 'Send again' }).last().click()
    await seen(page.getByText('It goes out again.'))
    const { token } = await api.post('/incoming_mail_settings/token')
    const raw = ['From: Olga <olga@example.org>', 'To: help@bursztyn.example', 'Subject: Noise', `Message-ID: <${crypto.randomUUID()}@example.org>`, 'Content-Type: text/plain; charset=utf-8', '', 'The pump under room three hummed until four.', ''].join('\r\n')
    const taken = await (await fetch(`${suite.base}/mail/incoming`, { method: 'POST', headers: { 'content-type': 'message/rfc822', authorization: `Bearer ${token}` }, body: raw })).json()
    same(taken.outcome, 'complaint', 'what became of it')
    await page.goto(`/cases/${taken.case_id}`)
    await settled(page)
    await seen(page.getByText('The pump under room three hummed until four.'))
    await seen(page.getByText('To: olga@example.org'))
    await letters.stop()
  })
  await test('the customer’s own page and the form for complaints read well, in three languages', async (open) => {
    const { api } = await open('administrator')
    const one = await api.post('/cases', { kind: 'complaint', text: 'The parking gate closed on our car.', customer_name: 'Jan Lis' })
    const path = new URL((await api.get(`/cases/${one.id}`)).status_url, 'http://here').pathname
    const found = []
    for (const [width, theme, language] of [[1440, 'light', 'en'], [360, 'dark', 'pl'], [360, 'light', 'ru'], [1440, 'dark', 'ru']]) {
      const { page } = await open(null, { width, theme, height: 900 })
      for (const at of [path, '/complain']) {
        await page.goto(`${at}?language=${language}`)
        await seen(page.getByRole('heading', { level: 1 }))
        const wide = await sideways(page)
        if (wide > 0) found.push(`${at} ${width} ${language}: ${wide} px too wide`)
        for (const barrier of await barriers(page)) found.push(`${at} ${width} ${theme} ${language}: ${barrier}`)
      }
    }
    same(found, [], 'barriers')
    // a customer writes on their page, and the desk hears it
    const { page } = await open(null, { width: 360, height: 780 })
    await page.goto(`${path}?language=en`)
    await page.getByLabel('Write to us about it').fill('The gate did it again today.')
    await page.getByRole('button', { name: 'Send' }).click()
    await seen(page.getByText('Somebody will read it and answer.', { exact: false }))
    same((await api.get(`/cases/${one.id}`)).messages.filter((each) => each.direction === 'in').map((each) => each.body), ['The gate did it again today.'], 'what the desk has')
    // the form: what is missing is said beside it, and what was typed stays
    await page.goto('/complain?language=en')
    await page.getByLabel('Your name').fill('Ewa')
    await page.getByRole('button', { name: 'Send' }).click()
    await seen(page.getByText('Please write what happened.'))
    same(await page.getByLabel('Your name').inputValue(), 'Ewa', 'what was typed')
    await page.getByLabel('What happened?').fill('The pool was closed without a word.')
    await page.getByRole('button', { name: 'Send' }).click()
    await page.waitForURL('**/c/**')
    await seen(page.getByText('Thank you for telling us.', { exact: false }))
    same(await eventually(async () => (await api.get('/cases?open=true&q=pool%20was%20closed%20without')).items.map((each) => each.kind), ['complaint']), ['complaint'], 'it is a complaint on somebody’s desk')
  })
  await test('a case is handed over, noted, and a change proposed for all', async (open) => {
    const { page, api } = await open('cx_manager')
    const all = (await api.get('/cases?open=true&sort=due')).items
    const whole = await Promise.all(all.map((each) => api.get(`/cases/${each.id}`)))
    const one = whole.find((each) => !each.similar.finding_id)
    await page.goto(`/cases/${one.id}`)
    await settled(page)
    await page.locator('main').getByRole('button', { name: 'More', exact: true }).click()
    await page.getByRole('button', { name: 'Add a note' }).click()
    await panel(page).getByLabel('Note for colleagues').fill('Rang twice, nobody picked up.')
    await panel(page).getByRole('button', { name: 'Save' }).click()
    await seen(page.getByText('Rang twice, nobody picked up.'))
    await page.getByRole('button', { name: 'Propose a change for all' }).click()
    await panel(page).getByLabel('What should change').fill('Ring before noon.')
    await panel(page).getByRole('button', { name: 'Propose', exact: true }).click()
    await seen(page.getByRole('link', { name: 'Proposed for all' }))
    await page.getByRole('link', { name: 'Proposed for all' }).click()
    await seen(panel(page).getByRole('link', { name: one.number }))
    await page.goto(`/cases/${one.id}`)
    await page.getByRole('button', { name: 'Hand over', exact: true }).click()
    await panel(page).getByLabel('To whom').selectOption({ index: 1 })
    await panel(page).locator('footer').getByRole('button', { name: 'Hand over' }).click()
    await gone(panel(page))
    holds((await api.get(`/cases/${one.id}`)).owner_id !== one.owner_id, 'someone else has it')
  })
  await test('what a guest says at the desk is taken down and becomes a complaint', async (open) => {
    const { page } = await open('cx_manager')
    await page.goto('/cases')
    await settled(page)
    await page.getByRole('button', { name: 'New case' }).click()
    await panel(page).getByRole('button', { name: 'Open the case' }).click()
    await seen(panel(page).getByText('Write down what they said.'))
    await panel(page).getByLabel('What they said').fill('The bill was wrong three times over.')
    await panel(page).getByLabel('Touchpoint').selectOption('checks_out')
    await panel(page).getByRole('button', { name: 'Open the case' }).click()
    await page.waitForURL(/\/cases\/[0-9a-f-]{36}$/)
    await seen(page.getByText('The bill was wrong three times over.'))
    await page.goto('/cases/complaints?q=wrong%20three%20times')
    await seen(page.locator('.register').getByText('The bill was wrong three times over.'))
  })
  await test('a rule says beforehand what it would have done, and then does it', async (open) => {
    const { page, api } = await open('cx_manager')
    await page.goto('/setup/case_rules')
    await settled(page)
    await page.getByRole('button', { name: 'Add a rule' }).click()
    await panel(page).getByLabel('Name').fill('Anyone who names the lift')
    await panel(page).getByLabel('Metric').selectOption('')
    await panel(page).getByLabel('Score to').fill('')
    await panel(page).getByLabel('Words').fill('elevator')
    await seen(panel(page).getByText(/It would have opened \d+ cases?\./))
    await panel(page).locator('footer').getByRole('button', { name: 'Add' }).click()
    await gone(panel(page))
    await seen(page.locator('.register').getByText('Anyone who names the lift'))
    await api.post('/feedback', unhappy('The elevator stopped between two floors.', { ratings: [{ metric: 'nps', value: 10 }] }))
    same(await eventually(async () => (await api.get('/cases?open=true&q=elevator%20stopped')).items.length, 1), 1, 'a pleased guest who names it opens a case')
  })
  await test('news reach the bell, and the rail counts what waits', async (open) => {
    const { page, api } = await open('cx_manager')
    const me = (await api.get('/session')).user.id
    const one = (await api.get('/cases?open=true&limit=1&sort=newest')).items[0]
    await page.goto('/pulse')
    await settled(page)
    await api.post(`/cases/${one.id}/hand_over`, { owner_id: me })
    const mine = (await api.get('/cases/counts')).mine
    await seen(rail(page).getByRole('link', { name: /Cases/ }).getByText(String(mine), { exact: true }))
    await page.goto('/cases')
    await seen(line(page, ''))
    const told = await api.get('/notifications')
    await page.getByRole('button', { name: /^News/ }).click()
    holds(told.items.length === 0 || await page.getByRole('list', { name: 'News' }).locator('li').count() > 0, 'the news are listed')
    await page.keyboard.press('Escape')
  })
  for (const [language, theme] of [['pl', 'light'], ['ru', 'dark']]) {
    await test(`the queue and the desk read well at 360 px: ${language}, ${theme}`, async (open) => {
      const { page, api } = await open('cx_manager', { width: 360, height: 780, language, theme })
      const one = (await api.get('/cases?open=true&limit=1')).items[0]
      for (const path of ['/cases?view=open', `/cases/${one.id}`, '/cases/figures', '/cases/causes']) {
        await page.goto(path)
        await settled(page)
        same(await sideways(page), 0, `${path} fits`)
        same(await barriers(page), [], `nothing stands in the way on ${path}`)
      }
    })
  }
})
