// Pages of one's own: their panels as a list that is rewritten whole, and what a panel's question is called.
import { useQuery } from '@tanstack/react-query'
import { many, parseSearch, type Search, stringifySearch } from '../../frame/scope'
import { t } from '../../i18n'
import { listQuery, useNames } from '../../records'
import { useSession } from '../../session'
import type { Board, BoardPanel, PanelKind } from '../../types'
import { useDimensions } from '../dimensions'
import { outcomeOf } from '../drivers/drivers'

export const useBoards = () => useQuery(listQuery<Board>('/boards', { limit: 200 }))
/** Its maker; an administrator whatever is shared with them. The server decides again. */
export function useMayChange() {
  const { user } = useSession()
  return (board: Board) => board.user_id === user.id || (user.role === 'administrator' && board.roles.includes(user.role))
}
export const newId = () => crypto.randomUUID?.() ?? `p${Date.now().toString(36)}${Math.random().toString(36).slice(2, 8)}`
export const moved = (panels: readonly BoardPanel[], id: string, by: number): BoardPanel[] => {
  const order = [...panels]
  const from = order.findIndex((one) => one.id === id)
  const to = from + by
  if (from < 0 || to < 0 || to >= order.length) return order
  order.splice(to, 0, ...order.splice(from, 1))
  return order
}
export const changedPanel = (panels: readonly BoardPanel[], id: string, change: Partial<BoardPanel>) => panels.map((one) => one.id === id ? { ...one, ...change } : one)
/** How many panels may claim that something is certain: they are read as one page. */
export const claimsOf = (panels: readonly Pick<BoardPanel, 'kind'>[]) => Math.max(1, panels.filter((one) => one.kind !== 'text' && one.kind !== 'drivers').length)
export const without = (panels: readonly BoardPanel[], id: string) => panels.filter((one) => one.id !== id)

/** The question of a place as a panel keeps it: the scope with a period that moves along, and the place's own words. */
export function queryOf(search: Search, period: string, words: Search): string {
  return stringifySearch({ ...search, ...(period !== 'own' && { period, from: undefined, to: undefined }), ...words }).slice(1)
}
const homes = { trend: '/insights/trend', compare: '/insights', drivers: '/insights/drivers', figure: '/insights/trend', scorecard: '/insights/scorecard' } as const
/** The place that asks a panel's question at length; none for words. */
export const homeOf = (kind: PanelKind) => kind === 'text' ? undefined : homes[kind]
/** The name of a panel: its own, else what it asks, in the language of who looks. */
export function usePanelName() {
  const name = useNames()
  const { label } = useDimensions()
  return (panel: Pick<BoardPanel, 'kind' | 'title' | 'query'>): string => {
    if (panel.title) return panel.title
    const search = parseSearch(panel.query)
    const word = (key: string) => many(search[key])[0]
    const metric = name('metric', word('metric'))
    if (panel.kind === 'trend') return t('board:name_trend', { metric })
    if (panel.kind === 'figure') return metric
    if (panel.kind === 'scorecard') return t('board:kind.scorecard')
    if (panel.kind === 'compare') return t('board:name_compare', { metric, by: [word('rows') ?? 'touchpoint', word('cols')].filter((one) => one && one !== '-').map((one) => label(one!)).join(' × ') })
    if (panel.kind === 'drivers') {
      const of = outcomeOf(word('outcome') ?? '')
      return t('board:name_drivers', { metric: of.attribute ? `${label(`attribute.${of.attribute}`)}: ${of.value ?? ''}` : [name('metric', of.metric), of.touchpoint && name('touchpoint', of.touchpoint)].filter(Boolean).join(', ') })
    }
    return ''
  }
}
