import { DataBehind } from '@kit/Data'
import { delta, deltaRange, figure, number, range, share, type Unit } from '@kit/format'
import { certainty, Interval, type Mood, Whisker } from '@kit/Whisker'
import { ToVoices } from '../feedback/ToVoices'
import { t } from '../i18n'
import type { Estimate, TallyRow } from '../types'
import { type Cell, cellKey, common, keyIn } from './grid'

export type View = 'whiskers' | 'figures' | 'counts'
export interface Side { dimension: string; name: string; keys: (string | null)[]; value: (key: string | null) => string; totals: ReadonlyMap<string | null, TallyRow> }
interface Props { rows: Side; cols: Side | null; cells: readonly Cell[]; total: TallyRow; unit: Unit; scale: readonly [number, number]; view: View; against: 'rest' | 'before'; title: string; link: (row: string | null, col: string | null) => Record<string, unknown> }
export const moodOf = (cell: Cell | undefined): Mood | undefined => !cell?.stands || cell.difference === null ? undefined : cell.difference < 0 ? 'neg' : 'pos'
const nothing: Estimate = { n: 0, value: null, lo: null, hi: null, tier: 'none' }

/** Whiskers on one scale. Grey is the rule; what stands has colour, shape, its figure, and leads to the voices behind it. */
export function Grid(props: Props) {
  const { rows, cols, cells, total, unit, view, title } = props
  const at = new Map(cells.map((cell) => [cellKey(cell.row, cell.col), cell]))
  const scale = common(cells.map((cell) => cell.of), props.scale)
  const cut = scale[0] > props.scale[0] || scale[1] < props.scale[1]
  const columns = cols?.keys ?? [null]
  return (
    <>
      <div className="table-box" tabIndex={0} role="region" aria-label={title}>
        <table className={`ins-grid${cols ? ' many' : ''}`}><caption className="vh">{title}</caption>
          <thead><tr><th scope="col">{rows.name}</th>{columns.map((col) => <th key={col ?? ''} scope="col">{cols ? cols.value(col) : <span className="vh">{title}</span>}</th>)}{cols && <th scope="col" className="r whole">{t('insight:whole')}</th>}</tr></thead>
          <tbody>{rows.keys.map((row) => { const whole = rows.totals.get(row); return (
            <tr key={row ?? ''}><th scope="row">{rows.value(row)}</th>
              {columns.map((col) => <td key={col ?? ''}><One {...props} cell={at.get(cellKey(row, col))} of={cols ? at.get(cellKey(row, col))?.of ?? nothing : whole ?? nothing} row={row} col={col} scale={scale} tick={props.against === 'before' ? at.get(cellKey(row, col))?.base.value ?? null : cols ? whole?.value ?? null : total.value} rowN={whole?.n ?? 0} /></td>)}
              {cols && <td className="r">{view === 'counts' ? <b>{number(whole?.n ?? 0)}</b> : <Total of={whole ?? nothing} unit={unit} />}</td>}</tr>) })}</tbody>
          {cols && <tfoot><tr><th scope="row">{t('insight:whole')}</th>{columns.map((col) => <td key={col ?? ''}>{view === 'counts' ? <b>{number(cols.totals.get(col)?.n ?? 0)}</b> : <Total of={cols.totals.get(col) ?? nothing} unit={unit} />}</td>)}<td className="r">{view === 'counts' ? <b>{number(total.n)}</b> : <Total of={total} unit={unit} />}</td></tr></tfoot>}
        </table>
      </div>
      {view === 'whiskers' && <p className="ins-legend"><span><i className="s1" />{t('insight:legend_interval')}</span><span><i className="s2" />{t(props.against === 'before' ? 'insight:legend_before' : 'insight:legend_whole')}</span><span><i className="s3" />{t('insight:legend_thin')}</span>{cut && <span>{t('insight:legend_scale', { lo: figure(scale[0], unit), hi: figure(scale[1], unit), min: figure(props.scale[0], unit), max: figure(props.scale[1], unit) })}</span>}</p>}
      <Behind {...props} at={at} />
    </>
  )
}
function Total({ of, unit }: { of: Estimate; unit: Unit }) {
  if (of.tier === 'none' || of.tier === 'hidden' || of.tier === 'raw') return <Interval of={of} unit={unit} />
  return <b className={of.tier === 'fragile' ? 'soft' : undefined} title={certainty(of, unit)}>{of.value === null ? '–' : figure(of.value, unit)}</b>
}
function One({ cell, of, cols, unit, scale, view, tick, row, col, link, rowN }: Omit<Props, 'rows'> & { cell: Cell | undefined; of: Estimate; row: string | null; col: string | null; tick: number | null; rowN: number }) {
  const mood = moodOf(cell)
  if (view === 'counts') return <span className="num"><b>{number(of.n)}</b>{cols && rowN > 0 && of.n > 0 && <i>{share(of.n / rowN)}</i>}</span>
  if (view === 'figures') return <Interval of={of} unit={unit} mood={mood} count={!cols} />
  if (of.value === null || of.tier === 'none' || of.tier === 'hidden' || of.tier === 'raw') return <span className="ins-cell"><Interval of={of} unit={unit} /></span>
  const said = `${figure(of.value, unit)}, ${certainty(of, unit)}`
  if (!cols) return <span className="ins-cell one"><Whisker of={of} scale={scale} mood={mood} tick={tick} />{mood ? <ToVoices search={link(row, col)}><Interval of={of} unit={unit} mood={mood} /></ToVoices> : <Interval of={of} unit={unit} />}<span className="xs soft n-col">{t('insight:n', { n: number(of.n) })}</span></span>
  return <span className="ins-cell" title={said}><Whisker of={of} scale={scale} mood={mood} tick={tick} />{mood ? <ToVoices search={link(row, col)} className={mood}><b>{mood === 'neg' ? '▼' : '▲'} {figure(of.value, unit)}</b><span className="vh">, {certainty(of, unit)}</span></ToVoices> : <span className="vh">{said}</span>}</span>
}
/** On a phone the ones that stand come first, as a list. */
export function Standing({ cells, rows, cols, unit, link }: Pick<Props, 'cells' | 'rows' | 'cols' | 'unit' | 'link'>) {
  const standing = cells.filter((cell) => cell.stands)
  if (standing.length === 0) return null
  return <ul className="ins-stand">{standing.map((cell) => { const mood = moodOf(cell); return <li key={cellKey(cell.row, cell.col)}><b className={mood}>{mood === 'neg' ? '▼' : '▲'} {cell.of.value === null ? '–' : figure(cell.of.value, unit)}</b><ToVoices search={link(cell.row, cell.col)}>{rows.value(cell.row)}{cols && <span className="soft"> {cols.value(cell.col)}</span>}</ToVoices><span>{cell.of.lo !== null && cell.of.hi !== null && range(cell.of.lo, cell.of.hi, unit)}</span></li> })}</ul>
}
function Behind({ rows, cols, unit, title, at }: Props & { at: ReadonlyMap<string, Cell> }) {
  const lines = rows.keys.flatMap((row) => (cols?.keys ?? [null]).map((col) => ({ row, col, cell: at.get(cellKey(row, col)), whole: rows.totals.get(row) })))
  type Line = (typeof lines)[number]
  const of = (line: Line) => line.cell?.of ?? (cols ? nothing : line.whole ?? nothing)
  return (
    <DataBehind name="insights" caption={title} rows={lines} columns={[
      { name: rows.name, value: (line) => rows.value(line.row) }, ...(cols ? [{ name: cols.name, value: (line: Line) => cols.value(line.col) }] : []),
      { name: t('words:value'), number: true, value: (line) => of(line).value, show: (line) => <Interval of={of(line)} unit={unit} /> },
      { name: t('insight:lo'), number: true, value: (line) => of(line).lo, show: (line) => end(of(line).lo, unit) }, { name: t('insight:hi'), number: true, value: (line) => of(line).hi, show: (line) => end(of(line).hi, unit) },
      { name: t('words:n'), number: true, value: (line) => of(line).n, show: (line) => number(of(line).n) }, { name: t('insight:tier'), value: (line) => t(`insight:tier.${of(line).tier}`) },
      { name: t('words:method'), value: (line) => line.whole?.method ? methodName(line.whole.method) : '' },
      { name: t('insight:difference'), number: true, value: (line) => line.cell?.difference, show: (line) => line.cell?.difference === null || line.cell?.difference === undefined ? '–' : <>{delta(line.cell.difference, unit)}{line.cell.lo !== null && line.cell.hi !== null && <> <span className="soft">{deltaRange(line.cell.lo, line.cell.hi, unit)}</span></>}</> },
      { name: t('insight:p'), number: true, value: (line) => line.cell?.p_adjusted, show: (line) => line.cell?.p_adjusted === null || line.cell?.p_adjusted === undefined ? '–' : number(line.cell.p_adjusted, 3) },
      { name: t('insight:stands'), value: (line) => line.cell?.stands ? t('words:yes') : t('words:no') },
    ]} />
  )
}
const end = (value: number | null, unit: Unit) => value === null ? '–' : figure(value, unit)
export const methodName = (method: string) => method === 'wilson' ? t('insight:method.wilson') : method === 'score' ? t('insight:method.score') : method === 't' ? t('insight:method.t') : method === 'none' ? '' : method
export const totalsOf = (rows: readonly TallyRow[], dimension: string) => new Map(rows.map((row) => [keyIn(row, dimension), row]))
