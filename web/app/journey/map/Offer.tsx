// One small button that stands at whatever cell or idea the pointer or the focus is on, if something is written there: an initiative is made of it.
// It is moved by hand, not drawn anew; keys have "i" and the menus have a line for the same.
import { type RefObject, useEffect, useRef } from 'react'
import { Icon } from '@kit/Icon'
import { t } from '../../i18n'
import { type Place, placeOf } from './moves'

interface Props { grid: RefObject<HTMLDivElement | null>; /** whether something is written there */ says: (place: Place) => boolean; onBegin: (place: Place, idea?: string) => void }
export function Offer({ grid, says, onBegin }: Props) {
  const here = useRef<HTMLButtonElement>(null)
  const meant = useRef<{ place: Place; idea?: string } | null>(null)
  const speaks = useRef(says)
  speaks.current = says
  useEffect(() => {
    const [root, button] = [grid.current, here.current]
    if (!root || !button) return
    const look = (event: Event) => {
      const target = event.target as Element
      const cell = target.closest<HTMLElement>('.jm-c[data-cell]')
      const place = placeOf(cell?.dataset['cell'])
      // the name has its own menu in this corner
      if (!cell || !place || place.lane === 'name' || !speaks.current(place)) { button.hidden = true; return }
      const idea = target.closest<HTMLElement>('[data-idea]')
      const id = idea?.dataset['idea']
      meant.current = { place, ...(id && { idea: id }) }
      stand(button, (idea ?? cell).getBoundingClientRect(), cell.getBoundingClientRect())
    }
    const leave = (event: PointerEvent) => { if (event.relatedTarget !== button) button.hidden = true }
    const off = (event: PointerEvent) => { if (!root.contains(event.relatedTarget as Node | null)) button.hidden = true }
    button.addEventListener('pointerleave', off)
    root.addEventListener('pointerover', look); root.addEventListener('focusin', look); root.addEventListener('pointerleave', leave)
    return () => { root.removeEventListener('pointerover', look); root.removeEventListener('focusin', look); root.removeEventListener('pointerleave', leave); button.removeEventListener('pointerleave', off) }
  }, [grid])
  const begin = () => { if (meant.current) onBegin(meant.current.place, meant.current.idea) }
  return <button ref={here} type="button" className="jm-offer" tabIndex={-1} hidden aria-label={t('programme:create')} title={t('programme:create')} onClick={begin}><Icon name="flag" /></button>
}
/** In the upper corner of what is meant, within its cell. */
function stand(button: HTMLElement, meant: DOMRect, cell: DOMRect): void {
  const box = button.parentElement!
  const frame = box.getBoundingClientRect()
  button.style.left = `${cell.right - frame.left + box.scrollLeft - 26}px`
  button.style.top = `${meant.top - frame.top + box.scrollTop}px`
  button.hidden = false
}
