// What the respondent's page gains by a script: follow-up questions appear at once, answers are kept as they are given, and
// a page that was left can be taken up again. Without it the page works by its buttons; the server decides in any case.
import { type Decision, decide, type Field, type Logic } from './answers'

const soon = 400
const whileWriting = 1500

function start(form: HTMLFormElement) {
  const field = (name: string) => form.elements.namedItem(name) as HTMLInputElement | null
  const state = document.querySelector<HTMLElement>('[data-status]')
  const keeps = form.dataset['keep'] !== 'no'
  // ------------------------------------------------------------------ what is asked now
  const logic = read()
  const questions = new Map([...form.querySelectorAll<HTMLElement>('[data-q]')].map((node) => [node.dataset['q']!, node]))
  function read(): Logic | null {
    try { return JSON.parse(document.getElementById('logic')?.textContent ?? 'null') as Logic | null } catch { return null }
  }
  const filled = (): Field[] => [...new FormData(form)].map(([name, value]) => [name, String(value)] as const)
  function apply(name: string, { shown, required, without }: Decision) {
    const node = questions.get(name)
    if (!node) return
    node.hidden = !shown
    // what is not shown is not sent; what is shown the server has to know of
    for (const control of node.querySelectorAll<HTMLInputElement>('input, select, textarea')) control.disabled = !shown
    told(name, shown && node.querySelector('input, select, textarea') !== null)
    for (const mark of node.querySelectorAll<HTMLElement>('.optional')) mark.hidden = required
    for (const control of node.querySelectorAll<HTMLInputElement | HTMLOptionElement>('input, option')) {
      const row = control.closest<HTMLElement>('label, tr, option')
      if (row && control.value) row.hidden = without.includes(control.value)
    }
  }
  function told(name: string, on: boolean) {
    const known = [...form.querySelectorAll<HTMLInputElement>('input[name=shown]')].find((one) => one.value === name)
    if (known) known.disabled = !on
    else if (on) form.append(Object.assign(document.createElement('input'), { type: 'hidden', name: 'shown', value: name }))
  }
  function branch() {
    if (!logic) return
    // fields of questions that are hidden now were switched off: they are read as they stand
    const off = [...form.querySelectorAll<HTMLInputElement>('[data-q] :disabled')]
    for (const one of off) one.disabled = false
    const { decisions, values } = decide(logic, filled())
    for (const one of off) one.disabled = true
    for (const [name, decision] of Object.entries(decisions)) apply(name, decision)
    for (const place of form.querySelectorAll<HTMLElement>('[data-pipe]')) {
      const value = values[place.dataset['pipe']!]
      place.textContent = titleOf(place.dataset['pipe']!, value)
    }
  }
  /** An answer as it reads on the page: the words of the choice, not its key. */
  function titleOf(name: string, value: unknown): string {
    const one = (key: unknown) => [...form.querySelectorAll<HTMLInputElement>('input:checked, option:checked')].find((node) => (node.closest('select')?.name ?? node.name) === `q.${name}` && node.value === key)?.closest('label, option')?.textContent?.trim() ?? String(key)
    return value === undefined || value === null ? '' : Array.isArray(value) ? value.map(one).join(', ') : typeof value === 'object' ? '' : one(value)
  }

  // ------------------------------------------------------------------ what was answered is kept
  let timer = 0
  let sent = ''
  let leaving = false
  const body = () => {
    const all = new URLSearchParams(filled().map(([name, value]) => [name, value]))
    // the time on a page counts once, when it is left
    all.delete('t')
    all.set('go', 'save')
    return all.toString()
  }
  const tell = (word: string | undefined) => { if (state && word) { state.textContent = word; state.hidden = false } }
  async function save() {
    clearTimeout(timer)
    const now = body()
    if (leaving || now === sent) return
    try {
      const answer = await fetch(form.action, { method: 'POST', body: now, keepalive: now.length < 60_000, headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' } })
      if (!answer.ok) throw new Error()
      const { a } = (await answer.json()) as { a?: string }
      sent = now
      tell(state?.dataset['saved'])
      if (a) keep(a)
    } catch { tell(state?.dataset['unsaved']) }
  }
  const place = `styk ${location.pathname}`
  function keep(token: string) {
    const own = field('a')
    if (own) own.value = token
    if (!keeps) return
    const here = new URL(location.href)
    here.searchParams.set('a', token)
    history.replaceState(null, '', here)
    try { localStorage.setItem(place, token) } catch { /* a browser that keeps nothing */ }
  }
  const plan = (wait: number) => { clearTimeout(timer); timer = window.setTimeout(() => void save(), wait) }

  form.addEventListener('input', (event) => { branch(); if (saves) plan(/^(textarea|text|email|tel|url|number)/.test((event.target as HTMLInputElement).type) ? whileWriting : soon) })
  form.addEventListener('change', () => { branch(); if (saves) plan(soon) })
  form.addEventListener('submit', () => { leaving = true; clearTimeout(timer) })
  const saves = form.dataset['save'] !== 'no'
  if (saves) {
    addEventListener('online', () => void save())
    document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'hidden') void save() })
    sent = body()
  }
  // coming back by the browser's arrow shows the fields as they were left
  addEventListener('pageshow', () => { leaving = false; branch() })
  branch()
  document.getElementById('problems')?.focus()
}
/** A survey that was begun here and left: the way back, in the page's own words. */
function offer(node: HTMLElement) {
  const place = `styk ${location.pathname}`
  let token: string | null = null
  try { token = localStorage.getItem(place) } catch { return }
  const link = node.querySelector('a')
  if (!token || !link || new URLSearchParams(location.search).has('a')) return
  const here = new URL(location.href)
  here.searchParams.set('a', token)
  link.href = here.href
  node.hidden = false
}
const form = document.querySelector<HTMLFormElement>('form[data-form=answers]')
if (form) start(form)
const resume = document.querySelector<HTMLElement>('[data-resume]')
if (resume) offer(resume)
// whoever is through needs no way back
if (document.querySelector('[data-done]')) try { localStorage.removeItem(`styk ${location.pathname}`) } catch { /* nothing was kept */ }
