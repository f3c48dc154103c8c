import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from '@kit/Button'
import { Tag } from '@kit/Chip'
import { Segmented } from '@kit/Field'
import { exact, number, when } from '@kit/format'
import { Notice } from '@kit/Notice'
import type { FieldSpec } from '@kit/RecordFields'
import { Empty, Loading } from '@kit/State'
import { type Column, Table } from '@kit/Table'
import { many, useScope } from '../../frame/scope'
import { t } from '../../i18n'
import { OfFinding } from '../../programme/Begin'
import { RecordPanel } from '../../record/RecordPanel'
import { listQuery, useChoices, useNames, usePeople, useRegister } from '../../records'
import { useMayWork } from '../cases'
import { Place } from '../Place'
import { type Deed, type Finding, findingStates } from '../shape'
import { Asked } from './Asked'
import { Deeds } from './Deeds'

const routes = ['operational', 'strategic'] as const
/** Patterns with their cases: what one customer asked, considered for all. Single fixes and changes of course go different ways. */
export function FindingsPage() {
  const { search, change } = useScope()
  const write = useMayWork()
  const [name, person] = [useNames(), usePeople()]
  const route = routes.find((one) => one === many(search['route'])[0])
  const query = useQuery(listQuery<Finding>('/findings', { ...(route && { route }), limit: 200 }))
  const rows = query.data?.items ?? []
  const wanted = many(search['open'])[0]
  const chosen = rows.find((one) => one.id === wanted) ?? null
  const waiting = rows.filter((one) => one.state === 'open').length
  const columns: Column<Finding>[] = [
    { key: 'name', name: t('learn:finding'), cell: (row) => row.name || row.text },
    { key: 'route', name: t('learn:route'), wide: true, cell: (row) => <span className="sm">{t(`learn:route.${row.route}`)}</span> },
    { key: 'state', name: t('case:fact.state'), cell: (row) => <Tag {...(row.state === 'open' && { tone: 'warn' as const })}>{t(`learn:finding_state.${row.state}`)}</Tag> },
    { key: 'cases', name: t('learn:cases'), number: true, cell: (row) => number(row.cases?.length ?? 0) },
    { key: 'similar', name: t('learn:similar'), number: true, wide: true, cell: (row) => row.similar_n === null || row.similar_n === undefined ? '–' : number(row.similar_n) },
    { key: 'where', name: t('words:dim.touchpoint'), wide: true, cell: (row) => row.touchpoint ? name('touchpoint', row.touchpoint) : '–' },
    { key: 'at', name: t('learn:came'), wide: true, cell: (row) => <time className="sm soft" dateTime={row.created_at} title={exact(row.created_at)}>{when(row.created_at)}</time> },
  ]
  return (
    <Place title={t('learn:findings')}>
      <p className="cw-verdict">{rows.length === 0 ? t('learn:findings_say') : waiting === 0 ? t('learn:findings_settled') : t('learn:findings_wait', { count: waiting })}</p>
      <p className="cw-about-page soft">{t('learn:findings_about')}</p>
      <div className="cw-tools"><Segmented label={t('learn:route')} value={route ?? 'all'} options={[{ value: 'all', label: t('frame:all') }, ...routes.map((value) => ({ value, label: t(`learn:route.${value}`) }))]} onChange={(value: string) => change({ route: value === 'all' ? undefined : value })} />{write && rows.length > 0 && <Button className="push" icon="plus" onClick={() => change({ open: 'new' })}>{t('learn:add_finding')}</Button>}</div>
      {query.error && <Notice tone="danger">{query.error.message}</Notice>}
      {query.isPending ? <Loading lines={4} /> : rows.length === 0 && !query.error ? <Empty title={t('learn:findings_none')} example="table" action={write && <Button icon="plus" onClick={() => change({ open: 'new' })}>{t('learn:add_finding')}</Button>}>{t('learn:findings_none_hint')}</Empty>
        : <Table caption={t('learn:findings')} columns={columns} rows={rows} id={(row) => row.id} open={wanted} onOpen={(row) => change({ open: row.id })} />}
      {wanted && (wanted === 'new' ? write : chosen) && <FindingPanel key={wanted} finding={chosen} write={write} person={person} onClose={() => change({ open: undefined })} />}
    </Place>
  )
}
function FindingPanel({ finding, write, person, onClose }: { finding: Finding | null; write: boolean; person: ReturnType<typeof usePeople>; onClose: () => void }) {
  const users = useRegister('users')
  const fields: FieldSpec[] = [
    { name: 'name', kind: 'text', label: t('firm:field.name'), required: true },
    { name: 'text', kind: 'long', label: t('learn:finding_text'), required: true },
    { name: 'route', kind: 'choice', label: t('learn:route'), hint: t('learn:route_hint'), options: routes.map((value) => ({ value, label: t(`learn:route.${value}`) })), required: true },
    { name: 'state', kind: 'choice', label: t('case:fact.state'), options: findingStates.map((value) => ({ value, label: t(`learn:finding_state.${value}`) })), required: true },
    { name: 'touchpoint', kind: 'choice', label: t('words:dim.touchpoint'), none: t('frame:none'), options: useChoices('touchpoint') },
    { name: 'owner_id', kind: 'choice', label: t('case:fact.owner'), none: t('case:nobody_yet'), options: users.filter((user) => user.active || user.id === finding?.owner_id).map((user) => ({ value: user.id, label: person(user.id) ?? user.email })) },
    { name: 'discussion', kind: 'long', label: t('learn:discussion'), nullable: true, hint: t('learn:discussion_hint') },
    { name: 'actions', kind: 'own', label: t('learn:actions'), draw: ({ value, set, error }) => <Deeds of={(value as Deed[] | undefined) ?? []} error={error} onChange={set} /> },
  ]
  return (
    <RecordPanel<Finding> kind="findings" record={finding} write={write} title={finding?.name ?? t('learn:add_finding')} fields={fields} blank={{ name: '', text: '', route: 'operational', state: 'open', touchpoint: null, owner_id: null, discussion: null, actions: [] }} wide onClose={onClose}>
      {finding && (finding.cases?.length ?? 0) > 0 && <section className="bench"><h3>{t('learn:its_cases')}</h3><ul>{finding.cases.map((one) => <li key={one.id}><div><Link className="link" to={'/cases/$id' as never} params={{ id: one.id } as never}>{one.number}</Link> <span className="soft">{one.title}</span></div></li>)}</ul></section>}
      {finding && <OfFinding finding={finding} />}
      {finding && (finding.cases?.length ?? 0) > 0 && <Asked finding={finding} />}
    </RecordPanel>
  )
}
