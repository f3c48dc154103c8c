// What the page of queues decides before it draws: which filters contacts know, how waits are written, which cells stand out.
import { number } from '@kit/format'
import { t, tOr } from '../../i18n'
import type { Params } from '../../api'
import type { ContactShare, ContactWait, WaitRow } from '../../types'

/** Filters of the scope that an event knows; the others stay in the address for other pages. */
export const known = ['touchpoint', 'stage', 'department', 'owner', 'channel', 'customer', 'lifecycle', 'segment', 'location'] as const
const isKnown = (name: string) => name === 'from' || name === 'to' || (known as readonly string[]).includes(name)
export const asked = (params: Params): Params => Object.fromEntries(Object.entries(params).filter(([name]) => isKnown(name)))
export const leftAside = (params: Params): string[] => Object.keys(params).filter((name) => !isKnown(name))

/** Why there is no figure, in words of queues. */
export const why = (reason: string | null): string => reason ? tOr(`contact:reason.${reason}`, t('contact:cannot_tell')) : ''
/** "13 s", "1 min 45 s", "2 h 5 min". */
export function seconds(value: number): string {
  const whole = Math.round(value)
  if (whole < 100) return t('contact:seconds', { s: number(whole) })
  if (whole < 6000) return whole % 60 === 0 ? t('contact:minutes', { m: number(whole / 60) }) : t('contact:minutes_seconds', { m: number(Math.floor(whole / 60)), s: number(whole % 60) })
  return t('contact:hours', { h: number(Math.floor(whole / 3600)), m: number(Math.round((whole % 3600) / 60)) })
}
/** Limits of a wait; an open end says so. */
export function between(of: ContactWait): string {
  if (of.value === null) return ''
  if (of.lo === null && of.hi === null) return t('contact:no_limits')
  if (of.hi === null) return t('contact:at_least', { lo: seconds(of.lo!) })
  if (of.lo === null) return t('contact:at_most', { hi: seconds(of.hi) })
  return t('kit:range', { lo: seconds(of.lo), hi: seconds(of.hi) })
}

export type Measure = 'median' | 'p90' | 'abandonment' | 'in_time'
export const measures: readonly Measure[] = ['median', 'p90', 'in_time', 'abandonment']
export type Mood = 'neg' | 'pos' | undefined
const span = (of: ContactShare | ContactWait) => of.value === null ? null : { lo: of.lo ?? of.value, hi: of.hi ?? Infinity, surely_lo: of.lo !== null }
/** How much wider than at 95% an interval is that holds for `family` of them at once (Bonferroni; the tail by Mills' ratio). */
export function widened(family: number): number {
  const tail = (count: number) => {
    let z = 2
    for (let round = 0; round < 20; round++) z = Math.sqrt(-2 * Math.log((0.025 / count) * z * Math.sqrt(2 * Math.PI) / (1 - 1 / z ** 2 + 3 / z ** 4)))
    return z
  }
  return family > 1 ? tail(family) / tail(1) : 1
}
/** Worse or better than all contacts together for certain: the two intervals do not touch, also when they are wide enough
    for all of the family that is looked at. Grey otherwise. */
export function mood(row: WaitRow, total: WaitRow, measure: Measure, family = 1): Mood {
  const [bare, all] = [span(row[measure]), span(total[measure])]
  if (!bare || !all) return undefined
  const [value, by] = [row[measure].value!, widened(family)]
  const one = { ...bare, lo: value - (value - bare.lo) * by, hi: value + (bare.hi - value) * by }
  const above = one.surely_lo && one.lo > all.hi
  const below = one.hi < all.lo
  const good = measure === 'in_time' ? above : below
  return good ? 'pos' : above || below ? 'neg' : undefined
}

export interface HeatCell { weekday: string; hour: string; row: WaitRow | undefined }
/** Seven days by the hours in which somebody came, none left out between. */
export function heat(rows: readonly WaitRow[]): { hours: string[]; days: { weekday: string; cells: HeatCell[] }[] } {
  const hours = rows.map((row) => Number(row['hour']))
  if (hours.length === 0) return { hours: [], days: [] }
  const [first, last] = [Math.min(...hours), Math.max(...hours)]
  const all = Array.from({ length: last - first + 1 }, (_, at) => String(first + at).padStart(2, '0'))
  const found = new Map(rows.map((row) => [`${row['weekday']} ${row['hour']}`, row]))
  return { hours: all, days: ['1', '2', '3', '4', '5', '6', '7'].map((weekday) => ({ weekday, cells: all.map((hour) => ({ weekday, hour, row: found.get(`${weekday} ${hour}`) })) })) }
}
/** Worst first, those of which nothing can be said last. */
export const byShare = <R extends { share: ContactShare }>(rows: readonly R[]): R[] => [...rows].sort((a, b) => (a.share.value ?? 2) - (b.share.value ?? 2) || (b.share.n ?? 0) - (a.share.n ?? 0))
/** Lists of event types as people write them: "call_answered, chat_answered". */
export const typesOf = (text: string): string[] => text.split(/[\s,;]+/).filter(Boolean)
