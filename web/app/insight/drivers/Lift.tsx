import { DataBehind } from '@kit/Data'
import { delta, deltaRange, number, share, type Unit } from '@kit/format'
import { Notice } from '@kit/Notice'
import { Rich } from '@kit/Rich'
import { Loading } from '@kit/State'
import { Table } from '@kit/Table'
import { Interval, Whisker } from '@kit/Whisker'
import { t } from '../../i18n'
import { scaleOf, unitOf } from '../../metric/unit'
import { useNames, useRegister, useScoped } from '../../records'
import type { Estimate, Lift, Metric, OutcomeOf } from '../../types'
import { common } from '../grid'
import { ScaleNote } from '../ScaleNote'
import { amount, amounts, because, chance } from '../say'
import { costOf, outcomeKey } from './drivers'
import { useOutcomeName } from './names'

/** One failure spoils the whole: journeys in which all went well beside those in which one thing did not. */
export function LiftPart({ outcome }: { outcome: OutcomeOf }) {
  const { data, error } = useScoped<Lift>('/insights/lift', { metric: undefined, outcome: outcomeKey(outcome) })
  const metric = useRegister('metrics').find((one) => one.key === outcome.metric)
  const name = useOutcomeName(outcome)
  return <section><div className="head"><h2>{t('driver:lift')}</h2></div>{error ? <Notice tone="danger">{error.message}</Notice> : !data || !metric ? <Loading lines={3} /> : <Told data={data} metric={metric} name={name} />}</section>
}
function Told({ data, metric, name }: { data: Lift; metric: Metric; name: string }) {
  const unit: Unit = unitOf(metric.kind)
  const nameOf = useNames()
  const groups = [['driver:all_good', data.all_good], ['driver:one_bad', data.one_bad], ['driver:several_bad', data.several_bad]] as const
  const scale = common(groups.map(([, of]) => of as Estimate), scaleOf(metric))
  const stands = data.difference !== null && data.lo !== null && data.hi !== null && (data.lo > 0 || data.hi < 0)
  if (data.n_journeys === 0 || data.all_good.tier === 'none') return <p className="soft">{t('driver:lift_none')} {because(data.reason)}</p>
  const rows = data.touchpoints.map(costOf).sort((a, b) => Number(b.stands) - Number(a.stands) || (a.difference ?? 0) - (b.difference ?? 0))
  return (
    <>
      <p className="say-small">{data.difference === null ? because(data.reason) || t('driver:lift_unknown') : !stands ? t('driver:lift_calm') : <Rich text={t('driver:lift_says', { name, by: amount(data.difference, unit), range: data.lo === null || data.hi === null ? '' : amounts(data.difference, data.lo, data.hi, unit) })} />}</p>
      <ul className="lift">{groups.map(([key, of]) => <li key={key}><span>{t(key)}</span><Whisker of={of} scale={scale} /><Interval of={of} unit={unit} count /></li>)}<ScaleNote drawn={scale} whole={scaleOf(metric)} unit={unit} as="li" /></ul>
      {rows.length > 0 && <Table caption={t('driver:lift_by')} rows={rows} id={(row) => row.touchpoint} columns={[
        { key: 'name', name: t('driver:lift_when'), cell: (row) => <b>{nameOf('touchpoint', row.touchpoint)}</b> },
        { key: 'bad', name: t('driver:when_bad'), number: true, wide: true, cell: (row) => <Interval of={row.when_bad} unit={unit} /> }, { key: 'not', name: t('driver:when_not'), number: true, wide: true, cell: (row) => <Interval of={row.when_not} unit={unit} /> },
        { key: 'difference', name: t('driver:lift_cost'), number: true, cell: (row) => row.difference === null ? <span className="soft">–</span> : <span className={`num ${row.stands ? (row.difference < 0 ? 'neg' : 'pos') : 'soft'}`}><b>{row.stands && (row.difference < 0 ? '▼ ' : '▲ ')}{delta(row.difference, unit)}</b>{row.lo !== null && row.hi !== null && <i>{deltaRange(row.lo, row.hi, unit)}</i>}</span> },
        { key: 'often', name: t('driver:how_often'), number: true, cell: (row) => share(row.frequency, row.frequency < 0.1 ? 1 : 0) },
      ]} />}
      <p className="hint">{t('driver:lift_about', { n: number(data.n_journeys) })}</p>
      <DataBehind name="lift" caption={t('driver:lift_by')} rows={rows} columns={[
        { name: t('words:dim.touchpoint'), value: (row) => nameOf('touchpoint', row.touchpoint) }, { name: t('driver:when_bad'), number: true, value: (row) => row.when_bad.value, show: (row) => <Interval of={row.when_bad} unit={unit} count /> }, { name: t('driver:when_not'), number: true, value: (row) => row.when_not.value, show: (row) => <Interval of={row.when_not} unit={unit} count /> },
        { name: t('driver:lift_cost'), number: true, value: (row) => row.difference, show: (row) => row.difference === null ? '–' : delta(row.difference, unit) }, { name: t('insight:lo'), number: true, value: (row) => row.lo, show: (row) => row.lo === null ? '–' : delta(row.lo, unit) }, { name: t('insight:hi'), number: true, value: (row) => row.hi, show: (row) => row.hi === null ? '–' : delta(row.hi, unit) },
        { name: t('insight:p'), number: true, value: (row) => row.p_adjusted, show: (row) => chance(row.p_adjusted) }, { name: t('driver:how_often'), number: true, value: (row) => row.frequency, show: (row) => share(row.frequency, 1) },
      ]} />
    </>
  )
}
