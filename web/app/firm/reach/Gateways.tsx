import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@kit/Button'
import { Tag } from '@kit/Chip'
import { TextArea, TextField } from '@kit/Field'
import { Notice, toast } from '@kit/Notice'
import type { FieldSpec } from '@kit/RecordFields'
import { api, type Problem } from '../../api'
import { t } from '../../i18n'
import { Register } from '../../record/Register'
import { useMay } from '../../session'
import type { Gateway } from '../../survey/send/campaign'
import { keyField, nameField } from '../fields'
import { headersOf, linesOf } from './headers'

const methods = ['POST', 'PUT', 'GET'] as const
/** Services that text messages go out by: an address, a body, and how they say yes. */
export function Gateways() {
  const write = useMay('write_users')
  const fields: FieldSpec[] = [
    nameField(), keyField(),
    { name: 'channel', label: t('send:channel'), kind: 'choice', required: true, half: true, options: (['sms', 'messenger'] as const).map((one) => ({ value: one, label: t(`send:by.${one}`) })) },
    { name: 'method', label: t('send:method'), kind: 'choice', required: true, half: true, options: methods.map((one) => ({ value: one, label: one })) },
    { name: 'url', label: t('send:url'), kind: 'text', required: true, hint: t('send:url_hint') },
    { name: 'headers', label: t('send:headers'), kind: 'own', draw: ({ value, set, error }) => <Headers value={value as Record<string, string>} onChange={set} error={error} /> },
    { name: 'content_type', label: t('send:content_type'), kind: 'text', when: (values) => values['method'] !== 'GET' },
    { name: 'body', label: t('send:gateway_body'), kind: 'long', hint: t('send:gateway_places'), when: (values) => values['method'] !== 'GET' },
    { name: 'success_path', label: t('send:success_path'), kind: 'text', nullable: true, hint: t('send:success_path_hint') },
    { name: 'success_value', label: t('send:success_value'), kind: 'text', nullable: true, when: (values) => !!values['success_path'] },
    { name: 'active', label: t('send:gateway_active'), kind: 'switch' },
  ]
  return <Register<Gateway> kind="gateways" section="gateways" title={t('send:gateways')} about={t('send:gateways_about')} add={t('send:gateway_add')} empty={t('send:gateways_empty')} write={write} nameOf={(one) => one.name} fields={fields}
    columns={[{ key: 'name', name: t('firm:field.name'), cell: (one) => one.name }, { key: 'channel', name: t('send:channel'), cell: (one) => t(`send:by.${one.channel}`) }, { key: 'active', name: t('survey:state'), cell: (one) => <Tag tone={one.active ? 'acc' : undefined}>{t(one.active ? 'send:gateway_on' : 'send:gateway_off')}</Tag> }]}
    blank={{ name: '', key: '', channel: 'sms', method: 'POST', url: '', headers: {}, content_type: 'application/json', body: '{"to": "{to}", "text": "{text}"}', success_path: null, success_value: null, active: true }}
    panel={(one) => one && write && <><Secret of={one} /><Try of={one} /></>} />
}
function Headers({ value, onChange, error }: { value: Record<string, string> | undefined; onChange: (value: unknown) => void; error: string | undefined }) {
  const [text, setText] = useState(linesOf(value ?? {}))
  const read = headersOf(text)
  return <TextArea name="headers" rows={2} label={<>{t('send:headers')} <span className="soft opt">{t('frame:optional')}</span></>} hint={t('send:headers_hint')} error={read ? error : t('send:headers_wrong')} value={text} onChange={(event) => { setText(event.target.value); const next = headersOf(event.target.value); if (next) onChange(next) }} />
}
/** Written only: nobody reads it again. */
function Secret({ of }: { of: Gateway }) {
  const client = useQueryClient()
  const [text, setText] = useState('')
  const store = useMutation<Gateway, Problem>({ mutationFn: () => api.put<Gateway>(`/gateways/${of.id}/secret`, { secret: text || null }), onSuccess: () => { setText(''); toast(t('frame:saved')); void client.invalidateQueries({ queryKey: ['gateways'] }) } })
  return (
    <form className="form" noValidate onSubmit={(event) => { event.preventDefault(); store.mutate() }}>
      <TextField type="password" autoComplete="new-password" label={t('send:secret')} hint={t(of.secret_set ? 'send:secret_set' : 'send:secret_none')} value={text} error={store.error?.at('secret') ?? store.error?.words} onChange={(event) => setText(event.target.value)} />
      <div><Button type="submit" busy={store.isPending} disabled={!text}>{t('send:secret_store')}</Button></div>
    </form>
  )
}
function Try({ of }: { of: Gateway }) {
  const [to, setTo] = useState('')
  const test = useMutation<{ outcome: string; status: number | null; said: string }, Problem>({ mutationFn: () => api.post(`/gateways/${of.id}/test`, { to }) })
  return (
    <form className="form" noValidate onSubmit={(event) => { event.preventDefault(); test.mutate() }}>
      <TextField type="tel" label={t('send:trial_phone')} value={to} error={test.error?.at('to')} onChange={(event) => setTo(event.target.value)} />
      <div><Button type="submit" busy={test.isPending} disabled={!to.trim()}>{t('send:gateway_test')}</Button></div>
      {test.error && !test.error.at('to') && <Notice tone="danger">{test.error.status === 0 ? t('frame:unreachable') : test.error.words}</Notice>}
      {test.data && <Notice tone={test.data.outcome === 'accepted' ? 'success' : 'danger'}>{test.data.status !== null && <b>{test.data.status} </b>}<span lang="en">{test.data.said}</span></Notice>}
    </form>
  )
}
