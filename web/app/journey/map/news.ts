// What others do at an open map while one looks at it, and what becomes of one's own edits.
import { type RefObject, useEffect } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { announce, toast } from '@kit/Notice'
import { t } from '../../i18n'
import { linkState, watchJourneys, watchLink } from '../../live'
import { useKept, type View } from './desk'
import type { Keeper } from './keeper'
import { cellsOf, ring, rowOf } from './presence'
import type { Present } from './types'

const shownFor = 4000 // milliseconds that what somebody else wrote stays marked

export function useNews(keeper: Keeper, map: string, grid: RefObject<HTMLDivElement | null>, others: readonly Present[], view: View): void {
  const { doc } = useKept(keeper)
  useEcho(keeper, map)
  useEffect(() => ring(grid.current, cellsOf(others), 'who'), [grid, others, doc, view])
  useFresh(keeper, grid)
  useRefusals(keeper)
  useLeaving(keeper)
}
/** Edits, comments and initiatives of others; all of it anew after the line was lost. */
function useEcho(keeper: Keeper, map: string): void {
  const client = useQueryClient()
  useEffect(() => watchJourneys((tick) => {
    if (tick.map !== map) return
    if (tick.kind === 'comment') void client.invalidateQueries({ queryKey: ['journey_maps', map, 'comments'] })
    else if (tick.kind === 'initiative') void client.invalidateQueries({ queryKey: ['initiatives'] })
    else keeper.tell(tick)
  }), [keeper, map, client])
  useEffect(() => {
    let was = linkState()
    return watchLink(() => { const now = linkState(); if (was === 'lost' && now === 'on') void keeper.again(); was = now })
  }, [keeper])
}
function useFresh(keeper: Keeper, grid: RefObject<HTMLDivElement | null>): void {
  const { fresh } = useKept(keeper)
  useEffect(() => {
    if (!fresh) return
    const cells = fresh.cells.map((cell) => ({ cell: cell.replace(/:(.*)$/, (_, member: string) => `:${rowOf(member)}`), name: fresh.by?.name ?? '?' }))
    const clear = ring(grid.current, cells, 'fresh')
    if (fresh.by) announce(t('map:written_by', { name: fresh.by.name }))
    const timer = setTimeout(() => { clear(); keeper.forgetFresh() }, shownFor)
    return () => { clearTimeout(timer); clear() }
  }, [fresh, keeper, grid])
}
function useRefusals(keeper: Keeper): void {
  const { refused } = useKept(keeper)
  useEffect(() => { if (refused) { toast(refused); keeper.forgetRefusal() } }, [refused, keeper])
}
/** Nobody leaves with something unsaved unasked. */
function useLeaving(keeper: Keeper): void {
  useEffect(() => {
    const leave = (event: BeforeUnloadEvent) => { if (keeper.unsaved) event.preventDefault() }
    window.addEventListener('beforeunload', leave)
    return () => { window.removeEventListener('beforeunload', leave); void keeper.flush(); keeper.stop() }
  }, [keeper])
}
