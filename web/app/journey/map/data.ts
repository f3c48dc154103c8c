// The questions a map asks the server.
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { many, useScope } from '../../frame/scope'
import { getQuery, listQuery } from '../../records'
import { useMay } from '../../session'
import { type Counts, commentKey, type Measured } from './desk'
import { byStep } from './doc'
import { liveOf } from './measured'
import type { Comment, Compared, Counted, Journey, JourneyMap } from './types'

export const journeysQuery = () => listQuery<Journey>('/journeys', { limit: 500 })
export const journeyQuery = (id: string) => getQuery<Journey>(`/journeys/${id}`)
/** The document belongs to its keeper once it is here: it is not asked for again behind its back. */
export const mapQuery = (id: string) => ({ ...getQuery<JourneyMap>(`/journey_maps/${id}`), staleTime: Infinity, gcTime: 0 })
/** What was measured along a map within the scope of the address, for one persona if one is chosen. */
export function useMeasured(map: string | undefined): Measured {
  const { params, search } = useScope()
  const may = useMay('read_figures')
  const persona = many(search['persona'])[0]
  const metric = many(search['metric'])[0]
  const live = useQuery({ ...getQuery<Counted>(`/journey_maps/${map}/live`, { ...params, persona, metric }), enabled: may && !!map, placeholderData: (old: Counted | undefined, query) => query?.queryKey[1] === map ? old : undefined })
  return useMemo(() => { const whole = live.data && liveOf(live.data); return { live: whole, steps: byStep(whole?.steps) } }, [live.data])
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
