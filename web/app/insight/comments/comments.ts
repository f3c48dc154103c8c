// What the topics of comments say together, chosen from the server's tests; no markup.
import type { Mood } from '@kit/Chip'
import type { Impact, Rising, Side, TopicRow } from '../../reading/shape'

/** A topic of which something may be said. */
export type ShownRow = TopicRow & { n: number }
/** What is spoken of at all, and how many topics are hidden because so few wrote. */
export function shownOf(rows: readonly TopicRow[]): { rows: ShownRow[]; hidden: number } {
  const known = rows.filter((row): row is ShownRow => row.n !== null && row.n > 0 && row.tier !== 'hidden')
  return { rows: known, hidden: rows.filter((row) => row.n === null || row.tier === 'hidden').length }
}
/** A figure of too few answers has no colour and no rank, whatever a test says. */
const firm = (row: Pick<TopicRow, 'with'>) => row.with.tier === 'normal' || row.with.tier === 'solid'
const moves = (row: TopicRow) => firm(row) && row.impact.stands && row.impact.difference !== null && row.impact.lo !== null && row.impact.hi !== null
/** The topic that goes with the lowest score for certain; where none does, the one with the highest; null when nothing stands. */
export function loudest(rows: readonly TopicRow[]): (TopicRow & { impact: Impact & { difference: number; lo: number; hi: number } }) | null {
  const standing = rows.filter(moves) as (TopicRow & { impact: Impact & { difference: number; lo: number; hi: number } })[]
  const lowest = standing.reduce<(typeof standing)[number] | null>((best, row) => best && best.impact.difference <= row.impact.difference ? best : row, null)
  if (!lowest || lowest.impact.difference < 0) return lowest
  return standing.reduce((best, row) => row.impact.difference > best.impact.difference ? row : best)
}
/** Colour only where a test stands. */
export const moodOfImpact = (row: Pick<TopicRow, 'with' | 'impact'>): Mood | undefined => !firm(row) || !row.impact.stands || !row.impact.difference ? undefined : row.impact.difference < 0 ? 'neg' : 'pos'
/** One scale for all impacts, nothing in its middle. */
export function impactScale(rows: readonly TopicRow[]): [number, number] {
  const most = Math.max(0, ...rows.flatMap((row) => [row.impact.difference, row.impact.lo, row.impact.hi].flatMap((end) => end === null ? [] : [Math.abs(end)])))
  return most === 0 ? [-1, 1] : [-most * 1.05, most * 1.05]
}
export type Order = 'often' | 'impact' | 'negative'
/** Most spoken of first; by what pulls the score down; by the share of bad words. What is not known comes last. */
export function ordered<R extends ShownRow>(rows: readonly R[], order: Order): R[] {
  const key = (row: R) => order === 'often' ? -row.n : order === 'impact' ? row.impact.difference ?? Infinity : row.tier === 'raw' || row.tier === 'hidden' || row.tier === 'none' ? Infinity : -(row.sentiments.negative.share ?? -Infinity)
  return [...rows].sort((a, b) => { const [one, other] = [key(a), key(b)]; return one === other ? b.n - a.n : one - other })
}
/** What is spoken of more, and what less, than before: only what a test carries, the largest first. */
export function moved<R extends TopicRow>(rows: readonly R[]): { more: R[]; less: R[] } {
  const stands = (row: R) => (row.rising?.stands ?? false) && row.rising!.difference !== null
  const size = (row: R) => Math.abs(row.rising!.difference!)
  const all = rows.filter(stands).sort((a, b) => size(b) - size(a))
  return { more: all.filter((row) => row.rising!.direction === 'up'), less: all.filter((row) => row.rising!.direction === 'down') }
}
/** Compared with a time before, and with enough words in both. */
export const comparable = (rows: readonly TopicRow[]) => rows.filter((row): row is TopicRow & { rising: Rising } => row.rising !== null && row.rising.difference !== null)
export const sides = ['high_score_bad_words', 'low_score_good_words'] as const satisfies readonly Side[]
export const sideOf = (word: string | undefined): Side | undefined => sides.find((one) => one === word)
