// Every page, both themes, both widths: no barriers, no sideways scrolling, a table behind each chart, a light first load.
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { barriers, colours, eventually, holds, patience, same, seen, settled, sideways, suite } from './support.mjs'

const addresses = ['/pulse', '/changes', '/feedback', '/feedback?write=1', '/surveys', '/surveys/new', '/surveys/unused', '/touchpoints', '/touchpoints/new', '/customers', '/insights', '/insights?rows=channel&cols=-', '/insights/trend?metric=csat&touchpoint=checks_in&location=gdansk', '/insights/drivers', '/insights/summary', '/insights/pages', '/insights/contacts', '/insights/contacts?open=rules', '/insights/scorecard', '/insights/scorecard?open=new', '/insights/alerts', '/insights/alerts?open=new', '/insights/research', '/insights/research?note=new', '/insights/comments', '/insights/comments?open=waiting', '/insights/comments/disagree', '/insights/comments/themes', '/insights/comments/codes', '/insights/effect', '/insights/effect?metric=csat&touchpoint=checks_in&location=gdansk&at=2026-09-07', '/feedback/import', '/cases', '/cases?view=open', '/cases?new=1', '/cases/complaints', '/cases/complaints?show=all', '/cases/causes', '/cases/causes?open=new', '/cases/practices', '/cases/practices?open=new', '/cases/findings', '/cases/findings?open=new', '/cases/figures', '/initiatives', '/initiatives?open=new', '/setup', '/setup/firm', '/setup/locations', '/setup/metrics', '/setup/reading', '/setup/topics', '/setup/topics/new', '/setup/emotions', '/setup/channels', '/setup/mail', '/setup/gateways', '/setup/gateways/new', '/setup/frequency', '/setup/suppressions', '/setup/needs', '/setup/numbers', '/setup/numbers/new', '/setup/case_rules', '/setup/case_rules/new', '/setup/reply_templates', '/setup/reply_templates/new', '/setup/cases', '/setup/absences', '/setup/absences/new', '/setup/calendars', '/setup/calendars/new', '/setup/holidays', '/setup/mail_in', '/setup/webhooks', '/setup/webhooks/new', '/setup/hooks_in', '/setup/hooks_in/new', '/setup/chat_hooks', '/setup/chat_hooks/new', '/setup/users', '/setup/users/new', '/setup/tokens', '/setup/audit', '/profile', '/demo/end', '/nothing-here']

await suite('demo', async ({ test, shots }) => {
  let records = []
  await test('the records that have an address of their own', async (open) => {
    const { api } = await open('administrator')
    const one = async (path) => (await api.get(path)).items[0].id
    const survey = (await api.get('/survey_counts')).items.sort((a, b) => b.complete - a.complete)[0].survey_id // one with answers to look at
    records = [...['build', 'translate', 'preview', 'check', 'share', 'share?link=new', 'send', 'watch', 'settings'].map((part) => `/surveys/${survey}/${part}`), `/feedback/${await one('/feedback?limit=1&has_comment=true')}`, `/touchpoints/${await one('/touchpoints?limit=1')}`, `/customers/${await one('/customers?limit=1')}`, `/insights/pages/${await one('/boards?limit=1')}`, `/cases/${await one('/cases?open=true&limit=1')}`, `/cases/${await one('/cases?state=closed&limit=1')}`, `/initiatives/${await one('/initiatives?state=running&limit=1')}`, `/initiatives/${await one('/initiatives?origin=finding&limit=1')}`]
  })
  // Within one page load the router moves, as people do.
  const walk = async (page, look) => {
    let first = true
    for (const path of [...addresses, ...records]) {
      if (first) await page.goto(path)
      else await page.evaluate((to) => { history.pushState({}, '', to); dispatchEvent(new PopStateEvent('popstate')) }, path)
      first = false
      await settled(page)
      await page.locator('h1').first().waitFor({ state: 'attached', timeout: patience }) // none while the page is fetched
      await seen(page.locator('main :is(h1,h2):visible').first())
      await look(path)
    }
  }
  // in the dark a page differs by its colours alone
  for (const width of [1440, 360]) for (const theme of ['light', 'dark']) {
    await test(`no barriers at ${width} px, ${theme}`, async (open) => {
      const { page } = await open('administrator', { width, theme, height: 900 })
      const found = []
      await walk(page, async (path) => {
        const wide = await sideways(page)
        if (wide > 0) found.push(`${path}: ${wide} px too wide`)
        // what is still being fetched has no heading for a moment; a barrier stays
        for (const barrier of await eventually(() => barriers(page, theme === 'dark' ? colours : undefined), [])) found.push(`${path}: ${barrier}`)
        if (shots) await page.screenshot({ path: join(shots, `${path.replace(/[0-9a-f-]{36}/, 'one').replace(/\W+/g, '_')}-${width}-${theme}.png`), fullPage: true })
      })
      same(found, [], 'barriers')
    })
  }
  for (const language of ['pl', 'ru']) {
    await test(`longer words fit at 360 px: ${language}`, async (open) => {
      const { page } = await open('administrator', { width: 360, height: 780, language })
      const found = []
      await walk(page, async (path) => {
        const wide = await sideways(page)
        if (wide > 0) found.push(`${path}: ${wide} px too wide`)
        same(await page.evaluate(() => document.documentElement.lang), language, 'the language of the page')
        if (shots) await page.screenshot({ path: join(shots, `${path.replace(/[0-9a-f-]{36}/, 'one').replace(/\W+/g, '_')}-360-${language}.png`), fullPage: true })
      })
      same(found, [], 'too wide')
    })
  }
  await test('a table stands behind each chart', async (open) => {
    const { page } = await open('administrator')
    for (const path of ['/pulse', '/changes', '/insights', '/touchpoints', '/cases/causes', '/cases/figures', ...records.filter((one) => /customers|watch/.test(one))]) {
      await page.goto(path)
      await settled(page)
      await seen(page.locator('details.data')).catch((error) => { throw new Error(`no table on ${path}: ${error.message}`) })
      const bare = await page.evaluate(() => [...document.querySelectorAll('main :is(.trend, .strip, .hist, .ins-grid, .cw-pareto, .cw-bars)')].filter((chart) => {
        for (let node = chart; node && node.tagName !== 'MAIN'; node = node.parentElement) if (node.querySelector(':scope > details.data, :scope > * > details.data')) return false
        return true
      }).map((chart) => chart.className))
      same(bare, [], `charts without a table on ${path}`)
    }
  })
  await test('the first page needs at most 300 kB of compressed script', async (open) => {
    for (const first of ['/login', '/pulse', '/feedback', '/insights']) {
      const { page } = await open(first === '/login' ? null : 'administrator')
      const bodies = []
      page.on('response', (answer) => { if (answer.request().resourceType() === 'script') bodies.push(answer.body().then((body) => gzipSync(body, { level: 9 }).length)) })
      await page.goto(first)
      await settled(page)
      const sum = (await Promise.all(bodies)).reduce((a, b) => a + b, 0)
      holds(sum > 0 && sum <= 300_000, `${first} loads ${sum} bytes of script`)
    }
  })
  await test('pages print light, without the rail, with their tables open', async (open) => {
    const { page } = await open('administrator', { theme: 'dark' })
    for (const path of ['/pulse', '/insights']) {
      await page.goto(path)
      await settled(page)
      await page.emulateMedia({ media: 'print' })
      holds(!(await page.locator('nav.rail').isVisible()), 'the rail is not printed')
      const paper = await page.evaluate(() => getComputedStyle(document.querySelector('.sheet')).backgroundColor)
      same(paper, 'rgb(255, 255, 255)', `the paper of ${path}`)
      const file = await page.pdf({ format: 'A4', printBackground: true, ...(shots && { path: join(shots, `print${path.replace('/', '-')}.pdf`) }) })
      holds(file.length > 10_000, 'the print is not empty')
      await page.emulateMedia({ media: 'screen' })
    }
  })
  await test('an unknown address and a removed record say so', async (open) => {
    const { page } = await open('administrator')
    await page.goto('/nothing-here')
    await seen(page.getByRole('heading', { name: 'There is nothing here.' }))
    await page.goto('/feedback/00000000-0000-7000-8000-000000000000')
    await seen(page.getByText('There is nothing here.'))
    await page.goto('/customers/00000000-0000-7000-8000-000000000000')
    await seen(page.getByText('the record was removed', { exact: false }))
  })
})
