import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@kit/Button'
import { Select, TextField } from '@kit/Field'
import { Notice, toast } from '@kit/Notice'
import { type FieldSpec, RecordFields, type Values } from '@kit/RecordFields'
import { Loading } from '@kit/State'
import '@kit/record.css'
import { api, Problem } from '../../api'
import { t } from '../../i18n'
import { changed } from '../../record/changed'
import { FormTrouble } from '../../record/RecordPanel'
import { getQuery } from '../../records'
import { useSession } from '../../session'
import { type MailSettings, portFor, securities, type Security, type Trial } from './mail'
import { Outbox } from './Outbox'

const settingsQuery = getQuery<MailSettings>('/mail_settings')
/** How mail goes out: the firm's server, the sender, a test, and what did not arrive. */
export function MailPage() {
  const query = useQuery(settingsQuery)
  return (
    <>
      <div className="head"><h1>{t('mail:title')}</h1></div>
      <p className="soft about">{t('mail:about')}</p>
      {query.error && <Notice tone="danger">{query.error.message}</Notice>}
      {query.data ? <Settings of={query.data} /> : !query.error && <Loading lines={6} />}
    </>
  )
}
function Settings({ of }: { of: MailSettings }) {
  const client = useQueryClient()
  const [draft, setDraft] = useState<Values>({})
  // links in mails lead to where this person is, unless someone says otherwise
  const base: Values = { ...of, console_url: of.console_url ?? (of.can_send ? null : location.origin), password: '' }
  const values = { ...base, ...draft }
  const body = { ...changed(of as unknown as Values, { ...(of.can_send ? {} : { console_url: base['console_url'] }), ...withoutPassword(draft) }), ...(draft['password'] ? { password: draft['password'] } : {}) }
  const dirty = Object.keys(draft).length > 0 && Object.keys(body).length > 0
  const save = useMutation<MailSettings, Problem>({
    mutationFn: () => api.patch<MailSettings>('/mail_settings', body, of.revision),
    onSuccess: (saved) => { client.setQueryData(settingsQuery.queryKey, saved); setDraft({}); toast(t('frame:saved')); void client.invalidateQueries({ queryKey: ['mails'] }) },
    onError: (problem) => { if (problem.status === 412) void client.invalidateQueries({ queryKey: ['mail_settings'] }) },
  })
  const problem = save.error
  const set = (next: Values) => setDraft((old) => ({ ...old, ...next }))
  const groups = parts(of, values, set, (at) => problem?.at(at))
  return (
    <>
      {!of.can_send ? <Notice tone="warning">{t('mail:off')}{of.waiting > 0 && <> {t('mail:waiting', { count: of.waiting })}</>}</Notice> : of.waiting > 0 && <Notice>{t('mail:waiting', { count: of.waiting })}</Notice>}
      <form className="form form-page" noValidate onSubmit={(event) => { event.preventDefault(); save.mutate() }}>
        <FormTrouble problem={problem} missing={[]} fields={groups.flatMap(([, some]) => some)} />
        {groups.map(([name, some]) => (
          <fieldset key={name} className="form"><h2>{name}</h2><RecordFields fields={some} values={values} set={set} errorAt={(at) => problem?.at(at)} fresh={false} optional={t('frame:optional')} /></fieldset>))}
        <div className="row actions"><Button look="main" type="submit" disabled={!dirty} busy={save.isPending}>{t('frame:save')}</Button></div>
      </form>
      {of.can_send && <Test unsaved={dirty} />}
      <Outbox waiting={of.waiting} failed={of.failed} />
    </>
  )
}
const withoutPassword = (draft: Values): Values => Object.fromEntries(Object.entries(draft).filter(([name]) => name !== 'password'))
function parts(of: MailSettings, values: Values, set: (next: Values) => void, errorAt: (name: string) => string | undefined): [string, FieldSpec[]][] {
  const security = values['security'] as Security
  const open = security === 'if_offered' || security === 'none'
  return [
    [t('mail:part.server'), [
      { name: 'host', kind: 'text', label: t('mail:host'), nullable: true, hint: t('mail:host_hint') },
      { name: 'security', kind: 'own', label: t('mail:security'), half: true, draw: () => <Select name="security" label={t('mail:security')} value={security} error={errorAt('security')} hint={open ? t('mail:open_hint') : undefined} options={securities.map((one) => ({ value: one, label: t(`mail:security.${one}`) }))} onChange={(next: Security) => set({ security: next, port: portFor(next, security, Number(values['port'])) })} /> },
      { name: 'port', kind: 'number', min: 1, max: 65535, label: t('mail:port'), required: true, half: true },
      { name: 'user', kind: 'text', label: t('mail:user'), nullable: true, hint: t('mail:user_hint'), half: true },
      { name: 'password', kind: 'own', label: t('mail:password'), half: true, draw: ({ value, set: put }) => <TextField name="password" type="password" autoComplete="new-password" label={t('mail:password')} value={String(value ?? '')} error={errorAt('password')} hint={t(of.password_set ? 'mail:password_kept' : 'mail:password_hint')} onChange={(event) => put(event.target.value)} /> },
    ]],
    [t('mail:part.sender'), [
      { name: 'from_address', kind: 'email', label: t('mail:from_address'), nullable: true, required: true },
      { name: 'from_name', kind: 'text', label: t('mail:from_name'), nullable: true, hint: t('mail:from_name_hint') },
      { name: 'reply_to', kind: 'email', label: t('mail:reply_to'), nullable: true, hint: t('mail:reply_to_hint') },
      { name: 'bounce_address', kind: 'email', label: t('mail:bounce_address'), nullable: true, hint: t('mail:bounce_address_hint') },
    ]],
    [t('mail:part.links'), [{ name: 'console_url', kind: 'text', label: t('mail:console_url'), nullable: true, hint: t('mail:console_url_hint') }]],
  ]
}
function Test({ unsaved }: { unsaved: boolean }) {
  const { user } = useSession()
  const client = useQueryClient()
  const [to, setTo] = useState(user.email)
  const test = useMutation<Trial, Problem>({ mutationFn: () => api.post<Trial>('/mail_settings/test', { to }), onSuccess: () => void client.invalidateQueries({ queryKey: ['mail_settings'] }) })
  const found = test.data
  return (
    <section className="form-page"><h2>{t('mail:test')}</h2>
      <p className="soft">{t(unsaved ? 'mail:test_unsaved' : 'mail:test_about')}</p>
      <form className="form" noValidate onSubmit={(event) => { event.preventDefault(); test.mutate() }}>
        <TextField type="email" name="to" label={t('mail:test_to')} value={to} error={test.error?.at('to')} onChange={(event) => setTo(event.target.value)} />
        <div className="row actions"><Button type="submit" disabled={unsaved} busy={test.isPending}>{t('mail:test_send')}</Button></div>
      </form>
      {test.error && <Notice tone="danger">{test.error.status === 0 ? t('frame:unreachable') : test.error.words}</Notice>}
      {found && <>
        <Notice tone={found.outcome === 'accepted' ? 'success' : 'danger'}>{t(`mail:outcome.${found.outcome}`)} {found.outcome !== 'accepted' && t('mail:said', { said: found.said })}</Notice>
        <details className="data"><summary>{t('mail:transcript')}</summary><pre className="transcript" lang="en" tabIndex={0}>{found.transcript.join('\n')}</pre></details>
      </>}
    </section>
  )
}
