import { useMutation, useQuery } from '@tanstack/react-query'
import { Button } from '@kit/Button'
import { Tag } from '@kit/Chip'
import { TextField } from '@kit/Field'
import { languageName } from '@kit/format'
import { Notice, toast } from '@kit/Notice'
import { api, type Problem } from '../api'
import { languages, t } from '../i18n'
import { Register } from '../record/Register'
import { getQuery } from '../records'
import { useMay } from '../session'
import type { List } from '../types'
import { type ChatHook, chatKinds } from './shape'
import { eventName, EventsField } from './Webhooks'

/** News to where the team already talks. */
export function ChatHooks() {
  const write = useMay('write_users')
  const found = useQuery(getQuery<List<string> | string[]>('/webhooks/events')).data
  const events = Array.isArray(found) ? found : found?.items ?? []
  return <Register<ChatHook> kind="chat_hooks" section="chat_hooks" title={t('hook:chat')} about={t('hook:chat_about')} add={t('hook:add_chat')} empty={t('hook:chat_none')} write={write} nameOf={(row) => row.name}
    columns={[{ key: 'name', name: t('firm:field.name'), cell: (row) => row.name }, { key: 'kind', name: t('words:dim.kind'), cell: (row) => t(`hook:chat.${row.kind}`) }, { key: 'state', name: t('case:fact.state'), cell: (row) => <Tag>{t(row.active ? 'hook:runs' : 'loop:off')}</Tag> }, { key: 'events', name: t('hook:events'), wide: true, cell: (row) => <span className="sm soft">{row.events.map(eventName).join(', ') || t('hook:all_events')}</span> }]}
    fields={(record) => [
      { name: 'name', kind: 'text', label: t('firm:field.name'), required: true },
      { name: 'kind', kind: 'choice', label: t('words:dim.kind'), options: chatKinds.map((one) => ({ value: one, label: t(`hook:chat.${one}`) })), required: true, half: true },
      { name: 'language', kind: 'choice', label: t('words:dim.language'), none: t('hook:firms_language'), options: languages.map((one) => ({ value: one, label: languageName(one) })), half: true },
      { name: 'url', kind: 'own', label: t('hook:chat_url'), draw: ({ value, set, error }) => <TextField name="url" type="password" autoComplete="off" label={t('hook:chat_url')} hint={t(record?.url_set ? 'hook:chat_url_kept' : 'hook:chat_url_hint')} value={String(value ?? '')} error={error} onChange={(event) => set(event.target.value)} /> },
      { name: 'events', kind: 'own', label: t('hook:events'), draw: ({ value, set, error }) => <EventsField all={events} chosen={(value as string[]) ?? []} error={error} onChange={set} /> },
      { name: 'active', kind: 'switch', label: t('hook:active') },
    ]}
    blank={{ name: '', kind: 'slack', language: null, url: '', events: [], active: true }} panel={(row) => row && write && <Try of={row} />} />
}
function Try({ of }: { of: ChatHook }) {
  const test = useMutation<unknown, Problem>({ mutationFn: () => api.post(`/chat_hooks/${of.id}/test`), onSuccess: () => toast(t('hook:tested')) })
  return <div className="bench form"><div><Button busy={test.isPending} onClick={() => test.mutate()}>{t('hook:test')}</Button></div>{test.error && <Notice tone="danger">{test.error.status === 0 ? t('frame:unreachable') : test.error.words}</Notice>}</div>
}
