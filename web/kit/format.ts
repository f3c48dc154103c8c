// Numbers, ranges, dates and times as people of one language write them. setLocale is called once a language.
import { say } from './words'

let locale = 'en'
let zone = 'UTC'
export function setLocale(nextLocale: string, nextZone: string) { locale = nextLocale; zone = nextZone; cache.clear() }

const cache = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat | Intl.PluralRules | Intl.Collator | Intl.RelativeTimeFormat>()
function kept<T extends Intl.NumberFormat | Intl.DateTimeFormat | Intl.PluralRules | Intl.Collator | Intl.RelativeTimeFormat>(key: string, make: () => T): T {
  let found = cache.get(key)
  if (!found) cache.set(key, (found = make()))
  return found as T
}
const minus = (text: string) => text.replace(/-/g, '−')
const decimal = (value: number, digits: number, signed = false) =>
  minus(kept(`n${digits}${signed}`, () => new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits, signDisplay: signed ? 'exceptZero' : 'negative' })).format(value))

export const number = (value: number, digits = 0) => decimal(value, digits)
export const signed = (value: number, digits = 0) => decimal(value, digits, true)
/** 0.58 -> 58% (58 % in Russian, with a no-break space). */
export const share = (value: number, digits = 0) => minus(kept(`p${digits}`, () => new Intl.NumberFormat(locale, { style: 'percent', minimumFractionDigits: digits, maximumFractionDigits: digits })).format(value))
export const bytes = (value: number) => {
  const steps = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const
  const step = value < 1 ? 0 : Math.min(3, Math.floor(Math.log10(value) / 3))
  return kept(`b${step}`, () => new Intl.NumberFormat(locale, { style: 'unit', unit: steps[step]!, unitDisplay: step === 0 ? 'long' : 'short', maximumFractionDigits: step > 1 ? 1 : 0 })).format(value / 1000 ** step)
}

/** How a figure is written: signed −100…100 from −1…1; share as percent from 0…1; mean with one or two decimals; points 0…100 as is. */
export type Unit = 'signed' | 'share' | 'mean' | 'points'
export function figure(value: number, unit: Unit): string {
  if (unit === 'signed') return signed(Math.round(value * 100))
  if (unit === 'share') return share(value)
  return decimal(value, unit === 'mean' ? 2 : 0)
}
/** Whole numbers, unless both ends would then be the same: very many answers make very narrow intervals. */
const apart = (lo: number, hi: number) => lo !== hi && Math.round(lo) === Math.round(hi) ? 1 : 0
/** −0 is written 0. */
const rounded = (value: number, digits: number) => decimal(Number(value.toFixed(digits)) + 0, digits)
/** An interval: "38 to 44" where a sign may stand, "54–62%" otherwise; with one decimal where whole numbers would hide it. */
export function range(lo: number, hi: number, unit: Unit): string {
  const size = unit === 'signed' || unit === 'share' ? 100 : 1
  const digits = unit === 'mean' ? 2 : apart(lo * size, hi * size)
  if (unit === 'signed') return say('range', { lo: rounded(lo * 100, digits), hi: rounded(hi * 100, digits) })
  if (unit === 'share') return `${rounded(lo * 100, digits)}–${share(hi, digits)}`
  return `${decimal(lo, digits)}–${decimal(hi, digits)}`
}
/** A difference between two figures of one unit, always signed: +9 (points), −0.31. */
export const delta = (value: number, unit: Unit) => unit === 'mean' ? signed(value, 2) : signed(Math.round(unit === 'points' ? value : value * 100))
/** "5 to 13"; the word "to" as soon as an end may be negative. */
export function deltaRange(lo: number, hi: number, unit: Unit): string {
  const size = unit === 'mean' || unit === 'points' ? 1 : 100
  const digits = unit === 'mean' ? 2 : apart(lo * size, hi * size)
  return say('range', { lo: rounded(lo * size, digits), hi: rounded(hi * size, digits) })
}

const dateFormat = (key: string, options: Intl.DateTimeFormatOptions, inZone = zone) => kept(`d${key}${inZone}`, () => new Intl.DateTimeFormat(locale, { ...options, timeZone: inZone }))
/** 12 Oct; with the year when it is not this one. Takes an instant or a day (2026-11-21). */
export function day(at: string): string {
  const plain = /^\d{4}-\d\d-\d\d$/.test(at)
  const other = at.slice(0, 4) !== today().slice(0, 4)
  return dateFormat(other ? 'dy' : 'd', { day: 'numeric', month: 'short', ...(other && { year: 'numeric' }) }, plain ? 'UTC' : zone).format(new Date(at))
}
export const time = (at: string) => dateFormat('t', { hour: '2-digit', minute: '2-digit' }).format(new Date(at))
/** Whole and exact, with the zone: for titles on hover. */
export const exact = (at: string) => dateFormat('x', { dateStyle: 'full', timeStyle: 'long' }).format(new Date(at))
export const month = (at: string) => dateFormat('m', { month: 'short' }, 'UTC').format(new Date(at))
/** Today's calendar day in the firm's zone, 2026-11-21. */
export const today = (inZone = zone, now = new Date()) => dayOf(now.toISOString(), inZone)
export const dayOf = (at: string, inZone = zone) => new Intl.DateTimeFormat('en-CA', { timeZone: inZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(new Date(at))
export function addDays(from: string, days: number): string {
  const at = new Date(`${from}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() + days)
  return at.toISOString().slice(0, 10)
}
export const daysBetween = (from: string, to: string) => Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
/** 6 min ago, today 11:42, yesterday, 12 Oct. */
export function when(at: string, now = new Date()): string {
  const minutes = Math.floor((now.getTime() - Date.parse(at)) / 60_000)
  const relative = () => kept('r', () => new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' }))
  if (minutes < 0) return `${day(at)}, ${time(at)}`
  if (minutes < 60) return relative().format(-minutes, 'minute')
  const days = daysBetween(dayOf(at), today(zone, now))
  if (days === 0) return say('today_at', { time: time(at) })
  if (days === 1) return relative().format(-1, 'day')
  return day(at)
}
/** Monday of an ISO week, "2026-W47" -> "2026-11-16". */
export function weekStart(week: string): string {
  const [year, number] = week.split('-W').map(Number) as [number, number]
  const fourth = new Date(Date.UTC(year, 0, 4))
  return addDays(fourth.toISOString().slice(0, 10), (number - 1) * 7 - ((fourth.getUTCDay() + 6) % 7))
}
export const compare = (a: string, b: string) => kept('c', () => new Intl.Collator(locale, { numeric: true })).compare(a, b)
/** The locale's own name for a language code. */
export const languageName = (code: string) => { try { return new Intl.DisplayNames([locale], { type: 'language' }).of(code) ?? code } catch { return code } }
