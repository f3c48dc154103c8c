import { Link } from '@tanstack/react-router'
import { DataBehind } from '@kit/Data'
import { number, share, weekStart, day } from '@kit/format'
import { Rich } from '@kit/Rich'
import { Spark } from '@kit/Spark'
import { Interval, Whisker } from '@kit/Whisker'
import { carried, useScope } from '../frame/scope'
import { language, t } from '../i18n'
import { useNames } from '../records'
import { doubted, lowestFirst, weakest } from './gaps'
import { asEstimate, type Believed, type BrandPromise, type TouchpointKept, wordsOf } from './shape'

/** Promise kept at every contact, the lowest named. */
export function KeptList({ of }: { of: readonly TouchpointKept[] }) {
  const { search } = useScope()
  const name = useNames()
  const rows = lowestFirst(of)
  const low = weakest(of)
  return (
    <section><div className="head"><h2>{low ? <Rich text={t('promise:kept_lowest', { place: name('touchpoint', low.touchpoint), share: share(low.share) })} /> : t('promise:kept_title')}</h2></div>
      <ul className="bars-list">{rows.map((one) => { const kept = asEstimate(one.kept); return (
        <li key={one.touchpoint}><Link className="link" to="/feedback" search={{ ...carried(search), touchpoint: one.touchpoint } as never}>{name('touchpoint', one.touchpoint)}</Link><Whisker of={kept} scale={[0, 1]} /><Interval of={kept} unit="share" count /></li>) })}</ul>
      <DataBehind name="promise-kept" caption={t('promise:kept_title')} rows={rows} columns={[{ name: t('words:dim.touchpoint'), value: (one) => name('touchpoint', one.touchpoint) }, { name: t('promise:kept'), number: true, value: (one) => asEstimate(one.kept).value, show: (one) => <Interval of={asEstimate(one.kept)} unit="share" /> }, { name: t('words:n'), number: true, value: (one) => one.kept.n, show: (one) => number(one.kept.n ?? 0) }, { name: t('words:method'), value: (one) => one.kept.method }]} />
    </section>
  )
}
/** Slogans: how many say they are true, along the weeks. */
export function Slogans({ of, promises }: { of: readonly Believed[]; promises: readonly BrandPromise[] }) {
  const { search } = useScope()
  const text = (one: Believed) => wordsOf(promises.find((promise) => promise.id === one.promise_id), language())
  const few = of.filter(doubted).length
  const rows = of.flatMap((one) => one.trend.map((step) => ({ one, step })))
  return (
    <section><div className="head"><h2>{few === 0 ? t('promise:slogans_title') : t('promise:slogans_doubted', { count: few, of: number(of.length) })}</h2></div>
      <ul className="bars-list spark-list">{of.map((one) => (
        <li key={one.promise_id}><Link className="voice" to={'/promises/$id' as never} params={{ id: one.promise_id } as never} search={carried(search) as never}>{text(one)}</Link>
          <Spark label={t('promise:slogan_trend', { text: text(one) })} points={one.trend.map((step) => { const at = asEstimate(step); return { key: step.week, value: at.tier === 'hidden' ? null : at.value, thin: at.tier === 'fragile' || at.tier === 'raw' } })} />
          <span><Interval of={asEstimate(one.share)} unit="share" count /><small className="block soft xs">{t('promise:believe')}</small></span></li>))}</ul>
      <DataBehind name="slogans" caption={t('promise:slogans_title')} rows={rows} columns={[{ name: t('promise:promise'), value: (row) => text(row.one) }, { name: t('words:dim.week'), value: (row) => row.step.week, show: (row) => /W/.test(row.step.week) ? day(weekStart(row.step.week)) : day(row.step.week) }, { name: t('promise:believe'), number: true, value: (row) => asEstimate(row.step).value, show: (row) => <Interval of={asEstimate(row.step)} unit="share" /> }, { name: t('words:n'), number: true, value: (row) => row.step.n, show: (row) => number(row.step.n ?? 0) }]} />
    </section>
  )
}
