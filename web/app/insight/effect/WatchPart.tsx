import { DataBehind } from '@kit/Data'
import { day, number, month } from '@kit/format'
import { Notice } from '@kit/Notice'
import { Rich } from '@kit/Rich'
import { Loading } from '@kit/State'
import { Trend, type TrendPoint } from '@kit/Trend'
import { t } from '../../i18n'
import { unitOf } from '../../metric/unit'
import { useScoped } from '../../records'
import type { Metric, Watch } from '../../types'
import { because, chance, difference, thinned } from '../say'

/** The difference day by day with an interval that stays right however often one looks. */
export function WatchPart({ metric, at, versus, worthwhile }: { metric: Metric; at: string; versus: string; worthwhile: number | undefined }) {
  const { data, error } = useScoped<Watch>('/insights/watch', { metric: metric.key, at, versus, worthwhile })
  return <section><div className="head"><h2>{t('effect:watch')}</h2><span className="soft sm">{t('effect:watch_hint')}</span></div>{error ? <Notice tone="danger">{error.message}</Notice> : !data ? <Loading lines={4} /> : <Told data={data} metric={metric} />}</section>
}
function Told({ data, metric }: { data: Watch; metric: Metric }) {
  const unit = unitOf(metric.kind)
  const known = data.looks.filter((one) => one.difference !== null)
  const last = known.at(-1)
  if (!last) return <p className="soft">{t('effect:watch_none')} {because(data.reason)}</p>
  const ticks = thinned(data.looks.map((one, place) => place > 0 && data.looks[place - 1]!.day.slice(0, 7) !== one.day.slice(0, 7) ? month(one.day) : ''), innerWidth < 720 ? 4 : 10)
  // the first looks are as wide as the world: they would flatten the rest
  const wide = 4 * Math.max(...known.slice(Math.floor(known.length / 3)).flatMap((one) => [Math.abs(one.lo ?? 0), Math.abs(one.hi ?? 0), Math.abs(one.difference ?? 0)])) / 2
  const cut = (value: number | null) => value === null ? null : Math.max(-wide, Math.min(wide, value))
  const points: TrendPoint[] = data.looks.map((one, place) => ({ key: one.day, name: day(one.day), tick: ticks[place]!, n: one.n_group + one.n_versus, value: cut(one.difference), lo: cut(one.lo), hi: cut(one.hi), tier: one.difference === null ? 'none' : 'solid' }))
  return (
    <>
      <p className="say-small"><Rich text={data.stands && data.since ? t('effect:watch_stands', { day: day(data.since), by: difference(last.difference, unit) }) : t('effect:watch_waits', { by: difference(last.difference, unit), range: last.lo === null || last.hi === null ? '–' : t('kit:range', { lo: difference(last.lo, unit), hi: difference(last.hi, unit) }) })} /></p>
      <Trend points={points} unit={unit === 'share' ? 'signed' : unit} label={t('effect:watch_label')} line="straight" height={220} rule={{ value: 0, name: t('effect:no_difference') }} />
      <DataBehind name="watch" caption={t('effect:watch_label')} rows={data.looks} columns={[{ name: t('words:dim.day'), value: (row) => row.day, show: (row) => day(row.day) }, { name: t('effect:n_changed'), number: true, value: (row) => row.n_group, show: (row) => number(row.n_group) }, { name: t('effect:n_versus'), number: true, value: (row) => row.n_versus, show: (row) => number(row.n_versus) }, { name: t('insight:difference'), number: true, value: (row) => row.difference, show: (row) => difference(row.difference, unit) }, { name: t('insight:lo'), number: true, value: (row) => row.lo, show: (row) => difference(row.lo, unit) }, { name: t('insight:hi'), number: true, value: (row) => row.hi, show: (row) => difference(row.hi, unit) }, { name: t('effect:p_valid'), number: true, value: (row) => row.p_always_valid, show: (row) => chance(row.p_always_valid) }]} />
    </>
  )
}
