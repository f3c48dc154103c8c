import type { ReactNode } from 'react'

export interface Column<Row> { key: string; name: ReactNode; cell: (row: Row) => ReactNode; number?: boolean; /** hidden below 720 px */ wide?: boolean; sort?: string }
interface Props<Row> { caption: string; columns: readonly Column<Row>[]; rows: readonly Row[]; id: (row: Row) => string; onOpen?: (row: Row) => void; open?: string | undefined; sort?: string; onSort?: (sort: string) => void; group?: (row: Row) => string }
/** The register: hairlines, no stripes. The first cell holds the link or button that opens a row; pressing anywhere in the row does the same. */
export function Table<Row>({ caption, columns, rows, id, onOpen, open, sort, onSort, group }: Props<Row>) {
  let last: string | undefined
  return (
    <div className="table-box" tabIndex={0} role="region" aria-label={caption}>
      <table className="register"><caption className="vh">{caption}</caption>
        <thead><tr>{columns.map((column) => (
          <th key={column.key} scope="col" className={css(column)} aria-sort={sortOf(sort, column.sort)}>
            {column.sort && onSort ? <button type="button" className="sort" onClick={() => onSort(sort === column.sort ? `-${column.sort}` : column.sort!)}>{column.name}<span aria-hidden="true">{sort === column.sort ? ' ↑' : sort === `-${column.sort}` ? ' ↓' : ''}</span></button> : column.name}
          </th>))}</tr></thead>
        <tbody>{rows.flatMap((row) => {
          const name = group?.(row)
          const head = name !== undefined && name !== last ? [<tr key={`g-${name}`} className="group"><th scope="rowgroup" colSpan={columns.length}>{name}</th></tr>] : []
          last = name
          return [...head, (
            <tr key={id(row)} aria-current={open === id(row) || undefined} className={onOpen && 'opens'} onClick={onOpen && ((event) => { if (!(event.target as Element).closest('a,button,input,select,label')) onOpen(row) })}>
              {columns.map((column, at) => <td key={column.key} className={css(column)}>{at === 0 && onOpen ? <button type="button" className="open" onClick={() => onOpen(row)}>{column.cell(row)}</button> : column.cell(row)}</td>)}
            </tr>)]
        })}</tbody>
      </table>
    </div>
  )
}
const css = (column: { number?: boolean; wide?: boolean }) => [column.number && 'r', column.wide && 'wide'].filter(Boolean).join(' ') || undefined
const sortOf = (sort?: string, own?: string) => !own ? undefined : sort === own ? 'ascending' : sort === `-${own}` ? 'descending' : 'none'
