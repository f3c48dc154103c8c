// What the inbox asks and what it knows of one feedback; no markup.
import { type InfiniteData, keepPreviousData, useInfiniteQuery, useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { dayOf, exact, month, when } from '@kit/format'
import { address, api, type Params, type Problem } from '../api'
import { many, type Search, useScope } from '../frame/scope'
import { moodOf } from '../metric/unit'
import { getQuery, useRegister } from '../records'
import { useMay } from '../session'
import type { Correction } from '../reading/shape'
import type { Facets, Feedback, List, Metric, Rating } from '../types'

/** When it was said. An employee's voice has a month and no more (server: decision 12). */
export function saidAt(one: Feedback): { words: string; title: string } {
  if (one.kind !== 'employee_voice') return { words: when(one.occurred_at), title: exact(one.occurred_at) }
  const on = dayOf(one.occurred_at)
  const words = `${month(on)} ${on.slice(0, 4)}`
  return { words, title: words }
}

const pageSize = 50
// not `feedback`: new facts must not shift the list under a reader's eyes; `useFresh` says how many have come
const listKey = ['inbox'] as const
export const csvAddress = (params: Params) => address('/feedback', { ...params, format: 'csv' })

export function useInbox() {
  const { params } = useScope()
  const list = useInfiniteQuery({
    queryKey: [...listKey, params], initialPageParam: '', placeholderData: keepPreviousData, staleTime: 60_000,
    queryFn: ({ pageParam, signal }) => api.get<List<Feedback>>('/feedback', { ...params, limit: pageSize, cursor: pageParam }, signal),
    getNextPageParam: (last) => last.next_cursor,
  })
  const items = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data])
  return { ...list, items }
}
/** How many have come since the list was read. */
export function useFresh(total: number | undefined, readAt: number): number {
  const [seen, setSeen] = useState({ readAt, total })
  useEffect(() => { setSeen((old) => old.readAt === readAt && old.total !== undefined ? old : { readAt, total }) }, [readAt, total])
  return seen.readAt === readAt && seen.total !== undefined && total !== undefined ? Math.max(0, total - seen.total) : 0
}
export const useFacetsOf = (params: Params) => useQuery(getQuery<Facets>('/feedback/facets', params))

/** Is there nothing at all, in any period? Asked only where the scope shows nothing; who may not read is not told otherwise. */
export function useNobody(ask: boolean): boolean {
  const may = useMay('read_feedback')
  const all = useQuery({ ...getQuery<Facets>('/feedback/facets'), enabled: ask && may })
  return ask && (!may || all.data?.total === 0)
}

export const facetNames = ['topic', 'sentiment', 'intent', 'emotion', 'touchpoint', 'channel', 'kind', 'location', 'source', 'language'] as const
/** Counts by dimension. A dimension that is itself narrowed is counted without its own filter, so that its other values stay to be chosen. */
export function useFacets() {
  const { params, scope } = useScope()
  const all = useFacetsOf(params)
  const narrowed = facetNames.filter((name) => scope.filters[name])
  const others = useQueries({ queries: narrowed.map((name) => getQuery<Facets>('/feedback/facets', { ...params, [name]: undefined })) })
  const by = { ...all.data?.by, ...Object.fromEntries(narrowed.map((name, at) => [name, others[at]?.data?.by[name] ?? []])) }
  return { total: all.data?.total, withComment: all.data?.with_comment, by, ready: all.data !== undefined }
}
/** One feedback; what the list already holds is shown at once, the words that decided follow. */
export function useFeedback(id: string | undefined, known: readonly Feedback[]) {
  return useQuery({ ...getQuery<Feedback>(`/feedback/${id}`), enabled: id !== undefined, placeholderData: () => known.find((one) => one.id === id) })
}
type Pages = InfiniteData<List<Feedback>>
/** Change or remove one; list and reading pane follow without being fetched again. */
export function useFeedbackWrite() {
  const client = useQueryClient()
  const inLists = (each: (items: Feedback[]) => Feedback[]) => client.setQueriesData<Pages>({ queryKey: listKey }, (old) => old && { ...old, pages: old.pages.map((page) => ({ ...page, items: each(page.items) })) })
  const counts = () => client.invalidateQueries({ queryKey: ['feedback', 'facets'] })
  const put = (next: Feedback) => { client.setQueryData(['feedback', next.id, {}], next); inLists((items) => items.map((item) => item.id === next.id ? next : item)); void counts() }
  return {
    change: useMutation<Feedback, Problem, { one: Feedback; body: { tags?: string[]; handled?: boolean } }>({
      mutationFn: ({ one, body }) => api.patch<Feedback>(`/feedback/${one.id}`, body, one.revision),
      onSuccess: put,
      onError: (_problem, { one }) => { void client.invalidateQueries({ queryKey: ['feedback', one.id] }) },
    }),
    /** Puts right what was read in its words. */
    label: useMutation<Feedback, Problem, { one: Feedback; body: Correction }>({
      mutationFn: ({ one, body }) => api.put<Feedback>(`/feedback/${one.id}/labels`, body),
      onSuccess: (next) => { put(next); void client.invalidateQueries({ queryKey: ['text'] }) },
      onError: (_problem, { one }) => { void client.invalidateQueries({ queryKey: ['feedback', one.id] }) },
    }),
    remove: useMutation<void, Problem, Feedback>({ mutationFn: (one) => api.del(`/feedback/${one.id}`, one.revision), onSuccess: (_none, one) => { inLists((items) => items.filter((item) => item.id !== one.id)); void counts() } }),
    add: useMutation<Feedback, Problem, Record<string, unknown>>({ mutationFn: (body) => api.post<Feedback>('/feedback', body), onSuccess: () => { void client.invalidateQueries({ queryKey: listKey }); void counts() } }),
    reread: () => client.invalidateQueries({ queryKey: listKey }),
  }
}
export interface ReadRating { rating: Rating; metric: Metric; value: number; mood: 'neg' | 'mid' | 'pos' | undefined }
/** The rating that stands for the whole: the first that is a number of a known metric. */
export function firstRating(one: Feedback, metrics: readonly Metric[]): ReadRating | null {
  for (const rating of one.ratings) {
    const metric = metrics.find((m) => m.key === rating.metric)
    if (metric && typeof rating.value === 'number') return { rating, metric, value: rating.value, mood: moodIn(rating.value, metric) }
  }
  return null
}
/** No mood where the metric names no sets. */
export const moodIn = (value: number, metric: Metric) => metric.positive.length + metric.negative.length > 0 ? moodOf(value, metric) : undefined
export function useMetrics(): Metric[] { return useRegister('metrics') }

/** Ratings under their touchpoint, in the order they were given; those of the whole come first. */
export function grouped(ratings: readonly Rating[], own: string | null): [string | null, Rating[]][] {
  const groups = new Map<string | null, Rating[]>()
  for (const rating of ratings) {
    const key = rating.touchpoint ?? own
    groups.set(key, [...(groups.get(key) ?? []), rating])
  }
  return [...groups].sort(([a], [b]) => Number(a !== own) - Number(b !== own))
}
/** Cuts a text where the searched words stand, for marking them. Odd pieces are hits. */
export function hits(text: string, q: string): string[] {
  const words = q.replaceAll('"', ' ').split(/\s+/).filter((word) => word.length > 1 && !word.startsWith('-'))
  if (words.length === 0) return [text]
  return text.split(new RegExp(`(${words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})`, 'giu'))
}
/** Where the searched words stand, in units of the text. */
export function hitSpans(text: string, q: string): { from: number; to: number }[] {
  let at = 0
  return hits(text, q).flatMap((piece, index) => { const from = at; at += piece.length; return index % 2 ? [{ from, to: at }] : [] })
}
export const words = (search: Search) => many(search['q']).join(' ')
