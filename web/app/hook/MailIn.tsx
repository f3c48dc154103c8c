import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@kit/Button'
import { TextField } from '@kit/Field'
import { exact, when } from '@kit/format'
import { Notice, toast } from '@kit/Notice'
import { type FieldSpec, RecordFields, type Values } from '@kit/RecordFields'
import { Secret } from '@kit/Secret'
import { Loading } from '@kit/State'
import '@kit/record.css'
import { api, type Problem } from '../api'
import { t } from '../i18n'
import { changed } from '../record/changed'
import { FormTrouble } from '../record/RecordPanel'
import { getQuery } from '../records'
import { securities } from '../firm/mail/mail'
import type { IncomingMail } from './shape'

const settingsQuery = getQuery<IncomingMail>('/incoming_mail_settings')
/** Where customers' answers come back: a mailbox that is read, or an address that is forwarded. */
export function MailIn() {
  const query = useQuery(settingsQuery)
  return (
    <>
      <div className="head"><h1>{t('hook:mail_in')}</h1></div>
      <p className="soft about">{t('hook:mail_in_about')}</p>
      {query.error && <Notice tone="danger">{query.error.message}</Notice>}
      {query.data ? <Form key={query.data.revision} of={query.data} /> : !query.error && <Loading lines={6} />}
    </>
  )
}
function Form({ of }: { of: IncomingMail }) {
  const client = useQueryClient()
  const [draft, setDraft] = useState<Values>({})
  const { password, ...others } = draft
  const body = { ...changed(of as unknown as Values, others), ...(password ? { password } : {}) }
  const save = useMutation<IncomingMail, Problem>({
    mutationFn: () => api.patch<IncomingMail>('/incoming_mail_settings', body, of.revision),
    onSuccess: (saved) => { client.setQueryData(settingsQuery.queryKey, saved); setDraft({}); toast(t('frame:saved')) },
    onError: (problem) => { if (problem.status === 412) void client.invalidateQueries({ queryKey: ['incoming_mail_settings'] }) },
  })
  const fields: FieldSpec[] = [
    { name: 'host', kind: 'text', label: t('mail:host'), nullable: true, hint: t('hook:imap_hint') },
    { name: 'security', kind: 'choice', label: t('mail:security'), half: true, required: true, options: securities.map((one) => ({ value: one, label: t(`mail:security.${one}`) })) },
    { name: 'port', kind: 'number', min: 1, max: 65535, label: t('mail:port'), required: true, half: true },
    { name: 'user', kind: 'text', label: t('mail:user'), nullable: true, half: true },
    { name: 'password', kind: 'own', label: t('mail:password'), half: true, draw: ({ value, set }) => <TextField name="password" type="password" autoComplete="new-password" label={t('mail:password')} value={String(value ?? '')} error={save.error?.at('password')} hint={t(of.password_set ? 'mail:password_kept' : 'mail:password_hint')} onChange={(event) => set(event.target.value)} /> },
    { name: 'folder', kind: 'text', label: t('hook:folder'), required: true },
    { name: 'active', kind: 'switch', label: t('hook:mail_active') },
  ]
  return (
    <>
      {of.last_error ? <Notice tone="danger">{t('hook:mail_failed')} <span lang="en">{of.last_error}</span></Notice> : of.last_at && <p className="sm soft" title={exact(of.last_at)}>{t('hook:mail_read', { when: when(of.last_at) })}</p>}
      <form className="form form-page" noValidate onSubmit={(event) => { event.preventDefault(); save.mutate() }}>
        <FormTrouble problem={save.error} missing={[]} fields={fields} />
        <RecordFields fields={fields} values={{ ...of, password: '', ...draft } as Values} set={(next) => setDraft((old) => ({ ...old, ...next }))} errorAt={(at) => save.error?.at(at)} fresh={false} optional={t('frame:optional')} />
        <div className="row actions"><Button look="main" type="submit" disabled={Object.keys(body).length === 0} busy={save.isPending}>{t('frame:save')}</Button></div>
      </form>
      {of.forward_url && <section className="form-page"><h2>{t('hook:forward')}</h2><p className="soft">{t('hook:forward_about')}</p><Secret label={t('hook:forward_address')} value={new URL(of.forward_url, location.origin).href} copy={t('frame:copy')} onCopied={() => toast(t('frame:copied'))} /></section>}
    </>
  )
}
