import { Link } from '@tanstack/react-router'
import { moodMark } from '@kit/Chip'
import { addDays, day, delta, deltaRange, figure, number, share } from '@kit/format'
import { Empty, Loading } from '@kit/State'
import { DataBehind } from '@kit/Data'
import { Table } from '@kit/Table'
import { Whisker } from '@kit/Whisker'
import { ErrorPage } from '../frame/Root'
import { ScopeRow } from '../frame/ScopeRow'
import { carried, many, useScope } from '../frame/scope'
import { t } from '../i18n'
import { unitOf } from '../metric/unit'
import { useNames } from '../records'
import type { Change } from '../types'
import { useChanges, useComparable, useHeadline } from './questions'
import './pulse.css'

/** All movements between two equal periods: those that stand first, the rest grey. */
export function ChangesPage() {
  const { local, answered } = useHeadline()
  const { search } = useScope()
  const name = useNames()
  const comparable = useComparable()
  const wanted = many(search['show'])[0]
  const metric = answered.find((one) => one.key === wanted) ?? local
  const { data, error } = useChanges(metric?.key, 'touchpoint,location')
  if (error) return <ErrorPage error={error} />
  const unit = metric ? unitOf(metric.kind) : 'share'
  const rows = [...(data?.rows ?? [])].sort((a, b) => Number(b.certain) - Number(a.certain) || Number(b.stands) - Number(a.stands) || Math.abs(b.difference ?? 0) - Math.abs(a.difference ?? 0))
  const tested = rows.filter((row) => row.p !== null)
  const widest = Math.max(0.01, ...tested.flatMap((row) => [Math.abs(row.lo), Math.abs(row.hi)]))
  const mood = (row: Change) => row.stands ? (row.difference < 0 ? 'neg' as const : 'pos' as const) : undefined
  const place = (row: Change) => [name('touchpoint', row.touchpoint), row.location ? name('location', row.location) : ''].filter(Boolean).join(' · ')
  return (
    <div className="in">
      <ScopeRow skip={['metric', 'show']} />
      <div className="changes-head"><p className="soft">{metric ? name('metric', metric.key) : ''} · {t('pulse:changes_title')}</p>
        <h1>{data ? (data.of === 0 ? t('pulse:no_comparison') : data.stands === 0 ? t('pulse:nothing_stands') : t('pulse:stand_of', { count: data.stands, of: number(data.of) })) : t('pulse:changes_title')}</h1>
        {data && data.of > 0 && <p className="soft">{t('pulse:compared', { from: day(data.before.from), to: day(addDays(data.before.to.slice(0, 10), -1)) })} {t('pulse:changes_sort')}</p>}
      </div>
      {!comparable ? <Empty title={t('pulse:no_comparison')} /> : !data ? <Loading lines={8} /> : rows.length > 0 && (
        <>
          <Table caption={t('pulse:changes_title')} rows={tested} id={(row) => `${row.touchpoint} ${row.location}`} columns={[
            { key: 'place', name: t('words:dim.touchpoint'), cell: (row) => <><b>{name('touchpoint', row.touchpoint)}</b> <span className="soft">{row.location ? name('location', row.location) : ''}</span></> },
            { key: 'before', name: t('pulse:before'), number: true, wide: true, cell: (row) => <Was of={row.before} unit={unit} /> },
            { key: 'after', name: t('pulse:after'), number: true, wide: true, cell: (row) => <Was of={row.after} unit={unit} /> },
            { key: 'whisker', name: <span className="vh">{t('words:interval')}</span>, wide: true, cell: (row) => <span className="change-whisker"><Whisker of={{ n: row.after.n, value: row.difference, lo: row.lo, hi: row.hi, tier: 'normal' }} scale={[-widest, widest]} tick={0} mood={mood(row)} /></span> },
            { key: 'difference', name: t('pulse:difference'), number: true, cell: (row) => <span className={`num ${mood(row) ?? 'soft'}`}><b>{mood(row) && `${moodMark[mood(row)!]} `}{delta(row.difference, unit)}</b><i>{deltaRange(row.lo, row.hi, unit)}</i></span> },
            { key: 'stands', name: t('pulse:stands'), wide: true, cell: (row) => row.certain ? <b>{t('pulse:certain')}</b> : row.stands ? t('pulse:likely') : <span className="soft">{t('pulse:within_chance')}</span> },
          ]} />
          <p className="sm soft after">{rows.length > tested.length && t('pulse:too_few_rows', { count: rows.length - tested.length })} {t('pulse:how', { q: share(data.q) })}</p>
          <DataBehind name="changes" rows={rows} columns={[
            { name: t('words:dim.touchpoint'), value: place }, { name: t('pulse:before'), value: (row) => row.before.value, show: (row) => row.before.value === null ? '–' : figure(row.before.value, unit), number: true }, { name: `${t('words:n')} (${t('pulse:before')})`, value: (row) => row.before.n, number: true },
            { name: t('pulse:after'), value: (row) => row.after.value, show: (row) => row.after.value === null ? '–' : figure(row.after.value, unit), number: true }, { name: `${t('words:n')} (${t('pulse:after')})`, value: (row) => row.after.n, number: true },
            { name: t('pulse:difference'), value: (row) => row.difference, show: (row) => row.p === null ? '–' : delta(row.difference, unit), number: true }, { name: 'p', value: (row) => row.p, show: (row) => row.p === null ? '–' : number(row.p, 3), number: true }, { name: t('pulse:p_adjusted'), value: (row) => row.p_adjusted, show: (row) => row.p_adjusted === null ? '–' : number(row.p_adjusted, 3), number: true },
          ]} />
        </>
      )}
      <p className="after"><Link className="link" to="/pulse" search={carried(search) as never}>{t('pulse:back_to_pulse')}</Link></p>
    </div>
  )
}
function Was({ of, unit }: { of: Change['before']; unit: ReturnType<typeof unitOf> }) {
  return <span className="num">{of.value === null ? <i>{of.n ? t('pulse:few_answers') : t('kit:no_answers')}</i> : <><b>{figure(of.value, unit)}</b><i>{t('kit:n', { n: number(of.n) })}</i></>}</span>
}
