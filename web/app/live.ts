import type { QueryClient } from '@tanstack/react-query'
import { root } from './api'
import type { Import, ImportState } from './types'

export interface ImportTick { id: string; state: ImportState; rows_done: number; rows: number }
export type Link = 'on' | 'lost'

/** Answers that depend on facts; everything else (setup) is refetched by whoever writes it. */
export const factual = ['feedback', 'insights', 'customers', 'events', 'touchpoints/suggestions']

let link: Link = 'on'
const watchers = new Set<() => void>()
export const linkState = () => link
export const watchLink = (tell: () => void) => { watchers.add(tell); return () => { watchers.delete(tell) } }
function set(next: Link) { if (next !== link) { link = next; watchers.forEach((tell) => tell()) } }

/** Listens to the server and marks what it shows as stale. The browser reconnects by itself; after a gap everything is refetched. */
export function listen(client: QueryClient): () => void {
  const stream = new EventSource(`${root}/stream`)
  const refresh = () => void client.invalidateQueries({ predicate: (q) => factual.includes(String(q.queryKey[0])) })
  stream.addEventListener('facts', refresh)
  stream.addEventListener('import', (event) => {
    const tick = JSON.parse((event as MessageEvent<string>).data) as ImportTick
    client.setQueryData<Import>(['imports', tick.id], (old) => (old ? { ...old, state: tick.state, rows_done: tick.rows_done, rows: tick.rows } : old))
    if (tick.state !== 'running' && tick.state !== 'checking' && tick.state !== 'undoing') void client.invalidateQueries({ queryKey: ['imports'] })
  })
  stream.onopen = () => { if (link === 'lost') refresh(); set('on') }
  stream.onerror = () => set('lost')
  return () => stream.close()
}
