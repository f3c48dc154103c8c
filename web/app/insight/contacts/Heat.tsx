import { useQuery } from '@tanstack/react-query'
import { DataBehind } from '@kit/Data'
import { Segmented } from '@kit/Field'
import { number, share } from '@kit/format'
import { Notice } from '@kit/Notice'
import { Loading } from '@kit/State'
import { many, useScope } from '../../frame/scope'
import { language, t } from '../../i18n'
import { getQuery } from '../../records'
import type { Waiting, WaitRow } from '../../types'
import { between, heat, measures, type Measure, mood, seconds } from './contacts'
import { waitColumns } from './ContactsPage'
import type { Params } from '../../api'

const weekday = (number: string, width: 'long' | 'short') => new Intl.DateTimeFormat(language(), { weekday: width, timeZone: 'UTC' }).format(Date.UTC(2024, 0, Number(number)))

/** When it hurts: days of the week by the hour of arrival. Coloured only where a cell differs from the whole for certain. */
export function Heat({ asks }: { asks: Params }) {
  const { search, change } = useScope()
  const chosen = measures.find((one) => one === many(search['show'])[0]) ?? 'median'
  const { data, error } = useQuery(getQuery<Waiting>('/insights/waiting', { ...asks, by: 'weekday,hour' }))
  return (
    <section><div className="head"><h2>{t('contact:when')}</h2></div>
      <div className="ins-bar"><Segmented label={t('contact:show')} value={chosen} options={measures.map((one) => ({ value: one, label: t(`contact:measure.${one}`) }))} onChange={(next: Measure) => change({ show: next === 'median' ? undefined : next })} /></div>
      {error ? <Notice tone="danger">{error.message}</Notice> : !data ? <Loading lines={7} /> : <Drawn data={data} measure={chosen} />}
    </section>
  )
}
function Drawn({ data, measure }: { data: Waiting; measure: Measure }) {
  const { hours, days } = heat(data.rows)
  const label = t('contact:when_label', { measure: t(`contact:measure.${measure}`) })
  return (
    <>
      <div className="table-box" tabIndex={0} role="region" aria-label={label}>
        <table className="heat"><caption className="vh">{label}</caption>
          <thead><tr><td />{hours.map((hour) => <th key={hour} scope="col">{hour}</th>)}</tr></thead>
          <tbody>{days.map((line) => <tr key={line.weekday}><th scope="row"><abbr title={weekday(line.weekday, 'long')}>{weekday(line.weekday, 'short')}</abbr></th>{line.cells.map((cell) => <Cell key={cell.hour} row={cell.row} total={data.total} measure={measure} family={data.rows.length} name={`${weekday(line.weekday, 'long')}, ${cell.hour}:00`} />)}</tr>)}</tbody>
        </table>
      </div>
      <p className="hint heat-legend"><span className="h-neg">{t('contact:worse')}</span><span className="h-pos">{t('contact:better')}</span><span>{t('contact:grey')}</span></p>
      <DataBehind name="contacts_by_hour" caption={label} rows={data.rows} columns={[{ name: t('contact:weekday'), value: (row) => row['weekday'] as string, show: (row) => weekday(row['weekday'] as string, 'long') }, { name: t('contact:hour'), value: (row) => row['hour'] as string, show: (row) => `${row['hour']}:00` }, ...waitColumns]} />
    </>
  )
}
function Cell({ row, total, measure, family, name }: { row: WaitRow | undefined; total: WaitRow; measure: Measure; family: number; name: string }) {
  if (!row) return <td className="none"><span className="vh">{t('kit:no_answers')}</span></td>
  const of = row[measure]
  const n = row.n === null ? '' : t('contact:of_contacts', { count: row.n })
  if (of.value === null) return <td className="bare" title={`${name}: ${of.reason === 'hidden' ? t('kit:hidden') : n}`}><span className="soft">{of.reason === 'hidden' ? '·' : number(row.n ?? 0)}</span><span className="vh">{of.reason === 'hidden' ? t('kit:hidden') : n}</span></td>
  const tone = mood(row, total, measure, family)
  const wait = measure === 'median' || measure === 'p90'
  const words = wait ? seconds(of.value) : share(of.value)
  const sure = wait ? between(row[measure]) : `${share(of.lo ?? 0)}–${share(of.hi ?? 1)}`
  return <td className={`${tone ? `h-${tone}` : ''}${of.tier === 'fragile' ? ' few' : ''}`} title={`${name}: ${words} (${sure}), ${n}`}>{tone === 'neg' ? <span aria-hidden="true">▼</span> : tone === 'pos' ? <span aria-hidden="true">▲</span> : null}{wait ? short(of.value) : words}<span className="vh">{tone === 'neg' ? t('contact:worse') : tone === 'pos' ? t('contact:better') : ''}</span></td>
}
/** In a cell: 13, 1:45. The legend says what it is. */
const short = (value: number) => value < 60 ? number(Math.round(value)) : `${number(Math.floor(Math.round(value) / 60))}:${String(Math.round(value) % 60).padStart(2, '0')}`
