import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from '@kit/Button'
import { Tag } from '@kit/Chip'
import { Checkbox } from '@kit/Field'
import { exact, number, when } from '@kit/format'
import { Notice, toast } from '@kit/Notice'
import { once } from '@kit/once'
import { Dialog } from '@kit/Panel'
import { Secret } from '@kit/Secret'
import { Loading } from '@kit/State'
import { api, type Problem } from '../api'
import { t, tOr } from '../i18n'
import { Register } from '../record/Register'
import { getQuery } from '../records'
import { useMay } from '../session'
import type { List } from '../types'
import { type Delivery, grouped, type Webhook } from './shape'

const fresh = once<{ name: string; secret: string }>()
export const eventName = (event: string) => tOr(`hook:event.${event}`, event)
const useEvents = () => { const found = useQuery(getQuery<List<string> | string[]>('/webhooks/events')).data; return Array.isArray(found) ? found : found?.items ?? [] }
/** Other systems hear what happens here: signed, repeated until it arrived. */
export function Webhooks() {
  const write = useMay('write_users')
  const made = fresh.use()
  const events = useEvents()
  return (
    <>
      <Register<Webhook> kind="webhooks" section="webhooks" title={t('hook:webhooks')} about={t('hook:webhooks_about')} add={t('hook:add_webhook')} empty={t('hook:webhooks_none')} write={write} wide nameOf={(row) => row.name || row.url} removeWords={t('hook:webhook_remove')}
        columns={[
          { key: 'name', name: t('firm:field.name'), cell: (row) => row.name || row.url },
          { key: 'state', name: t('case:fact.state'), cell: (row) => <How of={row} /> },
          { key: 'events', name: t('hook:events'), wide: true, cell: (row) => <span className="sm soft">{row.events.length === 0 ? t('hook:all_events') : row.events.map(eventName).join(', ')}</span> },
          { key: 'last', name: t('hook:last'), wide: true, cell: (row) => row.last_at ? <span className="sm soft" title={exact(row.last_at)}>{when(row.last_at)}{row.last_status !== null && <> · {row.last_status}</>}</span> : '–' },
        ]}
        fields={() => [
          { name: 'name', kind: 'text', label: t('firm:field.name'), required: true },
          { name: 'url', kind: 'text', label: t('hook:url'), hint: t('hook:url_hint'), required: true },
          { name: 'events', kind: 'own', label: t('hook:events'), draw: ({ value, set, error }) => <EventsField all={events} chosen={(value as string[]) ?? []} error={error} onChange={set} /> },
          { name: 'thin', kind: 'switch', label: t('hook:thin'), hint: t('hook:thin_hint') },
          { name: 'ed25519', kind: 'switch', label: t('hook:ed25519'), hint: t('hook:ed25519_hint') },
          { name: 'active', kind: 'switch', label: t('hook:active') },
        ]}
        blank={{ name: '', url: '', events: [], thin: false, ed25519: false, active: true }} onSaved={(row, isNew) => { if (isNew && row.secret) fresh.show({ name: row.name, secret: row.secret }) }}
        panel={(row) => row && <Beside of={row} write={write} />} />
      {made && <Dialog title={t('hook:secret_title', { name: made.name })} onClose={fresh.away} actions={<Button look="main" onClick={fresh.away}>{t('firm:done')}</Button>}><p className="soft">{t('hook:secret_words')}</p><Secret label={t('hook:secret')} value={made.secret} copy={t('frame:copy')} onCopied={() => toast(t('frame:copied'))} /></Dialog>}
    </>
  )
}
function How({ of }: { of: Webhook }) {
  if (of.disabled_at) return <Tag tone="neg">{t('hook:disabled')}</Tag>
  if (!of.active) return <Tag>{t('loop:off')}</Tag>
  return of.waiting > 0 ? <Tag tone="warn">{t('hook:waiting', { count: of.waiting })}</Tag> : <Tag>{t('hook:runs')}</Tag>
}
export function EventsField({ all, chosen, error, onChange }: { all: readonly string[]; chosen: readonly string[]; error: string | undefined; onChange: (events: string[]) => void }) {
  const put = (event: string, on: boolean) => onChange(on ? [...chosen, event] : chosen.filter((one) => one !== event))
  return (
    <fieldset className="many"><legend className="form-label">{t('hook:events')}</legend>
      {grouped([...new Set([...all, ...chosen])]).map(([about, events]) => <div key={about} className="many-in">{events.map((event) => <Checkbox key={event} name="events" label={eventName(event)} checked={chosen.includes(event)} onChange={(on) => put(event, on)} />)}</div>)}
      {error && <p className="problem">{error}</p>}<p className="hint">{t('hook:events_hint')}</p>
    </fieldset>
  )
}
function Beside({ of, write }: { of: Webhook; write: boolean }) {
  const client = useQueryClient()
  const refresh = () => client.invalidateQueries({ queryKey: ['webhooks'] })
  const rotate = useMutation<Webhook, Problem>({ mutationFn: () => api.post<Webhook>(`/webhooks/${of.id}/rotate`), onSuccess: (next) => { if (next.secret) fresh.show({ name: of.name, secret: next.secret }); void refresh() } })
  const test = useMutation<unknown, Problem>({ mutationFn: () => api.post(`/webhooks/${of.id}/test`), onSuccess: () => { toast(t('hook:tested')); void refresh() } })
  const problem = rotate.error ?? test.error
  return (
    <>
      {of.disabled_at && <Notice tone="warning">{t('hook:disabled_why', { when: when(of.disabled_at), why: of.disabled_reason ?? '' })}</Notice>}
      {write && <div className="row wrap hook-acts"><Button busy={test.isPending} onClick={() => test.mutate()}>{t('hook:test')}</Button><Button icon="lock" busy={rotate.isPending} onClick={() => rotate.mutate()}>{t('hook:rotate')}</Button></div>}
      {write && <p className="hint">{t('hook:rotate_hint')}</p>}
      {problem && <Notice tone="danger">{problem.status === 0 ? t('frame:unreachable') : problem.words}</Notice>}
      {of.ed25519 && of.public_key && <div className="bench"><Secret label={t('hook:public_key')} value={of.public_key} copy={t('frame:copy')} onCopied={() => toast(t('frame:copied'))} /><p className="hint">{t('hook:public_key_hint')}</p></div>}
      <Deliveries of={of} write={write} />
    </>
  )
}
/** What went out, what came back, and the way to send it again. */
function Deliveries({ of, write }: { of: Webhook; write: boolean }) {
  const client = useQueryClient()
  const key = ['webhooks', of.id, 'deliveries']
  const list = useInfiniteQuery({ queryKey: key, initialPageParam: '', getNextPageParam: (last: List<Delivery>) => last.next_cursor ?? undefined, queryFn: ({ pageParam, signal }) => api.get<List<Delivery>>(`/webhooks/${of.id}/deliveries`, { limit: 20, cursor: pageParam }, signal) })
  const replay = useMutation<unknown, Problem, string>({ mutationFn: (id) => api.post(`/webhooks/${of.id}/deliveries/${id}/replay`), onSuccess: () => toast(t('hook:replayed')), onSettled: () => client.invalidateQueries({ queryKey: ['webhooks'] }) })
  const rows = list.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <section className="bench"><h3>{t('hook:deliveries')}</h3>
      {replay.error && <Notice tone="danger">{replay.error.words}</Notice>}
      {list.isPending ? <Loading lines={2} /> : rows.length === 0 ? <p className="soft">{t('hook:deliveries_none')}</p> : (
        <ul>{rows.map((one) => <li key={one.id}><div><b>{eventName(one.event)}</b> <Tag {...(one.state === 'delivered' ? {} : { tone: one.state === 'waiting' ? 'warn' as const : 'neg' as const })}>{t(`hook:delivery.${one.state}`)}</Tag><small className="block soft" title={exact(one.at)}>{[when(one.at), one.status !== null && String(one.status), one.attempts > 1 && t('hook:attempts', { count: one.attempts }), one.next_at && t('hook:next', { when: when(one.next_at) })].filter(Boolean).join(' · ')}</small>{one.said && <small className="block soft" lang="en">{one.said}</small>}{one.body !== undefined && one.body !== null && <details className="sm"><summary className="soft">{t('hook:body')}</summary><pre className="transcript" tabIndex={0}>{typeof one.body === 'string' ? one.body : JSON.stringify(one.body, null, 2)}</pre></details>}</div>
          {write && <Button aria-label={t('hook:replay_of', { event: eventName(one.event), when: when(one.at) })} busy={replay.isPending && replay.variables === one.id} onClick={() => replay.mutate(one.id)}>{t('hook:replay')}</Button>}</li>)}</ul>)}
      {list.hasNextPage && <p><Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>{t('frame:load_more')}</Button></p>}
      {of.waiting > 0 && <p className="sm soft">{t('hook:waiting_long', { count: number(of.waiting) })}</p>}
    </section>
  )
}
