// What the room asks the server, and which initiatives belong to which place of a map.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { api, type Problem } from '../api'
import { getQuery, listQuery } from '../records'
import { useMay } from '../session'
import { type Initiative, inOrder, type Move, type OriginAnswer, painLane } from './shape'

export const initiativesQuery = (params: Record<string, string> = {}) => listQuery<Initiative>('/initiatives', { ...params, limit: 500 })
export const initiativeQuery = (id: string) => getQuery<Initiative>(`/initiatives/${id}`)
export const originQuery = (id: string) => getQuery<OriginAnswer>(`/initiatives/${id}/origin`)
/** Administrators and CX managers decide what the firm changes. */
export const useMayDecide = () => useMay('write_setup')

export interface Made {
  /** by cell, `step:lane` */
  cells: ReadonlyMap<string, readonly Initiative[]>
  /** by idea */
  ideas: ReadonlyMap<string, readonly Initiative[]>
  /** by step, whatever the lane */
  steps: ReadonlyMap<string, readonly Initiative[]>
}
/** A pain stands at the name of its step; each idea has its own. */
export function madeOf(list: readonly Initiative[]): Made {
  const [cells, ideas, steps] = [new Map<string, Initiative[]>(), new Map<string, Initiative[]>(), new Map<string, Initiative[]>()]
  const put = (into: Map<string, Initiative[]>, key: string, one: Initiative) => { into.set(key, [...into.get(key) ?? [], one]) }
  for (const one of inOrder(list)) {
    if (!one.step_id) continue
    put(steps, one.step_id, one)
    if (one.idea_id) put(ideas, one.idea_id, one)
    else if (one.lane) put(cells, `${one.step_id}:${one.lane === painLane ? 'name' : one.lane}`, one)
  }
  return { cells, ideas, steps }
}
/** What was made of one map. */
export function useMade(journey: string, map: string | undefined): Made {
  const list = useQuery({ ...initiativesQuery({ journey_id: journey }), enabled: !!map }).data?.items
  return useMemo(() => madeOf((list ?? []).filter((one) => one.map_id === map)), [list, map])
}
export function useMoving(id: string) {
  const client = useQueryClient()
  return useMutation<Initiative, Problem, Move>({ mutationFn: (move) => api.post(`/initiatives/${id}/${move}`, {}), onSettled: () => client.invalidateQueries({ queryKey: ['initiatives'] }) })
}
