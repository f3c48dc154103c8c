import { Popover } from '@kit/Chip'
import { t } from '../../i18n'
import { type Definition, questionsOf, read, same, titleOf } from '../shape'

/** Puts an earlier answer, or a hidden field, into a text: {nps}. */
export function Pipe({ definition, before, main, language, insert }: { definition: Definition; before: string | null; main: string; language: string; insert: (text: string) => void }) {
  const all = questionsOf(definition)
  const until = before === null ? all.length : all.findIndex((one) => same(one.element.name, before))
  const names = [...all.slice(0, Math.max(0, until)).filter(({ element }) => element.type !== 'html').map(({ element }) => ({ name: element.name, label: read(titleOf(element), language, main) || element.name })), ...(definition.hidden ?? []).map((name) => ({ name, label: t('survey:hidden_field', { name }) }))]
  if (names.length === 0) return null
  return (
    <Popover align="end" button={(tie) => <button type="button" className="sv-pipe" title={t('survey:pipe')} aria-label={t('survey:pipe')} {...tie}>{'{ }'}</button>}>{(close) => (
      <><p className="title">{t('survey:pipe')}</p>{names.map((one) => <button key={one.name} type="button" className="item" onClick={() => { close(); insert(`{${one.name}}`) }}>{one.label}</button>)}</>)}</Popover>
  )
}
