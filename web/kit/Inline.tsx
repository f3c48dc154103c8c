import './inline.css'
import { type ReactNode, type Ref, useId, useLayoutEffect, useRef } from 'react'

interface Props { label: string; value: string; onChange: (value: string) => void; placeholder?: string; className?: string; /** Enter makes a new line; otherwise it ends the text */ long?: boolean; disabled?: boolean; name?: string; lang?: string; onEnter?: () => void; onEmptyBackspace?: () => void; ref?: Ref<HTMLTextAreaElement>; /** beside the text while it has the focus; gets a function that writes at the caret */ beside?: (insert: (text: string) => void) => ReactNode }
/** A text that is written where it stands: it looks as it will be read, and grows with its words. */
export function Inline({ label, value, onChange, placeholder, className = '', long, disabled, name, lang, onEnter, onEmptyBackspace, ref, beside }: Props) {
  const id = useId()
  const here = useRef<HTMLTextAreaElement>(null)
  const caret = useRef<[number, number] | null>(null)
  useLayoutEffect(() => { const node = here.current; if (node) { node.style.height = '0'; node.style.height = `${node.scrollHeight}px` } }, [value])
  const keep = () => { const node = here.current; if (node) caret.current = [node.selectionStart, node.selectionEnd] }
  const insert = (text: string) => {
    const [from, to] = caret.current ?? [value.length, value.length]
    onChange(value.slice(0, from) + text + value.slice(to))
    requestAnimationFrame(() => { here.current?.focus(); here.current?.setSelectionRange(from + text.length, from + text.length) })
  }
  return (
    <span className="inline-box">
      <label htmlFor={id} className="vh">{label}</label>
      <textarea id={id} rows={1} className={`inline ${className}`} value={value} placeholder={placeholder} disabled={disabled} name={name} lang={lang} spellCheck
        ref={(node) => { here.current = node; if (typeof ref === 'function') ref(node); else if (ref) ref.current = node }}
        onChange={(event) => onChange(long ? event.target.value : event.target.value.replace(/\n/g, ' '))} onSelect={keep} onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !long && !event.nativeEvent.isComposing) { event.preventDefault(); if (onEnter) onEnter(); else event.currentTarget.blur() }
          if (event.key === 'Backspace' && value === '' && onEmptyBackspace) { event.preventDefault(); onEmptyBackspace() }
        }} />
      {beside && <span className="inline-beside">{beside(insert)}</span>}
    </span>
  )
}
