// Which sentence opens the page of figures, chosen by what is known.
import { share } from '@kit/format'
import { t } from '../../i18n'
import { spanFigure } from '../due'
import type { FigureRow, Span } from '../shape'

const known = (span: Span) => span.median_s !== null
/** First what a customer feels: how long it takes until someone answers. */
export function sentence(total: FigureRow): string {
  if (total.n === 0) return t('learn:figures_none')
  if (!known(total.first_answer)) return t('learn:figures_no_answer', { count: total.n })
  const time = spanFigure(total.first_answer.median_s!)
  const { value, tier } = total.within_target
  return value === null || tier === 'raw' || tier === 'hidden' || tier === 'none' ? t('learn:figures_time', { time }) : t('learn:figures_say', { time, share: share(value) })
}
/** "3 h 20 min, 9 of 10 within 2 d" and its interval, for one cell. */
export function spanCell(span: Span): { value: string; more: string } {
  if (!known(span)) return { value: '–', more: '' }
  return { value: spanFigure(span.median_s!), more: span.p90_s === null ? '' : t('learn:p90', { time: spanFigure(span.p90_s) }) }
}
export const spanRange = (span: Span): string => span.lo_s === null || span.hi_s === null ? '–' : t('kit:range', { lo: spanFigure(span.lo_s), hi: spanFigure(span.hi_s) })
/** The slowest first: that is where people wait; those who have nothing to show stand last. */
export const slowestFirst = (rows: readonly FigureRow[]): FigureRow[] => [...rows].sort((a, b) => (b.first_answer.median_s ?? -1) - (a.first_answer.median_s ?? -1) || b.n - a.n)
