// Which whole sentence opens Pulse. The tests decide, the words stand in pulse.json; nothing is glued.
import type { Key } from '../i18n'
import type { Change, Difference, Estimate } from '../types'

export type Move = 'up' | 'down' | 'likely_up' | 'likely_down' | 'same' | 'new'
/** up and down only when the change of the whole is certain; new when there is nothing earlier to compare with. */
export function moveOf(change: Pick<Change, 'before' | 'difference' | 'stands' | 'certain'> | undefined): Move {
  if (!change || change.before.n === 0 || change.before.value === null) return 'new'
  if (!change.stands || !change.difference) return 'same'
  if (!change.certain) return change.difference > 0 ? 'likely_up' : 'likely_down'
  return change.difference > 0 ? 'up' : 'down'
}
/** The touchpoint that stands out furthest below the rest; none when no such difference is certain. */
export function weakest(rows: readonly Pick<Difference, 'touchpoint' | 'difference' | 'certain'>[]): string | null {
  const below = rows.filter((row) => row.certain && row.difference < 0 && row.touchpoint)
  return below.sort((a, b) => a.difference - b.difference)[0]?.touchpoint ?? null
}
export type Family = 'recommend' | 'satisfied' | 'easy' | 'other'
export const familyOf = (metric: string): Family => metric === 'nps' || metric === 'wr' ? 'recommend' : metric === 'csat' ? 'satisfied' : metric === 'ces' ? 'easy' : 'other'

export function sentenceKey(whole: Pick<Estimate, 'tier' | 'n'>, metric: string, move: Move, weak: boolean): Key {
  if (whole.n === 0 || whole.tier === 'none') return 'pulse:say_none'
  if (whole.tier !== 'normal' && whole.tier !== 'solid') return 'pulse:say_thin'
  if (move === 'up' || move === 'down') return weak ? `pulse:say_${familyOf(metric)}_${move}_weak` : `pulse:say_${familyOf(metric)}_${move}`
  return weak ? `pulse:say_${move}_weak` : `pulse:say_${move}`
}
