import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { Button } from '@kit/Button'
import { Tag } from '@kit/Chip'
import { Select, TextField } from '@kit/Field'
import { exact, when } from '@kit/format'
import { Notice, toast } from '@kit/Notice'
import { once } from '@kit/once'
import { Dialog } from '@kit/Panel'
import { type FieldSpec, RecordFields, type Values } from '@kit/RecordFields'
import { Secret } from '@kit/Secret'
import { Loading } from '@kit/State'
import { type Column, Table } from '@kit/Table'
import '@kit/record.css'
import { api, type Problem } from '../api'
import { t, tOr } from '../i18n'
import { changed } from '../record/changed'
import { FormTrouble } from '../record/RecordPanel'
import { getQuery } from '../records'
import type { List } from '../types'
import { securities, type Security } from '../firm/mail/mail'
import { type CameIn, handOver, imapPort, type IncomingMail } from './shape'

const settingsQuery = getQuery<IncomingMail>('/incoming_mail_settings')
const fresh = once<IncomingMail>()
/** Where customers' answers come back: a mailbox that is read, or a mail server that hands each one over. */
export function MailIn() {
  const query = useQuery(settingsQuery)
  const made = fresh.use()
  const url = made ? new URL(made.forward_url, location.origin).href : ''
  return (
    <>
      <div className="head"><h1>{t('hook:mail_in')}</h1></div>
      <p className="soft about">{t('hook:mail_in_about')}</p>
      {query.error && <Notice tone="danger">{query.error.message}</Notice>}
      {query.data ? <><Form key={query.data.revision} of={query.data} /><Forward of={query.data} /><Came /></> : !query.error && <Loading lines={6} />}
      {made?.token && <Dialog title={t('hook:token_title')} onClose={fresh.away} actions={<Button look="main" onClick={fresh.away}>{t('firm:done')}</Button>}>
        <p className="soft">{t('hook:token_words')}</p>
        <Secret label={t('hook:token')} value={made.token} copy={t('frame:copy')} onCopied={() => toast(t('frame:copied'))} />
        <Secret label={t('hook:hand_over')} value={handOver(url, made.token)} copy={t('frame:copy')} onCopied={() => toast(t('frame:copied'))} />
      </Dialog>}
    </>
  )
}
function Form({ of }: { of: IncomingMail }) {
  const client = useQueryClient()
  const [draft, setDraft] = useState<Values>({})
  const { password, ...others } = draft
  const body = { ...changed(of as unknown as Values, others), ...(password ? { password } : {}) }
  const dirty = Object.keys(body).length > 0
  const save = useMutation<IncomingMail, Problem>({
    mutationFn: () => api.patch<IncomingMail>('/incoming_mail_settings', body, of.revision),
    onSuccess: (saved) => { client.setQueryData(settingsQuery.queryKey, saved); setDraft({}); toast(t('frame:saved')) },
    onError: (problem) => { if (problem.status === 412) void client.invalidateQueries({ queryKey: ['incoming_mail_settings'] }) },
  })
  const set = (next: Values) => setDraft((old) => ({ ...old, ...next }))
  const values: Values = { ...of, password: '', ...draft }
  const security = values['security'] as Security
  const open = security === 'if_offered' || security === 'none'
  const box: FieldSpec[] = [
    { name: 'host', kind: 'text', label: t('mail:host'), nullable: true, hint: t('hook:imap_hint') },
    { name: 'security', kind: 'own', label: t('mail:security'), half: true, draw: ({ error }) => <Select name="security" label={t('mail:security')} value={security} error={error} hint={open ? t('mail:open_hint') : undefined} options={securities.map((one) => ({ value: one, label: t(`hook:security.${one}`) }))} onChange={(next: Security) => set({ security: next, port: imapPort(next, security, Number(values['port'])) })} /> },
    { name: 'port', kind: 'number', min: 1, max: 65535, label: t('mail:port'), required: true, half: true },
    { name: 'user', kind: 'text', label: t('mail:user'), nullable: true, half: true },
    { name: 'password', kind: 'own', label: t('mail:password'), half: true, draw: ({ value, set: put }) => <TextField name="password" type="password" autoComplete="new-password" label={t('mail:password')} value={String(value ?? '')} error={save.error?.at('password')} hint={t(of.password_set ? 'mail:password_kept' : 'mail:password_hint')} onChange={(event) => put(event.target.value)} /> },
    { name: 'folder', kind: 'text', label: t('hook:folder'), hint: t('hook:folder_hint'), required: true },
    { name: 'active', kind: 'switch', label: t('hook:mail_active') },
  ]
  const answers: FieldSpec[] = [
    { name: 'address', kind: 'email', label: t('hook:address'), nullable: true, hint: t('hook:address_hint') },
    { name: 'tagged_addresses', kind: 'switch', label: t('hook:tagged'), hint: t('hook:tagged_hint') },
  ]
  const draw = (fields: FieldSpec[]) => <RecordFields fields={fields} values={values} set={set} errorAt={(at) => save.error?.at(at)} fresh={false} optional={t('frame:optional')} />
  return (
    <>
      {of.host ? <Read of={of} unsaved={dirty} /> : !of.token_set && <Notice tone="warning">{t('hook:mail_off')}</Notice>}
      <form className="form form-page" noValidate onSubmit={(event) => { event.preventDefault(); if (dirty) save.mutate() }}>
        <FormTrouble problem={save.error} missing={[]} fields={[...box, ...answers]} />
        <fieldset className="form"><h2>{t('hook:part.mailbox')}</h2>{draw(box)}</fieldset>
        <fieldset className="form"><h2>{t('hook:part.address')}</h2>{draw(answers)}</fieldset>
        <div className="row actions"><Button look="main" type="submit" disabled={!dirty} busy={save.isPending}>{t('frame:save')}</Button></div>
      </form>
    </>
  )
}
const look = 1500 // ms between two looks at how the reading went
const enough = 20 // of them: a server that says nothing for half a minute has been waited for long enough
/** How the mailbox was read last, and reading it now. */
function Read({ of, unsaved }: { of: IncomingMail; unsaved: boolean }) {
  const client = useQueryClient()
  const [since, setSince] = useState<{ at: string | null; looks: number } | null>(null)
  const ask = useMutation<unknown, Problem>({ mutationFn: () => api.post('/incoming_mail_settings/fetch'), onSuccess: () => setSince({ at: of.last_at, looks: 0 }) })
  const done = since !== null && of.last_at !== since.at
  useEffect(() => {
    if (!since) return
    if (done) { setSince(null); toast(t(of.last_error ? 'hook:fetch_failed' : 'hook:fetched')); void client.invalidateQueries({ queryKey: ['incoming_mails'] }); return }
    if (since.looks >= enough) { setSince(null); toast(t('hook:fetch_waits')); return }
    const timer = setTimeout(() => { void client.invalidateQueries({ queryKey: settingsQuery.queryKey }); setSince({ ...since, looks: since.looks + 1 }) }, look)
    return () => clearTimeout(timer)
  }, [since, done, of.last_error, client])
  const press = of.active && of.password_set && <Button icon="download" busy={ask.isPending || since !== null} disabled={unsaved} title={unsaved ? t('hook:fetch_unsaved') : undefined} onClick={() => ask.mutate()}>{t('hook:fetch')}</Button>
  if (ask.error) return <Notice tone="danger" action={press}>{ask.error.words}</Notice>
  if (!of.password_set) return <Notice tone="warning">{t('hook:no_password')}</Notice>
  if (!of.active) return <Notice>{t('hook:mail_rests')}</Notice>
  if (of.last_error) return <Notice tone="danger" action={press}>{t('hook:mail_failed')} <span lang="en">{of.last_error}</span></Notice>
  return <Notice tone={of.last_at ? 'success' : 'info'} action={press}><span title={of.last_at ? exact(of.last_at) : undefined}>{of.last_at ? t('hook:mail_read', { when: when(of.last_at) }) : t('hook:mail_not_read')}</span></Notice>
}
/** Without a mailbox: a mail server hands each mail over, with a token. */
function Forward({ of }: { of: IncomingMail }) {
  const client = useQueryClient()
  const renew = useMutation<IncomingMail, Problem>({ mutationFn: () => api.post<IncomingMail>('/incoming_mail_settings/token'), onSuccess: ({ token, ...saved }) => { client.setQueryData(settingsQuery.queryKey, saved); fresh.show({ ...saved, ...(token && { token }) }) } })
  return (
    <section className="form-page hook-forward"><h2>{t('hook:forward')}</h2><p className="soft about">{t('hook:forward_about')}</p>
      {renew.error && <Notice tone="danger">{renew.error.words}</Notice>}
      <Secret label={t('hook:forward_address')} value={new URL(of.forward_url, location.origin).href} copy={t('frame:copy')} onCopied={() => toast(t('frame:copied'))} />
      <div className="row wrap"><Button icon="lock" busy={renew.isPending} onClick={() => renew.mutate()}>{t(of.token_set ? 'hook:token_new' : 'hook:token_make')}</Button>{of.token_set && <span className="sm soft">{t('hook:token_set')}</span>}</div>
    </section>
  )
}
/** What came in, whichever way, and what became of it. */
function Came() {
  const list = useInfiniteQuery({ queryKey: ['incoming_mails'], initialPageParam: '', getNextPageParam: (last: List<CameIn>) => last.next_cursor ?? undefined, queryFn: ({ pageParam, signal }) => api.get<List<CameIn>>('/incoming_mails', { limit: 20, cursor: pageParam }, signal) })
  const rows = list.data?.pages.flatMap((page) => page.items) ?? []
  const columns: Column<CameIn>[] = [
    { key: 'from', name: t('hook:came_from'), cell: (row) => row.from || '–' },
    { key: 'subject', name: t('mail:column.subject'), cell: (row) => row.case_id ? <Link className="link" to={'/cases/$id' as never} params={{ id: row.case_id } as never}>{row.subject || t('hook:no_subject')}</Link> : row.subject || <span className="soft">{t('hook:no_subject')}</span> },
    { key: 'outcome', name: t('hook:became'), cell: (row) => <Tag {...(row.outcome === 'flood' ? { tone: 'warn' as const } : {})}>{tOr(`hook:mail_outcome.${row.outcome}`, row.outcome)}</Tag> },
    { key: 'at', name: t('learn:when'), wide: true, cell: (row) => <time className="sm soft" dateTime={row.at} title={exact(row.at)}>{when(row.at)}</time> },
  ]
  return (
    <section><h2>{t('hook:came')}</h2>
      {list.error ? <Notice tone="danger">{list.error.message}</Notice> : list.isPending ? <Loading lines={3} /> : rows.length === 0 ? <p className="soft">{t('hook:came_none')}</p> : <Table caption={t('hook:came')} columns={columns} rows={rows} id={(row) => row.id} />}
      {list.hasNextPage && <p><Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>{t('frame:load_more')}</Button></p>}
    </section>
  )
}
