// What Pulse asks the server. Each hook is one question; the scope in the address is always part of it.
import { useQuery } from '@tanstack/react-query'
import type { Params } from '../api'
import { many, useScope } from '../frame/scope'
import { getQuery, useRegister, useScoped } from '../records'
import { useMay } from '../session'
import type { Changes, Differences, Facets, Feedback, List, Metric, Tally, TallyRow } from '../types'

/** How many answers each metric has in this scope. */
function useAnswered() {
  const metrics = useRegister('metrics').filter((metric) => metric.kind !== 'index')
  const query = useScoped<Tally>('/insights/tally', { metric: metrics.map((metric) => metric.key) }, metrics.length > 0)
  const count = (metric: Metric) => query.data?.rows.find((row) => row.metric === metric.key)?.n ?? (metrics.length === 1 ? query.data?.total.n ?? 0 : 0)
  return { metrics, count, ready: query.data !== undefined, error: query.error }
}
/** The metric on top: the chosen one, else NPS when it has answers, else the one with most; and the one that is asked at touchpoints. */
export function useHeadline() {
  const { metrics, count, ready, error } = useAnswered()
  const { search } = useScope()
  const wanted = many(search['show'])[0]
  const answered = metrics.filter((metric) => count(metric) > 0)
  const most = [...answered].sort((a, b) => count(b) - count(a))[0]
  const metric = metrics.find((one) => one.key === wanted) ?? answered.find((one) => one.key === 'nps') ?? most ?? metrics.find((one) => one.key === 'nps') ?? metrics[0]
  const local = answered.find((one) => one.key === 'csat') ?? [...answered].filter((one) => one.kind !== 'net').sort((a, b) => count(b) - count(a))[0] ?? most
  return { metric, local, answered, ready: ready && metrics.length > 0, error }
}
export const useTally = (metric: string | undefined, by: string) => useScoped<Tally>('/insights/tally', { metric, ...(by && { by }) }, !!metric)
export function useChanges(metric: string | undefined, by: string) {
  const comparable = useComparable()
  return useScoped<Changes>('/insights/changes', { metric, ...(by && { by }) }, !!metric && comparable)
}
export const useDifferences = (metric: string | undefined) => useScoped<Differences>('/insights/differences', { metric, by: 'touchpoint' }, !!metric)
/** "All time" has nothing before it. */
export const useComparable = () => useScope().scope.period !== 'all'

/** Complaints wait however old they are: the period does not hide them. */
export function useWaiting(limit: number) {
  const { scope } = useScope()
  const who: Params = { ...scope.filters, kind: 'complaint', handled: 'false' }
  return { list: useQuery(getQuery<List<Feedback>>('/feedback', { ...who, sort: 'occurred_at', limit })), facets: useQuery(getQuery<Facets>('/feedback/facets', who)) }
}
export const useVoices = () => useScoped<List<Feedback>>('/feedback', { has_comment: true, limit: 3 })
/** Only for those who may read feedback. */
export const useTotals = () => useScoped<Facets>('/feedback/facets', {}, useMay('read_feedback'))
export type { TallyRow }
