// The words of a map: marks, gaps, feelings.
import { number, signed } from '@kit/format'
import { t, tOr } from '../../i18n'
import { isOwn } from './doc'
import type { Stop } from './curve'
import type { Answered, Lane, MarkKind } from './types'

export const markName = (kind: MarkKind) => t(`map:mark.${kind}`)
export const markSign: Record<MarkKind, string> = { pain: '▼', success: '▲', moment_of_truth: '◇' }
export const answerSign: Record<Answered, string> = { yes: '✓', partly: '◐', no: '✕' }
export const answerMood: Record<Answered, string> = { yes: 'pos', partly: 'mid', no: 'neg' }
export const laneName = (lane: Lane) => lane.name || (isOwn(lane.key) ? lane.key.slice(5) : t(`map:lane.${lane.key}` as 'map:lane.action'))
/** What in the figures made a mark. */
export const because = (key: string) => tOr(`map:because.${key}`, key)
/** −0.9, +1: one decimal where it was measured, none where it was drawn. */
export const feeling = (value: number) => signed(value, 1)
export const drawn = (value: number) => signed(value, Number.isInteger(value) ? 0 : 1)
/** What a reader hears of one step of the curve. */
export function stopWords(name: string, stop: Stop): string {
  const parts = [name]
  if (stop.value !== null) parts.push(t('map:measured_at', { value: feeling(stop.value) }))
  if (stop.drawn !== null) parts.push(t('map:drawn_at', { value: drawn(stop.drawn) }))
  if (stop.goal !== null) parts.push(t('map:aims_at', { value: drawn(stop.goal) }))
  parts.push(stop.n > 0 ? t('kit:n', { n: number(stop.n) }) : t('kit:no_answers'))
  if (stop.neg) parts.push(markName('pain'))
  if (stop.pos) parts.push(markName('success'))
  if (stop.truth) parts.push(markName('moment_of_truth'))
  return parts.join(', ')
}
/** What stands beside a mark on the curve: "Pain, moment of truth"; too few answers. */
export function flag(stop: Stop): { words: string; mood: 'neg' | 'pos' | '' } | null {
  if (stop.neg) return { words: stop.truth ? t('map:pain_truth') : markName('pain'), mood: 'neg' }
  if (stop.pos) return { words: stop.truth ? t('map:success_truth') : markName('success'), mood: 'pos' }
  if (stop.truth) return { words: markName('moment_of_truth'), mood: '' }
  return stop.thin ? { words: t('kit:too_few', { count: stop.n }), mood: '' } : null
}
