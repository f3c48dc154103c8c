import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { Button } from '@kit/Button'
import { Select, TextField } from '@kit/Field'
import { addDays, dayOf, exact, day, time, today } from '@kit/format'
import { Icon } from '@kit/Icon'
import { Notice } from '@kit/Notice'
import { Panel } from '@kit/Panel'
import { Empty, Loading } from '@kit/State'
import { Table } from '@kit/Table'
import '@kit/record.css'
import { address, api } from '../../api'
import { many, useScope } from '../../frame/scope'
import { language, t, tOr } from '../../i18n'
import { listQuery } from '../../records'
import type { AuditEntry, List, User } from '../../types'
import { differences, inWords } from './diff'
import { titleOf } from './title'

const kinds = ['absence', 'alert', 'api_token', 'assumption', 'attribute', 'benchmark', 'board', 'brand', 'campaign', 'case_rule', 'case_settings', 'cause', 'channel', 'chat_hook', 'consent', 'contact_frequency', 'contact_rules', 'customer', 'department', 'designed_experience', 'directory_group', 'emotion', 'erasure', 'feedback', 'finding', 'firm', 'gateway', 'holiday', 'hook_in', 'import', 'incoming_mail_settings', 'indicator', 'initiative', 'journey', 'journey_comment', 'journey_map', 'journey_share', 'location', 'log_in_settings', 'mail_settings', 'mark', 'market_move', 'metric', 'need', 'person', 'persona', 'practice', 'privacy_settings', 'promise', 'promise_campaign', 'reading', 'reply_template', 'research_note', 'response', 'saved_view', 'series', 'stage', 'standard', 'suppression', 'survey', 'survey_link', 'survey_quota', 'theme', 'topic', 'touchpoint', 'vision', 'webhook', 'work_calendar'] as const
const actions = ['add', 'change', 'remove', 'import', 'undo', 'adopt', 'drop', 'send_welcome', 'set_password', 'erase'] as const
const kindName = (kind: string) => tOr(`audit:kind.${kind}`, tOr(`firm:kind.${kind}`, kind))
const actionName = (action: string) => tOr(`audit:action.${action}`, tOr(`firm:action.${action}`, action))
const asked = ['kind', 'action', 'user_id', 'actor_kind', 'record_id', 'q', 'from', 'to'] as const
const inOrder = (values: readonly string[], name: (value: string) => string) => values.map((value) => ({ value, label: name(value) })).sort((a, b) => a.label.localeCompare(b.label, language()))

/** Who changed what, and from what to what: looked for by person, record, words and time. Nothing here can be written. */
export function Audit() {
  const { search, change } = useScope()
  const { id } = useParams({ strict: false }) as { id?: string }
  const navigate = useNavigate()
  const params = Object.fromEntries(asked.flatMap((name) => { const value = many(search[name])[0]; return value ? [[name, value]] : [] }))
  const [words, setWords] = useState(params['q'] ?? '')
  const people = useQuery(listQuery<User>('/users', { limit: 500 })).data?.items ?? []
  const nameIn = (entry: AuditEntry) => titleOf(entry, people, language())
  const query = useInfiniteQuery({
    queryKey: ['audit', params], initialPageParam: '', placeholderData: keepPreviousData, getNextPageParam: (last: List<AuditEntry>) => last.next_cursor ?? undefined,
    queryFn: ({ pageParam, signal }) => api.get<List<AuditEntry>>('/audit', { ...params, limit: 50, cursor: pageParam }, signal),
  })
  useEffect(() => {
    if (words === (params['q'] ?? '')) return
    const wait = setTimeout(() => change({ q: words }), 300)
    return () => clearTimeout(wait)
  }, [words]) // eslint-disable-line react-hooks/exhaustive-deps
  const rows = query.data?.pages.flatMap((page) => page.items) ?? []
  const open = (at?: string) => void navigate({ to: (at ? `/setup/audit/${at}` : '/setup/audit') as never, search: params as never, resetScroll: false })
  const chosen = rows.find((row) => row.id === id)
  const who = params['actor_kind'] ?? params['user_id'] ?? ''
  const narrowed = Object.keys(params).length > 0
  return (
    <>
      <div className="head"><h1>{t('firm:section.audit')}</h1><div className="push row"><a className="btn ghost" href={address('/audit', { ...params, format: 'csv' })} download="audit.csv"><Icon name="download" />{t('audit:csv')}</a></div></div><p className="soft about">{t('firm:about.audit')}</p>
      <div className="picks">
        <TextField label={t('audit:look_for')} type="search" value={words} placeholder={t('audit:look_hint')} onChange={(event) => setWords(event.target.value)} />
        <Select label={t('firm:field.record')} value={params['kind'] ?? ''} none={t('frame:all')} options={inOrder(kinds, kindName)} onChange={(kind) => change({ kind })} />
        <Select label={t('audit:action')} value={params['action'] ?? ''} none={t('frame:all')} options={inOrder(actions, actionName)} onChange={(action) => change({ action })} />
        <Select label={t('firm:field.person')} value={who} none={t('firm:everyone')} options={[{ value: 'system', label: t('audit:system') }, { value: 'token', label: t('audit:by_token') }, ...people.map((one) => ({ value: one.id, label: one.name || one.email }))]}
          onChange={(next) => change(next === 'system' || next === 'token' ? { actor_kind: next, user_id: '' } : { user_id: next, actor_kind: '' })} />
        <TextField label={t('audit:from')} type="date" value={params['from'] ?? ''} onChange={(event) => change({ from: event.target.value })} />
        <TextField label={t('audit:until')} type="date" value={params['to'] ? addDays(params['to'], -1) : ''} onChange={(event) => change({ to: event.target.value && addDays(event.target.value, 1) })} />
      </div>
      {params['record_id'] && <Notice action={<Button onClick={() => change({ record_id: '' })}>{t('audit:all_records')}</Button>}>{t('audit:record_only')}</Notice>}
      {query.error && <Notice tone="danger">{query.error.message}</Notice>}
      {query.isPending ? <Loading lines={6} /> : rows.length === 0 && !query.error ? <Empty title={narrowed ? t('audit:nothing') : t('firm:empty.audit')} example="table" /> : (
        <Table caption={t('firm:section.audit')} rows={rows} id={(row) => row.id} open={id} onOpen={(row) => open(row.id)} group={(row) => dayName(row.at)} columns={[
          { key: 'what', name: t('firm:field.record'), cell: (row) => nameIn(row) || kindName(row.kind) },
          { key: 'kind', name: t('firm:field.kind'), wide: true, cell: (row) => <span className="sm soft">{kindName(row.kind)}</span> },
          { key: 'action', name: t('firm:field.action'), cell: (row) => <span className="sm">{actionName(row.action)}</span> },
          { key: 'who', name: t('firm:field.person'), cell: (row) => <span className="sm">{row.actor_kind === 'system' ? t('firm:system') : row.actor_name}</span> },
          { key: 'at', name: t('firm:field.at'), wide: true, number: true, cell: (row) => <span className="sm soft" title={exact(row.at)}>{time(row.at)}</span> },
        ]} />)}
      {query.hasNextPage && <p><Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>{t('frame:load_more')}</Button></p>}
      {chosen && <Panel key={chosen.id} title={nameIn(chosen) || kindName(chosen.kind)} onClose={() => open()}>
        <Entry of={chosen} />
        {chosen.record_id !== params['record_id'] && <p><Button onClick={() => void navigate({ to: '/setup/audit' as never, search: { record_id: chosen.record_id } as never })}>{t('audit:of_record')}</Button></p>}
      </Panel>}
    </>
  )
}
const dayName = (at: string) => dayOf(at) === today() ? t('firm:today') : day(at)
function Entry({ of }: { of: AuditEntry }) {
  const lines = differences(of.before, of.after)
  return (
    <>
      <dl className="facts">
        <div><dt>{t('firm:field.action')}</dt><dd>{actionName(of.action)}</dd></div><div><dt>{t('firm:field.kind')}</dt><dd>{kindName(of.kind)}</dd></div>
        <div><dt>{t('firm:field.person')}</dt><dd>{of.actor_kind === 'system' ? t('firm:system') : of.actor_name}{of.actor_kind === 'token' && <span className="soft"> · {t('firm:token')}</span>}</dd></div><div><dt>{t('firm:field.at')}</dt><dd>{exact(of.at)}</dd></div>
      </dl>
      {lines.length === 0 ? <p className="soft diff">{t('firm:no_fields')}</p> : (
        <table className="diff"><thead><tr><th scope="col">{t('firm:field.field')}</th><th scope="col">{t('firm:before')}</th><th scope="col">{t('firm:after')}</th></tr></thead>
          <tbody>{lines.map((line) => <tr key={line.field}><th scope="row"><code>{line.field}</code></th><td><del>{inWords(line.before)}</del></td><td><ins>{inWords(line.after)}</ins></td></tr>)}</tbody></table>)}
    </>
  )
}
