import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo, useState } from 'react'
import { figure, number, delta, deltaRange, range, type Unit } from '@kit/format'
import { Notice } from '@kit/Notice'
import { Loading } from '@kit/State'
import { Interval } from '@kit/Whisker'
import { datesOf, Held, many, parseSearch, type Search, useScope } from '../../frame/scope'
import { t } from '../../i18n'
import { useMetric } from '../../metric/pick'
import { unitOf } from '../../metric/unit'
import { getQuery, useRegister, useScoped } from '../../records'
import type { BoardPanel, Changes, DriversAnswer, Metric, Tally, TrendAnswer } from '../../types'
import { outcomeKey } from '../drivers/drivers'
import { Explained, Sentence as DriversSentence } from '../drivers/DriversPage'
import { Importance } from '../drivers/Importance'
import { Answer, useGroupings } from '../InsightsPage'
import { steps } from '../periods'
import { because } from '../say'
import type { ScorecardAnswer } from '../scorecard/scorecard'
import { Row, Summary } from '../scorecard/ScorecardPage'
import { Chart } from '../trend/Chart'
import { Sentence as TrendSentence } from '../trend/TrendPage'
import '../answer.css'
import '../scorecard/scorecard.css'

/** A panel's question, held apart from the address of the page it stands on; what is clicked in it stays in it. */
export function PanelScope({ panel, children }: { panel: BoardPanel; children: ReactNode }) {
  const [own, setOwn] = useState<Search>({})
  const kept = useMemo(() => ({ search: { ...parseSearch(panel.query), ...own }, usual: panel.kind === 'trend' || panel.kind === 'drivers' ? '365d' as const : '90d' as const, change: (next: Search) => setOwn((old) => ({ ...old, ...next })) }), [panel.query, panel.kind, own])
  return <Held value={kept}>{children}</Held>
}
/** `claims`: how many panels of the page may claim something; what is certain is so of all of them together. */
export function PanelBody({ panel, claims }: { panel: BoardPanel; claims: number }) {
  if (panel.kind === 'text') return <p className="board-text">{panel.text}</p>
  return <PanelScope panel={panel}><Asked panel={panel} claims={claims} /></PanelScope>
}
function Asked({ panel, claims }: { panel: BoardPanel; claims: number }) {
  const { search } = useScope()
  const metrics = useRegister('metrics')
  const metric = metrics.find((one) => one.key === many(search['metric'])[0])
  if (panel.kind === 'drivers') return <DriversBody />
  if (panel.kind === 'scorecard') return <ScorecardBody claims={claims} />
  if (metrics.length > 0 && !metric) return <Notice>{t('board:gone')}</Notice>
  if (!metric) return <Loading lines={4} />
  return panel.kind === 'trend' ? <TrendBody metric={metric} claims={claims} /> : panel.kind === 'compare' ? <CompareBody /> : <FigureBody metric={metric} claims={claims} />
}
function Trouble({ error }: { error: Error }) { return <Notice tone="danger">{error.message}</Notice> }
function TrendBody({ metric, claims }: { metric: Metric; claims: number }) {
  const { search } = useScope()
  const step = steps.find((one) => one === many(search['step'])[0]) ?? 'week'
  const { data, error } = useScoped<TrendAnswer>('/insights/trend', { metric: metric.key, period: step, claims })
  if (error) return <Trouble error={error} />
  if (!data) return <Loading lines={6} />
  if (data.points.every((point) => point.n === 0)) return <p className="soft">{t('kit:no_answers')}</p>
  return <><TrendSentence answer={data} metric={metric} step={step} /><Chart answer={data} metric={metric} step={step} /></>
}
function CompareBody() {
  const { scope } = useScope()
  const { metric } = useMetric()
  const { rows, cols, against } = useGroupings()
  const { data, error } = useScoped<Tally>('/insights/tally', { metric: metric?.key, by: rows }, !!metric)
  if (error) return <Trouble error={error} />
  if (!metric || !data) return <Loading lines={6} />
  if (data.total.n === 0 && data.total.tier !== 'hidden') return <p className="soft">{t('kit:no_answers')}</p>
  return <Answer short metric={metric} rows={rows} cols={cols} against={against} tally={data} dated={!!datesOf(scope).from} />
}
function DriversBody() {
  const { search } = useScope()
  const { data, error } = useScoped<DriversAnswer>('/insights/drivers', { metric: undefined, outcome: many(search['outcome'])[0] })
  if (error) return <Trouble error={error} />
  if (!data) return <Loading lines={6} />
  if (data.drivers.length === 0) return <p className="soft">{because(data.reason)} {t('driver:none_words')}</p>
  return <div key={outcomeKey(data.outcome)}><DriversSentence answer={data} /><p className="say-more"><Explained answer={data} /></p><Importance answer={data} /></div>
}
/** Each indicator has its own period: of the panel's question only the filters count. */
function ScorecardBody({ claims }: { claims: number }) {
  const { scope } = useScope()
  const { metric: _, ...filters } = scope.filters
  const { data, error } = useQuery(getQuery<ScorecardAnswer>('/insights/scorecard', { ...filters, claims }))
  if (error) return <Trouble error={error} />
  if (!data) return <Loading lines={6} />
  if (data.items.length === 0) return <p className="soft">{t('board:no_scorecard')}</p>
  return <><Summary answer={data} /><ul className="scores">{data.items.map((one) => <Row key={one.id} of={one} conflict={data.conflicts.some((pair) => pair.a === one.id || pair.b === one.id)} />)}</ul></>
}
/** One score, large: its interval, its answers, and a change only where a test supports it. */
function FigureBody({ metric, claims }: { metric: Metric; claims: number }) {
  const { scope } = useScope()
  const unit = unitOf(metric.kind)
  const now = useScoped<Tally>('/insights/tally', { metric: metric.key })
  const dated = !!datesOf(scope).from
  const before = useScoped<Changes>('/insights/changes', { metric: metric.key, claims }, dated)
  if (now.error) return <Trouble error={now.error} />
  if (!now.data) return <Loading lines={3} />
  const { total } = now.data
  const change = before.data?.rows[0]
  if (total.value === null || total.tier === 'fragile') return <p className="board-figure thin"><Interval of={total} unit={unit} /></p>
  return (
    <>
      <p className="board-figure"><b className="figure">{figure(total.value, unit)}</b><span>{total.lo !== null && total.hi !== null && <b>{range(total.lo, total.hi, unit)}</b>}<span className="soft sm">{t('words:interval')}</span><span className="soft sm">{t('insight:n', { n: number(total.n) })}</span></span></p>
      {change && change.difference !== null && <p className="sm">{change.stands ? <Change of={change} unit={unit} /> : <span className="soft">{t('board:unchanged')}</span>}</p>}
      {metric.target !== null && <p className="sm soft">{t('insight:goal', { value: figure(metric.target, unit) })}</p>}
    </>
  )
}
function Change({ of, unit }: { of: Changes['rows'][number]; unit: Unit }) {
  const down = of.difference < 0
  return <span className={down ? 'neg' : 'pos'}>{down ? '▼' : '▲'} {t(of.certain ? 'board:changed' : 'board:changed_likely', { delta: delta(of.difference, unit), range: deltaRange(of.lo, of.hi, unit) })}</span>
}
