import { type ReactNode, useEffect, useId, useRef } from 'react'
import { IconButton } from './Button'
import { say } from './words'

/** Side panel of 420 px (whole width on a phone). Give it its own address; Esc and the cross call `onClose`; focus goes back to where it was. */
export function Panel({ title, onClose, children, foot, wide }: { title: ReactNode; onClose: () => void; children: ReactNode; foot?: ReactNode; wide?: boolean }) {
  const id = useId()
  const here = useRef<HTMLElement>(null)
  const close = useRef(onClose)
  close.current = onClose
  useEffect(() => {
    const before = document.activeElement as HTMLElement | null
    here.current?.focus({ preventScroll: true })
    const key = (event: KeyboardEvent) => { if (event.key === 'Escape' && !event.defaultPrevented && !document.querySelector('dialog[open]')) { event.preventDefault(); close.current() } }
    document.addEventListener('keydown', key)
    return () => { document.removeEventListener('keydown', key); if (before?.isConnected) before.focus({ preventScroll: true }) }
  }, [])
  return (
    <section className={`panel${wide ? ' broad' : ''}`} ref={here} tabIndex={-1} role="dialog" aria-modal="false" aria-labelledby={id}>
      <header><h2 id={id}>{title}</h2><IconButton icon="close" label={say('close')} onClick={onClose} /></header>
      <div className="panel-in">{children}</div>
      {foot && <footer>{foot}</footer>}
    </section>
  )
}
/** Only to confirm what cannot be undone. Native, so the rest of the page is inert. */
export function Dialog({ title, onClose, children, actions }: { title: ReactNode; onClose: () => void; children: ReactNode; actions: ReactNode }) {
  const id = useId()
  const here = useRef<HTMLDialogElement>(null)
  useEffect(() => { const node = here.current; node?.showModal(); return () => node?.close() }, [])
  return (
    <dialog ref={here} className="dialog" aria-labelledby={id} onCancel={(event) => { event.preventDefault(); onClose() }}>
      <h2 id={id}>{title}</h2><div className="dialog-in">{children}</div><div className="row actions">{actions}</div>
    </dialog>
  )
}
