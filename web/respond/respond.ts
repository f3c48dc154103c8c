// Makes the respondent's page quicker; without it everything works by sending the form.
//
// Each answer is kept as it is given (a lost connection, a closed phone: the address leads back to it), and a question that
// an answer calls for appears, or goes, at once. The page says what depends on what (#logic); branch.ts foretells it, and the
// server, which decides, puts it right with the next answer that is kept.
import { branches } from './branch'
import { toldToFrame } from './frame'
import { kiosk } from './kiosk'

interface Saved { a: string; saved: boolean; /** the page anew, when other questions belong on it now */ page?: string }

const quiet = 1200 // milliseconds without a key before words are kept
const later = 10_000 // milliseconds before what could not be kept is tried again

function start(form: HTMLFormElement): void {
  const branching = branches(form)
  const status = document.createElement('p')
  status.className = 'unseen'
  status.setAttribute('role', 'status')
  form.append(status)
  const say = (saved: boolean): void => {
    status.className = saved ? 'unseen' : 'note'
    status.textContent = (saved ? form.dataset['saved'] : form.dataset['notSaved']) ?? ''
  }

  let timer = 0
  let running = false
  let again = false
  let gone = false
  let waiting = false // something could not be kept yet
  const fields = (): URLSearchParams => {
    const all = new URLSearchParams()
    new FormData(form).forEach((value, name) => { if (name !== 'go' && typeof value === 'string') all.append(name, value) })
    all.append('go', 'save')
    return all
  }
  // One at a time: what is typed meanwhile goes with the next.
  const save = async (): Promise<void> => {
    window.clearTimeout(timer)
    if (gone) return
    if (running) { again = true; return }
    running = true
    let kept = true
    try {
      const answer = await fetch(form.action, { method: 'POST', body: fields(), headers: { Accept: 'application/json' } })
      if (!answer.ok) throw new Error(String(answer.status))
      const { page } = await answer.json() as Saved
      if (page !== undefined && !again) { renew(form, page); branching.corrected() }
    } catch { kept = false }
    running = false
    waiting = !kept
    say(kept)
    if (again) { again = false; void save() } else if (!kept) soon(later)
  }
  const soon = (wait: number): void => {
    window.clearTimeout(timer)
    timer = window.setTimeout(() => void save(), wait)
  }

  form.addEventListener('change', () => { branching.now(); soon(0) })
  form.addEventListener('input', () => { branching.now(); soon(quiet) })
  form.addEventListener('submit', () => { gone = true; window.clearTimeout(timer) })
  // back by the browser's arrow: the fields stand as they were left
  window.addEventListener('pageshow', () => { gone = false; branching.now() })
  window.addEventListener('online', () => { if (waiting) void save() })
  // the address leads back to these answers once there are some
  form.addEventListener('change', () => { history.replaceState(null, '', form.action) }, { once: true })
}

// Takes over from a page the server made: questions, the list of those shown, the last button.
function renew(form: HTMLFormElement, html: string): void {
  const made = new DOMParser().parseFromString(html, 'text/html').querySelector('form')
  if (made === null) return
  const key = (one: Element): string => one.id || (one.querySelector('[id]')?.id ?? '')
  const here = new Map([...form.querySelectorAll<HTMLElement>('.question, .said[id]')].map((one) => [key(one), one]))
  let before: Element | null = null
  for (const one of made.querySelectorAll<HTMLElement>('.question, .said[id]')) {
    const known = here.get(key(one))
    const stands: HTMLElement = known ?? document.importNode(one, true)
    here.delete(key(one))
    stands.hidden = one.hidden
    if (known === undefined) {
      if (before === null) form.querySelector('.question')?.before(stands)
      else before.after(stands)
    }
    before = stands
  }
  here.forEach((one) => one.remove())
  form.querySelectorAll('input[name=shown]').forEach((one) => one.remove())
  made.querySelectorAll('input[name=shown]').forEach((one) => form.prepend(document.importNode(one, true)))
  const [now, next] = [form.querySelector('.steps'), made.querySelector('.steps')]
  if (now !== null && next !== null && now.textContent !== next.textContent) now.replaceWith(document.importNode(next, true))
  const [first, wanted] = [form.querySelector('button.unseen'), made.querySelector('button.unseen')]
  if (first !== null && wanted !== null) first.setAttribute('value', wanted.getAttribute('value') ?? '')
}

const form = document.querySelector<HTMLFormElement>('form[data-autosave]')
if (form !== null) start(form)
document.querySelector<HTMLElement>('#problems')?.focus()
if (document.body.classList.contains('kiosk')) kiosk()
if (document.body.classList.contains('embedded')) toldToFrame()
