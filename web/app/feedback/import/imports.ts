import { useEffect, useRef } from 'react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, type Problem } from '../../api'
import { listQuery } from '../../records'
import type { Import, ImportState } from '../../types'

export const busy = (state: ImportState) => state === 'checking' || state === 'running' || state === 'undoing'
// live.ts writes the ticks of the stream under this key; the poll is there for a lost stream
export function useImport(id: string) {
  const client = useQueryClient()
  const query = useQuery({ queryKey: ['imports', id], queryFn: ({ signal }) => api.get<Import>(`/imports/${id}`, undefined, signal), refetchInterval: (query) => query.state.data && busy(query.state.data.state) ? 1000 : false })
  const state = query.data?.state
  const before = useRef(state)
  // the work ended: registers may hold new touchpoints, places and attributes
  useEffect(() => {
    if (before.current && state && busy(before.current) && !busy(state)) void client.invalidateQueries({ predicate: (other) => other.queryKey[0] !== 'session' && other.queryKey[0] !== 'imports' })
    before.current = state
  }, [client, state])
  return query
}
export const useImports = () => useQuery({ ...listQuery<Import>('/imports', { limit: 100 }), refetchInterval: (query) => query.state.data?.items.some((one) => busy(one.state)) ? 1000 : false })

interface Ask { id: string; map?: Record<string, unknown>; /** of a run: what came lately is judged as if it came today */ open_cases?: boolean }
export function useImportActs() {
  const client = useQueryClient()
  const take = (one: Import) => { client.setQueryData(['imports', one.id], one); void client.invalidateQueries({ queryKey: ['imports', { limit: 100 }] }) }
  const act = (name: 'check' | 'run' | 'undo') => ({ mutationFn: ({ id, ...body }: Ask) => api.post<Import>(`/imports/${id}/${name}`, body), onSuccess: take })
  return {
    take,
    check: useMutation<Import, Problem, Ask>(act('check')),
    run: useMutation<Import, Problem, Ask>(act('run')),
    undo: useMutation<Import, Problem, Ask>(act('undo')),
    remove: useMutation<void, Problem, Import>({ mutationFn: (one) => api.del(`/imports/${one.id}`, one.revision), onSuccess: (_none, one) => { client.removeQueries({ queryKey: ['imports', one.id] }); void client.invalidateQueries({ queryKey: ['imports'] }) } }),
  }
}
