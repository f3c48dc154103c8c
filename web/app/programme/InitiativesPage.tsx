import './programme.css'
import '@kit/record.css'
import { useNavigate } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { Button } from '@kit/Button'
import { Segmented, Select } from '@kit/Field'
import { today } from '@kit/format'
import { Notice } from '@kit/Notice'
import { Rich } from '@kit/Rich'
import { Empty, Loading } from '@kit/State'
import { type Column, Table } from '@kit/Table'
import { many, useScope } from '../frame/scope'
import { t } from '../i18n'
import { useNames, usePeople } from '../records'
import { initiativesQuery, useMayDecide } from './initiatives'
import { InitiativePanel } from './InitiativePanel'
import { Due, StateTag } from './Made'
import { type Initiative, inOrder, states, verdict } from './shape'

/** What the firm is changing: one sentence, then the list, what runs first. */
export function InitiativesPage() {
  const { search, change } = useScope()
  const navigate = useNavigate()
  const write = useMayDecide()
  const [name, person] = [useNames(), usePeople()]
  const query = useQuery(initiativesQuery())
  const all = query.data?.items ?? []
  const state = states.find((one) => one === many(search['state'])[0])
  const owner = many(search['owner'])[0]
  const rows = inOrder(all.filter((one) => (!state || one.state === state) && (!owner || (owner === 'nobody' ? !one.owner_id : one.owner_id === owner))))
  const owners = [...new Set(all.map((one) => one.owner_id))].map((id) => id ? { value: id, label: person(id) ?? '–' } : { value: 'nobody', label: t('journey:nobody') })
  const open = (id: string) => void navigate({ to: '/initiatives/$id' as never, params: { id } as never })
  const add = write && <Button look="main" icon="plus" onClick={() => change({ open: 'new' })}>{t('programme:add')}</Button>
  const columns: Column<Initiative>[] = [
    { key: 'name', name: t('programme:one'), cell: (row) => row.name },
    { key: 'state', name: t('programme:state'), cell: (row) => <StateTag of={row} /> },
    { key: 'owner', name: t('words:dim.owner'), wide: true, cell: (row) => person(row.owner_id) ?? <span className="soft">{t('journey:nobody')}</span> },
    { key: 'due', name: t('programme:due'), cell: (row) => <span className="sm"><Due of={row} /></span> },
    { key: 'from', name: t('programme:comes_from'), wide: true, cell: (row) => <span className="sm soft">{row.origin ? [t(`programme:from.${row.origin}`), row.origin === 'finding' ? null : row.origin_name].filter(Boolean).join(' · ') : '–'}</span> },
    { key: 'where', name: t('words:dim.touchpoint'), wide: true, cell: (row) => <span className="sm">{row.touchpoint_ids.map((id) => name('touchpoint', id)).join(', ') || '–'}</span> },
  ]
  return (
    <div className="in">
      {query.error ? <Notice tone="danger">{query.error.message}</Notice> : query.isPending ? <Loading lines={5} /> : all.length === 0 ? <><h1 className="vh">{t('programme:title')}</h1><Empty title={t('programme:empty')} example="table" action={add}>{t('programme:empty_words')}</Empty></> : (
        <>
          <div className="pg-top"><h1><Sentence list={all} /></h1>{add}</div>
          <div className="pg-sieve">
            <Segmented label={t('programme:state')} value={state ?? 'all'} options={[{ value: 'all', label: t('frame:all') }, ...states.map((value) => ({ value, label: t(`programme:state.${value}`) }))]} onChange={(value: string) => change({ state: value === 'all' ? undefined : value })} />
            {owners.length > 1 && <Select label={t('words:dim.owner')} none={t('programme:anybody')} value={owner ?? ''} options={owners} onChange={(value) => change({ owner: value || undefined })} />}
          </div>
          {rows.length === 0 ? <p className="soft" role="status">{t('programme:none_such')}</p> : <Table caption={t('programme:title')} columns={columns} rows={rows} id={(row) => row.id} onOpen={(row) => open(row.id)} />}
        </>)}
      {many(search['open'])[0] === 'new' && write && <InitiativePanel key="new" record={null} onClose={() => change({ open: undefined })} onSaved={(one) => open(one.id)} />}
    </div>
  )
}
function Sentence({ list }: { list: readonly Initiative[] }) {
  const said = verdict(list, today())
  return <Rich text={said.key === 'calm' ? t('programme:say_calm') : t(`programme:say_${said.key}`, { count: said.count })} />
}
