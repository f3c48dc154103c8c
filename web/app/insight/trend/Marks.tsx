import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Button } from '@kit/Button'
import { day, today } from '@kit/format'
import { Problems, toast } from '@kit/Notice'
import { Dialog, Panel } from '@kit/Panel'
import { RecordFields, type FieldSpec, type Values } from '@kit/RecordFields'
import { many, useScope } from '../../frame/scope'
import { t } from '../../i18n'
import { useChoices, useNames, useWrite } from '../../records'
import { type Mark, markKinds } from '../../types'
import { useMayMark } from '../rights'

/** What happened on the axis: a list, and the way to add one. */
export function Marks({ marks }: { marks: readonly Mark[] }) {
  const { search, change } = useScope()
  const name = useNames()
  const may = useMayMark()
  const open = many(search['open'])[0]
  const chosen = open === 'new' ? null : marks.find((one) => one.id === open && one.kind !== 'market')
  const where = (one: Mark) => [one.touchpoint && name('touchpoint', one.touchpoint), one.location && name('location', one.location)].filter(Boolean).join(' · ')
  return (
    <section><div className="head"><h2>{t('trend:marks')}</h2>{may && <span className="push"><Button icon="plus" onClick={() => change({ open: 'new' })}>{t('trend:mark_add')}</Button></span>}</div>
      {marks.length === 0 ? <p className="soft">{t('trend:marks_none')}</p> : <ul className="mark-list">{[...marks].sort((a, b) => b.at.localeCompare(a.at)).map((one) => <li key={one.id}><span className="soft sm">{day(one.at)}</span><span>{one.kind === 'market' ? <Link className="as-link" to={'/market' as never} search={{ open: one.id } as never}>{one.name}</Link> : may ? <button type="button" className="as-link" onClick={() => change({ open: one.id })}>{one.name}</button> : <b>{one.name}</b>}{one.description && <small className="soft">{one.description}</small>}</span><span className="soft sm">{t(`trend:kind.${one.kind}`)}{where(one) && <span className="where">{where(one)}</span>}</span></li>)}</ul>}
      {may && open && (open === 'new' || chosen) && <MarkPanel key={open} mark={chosen ?? undefined} onClose={() => change({ open: undefined })} />}
    </section>
  )
}
function MarkPanel({ mark, onClose }: { mark: Mark | undefined; onClose: () => void }) {
  const client = useQueryClient()
  const { scope } = useScope()
  const { add, change, remove } = useWrite<Mark>('marks')
  const touchpoints = useChoices('touchpoint')
  const locations = useChoices('location')
  const one = (name: string) => scope.filters[name]?.length === 1 && !scope.filters[name][0]!.startsWith('!') ? scope.filters[name][0]! : null
  const [values, setValues] = useState<Values>(() => mark ? { ...mark } : { at: today(), kind: 'change', name: '', description: '', touchpoint: one('touchpoint'), location: one('location') })
  const [asks, setAsks] = useState(false)
  const error = add.error ?? change.error ?? remove.error
  const done = () => { void client.invalidateQueries({ queryKey: ['insights'] }); toast(t('frame:saved')); onClose() }
  const body = Object.fromEntries(['at', 'name', 'description', 'kind', 'touchpoint', 'location'].map((name) => [name, values[name] ?? null]))
  const save = () => mark ? change.mutate({ id: mark.id, revision: mark.revision, body }, { onSuccess: done }) : add.mutate(body, { onSuccess: done })
  const fields: FieldSpec[] = [
    { name: 'name', label: t('trend:mark_name'), kind: 'text', required: true, hint: t('trend:mark_name_hint') },
    { name: 'at', label: t('trend:mark_at'), kind: 'date', required: true, half: true }, { name: 'kind', label: t('trend:mark_kind'), kind: 'choice', options: (values['kind'] === 'reading' ? ['reading' as const] : markKinds).map((kind) => ({ value: kind, label: t(`trend:kind.${kind}`) })), required: true, half: true },
    { name: 'touchpoint', label: t('words:dim.touchpoint'), kind: 'choice', options: touchpoints, none: t('trend:mark_everywhere') }, { name: 'location', label: t('words:dim.location'), kind: 'choice', options: locations, none: t('trend:mark_everywhere') },
    { name: 'description', label: t('trend:mark_description'), kind: 'long' },
  ]
  return (
    <Panel title={mark ? mark.name : t('trend:mark_new')} onClose={onClose} foot={<>{mark && <Button look="danger" icon="trash" onClick={() => setAsks(true)}>{t('frame:remove')}</Button>}<Button onClick={onClose}>{t('frame:cancel')}</Button><Button look="main" busy={add.isPending || change.isPending} onClick={save}>{t('frame:save')}</Button></>}>
      <form className="form" onSubmit={(event) => { event.preventDefault(); save() }}>
        {error && <Problems title={error.words || t('frame:form_problems')} items={error.problems.map((one) => ({ field: one.pointer.slice(1), message: one.message }))} />}
        <RecordFields fields={fields} values={values} set={(next) => setValues((old) => ({ ...old, ...next }))} errorAt={(name) => error?.at(name)} fresh={!mark} optional={t('frame:optional')} />
        <button type="submit" className="vh" tabIndex={-1}>{t('frame:save')}</button>
      </form>
      {asks && mark && <Dialog title={t('trend:mark_remove', { name: mark.name })} onClose={() => setAsks(false)} actions={<><Button onClick={() => setAsks(false)}>{t('frame:cancel')}</Button><Button look="danger" busy={remove.isPending} onClick={() => remove.mutate({ id: mark.id, revision: mark.revision }, { onSuccess: done })}>{t('frame:remove')}</Button></>}>{t('trend:mark_remove_words')}</Dialog>}
    </Panel>
  )
}
