// Lists that many pages need for names: fetched once, kept, looked up by key or id.
import { useSearch } from '@tanstack/react-router'
import { keepPreviousData, queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { compare } from '@kit/format'
import { tOr } from './i18n'
import { api, type Params, Problem } from './api'
import { many, type Search, useScope } from './frame/scope'
import { useSession } from './session'
import { type Emotion, intents, sentiments, type Topic } from './reading/shape'
import { topicName } from './reading/labels'
import { surveyKinds } from './survey/types'
import type { Attribute, Brand, Channel, Department, List, Location, Metric, Stage, Stored, Touchpoint, User } from './types'

export interface Registers { touchpoints: Touchpoint; stages: Stage; channels: Channel; locations: Location; brands: Brand; departments: Department; metrics: Metric; attributes: Attribute; users: User; topics: Topic; emotions: Emotion }
export const listQuery = <T>(path: string, params?: Params) => queryOptions({ queryKey: [path.replace(/^\//, ''), params ?? {}], queryFn: ({ signal }) => api.get<List<T>>(path.startsWith('/') ? path : `/${path}`, params, signal), placeholderData: keepPreviousData })
/** Any GET as a query. The first part of the path is the key that live.ts and mutations invalidate. */
export const getQuery = <T>(path: string, params?: Params) => {
  const [, room, ...rest] = path.split('/')
  return queryOptions({ queryKey: [room!, ...rest, params ?? {}], queryFn: ({ signal }) => api.get<T>(path, params, signal), ...(counted.test(path) && { placeholderData: keepPreviousData }) })
}
/** Figures stay in place while the next are counted; a record never shows another record's words. */
const counted = /^\/(insights|text)\/|\/facets$/
export function useRegister<K extends keyof Registers>(kind: K, on = true): Registers[K][] {
  const query = useQuery({ ...listQuery<Registers[K]>(`/${kind}`, { limit: 500 }), staleTime: 60_000, enabled: on, ...(kind === 'metrics' && { select: spoken as never }) })
  return (query.data as List<Registers[K]> | undefined)?.items ?? []
}
/** The built-in metrics speak the person's language; the firm's own keep the firm's words. */
const spoken = (list: List<Metric>): List<Metric> => ({ ...list, items: list.items.map((one) => one.built_in ? { ...one, name: tOr(`words:metric.${one.key}`, one.name), question: tOr(`words:question.${one.key}`, one.question ?? '') } : one) })
/** Add, change, remove in one register; what shows it is refetched afterwards. */
export function useWrite<T extends Stored>(kind: string) {
  const client = useQueryClient()
  const after = () => client.invalidateQueries({ queryKey: [kind] })
  return {
    add: useMutation<T, Problem, Record<string, unknown>>({ mutationFn: (body) => api.post<T>(`/${kind}`, body), onSuccess: after }),
    change: useMutation<T, Problem, { id: string; revision: number; body: Record<string, unknown> }>({ mutationFn: ({ id, revision, body }) => api.patch<T>(`/${kind}/${id}`, body, revision), onSuccess: after }),
    remove: useMutation<void, Problem, { id: string; revision: number }>({ mutationFn: ({ id, revision }) => api.del(`/${kind}/${id}`, revision), onSuccess: after }),
  }
}

/** Journeys or personas by name; asked for only where one may be named. */
const useNamed = (kind: 'journeys' | 'personas', on: boolean) => useQuery({ ...listQuery<{ id: string; key: string; name: string }>(`/${kind}`, { limit: 200 }), enabled: on }).data?.items ?? []
/** The firm's surveys by name; asked for only where one may be named. */
export const useSurveys = (on: boolean) => useQuery({ ...listQuery<{ id: string; key: string; name: string; version?: number | null }>('/surveys', { limit: 500 }), enabled: on }).data?.items ?? []

export type Dimension = 'touchpoint' | 'stage' | 'channel' | 'source' | 'kind' | 'language' | 'lifecycle' | 'brand' | 'location' | 'department' | 'owner' | 'metric' | string
/** The name a person knows for a key of a dimension: nameOf('touchpoint', 'checks_in') -> "Check-in". */
export function useNames() {
  const lists = { touchpoint: useRegister('touchpoints'), stage: useRegister('stages'), channel: useRegister('channels'), location: useRegister('locations'), brand: useRegister('brands'), department: useRegister('departments'), metric: useRegister('metrics') }
  const labels = useLabels()
  // a survey is named only where one is asked for by name
  const search = useSearch({ strict: false }) as Search
  const surveys = useSurveys(Object.entries(search).some(([key, value]) => key === 'survey' || many(value).includes('survey')))
  const named = { journey: useNamed('journeys', search['journey'] !== undefined), persona: useNamed('personas', search['persona'] !== undefined) }
  return (dimension: Dimension, key: string | null | undefined): string => {
    if (key === null || key === undefined || key === '') return tOr(`words:none.${dimension}`, tOr('words:unknown', '–'))
    const found = (lists as Record<string, { key: string; id: string; name: string }[]>)[dimension]?.find((one) => one.key === key || one.id === key)
    if (dimension === 'journey' || dimension === 'persona') return named[dimension].find((one) => one.key === key || one.id === key)?.name ?? key
    if (dimension === 'survey') return surveys.find((one) => one.key === key)?.name ?? key
    if (dimension === 'topic' || dimension === 'emotion') return topicName(labels[dimension], dimension, key)
    if (dimension === 'survey_kind') return tOr(`survey:kind.${key}`, key)
    // the built-in channels carry English names; a name the firm has written itself wins
    if (dimension === 'channel' && (!found || found.name.toLowerCase() === key)) return tOr(`words:channel.${key}`, found?.name ?? key)
    return found?.name ?? tOr(`words:${dimension}.${key}`, key)
  }
}
/** What comments may be about and what is felt in them, for those who read figures; others know the usual names. */
function useLabels() {
  const may = useSession().may.includes('read_figures')
  return { topic: useRegister('topics', may), emotion: useRegister('emotions', may) }
}
/** The name of a colleague; nothing for one who is gone. */
export function usePeople() {
  const users = useRegister('users')
  return (id: string | null | undefined): string | undefined => { const found = users.find((one) => one.id === id); return found && (found.name || found.email) }
}
/** Choices of a dimension for filters, in the order people expect. */
export function useChoices(dimension: Dimension): { value: string; label: string }[] {
  const name = useNames()
  const session = useSession()
  const lists: Record<string, readonly { key: string; name: string }[]> = { touchpoint: useRegister('touchpoints'), stage: useRegister('stages'), channel: useRegister('channels'), location: useRegister('locations'), brand: useRegister('brands'), department: useRegister('departments'), metric: useRegister('metrics') }
  const labels = useLabels()
  const surveys = useSurveys(dimension === 'survey')
  const named = { journey: useNamed('journeys', dimension === 'journey'), persona: useNamed('personas', dimension === 'persona') }
  if (dimension === 'topic' || dimension === 'emotion') return [...labels[dimension]].filter((one) => one.active && !(one as Topic).merged_into).sort((a, b) => a.position - b.position).map((one) => ({ value: one.key, label: name(dimension, one.key) }))
  if (dimension === 'journey' || dimension === 'persona') return named[dimension].map((one) => ({ value: one.key, label: one.name }))
  if (dimension === 'survey') return surveys.map((one) => ({ value: one.key, label: one.name }))
  const fixed: Record<string, readonly string[]> = { survey_kind: surveyKinds, kind: ['response', 'complaint', 'review', 'note', 'employee_voice'], source: ['api', 'survey', 'import', 'staff', 'mail', 'form', 'kiosk'], sentiment: sentiments, intent: intents, lifecycle: ['prospect', 'new', 'active', 'lapsed', 'former'], language: session.firm.languages }
  const keys = lists[dimension]?.map((one) => one.key) ?? fixed[dimension] ?? []
  const choices = keys.map((key) => ({ value: key, label: name(dimension, key) }))
  return dimension === 'brand' || dimension === 'department' ? choices.sort((a, b) => compare(a.label, b.label)) : choices
}
/** The answer to a question about the scope in the address. */
export const useScoped = <T>(path: string, extra: Params = {}, on = true) => useQuery({ ...getQuery<T>(path, { ...useScope().params, ...extra }), enabled: on })
