// Lengths of time in the reader's language: "2 h", "2 godz.", "2 ч".
import { language } from '../i18n'
import { spoken } from './standards'

const written = (value: number, unit: string, display: 'short' | 'long') => new Intl.NumberFormat(language(), { style: 'unit', unit, unitDisplay: display, maximumFractionDigits: 1 }).format(value)
/** Seconds in the largest unit that fits. */
export const took = (seconds: number) => { const { unit, value } = spoken(seconds); return written(value, unit, 'short') }
/** A threshold as it was set: 2 hours. */
export const threshold = (of: { value: number; unit: 'seconds' | 'minutes' | 'hours' | 'days' }) => written(of.value, of.unit.slice(0, -1), 'long')
