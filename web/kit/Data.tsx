import { type ReactNode, useRef } from 'react'
import { say } from './words'

export interface DataColumn<Row> { name: string; value: (row: Row) => string | number | null | undefined; show?: (row: Row) => ReactNode; number?: boolean }
/** The table behind a chart, with a CSV of the same rows. `t` on the page opens the first one; print shows all. */
export function DataBehind<Row>({ columns, rows, name, caption, title }: { columns: readonly DataColumn<Row>[]; rows: readonly Row[]; /** file name without .csv */ name: string; caption?: string; /** what is pressed, where no chart stands above */ title?: string }) {
  const here = useRef<HTMLDetailsElement>(null)
  return (
    <details className="data" ref={here}><summary>{title ?? say('table_behind')}</summary>
      <div className="table-box" tabIndex={0} role="region" aria-label={caption ?? say('table_behind')}>
        <table><thead><tr>{columns.map((one) => <th key={one.name} scope="col" className={one.number ? 'r' : undefined}>{one.name}</th>)}</tr></thead>
          <tbody>{rows.map((row, at) => <tr key={at}>{columns.map((one) => <td key={one.name} className={one.number ? 'r' : undefined}>{one.show?.(row) ?? one.value(row) ?? '–'}</td>)}</tr>)}</tbody></table>
      </div>
      <button type="button" className="as-link sm" onClick={() => save(`${name}.csv`, csv(columns, rows))}>{say('download_csv')}</button>
    </details>
  )
}
export function csv<Row>(columns: readonly DataColumn<Row>[], rows: readonly Row[]): string {
  const cell = (value: string | number | null | undefined) => {
    const text = value === null || value === undefined ? '' : String(value)
    // a leading = + - @ would be run as a formula by spreadsheets
    const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
    return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
  }
  return [columns.map((one) => cell(one.name)), ...rows.map((row) => columns.map((one) => cell(one.value(row))))].map((line) => line.join(',')).join('\r\n') + '\r\n'
}
export function save(name: string, text: string, type = 'text/csv') {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([type === 'text/csv' ? '\ufeff' : '', text], { type: `${type};charset=utf-8` }))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 1000)
}
