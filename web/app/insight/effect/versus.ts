// The group to compare with: a second set of filters, kept in one word of the address.
import { carried, many, parseSearch, type Search, stringifySearch } from '../../frame/scope'

export type Filters = Record<string, string[]>
const dates = new Set(['from', 'to', 'period', 'metric'])
export const readVersus = (text: string | undefined): Filters => Object.fromEntries(Object.entries(carried(parseSearch(text ?? ''))).filter(([name]) => !dates.has(name)).map(([name, value]) => [name, many(value)]))
export const writeVersus = (filters: Filters): string | undefined => stringifySearch(filters as Search).slice(1) || undefined
/** The natural comparison: the same answers from everywhere else. Null when no place or brand is chosen, or it is already "everywhere but". */
export function theOthers(filters: Filters): Filters | null {
  const by = ['location', 'brand'].find((name) => filters[name]?.length && filters[name].every((one) => !one.startsWith('!')))
  return by ? { ...Object.fromEntries(Object.entries(filters).filter(([name]) => !dates.has(name))), [by]: filters[by]!.map((one) => `!${one}`) } : null
}
