import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button, IconButton } from '@kit/Button'
import { Tag } from '@kit/Chip'
import { Checkbox, Select, TextArea, TextField } from '@kit/Field'
import { day, today } from '@kit/format'
import { Notice, toast } from '@kit/Notice'
import { api, type Problem } from '../api'
import { keyField, nameField } from '../firm/fields'
import { many, useScope } from '../frame/scope'
import { useMayMark } from '../insight/rights'
import { language, t } from '../i18n'
import { RecordPanel } from '../record/RecordPanel'
import { listQuery, usePeople, useRegister } from '../records'
import { openChanges, overdue } from './gaps'
import { type BrandPromise, type Change, type PromiseCampaign, wordsOf } from './shape'

/** What may be promised next: a campaign goes live with the changes it speaks of, not before. */
export function Campaigns({ promises }: { promises: readonly BrandPromise[] }) {
  const { search, change } = useScope()
  const write = useMayMark()
  const list = useQuery(listQuery<PromiseCampaign>('/promise_campaigns', { limit: 500 }))
  const rows = list.data?.items ?? []
  const open = many(search['campaign'])[0]
  const chosen = open && open !== 'new' ? rows.find((one) => one.id === open) : undefined
  const close = () => change({ campaign: undefined })
  const held = rows.filter((one) => one.state === 'draft' && openChanges(one).length > 0).length
  return (
    <section><div className="head"><h2>{held > 0 ? t('promise:campaigns_held', { count: held }) : t('promise:campaigns')}</h2>{write && <span className="push"><Button icon="plus" onClick={() => change({ campaign: 'new' })}>{t('promise:campaign_add')}</Button></span>}</div>
      {list.error ? <Notice tone="danger">{list.error.message}</Notice> : rows.length === 0 ? <p className="soft">{t('promise:campaigns_none')}</p> : (
        <ul className="camps">{rows.map((one) => { const open = openChanges(one); return (
          <li key={one.id}><div><button type="button" className="open" onClick={() => change({ campaign: one.id })}>{one.name}</button><small className="block soft">{dates(one)}</small></div>
            <span className="sm">{open.length > 0 ? <><b>{t('promise:changes_open', { count: open.length })}</b> <span className="soft">{open.map((one) => one.text).join('; ')}</span></> : <span className="soft">{one.changes.length === 0 ? t('promise:changes_none') : t('promise:changes_done')}</span>}</span>
            <Tag {...(one.state === 'live' ? { tone: 'acc' as const } : one.state === 'draft' && open.length > 0 ? { tone: 'warn' as const } : {})}>{t(`promise:campaign.${one.state}`)}</Tag></li>) })}</ul>)}
      {open && (open === 'new' ? write : chosen) && <CampaignPanel key={open} record={chosen ?? null} promises={promises} write={write} onClose={close} />}
    </section>
  )
}
const dates = (one: PromiseCampaign) => [one.starts_on && t('promise:from', { day: day(one.starts_on) }), one.ends_on && t('promise:until', { day: day(one.ends_on) })].filter(Boolean).join(' ')
function CampaignPanel({ record, promises, write, onClose }: { record: PromiseCampaign | null; promises: readonly BrandPromise[]; write: boolean; onClose: () => void }) {
  return <RecordPanel<PromiseCampaign> kind="promise_campaigns" record={record} title={record?.name ?? t('promise:campaign_add')} onClose={onClose} write={write} wide removeWords={t('promise:campaign_remove')}
    top={record && <Gate of={record} write={write} />}
    blank={{ key: '', name: '', promise_ids: [], starts_on: today(), ends_on: null, changes: [] }}
    fields={[
      nameField(), keyField(t('promise:key_hint')),
      { name: 'starts_on', kind: 'date', label: t('promise:starts_on'), required: true, half: true }, { name: 'ends_on', kind: 'date', label: t('promise:ends_on'), nullable: true, half: true },
      { name: 'promise_ids', kind: 'many', label: t('promise:campaign_promises'), options: promises.map((one) => ({ value: one.id, label: wordsOf(one, language()) })) },
      { name: 'changes', kind: 'own', label: t('promise:changes'), draw: ({ value, set, error }) => <Changes value={(value ?? []) as Change[]} onChange={set} error={error} /> },
    ]} />
}
/** Live only together with what it promises. Whoever overrules says why; it is kept and shown. */
function Gate({ of, write }: { of: PromiseCampaign; write: boolean }) {
  const client = useQueryClient()
  const people = usePeople()
  const [reason, setReason] = useState('')
  const [asking, setAsking] = useState(false)
  const open = openChanges(of)
  const go = useMutation<PromiseCampaign, Problem, string | null>({
    mutationFn: (override) => api.post<PromiseCampaign>(`/promise_campaigns/${of.id}/go_live`, override ? { override_reason: override } : {}),
    onSuccess: () => { setAsking(false); toast(t('promise:now_live')) },
    onError: (error) => { if (error.status === 409) setAsking(true) },
    onSettled: () => client.invalidateQueries({ queryKey: ['promise_campaigns'] }),
  })
  if (of.state !== 'draft') return <div className="gate"><p className="pr-state"><Tag tone="acc">{t(`promise:campaign.${of.state}`)}</Tag>{of.override_reason && <span className="sm">{t('promise:overridden', { reason: of.override_reason })}</span>}</p></div>
  return (
    <div className="gate">
      {open.length === 0 ? <p>{t('promise:gate_open')}</p> : <><p><b>{t('promise:gate_closed', { count: open.length })}</b></p><ul className="sm">{open.map((one) => <li key={one.id}>{one.text} <span className={overdue(one, today()) ? 'neg' : 'soft'}>{[people(one.owner_id), one.due_on && t('promise:due', { day: day(one.due_on) })].filter(Boolean).join(' · ')}</span></li>)}</ul></>}
      {go.error && go.error.status !== 409 && <Notice tone="danger">{go.error.message}</Notice>}
      {write && !asking && <div className="row wrap"><Button icon="out" look={open.length === 0 ? 'main' : 'plain'} busy={go.isPending} onClick={() => open.length === 0 ? go.mutate(null) : setAsking(true)}>{t(open.length === 0 ? 'promise:go_live' : 'promise:go_live_anyway')}</Button></div>}
      {write && asking && <div className="form">{go.error?.status === 409 && <Notice tone="warning">{go.error.words}</Notice>}<TextArea rows={2} name="override_reason" label={t('promise:override_reason')} hint={t('promise:override_hint')} error={go.error?.at('override_reason')} value={reason} onChange={(event) => setReason(event.target.value)} />
        <div className="row wrap"><Button onClick={() => { setAsking(false); go.reset() }}>{t('frame:cancel')}</Button><Button look="danger" disabled={reason.trim() === ''} busy={go.isPending} onClick={() => go.mutate(reason.trim())}>{t('promise:go_live_with_reason')}</Button></div></div>}
    </div>
  )
}
/** The changes a campaign speaks of: what, who, until when, done. */
function Changes({ value, onChange, error }: { value: readonly Change[]; onChange: (value: Change[]) => void; error?: string | undefined }) {
  const users = useRegister('users').filter((one) => one.active)
  const put = (at: number, change: Partial<Change>) => onChange(value.map((one, index) => index === at ? { ...one, ...change } : one))
  return (
    <fieldset><legend className="form-label">{t('promise:changes')}</legend>
      <ul className="changes-edit">{value.map((one, at) => (
        <li key={one.id}>
          <div className="row"><TextField quiet label={t('promise:change_text')} placeholder={t('promise:change_text')} value={one.text} onChange={(event) => put(at, { text: event.target.value })} /><IconButton icon="trash" label={t('promise:change_remove', { text: one.text })} onClick={() => onChange(value.filter((_, index) => index !== at))} /></div>
          <div className="line"><Select label={t('words:dim.owner')} none={t('journey:nobody')} value={one.owner_id ?? ''} options={users.map((user) => ({ value: user.id, label: user.name || user.email }))} onChange={(id) => put(at, { owner_id: id || null })} /><TextField type="date" label={t('promise:due_on')} value={one.due_on ?? ''} onChange={(event) => put(at, { due_on: event.target.value || null })} /></div>
          <Checkbox label={t('promise:change_done')} checked={one.state === 'done'} onChange={(done) => put(at, { state: done ? 'done' : 'open' })} />
        </li>))}</ul>
      {error && <p className="problem">{error}</p>}<p className="hint">{t('promise:changes_hint')}</p>
      <Button icon="plus" look="ghost" onClick={() => onChange([...value, { id: crypto.randomUUID(), text: '', owner_id: null, due_on: null, state: 'open' }])}>{t('promise:change_add')}</Button>
    </fieldset>
  )
}
