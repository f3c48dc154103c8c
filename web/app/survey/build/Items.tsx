import { useRef } from 'react'
import { IconButton } from '@kit/Button'
import { Inline } from '@kit/Inline'
import { Mover } from '@kit/Mover'
import { t } from '../../i18n'
import { addItem, changeItem, type ItemList, moveItem, removeItem } from '../edit'
import type { Change } from '../draft'
import { type Element, itemsOf, words, withWords } from '../shape'

/** Choices, rows or columns, written where they stand: Enter adds the next, Backspace in an empty one takes it away. */
export function Items({ element, list, main, language, change }: { element: Element; list: ItemList; main: string; language: string; change: Change }) {
  const items = itemsOf(element[list])
  const fields = useRef<(HTMLTextAreaElement | null)[]>([])
  const focus = (at: number) => requestAnimationFrame(() => fields.current[Math.max(0, at)]?.focus())
  const add = (at: number) => { change((definition) => { const more = addItem(definition, element.name, list, undefined); return moveItem(more, element.name, list, items.length, at) }); focus(at) }
  return (
    <div className="sv-items" role="group" aria-label={t(`survey:list.${list}`)}>
      {list !== 'choices' && <span className="form-label">{t(`survey:list.${list}`)}</span>}
      <ul>{items.map((one, at) => (
        <li key={at}>
          {list === 'choices' && <span className={element.type === 'checkbox' ? 'face-box' : 'face-radio'} aria-hidden="true" />}
          <Inline label={t(`survey:item.${list}`, { number: at + 1 })} lang={language} value={words(one.text, language, main)} placeholder={words(one.text, main, main) || String(one.value)} ref={(node) => { fields.current[at] = node }}
            onChange={(text) => change((definition) => changeItem(definition, element.name, list, at, { text: withWords(one.text, language, main, text) }), `${element.name} ${list} ${at} ${language}`)}
            onEnter={() => add(at + 1)} {...(items.length > 1 && { onEmptyBackspace: () => { change((definition) => removeItem(definition, element.name, list, at)); focus(at - 1) } })} />
          <Mover names={{ up: t('firm:move_up', { name: words(one.text, language, main) || String(one.value) }), down: t('firm:move_down', { name: words(one.text, language, main) || String(one.value) }) }} up={at > 0 ? () => change((definition) => moveItem(definition, element.name, list, at, at - 1)) : undefined} down={at < items.length - 1 ? () => change((definition) => moveItem(definition, element.name, list, at, at + 1)) : undefined} />
          <IconButton icon="close" label={t('survey:item_remove', { name: words(one.text, language, main) || String(one.value) })} disabled={items.length < 2} onClick={() => change((definition) => removeItem(definition, element.name, list, at))} />
        </li>
      ))}</ul>
      <button type="button" className="as-link sm" onClick={() => add(items.length)}>+ {t(`survey:add_item.${list}`)}</button>
    </div>
  )
}
