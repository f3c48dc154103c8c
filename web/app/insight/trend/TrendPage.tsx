import { day, figure, number, range, share, type Unit } from '@kit/format'
import { Notice } from '@kit/Notice'
import { Pick } from '@kit/Pick'
import { Rich } from '@kit/Rich'
import { Empty, Loading } from '@kit/State'
import { many, useScope } from '../../frame/scope'
import { type Key, t, tOr } from '../../i18n'
import { useMetric } from '../../metric/pick'
import { unitOf } from '../../metric/unit'
import { useScoped } from '../../records'
import type { Metric, Tally, TrendAnswer } from '../../types'
import { type Step, steps } from '../periods'
import { Others } from '../Others'
import { LeftOut } from '../LeftOut'
import { Place } from '../Place'
import { amount, amounts, because, perOf, slope, spanOf, stepName } from '../say'
import { Chart } from './Chart'
import { Lag } from './Lag'
import { Marks } from './Marks'
import { OwnSeriesPart } from './OwnSeries'
import { headline } from './told'
import '../answer.css'

/** What moved, when, how far, and what is likely to come. */
export function TrendPage() {
  const { search, change, setPeriod, scope } = useScope()
  const { metrics, metric, setMetric } = useMetric()
  const step: Step = steps.find((one) => one === many(search['step'])[0]) ?? 'week'
  const other = metrics.find((one) => one.key === many(search['with'])[0] && one.key !== metric?.key)
  const query = useScoped<TrendAnswer>('/insights/trend', { metric: metric?.key, period: step }, !!metric)
  // an answer to the question before is not drawn under the new one
  const answer = query.data && query.data.metric.key === metric?.key && query.data.period === step ? query.data : undefined
  const total = answer?.points.reduce((sum, point) => sum + point.n, 0)
  return (
    <Place title={t('trend:title')} count={total} put={metric && { kinds: ['trend', 'figure'], words: { metric: metric.key, step } }}>
      <div className="asks ins-ask" role="group" aria-label={t('insight:question')}>
        <Pick label={t('words:dim.metric')} value={metric?.key ?? ''} options={metrics.map((one) => ({ value: one.key, label: one.name }))} onChange={setMetric} />
        <Pick label={t('insight:step')} value={step} options={steps.map((one) => ({ value: one, label: t(`insight:step.${one}`) }))} onChange={(next: Step) => change({ step: next === 'week' ? undefined : next })} />
        <Pick label={t('trend:with')} value={other?.key ?? ''} none={t('trend:with_none')} options={metrics.filter((one) => one.key !== metric?.key).map((one) => ({ value: one.key, label: one.name }))} onChange={(next) => change({ with: next || undefined })} />
      </div>
      {query.error ? <Notice tone="danger">{query.error.message}</Notice> : !metric || !answer ? <Loading lines={8} /> : total === 0 ? <Empty title={t('insight:empty', { metric: metric.name })}>{t('insight:empty_words')}</Empty> : (
        <>
          <LeftOut of={answer.left_out} />
          <section><Sentence answer={answer} metric={metric} step={step} />
            <Chart answer={answer} metric={metric} step={step} />
            {answer.points.length < 20 && scope.period !== '365d' && scope.period !== 'all' && <p className="hint">{t('trend:short')} <button type="button" className="as-link" onClick={() => setPeriod('365d')}>{t('trend:longer')}</button></p>}
          </section>
          <Known answer={answer} step={step} unit={unitOf(metric.kind)} />
          {other && <Lag metric={metric} other={other} step={step} />}
          <Beside metric={metric} />
        </>)}
      <OwnSeriesPart step={step} />
      {metric && <Marks marks={answer?.marks ?? []} />}
    </Place>
  )
}
/** What others reach, beside the whole time looked at; never in the same line. */
function Beside({ metric }: { metric: Metric }) {
  const { data } = useScoped<Tally>('/insights/tally', { metric: metric.key })
  return data ? <Others metric={metric} total={data.total} unit={unitOf(metric.kind)} /> : null
}
const changed = { fell: { day: 'trend:fell.day', week: 'trend:fell.week', month: 'trend:fell.month', quarter: 'trend:fell.quarter' }, rose: { day: 'trend:rose.day', week: 'trend:rose.week', month: 'trend:rose.month', quarter: 'trend:rose.quarter' } } as const satisfies Record<string, Record<Step, Key>>
/** One sentence a shop assistant understands; a whole template a case. */
export function Sentence({ answer, metric, step }: { answer: TrendAnswer; metric: Metric; step: Step }) {
  const unit = unitOf(metric.kind)
  const told = headline(answer)
  if (told.say === 'fell' || told.say === 'rose') {
    const { change } = told
    const when = step === 'week' || step === 'day' ? day(change.from) : stepName(change.at, step)
    return (
      <>
        <h2 className="say"><Rich text={t(changed[told.say][step], { by: amount(change.difference, unit), range: amounts(change.difference, change.lo, change.hi, unit), when })} b={(words) => <b className={told.say === 'fell' ? 'neg' : 'pos'}>{told.say === 'fell' ? '▼' : '▲'} {words}</b>} i={(words) => <span className="soft light">{words}</span>} /></h2>
        <p className="say-more">{!change.certain && t('trend:not_certain')} {told.since > 1 && t('trend:stayed', { span: spanOf(step, told.since) })} {told.earlier > 0 && t('trend:earlier', { count: told.earlier })} {change.certain && change.nearest_mark && <><Rich text={t('trend:near', { name: change.nearest_mark.name, day: day(change.nearest_mark.at) })} /> {t('trend:near_caution')}</>}</p>
      </>
    )
  }
  if (told.say === 'rising' || told.say === 'falling') return <><h2 className="say"><Rich text={t(`trend:${told.say}`, { by: slope(told.slope, unit), per: perOf(step) })} />{told.lo !== null && told.hi !== null && <span className="soft light"> {t('kit:range', { lo: slope(told.lo, unit), hi: slope(told.hi, unit) })}</span>}</h2>{!told.certain && <p className="say-more">{t('trend:not_certain')}</p>}</>
  if (told.say === 'calm') return <><h2 className="say">{t('trend:calm')}</h2>{told.level && <p className="say-more"><Rich text={t('trend:calm_level', { value: figure(told.level.value, unit), range: told.level.lo !== null && told.level.hi !== null ? range(told.level.lo, told.level.hi, unit) : '–' })} /></p>}</>
  return <><h2 className="say">{t('trend:thin')}</h2><p className="say-more">{told.say === 'thin' && because(told.reason)}</p></>
}
/** After how many steps a season would come back. */
const seasons: Record<Step, number> = { day: 7, week: 52, month: 12, quarter: 4 }
/** Ahead, and everything that is not known, in words. */
function Known({ answer, step, unit }: { answer: TrendAnswer; step: Step; unit: Unit }) {
  const { forecast, chart, seasonal, trend, points } = answer
  const lines: string[] = []
  const outside = points.filter((point) => point.signals.includes('beyond_limits')).length
  const runs = points.filter((point) => point.signals.includes('run_of_8')).length
  if (chart && !chart.reason) {
    lines.push(t('trend:outside', { count: outside }))
    if (runs > 0) lines.push(t('trend:runs', { count: runs }))
    if (chart.expected_false_alarms_per_year !== null) lines.push(t('trend:false_alarms', { value: number(chart.expected_false_alarms_per_year, 1) }))
  }
  if (trend?.stands && trend.slope_per_period !== null) lines.push(t('trend:drift', { by: slope(trend.slope_per_period, unit), range: typeof trend.lo === 'number' && typeof trend.hi === 'number' ? t('kit:range', { lo: slope(trend.lo, unit), hi: slope(trend.hi, unit) }) : '–', per: perOf(step) }))
  if (seasonal) lines.push(t('trend:season', { span: spanOf(step, seasons[step]) }))
  if (points.at(-1)?.complete === false) lines.push(t('trend:unfinished'))
  const unknown: string[] = []
  if (!chart || chart.reason) unknown.push([t('trend:no_chart'), because(chart?.reason)].join(' '))
  if (chart?.provisional) unknown.push(t('trend:provisional', { count: chart.baseline_points }))
  if (chart?.overdispersed) unknown.push(t('trend:overdispersed'))
  if (trend && !trend.stands) unknown.push(trend.reason ? [t('trend:no_drift_known'), because(trend.reason)].join(' ') : t('trend:no_drift'))
  if (!seasonal) unknown.push(t('trend:no_season'))
  const last = forecast?.points.at(-1)
  return (
    <section className="ins-three">
      <div><h2>{t('trend:ahead')}</h2>{forecast && last ? <><p><Rich text={t('trend:expected', { value: figure(last.value, unit), range: last.lo !== null && last.hi !== null ? range(last.lo, last.hi, unit) : '–', span: spanOf(step, forecast.points.length) })} /></p>
        <p className="soft sm">{forecast.model && t('trend:model', { model: tOr(`trend:model.${forecast.model}`, forecast.model) })} {forecast.backtest && forecast.backtest.coverage !== null && t('trend:backtest', { count: forecast.backtest.origins, share: share(forecast.backtest.coverage) })} {forecast.backtest && t(forecast.backtest.beaten_naive ? 'trend:better_than_guess' : 'trend:no_better_than_guess')}</p></> : <p className="soft">{t('trend:no_forecast')} {because(forecast?.reason)}</p>}</div>
      <div><h2>{t('trend:in_the_picture')}</h2>{lines.length ? <ul className="plain">{lines.map((line) => <li key={line}>{line}</li>)}</ul> : <p className="soft">{t('trend:nothing_seen')}</p>}</div>
      <div><h2>{t('trend:not_known')}</h2><ul className="plain soft">{(unknown.length ? unknown : [t('trend:all_known')]).map((line) => <li key={line}>{line}</li>)}</ul></div>
    </section>
  )
}
