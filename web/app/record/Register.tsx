import { useNavigate, useParams } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Button } from '@kit/Button'
import type { FieldSpec, Values } from '@kit/RecordFields'
import { Mover } from '@kit/Mover'
import { Notice } from '@kit/Notice'
import { Empty, Loading } from '@kit/State'
import { type Column, Table } from '@kit/Table'
import { t } from '../i18n'
import { listQuery } from '../records'
import type { Stored } from '../types'
import { byPosition, useMove } from './order'
import { RecordPanel } from './RecordPanel'

export interface RegisterProps<T extends Stored> {
  kind: string
  /** where it stands: /setup/SECTION; panels open under it */
  section: string
  title: string
  about: ReactNode
  add: string
  columns: readonly Column<T>[]
  fields: readonly FieldSpec[] | ((record: T | null) => readonly FieldSpec[])
  blank: Values
  write: boolean
  nameOf: (record: T) => string
  empty: string
  /** rows in the order they are shown; without it as the server gives them */
  arrange?: (rows: T[]) => T[]
  /** people decide the order */
  ordered?: boolean
  removable?: (record: T) => boolean
  removeWords?: string
  save?: (record: T | null) => string
  onSaved?: (record: T, fresh: boolean) => void
  panel?: (record: T | null) => ReactNode
  foot?: (record: T) => ReactNode
  tools?: ReactNode
  /** a better beginning than an empty table, when `none` stands in it yet; it may stand beside a full one as well */
  begin?: (none: boolean) => ReactNode
  children?: ReactNode
  /** the panel needs room */
  wide?: boolean
}
/** A register: title, sentence, table, side panel to edit. The same for every simple record. */
export function Register<T extends Stored>(props: RegisterProps<T>) {
  const { kind, section, write } = props
  const { id } = useParams({ strict: false }) as { id?: string }
  const navigate = useNavigate()
  const query = useQuery(listQuery<T>(`/${kind}`, { limit: 500 }))
  const move = useMove(kind)
  const open = (at: string) => void navigate({ to: `/setup/${section}/${at}` as never })
  const close = () => void navigate({ to: `/setup/${section}` as never })
  const raw = query.data?.items ?? []
  const rows = props.ordered ? byPosition(raw as never[]) as T[] : props.arrange?.(raw) ?? raw
  const chosen = id && id !== 'new' ? rows.find((row) => row.id === id) : null
  const columns = props.ordered && write ? [...props.columns, orderColumn(rows, props.nameOf, (row, by) => move.mutate({ rows: rows as never, id: row.id, by }), move.isPending)] : props.columns
  const none = rows.length === 0 && !query.error && !query.isPending
  const begin = !query.isPending && props.begin?.(none)
  return (
    <>
      <div className="head"><h1>{props.title}</h1><div className="push row wrap">{!none && props.tools}{write && (rows.length > 0 || begin) && <Button look={none ? 'plain' : 'main'} icon="plus" onClick={() => open('new')}>{props.add}</Button>}</div></div>
      <p className="soft about">{props.about}</p>
      {query.error && <Notice tone="danger">{query.error.message}</Notice>}
      {query.isPending ? <Loading lines={5} /> : none
        ? begin || <Empty title={props.empty} example="table" action={write && <Button look="main" icon="plus" onClick={() => open('new')}>{props.add}</Button>} />
        : <Table caption={props.title} columns={columns} rows={rows} id={(row) => row.id} open={id} onOpen={(row) => open(row.id)} />}
      {!none && begin}
      {props.children}
      {id && (id === 'new' ? write : chosen) && <RecordPanel key={id} kind={kind} record={chosen ?? null} title={chosen ? props.nameOf(chosen) : props.add} fields={typeof props.fields === 'function' ? props.fields(chosen ?? null) : props.fields} blank={props.blank} write={write} onClose={close} {...(props.wide && { wide: true })}
        removable={chosen ? props.removable?.(chosen) ?? true : false} {...(props.removeWords && { removeWords: props.removeWords })} {...(props.save && { save: props.save(chosen ?? null) })}
        onSaved={(record, fresh) => { close(); props.onSaved?.(record, fresh) }} foot={chosen && props.foot?.(chosen)}>{props.panel?.(chosen ?? null)}</RecordPanel>}
    </>
  )
}
function orderColumn<T extends Stored>(rows: readonly T[], nameOf: (row: T) => string, go: (row: T, by: number) => void, busy: boolean): Column<T> {
  return {
    key: 'order', name: t('firm:order'), number: true, cell: (row) => {
      const at = rows.indexOf(row)
      return <Mover busy={busy} names={{ up: t('firm:move_up', { name: nameOf(row) }), down: t('firm:move_down', { name: nameOf(row) }) }} up={at > 0 ? () => go(row, -1) : undefined} down={at < rows.length - 1 ? () => go(row, 1) : undefined} />
    },
  }
}
