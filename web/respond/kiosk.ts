// A survey on a screen where one person comes after another: it begins anew by itself. It has the whole survey in each of its
// languages, so that it is answered to its end without a connection as well; what was answered waits here and is sent later.
import { type Field, type Logic } from './answers'
import { branches, type Branching } from './branch'
import { keeper, sinceWhen } from './kept'
import { post, unheard, waitingRoom } from './waiting'
import { type End, wayThrough, type Whole } from './way'

interface Known { whole: Whole; pages: Map<string, string>; /** the server's clock, seconds */ made: number; at: number }
interface Given { fields: Field[]; left: number; /** the server has it */ there: boolean }

const idle = 60 // seconds without a touch before it asks whether somebody is there
const patience = 20 // seconds to say so
const again = 30_000 // milliseconds before what waits is tried again
const fresh = 600_000 // milliseconds before the survey is asked for anew

export function kiosk(): void {
  const { body } = document
  const main = document.querySelector('main')!
  const first = body.dataset['again']!
  const room = waitingRoom(`styk.kiosk ${first}`)
  const kept = keeper(`styk.kiosk ${first}`)
  const known = new Map<string, Known>()
  const start = document.documentElement.lang
  const made = { html: main.innerHTML, t: Number(main.querySelector<HTMLInputElement>('[name=t]')?.value), at: Date.now() }
  // of the person who stands there now
  const given = new Map<string, Given>()
  const said = new Map<string, string>() // answers in words, for texts that repeat them
  let number = ''
  let branching: Branching | null = null
  let away = false // the last try found nobody
  let busy = false
  let ending = 0

  const form = () => main.querySelector('form')
  const here = () => document.documentElement.lang
  const field = (one: ParentNode, name: string) => one.querySelector<HTMLInputElement>(`input[name=${name}]`)
  const filled = (of: HTMLFormElement): Field[] => [...new FormData(of)].map(([name, value]) => [name, String(value)] as const).filter(([name]) => name !== 'go')
  const text = (fields: readonly Field[]): string => new URLSearchParams(fields.map(([name, value]) => [name, value])).toString()

  // ------------------------------------------------------------------ the connection
  const send = async (): Promise<void> => { away = !await room.send() }
  const learn = async (language: string): Promise<void> => {
    try {
      const address = `${first}&whole=1&language=${encodeURIComponent(language)}`
      const answer = await fetch(address)
      if (!answer.ok) return
      const html = await answer.text()
      const since = sinceWhen(answer)
      const late = since !== null && !known.has(language)
      const found = new DOMParser().parseFromString(html, 'text/html')
      const pages = new Map([...found.querySelectorAll<HTMLTemplateElement>('template[data-page]')].map((one) => [one.dataset['page']!, one.innerHTML]))
      const t = field(found.querySelector<HTMLTemplateElement>('template[data-page]')?.content ?? found, 't')
      known.set(language, { whole: JSON.parse(found.querySelector('#whole')!.textContent!) as Whole, pages, made: Number(t?.value), at: since ?? Date.now() })
      away = since !== null
      if (late && language === start && !begun()) restart() // the page was kept as well: it is made anew
      void kept.put(address, html, answer)
    } catch { /* what is known stays */ }
  }
  const taken = new URLSearchParams(location.search).has('a') // answers that are gone on with
  const doors = [...new Set([new URL(first, location.href).href, ...(taken ? [] : [location.href])])]
  const languages = [...new Set([start, ...[...main.querySelectorAll<HTMLButtonElement>('.languages button')].map((one) => one.lang)])]
  const renew = (): void => { if (!begun()) { for (const one of languages) void learn(one); void kept.page(doors) } }
  window.addEventListener('online', () => void send())
  window.setInterval(() => { if (room.all().length) void send(); else if (away) void learn(start) }, again)
  window.setInterval(renew, fresh)
  // the page goes while somebody answers: what was said so far waits, as after a long silence
  window.addEventListener('pagehide', () => { if (begun()) leave() })
  void send()
  for (const one of languages) void learn(one)
  void kept.page(doors)

  // ------------------------------------------------------------------ pages
  function show(html: string, language: string, logic?: Logic): void {
    main.innerHTML = html
    document.documentElement.lang = language
    window.scrollTo(0, 0)
    ready(logic)
    ;(main.querySelector<HTMLElement>('#problems') ?? main.querySelector<HTMLElement>('h1'))?.focus({ preventScroll: true })
  }
  function ready(logic?: Logic): void {
    const one = form()
    if (one) number = field(one, 'a')?.value ?? number
    branching = one && branches(one, logic)
    one?.addEventListener('submit', (event) => { event.preventDefault(); void submit(one, (event.submitter as HTMLButtonElement | null)?.value ?? 'next') })
    one?.addEventListener('input', () => branching?.now())
    one?.addEventListener('change', () => branching?.now())
    main.querySelector('a.button')?.addEventListener('click', (event) => { event.preventDefault(); restart() })
  }
  /** The form is this person's, made now. */
  function claim(one: HTMLFormElement, t: number): void {
    const set = (name: string, value: string): void => { const found = field(one, name); if (found) found.value = value }
    set('a', number)
    one.action = one.action.replace(/([?&]a=)[0-9a-f]+/, `$1${number}`)
    set('t', String(Math.round(t)))
  }
  const anew = (): string => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  /** A new person: the first page, with a number of its own. */
  function restart(): void {
    window.clearTimeout(ending)
    number = anew()
    given.clear()
    said.clear()
    if (known.has(start)) { own(start); return }
    if (!made.html.includes('<form')) { location.replace(first); return }
    const mine = number
    show(made.html, start)
    number = mine
    const one = form()
    if (one) claim(one, made.t + (Date.now() - made.at) / 1000)
  }
  const stopsIn = (language: string) => wayThrough(known.get(language)!.whole, (page) => given.get(page)?.fields ?? [])
  const plain = (html: string): string => { const one = document.createElement('template'); one.innerHTML = html; return one.content.textContent ?? '' }
  const escaped = (words: string): string => words.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
  /** A page without asking the server for it; the first one of the way unless it is on it. */
  function own(language: string, page?: string): void {
    const { whole, pages, made: t, at } = known.get(language)!
    const { stops } = stopsIn(language)
    const place = Math.max(0, stops.findIndex((one) => one.page === page))
    const stop = stops[place]
    if (!stop) return
    const mine = number
    show(pages.get(stop.page)!.replace(/\uE000([^\uE001]*)\uE001/g, (_, name: string) => escaped(said.get(plain(name)) ?? '')), language, stop.logic)
    number = mine
    const one = form()!
    claim(one, t + (Date.now() - at) / 1000)
    fill(one, given.get(stop.page)?.fields ?? [])
    branching?.now()
    if (place === 0) one.querySelector('.steps .back')?.remove()
    const last = place === stops.length - 1
    for (const button of one.querySelectorAll<HTMLButtonElement>('button[value=next]')) {
      button.value = last ? 'send' : 'next'
      if (button.textContent) button.textContent = last ? whole.words.send : whole.words.next
    }
    const line = one.querySelector<HTMLElement>('.progress')
    const bar = line?.querySelector('progress')
    if (!line || !bar || stops.length < 2) return
    line.hidden = false
    Object.assign(bar, { value: place + 1, max: stops.length })
    bar.setAttribute('aria-label', whole.words.progress.replace('{0}', String(place + 1)).replace('{1}', String(stops.length)))
    line.querySelector('span')!.textContent = `${place + 1} / ${stops.length}`
  }
  function fill(one: HTMLFormElement, fields: readonly Field[]): void {
    for (const control of one.querySelectorAll<HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement>('[name^="q."]')) {
      const values = fields.filter(([name]) => name === control.name).map(([, value]) => value)
      if (control.type === 'radio' || control.type === 'checkbox') (control as HTMLInputElement).checked = values.includes(control.value)
      else if (values[0] !== undefined) control.value = values[0]
    }
  }
  function over({ title, text: words }: End): void {
    show(`<h1 tabindex="-1">${escaped(title)}</h1><p class="said">${escaped(words)}</p>`, here())
    finish()
  }
  const finish = (): void => { ending = window.setTimeout(restart, Number(body.dataset['thanksFor']) * 1000) }

  // ------------------------------------------------------------------ answers
  const pageOf = (one: HTMLFormElement): string => field(one, 'page')?.value ?? ''
  function note(one: HTMLFormElement): string {
    const page = pageOf(one)
    const fields = filled(one)
    const before = given.get(page)
    const same = before?.there === true && answersIn(before.fields) === answersIn(fields)
    given.set(page, { fields, left: Date.now(), there: same })
    for (const node of one.querySelectorAll<HTMLElement>('[data-q]')) said.set(node.dataset['q']!, inWords(node))
    return page
  }
  const answersIn = (fields: readonly Field[]): string => text(fields.filter(([name]) => name.startsWith('q.')))
  /** True: the page that follows stands, or the end. */
  function onwards(go: string, page: string): void {
    const language = here()
    const { stops, screened } = stopsIn(language)
    const place = stops.findIndex((one) => one.page === page)
    if (go === 'back') { own(language, stops[Math.max(0, place - 1)]?.page); return }
    const gaps = branching?.missing() ?? []
    const telling = main.querySelector<HTMLElement>('#missing')
    if (telling) telling.hidden = gaps.length === 0
    if (gaps[0]) { gaps[0].scrollIntoView({ block: 'center' }); gaps[0].querySelector<HTMLElement>('input, select, textarea')?.focus({ preventScroll: true }); return }
    const next = stops[place + 1]
    if (next) { own(language, next.page); return }
    keep(true)
    const { whole } = known.get(language)!
    over(screened ? whole.screened : whole.thanks)
  }
  /** What the server does not have yet waits for it; the page that was left last goes last, as it sends it off. */
  function keep(end: boolean): void {
    const to = form()?.action
    if (!to) return
    const order = known.has(here()) ? stopsIn(here()).stops.map((one) => one.page) : [...given.keys()]
    const on = order.filter((page) => given.has(page))
    const steps = on.filter((page, at) => !given.get(page)!.there || at === on.length - 1).map((page) => ({ body: text(given.get(page)!.fields), left: given.get(page)!.left }))
    if (steps.length) room.add({ number, to, steps, end })
  }
  async function submit(one: HTMLFormElement, go: string): Promise<void> {
    if (busy) return
    const page = note(one)
    const language = go.startsWith('language:') ? go.slice(9) : ''
    if (known.has(language)) { own(language, page); return }
    if (away && known.has(here()) && !language) { onwards(go, page); return }
    busy = true
    try {
      const answer = await post(one.action, `${text(given.get(page)!.fields)}&go=${go}`)
      if (unheard(answer)) throw new Error(String(answer.status))
      away = false
      if (answer.status < 400) given.get(page)!.there = true
      const shut = answer.headers.get('x-shut')
      if (shut && shut !== 'used') keep(go === 'send') // for when it is asked again
      const found = new DOMParser().parseFromString(await answer.text(), 'text/html')
      show(found.querySelector('main')!.innerHTML, found.documentElement.lang)
      if (!form()) finish()
      void send()
    } catch {
      away = true
      if (known.has(here()) && !language) onwards(go, page)
      else lost(body.dataset['offline']!)
    } finally { busy = false }
  }
  function lost(words: string): void {
    main.querySelector('.offline')?.remove()
    const told = Object.assign(document.createElement('p'), { className: 'wrong offline', textContent: words })
    told.setAttribute('role', 'alert')
    main.querySelector('.steps')?.before(told)
  }

  // ------------------------------------------------------------------ nobody there
  const asking = document.createElement('div')
  asking.className = 'still'
  asking.setAttribute('role', 'alertdialog')
  asking.hidden = true
  const words = document.createElement('p')
  const stay = Object.assign(document.createElement('button'), { type: 'button', textContent: body.dataset['goOn'] })
  asking.append(words, stay)
  body.append(asking)
  let touched = Date.now()
  const answered = (fields: readonly Field[]): boolean => fields.some(([name, value]) => name.startsWith('q.') && value !== '')
  /** What was said so far is kept, and where it stopped. */
  function leave(): void {
    note(form()!)
    if ([...given.values()].some(({ fields }) => answered(fields))) keep(false)
  }
  function begun(): boolean { const one = form(); return one !== null && (given.size > 0 || answered(filled(one)) || here() !== start) }
  const touch = (): void => { touched = Date.now(); if (!asking.hidden) asking.hidden = true }
  for (const one of ['pointerdown', 'keydown', 'input']) document.addEventListener(one, touch, { passive: true })
  window.setInterval(() => {
    const seconds = (Date.now() - touched) / 1000
    if (seconds < idle || !begun()) { asking.hidden = true; return }
    const left = Math.ceil(idle + patience - seconds)
    if (left <= 0) {
      leave()
      void send()
      asking.hidden = true
      restart()
      return
    }
    words.textContent = (body.dataset['still'] ?? '').replace('{0}', String(left))
    if (asking.hidden) { asking.hidden = false; stay.focus() }
  }, 1000)

  if (body.dataset['over'] !== undefined) finish()
  ready()
  // a page that was kept carries the number of whoever stood there before
  const one = form()
  if (one && !taken) { number = anew(); claim(one, made.t) }
}
/** As a text repeats it: what was chosen by its title, own words as they are. */
function inWords(node: HTMLElement): string {
  const all: string[] = []
  const own = node.querySelector<HTMLInputElement>('input[name$=".other"]')
  for (const one of node.querySelectorAll<HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement>('[name^="q."]')) {
    if (one.disabled || one === own || one.value === '') continue
    if (one instanceof HTMLSelectElement) all.push((one.value === 'other' && own?.value) || (one.selectedOptions[0]?.text ?? ''))
    else if (one.type !== 'radio' && one.type !== 'checkbox') all.push(one.value)
    else if ((one as HTMLInputElement).checked) all.push((one.value === 'other' && own?.value) || (one.closest('.choices') ? one.closest('label')?.textContent ?? '' : one.value))
  }
  return all.join(', ')
}
