// The keyboard in the grid: one stop for Tab, arrows move, the focus is kept by the page itself and not by React.
import { type RefObject, useEffect, useRef } from 'react'
import { singleKeys } from '@kit/keys'
import { type Arrow, cellId, move, type Place, placeOf } from './moves'

export interface GridActs {
  steps: readonly string[]; rows: readonly string[]; edits: boolean
  open: (step: string) => void; write: (place: Place) => void; shift: (step: string, by: -1 | 1) => void; raise: (step: string, by: -1 | 1) => void
  add: (after: string) => void; remove: (step: string) => void; mark: (step: string) => void; /** the ways from and to it */ ways: (step: string) => void; comment: (place: Place) => void; /** an initiative of what stands there; null: not by this person */ begin: ((place: Place) => void) | null; menu: (step: string, near: Element) => void; stageMenu: (stage: string, near: Element) => void; addTo: (stage: string) => void; seen: (place: Place | null) => void
}
const arrows = new Set(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'])
export const cellAt = (root: ParentNode, place: Place) => root.querySelector<HTMLElement>(`[data-cell="${CSS.escape(cellId(place))}"]`)
export function focusCell(root: ParentNode | null, place: Place) {
  const cell = root && cellAt(root, place)
  if (!cell) return
  cell.focus({ preventScroll: true })
  cell.scrollIntoView({ block: 'nearest', inline: 'nearest' })
}
/** Binds keys and presses of one grid; `acts` is read when something happens. `shown` names the view: another view is another grid on the page. */
export function useGrid(root: RefObject<HTMLElement | null>, acts: GridActs, shown: string) {
  const now = useRef(acts)
  now.current = acts
  useEffect(() => {
    const node = root.current
    if (!node) return
    const stop = () => { const cells = node.querySelectorAll<HTMLElement>('[data-cell][tabindex="0"]'); cells.forEach((cell) => { cell.tabIndex = -1 }) }
    const enter = (event: FocusEvent) => {
      const cell = (event.target as Element).closest<HTMLElement>('[data-cell]')
      if (!cell) return
      stop()
      cell.tabIndex = 0
      now.current.seen(placeOf(cell.dataset['cell']))
    }
    const key = (event: KeyboardEvent) => {
      const cell = (event.target as Element).closest<HTMLElement>('[data-cell]')
      const place = placeOf(cell?.dataset['cell'])
      if (!cell || !place || event.isComposing) return
      if (press(event, place, cell, node, now.current)) { event.preventDefault(); event.stopPropagation() }
    }
    const click = (event: MouseEvent) => {
      const target = event.target as Element
      const data = (name: string) => target.closest<HTMLElement>(`[data-${name}]`)?.getAttribute(`data-${name}`)
      const { open, menu, stageMenu, addTo, comment } = now.current
      const step = data('step-menu')
      if (step) return menu(step, target.closest('button')!)
      const stage = data('stage-menu')
      if (stage) return stageMenu(stage, target.closest('button')!)
      const add = data('add')
      if (add) return addTo(add)
      const cell = target.closest<HTMLElement>('[data-cell]')
      const place = placeOf(cell?.dataset['cell'])
      if (target.closest('[data-talk]') && place) return comment(place)
      if (event.ctrlKey || event.metaKey || event.shiftKey) return
      if (target.closest('a[href]:not([data-open])')) return
      if (target.closest('[data-open]')) event.preventDefault()
      if (!place) return
      cell!.focus({ preventScroll: true })
      if (place.lane === 'ways' && now.current.edits) return now.current.ways(place.step)
      if (place.lane === 'name' || place.lane === 'ways' || place.lane === 'curve' || place.lane === 'score' || place.lane === 'needs' || place.lane === 'owner' || !now.current.edits) open(place.step)
    }
    const twice = (event: MouseEvent) => {
      const place = placeOf((event.target as Element).closest<HTMLElement>('[data-cell]')?.dataset['cell'])
      if (place && now.current.edits && place.lane !== 'curve' && place.lane !== 'ways') now.current.write(place)
    }
    const first = node.querySelector<HTMLElement>('[data-cell]')
    if (first && !node.querySelector('[data-cell][tabindex="0"]')) first.tabIndex = 0
    node.addEventListener('focusin', enter); node.addEventListener('keydown', key); node.addEventListener('click', click); node.addEventListener('dblclick', twice)
    return () => { node.removeEventListener('focusin', enter); node.removeEventListener('keydown', key); node.removeEventListener('click', click); node.removeEventListener('dblclick', twice) }
  }, [root, shown])
}
/** True when the key meant something here. */
function press(event: KeyboardEvent, place: Place, cell: HTMLElement, root: HTMLElement, acts: GridActs): boolean {
  const mod = event.ctrlKey || event.metaKey
  if (event.altKey && !mod && acts.edits) {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key] as -1 | 1 | undefined
    if (by) { acts.shift(place.step, by); return true }
    const up = { ArrowUp: 1, ArrowDown: -1 }[event.key] as -1 | 1 | undefined
    if (up) { acts.raise(place.step, up); return true }
    return false
  }
  if (arrows.has(event.key) && !event.altKey) {
    const next = move(place, (mod && (event.key === 'Home' || event.key === 'End') ? `mod+${event.key}` : event.key) as Arrow, acts.steps, acts.rows)
    if (next) focusCell(root, next)
    return true
  }
  if (mod || event.altKey) return false
  if (event.target instanceof Element && event.target.closest('button:not([data-cell])')) return false
  switch (event.key) {
    case 'Enter': if (acts.edits && place.lane === 'ways') acts.ways(place.step); else if (acts.edits && place.lane !== 'curve' && place.lane !== 'score' && place.lane !== 'needs' && place.lane !== 'owner' && place.lane !== 'promise') acts.write(place); else acts.open(place.step); return true
    case 'F2': if (acts.edits) { if (place.lane === 'ways') acts.ways(place.step); else acts.write(place) } return acts.edits
    case ' ': acts.open(place.step); return true
    case 'Delete': if (!acts.edits || place.lane !== 'name') return false; acts.remove(place.step); return true
    case 'ContextMenu': acts.menu(place.step, cell); return true
  }
  if (!singleKeys()) return false
  if (event.key === 'c') { acts.comment(place); return true }
  if (event.key === 'i' && acts.begin) { acts.begin(place); return true }
  if (!acts.edits) return false
  if (event.key === '+' || event.key === '=') { acts.add(place.step); return true }
  if (event.key === 'm') { acts.mark(place.step); return true }
  if (event.key === 'l') { acts.ways(place.step); return true }
  return false
}
