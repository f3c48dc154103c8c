import { queryOptions, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { api, Problem } from './api'
import type { Session } from './types'

/** Who is logged in; null when nobody is. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  staleTime: Infinity,
  queryFn: () => api.get<Session>('/session').catch((error: unknown) => { if (error instanceof Problem && error.status === 401) return null; throw error }),
})
/** Inside the frame there always is a session; one that just ended stays readable until the log-in page stands. */
export function useSession(): Session {
  const now = useSuspenseQuery(sessionQuery).data
  const last = useRef(now)
  if (now) last.current = now
  return (now ?? last.current)!
}
export const useMay = (right: string) => useSession().may.includes(right)
/** After log-in, welcome and the end of the demo: everything known before belongs to someone else. */
export function useEnter() {
  const client = useQueryClient()
  const others = { predicate: (query: { queryKey: readonly unknown[] }) => query.queryKey[0] !== sessionQuery.queryKey[0] }
  return (session: Session | null) => {
    client.setQueryData(sessionQuery.queryKey, session)
    if (session) void client.resetQueries(others)
    else client.removeQueries(others)
  }
}
