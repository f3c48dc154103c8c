// The one filter vocabulary, kept in the address and carried from room to room.
import { useNavigate, useRouterState, useSearch } from '@tanstack/react-router'
import { createContext, useContext, useMemo } from 'react'
import { addDays, today } from '@kit/format'
import { mayBeNone, type Params } from '../api'

export const filterNames = ['touchpoint', 'stage', 'channel', 'source', 'kind', 'language', 'metric', 'score_min', 'score_max', 'customer', 'lifecycle', 'segment', 'brand', 'location', 'department', 'owner', 'tag', 'survey', 'survey_kind', 'topic', 'sentiment', 'emotion', 'intent', 'journey', 'persona', 'q', 'has_comment', 'handled'] as const
export type FilterName = (typeof filterNames)[number] | `attribute.${string}`
export const isFilter = (name: string): name is FilterName => (filterNames as readonly string[]).includes(name) || name.startsWith('attribute.')

/** The address after the question mark: repeated names become arrays. */
export type Search = Record<string, string | string[] | undefined>
export function parseSearch(text: string): Search {
  const out: Search = {}
  for (const [name, value] of new URLSearchParams(text)) {
    const old = out[name]
    out[name] = old === undefined ? (value === '' && mayBeNone(name) ? [value] : value) : [...(Array.isArray(old) ? old : [old]), value]
  }
  return out
}
export function stringifySearch(search: Record<string, unknown>): string {
  const out = new URLSearchParams()
  for (const [name, value] of Object.entries(search)) for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined && one !== null && (one !== '' || (Array.isArray(value) && mayBeNone(name)))) out.append(name, String(one))
  // commas and colons are legible in an address and need no escape
  const text = out.toString().replaceAll('%2C', ',').replaceAll('%3A', ':')
  return text ? `?${text}` : ''
}
export const many = (value: string | string[] | undefined): string[] => value === undefined ? [] : Array.isArray(value) ? value : [value]

export const periods = ['30d', '90d', '365d', 'year', 'all'] as const
export type Period = (typeof periods)[number] | 'own'
export interface Scope { period: Period; from: string | null; /** the last day counted */ until: string | null; filters: Record<string, string[]> }

/** The period of a page as long as nobody has chosen one. What is read along time, or from many answers at once, starts from a year. */
export const usualPeriod = (path: string): Exclude<Period, 'own'> => /^\/(insights\/(trend|drivers|effect)|journeys\/paths|market)/.test(path) ? '365d' : path.startsWith('/surveys/') ? 'all' : '90d'
export function scopeOf(search: Search, usual: Exclude<Period, 'own'> = '90d'): Scope {
  const [from, to] = [many(search['from'])[0] ?? null, many(search['to'])[0] ?? null]
  const named = many(search['period'])[0]
  const period: Period = from || to ? 'own' : (periods as readonly string[]).includes(named ?? '') ? (named as Period) : usual
  const filters: Record<string, string[]> = {}
  for (const [name, value] of Object.entries(search)) if (isFilter(name) && many(value).length) filters[name] = many(value)
  return { period, from, until: to && addDays(to, -1), filters }
}
/** What the API gets: `to` is exclusive. */
export function paramsOf(scope: Scope, now = today()): Params {
  return { ...datesOf(scope, now), ...scope.filters }
}
export function datesOf(scope: Scope, now = today()): { from?: string; to?: string } {
  if (scope.period === 'all') return {}
  if (scope.period === 'own') return { ...(scope.from && { from: scope.from }), ...(scope.until && { to: addDays(scope.until, 1) }) }
  const to = addDays(now, 1)
  return { from: scope.period === 'year' ? `${now.slice(0, 4)}-01-01` : addDays(to, -Number.parseInt(scope.period, 10)), to }
}
/** Only what belongs to the scope: give it to a link that leads to another room. */
export function carried(search: Search): Search {
  return Object.fromEntries(Object.entries(search).filter(([name]) => isFilter(name) || name === 'period' || name === 'from' || name === 'to'))
}

/** A scope that is kept elsewhere than in the address: a panel on somebody's page asks its own question. */
export interface HeldScope { search: Search; usual: Exclude<Period, 'own'>; change: (next: Search) => void }
export const Held = createContext<HeldScope | null>(null)

export function useScope() {
  const held = useContext(Held)
  const asked = useSearch({ strict: false }) as Search
  const navigate = useNavigate()
  const here = useRouterState({ select: (state) => usualPeriod(state.location.pathname) })
  const [search, usual] = held ? [held.search, held.usual] : [asked, here]
  const scope = useMemo(() => scopeOf(search, usual), [search, usual])
  const change = (next: Search) => held ? held.change(next) : void navigate({ to: '.', search: ((old: Search) => clean({ ...old, ...next })) as never, replace: true, resetScroll: false })
  return {
    search, scope, params: paramsOf(scope),
    /** replaces all values of one filter; [] takes it away */
    set: (name: FilterName, values: readonly string[]) => change({ [name]: [...values] }),
    setPeriod: (period: Exclude<Period, 'own'>) => change({ period: period === usual ? undefined : period, from: undefined, to: undefined }),
    setDates: (from: string, until: string) => change({ period: undefined, from: from || undefined, to: until ? addDays(until, 1) : undefined }),
    clear: () => change(Object.fromEntries(Object.keys(scope.filters).map((name) => [name, undefined]))),
    /** any other word of the page's own address (what is chosen, what is open) */
    change,
  }
}
const clean = (search: Search): Search => Object.fromEntries(Object.entries(search).flatMap(([name, value]) => {
  const none = Array.isArray(value) && mayBeNone(name)
  const values = many(value).filter((one) => none || one)
  return values.length ? [[name, values.length === 1 && values[0] !== '' ? values[0]! : values]] : []
}))
