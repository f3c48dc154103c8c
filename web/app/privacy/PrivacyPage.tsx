import { Link } from '@tanstack/react-router'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@kit/Button'
import { exact, number, when } from '@kit/format'
import { Notice, toast } from '@kit/Notice'
import { type FieldSpec, RecordFields, type Values } from '@kit/RecordFields'
import { Loading } from '@kit/State'
import '@kit/record.css'
import { api, type Problem } from '../api'
import { t } from '../i18n'
import { changed } from '../record/changed'
import { FormTrouble } from '../record/RecordPanel'
import { getQuery } from '../records'
import { useMay } from '../session'
import { bases, type Due, type Erasure, rules, type Settings } from './shape'
import './privacy.css'

const stored = getQuery<Settings>('/privacy_settings')
/** How long things are kept, who answers for them, and who was forgotten. */
export function PrivacyPage() {
  const write = useMay('read_audit')
  const query = useQuery(stored)
  return (
    <>
      <div className="head"><h1>{t('privacy:title')}</h1></div>
      <p className="soft about">{t('privacy:about')} <Link className="link" to={'/setup/processing' as never}>{t('privacy:to_processing')}</Link></p>
      {query.error && <Notice tone="danger">{query.error.message}</Notice>}
      {query.data ? <Form key={query.data.revision} of={query.data} write={write} /> : !query.error && <Loading lines={8} />}
      {write && <Erasures />}
    </>
  )
}
function Form({ of, write }: { of: Settings; write: boolean }) {
  const client = useQueryClient()
  const [draft, setDraft] = useState<Values>({})
  const values = { ...(of as unknown as Values), ...draft }
  const body = changed(of as unknown as Values, draft)
  const who: FieldSpec[] = [
    { name: 'controller', label: t('privacy:controller'), kind: 'long', hint: t('privacy:controller_hint'), nullable: true },
    { name: 'officer', label: t('privacy:officer'), kind: 'long', hint: t('privacy:officer_hint'), nullable: true },
    { name: 'legal_basis', label: t('privacy:legal_basis'), kind: 'choice', required: true, options: bases.map((one) => ({ value: one, label: t(`privacy:basis.${one}`) })) },
    { name: 'consent_channels', label: t('privacy:consent_channels'), kind: 'many', hint: t('privacy:consent_channels_hint'), options: (['email', 'sms', 'messenger'] as const).map((one) => ({ value: one, label: t(`privacy:purpose.${one}`) })) },
  ]
  const kept: FieldSpec[] = [
    { name: 'active', label: t('privacy:active'), kind: 'switch', hint: t('privacy:active_hint') },
    ...rules.map((one): FieldSpec => ({ name: `${one}_days`, label: t(`privacy:rule.${one}`), hint: t(`privacy:rule_hint.${one}`), kind: 'number', min: 0, max: 36500, required: true })),
  ]
  const save = useMutation<Settings, Problem>({
    mutationFn: () => api.patch<Settings>('/privacy_settings', body, of.revision),
    onSuccess: (saved) => { client.setQueryData(stored.queryKey, saved); toast(t('frame:saved')); void client.invalidateQueries({ queryKey: ['privacy'] }) },
    onError: (problem) => { if (problem.status === 412) void client.invalidateQueries({ queryKey: ['privacy_settings'] }) },
  })
  const draw = (fields: FieldSpec[]) => <RecordFields fields={fields} values={values} set={(next) => setDraft((old) => ({ ...old, ...next }))} errorAt={(name) => save.error?.at(name)} fresh={false} optional={t('frame:optional')} />
  return (
    <form className="form form-page" noValidate onSubmit={(event) => { event.preventDefault(); save.mutate() }}>
      <FormTrouble problem={save.error} missing={[]} fields={[...who, ...kept]} />
      <fieldset className="form" disabled={!write}><h2>{t('privacy:who')}</h2>{draw(who)}</fieldset>
      <fieldset className="form" disabled={!write}><h2>{t('privacy:kept')}</h2><p className="soft sm">{t('privacy:kept_words')}</p>{draw(kept)}</fieldset>
      <DryRun values={values as unknown as Settings} active={of.active} saved={Object.keys(body).length === 0} write={write} />
      {write && <div className="row actions"><Button look="main" type="submit" disabled={Object.keys(body).length === 0} busy={save.isPending}>{t('frame:save')}</Button></div>}
    </form>
  )
}
/** What the periods as they stand in the form would take today. */
function DryRun({ values, active, saved, write }: { values: Settings; active: boolean; saved: boolean; write: boolean }) {
  const client = useQueryClient()
  const days = Object.fromEntries(rules.map((one) => [`${one}_days`, Math.max(0, Number(values[`${one}_days`]) || 0)]))
  const due = useQuery({ ...getQuery<Due>('/privacy/due', days), placeholderData: (old) => old })
  const run = useMutation<void, Problem>({ mutationFn: () => api.post<void>('/privacy/keep'), onSuccess: () => { toast(t('privacy:running')); setTimeout(() => void client.invalidateQueries({ queryKey: ['privacy'] }), 3000) } })
  const some = due.data?.items.filter((one) => one.days > 0) ?? []
  return (
    <div className="pr-due"><h3>{t('privacy:due')}</h3>
      {due.error && <Notice tone="danger">{due.error.message}</Notice>}{run.error && <Notice tone="danger">{run.error.words}</Notice>}
      {some.length === 0 ? <p className="soft">{t('privacy:due_none')}</p> : <ul>{some.map((one) => <li key={one.rule}><span>{t(`privacy:rule.${one.rule}`)}</span><b>{number(one.records)}</b></li>)}</ul>}
      {write && active && saved && some.some((one) => one.records > 0) && <p><Button busy={run.isPending} onClick={() => run.mutate()}>{t('privacy:run')}</Button></p>}
    </div>
  )
}
function Erasures() {
  const list = useQuery(getQuery<{ items: Erasure[] }>('/erasures'))
  const items = list.data?.items ?? []
  return (
    <section className="pr-erasures"><h2>{t('privacy:erasures')}</h2><p className="soft sm">{t('privacy:erasures_words')}</p>
      {list.error && <Notice tone="danger">{list.error.message}</Notice>}
      {list.isPending ? <Loading lines={2} /> : items.length === 0 && !list.error ? <p className="soft">{t('privacy:no_erasures')}</p> : <ul>{items.map((one) => <li key={one.id}><time dateTime={one.at} title={exact(one.at)}>{when(one.at)}</time><span>{t(`privacy:subject.${one.subject}`)} · {t(`privacy:reason.${one.reason}`)} · {t(`privacy:${one.mode}`)}</span><span className="soft">{t('privacy:records', { count: one.records })}{one.repeated_at && ` · ${t('privacy:repeated', { when: when(one.repeated_at) })}`}</span></li>)}</ul>}
    </section>
  )
}
