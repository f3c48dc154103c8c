import { type RefObject, useRef } from 'react'
import { IconButton } from '@kit/Button'
import { Tag } from '@kit/Chip'
import { Switch } from '@kit/Field'
import { number } from '@kit/format'
import { Icon } from '@kit/Icon'
import { Inline } from '@kit/Inline'
import { announce, toast } from '@kit/Notice'
import { t } from '../../i18n'
import { useNames } from '../../records'
import { useDraft } from '../draft'
import { canShift, changeQuestion, duplicateQuestion, removeQuestion, shiftQuestion, spokenOf } from '../edit'
import { questionName } from '../say'
import { asks, kindOf, type Placed, read, titleMember, titleOf, withWords, words } from '../shape'
import { Face } from './Face'
import { Items } from './Items'
import { Pipe } from './Pipe'
import { spokenRules } from './Rules'

interface Props { placed: Placed; count: number; chosen: boolean; language: string; onChoose: (name: string | undefined) => void; onProperties: () => void; troubled: string | undefined; titles: RefObject<Map<string, HTMLTextAreaElement>> }
/** One question as it will be read; the chosen one can be written in where it stands. */
export function Card({ placed, count, chosen, language, onChoose, onProperties, troubled, titles }: Props) {
  const { definition, main, keeper, change } = useDraft()
  const name = useNames()
  const here = useRef<HTMLElement>(null)
  const { element } = placed
  const kind = kindOf(element)
  const set = (patch: Record<string, unknown>, mark?: string) => change((all) => changeQuestion(all, element.name, patch), mark ?? null)
  const setWords = (member: string, value: unknown) => (text: string) => set({ [member]: withWords(value, language, main, text) }, `${element.name} ${member} ${language}`)
  const title = read(titleOf(element), language, main) || element.name
  const shift = (by: 1 | -1) => { change((all) => shiftQuestion(all, element.name, by)); announce(t('survey:moved', { name: title })); requestAnimationFrame(() => document.getElementById(cardId(element.name))?.scrollIntoView({ block: 'nearest' })) }
  const remove = () => { const used = spokenOf(definition, element.name); change((all) => removeQuestion(all, element.name)); onChoose(undefined); toast(t(used ? 'survey:removed_used' : 'survey:removed', { name: title }), keeper.undo) }
  const copy = () => { const made = duplicateQuestion(definition, element.name); change(() => made.definition); onChoose(made.name) }
  const conditions = element.visibleIf ? spokenRules(element.visibleIf, definition, main, language) : null
  return (
    <section className={`sv-card${chosen ? ' on' : ''}${troubled ? ' wrong' : ''}`} id={cardId(element.name)} ref={here} aria-label={title} onFocus={() => { if (!chosen) onChoose(element.name) }} onClick={() => { if (!chosen) onChoose(element.name) }}>
      {conditions && <p className="sv-when xs"><Icon name="filter" />{conditions.lines.length > 1 && <b>{t(conditions.join === 'or' ? 'survey:shown_any' : 'survey:shown_all')}</b>}{conditions.lines.map((line) => <span key={line}>{line}</span>)}</p>}
      <div className="sv-ask">
        <Inline className={asks(element) ? 'ask' : ''} long={!asks(element)} lang={language} label={t(asks(element) ? 'survey:question_text' : 'survey:statement_text')} name={`title ${element.name}`} value={words(titleOf(element), language, main)} placeholder={words(titleOf(element), main, main) || t(asks(element) ? 'survey:write_question' : 'survey:write_statement')} onChange={setWords(titleMember(element), titleOf(element))}
          ref={(node) => { if (node) titles.current.set(element.name, node); else titles.current.delete(element.name) }} {...(chosen && { beside: (insert) => <Pipe definition={definition} before={element.name} main={main} language={language} insert={insert} /> })} />
        {element.isRequired && <span className="sv-must" title={t('survey:required')}>*<span className="vh">{t('survey:required')}</span></span>}
      </div>
      {(chosen || read(element.description, language, main)) && asks(element) && <Inline className="soft sm" lang={language} label={t('survey:help')} value={words(element.description, language, main)} placeholder={words(element.description, main, main) || t('survey:write_help')} onChange={setWords('description', element.description)} />}
      {chosen ? <Written {...{ placed, language }} /> : <div className="sv-face" aria-hidden="true"><Face element={element} main={main} language={language} /></div>}
      {troubled && <p className="problem">{troubled}</p>}
      <p className="sv-marks xs soft"><span>{number(count)}</span><span>{questionName(kind)}</span>{element.metric && <Tag>{name('metric', element.metric)}</Tag>}{element.touchpoint && <Tag>{name('touchpoint', element.touchpoint)}</Tag>}</p>
      {chosen && (
        <div className="sv-card-tools" role="group" aria-label={t('survey:question_tools')}>
          {asks(element) && <Switch label={t('survey:required')} checked={element.isRequired === true} onChange={(on) => set({ isRequired: on || undefined })} />}
          <span className="push row">
            <IconButton className="only-narrow" icon="setup" label={t('survey:properties')} onClick={onProperties} />
            <IconButton icon="up" label={t('survey:question_up')} disabled={!canShift(definition, element.name, -1)} onClick={() => shift(-1)} /><IconButton icon="down" label={t('survey:question_down')} disabled={!canShift(definition, element.name, 1)} onClick={() => shift(1)} />
            <IconButton icon="copy" label={t('survey:question_copy')} onClick={copy} /><IconButton icon="trash" label={t('survey:question_remove')} onClick={remove} />
          </span>
        </div>)}
    </section>
  )
}
export const cardId = (name: string) => `ask-${encodeURIComponent(name)}`
/** The chosen question: lists are written in place, the rest looks as it will. */
function Written({ placed: { element }, language }: { placed: Placed; language: string }) {
  const { main, change } = useDraft()
  const lists = { choices: ['radiogroup', 'checkbox', 'dropdown', 'ranking', 'bestworst'], rows: ['matrix', 'importance'], columns: ['matrix'] } as const
  const own = (Object.keys(lists) as (keyof typeof lists)[]).filter((one) => (lists[one] as readonly string[]).includes(element.type))
  return (
    <>
      {element.type !== 'radiogroup' && element.type !== 'checkbox' && <div className="sv-face" aria-hidden="true"><Face element={element} main={main} language={language} /></div>}
      {own.map((list) => <Items key={list} element={element} list={list} main={main} language={language} change={change} />)}
      {(element.type === 'radiogroup' || element.type === 'checkbox') && (element['showOtherItem'] || element['showNoneItem']) ? <ul className="face-list sv-extra" aria-hidden="true">{element['showOtherItem'] ? <li><span className="face-box" />{read(element['otherText'], language, main) || t('survey:other_item')}</li> : null}{element['showNoneItem'] ? <li><span className="face-box" />{read(element['noneText'], language, main) || t('survey:none_item')}</li> : null}</ul> : null}
    </>
  )
}
