// What comments may be about and what may be felt in them: the firm's own lists, one shape for both.
import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { Tag } from '@kit/Chip'
import { TextArea, TextField } from '@kit/Field'
import { languageName, number } from '@kit/format'
import { toast } from '@kit/Notice'
import type { FieldSpec } from '@kit/RecordFields'
import type { Column } from '@kit/Table'
import { keyField, nameField } from '../../firm/fields'
import { type Key, languages, t } from '../../i18n'
import { useMayMark } from '../../insight/rights'
import { Register } from '../../record/Register'
import { byPosition } from '../../record/order'
import { useNames, useRegister } from '../../records'
import { useSession } from '../../session'
import type { Language } from '../../types'
import { linesOf, textOf, wrongPattern } from '../patterns'
import type { Emotion, Topic } from '../shape'

type Texts = Partial<Record<Language, string>>
type Lists = Partial<Record<Language, string[]>>
const counted = (patterns: Lists) => languages.reduce((sum, one) => sum + (patterns[one]?.length ?? 0), 0)

export function Topics() {
  const name = useNames()
  return <Vocabulary<Topic> kind="topics" of="topic" words={{ title: 'teach:topics', about: 'teach:topics_about', add: 'teach:topic_add', empty: 'teach:topics_empty' }}
    extra={(record, rows) => record ? [{ name: 'merged_into', kind: 'choice', label: t('teach:merged_into'), none: t('teach:merged_none'), hint: t('teach:merged_hint'), options: rows.filter((one) => one.key !== record.key && !one.merged_into).map((one) => ({ value: one.key, label: name('topic', one.key) })) }] : []}
    state={(row) => row.merged_into ? <Tag>{t('teach:merged_with', { name: name('topic', row.merged_into) })}</Tag> : null} />
}
export function Emotions() {
  return <Vocabulary<Emotion> kind="emotions" of="emotion" words={{ title: 'teach:emotions', about: 'teach:emotions_about', add: 'teach:emotion_add', empty: 'teach:emotions_empty' }} extra={() => []} state={() => null} />
}
interface Props<T extends Emotion> { kind: 'topics' | 'emotions'; of: 'topic' | 'emotion'; words: Record<'title' | 'about' | 'add' | 'empty', Key>; extra: (record: T | null, rows: readonly T[]) => FieldSpec[]; state: (row: T) => ReactNode }
function Vocabulary<T extends Emotion>({ kind, of, words, extra, state }: Props<T>) {
  const name = useNames()
  const may = useMayMark()
  const client = useQueryClient()
  const rows = useRegister(kind) as unknown as T[]
  const { firm } = useSession()
  const nameOf = (row: T) => name(of, row.key)
  // the firm's own languages first; the others can be read, too
  const spoken = [...firm.languages, ...languages.filter((one) => !firm.languages.includes(one))]
  const columns: Column<T>[] = [
    { key: 'name', name: t('firm:field.name'), cell: (row) => row.active ? nameOf(row) : <span className="inactive">{nameOf(row)}</span> },
    { key: 'state', name: t('teach:state'), cell: (row) => state(row) ?? (row.active ? row.built_in ? <span className="soft sm">{t('teach:built_in')}</span> : <span className="sm">{t('teach:own')}</span> : <Tag>{t('teach:off')}</Tag>) },
    { key: 'patterns', name: t('teach:patterns'), number: true, wide: true, cell: (row) => counted(row.patterns) ? number(counted(row.patterns)) : <span className="soft">–</span> },
  ]
  const fields = (record: T | null): FieldSpec[] => [
    { ...nameField(), hint: t('teach:name_hint') }, keyField(t('teach:key_hint')),
    { name: 'names', kind: 'own', label: t('teach:names'), draw: ({ value, set, errorAt }) => <Names value={(value ?? {}) as Texts} onChange={set} spoken={spoken} errorAt={errorAt} /> },
    { name: 'patterns', kind: 'own', label: t('teach:patterns'), draw: ({ value, set, errorAt }) => <PatternFields value={(value ?? {}) as Lists} onChange={set} spoken={spoken} errorAt={errorAt} /> },
    { name: 'active', kind: 'switch', label: t('teach:active'), hint: t('teach:active_hint') },
    ...extra(record, rows),
  ]
  return <Register<T> kind={kind} section={kind} title={t(words.title)} about={t(words.about)} add={t(words.add)} empty={t(words.empty)} write={may} nameOf={nameOf} columns={columns} fields={fields}
    blank={{ name: '', key: '', names: {}, patterns: {}, active: true }} arrange={byPosition} removable={() => false} onSaved={() => { void client.invalidateQueries({ queryKey: ['text'] }); toast(t('teach:saved')) }} />
}
/** What it is called in each language; an empty one falls back to the name above. */
function Names({ value, onChange, spoken, errorAt }: { value: Texts; onChange: (next: Texts) => void; spoken: readonly Language[]; errorAt: (name: string) => string | undefined }) {
  return (
    <fieldset className="many"><legend className="form-label">{t('teach:names')}</legend>
      <div className="form">{spoken.map((one) => <TextField key={one} label={languageName(one)} value={value[one] ?? ''} maxLength={80} lang={one} error={errorAt(`/names/${one}`)} onChange={(event) => onChange(withText(value, one, event.target.value))} />)}</div>
      {errorAt('names') && <p className="problem">{errorAt('names')}</p>}
    </fieldset>
  )
}
function withText(old: Texts, language: Language, text: string): Texts {
  const { [language]: _gone, ...rest } = old
  return text ? { ...rest, [language]: text } : rest
}
/** The words by which it is found, in each language; kept as typed while someone types. */
function PatternFields({ value, onChange, spoken, errorAt }: { value: Lists; onChange: (next: Lists) => void; spoken: readonly Language[]; errorAt: (name: string) => string | undefined }) {
  const [texts, setTexts] = useState<Texts>(() => Object.fromEntries(spoken.map((one) => [one, textOf(value[one])])))
  const type = (language: Language, text: string) => { setTexts({ ...texts, [language]: text }); onChange({ ...value, [language]: linesOf(text) }) }
  const wrong = (language: Language) => { const found = wrongPattern(value[language] ?? []); return found ? found.why === 'star' ? t('teach:wrong_star', { words: value[language]![found.at]! }) : t('teach:wrong_count') : undefined }
  return (
    <fieldset className="many"><legend className="form-label">{t('teach:patterns')}</legend>
      <p className="hint">{t('teach:patterns_hint')}</p>
      <div className="form">{spoken.map((one) => <TextArea key={one} label={languageName(one)} rows={3} value={texts[one] ?? ''} lang={one} spellCheck={false} error={wrong(one) ?? errorAt(`/patterns/${one}`)} onChange={(event) => type(one, event.target.value)} />)}</div>
      {errorAt('patterns') && <p className="problem">{errorAt('patterns')}</p>}
    </fieldset>
  )
}
