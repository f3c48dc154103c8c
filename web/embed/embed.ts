// A survey on a firm's own site, by one line:
//   <script async src="https://styk.example/embed.js" data-survey="KEY" data-look="popup" data-delay="10"></script>
// rules.ts lists the data attributes. It loads nothing until it is shown, sets no cookie, remembers in localStorage only what
// its own rules need, and stays away where the server does not answer or does not allow this site.
import { addressOf, drawn, languageOf, mayShow, type Memory, type Wishes, wishesOf } from './rules'
import { css } from './style'

const said = {
  en: { label: 'Your opinion', close: 'Close', survey: 'Survey' },
  pl: { label: 'Twoja opinia', close: 'Zamknij', survey: 'Ankieta' },
  ru: { label: 'Ваше мнение', close: 'Закрыть', survey: 'Опрос' },
} as const
const unreached = 10_000 // milliseconds after which a survey that says nothing is taken away

function begin(script: HTMLScriptElement, wishes: Wishes): () => void {
  const { origin } = new URL(script.src)
  const store = `styk ${wishes.survey}`
  const language = languageOf(wishes.language, document.documentElement.lang, navigator.language)
  const words = said[language as keyof typeof said] ?? said.en

  // ------------------------------------------------------------------ memory
  const recall = (): Memory => { try { return JSON.parse(localStorage.getItem(store) ?? '{}') as Memory } catch { return {} } }
  const remember = (what: Memory): void => { try { localStorage.setItem(store, JSON.stringify({ ...recall(), ...what })) } catch { /* it may keep nothing: then every page is a first */ } }
  const visited = (): void => {
    try { if (sessionStorage.getItem(store)) return; sessionStorage.setItem(store, '1') } catch { return }
    remember({ visits: (recall().visits ?? 0) + 1 })
  }
  visited()
  remember(drawn(recall(), Math.random))
  const may = () => mayShow(wishes, recall(), Date.now())

  // ------------------------------------------------------------------ what is seen
  const host = document.createElement('div')
  const root = host.attachShadow({ mode: 'open' })
  dress(root)
  if (wishes.color) host.style.setProperty('--styk', wishes.color)
  let frame: HTMLIFrameElement | null = null
  let opener: HTMLElement | null = null
  let ready = false
  let late = 0

  const box = document.createElement('div')
  box.className = `box ${wishes.look} ${wishes.side}`
  box.hidden = true
  box.tabIndex = -1
  const close = document.createElement('button')
  close.type = 'button'
  close.className = 'close'
  close.setAttribute('aria-label', words.close)
  close.innerHTML = '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M6 6l12 12M18 6L6 18"/></svg>'
  close.onclick = () => hide()
  if (wishes.look !== 'inline') { box.setAttribute('role', 'dialog'); box.setAttribute('aria-label', words.survey); box.append(close) }
  root.append(box)

  const tab = document.createElement('button')
  if (wishes.look === 'tab') {
    tab.type = 'button'
    tab.className = `tab ${wishes.side}`
    tab.textContent = wishes.label ?? words.label
    tab.setAttribute('aria-expanded', 'false')
    tab.onclick = () => (box.hidden ? show(tab) : hide())
    root.prepend(tab)
  }

  function show(by: HTMLElement | null = null): void {
    opener = by
    if (!frame) {
      frame = document.createElement('iframe')
      frame.title = words.survey
      frame.src = addressOf(origin, wishes, language)
      frame.setAttribute('referrerpolicy', 'no-referrer')
      frame.style.height = '0'
      box.append(frame)
      // a server that is not reached, or a site that it does not know: nothing is shown
      late = window.setTimeout(() => { if (!ready) { frame?.remove(); frame = null; box.hidden = true; tab.remove() } }, unreached)
      box.classList.add('loading')
      box.hidden = false
    } else if (ready) reveal()
    remember({ shown: Date.now() })
  }
  function reveal(): void {
    box.classList.remove('loading')
    box.hidden = false
    tab.setAttribute('aria-expanded', 'true')
    // what opens by itself takes nobody's place; what was asked for does
    if (opener && wishes.look !== 'inline') box.focus({ preventScroll: true })
  }
  function hide(): void {
    if (wishes.look === 'inline') return
    box.hidden = true
    tab.setAttribute('aria-expanded', 'false')
    if (opener?.isConnected) opener.focus()
  }
  window.addEventListener('message', (event) => {
    const told = event.data as { styk?: number; height?: number; over?: boolean; close?: boolean } | null
    if (!frame || event.source !== frame.contentWindow || event.origin !== origin || !told?.styk) return
    if (typeof told.height === 'number') {
      frame.style.height = `${Math.min(Math.max(told.height, 80), 20_000)}px`
      if (!ready) { ready = true; window.clearTimeout(late); reveal() }
    }
    if (told.over) remember({ done: true })
    if (told.close) hide()
  })
  box.addEventListener('keydown', (event) => { if (event.key === 'Escape') hide() })

  // ------------------------------------------------------------------ when
  const place = (): void => {
    const there = wishes.place ? document.querySelector(wishes.place) : null
    if (there) there.append(host)
    else if (wishes.look === 'inline' && script.isConnected && script.parentElement !== document.head) script.after(host)
    else document.body.append(host)
  }
  const once = (): void => { if (may() && !frame) show() }
  const wait = (): void => {
    place()
    if (wishes.click) document.addEventListener('click', (event) => { const on = (event.target as Element | null)?.closest?.<HTMLElement>(wishes.click!); if (on) { event.preventDefault(); show(on) } })
    if (wishes.look === 'tab') return
    if (wishes.look === 'inline') {
      if (!may()) return
      // loaded when it comes near
      const watch = new IntersectionObserver((seen) => { if (seen.some((one) => one.isIntersecting)) { watch.disconnect(); show() } }, { rootMargin: '300px' })
      host.style.minHeight = '1px'
      watch.observe(host)
      return
    }
    if (wishes.delay !== null) window.setTimeout(once, wishes.delay * 1000)
    if (wishes.scroll !== null) {
      const depth = (): void => {
        const { scrollHeight, clientHeight, scrollTop } = document.documentElement
        if (scrollHeight <= clientHeight || (scrollTop + clientHeight) / scrollHeight * 100 >= wishes.scroll!) { window.removeEventListener('scroll', depth); once() }
      }
      window.addEventListener('scroll', depth, { passive: true })
      depth() // a short page is seen as soon as it is there
    }
    if (wishes.exit) document.documentElement.addEventListener('mouseleave', (event) => { if (event.clientY <= 0) once() })
    if (wishes.delay === null && wishes.scroll === null && !wishes.exit && !wishes.click) once()
  }
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', wait, { once: true })
  else wait()
  return () => show(document.activeElement as HTMLElement | null)
}
/** A sheet made by script is allowed where a page forbids styles written in it. */
function dress(root: ShadowRoot): void {
  try {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(css)
    root.adoptedStyleSheets = [sheet]
  } catch { root.append(Object.assign(document.createElement('style'), { textContent: css })) }
}

declare global { interface Window { styk?: { /** opens a survey of this page, as a button's click would */ show(survey?: string): void }; stykShows?: Record<string, () => void> } }
const own = document.currentScript instanceof HTMLScriptElement ? [document.currentScript] : [...document.querySelectorAll<HTMLScriptElement>('script[data-survey][src*="/embed.js"]')]
window.stykShows ??= {}
for (const script of own) {
  const wishes = wishesOf(script.dataset)
  if (wishes && !window.stykShows[wishes.survey]) window.stykShows[wishes.survey] = begin(script, wishes)
}
window.styk ??= { show: (survey) => window.stykShows?.[survey ?? Object.keys(window.stykShows)[0] ?? '']?.() }
