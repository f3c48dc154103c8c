// A rule looks for voices by the one filter vocabulary, kept as one text; here it is parted into what is picked and what is typed.
import { many, parseSearch, type Search, stringifySearch } from '../../frame/scope'
import type { Action, ActionKind } from '../shape'

/** Typed, not picked from a list. */
export const typedNames = ['metric', 'score_min', 'score_max', 'q', 'value_min'] as const
export type Typed = Partial<Record<(typeof typedNames)[number], string>>
export interface Parted { picked: Record<string, string[]>; typed: Typed }
const dates = new Set(['from', 'to', 'period'])
const isTyped = (name: string): name is (typeof typedNames)[number] => (typedNames as readonly string[]).includes(name)

export function parted(filter: string): Parted {
  const out: Parted = { picked: {}, typed: {} }
  for (const [name, value] of Object.entries(parseSearch(filter))) {
    if (dates.has(name)) continue
    if (isTyped(name) && many(value).length === 1) out.typed[name] = many(value)[0]!
    else out.picked[name] = many(value)
  }
  return out
}
export const joined = ({ picked, typed }: Parted): string => stringifySearch({ ...picked, ...typed } as Search).slice(1)

/** There is at most one action of a kind; null takes it away. */
export function withAction(actions: readonly Action[], kind: ActionKind, more: Record<string, unknown> | null): Action[] {
  const at = actions.findIndex((one) => one.kind === kind)
  if (more === null) return actions.filter((one) => one.kind !== kind)
  const next = { kind, ...more }
  return at < 0 ? [...actions, next] : actions.map((one, index) => index === at ? next : one)
}
export const actionOf = (actions: readonly Action[], kind: ActionKind) => actions.find((one) => one.kind === kind)
/** Minutes as hours people type, and back; an empty field is the firm's own target. */
export const hoursOf = (minutes: number | null | undefined): string => minutes === null || minutes === undefined ? '' : String(Math.round((minutes / 60) * 100) / 100)
export function minutesOf(hours: string): number | null {
  const value = Number(hours.replace(',', '.'))
  return hours.trim() === '' || !Number.isFinite(value) || value < 0 ? null : Math.round(value * 60)
}
/** What the server is asked before the rule is stored: only what decides the answer. */
export const dryOf = (values: Record<string, unknown>, from: string, to: string) => ({ filter: String(values['filter'] ?? ''), actions: values['actions'] ?? [], from, to })
