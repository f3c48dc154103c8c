// A respondent: on a phone without scripts, with them, by keyboard, in three languages; what a page weighs.
import { gzipSync } from 'node:zlib'
import { barriers, eventually, gone, holds, same, seen, suite } from './support.mjs'

const say = (en, pl, ru) => ({ en, pl, ru })
const column = (value, en, pl, ru) => ({ value, text: say(en, pl, ru) })
// One question of each type, so that each is seen and checked.
const everything = {
  title: say('Everything at once', 'Wszystko naraz', 'Всё сразу'), completedHtml: say('Gone well.', 'Poszło.', 'Готово.'),
  pages: [
    { name: 'score', elements: [
      { type: 'rating', name: 'nps', title: say('Would you recommend us?', 'Polecasz nas?', 'Порекомендуете нас?'), metric: 'nps', rateMin: 0, rateMax: 10, isRequired: true,
        minRateDescription: say('not at all', 'na pewno nie', 'точно нет'), maxRateDescription: say('certainly', 'na pewno tak', 'обязательно') },
      { type: 'comment', name: 'why', title: say('What went wrong?', 'Co zawiodło?', 'Что подвело?'), visibleIf: '{nps} <= 6' }] },
    { name: 'all', title: say('The rest', 'Reszta', 'Остальное'), elements: [
      { type: 'html', name: 'say', html: say('A few words before.', 'Kilka słów na początek.', 'Несколько слов в начале.') },
      { type: 'rating', name: 'stars', title: say('The room', 'Pokój', 'Номер'), rateType: 'stars', rateMin: 1, rateMax: 5, notApplicable: say('I had none', 'Nie dotyczy', 'Не относится') },
      { type: 'rating', name: 'faces', title: say('The mood', 'Nastrój', 'Настроение'), rateType: 'smileys', rateMin: 1, rateMax: 5 },
      { type: 'radiogroup', name: 'one', title: say('One of them', 'Jedno z nich', 'Одно из них'), choices: [column('a', 'First', 'Pierwsze', 'Первое'), column('b', 'Second', 'Drugie', 'Второе')], showOtherItem: true },
      { type: 'checkbox', name: 'many', title: say('Any of them', 'Dowolne z nich', 'Любые из них'), choices: [column('a', 'First', 'Pierwsze', 'Первое'), column('b', 'Second', 'Drugie', 'Второе')], showNoneItem: true },
      { type: 'dropdown', name: 'drop', title: say('From a list', 'Z listy', 'Из списка'), choices: [column('a', 'First', 'Pierwsze', 'Первое'), column('b', 'Second', 'Drugie', 'Второе')] },
      { type: 'boolean', name: 'yes', title: say('Yes or no?', 'Tak czy nie?', 'Да или нет?') },
      { type: 'matrix', name: 'table', title: say('How was it?', 'Jak było?', 'Как было?'), columns: [column(1, 'bad', 'źle', 'плохо'), column(2, 'good', 'dobrze', 'хорошо')], rows: [column('bed', 'The bed', 'Łóżko', 'Кровать'), column('bath', 'The bath', 'Łazienka', 'Ванная')] },
      { type: 'importance', name: 'pair', title: say('Matters and went', 'Waga i przebieg', 'Важность и результат'), rateMin: 1, rateMax: 5, rows: [column('wifi', 'Wi-fi', 'Wi-fi', 'Wi-fi')] },
      { type: 'ranking', name: 'rank', title: say('In order', 'W kolejności', 'По порядку'), choices: [column('a', 'First', 'Pierwsze', 'Первое'), column('b', 'Second', 'Drugie', 'Второе')] },
      { type: 'bestworst', name: 'bw', title: say('Best and worst', 'Najlepsze i najgorsze', 'Лучшее и худшее'), choices: [column('a', 'First', 'Pierwsze', 'Первое'), column('b', 'Second', 'Drugie', 'Второе')] },
      { type: 'text', name: 'line', title: say('One line', 'Jedna linijka', 'Одна строка') },
      { type: 'text', name: 'number', inputType: 'number', title: say('A number', 'Liczba', 'Число') },
      { type: 'text', name: 'day', inputType: 'date', title: say('A day', 'Dzień', 'День') },
      { type: 'multipletext', name: 'who', title: say('Who are you?', 'Kto odpowiada?', 'Кто отвечает?'), items: [{ name: 'name', title: say('Name', 'Imię', 'Имя') }, { name: 'email', title: say('E-mail', 'E-mail', 'Эл. почта'), inputType: 'email' }] },
      { type: 'boolean', name: 'agree', consent: 'mail', title: say('You may write to me.', 'Można do mnie pisać.', 'Можно мне писать.') }] },
  ],
}

await suite('empty', async ({ test, browser, base, said, shots }) => {
  const welcome = /(\/welcome\/\S+)/.exec(said())[1]
  const context = await browser.newContext({ baseURL: base })
  const ask = async (method, path, body) => {
    const answer = await context.request.fetch(`${base}/api/v1${path}`, { method, headers: { origin: base }, data: body ?? {} })
    holds(answer.ok(), `${method} ${path}: ${answer.status()} ${await answer.text()}`)
    return answer.json()
  }
  await ask('POST', welcome, { email: 'boss@example.com', name: 'Boss', password: 'ćma-lubi-3-latarnie' })
  const survey = await ask('POST', '/surveys', { name: 'Everything', kind: 'after_contact', definition: everything, language: 'en' })
  const path = (await ask('POST', `/surveys/${survey.id}/publish`)).link.path
  const responses = async () => (await context.request.get(`${base}/api/v1/surveys/${survey.id}/responses`)).json()

  await test('on a phone without scripts every kind of question is answered', async () => {
    const phone = await browser.newContext({ baseURL: base, viewport: { width: 360, height: 740 }, javaScriptEnabled: false, locale: 'pl-PL' })
    const page = await phone.newPage()
    await page.goto(path)
    await seen(page.getByText('Polecasz nas?'))
    await page.getByRole('button', { name: 'Dalej' }).last().click()
    await seen(page.getByText('To pytanie wymaga odpowiedzi.'))
    await page.getByRole('radio', { name: '3', exact: true }).check()
    await page.getByRole('button', { name: 'Dalej' }).last().click()
    await page.getByLabel('Co zawiodło?').fill('Głośno w nocy')
    await page.getByRole('button', { name: 'English' }).click()
    await seen(page.getByText('What went wrong?'))
    same(await page.getByLabel('What went wrong?').inputValue(), 'Głośno w nocy', 'the words stay when the language changes')
    await page.getByRole('button', { name: 'Next' }).last().click()
    const group = (name) => page.getByRole('group', { name })
    await group('The room').getByRole('radio', { name: '4 of 5' }).check()
    await group('The mood').getByRole('radio', { name: '5 of 5' }).check()
    await group('One of them').getByRole('textbox').fill('A third')
    await group('Any of them').getByRole('checkbox', { name: 'Second' }).check()
    await page.getByLabel('From a list').selectOption({ label: 'First' })
    await group('Yes or no?').getByRole('radio', { name: 'No' }).check()
    await page.getByRole('radio', { name: 'The bed: good' }).check()
    await page.getByRole('radio', { name: 'Wi-fi, How much it matters: 5' }).check()
    await page.getByRole('radio', { name: 'Wi-fi, How it went: 2' }).check()
    await group('In order').getByLabel('First').selectOption('2')
    await group('In order').getByLabel('Second').selectOption('1')
    await page.getByRole('radio', { name: 'Second: Best' }).check()
    await page.getByRole('radio', { name: 'First: Worst' }).check()
    await page.getByLabel('One line').fill('short')
    await page.getByLabel('A number').fill('2,5')
    await page.getByLabel('A day').fill('2026-02-03')
    await page.getByLabel('Name', { exact: true }).fill('Ala')
    await page.getByLabel('You may write to me.').check()
    await page.getByRole('button', { name: 'Send' }).last().click()
    await seen(page.getByRole('heading', { name: 'Thank you' }))
    const { items } = await responses()
    same(items.length, 1, 'one response')
    same(items[0].answers, { nps: 3, why: 'Głośno w nocy', stars: 4, faces: 5, one: 'other', 'one-Comment': 'A third', many: ['b'], drop: 'a', yes: false, table: { bed: 2 },
      pair: { wifi: { importance: 5, performance: 2 } }, rank: ['b', 'a'], bw: { best: 'b', worst: 'a' }, line: 'short', number: 2.5, day: '2026-02-03', who: { name: 'Ala' }, agree: true }, 'what was answered')
    same([items[0].state, items[0].language], ['complete', 'en'], 'its state')
    const code = await page.locator('.code').textContent()
    await page.getByRole('link', { name: 'Delete my answers' }).click()
    await page.getByLabel('The code from the last page').fill(code)
    await page.getByRole('button', { name: 'Delete' }).click()
    await seen(page.getByText('Your answers are deleted.'))
    same((await responses()).items.length, 0, 'it is gone')
    await phone.close()
  })

  await test('with a script a follow-up appears at once, answers are kept as they are given, and the address leads back', async () => {
    const desk = await browser.newContext({ baseURL: base, viewport: { width: 1000, height: 800 }, locale: 'en-GB' })
    const page = await desk.newPage()
    await page.goto(path)
    const fresh = page.url()
    await page.getByRole('radio', { name: '2', exact: true }).focus()
    await page.keyboard.press('Space')
    await seen(page.getByLabel('What went wrong?'))
    holds(await page.getByRole('radio', { name: '2', exact: true }).evaluate((one) => one === document.activeElement), 'the focus stays where it was')
    await page.getByLabel('What went wrong?').fill('Cold soup')
    await eventually(async () => (await responses()).items[0]?.answers.why, 'Cold soup')
    const kept = (await responses()).items[0]
    same([kept.state, kept.answers.why, kept.page], ['partial', 'Cold soup', 'score'], 'kept without sending')
    holds(page.url() !== fresh, 'the address leads back')
    await page.getByRole('radio', { name: '9', exact: true }).check()
    await gone(page.getByLabel('What went wrong?'))
    await eventually(async () => (await responses()).items[0]?.answers.why, undefined)
    const other = await browser.newContext({ baseURL: base })
    const again = await other.newPage()
    await again.goto(page.url())
    holds(await again.getByRole('radio', { name: '9', exact: true }).isChecked(), 'another browser goes on from there')
    await other.close()
    await desk.close()
  })

  await test('with a script, what an answer calls for appears without a connection, and the server is right where both differ', async () => {
    const desk = await browser.newContext({ baseURL: base, locale: 'en-GB' })
    const page = await desk.newPage()
    await page.goto(path)
    await desk.setOffline(true)
    await page.getByRole('radio', { name: '4', exact: true }).check()
    await seen(page.getByLabel('What went wrong?'))
    await page.getByRole('radio', { name: '7', exact: true }).check()
    await gone(page.getByLabel('What went wrong?'))
    await seen(page.getByText('Not saved yet: there is no connection.'))
    await desk.setOffline(false)
    await gone(page.getByText('Not saved yet: there is no connection.'))
    // a page whose conditions tell another story than the server's answer
    await page.route('**/s/**', async (route) => {
      const answer = await route.fetch()
      const body = await answer.text()
      await route.fulfill({ response: answer, body: body.replace('"{nps} <= 6"', '"{nps} > 20"') })
    })
    await page.goto(path)
    await page.getByRole('radio', { name: '3', exact: true }).check()
    await seen(page.getByLabel('What went wrong?'))
    await page.getByLabel('What went wrong?').fill('Stays')
    await page.getByRole('radio', { name: '2', exact: true }).check()
    same(await page.getByLabel('What went wrong?').inputValue(), 'Stays', 'what the server brought is not taken away again')
    await page.unrouteAll({ behavior: 'ignoreErrors' }) // an answer may still be on its way
    await desk.close()
  })

  for (const [theme, width] of [['light', 360], ['dark', 360], ['light', 1440], ['dark', 1440]]) {
    await test(`nothing stands in anybody's way, and nothing is wider than the screen (${theme}, ${width})`, async () => {
      const eyes = await browser.newContext({ baseURL: base, viewport: { width, height: 900 }, colorScheme: theme, locale: 'ru-RU' })
      const page = await eyes.newPage()
      for (const [name, at] of [['score', path], ['all', `${path}?p=all`], ['receipt', '/receipt?language=pl'], ['nothing', '/s/none']]) {
        await page.goto(at)
        if (name === 'score') {
          await page.getByRole('radio', { name: '0', exact: true }).check()
          await seen(page.getByText('Что подвело?'))
        }
        same(await barriers(page), [], `${name}: barriers`)
        holds(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${name} is wider than the screen`)
        if (shots) await page.screenshot({ path: `${shots}/respond-${name}-${theme}-${width}.png`, fullPage: true })
      }
      await eyes.close()
    })
  }

  await test('a page weighs less than 30 kB with everything it loads', async () => {
    const page = await (await browser.newContext({ baseURL: base })).newPage()
    const parts = []
    page.on('response', (answer) => parts.push(answer.body().then((body) => gzipSync(body).length)))
    await page.goto(`${path}?p=all`, { waitUntil: 'networkidle' })
    const bytes = (await Promise.all(parts)).reduce((sum, one) => sum + one, 0)
    holds(bytes > 1000 && bytes < 30_000, `${bytes} bytes`)
    await page.context().close()
  })
  await test('at a kiosk it weighs less than 30 kB, too, with what brings it back without a connection', async () => {
    const page = await (await browser.newContext({ baseURL: base })).newPage()
    const parts = new Map()
    page.on('response', (answer) => { const { pathname, search } = new URL(answer.url()); if (!search.includes('whole=')) parts.set(pathname, answer.body().then((body) => gzipSync(body).length)) })
    await page.goto(`${path}?kiosk=1`, { waitUntil: 'networkidle' })
    const worker = await (await page.context().request.get('/kiosk.js')).body()
    holds(worker.includes('skipWaiting'), 'the worker is there')
    const bytes = (await Promise.all(parts.values())).reduce((sum, one) => sum + one, 0) + gzipSync(worker).length
    holds(bytes > 1000 && bytes < 30_000, `${bytes} bytes`)
    await page.context().close()
  })
  await context.close()
})
