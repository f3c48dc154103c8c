// Who else looks at this map, and in which cell. Rings are put on the page by hand: they come and go more often than the map.
import { useEffect, useRef, useState } from 'react'
import { api } from '../../api'
import { watchJourneys } from '../../live'
import { cellId, type Place } from './moves'
import type { Cell, Present } from './types'

/** Seconds between two signs of life; the server forgets after forty. */
const beat = 15
export function usePresence(map: string, me: string, first: readonly Present[]): { others: Present[]; at: (place: Place | null) => void } {
  const [people, setPeople] = useState<readonly Present[]>(first)
  const cell = useRef<Cell | null>(null)
  const sign = useRef<() => void>(() => undefined)
  useEffect(() => {
    let gone = false
    let soon = 0
    const send = () => { if (document.visibilityState === 'visible') void api.post<{ people: Present[] }>(`/journey_maps/${map}/presence`, { cell: cell.current }).then((answer) => { if (!gone) setPeople((old) => JSON.stringify(old) === JSON.stringify(answer.people) ? old : answer.people) }).catch(() => undefined) }
    sign.current = () => { clearTimeout(soon); soon = window.setTimeout(send, 400) }
    send()
    const timer = window.setInterval(send, beat * 1000)
    const stop = watchJourneys((tick) => { if (tick.map === map && tick.kind === 'presence' && tick.by?.id !== me) sign.current() })
    return () => { gone = true; clearInterval(timer); clearTimeout(soon); stop() }
  }, [map, me])
  const at = (place: Place | null) => {
    const next = place ? { step_id: place.step, lane: place.lane } : null
    if (JSON.stringify(next) === JSON.stringify(cell.current)) return
    cell.current = next
    sign.current()
  }
  return { others: people.filter((one) => one.user_id !== me), at }
}
export const initials = (name: string) => name.split(/\s+/).filter(Boolean).slice(0, 2).map((word) => [...word][0]).join('').toUpperCase()
/** Rings where others are, a mark where someone has just written; gone again with what this returns. */
export function ring(root: ParentNode | null, cells: readonly { cell: string; name: string }[], mark: 'who' | 'fresh'): () => void {
  const put = cells.flatMap(({ cell, name }) => { const node = root?.querySelector<HTMLElement>(`[data-cell="${CSS.escape(cell)}"]`); if (!node) return []; node.setAttribute(`data-${mark}`, initials(name)); return [node] })
  return () => put.forEach((node) => node.removeAttribute(`data-${mark}`))
}
export const cellsOf = (others: readonly Present[]) => others.flatMap((one) => one.cell ? [{ cell: cellId({ step: one.cell.step_id, lane: one.cell.lane }), name: one.name }] : [])
/** The row in which a member of a step is drawn. */
export const rowOf = (member: string) => ({ drawn: 'curve', marks: 'curve', emotions: 'emotion', feeling: 'emotion', service: 'name', external: 'owner', touchpoint: 'name' }[member] ?? member)
