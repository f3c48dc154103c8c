// Initiatives as the API speaks of them.
import type { Id, Stored } from '../types'

export const states = ['planned', 'running', 'done', 'stopped'] as const
export type State = (typeof states)[number]
/** What may be done with one, by its state; the first is what comes next. */
export const moves = { planned: ['start', 'stop'], running: ['finish', 'stop'], done: ['reopen'], stopped: ['reopen'] } as const satisfies Record<State, readonly string[]>
export type Move = (typeof moves)[State][number]
export type OriginKind = 'cell' | 'pain' | 'idea' | 'finding'
export interface Initiative extends Stored {
  name: string; description: string | null; state: State; owner_id: Id | null; department_ids: Id[]; touchpoint_ids: Id[]
  due_on: string | null; started_on: string | null; ended_on: string | null; expected_effect: string | null
  origin: OriginKind | null; journey_id: Id | null; map_id: Id | null; step_id: Id | null; lane: string | null; idea_id: Id | null; /** only for those who read findings */ finding_id?: Id | null
  origin_name: string | null; origin_text: string | null; origin_votes: number | null
}
/** What stood there when it was made, and what stands there now. */
export interface OriginAnswer { origin: OriginKind | null; name: string | null; text: string | null; votes: number | null; there: boolean; journey: string | null; map: string | null; kind: 'as_is' | 'to_be' | null; name_now: string | null; text_now: string | null; votes_now: number | null }
/** The lane of an initiative that was made of a pain. */
export const painLane = 'pain'

export const isOver = (one: Pick<Initiative, 'state'>) => one.state === 'done' || one.state === 'stopped'
export const isLate = (one: Pick<Initiative, 'state' | 'due_on'>, today: string) => !isOver(one) && one.due_on !== null && one.due_on < today
/** What runs comes first, the nearest day on top; what is over comes last, the newest on top. */
export function inOrder<T extends Pick<Initiative, 'state' | 'due_on' | 'ended_on' | 'created_at'>>(list: readonly T[]): T[] {
  const rank: Record<State, number> = { running: 0, planned: 1, done: 2, stopped: 3 }
  const ends = (one: T) => isOver(one) ? one.ended_on ?? '' : one.due_on ?? '9999'
  return [...list].sort((a, b) => rank[a.state] - rank[b.state] || (isOver(a) ? ends(b).localeCompare(ends(a)) : ends(a).localeCompare(ends(b))) || b.created_at.localeCompare(a.created_at))
}
/** The sentence on top of the list: which whole template, and its count. */
export type Verdict = { key: 'late' | 'running' | 'planned'; count: number } | { key: 'calm' }
export function verdict(list: readonly Initiative[], today: string): Verdict {
  const count = (holds: (one: Initiative) => boolean) => list.filter(holds).length
  const [late, running, planned] = [count((one) => isLate(one, today)), count((one) => one.state === 'running'), count((one) => one.state === 'planned')]
  return late > 0 ? { key: 'late', count: late } : running > 0 ? { key: 'running', count: running } : planned > 0 ? { key: 'planned', count: planned } : { key: 'calm' }
}
/** What a new one is called until somebody says otherwise: the first line it comes from, cut between words. */
export function nameFrom(text: string, most = 120): string {
  const line = text.trim().split('\n')[0]!.trim().replace(/\.$/, '')
  if (line.length <= most) return line
  const space = line.lastIndexOf(' ', most)
  return `${line.slice(0, space > most / 2 ? space : most)}…`
}
