// How much time is left, in working time, in the words of the page.
import { day, dayOf, time, today } from '@kit/format'
import { t } from '../i18n'
import type { Due } from './shape'

const minute = 60
const hour = 60 * minute
/** Working hours that make a day people speak of. */
const workday = 8 * hour

/** One unit, rounded down so that nobody counts on time that is not there. Who is open sixteen hours a day still has one
 *  working day a day: `most` are the days of the calendar in between. */
export function spanOf(seconds: number, most = Infinity): { unit: 'minutes' | 'hours' | 'workdays'; count: number } {
  const size = Math.abs(seconds)
  if (size < hour) return { unit: 'minutes', count: Math.max(1, Math.floor(size / minute)) }
  if (size < 2 * workday) return { unit: 'hours', count: Math.floor(size / hour) }
  return { unit: 'workdays', count: Math.max(1, Math.min(Math.floor(size / workday), most)) }
}
/** Time by the clock, whole and exact enough for figures: "3 h 20 min", "2 d 4 h". */
export function spanFigure(seconds: number): string {
  const size = Math.max(0, Math.round(seconds / minute))
  if (size < 60) return t('case:short_minutes', { n: size })
  const hours = Math.floor(size / 60)
  if (hours < 48) return size % 60 ? t('case:short_hours_minutes', { h: hours, m: size % 60 }) : t('case:short_hours', { h: hours })
  const days = Math.floor(hours / 24)
  return hours % 24 ? t('case:short_days_hours', { d: days, h: hours % 24 }) : t('case:short_days', { d: days })
}
/** When exactly: the time today, the day and the time otherwise. */
export const untilWords = (at: string) => dayOf(at) === today() ? time(at) : `${day(at)}, ${time(at)}`

export type Tone = 'late' | 'soon' | 'calm'
/** Late is late; soon is within two working hours. */
export function toneOf(due: Pick<Due, 'left_s' | 'overdue'>): Tone {
  if (due.overdue || (due.left_s !== null && due.left_s < 0)) return 'late'
  return due.left_s !== null && due.left_s <= 2 * hour ? 'soon' : 'calm'
}
/** What is left, then until when: [“2 hours left”, “until 13:00”]. Null when nothing is due any more. */
export function dueWords(due: Due): { left: string; until: string; tone: Tone } | null {
  if (!due.next || !due.at) return null
  const tone = toneOf(due)
  const left = due.left_s === null ? '' : leftWords(due.left_s, tone, Math.ceil(Math.abs(Date.now() - Date.parse(due.at)) / (24 * hour * 1000)))
  return { left, until: t(tone === 'late' ? 'case:was_due' : 'case:until', { at: untilWords(due.at) }), tone }
}
function leftWords(seconds: number, tone: Tone, days: number): string {
  const { unit, count } = spanOf(seconds, days)
  return t(tone === 'late' ? `case:late_${unit}` : `case:left_${unit}`, { count })
}
