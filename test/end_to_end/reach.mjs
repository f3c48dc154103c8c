// A survey where people are: on another site's page, at a kiosk without a connection, asked by staff.
import { createServer } from 'node:http'
import { barriers, caller, eventually, gone, holds, same, seen, suite, until } from './support.mjs'

const say = (en, pl, ru) => ({ en, pl, ru })
const definition = {
  title: say('A word', 'Słowo', 'Слово'), completedHtml: say('Gone well.', 'Poszło.', 'Готово.'),
  pages: [{ name: 'all', elements: [
    { type: 'rating', name: 'csat', title: say('How was it?', 'Jak było?', 'Как было?'), metric: 'csat', rateMin: 1, rateMax: 5, isRequired: true },
    { type: 'comment', name: 'why', title: say('What failed?', 'Co zawiodło?', 'Что подвело?'), visibleIf: '{csat} <= 3' }] }],
}

await suite('empty', async ({ test, browser, base, said, shots }) => {
  const welcome = /(\/welcome\/\S+)/.exec(said())[1]
  const context = await browser.newContext({ baseURL: base })
  const api = caller(context.request, base)
  await api.post(welcome, { email: 'boss@example.com', name: 'Boss', password: 'ćma-lubi-3-latarnie' })
  const survey = await api.post('/surveys', { name: 'At the desk', kind: 'after_contact', definition, language: 'en', languages: ['en', 'pl', 'ru'] })
  const { link } = await api.post(`/surveys/${survey.id}/publish`)
  const responses = async () => (await api.get(`/surveys/${survey.id}/responses?limit=100`)).items
  const complete = async () => (await responses()).filter((one) => one.state === 'complete')

  // ------------------------------------------------------------------ another site
  let snippet = ''
  const site = createServer((_, answer) => { answer.setHeader('content-type', 'text/html'); answer.setHeader('content-security-policy', `script-src ${base}; frame-src ${base}; style-src 'self'`); answer.end(`<!doctype html><html lang="pl"><title>Shop</title><body><main><h1>Shop</h1><button class="feedback">Tell us</button>${'<p>Shelf</p>'.repeat(120)}</main>${snippet}</body></html>`) })
  await new Promise((ready) => { site.listen(0, '127.0.0.1', ready) })
  const shop = `http://localhost:${site.address().port}`
  const line = (words) => `<script async src="${base}/embed.js" data-survey="${link.key}" ${words}></script>`
  const visit = async (words, options = {}) => {
    snippet = line(words)
    const guest = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce', ...options })
    const page = await guest.newPage()
    await page.goto(shop)
    return { guest, page, frame: page.frameLocator('iframe'), close: () => guest.close() }
  }

  await test('a site that the link does not name shows nothing', async () => {
    const one = await visit('data-look="popup"')
    await one.page.locator('iframe').waitFor({ state: 'attached' })
    holds(!(await one.page.locator('[role=dialog]').isVisible()), 'nothing is seen')
    await one.close()
  })
  await api.patch(`/survey_links/${link.id}`, { sites: [shop] }, { 'if-match': `"${link.revision}"` })

  await test('a named site shows it as a small window; it is answered there, without cookies, and does not come again', async () => {
    const one = await visit('data-look="popup" data-hidden="nothing=1"')
    await seen(one.page.getByRole('dialog', { name: 'Ankieta' }))
    await seen(one.frame.getByText('Jak było?'))
    await one.frame.getByRole('radio', { name: '2', exact: true }).check()
    await seen(one.frame.getByLabel('Co zawiodło?'))
    await one.frame.getByLabel('Co zawiodło?').fill('Kolejka')
    same(await barriers(one.page), [], 'barriers')
    if (shots) await one.page.screenshot({ path: `${shots}/embed-popup.png` })
    await one.frame.getByRole('button', { name: 'Wyślij' }).last().click()
    await seen(one.frame.getByRole('heading', { name: 'Dziękujemy' }))
    same((await complete()).map((each) => [each.language, each.answers]), [['pl', { csat: 2, why: 'Kolejka' }]], 'what was answered')
    same(await one.guest.cookies(), [], 'cookies')
    await until(one.page, (key) => JSON.parse(localStorage.getItem(`styk ${key}`) ?? '{}').done === true, 'it remembers the answer', link.key)
    await one.page.getByRole('button', { name: 'Zamknij' }).click()
    await gone(one.page.getByRole('dialog'))
    await one.page.reload()
    await until(one.page, () => window.styk !== undefined, 'the script runs again')
    same(await one.page.locator('iframe').count(), 0, 'not asked again')
    await one.close()
  })
  await test('it waits for a scroll; a click opens it and Esc gives the place back', async () => {
    const scrolls = await visit('data-look="popup" data-scroll="60"')
    await until(scrolls.page, () => window.styk !== undefined, 'the script runs')
    same(await scrolls.page.locator('iframe').count(), 0, 'nothing is loaded before')
    await scrolls.page.evaluate(() => window.scrollTo(0, 2800))
    await seen(scrolls.page.getByRole('dialog'))
    await scrolls.close()
    const clicks = await visit('data-look="popup" data-click=".feedback"')
    await until(clicks.page, () => window.styk !== undefined, 'the script runs')
    await clicks.page.getByRole('button', { name: 'Tell us' }).focus()
    await clicks.page.keyboard.press('Enter')
    await seen(clicks.page.getByRole('dialog'))
    await clicks.page.keyboard.press('Escape')
    await gone(clicks.page.getByRole('dialog'))
    holds(await clicks.page.getByRole('button', { name: 'Tell us' }).evaluate((one) => one === document.activeElement), 'the focus is back')
    await clicks.close()
  })
  await test('in the page it takes the height it needs, and behind a tab it opens on a phone', async () => {
    const inline = await visit('data-look="inline" data-language="ru"')
    await inline.page.evaluate(() => window.scrollTo(0, 5000))
    await seen(inline.frame.getByText('Как было?'))
    await until(inline.page, () => [...document.querySelectorAll('div')].some((one) => (one.shadowRoot?.querySelector('iframe')?.clientHeight ?? 0) > 200), 'the frame has its height')
    await inline.close()
    const tab = await visit('data-look="tab"', { viewport: { width: 360, height: 740 } })
    await tab.page.getByRole('button', { name: 'Twoja opinia' }).click()
    await seen(tab.frame.getByText('Jak było?'))
    holds(await tab.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'wider than the screen')
    if (shots) await tab.page.screenshot({ path: `${shots}/embed-tab-360.png` })
    await tab.close()
  })

  // ------------------------------------------------------------------ a kiosk
  await test('at a kiosk one person comes after another, in their own language, also while there is no connection', async () => {
    const before = (await complete()).length
    const screen = await browser.newContext({ baseURL: base, viewport: { width: 1024, height: 768 }, locale: 'en-GB' })
    const page = await screen.newPage()
    await page.goto(`${link.path}?kiosk=1`)
    await page.getByRole('radio', { name: '5', exact: true }).check()
    if (shots) await page.screenshot({ path: `${shots}/kiosk.png` })
    await page.getByRole('button', { name: 'Send' }).last().click()
    await seen(page.getByRole('heading', { name: 'Thank you' }))
    await page.getByRole('link', { name: 'Start again' }).click()
    await seen(page.getByText('How was it?'))
    same(await page.getByRole('radio', { checked: true }).count(), 0, 'a clean page for the next')
    await screen.setOffline(true)
    await page.getByRole('button', { name: 'Polski' }).click()
    await seen(page.getByText('Jak było?'))
    await page.getByRole('button', { name: 'Wyślij' }).last().click()
    await seen(page.getByText('Tu czegoś brakuje'))
    await page.getByRole('radio', { name: '1', exact: true }).check()
    await page.getByLabel('Co zawiodło?').fill('Ciemno')
    await page.getByRole('button', { name: 'Wyślij' }).last().click()
    await seen(page.getByText('Poszło.'))
    await screen.setOffline(false)
    const found = await eventually(async () => (await complete()).length, before + 2)
    same(found, before + 2, 'both came')
    const last = (await complete()).find((one) => one.answers.why === 'Ciemno')
    same([last?.language, last?.answers.csat], ['pl', 1], 'the one that waited')
    same(await page.evaluate(() => Object.entries(localStorage).filter(([name]) => name.startsWith('styk.kiosk')).map(([, text]) => text)), ['[]'], 'nothing waits any more')
    same(await barriers(page), [], 'barriers')
    await screen.close()
  })
  await test('at a kiosk a survey of several pages is answered to its end without a connection, and counts once', async () => {
    const long = await api.post('/surveys', { name: 'A long word', kind: 'after_contact', language: 'en', languages: ['en', 'pl', 'ru'], definition: {
      title: say('A word', 'Słowo', 'Слово'), completedHtml: say('Gone well.', 'Poszło.', 'Готово.'), screenedOutHtml: say('Not for you.', 'Nie dla ciebie.', 'Не для вас.'),
      triggers: [{ type: 'complete', expression: "{who} = 'none'", screenOut: true }, { type: 'skip', expression: '{csat} = 5', gotoName: 'name' }],
      pages: [
        { name: 'who', elements: [{ type: 'radiogroup', name: 'who', title: say('Who are you?', 'Kim jesteś?', 'Кто вы?'), isRequired: true, choices: [{ value: 'guest', text: say('A guest', 'Gość', 'Гость') }, { value: 'none', text: say('Nobody', 'Nikt', 'Никто') }] }] },
        { name: 'how', elements: [{ type: 'rating', name: 'csat', title: say('How was it for {who}?', 'Jak było dla: {who}?', 'Как было для: {who}?'), metric: 'csat', rateMin: 1, rateMax: 5, isRequired: true }, { type: 'comment', name: 'why', title: say('What failed?', 'Co zawiodło?', 'Что подвело?'), visibleIf: '{csat} <= 3' }] },
        { name: 'more', visibleIf: '{csat} <= 3', elements: [{ type: 'boolean', name: 'call', title: say('May we call?', 'Czy możemy zadzwonić?', 'Можно позвонить?') }] },
        { name: 'last', elements: [{ type: 'text', name: 'name', title: say('Your name', 'Imię', 'Имя') }] }] } })
    const path = (await api.post(`/surveys/${long.id}/publish`)).link.path
    const all = async () => (await api.get(`/surveys/${long.id}/responses?limit=100`)).items.sort((a, b) => a.started_at < b.started_at ? -1 : 1)
    const screen = await browser.newContext({ baseURL: base, viewport: { width: 1024, height: 768 }, locale: 'en-GB' })
    const page = await screen.newPage()
    const wholes = page.waitForResponse((one) => one.url().includes('whole=1') && one.url().includes('language=ru'))
    await page.goto(`${path}?kiosk=1`)
    await (await wholes).finished()
    const next = (name) => page.getByRole('button', { name, exact: true }).last().click()

    // the first page still reaches the server, then the connection is gone
    await page.getByRole('radio', { name: 'A guest' }).check()
    await next('Next')
    await seen(page.getByText('How was it for A guest?'))
    await screen.setOffline(true)
    await page.getByRole('radio', { name: '2', exact: true }).check()
    await page.getByLabel('What failed?').fill('The lift')
    await next('Next')
    await seen(page.getByText('May we call?'))
    if (shots) await page.screenshot({ path: `${shots}/kiosk-away.png` })
    same(await barriers(page), [], 'barriers')
    await next('Back')
    same(await page.getByLabel('What failed?').inputValue(), 'The lift', 'going back finds what was said')
    await next('Next')
    await page.getByRole('radio', { name: 'Yes' }).check()
    await next('Next')
    await page.getByLabel('Your name').fill('Ola')
    await next('Send')
    await seen(page.getByText('Gone well.'))

    // the next ones never had one: in another language, by a shorter way, and by one that ends at once
    await seen(page.getByText('Who are you?'), 12_000)
    await page.getByRole('button', { name: 'Polski' }).click()
    await next('Dalej')
    await seen(page.getByText('Tu czegoś brakuje'))
    await page.getByRole('radio', { name: 'Gość' }).check()
    await next('Dalej')
    await seen(page.getByText('Jak było dla: Gość?'))
    await page.getByRole('radio', { name: '5', exact: true }).check()
    await next('Dalej')
    await seen(page.getByLabel('Imię'))
    await next('Wyślij')
    await seen(page.getByText('Poszło.'))
    await seen(page.getByText('Who are you?'), 12_000)
    await page.getByRole('radio', { name: 'Nobody' }).check()
    await next('Next')
    await seen(page.getByText('Not for you.'))
    same((await all()).map((one) => one.state), ['partial'], 'nothing came while there was no connection')

    await screen.setOffline(false)
    await eventually(async () => (await all()).filter((one) => one.state !== 'partial').length, 3)
    same((await all()).map((one) => [one.state, one.language, one.answers]), [
      ['complete', 'en', { who: 'guest', csat: 2, why: 'The lift', call: true, name: 'Ola' }],
      ['complete', 'pl', { who: 'guest', csat: 5 }],
      ['screened_out', 'en', { who: 'none' }]], 'all three, once each')
    same(await page.evaluate(() => Object.entries(localStorage).filter(([name]) => name.startsWith('styk.kiosk')).map(([, text]) => text)), ['[]'], 'nothing waits any more')
    await screen.close()
  })
  await test('at a kiosk that is loaded again without a connection the survey goes on, and what was answered counts once', async () => {
    const before = await responses()
    const screen = await browser.newContext({ baseURL: base, viewport: { width: 1024, height: 768 }, locale: 'en-GB' })
    const page = await screen.newPage()
    await page.goto(`${link.path}?kiosk=1`)
    // the page, its script, and the survey in three languages
    await until(page, async () => navigator.serviceWorker.controller !== null && (await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).length))).includes(5), 'the browser had kept the page')
    const pick = (name) => page.getByRole('radio', { name, exact: true }).check()
    const send = (name) => page.getByRole('button', { name, exact: true }).last().click()
    const again = async () => {
      await page.reload()
      await seen(page.getByText('How was it?'))
      await until(page, () => document.querySelector('[name="q.csat"]:checked') === null, 'the page was clean for the next')
    }
    await screen.setOffline(true)
    await pick('4')
    await send('Send')
    await seen(page.getByText('Gone well.'))
    await again()
    await page.getByRole('button', { name: 'Polski' }).click()
    await pick('2')
    await page.getByLabel('Co zawiodło?').fill('Winda')
    await send('Wyślij')
    await seen(page.getByText('Poszło.'))
    await again()
    // somebody has begun when the screen is switched off
    await pick('1')
    await page.getByLabel('What failed?').fill('The stairs')
    await again()
    // (a page that is just being loaded is for a moment not cut off: what it held may come then, once)
    same(await page.evaluate(() => navigator.onLine), false, 'there is no connection')
    await screen.setOffline(false)
    const came = async () => (await responses()).filter((one) => !before.some((old) => old.id === one.id)).map((one) => [one.state, one.language, one.answers.csat, one.answers.why ?? '']).sort((a, b) => b[2] - a[2])
    const wanted = [['complete', 'en', 4, ''], ['complete', 'pl', 2, 'Winda'], ['partial', 'en', 1, 'The stairs']]
    same(await eventually(came, wanted), wanted, 'all three, once each')
    await page.reload()
    await seen(page.getByText('How was it?'))
    await until(page, () => Object.entries(localStorage).filter(([name]) => name.startsWith('styk.kiosk')).every(([, text]) => text === '[]'), 'nothing waits any more')
    same(await came(), wanted, 'still once each')
    if (shots) await page.screenshot({ path: `${shots}/kiosk-again.png` })
    await screen.close()
  })
  await test('at a kiosk without scripts the page begins anew by itself', async () => {
    const plain = await browser.newContext({ baseURL: base, javaScriptEnabled: false, locale: 'en-GB' })
    const page = await plain.newPage()
    await page.goto(`${link.path}?kiosk=1`)
    await page.getByRole('radio', { name: '4', exact: true }).check()
    await page.getByRole('button', { name: 'Send' }).last().click()
    await seen(page.getByRole('heading', { name: 'Thank you' }))
    holds((await page.content()).includes('http-equiv="refresh"'), 'it says when it begins anew')
    await page.getByRole('link', { name: 'Start again' }).click()
    await seen(page.getByText('How was it?'))
    await plain.close()
  })

  // ------------------------------------------------------------------ an interview
  await test('staff ask somebody and write it down; the answer says who asked and by what', async () => {
    await api.post('/customers', { key: 'K-1', kind: 'person', name: 'Ola Lis' })
    const page = await context.newPage()
    await page.goto(`/interview/${survey.id}?channel=phone&customer=K-1`)
    await seen(page.getByText('Interview: write down what you are told · K-1'))
    await page.getByRole('radio', { name: '3', exact: true }).check()
    await page.getByLabel('What failed?').fill('She waited')
    await page.getByRole('button', { name: 'Send' }).last().click()
    await seen(page.getByRole('link', { name: 'Next person' }))
    const one = (await complete()).find((each) => each.answers.why === 'She waited')
    const me = (await api.get('/session')).user
    same([one?.channel, one?.hidden.interviewer, one?.customer_id !== null], ['phone', me.id, true], 'marked')
    await page.getByRole('link', { name: 'Next person' }).click()
    await seen(page.getByText('How was it?'))
    holds(!page.url().includes('customer'), 'the next person is another')
    const nobody = await browser.newContext({ baseURL: base })
    same((await nobody.request.get(`/interview/${survey.id}`)).status(), 401, 'not for who is not logged in')
    await nobody.close()
  })
  site.close()
  await context.close()
})
