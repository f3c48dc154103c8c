// An invented typical customer, and the real ones behind them.
import { readVersus } from '../../insight/effect/versus'
import type { Params } from '../../api'
import type { Estimate, Id, Stored } from '../../types'

export interface Persona extends Stored { key: string; name: string; picture_id: Id | null; age: string | null; habits: string[]; goals: string[]; quotes: string[]; attributes: Record<string, string>; segment: string | null }
/** The real people behind a persona now; `customers` null where they cannot be told or may not. */
export interface PersonaLive { segment: string | null; customers: number | null; reason: string | null; feedback: number; metric: string | null; score: Estimate }
/** What to ask the figures with; null when no segment is linked: such a persona is imagined only. */
export function askFor(persona: Pick<Persona, 'segment'>): Params | null {
  if (!persona.segment) return null
  const filters = readVersus(persona.segment)
  return Object.keys(filters).length > 0 ? filters : null
}
/** "Marta, 34" */
export const called = (persona: Pick<Persona, 'name' | 'age'>): string => [persona.name, persona.age].filter(Boolean).join(', ')
export const initials = (name: string): string => name.split(/\s+/).filter(Boolean).slice(0, 2).map((word) => [...word][0]).join('').toUpperCase()
/** Lines as typed, without the empty ones. */
export const told = (lines: readonly string[]): string[] => lines.map((one) => one.trim()).filter((one) => one !== '')
