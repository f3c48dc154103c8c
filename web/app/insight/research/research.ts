// Research notes, needs and the questions that nobody uses, as the API speaks them.
import { tOr } from '../../i18n'
import { getQuery } from '../../records'
import type { Estimate, Id, Instant, Stored } from '../../types'

export const methods = ['interview', 'usability_test', 'observation', 'diary', 'focus_group', 'card_sorting', 'experiment', 'desk_research', 'other'] as const
export interface ResearchNote extends Stored { name: string; method: (typeof methods)[number]; people: number | null; held_on: string; finding: string; evidence: string | null; touchpoint: string | null; persona: string | null }
export interface Need extends Stored { key: string; name: string; position: number }
export type NeedShare = Estimate & { need: string; marked: number }
export interface NeedRow { touchpoint: string | null; feedback: number; shares: NeedShare[] }
export interface NeedCounts { needs: { key: string; name: string }[]; rows: NeedRow[]; reason: string | null; as_of: Instant }
export interface Collected { survey_id: Id; survey: string; question: string; title: string; type: string; answered: number; looked_at: Instant | null; uses: { kind: 'alert' | 'indicator' | 'board'; name: string }[]; used: boolean }
export interface CollectedList { days: number; items: Collected[]; reason: string | null; as_of: Instant }

const prefix = 'need:'
export const tagOf = (key: string): string => prefix + key
/** Tags that are no needs: those a person writes by hand. */
export const plainTags = (tags: readonly string[]): string[] => tags.filter((one) => !one.startsWith(prefix))
export const needsOf = (tags: readonly string[]): string[] => tags.filter((one) => one.startsWith(prefix)).map((one) => one.slice(prefix.length))
/** With the need when it was not there, without it when it was; the other tags stay as they are. */
export const toggled = (tags: readonly string[], key: string): string[] => tags.includes(tagOf(key)) ? tags.filter((one) => one !== tagOf(key)) : [...tags, tagOf(key)]
export const shareOf = (row: NeedRow, key: string): NeedShare | undefined => row.shares.find((one) => one.need === key)
/** The first three speak the person's language until the firm calls them otherwise. */
const first: Record<string, string> = { support: 'Support', assurance: 'Assurance', options: 'More choice' }
export const needName = (need: { key: string; name: string }): string => first[need.key] === need.name ? tOr(`research:need.${need.key}`, need.name) : need.name
export const collectedQuery = (titles: string) => getQuery<CollectedList>('/insights/collected', { titles })
export interface Needed { key: string; name: string; share: NeedShare }
/** By touchpoint what is needed there, the most often marked first; touchpoints where nothing is marked are not there. */
export function neededAt(counts: NeedCounts | undefined): ReadonlyMap<string, readonly Needed[]> {
  const out = new Map<string, Needed[]>()
  for (const row of counts?.rows ?? []) {
    const own = counts!.needs.flatMap((need) => { const found = shareOf(row, need.key); return found && found.marked > 0 ? [{ key: need.key, name: needName(need), share: found }] : [] })
    if (row.touchpoint !== null && own.length > 0) out.set(row.touchpoint, own.sort((a, b) => b.share.marked - a.share.marked))
  }
  return out
}
