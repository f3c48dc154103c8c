import { type ReactNode, useEffect, useRef, useSyncExternalStore } from 'react'
import { Icon, type IconName } from './Icon'
import { say } from './words'

const icons: Record<string, IconName> = { info: 'info', danger: 'warn', warning: 'warn', success: 'check' }
/** A sentence about the state of things, with icon and word; never colour alone. */
export function Notice({ tone = 'info', children, action }: { tone?: 'info' | 'danger' | 'warning' | 'success'; children: ReactNode; action?: ReactNode }) {
  return <div className={`notice ${tone}`} role={tone === 'danger' ? 'alert' : 'status'}><Icon name={icons[tone]!} /><div>{children}</div>{action}</div>
}
/** What stands in the way of a form, on top, each line leading to its field; takes the focus when it appears. */
export function Problems({ title, items }: { title: string; items: readonly { field?: string; message: string }[] }) {
  const here = useRef<HTMLDivElement>(null)
  useEffect(() => { here.current?.focus() }, [items])
  const go = (field: string) => document.querySelector<HTMLElement>(`[name="${CSS.escape(field)}"]`)?.focus()
  return (
    <div className="notice danger" role="alert" tabIndex={-1} ref={here}><Icon name="warn" />
      <div><p><b>{title}</b></p>{items.length > 0 && <ul>{items.map((one, at) => <li key={at}>{one.field ? <button type="button" className="as-link" onClick={() => go(one.field!)}>{one.message}</button> : one.message}</li>)}</ul>}</div>
    </div>
  )
}

interface Toast { id: number; text: string; undo?: () => void }
let shown: Toast | null = null
let count = 0
const watchers = new Set<() => void>()
const change = (next: Toast | null) => { shown = next; watchers.forEach((tell) => tell()) }
const watch = (tell: () => void) => { watchers.add(tell); return () => { watchers.delete(tell) } }
/** "Saved." at the bottom left, read aloud; gone after six seconds, later when it can be undone. */
export function toast(text: string, undo?: () => void) {
  const id = ++count
  change({ id, text, ...(undo && { undo }) })
  setTimeout(() => { if (shown?.id === id) change(null) }, undo ? 10_000 : 6_000)
}
let spoken = ''
/** Says something to screen readers only. */
export function announce(text: string) { spoken = text; watchers.forEach((tell) => tell()) }
/** One a page, in the frame: toasts and the polite voice. */
export function LiveRegion() {
  const now = useSyncExternalStore(watch, () => shown)
  const voice = useSyncExternalStore(watch, () => spoken)
  return (
    <>
      <div className="toasts" role="status" aria-live="polite">{now && <div className="toast" key={now.id}>{now.text}{now.undo && <button type="button" className="as-link" onClick={() => { now.undo?.(); change(null) }}>{say('undo')}</button>}</div>}</div>
      <div className="vh" aria-live="polite">{voice}</div>
    </>
  )
}
