// What the room asks the server and how a case is moved on; no markup.
import { type InfiniteData, keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { api, type Params, type Problem } from '../api'
import { many, type Search } from '../frame/scope'
import { getQuery, listQuery } from '../records'
import { useSession } from '../session'
import type { List, Role } from '../types'
import type { Case, CaseCounts, CaseLine, Cause, Draft, Notifications, ReplyTemplate } from './shape'

/** What can be asked of the queue; each stands under its own name in the address. */
export const filters = ['state', 'kind', 'route', 'owner', 'department', 'touchpoint', 'severity', 'q'] as const
export const views = ['mine', 'overdue', 'due_today', 'unassigned', 'unread', 'public_risk', 'open', 'closed'] as const
export type View = (typeof views)[number]
export const sorts = ['due', 'age', 'value', 'risk'] as const
export type Sort = (typeof sorts)[number]

/** Who answers for touchpoints looks at what is theirs; who runs the whole looks at everything that is open. */
export const usualView = (role: Role): View => role === 'touchpoint_owner' || role === 'employee' ? 'mine' : 'open'
export const viewOf = (search: Search, usual: View = 'mine'): View => views.find((one) => one === many(search['view'])[0]) ?? usual
export const sortOf = (search: Search): Sort => sorts.find((one) => one === many(search['sort'])[0]) ?? 'due'
/** A view is a question in the API's own words. */
export function paramsOfView(view: View): Params {
  if (view === 'closed') return { state: 'closed' }
  if (view === 'open') return { open: true }
  return { open: true, [view]: true }
}
export function paramsOf(search: Search, usual: View = 'mine'): Params {
  const own = Object.fromEntries(filters.flatMap((name) => many(search[name]).length ? [[name, many(search[name])]] : []))
  return { ...paramsOfView(viewOf(search, usual)), ...own, sort: sortOf(search) }
}
const pageSize = 50
// not `cases`: what happens meanwhile must not shift the list under someone's eyes; the counts say that something came
const listKey = ['case_queue'] as const
export function useQueue(params: Params) {
  const list = useInfiniteQuery({
    queryKey: [...listKey, params], initialPageParam: '', placeholderData: keepPreviousData, staleTime: 30_000,
    queryFn: ({ pageParam, signal }) => api.get<List<CaseLine>>('/cases', { ...params, limit: pageSize, cursor: pageParam }, signal),
    getNextPageParam: (last) => last.next_cursor,
  })
  const items = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data])
  return { ...list, items }
}
export const countsQuery = (params: Params = {}) => getQuery<CaseCounts>('/cases/counts', params)
export const caseQuery = (id: string) => getQuery<Case>(`/cases/${id}`)
export const causesQuery = listQuery<Cause>('/causes', { limit: 500 })
export const useCauses = () => useQuery({ ...causesQuery, staleTime: 60_000 }).data?.items ?? []
export const templatesQuery = listQuery<ReplyTemplate>('/reply_templates', { limit: 500 })
export const draftQuery = (id: string, template: string, language: string) => ({ ...getQuery<Draft>(`/cases/${id}/draft`, { template, language }), staleTime: Infinity })
export const notificationsQuery = getQuery<Notifications>('/notifications')

const workers: readonly Role[] = ['administrator', 'cx_manager', 'touchpoint_owner']
/** Who may work on cases; the server decides again. */
export const useMayWork = () => workers.includes(useSession().user.role)
/** The view that needs no word in the address. */
export const useUsualView = () => usualView(useSession().user.role)

export type Verb = 'acknowledge' | 'assess' | 'investigate' | 'note' | 'close' | 'reopen' | 'hand_over' | 'answered' | 'merge' | 'propose_for_all'
type Pages = InfiniteData<List<CaseLine>>
/** Moves a case on; the page, the queue and the counts follow without being fetched again. */
export function useCaseWrite() {
  const client = useQueryClient()
  const counts = () => { void client.invalidateQueries({ queryKey: ['cases', 'counts'] }); void client.invalidateQueries({ queryKey: ['complaints'] }) }
  const put = (next: Case) => {
    client.setQueryData(caseQuery(next.id).queryKey, next)
    client.setQueriesData<Pages>({ queryKey: listKey }, (old) => old && { ...old, pages: old.pages.map((page) => ({ ...page, items: page.items.map((item) => item.id === next.id ? { ...item, ...lineOf(next) } : item) })) })
    counts()
  }
  const again = (id: string) => void client.invalidateQueries({ queryKey: caseQuery(id).queryKey })
  return {
    act: useMutation<Case, Problem, { id: string; verb: Verb; body?: Record<string, unknown> }>({ mutationFn: ({ id, verb, body }) => api.post<Case>(`/cases/${id}/${verb}`, body), onSuccess: put, onError: (_problem, { id }) => again(id) }),
    change: useMutation<Case, Problem, { one: Case; body: Record<string, unknown> }>({ mutationFn: ({ one, body }) => api.patch<Case>(`/cases/${one.id}`, body, one.revision), onSuccess: put, onError: (_problem, { one }) => again(one.id) }),
    answer: useMutation<unknown, Problem, { id: string; body: Record<string, unknown> }>({ mutationFn: ({ id, body }) => api.post(`/cases/${id}/messages`, body), onSettled: (_answer, _problem, { id }) => { again(id); counts() } }),
    open: useMutation<Case, Problem, Record<string, unknown>>({ mutationFn: (body) => api.post<Case>('/cases', body), onSuccess: (made) => { client.setQueryData(caseQuery(made.id).queryKey, made); reread(); counts() } }),
    reread,
  }
  function reread() { return client.invalidateQueries({ queryKey: listKey }) }
}
/** What of the page's scope can be asked of cases: the rest speaks of voices. */
const ofCases = ['from', 'to', 'touchpoint', 'department', 'location', 'source', 'segment', 'owner'] as const
export const caseScope = (params: Params): Params => Object.fromEntries(ofCases.flatMap((name) => params[name] === undefined ? [] : [[name, params[name]]]))
/** The filters of the scope row that say nothing about cases. */
export const notOfCases = ['metric', 'attribute', 'brand', 'stage', 'channel', 'kind', 'survey', 'survey_kind', 'language', 'topic', 'sentiment', 'intent', 'emotion', 'lifecycle']
/** What the queue shows of a whole case. */
function lineOf(one: Case): Partial<CaseLine> {
  const { state, outcome, owner_id, deputy_id, department_id, severity, complexity, impact, safety, unread, due, revision, closed_at, public_risk, cause_id, answered_at, reopened } = one
  return { cause_id, answered_at, reopened, state, outcome, owner_id, deputy_id, department_id, severity, complexity, impact, safety, unread, due, revision, closed_at, public_risk }
}
/** What went wrong, in words. */
export const wordsOf = (problem: Problem | null | undefined, unreachable: string): string | undefined => problem ? problem.status === 0 ? unreachable : problem.problems[0]?.message ?? problem.words : undefined
