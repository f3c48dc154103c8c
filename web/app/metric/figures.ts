// Figures as people type them (45 for a share of 0.45) and as the server keeps them.
import { figure, number } from '@kit/format'
import type { MetricKind } from '../types'
import { unitOf } from './unit'

const factor = (kind: MetricKind) => kind === 'net' || kind === 'box' ? 100 : 1
const tidy = (value: number) => Math.round(value * 1e6) / 1e6
export const typed = (value: number | null | undefined, kind: MetricKind) => value === null || value === undefined ? '' : String(tidy(value * factor(kind)))
export const kept = (text: string, kind: MetricKind): number | null => text.trim() === '' || Number.isNaN(Number(text.replace(',', '.'))) ? null : tidy(Number(text.replace(',', '.')) / factor(kind))
export const shown = (value: number, kind: MetricKind) => figure(value, unitOf(kind))
/** "0–10", never broken over two lines */
export const ends = (of: { min: number; max: number }) => `${number(of.min)}\u2060–\u2060${number(of.max)}`
