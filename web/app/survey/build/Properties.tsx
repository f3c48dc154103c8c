import { type ReactNode, useEffect, useState } from 'react'
import { Button } from '@kit/Button'
import { Checkbox, Select, Switch, TextArea, TextField } from '@kit/Field'
import { t } from '../../i18n'
import { useChoices, useRegister } from '../../records'
import { useDraft } from '../draft'
import { bindMetric, changeKind, changePage, changeQuestion, changeSurvey, movePage, nameProblem, removePage, rename } from '../edit'
import { questionName } from '../say'
import type { Spoken } from '../spoken'
import { sampleOf } from '../spoken'
import { asks, type Element, find, kindOf, pagesOf, type QuestionKind, questionKinds, rates, read, withWords, words } from '../shape'
import type { Chosen } from './Outline'
import { Parts } from './Parts'
import { Rules } from './Rules'
import { Triggers } from './Triggers'

interface Props { chosen: Chosen; language: string; say: Spoken; onChoose: (next: Chosen) => void }
/** What is said about the chosen question, page or the whole survey besides its words. */
export function Properties({ chosen, language, say, onChoose }: Props) {
  const { definition } = useDraft()
  const placed = 'question' in chosen ? find(definition, chosen.question) : undefined
  if (placed) return <OfQuestion key={placed.element.name} element={placed.element} language={language} say={say} onChoose={onChoose} />
  if ('page' in chosen && pagesOf(definition)[chosen.page]) return <OfPage at={chosen.page} language={language} onChoose={onChoose} />
  return <OfSurvey language={language} />
}
export function Part({ title, children, open }: { title: string; children: ReactNode; open?: boolean }) {
  return <details className="sv-prop" open={open}><summary>{title}</summary><div className="form">{children}</div></details>
}
function useWordsField(language: string) {
  const { main } = useDraft()
  return (value: unknown, put: (next: unknown, mark: string) => void, mark: string) => ({ lang: language, value: words(value, language, main), placeholder: words(value, main, main) || undefined, onChange: (event: { target: { value: string } }) => put(withWords(value, language, main, event.target.value), `${mark} ${language}`) })
}
function OfQuestion({ element, language, say, onChoose }: { element: Element; language: string; say: Spoken; onChoose: (next: Chosen) => void }) {
  const { definition, main, change } = useDraft()
  const field = useWordsField(language)
  const kind = kindOf(element)
  const set = (patch: Record<string, unknown>, mark?: string) => change((all) => changeQuestion(all, element.name, patch), mark ?? null)
  const text = (member: string) => field(element[member], (next, mark) => set({ [member]: next }, mark), `${element.name} ${member}`)
  const flag = (member: string) => ({ checked: element[member] === true, onChange: (on: boolean) => set({ [member]: on || undefined }) })
  const number = (member: string) => ({ type: 'number', value: element[member] === undefined ? '' : String(element[member]), onChange: (event: { target: { value: string } }) => set({ [member]: event.target.value === '' ? undefined : Number(event.target.value) }, `${element.name} ${member}`) })
  const random = (member: string) => <Switch label={t('survey:random_items')} checked={element[member] === 'random'} onChange={(on) => set({ [member]: on ? 'random' : undefined })} />
  return (
    <>
      <Part title={t('survey:prop.question')} open>
        <Select label={t('survey:ask_kind')} value={kind} options={questionKinds.map((one) => ({ value: one, label: questionName(one) }))} onChange={(next: QuestionKind) => change((all) => changeKind(all, element.name, next, sampleOf(say)))} />
        <NameField name={element.name} onRename={(next) => { change((all) => rename(all, element.name, next)); onChoose({ question: next }) }} />
        {kind === 'consent' && <TextField label={t('survey:consent_for')} hint={t('survey:consent_hint')} value={String(element['consent'] ?? '')} onChange={(event) => event.target.value && set({ consent: event.target.value }, `${element.name} consent`)} />}
      </Part>
      {asks(element) && <Measured element={element} language={language} />}
      {(element.type === 'radiogroup' || element.type === 'checkbox' || element.type === 'dropdown') && (
        <Part title={t('survey:prop.choices')} open>
          <Switch label={t('survey:offers_other_item')} {...flag('showOtherItem')} />{element['showOtherItem'] === true && <TextField label={t('survey:text.other')} {...text('otherText')} placeholder={t('survey:other_item')} />}
          <Switch label={t('survey:offers_none_item')} {...flag('showNoneItem')} />{element['showNoneItem'] === true && <TextField label={t('survey:text.none')} {...text('noneText')} placeholder={t('survey:none_item')} />}
          {random('choicesOrder')}
          {element.type === 'checkbox' && <div className="pair"><TextField label={t('survey:at_least_choices')} min={0} {...number('minSelectedChoices')} /><TextField label={t('survey:at_most_choices')} min={0} {...number('maxSelectedChoices')} /></div>}
        </Part>)}
      {(element.type === 'ranking' || element.type === 'bestworst') && <Part title={t('survey:prop.choices')} open>{random('choicesOrder')}</Part>}
      {(element.type === 'matrix' || element.type === 'importance') && <Part title={t('survey:prop.rows')} open>{random('rowOrder')}{element.type === 'matrix' && <Switch label={t('survey:every_row')} {...flag('eachRowRequired')} />}{element.type === 'importance' && <RowTouchpoints element={element} language={language} />}</Part>}
      {element.type === 'boolean' && kind === 'yes_no' && <Part title={t('survey:prop.answers')} open><TextField label={t('survey:text.yes')} {...text('labelTrue')} placeholder={t('words:yes')} /><TextField label={t('survey:text.no')} {...text('labelFalse')} placeholder={t('words:no')} /></Part>}
      {(element.type === 'text' || element.type === 'comment') && (
        <Part title={t('survey:prop.answer')} open>
          {kind === 'short_text' && <Select label={t('survey:input')} value={String(element['inputType'] ?? 'text')} options={(['text', 'email', 'tel', 'url'] as const).map((one) => ({ value: one, label: t(`survey:input.${one}`) }))} onChange={(next) => set({ inputType: next === 'text' ? undefined : next })} />}
          {kind === 'number' && <div className="pair"><TextField label={t('survey:least')} step="any" {...number('min')} /><TextField label={t('survey:most')} step="any" {...number('max')} /></div>}
          {kind === 'date' && <div className="pair"><TextField label={t('survey:earliest')} type="date" value={String(element['min'] ?? '')} onChange={(event) => set({ min: event.target.value || undefined })} /><TextField label={t('survey:latest')} type="date" value={String(element['max'] ?? '')} onChange={(event) => set({ max: event.target.value || undefined })} /></div>}
          {(kind === 'short_text' || kind === 'long_text') && <><TextField label={t('survey:text.placeholder')} {...text('placeholder')} /><TextField label={t('survey:longest')} min={0} max={20000} {...number('maxLength')} /></>}
        </Part>)}
      {element.type === 'multipletext' && <Part title={t('survey:prop.parts')} open><Parts element={element} language={language} /></Part>}
      <Part title={t('survey:prop.logic')} open={!!element.visibleIf || !!element.requiredIf}>
        <Rules label={t('survey:show_when')} always={t('survey:show_always')} value={element.visibleIf} definition={definition} main={main} language={language} before={element.name} onChange={(visibleIf) => set({ visibleIf })} />
        {asks(element) && !element.isRequired && <Rules label={t('survey:must_when')} always={t('survey:must_never')} value={element.requiredIf} definition={definition} main={main} language={language} before={element.name} onChange={(requiredIf) => set({ requiredIf })} />}
        {asks(element) && (element.isRequired || element.requiredIf) && <TextField label={t('survey:text.required')} hint={t('survey:required_hint')} {...text('requiredErrorText')} />}
      </Part>
    </>
  )
}
/** The name in data, conditions and addresses; conditions follow when it changes. */
function NameField({ name, onRename }: { name: string; onRename: (name: string) => void }) {
  const { definition } = useDraft()
  const [text, setText] = useState(name)
  useEffect(() => { setText(name) }, [name])
  const trouble = nameProblem(definition, text, name)
  return <TextField label={t('survey:field_name')} hint={t('survey:field_name_hint')} spellCheck={false} autoCapitalize="none" value={text} error={trouble ? t(`survey:${trouble}`) : undefined} onChange={(event) => setText(event.target.value)} onBlur={() => { if (!trouble && text.trim() !== name) onRename(text.trim()) }} onKeyDown={(event) => { if (event.key === 'Enter') event.currentTarget.blur() }} />
}
function Measured({ element, language }: { element: Element; language: string }) {
  const { change } = useDraft()
  const field = useWordsField(language)
  const metrics = useRegister('metrics').filter((one) => one.kind !== 'index')
  const touchpoints = useChoices('touchpoint')
  const set = (patch: Record<string, unknown>, mark?: string) => change((all) => changeQuestion(all, element.name, patch), mark ?? null)
  const text = (member: string) => field(element[member], (next, mark) => set({ [member]: next }, mark), `${element.name} ${member}`)
  const scaled = rates(element) || element.type === 'importance'
  const counts = scaled || element.type === 'matrix'
  const whole = (member: string, usual: number) => ({ type: 'number', min: 0, max: 100, value: String(element[member] ?? usual), disabled: !!element.metric, onChange: (event: { target: { value: string } }) => event.target.value !== '' && set({ [member]: Number(event.target.value) }, `${element.name} ${member}`) })
  if (!counts && element.type !== 'comment') return null
  return (
    <Part title={t('survey:prop.measure')} open>
      {counts && <Select label={t('words:dim.metric')} hint={t(element.metric ? 'survey:metric_scale' : 'survey:metric_none_hint')} value={element.metric ?? ''} none={t('survey:metric_none')} options={metrics.map((one) => ({ value: one.key, label: `${one.name} (${one.min}–${one.max})` }))} onChange={(key) => { const metric = metrics.find((one) => one.key === key) ?? null; change((all) => scaled ? bindMetric(all, element.name, metric) : changeQuestion(all, element.name, { metric: metric?.key })) }} />}
      <Select label={t('words:dim.touchpoint')} value={element.touchpoint ?? ''} none={t('survey:touchpoint_of_survey')} options={touchpoints} onChange={(key) => set({ touchpoint: key || undefined })} />
      {scaled && (
        <>
          <div className="pair"><TextField label={t('survey:lowest')} {...whole('rateMin', 1)} /><TextField label={t('survey:highest')} {...whole('rateMax', 5)} /></div>
          <TextField label={t('survey:text.low')} {...text('minRateDescription')} /><TextField label={t('survey:text.high')} {...text('maxRateDescription')} />
          <TextField label={t('survey:text.not_applicable')} hint={t('survey:not_applicable_hint')} {...text('notApplicable')} />
        </>)}
    </Part>
  )
}
/** Each row of importance and performance may speak of a touchpoint of its own. */
function RowTouchpoints({ element, language }: { element: Element; language: string }) {
  const { main, change } = useDraft()
  const touchpoints = useChoices('touchpoint')
  const rows = Array.isArray(element.rows) ? element.rows.map((one) => typeof one === 'object' ? one : { value: one }) : []
  return <>{rows.map((row, at) => <Select key={at} label={read(row['text'], language, main) || String(row.value)} value={String(row['touchpoint'] ?? '')} none={t('survey:no_touchpoint')} options={touchpoints} onChange={(key) => change((all) => changeQuestion(all, element.name, { rows: rows.map((one, index) => { const { touchpoint: _, ...rest } = one as Record<string, unknown>; return index === at ? { ...rest, ...(key && { touchpoint: key }) } : one }) }))} />)}</>
}
function OfPage({ at, language, onChoose }: { at: number; language: string; onChoose: (next: Chosen) => void }) {
  const { definition, main, change, keeper } = useDraft()
  const pages = pagesOf(definition)
  const page = pages[at]!
  const set = (patch: Record<string, unknown>) => change((all) => changePage(all, at, patch))
  const move = (by: number) => { change((all) => movePage(all, at, at + by)); onChoose({ page: at + by }) }
  return (
    <>
      <Part title={t('survey:prop.page')} open>
        <Rules label={t('survey:page_when')} always={t('survey:page_always')} value={page.visibleIf} definition={definition} main={main} language={language} before={null} page={at} onChange={(visibleIf) => set({ visibleIf })} />
        <Switch label={t('survey:random_questions')} hint={t('survey:random_hint')} checked={page.questionsOrder === 'random'} onChange={(on) => set({ questionsOrder: on ? 'random' : undefined })} />
      </Part>
      <div className="row wrap sv-page-tools">
        <Button icon="up" disabled={at === 0} onClick={() => move(-1)}>{t('survey:page_up')}</Button><Button icon="down" disabled={at === pages.length - 1} onClick={() => move(1)}>{t('survey:page_down')}</Button>
        <Button icon="trash" disabled={pages.length < 2} onClick={() => { change((all) => removePage(all, at)); onChoose({ survey: true }); void keeper }}>{t('survey:page_remove')}</Button>
      </div>
    </>
  )
}
function OfSurvey({ language }: { language: string }) {
  const { definition, change } = useDraft()
  const field = useWordsField(language)
  const set = (patch: Record<string, unknown>, mark?: string) => change((all) => changeSurvey(all, patch), mark ?? null)
  const text = (member: string) => field(definition[member], (next, mark) => set({ [member]: next }, mark), member)
  const screens = (definition.triggers ?? []).some((one) => one.screenOut)
  return (
    <>
      <Part title={t('survey:prop.end')} open>
        <TextArea label={t('survey:text.thanks')} hint={t('survey:thanks_hint')} rows={3} {...text('completedHtml')} />
        {screens && <TextArea label={t('survey:text.screened_out')} rows={3} {...text('screenedOutHtml')} />}
      </Part>
      <Part title={t('survey:prop.way')} open>
        <Checkbox label={t('survey:progress')} checked={definition.showProgressBar !== false && definition.showProgressBar !== 'off'} onChange={(on) => set({ showProgressBar: on ? undefined : false })} />
        <Checkbox label={t('survey:may_go_back')} checked={definition.showPrevButton !== false} onChange={(on) => set({ showPrevButton: on ? undefined : false })} />
        <Checkbox label={t('survey:random_all')} checked={definition.questionsOrder === 'random'} onChange={(on) => set({ questionsOrder: on ? 'random' : undefined })} />
      </Part>
      <Part title={t('survey:prop.triggers')} open={(definition.triggers ?? []).length > 0}><Triggers language={language} /></Part>
      <Part title={t('survey:prop.hidden')} open={(definition.hidden ?? []).length > 0}><Hidden /></Part>
    </>
  )
}
/** Names that a link or a program fills: order, room. */
function Hidden() {
  const { definition, change } = useDraft()
  const [text, setText] = useState('')
  const names = definition.hidden ?? []
  const trouble = text.trim() ? nameProblem(definition, text.trim()) : null
  const put = (hidden: string[]) => change((all) => changeSurvey(all, { hidden: hidden.length ? hidden : undefined }))
  const add = () => { if (text.trim() && !trouble) { put([...names, text.trim()]); setText('') } }
  return (
    <>
      <p className="hint">{t('survey:hidden_hint')}</p>
      {names.length > 0 && <ul className="sv-hidden">{names.map((one) => <li key={one}><code>{one}</code><button type="button" className="as-link sm" onClick={() => put(names.filter((other) => other !== one))}>{t('frame:remove')}</button></li>)}</ul>}
      <form className="row" onSubmit={(event) => { event.preventDefault(); add() }}><TextField quiet label={t('survey:hidden_new')} placeholder={t('survey:hidden_new')} value={text} error={trouble ? t(`survey:${trouble}`) : undefined} onChange={(event) => setText(event.target.value)} /><Button type="submit" disabled={!text.trim() || !!trouble}>{t('frame:add')}</Button></form>
    </>
  )
}
