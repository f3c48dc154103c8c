import type { QueryClient } from '@tanstack/react-query'
import { root } from './api'
import type { Import, ImportState } from './types'
import type { JourneyTick } from './journey/map/types'

export interface ImportTick { id: string; state: ImportState; rows_done: number; rows: number }
export type Link = 'on' | 'lost'

/** Answers that depend on facts; everything else (setup) is refetched by whoever writes it. */
export const factual = ['feedback', 'insights', 'customers', 'events', 'suggestions', 'survey_counts', 'text']
/** A question is known by the beginning of its path, or by its end: touchpoints/suggestions. */
export const isFactual = (key: readonly unknown[]) => factual.includes(String(key[0])) || factual.includes(String(key[1])) || measured(key) || (key[0] === 'surveys' && (typeof key[2] !== 'string' || answered.has(key[2])))
/** Of journeys, promises, standards, personas what was measured; the records themselves are in someone's hands. */
const measured = (key: readonly unknown[]) => (key[0] === 'journey_maps' && key[2] === 'live') || (key[0] === 'journeys' && key[1] === 'overview') || (key[0] === 'personas' && key[2] === 'live') || (key[0] === 'promises' && key[1] === 'gaps') || (key[0] === 'standards' && key[1] === 'adherence') || key[0] === 'vision'
/** Of a survey only what its answers change; its questions are in someone's hands. */
const answered = new Set(['results', 'texts', 'responses', 'link_counts', 'invitations', 'quotas'])

/** What a moved case changes; the queue itself keeps its order until someone asks for it anew. */
export const isAboutCases = (key: readonly unknown[]) => ['cases', 'notifications', 'complaints', 'findings'].includes(String(key[0]))

/** Milliseconds after which an opened stream may have missed something. */
const slow = 500
/** Milliseconds before a stream that was refused is asked for again. */
const again = 3000

/** Told when a journey map was written, read along or spoken of by someone. */
const journeys = new Set<(tick: JourneyTick) => void>()
export const watchJourneys = (tell: (tick: JourneyTick) => void) => { journeys.add(tell); return () => { journeys.delete(tell) } }

let link: Link = 'on'
const watchers = new Set<() => void>()
export const linkState = () => link
export const watchLink = (tell: () => void) => { watchers.add(tell); return () => { watchers.delete(tell) } }
function set(next: Link) { if (next !== link) { link = next; watchers.forEach((tell) => tell()) } }

/** Listens to the server and marks what it shows as stale. After a gap everything is refetched: what happened meanwhile was told to nobody here. */
export function listen(client: QueryClient): () => void {
  const refresh = () => void client.invalidateQueries({ predicate: (q) => isFactual(q.queryKey) })
  const missed = () => void client.invalidateQueries({ predicate: (q) => isFactual(q.queryKey) || isAboutCases(q.queryKey) })
  let stream: EventSource
  let timer = 0
  const open = () => {
    const begun = Date.now()
    stream = new EventSource(`${root}/stream`)
    stream.addEventListener('facts', refresh)
    stream.addEventListener('case', () => void client.invalidateQueries({ predicate: (q) => isAboutCases(q.queryKey) }))
    stream.addEventListener('import', (event) => tick(client, JSON.parse((event as MessageEvent<string>).data) as ImportTick))
    stream.addEventListener('journey', (event) => { const tick = JSON.parse((event as MessageEvent<string>).data) as JourneyTick; journeys.forEach((tell) => tell(tick)) })
    stream.onopen = () => { if (link === 'lost' || Date.now() - begun > slow) missed(); set('on') }
    // the browser tries again by itself, except after an answer that was no stream (a proxy without its server)
    stream.onerror = () => { set('lost'); if (stream.readyState === EventSource.CLOSED) timer = window.setTimeout(open, again) }
  }
  open()
  return () => { clearTimeout(timer); stream.close(); set('on') }
}
function tick(client: QueryClient, { id, state, rows_done, rows }: ImportTick) {
  client.setQueryData<Import>(['imports', id], (old) => (old ? { ...old, state, rows_done, rows } : old))
  if (state === 'running' || state === 'checking' || state === 'undoing') return
  // what came in may have brought touchpoints, places and attributes along
  void client.invalidateQueries({ predicate: (q) => state === 'done' || state === 'undone' ? q.queryKey[0] !== 'session' : q.queryKey[0] === 'imports' })
}
