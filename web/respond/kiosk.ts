// A survey on a screen where one person comes after another: it begins anew by itself, and what is answered without a
// connection waits here and is sent later. A survey of one page is answered to its end that way; of several pages each one
// comes from the server. An answer carries a number of its own, so that it counts once however often it is sent.
import { branches, type Branching } from './branch'

interface Page { language: string; html: string; /** the server's clock, seconds */ made: number; at: number }
interface Answer { to: string; body: string }

const idle = 60 // seconds without a touch before it asks whether somebody is there
const patience = 20 // seconds to say so
const trying = 8_000 // milliseconds before a server counts as not reached
const again = 30_000 // milliseconds before what waits is tried again

export function kiosk(): void {
  const { body } = document
  const main = document.querySelector('main')!
  const first = body.dataset['again']!
  const store = `styk.kiosk ${first}`
  const pages = new Map<string, Page>()
  let branching: Branching | null = null
  let ending = 0

  // ------------------------------------------------------------------ what waits
  const waiting = (): Answer[] => { try { return JSON.parse(localStorage.getItem(store) ?? '[]') as Answer[] } catch { return [] } }
  const keep = (all: Answer[]): void => { try { localStorage.setItem(store, JSON.stringify(all)) } catch { /* full or forbidden: nothing more can be done */ } }
  const post = (answer: Answer): Promise<Response> => fetch(answer.to, { method: 'POST', body: new URLSearchParams(answer.body), signal: AbortSignal.timeout(trying) })
  let sending = false
  const sendWaiting = async (): Promise<void> => {
    if (sending) return
    sending = true
    try {
      for (let [next] = waiting(); next; [next] = waiting()) {
        const answer = await post(next)
        if (answer.status >= 500 || answer.status === 429) break
        // what the server cannot take whole it keeps as far as it goes
        if (answer.status === 422) await post({ ...next, body: next.body.replace(/(^|&)go=send(&|$)/, '$1go=save$2') })
        keep(waiting().slice(1))
      }
    } catch { /* still no connection */ }
    sending = false
  }
  window.addEventListener('online', () => void sendWaiting())
  window.setInterval(() => { if (waiting().length) void sendWaiting() }, again)
  void sendWaiting()

  // ------------------------------------------------------------------ pages
  const pageOf = (from: Document): Page => ({ language: from.documentElement.lang, html: from.querySelector('main')!.innerHTML, made: Number(from.querySelector<HTMLInputElement>('[name=t]')?.value), at: performance.now() })
  const start = document.documentElement.lang
  pages.set(start, pageOf(document))
  const learn = async (language: string): Promise<void> => {
    try {
      const answer = await fetch(`${first}&language=${encodeURIComponent(language)}`)
      if (answer.ok) pages.set(language, pageOf(new DOMParser().parseFromString(await answer.text(), 'text/html')))
    } catch { /* the page of before stays */ }
  }
  const languages = [...main.querySelectorAll<HTMLButtonElement>('.languages button')].map((one) => one.lang)
  const renew = (): void => { for (const one of new Set([start, ...languages])) void learn(one) }
  for (const one of languages) if (one !== start) void learn(one)
  window.setInterval(renew, 600_000)

  const form = () => main.querySelector('form')
  const filled = (of: HTMLFormElement): [string, string][] => [...new FormData(of)].map(([name, value]) => [name, String(value)])
  function show(html: string, language: string): void {
    main.innerHTML = html
    document.documentElement.lang = language
    window.scrollTo(0, 0)
    ready()
    ;(main.querySelector<HTMLElement>('#problems') ?? main.querySelector<HTMLElement>('h1'))?.focus({ preventScroll: true })
  }
  function ready(): void {
    const one = form()
    branching = one && branches(one)
    one?.addEventListener('submit', (event) => { event.preventDefault(); void send(one, (event.submitter as HTMLButtonElement | null)?.value ?? 'next') })
    one?.addEventListener('input', () => branching?.now())
    one?.addEventListener('change', () => branching?.now())
    main.querySelector('a.button')?.addEventListener('click', (event) => { event.preventDefault(); restart() })
  }
  /** A new person: the first page as it was made, with a number of its own. */
  function restart(language = start, carried: [string, string][] = []): void {
    window.clearTimeout(ending)
    const page = pages.get(language)
    if (!page) { location.replace(first); return }
    show(page.html, page.language)
    const one = form()
    if (!one) return
    const number = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
    const set = (name: string, value: string): void => { const field = one.querySelector<HTMLInputElement>(`[name=${name}]`); if (field) field.value = value }
    set('a', number)
    one.action = one.action.replace(/([?&]a=)[0-9a-f]+/, `$1${number}`)
    set('t', String(Math.round(page.made + (performance.now() - page.at) / 1000)))
    fill(one, carried)
    branching?.now()
  }
  function fill(one: HTMLFormElement, fields: [string, string][]): void {
    for (const field of one.querySelectorAll<HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement>('[name^="q."]')) {
      const given = fields.filter(([name]) => name === field.name).map(([, value]) => value)
      if (field.type === 'radio' || field.type === 'checkbox') (field as HTMLInputElement).checked = given.includes(field.value)
      else if (given[0] !== undefined) field.value = given[0]
    }
  }

  // ------------------------------------------------------------------ answers
  async function send(one: HTMLFormElement, go: string): Promise<void> {
    if (go.startsWith('language:') && pages.has(go.slice(9)) && thanks()) { restart(go.slice(9), filled(one)); return }
    const gaps = thanks() ? branching?.missing() ?? [] : []
    const said = main.querySelector<HTMLElement>('#missing')
    if (said) said.hidden = gaps.length === 0
    if (gaps[0]) { gaps[0].scrollIntoView({ block: 'center' }); gaps[0].querySelector<HTMLElement>('input, select, textarea')?.focus({ preventScroll: true }); return }
    const sent: Answer = { to: one.action, body: new URLSearchParams([...filled(one).filter(([name]) => name !== 'go'), ['go', go]]).toString() }
    const end = thanks()
    try {
      const answer = await post(sent)
      if (answer.status >= 500 || answer.status === 429) throw new Error(String(answer.status))
      const made = new DOMParser().parseFromString(await answer.text(), 'text/html')
      show(made.querySelector('main')!.innerHTML, made.documentElement.lang)
      if (!form()) finish()
      void sendWaiting()
    } catch {
      if (end && !go.startsWith('language:')) { keep([...waiting(), { ...sent, body: sent.body.replace(/(^|&)go=\w+$/, '$1go=send') }]); show(end, document.documentElement.lang); finish() }
      else note(body.dataset['offline']!)
    }
  }
  const thanks = () => main.querySelector('template#thanks')?.innerHTML
  const finish = (): void => { ending = window.setTimeout(() => restart(), Number(body.dataset['thanksFor']) * 1000) }
  function note(words: string): void {
    main.querySelector('.offline')?.remove()
    const said = Object.assign(document.createElement('p'), { className: 'wrong offline', textContent: words })
    said.setAttribute('role', 'alert')
    main.querySelector('.steps')?.before(said)
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
  const begun = (): boolean => { const one = form(); return one !== null && (filled(one).some(([name, value]) => name.startsWith('q.') && value !== '') || main.innerHTML.includes('value="back"') || document.documentElement.lang !== start) }
  const touch = (): void => { touched = Date.now(); if (!asking.hidden) asking.hidden = true }
  for (const one of ['pointerdown', 'keydown', 'input']) document.addEventListener(one, touch, { passive: true })
  window.setInterval(() => {
    const seconds = (Date.now() - touched) / 1000
    if (seconds < idle || !begun()) { asking.hidden = true; return }
    const left = Math.ceil(idle + patience - seconds)
    if (left <= 0) {
      const one = form()!
      // what was said so far is kept, and where it stopped
      navigator.sendBeacon(one.action, new URLSearchParams([...filled(one).filter(([name]) => name !== 'go'), ['go', 'save']]))
      asking.hidden = true
      restart()
      return
    }
    words.textContent = (body.dataset['still'] ?? '').replace('{0}', String(left))
    if (asking.hidden) { asking.hidden = false; stay.focus() }
  }, 1000)

  if (body.dataset['over'] !== undefined) finish()
  ready()
}
