// Makes the respondent's page quicker; without it everything works by sending the form.
//
// Each answer is kept at once (a lost connection, a closed phone: the address leads back to it), and a question that an
// answer calls for appears, or goes, where it stands. Which questions there are is the server's word: its page is asked for,
// and what is new in it is put in between what is already here, untouched.

interface Saved { a: string, saved: boolean, page?: string }

const quiet = 1200 // milliseconds without a key before words are kept

function start(form: HTMLFormElement): void {
  const status = document.createElement('p')
  status.className = 'unseen'
  status.setAttribute('role', 'status')
  form.append(status)
  let timer = 0, running = false, again = false, gone = false

  const fields = (go: string): URLSearchParams => {
    const all = new URLSearchParams()
    new FormData(form).forEach((value, name) => { if (name !== 'go' && typeof value === 'string') all.append(name, value) })
    all.append('go', go)
    return all
  }

  const say = (saved: boolean): void => {
    status.className = saved ? 'unseen' : 'note'
    status.textContent = (saved ? form.dataset.saved : form.dataset.notSaved) ?? ''
  }

  // One at a time: what is typed meanwhile goes with the next.
  const save = async (): Promise<void> => {
    if (gone) return
    if (running) { again = true; return }
    running = true
    try {
      const answer = await fetch(form.action, { method: 'POST', body: fields('save'), headers: { Accept: 'application/json' } })
      if (!answer.ok) throw new Error(String(answer.status))
      const saved = await answer.json() as Saved
      if (saved.page !== undefined) renew(form, saved.page)
      say(true)
    } catch {
      say(false)
      window.setTimeout(() => void save(), 10_000)
    } finally {
      running = false
      if (again) { again = false; void save() }
    }
  }

  const soon = (wait: number): void => {
    window.clearTimeout(timer)
    timer = window.setTimeout(() => void save(), wait)
  }

  form.addEventListener('change', () => soon(0))
  form.addEventListener('input', () => soon(quiet))
  form.addEventListener('submit', () => { gone = true; window.clearTimeout(timer) })
}

// Takes over from a page the server made: questions, the list of those shown, the last button.
function renew(form: HTMLFormElement, html: string): void {
  const made = new DOMParser().parseFromString(html, 'text/html').querySelector('form')
  if (made === null) return
  const key = (one: Element): string => one.id || (one.querySelector('[id]')?.id ?? '')
  const here = new Map([...form.querySelectorAll('.question, .said[id]')].map((one) => [key(one), one]))
  let before: Element | null = null
  for (const one of made.querySelectorAll('.question, .said[id]')) {
    const known = here.get(key(one))
    const stands = known ?? document.importNode(one, true)
    here.delete(key(one))
    if (known === undefined) {
      if (before === null) form.querySelector('.question')?.before(stands)
      else before.after(stands)
    }
    before = stands
  }
  here.forEach((one) => one.remove())
  form.querySelectorAll('input[name=shown]').forEach((one) => one.remove())
  made.querySelectorAll('input[name=shown]').forEach((one) => form.prepend(document.importNode(one, true)))
  const now = form.querySelector('.steps'), next = made.querySelector('.steps')
  if (now !== null && next !== null && now.textContent !== next.textContent) now.replaceWith(document.importNode(next, true))
  const first = form.querySelector('button.unseen'), wanted = made.querySelector('button.unseen')
  if (first !== null && wanted !== null) first.setAttribute('value', wanted.getAttribute('value') ?? '')
}

const form = document.querySelector<HTMLFormElement>('form[data-autosave]')
if (form !== null) {
  start(form)
  // The address leads back to these answers once there are some.
  form.addEventListener('change', () => { history.replaceState(null, '', form.action) }, { once: true })
}
document.querySelector<HTMLElement>('#problems')?.focus()
