import { useEffect, useState } from 'react'
import { Button, IconButton } from '@kit/Button'
import { Checkbox, Segmented, Select, TextArea, TextField } from '@kit/Field'
import { namesIn, parse, Unreadable } from '@respond/expression'
import { t } from '../../i18n'
import { answersOf, firstRule, needsValue, plainOf, type Plain, type Rule, type Scalar, testsFor, textOf } from '../rule'
import { type Definition, type Element, find, questionNamed, questionsOf, read, same, titleOf } from '../shape'

interface Props { label: string; /** what it means when nothing is said: "Always" */ always: string; value: string | undefined; definition: Definition; main: string; language: string; /** only what is asked before this question may decide; null: all */ before: string | null; page?: number | undefined; onChange: (value: string | undefined) => void }
/** A condition: in plain words as long as that is possible, as an expression for those who want one. */
export function Rules({ label, always, value, definition, main, language, before, page, onChange }: Props) {
  const plain = plainOf(value ?? '')
  const [expert, setExpert] = useState(plain === null)
  const askable = before === null ? questionsOf(definition).filter((one) => page === undefined || one.page < page) : earlier(definition, before)
  const names = [...askable.filter(({ element }) => element.type !== 'html').map(({ element }) => ({ value: element.name, label: short(read(titleOf(element), language, main)) || element.name })), ...(definition.hidden ?? []).map((one) => ({ value: one, label: t('survey:hidden_field', { name: one }) }))]
  const put = (next: Plain) => onChange(next.rules.length ? textOf(next) : undefined)
  const first = () => { const name = names.at(-1)?.value; if (name) put({ join: plain?.join ?? 'and', rules: [...(plain?.rules ?? []), firstRule(name, find(definition, name)?.element)] }) }
  return (
    <fieldset className="sv-rules"><legend className="form-label">{label}</legend>
      {expert || plain === null ? <Expression value={value ?? ''} definition={definition} onChange={onChange} /> : (
        <>
          {plain.rules.length === 0 && <p className="hint">{always}</p>}
          {plain.rules.length > 1 && <Segmented label={t('survey:rule_join')} value={plain.join} onChange={(join) => put({ ...plain, join })} options={[{ value: 'and', label: t('survey:rule_all') }, { value: 'or', label: t('survey:rule_any') }]} />}
          {plain.rules.map((rule, at) => <Row key={at} rule={rule} names={names} definition={definition} main={main} language={language} onChange={(next) => put({ ...plain, rules: plain.rules.map((one, index) => index === at ? next : one) })} onRemove={() => put({ ...plain, rules: plain.rules.filter((_, index) => index !== at) })} />)}
        </>)}
      <div className="row wrap sv-rule-foot">
        {!expert && plain !== null && (names.length ? <Button look="ghost" icon="plus" onClick={first}>{t(plain.rules.length ? 'survey:rule_more' : 'survey:rule_first')}</Button> : <p className="hint">{t('survey:rule_nothing_before')}</p>)}
        {(expert || plain === null || names.length > 0) && <button type="button" className="as-link sm push" disabled={expert && plain === null} onClick={() => setExpert(!expert)}>{t(expert || plain === null ? 'survey:rule_plain' : 'survey:rule_expert')}</button>}
      </div>
      {expert && plain === null && <p className="hint">{t('survey:rule_no_plain')}</p>}
    </fieldset>
  )
}
const short = (text: string) => text.length > 60 ? `${text.slice(0, 57).replace(/\s+\S*$/, '')}…` : text
function earlier(definition: Definition, name: string) {
  const all = questionsOf(definition)
  const at = all.findIndex((one) => same(one.element.name, name))
  return at < 0 ? all : all.slice(0, at)
}
function Row({ rule, names, definition, main, language, onChange, onRemove }: { rule: Rule; names: { value: string; label: string }[]; definition: Definition; main: string; language: string; onChange: (rule: Rule) => void; onRemove: () => void }) {
  const element = find(definition, rule.name)?.element ?? questionNamed(definition, rule.name)?.element
  const tests = testsFor(element)
  const known = names.some((one) => same(one.value, rule.name))
  return (
    <div className="sv-rule" role="group" aria-label={t('survey:rule')}>
      <Select quiet label={t('survey:rule_question')} value={names.find((one) => same(one.value, rule.name))?.value ?? rule.name} options={known ? names : [{ value: rule.name, label: t('survey:rule_unknown', { name: rule.name }) }, ...names]} onChange={(name) => onChange(firstRule(name, find(definition, name)?.element))} />
      <Select quiet label={t('survey:rule_test')} value={rule.test} options={[...(tests.includes(rule.test) ? [] : [rule.test]), ...tests].map((one) => ({ value: one, label: t(`survey:test.${one}`) }))} onChange={(test) => onChange({ ...rule, test, value: fitting(test, rule.value, element) })} />
      <IconButton icon="close" label={t('survey:rule_remove')} onClick={onRemove} />
      {needsValue(rule.test) && <Answer rule={rule} element={element} main={main} language={language} onChange={(value) => onChange({ ...rule, value })} />}
    </div>
  )
}
function fitting(test: Rule['test'], value: Rule['value'], element: Element | undefined): Rule['value'] {
  if (!needsValue(test)) return null
  const list = test === 'any_of' || test === 'none_of'
  const one = Array.isArray(value) ? value[0] : value
  const scalar = one ?? answersOf(element)[0]?.value ?? ''
  return list ? (Array.isArray(value) ? value : [scalar]) : scalar
}
function Answer({ rule, element, main, language, onChange }: { rule: Rule; element: Element | undefined; main: string; language: string; onChange: (value: Scalar | Scalar[]) => void }) {
  const answers = answersOf(element).map((one) => ({ value: one.value, label: typeof one.value === 'boolean' ? t(one.value ? 'words:yes' : 'words:no') : read(one.text, language, main) || (one.value === 'other' ? t('survey:other_item') : one.value === 'none' ? t('survey:none_item') : String(one.value)) }))
  if (rule.test === 'any_of' || rule.test === 'none_of') {
    const chosen = Array.isArray(rule.value) ? rule.value : []
    const has = (value: Scalar) => chosen.some((one) => String(one) === String(value))
    return <div className="sv-rule-many">{answers.map((one) => <Checkbox key={String(one.value)} label={one.label} checked={has(one.value)} onChange={(on) => onChange(on ? [...chosen, one.value] : chosen.filter((other) => String(other) !== String(one.value)))} />)}</div>
  }
  const text = Array.isArray(rule.value) ? '' : String(rule.value ?? '')
  if (answers.length) return <Select quiet label={t('survey:rule_value')} value={text} options={answers.some((one) => String(one.value) === text) ? answers.map((one) => ({ value: String(one.value), label: one.label })) : [{ value: text, label: text || '–' }, ...answers.map((one) => ({ value: String(one.value), label: one.label }))]} onChange={(next) => onChange(answers.find((one) => String(one.value) === next)?.value ?? next)} />
  const type = element?.type === 'text' && element['inputType'] === 'date' ? 'date' : element?.type === 'text' && element['inputType'] === 'number' ? 'number' : 'text'
  return <TextField quiet label={t('survey:rule_value')} type={type} step="any" value={text} onChange={(event) => onChange(type === 'number' && event.target.value !== '' ? Number(event.target.value) : event.target.value)} />
}
/** What is wrong with an expression, in words; null when nothing is. */
export function troubleWith(text: string, definition: Definition): string | null {
  try {
    const unknown = namesIn(parse(text)).find((name) => !questionNamed(definition, name) && !(definition.hidden ?? []).some((one) => same(one, name)) && !name.endsWith('.length'))
    return unknown === undefined ? null : t('survey:expression.unknown', { name: unknown })
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    return t(`survey:expression.${error.why}`, { at: error.at + 1, what: error.what })
  }
}
/** Written by hand; it goes into the survey only when it can be read. */
function Expression({ value, definition, onChange }: { value: string; definition: Definition; onChange: (value: string | undefined) => void }) {
  const [text, setText] = useState(value)
  useEffect(() => { setText(value) }, [value])
  const trouble = troubleWith(text, definition)
  const readable = () => { try { parse(text); return true } catch { return false } }
  return <TextArea label={t('survey:expression')} rows={3} spellCheck={false} className="input mono" value={text} error={trouble ?? undefined} hint={trouble ? undefined : t('survey:expression_hint')} onChange={(event) => { setText(event.target.value) }} onBlur={() => { if (readable() && text !== value) onChange(text.trim() || undefined) }} />
}
/** A condition in whole sentences, for the canvas; an expression that has no plain form stands as it is. */
export function spokenRules(text: string, definition: Definition, main: string, language: string): { join: 'and' | 'or'; lines: string[] } {
  const plain = plainOf(text)
  if (!plain) return { join: 'and', lines: [text] }
  return { join: plain.join, lines: plain.rules.map((rule) => {
    const element = questionNamed(definition, rule.name)?.element
    const answers = answersOf(element)
    const one = (value: Scalar) => typeof value === 'boolean' ? t(value ? 'words:yes' : 'words:no') : read(answers.find((other) => String(other.value) === String(value))?.text, language, main) || String(value)
    const value = Array.isArray(rule.value) ? rule.value.map(one).join(', ') : rule.value === null ? '' : one(rule.value)
    return t(`survey:said.${rule.test}`, { question: (element && short(read(titleOf(element), language, main))) || rule.name, value })
  }) }
}
