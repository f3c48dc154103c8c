import { type ReactNode, useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import { Icon } from './Icon'

/** Something that opens under the pointer: Esc and a press elsewhere close it and give the focus back. */
export function Popover({ button, children, align = 'start' }: { button: (tie: { 'aria-expanded': boolean; 'aria-controls': string; onClick: () => void }) => ReactNode; children: (close: () => void) => ReactNode; align?: 'start' | 'end' }) {
  const [open, setOpen] = useState(false)
  const id = useId()
  const [flipped, setFlipped] = useState(false)
  const here = useRef<HTMLDivElement>(null)
  // what would be cut off at the end opens towards the start
  useLayoutEffect(() => { const pop = here.current?.querySelector<HTMLElement>('.pop'); if (open && align === 'start' && pop) setFlipped(beyond(pop)); else setFlipped(false) }, [open, align])
  const close = () => { setOpen(false); here.current?.querySelector<HTMLElement>('[aria-expanded]')?.focus() }
  useEffect(() => {
    if (!open) return
    const away = (event: PointerEvent) => { if (!here.current?.contains(event.target as Node)) setOpen(false) }
    const key = (event: KeyboardEvent) => { if (event.key === 'Escape') { event.stopPropagation(); event.preventDefault(); close() } }
    document.addEventListener('pointerdown', away); document.addEventListener('keydown', key, true)
    here.current?.querySelector<HTMLElement>('.pop :is(input,select,button,a)')?.focus()
    return () => { document.removeEventListener('pointerdown', away); document.removeEventListener('keydown', key, true) }
  }, [open])
  return (
    <div className="has-pop" ref={here}>
      {button({ 'aria-expanded': open, 'aria-controls': id, onClick: () => setOpen(!open) })}
      {open && <div className={`pop ${flipped ? 'end' : align}`} id={id}>{children(close)}</div>}
    </div>
  )
}
/** Does it reach over the edge of what cuts it off: the nearest box that scrolls, else the window? */
function beyond(pop: HTMLElement): boolean {
  let box = pop.parentElement
  while (box && getComputedStyle(box).overflowX === 'visible') box = box.parentElement
  const edge = Math.min(box?.getBoundingClientRect().right ?? Infinity, document.documentElement.clientWidth)
  return pop.getBoundingClientRect().right > edge - 4
}
/** A scope chip: bold when it narrows. With `onClear` it can be taken away. */
export function Chip({ children, strong, onClear, clearLabel, ...tie }: { children: ReactNode; strong?: boolean; onClear?: () => void; clearLabel?: string; onClick?: () => void; 'aria-expanded'?: boolean; 'aria-controls'?: string; className?: string }) {
  return (
    <span className="chip-box">
      <button type="button" {...tie} className={`chip ${tie.className ?? ''}`}>{strong ? <b>{children}</b> : children}</button>
      {onClear && <button type="button" className="chip-x" aria-label={clearLabel} title={clearLabel} onClick={onClear}><Icon name="close" /></button>}
    </span>
  )
}
export type Mood = 'neg' | 'mid' | 'pos'
export function Tag({ children, tone }: { children: ReactNode; tone?: Mood | 'acc' | 'warn' }) { return <span className={`tag ${tone ?? ''}`}>{children}</span> }
export const moodMark = { neg: '▼', mid: '●', pos: '▲' } as const
/** A score with its mood as shape and colour: ▼ 2, ● 7, ▲ 10. `label` is read aloud. */
export function Score({ children, mood, label }: { children: ReactNode; mood?: Mood | undefined; label: string }) {
  return <span className={`score ${mood ?? 'mid'}`}><span aria-hidden="true">{mood && mood !== 'mid' && <small>{moodMark[mood]}</small>}{children}</span><span className="vh">{label}</span></span>
}
/** Up to two initials in a circle. */
export function Initials({ name, me }: { name: string; me?: boolean }) {
  return <span className={`avatar${me ? ' me' : ''}`} aria-hidden="true">{name.split(/\s+/).filter(Boolean).slice(0, 2).map((word) => [...word][0]).join('').toUpperCase()}</span>
}
