// An initiative is made of something that was seen: what it comes from stands on top, its name is already written.
import './programme.css'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@kit/Button'
import { Select, TextArea, TextField } from '@kit/Field'
import { toast } from '@kit/Notice'
import { Dialog } from '@kit/Panel'
import { t } from '../i18n'
import { usePeople, useRegister, useWrite } from '../records'
import { FormTrouble } from '../record/RecordPanel'
import { initiativesQuery, useMayDecide } from './initiatives'
import { MadeList } from './Made'
import { type Initiative, nameFrom } from './shape'

/** One place to begin from: a cell, a pain, an idea, a finding. */
export interface Source { key: string; label: string; text: string; /** what it is called when it says nothing itself */ name?: string; body: { map_id?: string; step_id?: string; lane?: string; idea_id?: string; finding_id?: string } }
const madeFrom = (source: Source) => (one: Initiative) => source.body.finding_id ? one.finding_id === source.body.finding_id : one.step_id === source.body.step_id && (source.body.idea_id ? one.idea_id === source.body.idea_id : !one.idea_id && one.lane === source.body.lane)

export function BeginDialog({ sources, first, made = [], onClose }: { sources: readonly Source[]; /** key of the one that is meant */ first?: string | undefined; /** what was made of these before */ made?: readonly Initiative[]; onClose: () => void }) {
  const person = usePeople()
  const users = useRegister('users').filter((one) => one.active)
  const { add } = useWrite<Initiative>('initiatives')
  const [chosen, setChosen] = useState(first && sources.some((one) => one.key === first) ? first : sources[0]?.key ?? '')
  const source = sources.find((one) => one.key === chosen)
  const [name, setName] = useState<string | null>(null)
  const [rest, setRest] = useState({ expected_effect: '', owner_id: '', due_on: '' })
  const [missing, setMissing] = useState<string[]>([])
  if (!source) return null
  const called = name ?? nameFrom(source.text || source.name || '')
  const labels = { name: t('programme:name'), expected_effect: t('programme:expected'), owner_id: t('words:dim.owner'), due_on: t('programme:due') }
  const fields = Object.entries(labels).map(([field, label]) => ({ name: field, label, kind: 'text' as const }))
  const error = (field: string) => missing.includes(field) ? t('firm:required') : add.error?.at(field)
  const save = () => {
    add.reset()
    setMissing(called.trim() ? [] : ['name'])
    if (!called.trim()) return
    const said = Object.fromEntries(Object.entries(rest).filter(([, value]) => value.trim() !== ''))
    add.mutate({ ...source.body, ...said, name: called.trim() }, { onSuccess: (one) => { toast(t('programme:created', { name: one.name })); onClose() } })
  }
  const before = made.filter(madeFrom(source))
  return (
    <Dialog title={t('programme:create')} onClose={onClose} actions={<><Button onClick={onClose}>{t('frame:cancel')}</Button><Button look="main" busy={add.isPending} onClick={save}>{t('programme:create_it')}</Button></>}>
      <form className="form" noValidate onSubmit={(event) => { event.preventDefault(); save() }}>
        <FormTrouble problem={add.error ?? null} missing={missing} fields={fields} />
        {sources.length > 1 && <Select label={t('programme:comes_from')} value={chosen} options={sources.map((one) => ({ value: one.key, label: one.text && one.key.startsWith('idea') ? `${one.label}: ${nameFrom(one.text, 60)}` : one.label }))} onChange={(next) => { setChosen(next); setName(null) }} />}
        <blockquote className="pg-said">{sources.length === 1 && <span className="soft block xs">{source.label}</span>}{source.text || source.name}</blockquote>
        {before.length > 0 && <div><p className="sm soft">{t('programme:made_before')}</p><MadeList list={before} /></div>}
        <TextField name="name" label={labels.name} maxLength={200} value={called} error={error('name')} onChange={(event) => setName(event.target.value)} />
        <TextArea name="expected_effect" rows={2} label={<>{labels.expected_effect} <span className="soft opt">{t('frame:optional')}</span></>} hint={t('programme:expected_hint')} value={rest.expected_effect} error={error('expected_effect')} onChange={(event) => setRest({ ...rest, expected_effect: event.target.value })} />
        <div className="pair"><Select name="owner_id" label={labels.owner_id} none={t('journey:nobody')} value={rest.owner_id} options={users.map((one) => ({ value: one.id, label: person(one.id) ?? one.email }))} onChange={(owner_id) => setRest({ ...rest, owner_id })} />
          <TextField name="due_on" type="date" label={labels.due_on} value={rest.due_on} error={error('due_on')} onChange={(event) => setRest({ ...rest, due_on: event.target.value })} /></div>
        <button type="submit" hidden />
      </form>
    </Dialog>
  )
}
/** What was made of a finding, and the way to make more of it. */
export function OfFinding({ finding }: { finding: { id: string; name: string; text: string } }) {
  const may = useMayDecide()
  const client = useQueryClient()
  const list = useQuery(initiativesQuery({ finding_id: finding.id })).data?.items ?? []
  const [making, setMaking] = useState(false)
  if (!may && list.length === 0) return null
  return (
    <section className="bench"><h3>{t('programme:title')}</h3>
      <MadeList list={list} />
      {may && <div><Button icon="flag" onClick={() => setMaking(true)}>{t('programme:create')}</Button></div>}
      {making && <BeginDialog sources={[{ key: 'finding', label: t('programme:from.finding'), text: finding.name, body: { finding_id: finding.id } }]} made={list} onClose={() => { setMaking(false); void client.invalidateQueries({ queryKey: ['initiatives'] }) }} />}
    </section>
  )
}
