import { day, number } from '@kit/format'
import { t } from '../../i18n'
import { type Element, itemsOf, read } from '../shape'

/** An answer in words, a line each: titles of choices instead of their keys. */
export function tellAnswer(element: Element | undefined, value: unknown, main: string): string[] {
  const titled = (list: unknown, key: unknown) => { const one = itemsOf(list).find((item) => String(item.value) === String(key)); return (one && read(one.text, main, main)) || (key === 'other' ? t('survey:other_item') : key === 'none' ? t('survey:none_item') : plain(key)) }
  if (value === null || value === undefined) return []
  if (Array.isArray(value)) return value.map((one, at) => element?.type === 'ranking' ? `${number(at + 1)}. ${titled(element.choices, one)}` : titled(element?.choices, one))
  if (typeof value === 'object') return Object.entries(value as Record<string, unknown>).map(([key, inner]) => {
    if (element?.type === 'matrix') return `${titled(element.rows, key)}: ${titled(element.columns, inner)}`
    if (element?.type === 'bestworst') return `${t(key === 'best' ? 'survey:best' : 'survey:worst')}: ${titled(element.choices, inner)}`
    if (element?.type === 'importance') { const pair = inner as { importance?: unknown; performance?: unknown }; return `${titled(element.rows, key)}: ${t('survey:matters')} ${plain(pair.importance)}, ${t('survey:went')} ${plain(pair.performance)}` }
    const part = element?.items?.find((one) => one.name === key)
    return `${(part && read(part.title, main, main)) || key}: ${plain(inner)}`
  })
  if (value === 'not_applicable') return [t('feedback:not_applicable')]
  if (element?.type === 'rating' && typeof value === 'number') return [t('feedback:score_of', { value: number(value), max: number(Number(element['rateMax'] ?? 5)) })]
  return [titled(element?.choices, value)]
}
function plain(value: unknown): string {
  if (value === null || value === undefined || value === '') return '–'
  if (typeof value === 'boolean') return t(value ? 'words:yes' : 'words:no')
  if (value === 'not_applicable') return t('feedback:not_applicable')
  if (typeof value === 'number') return number(value, Number.isInteger(value) ? 0 : 2)
  return /^\d{4}-\d\d-\d\d$/.test(String(value)) ? day(String(value)) : String(value)
}
