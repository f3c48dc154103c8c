import { QueryCache, QueryClient } from '@tanstack/react-query'
import { Problem } from './api'
import { sessionQuery } from './session'

export const client: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    // a session that ended elsewhere sends the person to the log-in page
    onError: (error) => { if (error instanceof Problem && error.status === 401) client.setQueryData(sessionQuery.queryKey, null) },
  }),
  defaultOptions: { queries: { staleTime: 15_000, retry: (count, error) => count < 2 && !(error instanceof Problem && error.status >= 400 && error.status < 500) } },
})
