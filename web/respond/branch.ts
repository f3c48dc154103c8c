// Shows and hides what the answers of a form call for, as #logic tells. Where the server once decided otherwise, its word
// stands and this question is left to it.
import { decide, type Decision, type Field, type Logic } from './answers'

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement
const controls = (node: Element) => node.querySelectorAll<Control>('input, select, textarea')

export interface Branching {
  /** after an answer */
  now(): void
  /** after the server's page was taken over: where it differs from what was foretold it is right */
  corrected(): void
  /** what is shown, must be answered and is not */
  missing(): HTMLElement[]
}
/** `own`: what decides when the page was not made by the server for this moment, whose word then is not there yet. */
export function branches(form: HTMLFormElement, own?: Logic): Branching {
  const logic = own ?? read(form)
  const left = new Set<string>() // to the server
  const nodes = () => [...form.querySelectorAll<HTMLElement>('[data-q]')]
  // fields of questions that are hidden now are switched off: they are read all the same
  const filled = (): Field[] => {
    const off = nodes().filter((one) => one.hidden).flatMap((one) => [...controls(one)]).filter((one) => one.disabled)
    for (const one of off) one.disabled = false
    const all = [...new FormData(form)].map(([name, value]) => [name, String(value)] as const)
    for (const one of off) one.disabled = true
    return all
  }
  // as the server made the page, before a browser put back what was typed in it earlier
  const made = (): Field[] => [...controls(form)].flatMap((one): Field[] => {
    if (one instanceof HTMLSelectElement) return [...one.options].filter((option) => option.defaultSelected).map((option) => [one.name, option.value] as const)
    if (one.type === 'radio' || one.type === 'checkbox') return (one as HTMLInputElement).defaultChecked ? [[one.name, one.value]] : []
    return [[one.name, one.defaultValue]]
  })
  const compare = (fields: readonly Field[]): void => {
    if (!logic) return
    const { decisions } = decide(logic, fields)
    for (const one of nodes()) if (decisions[one.dataset['q']!]?.shown === one.hidden) left.add(one.dataset['q']!)
  }
  const now = (): void => {
    if (!logic) return
    const { decisions } = decide(logic, filled())
    for (const one of nodes()) {
      const decision = decisions[one.dataset['q']!]
      if (decision && !left.has(one.dataset['q']!)) apply(form, one, decision)
    }
  }
  const missing = (): HTMLElement[] => {
    if (!logic) return []
    const { decisions, values } = decide(logic, filled())
    return nodes().filter((one) => { const name = one.dataset['q']!; return decisions[name]?.required && values[name] === undefined })
  }
  if (!own) compare(made())
  now()
  const corrected = (): void => {
    compare(filled())
    for (const one of nodes()) if (left.has(one.dataset['q']!)) for (const control of controls(one)) control.disabled = Boolean(one.hidden)
    now()
  }
  return { now, corrected, missing }
}
function read(form: HTMLFormElement): Logic | null {
  try { return JSON.parse(form.querySelector('#logic')?.textContent ?? 'null') as Logic | null } catch { return null }
}
function apply(form: HTMLFormElement, node: HTMLElement, { shown, required, without }: Decision): void {
  node.hidden = !shown
  for (const one of controls(node)) {
    const box = one.type === 'radio' || one.type === 'checkbox' ? one.closest<HTMLElement>('.choices label') : null
    const away = box !== null && without.includes(one.value)
    if (box) box.hidden = away
    // what is not shown is not sent
    one.disabled = !shown || away
    if (one instanceof HTMLSelectElement) for (const option of one.options) if (option.value) { option.disabled = without.includes(option.value); option.hidden = option.disabled }
  }
  // of what is shown the server has to know
  const name = node.dataset['q']!
  const known = [...form.querySelectorAll<HTMLInputElement>('input[name=shown]')].find((one) => one.value === name)
  if (known) known.disabled = !shown
  else if (shown && controls(node).length) form.prepend(Object.assign(document.createElement('input'), { type: 'hidden', name: 'shown', value: name }))
  for (const mark of node.querySelectorAll<HTMLElement>('.optional')) mark.hidden = required
}
