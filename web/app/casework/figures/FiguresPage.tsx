import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { DataBehind } from '@kit/Data'
import { Segmented } from '@kit/Field'
import { number } from '@kit/format'
import { Notice } from '@kit/Notice'
import { Empty, Loading } from '@kit/State'
import { type Column, Table } from '@kit/Table'
import { Trend } from '@kit/Trend'
import { certainty, type Estimate, Interval, Whisker } from '@kit/Whisker'
import { many, useScope } from '../../frame/scope'
import { t } from '../../i18n'
import { because, stepName, stepTick, thinned } from '../../insight/say'
import { getQuery, useNames, usePeople } from '../../records'
import { caseScope, notOfCases } from '../cases'
import { Place } from '../Place'
import type { CaseFigures, FigureRow, Span } from '../shape'
import { ContactsPart } from './Contacts'
import { sentence, slowestFirst, spanCell, spanRange } from './figures'

const sides = ['touchpoint', 'department', 'owner'] as const
/** How fast, how well, for whom: time to the first answer and to the close, what was promised, what came back. */
export function FiguresPage() {
  const { search, change, params } = useScope()
  const by = sides.find((one) => one === many(search['by'])[0]) ?? 'touchpoint'
  const figures = useQuery(getQuery<CaseFigures>('/insights/cases', { ...caseScope(params), by }))
  const weeks = useQuery(getQuery<CaseFigures>('/insights/cases', { ...caseScope(params), by: 'week' }))
  const total = figures.data?.total
  return (
    <Place title={t('learn:figures')} scope={notOfCases}>
      {figures.error && <Notice tone="danger">{figures.error.message}</Notice>}
      {!total ? !figures.error && <Loading lines={6} /> : total.n === 0 ? <Empty title={t('learn:figures_none')}>{t('learn:figures_none_hint')}</Empty> : (
        <>
          <p className="cw-verdict">{sentence(total)}</p>
          <dl className="cw-figures">
            <Time name={t('learn:first_answer')} of={total.first_answer} /><Time name={t('learn:to_close')} of={total.close} />
            <Share name={t('learn:in_time')} of={total.within_target} /><Share name={t('learn:reopened')} of={total.reopened} />
            {total.recovered && <Share name={t('learn:stay')} of={total.recovered.stays} more={total.recovered.before !== null && total.recovered.after !== null ? t('learn:before_after', { before: number(total.recovered.before, 1), after: number(total.recovered.after, 1) }) : undefined} />}
            {total.first_contact && <Share name={t('learn:first_contact')} of={total.first_contact} />}
          </dl>
          <section><div className="head"><h2>{t('learn:by')}</h2><div className="push"><Segmented label={t('learn:by')} value={by} options={sides.map((value) => ({ value, label: t(`words:dim.${value}`) }))} onChange={(value) => change({ by: value === 'touchpoint' ? undefined : value })} /></div></div>
            <ByGroup rows={figures.data!.rows} by={by} total={total} /></section>
          {weeks.data && weeks.data.rows.length > 1 && <Weeks rows={weeks.data.rows} />}
        </>)}
      <ContactsPart />
    </Place>
  )
}
function Time({ name, of }: { name: string; of: Span }) {
  const { value, more } = spanCell(of)
  return <div><dt>{name}</dt><dd><b>{value}</b>{of.median_s === null ? <small>{because(of.reason) || t('kit:no_answers')}</small> : <small>{[more, of.lo_s !== null && spanRange(of), t('kit:n', { n: number(of.n) })].filter(Boolean).join(' · ')}</small>}</dd></div>
}
function Share({ name, of, more }: { name: string; of: Estimate; more?: string | undefined }) {
  return <div><dt>{name}</dt><dd><span className="cw-share"><Interval of={of} unit="share" count /></span>{more && <small>{more}</small>}</dd></div>
}
function ByGroup({ rows, by, total }: { rows: readonly FigureRow[]; by: (typeof sides)[number]; total: FigureRow }) {
  const [name, person] = [useNames(), usePeople()]
  const nameOf = (key: string | null) => key === null ? t(by === 'owner' ? 'case:nobody_yet' : 'words:unknown') : by === 'owner' ? person(key) ?? t('case:someone_gone') : name(by, key)
  const span = (of: Span): ReactNode => { const { value, more } = spanCell(of); return <span title={spanRange(of)}>{value}{more && <small className="block soft">{more}</small>}</span> }
  const columns: Column<FigureRow>[] = [
    { key: 'name', name: t(`words:dim.${by}`), cell: (row) => nameOf(row.key) },
    { key: 'n', name: t('learn:cases'), number: true, cell: (row) => <>{number(row.n)}{row.overdue > 0 && <small className="block neg">{t('learn:late', { count: row.overdue })}</small>}</> },
    { key: 'first', name: t('learn:first_answer'), number: true, cell: (row) => span(row.first_answer) },
    { key: 'close', name: t('learn:to_close'), number: true, wide: true, cell: (row) => span(row.close) },
    { key: 'kept', name: t('learn:in_time'), wide: true, cell: (row) => <span className="cw-kept" title={certainty(row.within_target, 'share')}><Whisker of={row.within_target} scale={[0, 1]} tick={total.within_target.value} /><Interval of={row.within_target} unit="share" /></span> },
    { key: 'again', name: t('learn:reopened'), wide: true, cell: (row) => <Interval of={row.reopened} unit="share" /> },
  ]
  const sorted = slowestFirst(rows)
  return (
    <>
      <Table caption={t('learn:by')} columns={columns} rows={sorted} id={(row) => row.key ?? ''} />
      <DataBehind name="cases" rows={sorted} columns={[
        { name: t(`words:dim.${by}`), value: (row) => nameOf(row.key) }, { name: t('words:n'), value: (row) => row.n, number: true }, { name: t('learn:overdue'), value: (row) => row.overdue, number: true },
        { name: t('learn:first_answer'), value: (row) => row.first_answer.median_s, number: true, show: (row) => spanCell(row.first_answer).value }, { name: t('learn:interval_of', { name: t('learn:first_answer') }), value: (row) => row.first_answer.lo_s === null ? null : `${row.first_answer.lo_s}–${row.first_answer.hi_s}`, show: (row) => spanRange(row.first_answer) },
        { name: t('learn:to_close'), value: (row) => row.close.median_s, number: true, show: (row) => spanCell(row.close).value }, { name: t('learn:in_time'), value: (row) => row.within_target.value, number: true, show: (row) => <Interval of={row.within_target} unit="share" /> }, { name: t('learn:interval_of', { name: t('learn:in_time') }), value: (row) => row.within_target.lo === null ? null : `${row.within_target.lo}–${row.within_target.hi}`, show: (row) => certainty(row.within_target, 'share') },
      ]} />
    </>
  )
}
function Weeks({ rows }: { rows: readonly FigureRow[] }) {
  const known = rows.filter((row): row is FigureRow & { key: string } => row.key !== null).sort((a, b) => a.key.localeCompare(b.key))
  const ticks = thinned(known.map((row, at) => stepTick(row.key, 'week', known[at - 1]?.key)), 8)
  const points = known.map((row, at) => ({ ...row.within_target, key: row.key, name: stepName(row.key, 'week'), tick: ticks[at]! }))
  // weeks too thin to judge draw no line
  if (points.filter((one) => one.value !== null).length < 2) return null
  return (
    <section><div className="head"><h2>{t('learn:in_time_weeks')}</h2></div>
      <Trend points={points} unit="share" scale={[0, 1]} line="straight" height={220} label={t('learn:in_time_weeks')} />
      <DataBehind name="in_time" rows={points} columns={[{ name: t('words:dim.week'), value: (row) => row.key, show: (row) => row.name }, { name: t('words:value'), value: (row) => row.value, number: true, show: (row) => <Interval of={row} unit="share" /> }, { name: t('words:interval'), value: (row) => row.lo === null ? null : `${row.lo}–${row.hi}`, show: (row) => certainty(row, 'share') }]} />
    </section>
  )
}
