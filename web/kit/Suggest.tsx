import './pieces.css'
import { type ReactNode, useId, useState } from 'react'
import { Field } from './Field'

export interface Offer { value: string; label: string; note?: string }
/** A text field that offers records while one types (a combobox): arrows choose, Enter takes, Esc closes. The caller searches; free text stays allowed. */
export function Suggest({ label, hint, error, text, onText, offers, onTake, name, placeholder, quiet }: { label: ReactNode; hint?: ReactNode; error?: string | undefined; text: string; onText: (text: string) => void; offers: readonly Offer[]; onTake: (offer: Offer) => void; name?: string; placeholder?: string; quiet?: boolean }) {
  const id = useId()
  const [open, setOpen] = useState(false)
  const [at, setAt] = useState(-1)
  const shown = open && offers.length > 0
  const take = (offer: Offer) => { onTake(offer); setOpen(false); setAt(-1) }
  const move = (step: number) => { setOpen(true); setAt((old) => offers.length ? (old + step + offers.length) % offers.length : -1) }
  return (
    <Field {...{ label, hint, error, quiet: !!quiet }}>{(tie) => (
      <div className="suggest">
        <input className="input" type="text" role="combobox" autoComplete="off" name={name} placeholder={placeholder} value={text} {...tie}
          aria-expanded={shown} aria-controls={shown ? `${id}-list` : undefined} aria-autocomplete="list" aria-activedescendant={shown && at >= 0 ? `${id}-${at}` : undefined}
          onChange={(event) => { onText(event.target.value); setOpen(true); setAt(-1) }} onBlur={() => setOpen(false)}
          onKeyDown={(event) => {
            if (event.key === 'ArrowDown' || event.key === 'ArrowUp') { event.preventDefault(); move(event.key === 'ArrowDown' ? 1 : -1) }
            if (event.key === 'Enter' && shown && offers[at]) { event.preventDefault(); take(offers[at]) }
            if (event.key === 'Escape' && shown) { event.preventDefault(); event.stopPropagation(); setOpen(false) }
          }} />
        {shown && <ul className="pop" role="listbox" id={`${id}-list`}>{offers.map((offer, index) => (
          <li key={offer.value} id={`${id}-${index}`} role="option" aria-selected={index === at} className="item" onPointerDown={(event) => { event.preventDefault(); take(offer) }}>{offer.label}{offer.note && <span className="push">{offer.note}</span>}</li>
        ))}</ul>}
      </div>
    )}</Field>
  )
}
