import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useId, useState } from 'react'
import { Button } from '@kit/Button'
import { Notice, Problems, toast } from '@kit/Notice'
import { Dialog, Panel } from '@kit/Panel'
import { type FieldSpec, RecordFields, type Values } from '@kit/RecordFields'
import '@kit/record.css'
import type { Problem } from '../api'
import { t } from '../i18n'
import { useWrite } from '../records'
import type { Stored } from '../types'
import { changed, emptied, filled, theirs } from './changed'

export interface RecordPanelProps<T extends Stored> {
  /** the API's list: 'locations' */
  kind: string
  /** null: a new one */
  record: T | null
  title: string
  fields: readonly FieldSpec[]
  /** what a new record starts with */
  blank: Values
  onClose: () => void
  /** after saving; otherwise the panel closes */
  onSaved?: (record: T, fresh: boolean) => void
  /** after it went; otherwise the panel closes */
  onRemoved?: () => void
  /** false: everything is shown, nothing can be changed */
  write?: boolean
  /** may it go at all (built-in records stay) */
  removable?: boolean
  /** said before it goes */
  removeWords?: string
  save?: string
  top?: ReactNode
  children?: ReactNode
  foot?: ReactNode
  wide?: boolean
}
/** One panel for every simple record: fields from their description, save what changed, a conflict keeps both texts, removing asks first. */
export function RecordPanel<T extends Stored>(props: RecordPanelProps<T>) {
  const { record, write = true, removable = true } = props
  const form = useRecordForm(props)
  const [asking, setAsking] = useState(false)
  const id = useId()
  return (
    <Panel title={props.title} onClose={props.onClose} {...(props.wide && { wide: true })} foot={write && (
      <>
        {record && removable && <Button look="ghost" icon="trash" onClick={() => setAsking(true)}>{t('frame:remove')}</Button>}{props.foot}
        <Button className="push" onClick={props.onClose}>{t('frame:cancel')}</Button>
        <Button look="main" type="submit" form={id} busy={form.busy}>{props.save ?? t(record ? 'frame:save' : 'frame:add')}</Button>
      </>)}>
      {props.top}
      <form id={id} className="form" noValidate onSubmit={(event) => { event.preventDefault(); form.save() }}>
        <FormTrouble problem={form.problem} missing={form.missing} fields={props.fields} theirs={form.theirs} />
        <fieldset className="form" disabled={!write}>
          <RecordFields fields={props.fields} values={form.values} set={form.set} errorAt={form.errorAt} fresh={!record} optional={t('frame:optional')} />
        </fieldset>
      </form>
      {props.children}
      {asking && record && <RemoveDialog kind={props.kind} record={record} name={props.title} words={props.removeWords} onClose={() => setAsking(false)} onRemoved={props.onRemoved ?? props.onClose} />}
    </Panel>
  )
}
/** The state of one record's form; also used by forms that stand on a page. */
export function useRecordForm<T extends Stored>({ kind, record, fields, blank, onClose, onSaved }: Pick<RecordPanelProps<T>, 'kind' | 'record' | 'fields' | 'blank' | 'onSaved'> & { onClose?: () => void }) {
  const { add, change } = useWrite<T>(kind)
  const client = useQueryClient()
  const [draft, setDraft] = useState<Values>({})
  const [missing, setMissing] = useState<string[]>([])
  const base = (record ?? blank) as Values
  const values = { ...base, ...draft }
  const asked = fields.filter((one) => one.when?.(values) ?? true)
  const problem = (record ? change.error : add.error) ?? null
  const done = (fresh: boolean) => (saved: T) => { setDraft({}); toast(t('frame:saved')); if (onSaved) onSaved(saved, fresh); else onClose?.() }
  const save = () => {
    const gaps = asked.filter((one) => one.required && empty(values[one.name])).map((one) => one.name)
    setMissing(gaps)
    add.reset(); change.reset()
    if (gaps.length) return
    if (!record) { add.mutate(filled(values), { onSuccess: done(true) }); return }
    const body = emptied(changed(record as unknown as Values, draft), fields.filter((one) => one.kind === 'own').map((one) => one.name))
    if (Object.keys(body).length === 0) { onClose?.(); return }
    // the new state is fetched, what was written stays: saving again then goes over it knowingly
    change.mutate({ id: record.id, revision: record.revision, body }, { onSuccess: done(false), onError: (error) => { if (error.status === 412) void client.invalidateQueries({ queryKey: [kind] }) } })
  }
  return {
    values, problem, missing, save, theirs: theirs(base, draft), busy: add.isPending || change.isPending, dirty: record ? Object.keys(changed(record as unknown as Values, draft)).length > 0 : true,
    set: (next: Values) => setDraft((old) => ({ ...old, ...next })),
    errorAt: (name: string) => missing.includes(name) ? t('firm:required') : problem?.at(name),
  }
}
export function FormTrouble({ problem, missing, fields, theirs = {} }: { problem: Problem | null; missing: readonly string[]; fields: readonly FieldSpec[]; theirs?: Values }) {
  const label = (name: string) => fields.find((one) => one.name === name)?.label ?? name
  if (missing.length) return <Problems title={t('frame:form_problems')} items={missing.map((name) => ({ field: name, message: `${label(name)}: ${t('firm:required')}` }))} />
  if (!problem) return null
  if (problem.status === 412) {
    const other = fields.filter((one) => one.name in theirs)
    return <Notice tone="warning">{t('frame:conflict')}{other.length > 0 && <><br />{t('frame:now_theirs')}<ul>{other.map((one) => <li key={one.name}>{one.label}: <b>{inWords(one, theirs[one.name])}</b></li>)}</ul></>}</Notice>
  }
  if (problem.status === 0) return <Notice tone="danger">{t('frame:unreachable')}</Notice>
  const items = problem.problems.map((one) => ({ field: one.pointer.split('/')[1] ?? '', message: `${label(one.pointer.split('/')[1] ?? '')}: ${one.message}` }))
  return <Problems title={items.length ? t('frame:form_problems') : problem.words} items={items} />
}
function RemoveDialog({ kind, record, name, words, onClose, onRemoved }: { kind: string; record: Stored; name: string; words: string | undefined; onClose: () => void; onRemoved: () => void }) {
  const { remove } = useWrite(kind)
  const go = () => remove.mutate({ id: record.id, revision: record.revision }, { onSuccess: () => { toast(t('firm:removed')); onClose(); onRemoved() } })
  return (
    <Dialog title={t('firm:remove_title', { name })} onClose={onClose} actions={<><Button onClick={onClose}>{t('frame:cancel')}</Button><Button look="danger" icon="trash" busy={remove.isPending} onClick={go}>{t('frame:remove')}</Button></>}>
      <p>{words ?? t('firm:remove_words')}</p>
      {remove.error && <Notice tone="danger">{remove.error.status === 0 ? t('frame:unreachable') : remove.error.words}</Notice>}
    </Dialog>
  )
}
const inWords = (field: FieldSpec, value: unknown): string => field.options?.find((one) => one.value === String(value))?.label ?? (Array.isArray(value) ? value.map((one) => inWords(field, typeof one === 'object' ? JSON.stringify(one) : one)).join(', ') || '–' : value === null || value === undefined || value === '' ? '–' : typeof value === 'boolean' ? t(value ? 'words:yes' : 'words:no') : String(value))
const empty = (value: unknown) => value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
