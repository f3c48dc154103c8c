// The questions a map asks the server.
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { many, useScope } from '../../frame/scope'
import { type NeedCounts, type Needed, neededAt } from '../../insight/research/research'
import { getQuery, listQuery } from '../../records'
import { useMay } from '../../session'
import { type Counts, commentKey, type Measured } from './desk'
import { byStep } from './doc'
import { liveOf } from './measured'
import type { Comment, Compared, Counted, Journey, JourneyMap, MapPaths, Rate } from './types'

export const journeysQuery = () => listQuery<Journey>('/journeys', { limit: 500 })
export const journeyQuery = (id: string) => getQuery<Journey>(`/journeys/${id}`)
/** The document belongs to its keeper once it is here: it is not asked for again behind its back. */
export const mapQuery = (id: string) => ({ ...getQuery<JourneyMap>(`/journey_maps/${id}`), staleTime: Infinity, gcTime: 0 })
/** A map has its own touchpoints: what another room was narrowed to does not hide some of them. */
export const ofOthers = { touchpoint: undefined, stage: undefined, journey: undefined }
/** What was measured along a map within the scope of the address, for one persona if one is chosen. */
export function useMeasured(map: string | undefined): Measured {
  const { params, search } = useScope()
  const may = useMay('read_figures')
  const persona = many(search['persona'])[0]
  const metric = many(search['metric'])[0]
  const asked = { ...params, ...ofOthers, persona }
  const live = useQuery({ ...getQuery<Counted>(`/journey_maps/${map}/live`, { ...asked, metric }), enabled: may && !!map, placeholderData: (old: Counted | undefined, query) => query?.queryKey[1] === map ? old : undefined })
  return useMemo(() => { const whole = live.data && liveOf(live.data); return { live: whole, steps: byStep(whole?.steps) } }, [live.data])
}
/** What customers need at each touchpoint, as staff marked it in the feedback of the scope. */
export function useNeeded(): ReadonlyMap<string, readonly Needed[]> {
  const { params } = useScope()
  const may = useMay('read_feedback')
  const found = useQuery({ ...getQuery<NeedCounts>('/insights/needs', { ...params, ...ofOthers }), enabled: may, retry: false, staleTime: 60_000 }).data
  return useMemo(() => neededAt(found), [found])
}
export function useComments(map: string | undefined, on: boolean): { list: readonly Comment[]; counts: Counts } {
  const query = useQuery({ ...getQuery<{ items: Comment[] }>(`/journey_maps/${map}/comments`), enabled: on && !!map })
  return useMemo(() => {
    const list = query.data?.items ?? []
    const counts = new Map<string, Comment[]>()
    for (const one of list) { const key = commentKey(one.step_id, one.lane ?? 'name'); counts.set(key, [...counts.get(key) ?? [], one]) }
    return { list, counts }
  }, [query.data])
}
export const comparedQuery = (journey: string, asIs: string, toBe: string) => getQuery<Compared>(`/journeys/${journey}/compare`, { as_is: asIs, to_be: toBe })
/** What of the scope can be asked of events. */
const ofEvents = ['from', 'to', 'touchpoint', 'stage', 'department', 'owner', 'channel', 'lifecycle', 'segment', 'location'] as const
/** How many really take the ways that are drawn, and which ways they take that nobody has drawn. */
export function useTaken(map: string, on: boolean): { taken: ReadonlyMap<string, Rate>; shortcuts: MapPaths['shortcuts'] } {
  const { params } = useScope()
  const may = useMay('read_figures')
  const asked = Object.fromEntries(ofEvents.flatMap((name) => params[name] === undefined ? [] : [[name, params[name]]]))
  const found = useQuery({ ...getQuery<MapPaths>(`/journey_maps/${map}/paths`, asked), enabled: on && may, retry: false, staleTime: 60_000 }).data
  return useMemo(() => ({ taken: new Map((found?.drawn_links ?? []).flatMap((one) => one.share ? [[one.link_id, one.share] as const] : [])), shortcuts: found?.shortcuts ?? [] }), [found])
}
