import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { Button } from '@kit/Button'
import { Chip, Initials, Popover, Tag } from '@kit/Chip'
import { TextField } from '@kit/Field'
import { day } from '@kit/format'
import { Notice } from '@kit/Notice'
import { Empty, Loading } from '@kit/State'
import { Table } from '@kit/Table'
import { useKeys } from '@kit/keys'
import { api } from '../api'
import { many, type Search, useScope } from '../frame/scope'
import { t, tOr } from '../i18n'
import { getQuery, useRegister } from '../records'
import { useMay } from '../session'
import type { Customer, List } from '../types'
import { CustomerPanel } from './CustomerPanel'
import { CustomerForm } from './CustomerForm'
import './customer.css'

export const lifecycles = ['prospect', 'new', 'active', 'lapsed', 'former'] as const

export function CustomersPage() {
  const { id } = useParams({ strict: false }) as { id?: string }
  const { search, change } = useScope()
  const navigate = useNavigate()
  const title = t('customer:title')
  const write = useMay('write_people')
  const mayImport = useMay('import')
  const places = useRegister('locations')
  const filter = { q: many(search['q'])[0] ?? '', lifecycle: many(search['lifecycle']), segment: many(search['segment']) }
  const query = useInfiniteQuery({
    queryKey: ['customers', filter], initialPageParam: '', getNextPageParam: (last: List<Customer>) => last.next_cursor ?? undefined,
    queryFn: ({ pageParam, signal }) => api.get<List<Customer>>('/customers', { ...filter, limit: 50, cursor: pageParam }, signal), placeholderData: (old) => old,
  })
  const rows = query.data?.pages.flatMap((page) => page.items) ?? []
  const narrowed = !!filter.q || filter.lifecycle.length + filter.segment.length > 0
  const to = (path: string, more: Search = {}) => void navigate({ to: path as never, search: ((old: Search) => ({ ...old, edit: undefined, ...more })) as never, resetScroll: false })
  const inList = rows.find((one) => one.id === id)
  const single = useQuery({ ...getQuery<Customer>(`/customers/${id}`), enabled: !!id && id !== 'new' && !inList && !query.isPending })
  const chosen = id === 'new' ? undefined : inList ?? (single.data?.id === id || single.data?.key === id ? single.data : undefined)
  const step = (by: number) => { const at = rows.findIndex((one) => one.id === chosen?.id) + by; const next = rows[chosen ? at : 0]; if (next) to(`/customers/${next.id}`) }
  useKeys({ j: () => step(1), k: () => step(-1) })
  return (
    <div className="in">
      <div className="head"><h1>{title}</h1><div className="push row wrap">{mayImport && <Link className="btn ghost" to="/feedback/import" search={{ kind: 'customers' } as never}>{t('customer:import')}</Link>}{write && (rows.length > 0 || narrowed) && <Button look="main" icon="plus" onClick={() => to('/customers/new')}>{t('customer:add')}</Button>}</div></div>
      {(rows.length > 0 || narrowed) && <div className="cu-find">
        <Search value={filter.q} onChange={(q) => change({ q })} />
        <div className="row wrap" role="group" aria-label={t('words:dim.lifecycle')}>{lifecycles.map((one) => { const on = filter.lifecycle.includes(one); return <button key={one} type="button" className="chip" aria-pressed={on} onClick={() => change({ lifecycle: on ? filter.lifecycle.filter((other) => other !== one) : [...filter.lifecycle, one] })}>{tOr(`words:lifecycle.${one}`, one)}</button> })}</div>
        <Segments rows={rows} chosen={filter.segment} onChange={(segment) => change({ segment })} />
      </div>}
      {query.error && <Notice tone="danger">{query.error.message}</Notice>}
      {query.isPending ? <Loading lines={8} /> : rows.length === 0 && !query.error
        ? narrowed ? <Empty title={t('customer:none_found')} example="none" action={<Button onClick={() => change({ q: undefined, lifecycle: undefined, segment: undefined })}>{t('frame:clear_all')}</Button>} />
          : <Empty title={t('customer:empty')} example="table" action={write && <span className="row wrap"><Button look="main" icon="plus" onClick={() => to('/customers/new')}>{t('customer:add')}</Button>{mayImport && <Link className="btn" to="/feedback/import" search={{ kind: 'customers' } as never}>{t('customer:import')}</Link>}</span>}>{t('customer:empty_words')}</Empty>
        : rows.length > 0 && <Table caption={title} rows={rows} id={(one) => one.id} open={chosen?.id} onOpen={(one) => to(`/customers/${one.id}`)} columns={[
          { key: 'name', name: t('customer:name'), cell: (one) => <span className="cu-name"><Initials name={one.name || one.key} /><span>{one.name || one.key}<small>{one.key}</small></span></span> },
          { key: 'lifecycle', name: t('words:dim.lifecycle'), cell: (one) => <span className="row wrap"><Tag>{tOr(`words:lifecycle.${one.lifecycle}`, one.lifecycle)}</Tag>{one.kind === 'company' && <Tag>{t('customer:company')}</Tag>}</span> },
          { key: 'segment', name: t('words:dim.segment'), wide: true, cell: (one) => <span className="sm">{one.segment ?? <span className="soft">–</span>}</span> },
          { key: 'place', name: t('words:dim.location'), wide: true, cell: (one) => <span className="sm">{places.find((place) => place.id === one.location_id)?.name ?? <span className="soft">–</span>}</span> },
          { key: 'since', name: t('customer:known_since'), wide: true, number: true, cell: (one) => <span className="sm soft">{day(one.created_at)}</span> },
        ]} />}
      {query.hasNextPage && <p style={{ marginTop: 16 }}><Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>{t('frame:load_more')}</Button></p>}
      {single.error && id !== 'new' && <Notice tone="warning">{t('frame:not_found')}</Notice>}
      {id === 'new' && write && <CustomerForm record={null} onClose={() => to('/customers')} onSaved={(saved) => to(`/customers/${saved.id}`)} />}
      {chosen && (search['edit'] && write ? <CustomerForm key={`edit-${chosen.id}`} record={chosen} onClose={() => to(`/customers/${chosen.id}`)} onRemoved={() => to('/customers')} /> : <CustomerPanel key={chosen.id} customer={chosen} onClose={() => to('/customers')} onEdit={write ? () => change({ edit: '1' }) : undefined} />)}
    </div>
  )
}
/** Waits until the fingers rest. */
function Search({ value, onChange }: { value: string; onChange: (q: string | undefined) => void }) {
  const [text, setText] = useState(value)
  useEffect(() => setText(value), [value])
  useEffect(() => {
    if (text === value) return
    const timer = setTimeout(() => onChange(text.trim() || undefined), 200)
    return () => clearTimeout(timer)
  })
  return <TextField type="search" quiet label={t('customer:search')} placeholder={t('customer:search')} value={text} onChange={(event) => setText(event.target.value)} />
}
function Segments({ rows, chosen, onChange }: { rows: readonly Customer[]; chosen: readonly string[]; onChange: (next: string[]) => void }) {
  const known = [...new Set([...chosen, ...rows.map((one) => one.segment)].filter((one): one is string => !!one))].sort()
  if (known.length === 0) return null
  return (
    <Popover button={(tie) => <Chip strong={chosen.length > 0} {...tie} {...(chosen.length > 0 && { onClear: () => onChange([]), clearLabel: t('frame:clear_filter', { name: t('words:dim.segment') }) })}>{chosen.length ? `${t('words:dim.segment')}: ${chosen.join(', ')}` : t('words:dim.segment')}</Chip>}>{(close) => (
      <>{known.map((one) => <button key={one} type="button" className="item" aria-pressed={chosen.includes(one)} onClick={() => { onChange(chosen.includes(one) ? chosen.filter((other) => other !== one) : [...chosen, one]); close() }}>{one}</button>)}</>)}</Popover>
  )
}
