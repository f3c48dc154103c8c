import { useEffect, useRef, useState } from 'react'
import { Icon } from '@kit/Icon'
import { many, useScope } from '../frame/scope'
import { t } from '../i18n'

const patience = 200 // ms without a key before the search runs

/** Runs while one types; the address follows. */
export function Find({ name = 'q', label = t('case:search'), onEnter }: { name?: string; label?: string; onEnter?: () => void }) {
  const { search, change } = useScope()
  const inAddress = many(search[name])[0] ?? ''
  const [text, setText] = useState(inAddress)
  const sent = useRef(inAddress)
  const timer = useRef(0)
  // another hand changed the address: the way back
  useEffect(() => { if (inAddress !== sent.current) { sent.current = inAddress; setText(inAddress) } }, [inAddress])
  useEffect(() => () => clearTimeout(timer.current), [])
  const send = (next: string) => { clearTimeout(timer.current); sent.current = next.trim(); change({ [name]: next.trim() || undefined }) }
  const type = (next: string) => { setText(next); clearTimeout(timer.current); timer.current = window.setTimeout(() => send(next), patience) }
  return (
    <div className="cw-find" role="search"><Icon name="search" />
      <input type="search" aria-label={label} placeholder={label} value={text} onChange={(event) => type(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') { if (text.trim() !== sent.current) send(text); onEnter?.() }
          if (event.key === 'Escape') { event.preventDefault(); if (text) { setText(''); send('') } else event.currentTarget.blur() }
        }} />
      <kbd aria-hidden="true">/</kbd>
    </div>
  )
}
