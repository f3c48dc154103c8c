import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { Button, IconButton } from '@kit/Button'
import { Checkbox, TextField } from '@kit/Field'
import { languageName, number } from '@kit/format'
import { Notice, toast } from '@kit/Notice'
import { type FieldSpec, RecordFields, type Values } from '@kit/RecordFields'
import '@kit/record.css'
import { api, Problem } from '../api'
import { Forbidden } from '../frame/Root'
import { t } from '../i18n'
import { FormTrouble, useRecordForm } from '../record/RecordPanel'
import { getQuery, listQuery, useChoices } from '../records'
import { useSession } from '../session'
import type { User } from '../types'
import { Rules } from './build/Rules'
import { languagesOf, useCounts } from './counts'
import { useDraft } from './draft'
import { kindName } from './say'
import { type Mode, modes, type Quota, type Survey, surveyKinds } from './types'

export default function SettingsPart() { return useDraft().write ? <Settings /> : <Forbidden /> }

/** What the survey is, who reads it and for what, when it asks, how many it takes. */
function Settings() {
  const { survey } = useDraft()
  const { firm } = useSession()
  const client = useQueryClient()
  const id = useId()
  const counts = useCounts()
  const users = useQuery(listQuery<User>('/users', { limit: 500 })).data?.items ?? []
  const choices = { touchpoint: useChoices('touchpoint'), location: useChoices('location'), brand: useChoices('brand') }
  const asked = counts.of(survey).started > 0
  const languages = [...new Set([...languagesOf(survey), ...firm.languages])]
  const fields: FieldSpec[] = [
    { name: 'name', label: t('survey:name'), kind: 'text', required: true },
    { name: 'kind', label: t('survey:kind'), kind: 'choice', required: true, hint: t('survey:kind_hint'), options: surveyKinds.map((one) => ({ value: one, label: kindName(one) })) },
    { name: 'mode', label: t('survey:mode'), kind: 'own', draw: ({ value, set, error }) => <ModePick value={value as Mode} onChange={set} locked={asked} error={error} /> },
    { name: 'decision', label: t('survey:decision'), kind: 'long', nullable: true, hint: t('survey:decision_hint') },
    { name: 'reader_id', label: t('survey:reader'), kind: 'choice', none: t('survey:reader_none'), options: users.filter((one) => one.active).map((one) => ({ value: one.id, label: one.name })) },
    { name: 'touchpoint', label: t('words:dim.touchpoint'), kind: 'choice', none: t('survey:no_touchpoint'), hint: t('survey:touchpoint_hint'), options: choices.touchpoint },
    ...(choices.location.length ? [{ name: 'location', label: t('words:dim.location'), kind: 'choice', none: t('frame:everywhere'), options: choices.location, half: true } satisfies FieldSpec] : []),
    ...(choices.brand.length ? [{ name: 'brand', label: t('words:dim.brand'), kind: 'choice', none: t('frame:all_brands'), options: choices.brand, half: true } satisfies FieldSpec] : []),
    { name: 'languages', label: t('survey:languages'), kind: 'own', draw: ({ value, set, values }) => <fieldset className="many"><legend className="form-label">{t('survey:languages')}</legend><div className="many-in">{languages.map((one) => { const now = value as string[]; return <Checkbox key={one} label={languageName(one)} checked={now.includes(one)} disabled={one === values['language']} onChange={(on) => set(on ? [...now, one] : now.filter((other) => other !== one))} /> })}</div><p className="hint">{t('survey:languages_hint')}</p></fieldset> },
    { name: 'opens_at', label: t('survey:opens_at'), kind: 'own', draw: ({ value, set, error }) => <Moment label={t('survey:opens_at')} hint={t('survey:opens_hint')} value={value as string | null} onChange={set} error={error} /> },
    { name: 'closes_at', label: t('survey:closes_at'), kind: 'own', draw: ({ value, set, error }) => <Moment label={t('survey:closes_at')} hint={t('survey:closes_hint')} value={value as string | null} onChange={set} error={error} /> },
  ]
  const form = useRecordForm<Survey>({ kind: 'surveys', record: survey, fields, blank: {}, onSaved: (saved) => client.setQueryData(getQuery<Survey>(`/surveys/${survey.id}`).queryKey, saved) })
  return (
    <div className="in sv-settings">
      <form id={id} className="form" noValidate onSubmit={(event) => { event.preventDefault(); form.save() }}>
        <FormTrouble problem={form.problem} missing={form.missing} fields={fields} theirs={form.theirs} />
        <RecordFields fields={fields} values={form.values as Values} set={form.set} errorAt={form.errorAt} fresh={false} optional={t('frame:optional')} />
        <div className="row actions"><Button look="main" type="submit" busy={form.busy} disabled={!form.dirty}>{t('frame:save')}</Button></div>
      </form>
      <Quotas />
    </div>
  )
}
function ModePick({ value, onChange, locked, error }: { value: Mode; onChange: (mode: Mode) => void; locked: boolean; error: string | undefined }) {
  return (
    <fieldset className="sv-mode" disabled={locked}><legend className="form-label">{t('survey:mode')}</legend>
      {modes.map((one) => <label key={one}><input type="radio" name="mode" value={one} checked={value === one} onChange={() => onChange(one)} /><span><b>{t(`survey:mode.${one}`)}</b><span className="soft sm">{t(`survey:mode_hint.${one}`)}</span></span></label>)}
      {locked && <p className="hint">{t('survey:mode_locked')}</p>}{error && <p className="problem">{error}</p>}
    </fieldset>
  )
}
/** A moment in the person's own clock; stored as an instant. */
function Moment({ label, hint, value, onChange, error }: { label: string; hint: string; value: string | null; onChange: (value: string | null) => void; error: string | undefined }) {
  const local = value ? new Date(new Date(value).getTime() - new Date(value).getTimezoneOffset() * 60_000).toISOString().slice(0, 16) : ''
  return <TextField type="datetime-local" label={<>{label} <span className="soft opt">{t('frame:optional')}</span></>} hint={hint} error={error} value={local} onChange={(event) => onChange(event.target.value ? new Date(event.target.value).toISOString() : null)} />
}
/** No more than so many of a kind: who comes too late is told so, kindly. */
function Quotas() {
  const { survey, definition, main } = useDraft()
  const client = useQueryClient()
  const query = getQuery<{ items: Quota[] }>(`/surveys/${survey.id}/quotas`)
  const stored = useQuery(query)
  const [draft, setDraft] = useState<Quota[] | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState(false)
  const all = draft ?? stored.data?.items ?? []
  const set = (at: number, patch: Partial<Quota>) => setDraft(all.map((one, index) => index === at ? { ...one, ...patch } : one))
  const save = async () => {
    setBusy(true); setProblem(null)
    try { client.setQueryData(query.queryKey, await api.put<{ items: Quota[] }>(`/surveys/${survey.id}/quotas`, { items: all.map(({ key, name, when, most }) => ({ key, name, when, most })) })); setDraft(null); toast(t('frame:saved')) } catch (error) { if (error instanceof Problem) setProblem(error); else throw error } finally { setBusy(false) }
  }
  const fresh = () => { let at = all.length + 1; while (all.some((one) => one.key === `quota_${at}`)) at++; return `quota_${at}` }
  return (
    <section className="sv-quotas" aria-label={t('survey:quotas')}><h2>{t('survey:quotas')}</h2><p className="soft">{t('survey:quotas_about')}</p>
      {all.map((one, at) => (
        <fieldset key={one.key} className="sv-line"><legend className="vh">{one.name || t('survey:quota_new')}</legend>
          <div className="pair"><TextField label={t('survey:quota_name')} value={one.name} error={problem?.at(`/items/${at}/name`)} onChange={(event) => set(at, { name: event.target.value })} /><TextField label={t('survey:quota_most')} type="number" min={1} value={String(one.most)} error={problem?.at(`/items/${at}/most`)} hint={one.counted === null ? undefined : t('survey:quota_counted', { count: one.counted ?? 0 })} onChange={(event) => set(at, { most: Number(event.target.value) })} /></div>
          <Rules label={t('survey:quota_when')} always={t('survey:quota_everyone')} value={one.when} definition={definition} main={main} language={main} before={null} onChange={(when) => set(at, { when: when ?? '' })} />
          {problem?.at(`/items/${at}/when`) && <p className="problem">{problem.at(`/items/${at}/when`)}</p>}
          <div><IconButton icon="trash" label={t('survey:item_remove', { name: one.name || number(at + 1) })} onClick={() => setDraft(all.filter((_, index) => index !== at))} /></div>
        </fieldset>))}
      {problem && <Notice tone="danger">{problem.status === 0 ? t('frame:unreachable') : problem.words}</Notice>}
      <div className="row wrap"><Button icon="plus" onClick={() => setDraft([...all, { key: fresh(), name: '', when: '', most: 100, counted: 0 }])}>{t('survey:quota_add')}</Button>{draft && <Button busy={busy} onClick={() => void save()}>{t('frame:save')}</Button>}</div>
    </section>
  )
}
