// What a hand does to an open map: adding, removing, moving, drawing and writing steps; the focus goes along.
import { type RefObject, useEffect, useState } from 'react'
import { useKeys } from '@kit/keys'
import { announce, toast } from '@kit/Notice'
import { t } from '../../i18n'
import { freshId, useKept } from './desk'
import { columnsOf, stepOf, walk } from './doc'
import { set } from './edit'
import { cellAt, focusCell } from './grid'
import { grip } from './hold'
import type { Keeper } from './keeper'
import { addStep, dropStep, inStep, removeStep, shiftStep } from './make'
import { neighbour, type Place } from './moves'
import type { Edit } from './types'

/** Lanes in which nothing is written where it stands. */
const unwritten = new Set(['ways', 'curve', 'score', 'needs', 'owner', 'promise'])
/** After the map was drawn anew. */
const afterwards = (act: () => void) => requestAnimationFrame(() => requestAnimationFrame(act))
/** What stands on the screen as numbers when the step is drawn higher or lower. */
type Felt = -2 | -1 | 0 | 1 | 2

export interface Writing { place: Place; near: DOMRect }
export function useActs(keeper: Keeper, grid: RefObject<HTMLDivElement | null>, edits: boolean, closed: (step: string) => void) {
  const [writing, setWriting] = useState<Writing | null>(null)
  const now = () => keeper.now().doc
  const focus = (place: Place) => requestAnimationFrame(() => focusCell(grid.current, place))
  const begin = (place: Place) => {
    const cell = grid.current && cellAt(grid.current, place)
    if (cell) setWriting({ place, near: cell.getBoundingClientRect() })
  }
  const write = (place: Place) => {
    const cell = grid.current && cellAt(grid.current, place)
    if (!edits || !cell || unwritten.has(place.lane)) return
    cell.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    begin(place)
  }
  const add = (where: { after?: string; stage?: string }) => {
    const id = freshId()
    if (!keeper.change((doc) => addStep(doc, id, t('map:new_step_name'), where))) return
    afterwards(() => { focusCell(grid.current, { step: id, lane: 'name' }); begin({ step: id, lane: 'name' }) })
  }
  const remove = (id: string) => {
    const next = neighbour(walk(now()).map((one) => one.id), id)
    const name = stepOf(now(), id)?.name ?? ''
    keeper.change(removeStep(id))
    closed(id)
    toast(t('map:removed', { name }), keeper.undo)
    if (next) focus({ step: next, lane: 'name' })
  }
  const shift = (id: string, by: -1 | 1) => {
    if (!keeper.change((doc) => shiftStep(doc, id, by))) return
    const place = document.activeElement?.closest<HTMLElement>('[data-cell]')?.dataset['cell']
    focus({ step: id, lane: place?.split(':').slice(1).join(':') ?? 'name' })
    const after = walk(now())
    announce(t('map:moved_to', { name: stepOf(now(), id)?.name ?? '', number: after.findIndex((one) => one.id === id) + 1, of: after.length }))
  }
  const draw = (id: string, value: number) => keeper.change((doc) => set(doc, inStep(id, 'drawn', 'value'), value))
  const raise = (id: string, by: -1 | 1) => {
    const next = Math.max(-2, Math.min(2, (stepOf(now(), id)?.drawn.value ?? 0) + by))
    announce(t(`map:feel.${next as Felt}`))
    return draw(id, next)
  }
  /** `next`: on to the same lane of the step beside it. */
  const written = (list: readonly Edit[], next?: 'cell' | 'stay') => {
    const place = writing?.place
    setWriting(null)
    if (list.length > 0) keeper.change(list)
    if (!place) return
    const ids = walk(now()).map((one) => one.id)
    const beside = next === 'cell' ? ids[ids.indexOf(place.step) + 1] : undefined
    if (!beside) return void focus(place)
    focusCell(grid.current, { ...place, step: beside })
    write({ ...place, step: beside })
  }
  const leave = () => { const place = writing?.place; setWriting(null); if (place) focus(place) }
  return { writing, focus, write, add, remove, shift, raise, written, leave }
}
export function useUndoKeys(keeper: Keeper): void {
  const { undo, redo } = useKept(keeper)
  const back = () => { if (undo) { keeper.undo(); announce(t('map:undone')) } }
  const again = () => { if (redo) { keeper.redo(); announce(t('map:done_again')) } }
  useKeys({ 'mod+z': (event) => event.shiftKey ? again() : back(), 'mod+y': again })
}
/** Steps taken into the hand, and the pen on the curve; taken up anew when another picture of the map is drawn. */
export function usePointer(keeper: Keeper, grid: RefObject<HTMLDivElement | null>, edits: boolean, picture: string): void {
  useEffect(() => {
    const node = grid.current
    if (!node || !edits) return
    const drop = (id: string, column: number) => keeper.change((doc) => {
      const columns = columnsOf(doc)
      const before = columns.slice(0, column).filter((one) => one.step).length
      const stage = columns[column]?.step ? undefined : columns[column]?.stage.id ?? columns.at(-1)?.stage.id
      return dropStep(doc, id, before, stage)
    })
    return grip(node, { onDrop: drop, onDraw: (id, value) => keeper.change((doc) => set(doc, inStep(id, 'drawn', 'value'), value)) })
  }, [edits, keeper, grid, picture])
}
