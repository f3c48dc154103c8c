import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button, IconButton } from '@kit/Button'
import { Select, Switch, TextField } from '@kit/Field'
import { Notice, toast } from '@kit/Notice'
import { Dialog } from '@kit/Panel'
import { type FieldSpec, RecordFields, type Values } from '@kit/RecordFields'
import { Secret } from '@kit/Secret'
import { Loading } from '@kit/State'
import '@kit/record.css'
import { api, type Problem } from '../../api'
import { t, tOr } from '../../i18n'
import { changed } from '../../record/changed'
import { FormTrouble } from '../../record/RecordPanel'
import { getQuery } from '../../records'
import { type Role, roles } from '../../types'
import '../people.css'
import { type LogInSettings, mapOf, type RoleRow, rowsOf, type SignOnTrial } from './settings'

const settingsQuery = getQuery<LogInSettings>('/log_in_settings')
const roleOptions = () => roles.map((one) => ({ value: one, label: tOr(`words:role.${one}`, one) }))
const copied = () => toast(t('frame:copied'))

/** Of whom a second step is asked, and the firm's own provider of identities. */
export function LogInPage() {
  const query = useQuery(settingsQuery)
  return (
    <>
      <div className="head"><h1>{t('login:settings')}</h1></div>
      <p className="soft about">{t('login:settings_about')}</p>
      {query.error && <Notice tone="danger">{query.error.message}</Notice>}
      {query.data ? <><Settings key={query.data.revision} of={query.data} /><Directory of={query.data} /></> : !query.error && <Loading lines={6} />}
    </>
  )
}
function Settings({ of }: { of: LogInSettings }) {
  const client = useQueryClient()
  const [draft, setDraft] = useState<Values>({})
  const [rows, setRows] = useState<readonly RoleRow[] | null>(null)
  const { client_secret: secret, ...others } = draft
  const values: Values = { ...of, client_secret: '', ...draft }
  const body = { ...changed(of as unknown as Values, others), ...(secret ? { client_secret: secret } : {}), ...(rows ? { role_map: mapOf(rows) } : {}) }
  const dirty = Object.keys(body).length > 0
  const save = useMutation<LogInSettings, Problem>({
    mutationFn: () => api.patch<LogInSettings>('/log_in_settings', body, of.revision),
    onSuccess: (saved) => { client.setQueryData(settingsQuery.queryKey, saved); toast(t('frame:saved')) },
    onError: (problem) => { if (problem.status === 412) void client.invalidateQueries({ queryKey: settingsQuery.queryKey }) },
  })
  const problem = save.error
  const on = values['active'] === true
  const when = () => on
  const fields: [string, FieldSpec[]][] = [
    [t('login:step'), [{ name: 'code_roles', kind: 'many', label: t('login:code_roles'), hint: t('login:code_roles_hint'), options: roleOptions() }]],
    [t('login:sign_on'), [
      { name: 'active', kind: 'switch', label: t('login:active'), hint: t('login:active_hint') },
      { name: 'issuer', kind: 'text', label: t('login:issuer'), required: true, nullable: true, hint: t('login:issuer_hint'), when },
      { name: 'client_id', kind: 'text', label: t('login:client_id'), required: true, nullable: true, half: true, when },
      { name: 'client_secret', kind: 'own', label: t('login:client_secret'), half: true, when, draw: ({ value, set, error }) => <TextField name="client_secret" type="password" autoComplete="new-password" label={t('login:client_secret')} value={String(value ?? '')} error={error} hint={t(of.client_secret_set ? 'login:secret_kept' : 'login:secret_hint')} onChange={(event) => set(event.target.value)} /> },
      { name: 'name', kind: 'text', label: t('login:button'), nullable: true, hint: t('login:button_hint'), half: true, when },
      { name: 'scopes', kind: 'text', label: t('login:scopes'), required: true, half: true, when },
      { name: 'urls', kind: 'own', label: '', when, draw: () => <><Secret label={t('login:redirect_url')} value={of.redirect_url} copy={t('frame:copy')} onCopied={copied} /><Secret label={t('login:log_out_url')} value={of.log_out_url} copy={t('frame:copy')} onCopied={copied} /></> },
    ]],
    ...(on ? [[t('login:who'), [
      { name: 'groups_claim', kind: 'text', label: t('login:groups_claim'), nullable: true, hint: t('login:groups_claim_hint') },
      { name: 'role_map', kind: 'own', label: t('login:role_map'), draw: ({ error }) => <RoleRows rows={rows ?? rowsOf(of.role_map)} setRows={setRows} error={error} /> },
      { name: 'default_role', kind: 'choice', label: t('login:default_role'), none: t('login:stays_outside'), options: roleOptions(), hint: t('login:default_role_hint') },
      { name: 'create_users', kind: 'switch', label: t('login:create_users'), hint: t('login:create_users_hint') },
      { name: 'trust_email', kind: 'switch', label: t('login:trust_email'), hint: t('login:trust_email_hint') },
      { name: 'only_way', kind: 'own', label: t('login:only_way'), draw: ({ value, set, error }) => <><Switch label={t('login:only_way')} hint={t(of.break_glass ? 'login:only_way_hint' : 'login:only_way_first')} checked={value === true} disabled={!of.break_glass && value !== true} onChange={set} />{error && <p className="problem">{error}</p>}</> },
    ]]] as [string, FieldSpec[]][] : []),
  ]
  return (
    <>
      <form className="form form-page" noValidate onSubmit={(event) => { event.preventDefault(); save.mutate() }}>
        <FormTrouble problem={problem} missing={[]} fields={fields.flatMap(([, some]) => some)} />
        {fields.map(([name, some]) => <fieldset key={name} className="form"><h2>{name}</h2><RecordFields fields={some} values={values} set={(next) => setDraft((old) => ({ ...old, ...next }))} errorAt={(at) => problem?.at(at)} fresh={false} optional={t('frame:optional')} /></fieldset>)}
        <div className="row actions"><Button look="main" type="submit" disabled={!dirty} busy={save.isPending}>{t('frame:save')}</Button></div>
      </form>
      {of.active && <Try unsaved={dirty} />}
    </>
  )
}
/** A group of the provider or the directory, and the role that its people have here. */
function RoleRows({ rows, setRows, error }: { rows: readonly RoleRow[]; setRows: (rows: RoleRow[]) => void; error: string | undefined }) {
  const put = (at: number, change: Partial<RoleRow>) => setRows(rows.map((row, n) => n === at ? { ...row, ...change } : row))
  return (
    <div className="field"><p className="form-label">{t('login:role_map')}</p>
      <div className="role-rows">{rows.map((row, at) => (
        <div className="role-row" key={at}>
          <TextField label={t('login:group')} value={row.group} onChange={(event) => put(at, { group: event.target.value })} />
          <Select label={t('people:role')} value={row.role} options={roleOptions()} onChange={(role: Role) => put(at, { role })} />
          <IconButton icon="close" label={t('login:group_away', { name: row.group })} onClick={() => setRows(rows.filter((_, n) => n !== at))} />
        </div>))}</div>
      {error && <p className="problem">{error}</p>}
      <p className="hint">{t('login:role_map_hint')}</p>
      <p><Button icon="plus" onClick={() => setRows([...rows, { group: '', role: 'employee' }])}>{t('login:group_add')}</Button></p>
    </div>
  )
}
function Try({ unsaved }: { unsaved: boolean }) {
  const test = useMutation<SignOnTrial, Problem>({ mutationFn: () => api.post<SignOnTrial>('/log_in_settings/test') })
  const found = test.data
  return (
    <section className="form-page form"><h2>{t('login:try')}</h2>
      <p className="soft">{t(unsaved ? 'login:try_unsaved' : 'login:try_about')}</p>
      <div className="row"><Button disabled={unsaved} busy={test.isPending} onClick={() => test.mutate()}>{t('login:try_now')}</Button></div>
      {test.error && <Notice tone="danger">{test.error.words}</Notice>}
      {found && (found.outcome === 'answers' ? <Notice tone="success">{t('login:try_right', { count: found.keys })}</Notice> : <Notice tone="danger">{t(found.outcome === 'no_keys' ? 'login:try_no_keys' : 'login:try_wrong')} {found.said}</Notice>)}
    </section>
  )
}
/** A directory (SCIM) may keep people and groups here by itself. */
function Directory({ of }: { of: LogInSettings }) {
  const client = useQueryClient()
  const again = () => void client.invalidateQueries({ queryKey: settingsQuery.queryKey })
  const make = useMutation<{ token: string }, Problem>({ mutationFn: () => api.post<{ token: string }>('/scim_token'), onSuccess: again })
  const away = useMutation<void, Problem>({ mutationFn: () => api.del('/scim_token'), onSuccess: () => { toast(t('login:scim_is_off')); again() } })
  const trouble = make.error ?? away.error
  return (
    <section className="form-page form"><h2>{t('login:scim')}</h2>
      <p className="soft">{t('login:scim_about')}</p>
      {trouble && <Notice tone="danger">{trouble.words}</Notice>}
      <Secret label={t('login:scim_url')} value={of.scim_url} copy={t('frame:copy')} onCopied={copied} />
      <div className="row wrap"><Button busy={make.isPending} onClick={() => make.mutate()}>{t(of.scim_token_set ? 'login:scim_renew' : 'login:scim_make')}</Button>{of.scim_token_set && <Button busy={away.isPending} onClick={() => away.mutate()}>{t('login:scim_off')}</Button>}</div>
      {of.scim_token_set && <p className="hint">{t('login:scim_void')}</p>}
      {make.data && <Dialog title={t('login:scim_token')} onClose={make.reset} actions={<Button look="main" onClick={make.reset}>{t('firm:done')}</Button>}><p className="soft">{t('login:scim_token_words')}</p><Secret label={t('login:scim_token')} value={make.data.token} copy={t('frame:copy')} onCopied={copied} /></Dialog>}
    </section>
  )
}
