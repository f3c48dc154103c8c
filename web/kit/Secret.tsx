import { useId, useRef } from 'react'
import { Button } from './Button'

/** Something shown once: selected on focus, copied with one press. */
export function Secret({ label, value, copy, onCopied }: { label: string; value: string; copy: string; onCopied: () => void }) {
  const id = useId()
  const here = useRef<HTMLInputElement>(null)
  const take = async () => {
    try { await navigator.clipboard.writeText(value) } catch { here.current?.select(); document.execCommand('copy') } // no clipboard without https
    onCopied()
  }
  return (
    <div className="field"><label htmlFor={id}>{label}</label>
      <div className="secret"><input className="input" id={id} ref={here} readOnly value={value} onFocus={(event) => event.target.select()} /><Button icon="copy" onClick={() => void take()}>{copy}</Button></div>
    </div>
  )
}
