import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { Button } from '@kit/Button'
import { Select } from '@kit/Field'
import { dayOf, exact, day, time, today } from '@kit/format'
import { Notice } from '@kit/Notice'
import { Panel } from '@kit/Panel'
import { Empty, Loading } from '@kit/State'
import { Table } from '@kit/Table'
import '@kit/record.css'
import { api } from '../../api'
import { many, useScope } from '../../frame/scope'
import { t, tOr } from '../../i18n'
import { listQuery } from '../../records'
import type { AuditEntry, List, User } from '../../types'
import { differences, inWords } from './diff'

const kinds = ['feedback', 'customer', 'touchpoint', 'stage', 'metric', 'benchmark', 'location', 'brand', 'channel', 'department', 'attribute', 'person', 'api_token', 'saved_view', 'import', 'firm'] as const
const kindName = (kind: string) => tOr(`firm:kind.${kind}`, kind)
const actionName = (action: string) => tOr(`firm:action.${action}`, action)
const nameIn = (entry: AuditEntry) => { const of = { ...entry.before, ...entry.after }; return String(of['name'] ?? of['label'] ?? of['email'] ?? of['key'] ?? '') }

/** Who changed what, and from what to what. Nothing here can be written. */
export function Audit() {
  const { search, change } = useScope()
  const { id } = useParams({ strict: false }) as { id?: string }
  const navigate = useNavigate()
  const kind = many(search['kind'])[0] ?? ''
  const user = many(search['user_id'])[0] ?? ''
  const people = useQuery(listQuery<User>('/users', { limit: 500 })).data?.items ?? []
  const query = useInfiniteQuery({
    queryKey: ['audit', { kind, user }], initialPageParam: '', getNextPageParam: (last: List<AuditEntry>) => last.next_cursor ?? undefined,
    queryFn: ({ pageParam, signal }) => api.get<List<AuditEntry>>('/audit', { kind, user_id: user, limit: 50, cursor: pageParam }, signal),
  })
  const rows = query.data?.pages.flatMap((page) => page.items) ?? []
  const open = (at?: string) => void navigate({ to: (at ? `/setup/audit/${at}` : '/setup/audit') as never, search: { ...(kind && { kind }), ...(user && { user_id: user }) } as never, resetScroll: false })
  const chosen = rows.find((row) => row.id === id)
  return (
    <>
      <div className="head"><h1>{t('firm:section.audit')}</h1></div><p className="soft about">{t('firm:about.audit')}</p>
      <div className="picks">
        <Select label={t('firm:field.record')} value={kind} none={t('frame:all')} options={kinds.map((one) => ({ value: one, label: kindName(one) }))} onChange={(next) => change({ kind: next })} />
        {people.length > 0 && <Select label={t('firm:field.person')} value={user} none={t('firm:everyone')} options={people.map((one) => ({ value: one.id, label: one.name || one.email }))} onChange={(next) => change({ user_id: next })} />}
      </div>
      {query.error && <Notice tone="danger">{query.error.message}</Notice>}
      {query.isPending ? <Loading lines={6} /> : rows.length === 0 && !query.error ? <Empty title={t('firm:empty.audit')} example="table" /> : (
        <Table caption={t('firm:section.audit')} rows={rows} id={(row) => row.id} open={id} onOpen={(row) => open(row.id)} group={(row) => dayName(row.at)} columns={[
          { key: 'what', name: t('firm:field.record'), cell: (row) => nameIn(row) || kindName(row.kind) },
          { key: 'kind', name: t('firm:field.kind'), wide: true, cell: (row) => <span className="sm soft">{kindName(row.kind)}</span> },
          { key: 'action', name: t('firm:field.action'), cell: (row) => <span className="sm">{actionName(row.action)}</span> },
          { key: 'who', name: t('firm:field.person'), cell: (row) => <span className="sm">{row.actor_kind === 'system' ? t('firm:system') : row.actor_name}</span> },
          { key: 'at', name: t('firm:field.at'), wide: true, number: true, cell: (row) => <span className="sm soft" title={exact(row.at)}>{time(row.at)}</span> },
        ]} />)}
      {query.hasNextPage && <p><Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>{t('frame:load_more')}</Button></p>}
      {chosen && <Panel key={chosen.id} title={nameIn(chosen) || kindName(chosen.kind)} onClose={() => open()}><Entry of={chosen} /></Panel>}
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
