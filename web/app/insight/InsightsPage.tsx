import { Segmented } from '@kit/Field'
import { number } from '@kit/format'
import { Notice } from '@kit/Notice'
import { Pick } from '@kit/Pick'
import { Rich } from '@kit/Rich'
import { Empty, Loading } from '@kit/State'
import { Link } from '@tanstack/react-router'
import { carried, datesOf, many, useScope } from '../frame/scope'
import { t } from '../i18n'
import { useMetric } from '../metric/pick'
import { scaleOf, unitOf } from '../metric/unit'
import { useRegister, useScoped } from '../records'
import { useMay } from '../session'
import type { Changes, Differences, Metric, Tally } from '../types'
import { countsTwice, together, useDimensions, useOrder } from './dimensions'
import { arrange, fromChanges, fromDifferences, type Verdict } from './grid'
import { Grid, methodName, type Side, Standing, totalsOf, type View } from './Grid'
import { LeftOut } from './LeftOut'
import { Others } from './Others'
import { Place } from './Place'
import { Shapes, Whole } from './Shapes'
import { Time } from './Time'

type Against = 'rest' | 'before'
const views = ['whiskers', 'figures', 'counts'] as const

/** Ask any metric by any dimension: four words to pick, one sentence, one grid. */
export function InsightsPage() {
  const { scope, change } = useScope()
  const { metrics, metric, setMetric } = useMetric()
  const { options, rows, cols, against } = useGroupings()
  const count = useScoped<Tally>('/insights/tally', { metric: metric?.key, by: rows }, !!metric)
  return (
    <Place title={t('insight:title')} count={count.data?.total.n} put={metric && { kinds: ['compare', 'figure'], words: { metric: metric.key, rows, cols: cols || '-', against: against === 'before' ? against : undefined } }}>
      <div className="asks ins-ask" role="group" aria-label={t('insight:question')}>
        <Pick label={t('words:dim.metric')} value={metric?.key ?? ''} options={metrics.map((one) => ({ value: one.key, label: one.name }))} onChange={setMetric} />
        <Pick label={t('insight:rows')} value={rows} options={options.filter((one) => one.value !== cols && together(one.value, cols))} onChange={(next) => change({ rows: next })} />
        <Pick label={t('insight:columns')} value={cols} none={t('insight:no_columns')} options={options.filter((one) => one.value !== rows && together(rows, one.value))} onChange={(next) => change({ cols: next || '-' })} />
        <Pick label={t('insight:against')} value={against} options={[{ value: 'rest', label: t('insight:against.rest') }, { value: 'before', label: t('insight:against.before') }]} onChange={(next: Against) => change({ against: next === 'rest' ? undefined : next })} />
      </div>
      {count.error && <Notice tone="danger">{count.error.message}</Notice>}
      <LeftOut of={count.data?.left_out} />
      {metric && count.data ? count.data.total.n === 0 && count.data.total.tier !== 'hidden' ? <Empty title={t('insight:empty', { metric: metric.name })}>{t('insight:empty_words')}</Empty> : <Answer metric={metric} rows={rows} cols={cols} against={against} tally={count.data} dated={!!datesOf(scope).from} /> : !count.error && <Loading lines={8} />}
    </Place>
  )
}
/** By what the answers are broken down, and what each group is held against: from the address, else what most firms want. */
export function useGroupings() {
  const { search } = useScope()
  const { options } = useDimensions()
  const places = useRegister('locations').filter((one) => one.kind === 'branch')
  const word = (name: string) => search[name] === undefined ? undefined : many(search[name])[0] ?? ''
  const rows = options.find((one) => one.value === word('rows'))?.value ?? 'touchpoint'
  const usual = places.length > 1 ? 'location' : options.find((one) => one.value.startsWith('attribute.'))?.value ?? 'channel'
  const wanted = word('cols') ?? usual
  const cols = wanted !== rows && together(rows, wanted) && options.some((one) => one.value === wanted) ? wanted : ''
  const against: Against = word('against') === 'before' ? 'before' : 'rest'
  return { options, rows, cols, against }
}
/** The verdict and its grid; beside them time, shapes and others unless it is `short`. */
export function Answer({ metric, rows, cols, against, tally, dated, short }: { metric: Metric; rows: string; cols: string; against: Against; tally: Tally; dated: boolean; short?: boolean }) {
  const { search, change } = useScope()
  const dims = useDimensions()
  const mayRead = useMay('read_feedback')
  const by = cols ? `${rows},${cols}` : rows
  const differences = useScoped<Differences>('/insights/differences', { metric: metric.key, by }, against === 'rest')
  const changes = useScoped<Changes>('/insights/changes', { metric: metric.key, by }, against === 'before' && dated)
  const across = useScoped<Tally>('/insights/tally', { metric: metric.key, by: cols || rows })
  const order = { rows: useOrder(rows), cols: useOrder(cols || rows) }
  const unit = unitOf(metric.kind)
  const view: View = views.find((one) => one === many(search['view'])[0]) ?? 'whiskers'
  const shownRows = arrange(tally.rows, rows, order.rows, 40)
  const shownCols = arrange(across.data?.rows ?? [], cols, order.cols, 8)
  const left = shownRows.left + (cols ? shownCols.left : 0)
  const side = (dimension: string, keys: (string | null)[], of: Tally | undefined): Side => ({ dimension, name: dims.label(dimension), keys, value: (key) => dims.value(dimension, key), totals: totalsOf(of?.rows ?? [], dimension) })
  const rowSide = side(rows, shownRows.keys, tally)
  const colSide = cols ? side(cols, shownCols.keys, across.data) : null
  // an answer to the question before is not drawn under the new one
  const fresh = against === 'rest' ? differences.data : changes.data
  const verdict: Verdict | null = against === 'rest' ? differences.data ? fromDifferences(differences.data, rows, cols) : null : changes.data ? fromChanges(changes.data, rows, cols) : null
  const error = differences.error ?? changes.error
  const title = cols ? t('insight:title_by', { metric: metric.name, rows: rowSide.name, cols: colSide!.name }) : t('insight:title_of', { metric: metric.name, rows: rowSide.name })
  const link = (row: string | null, col: string | null) => ({ ...carried(search), metric: undefined, ...(row !== null && { [rows]: row }), ...(cols && col !== null && { [cols]: col }), has_comment: 'true' })
  return (
    <>
      <section>
        {against === 'before' && !dated ? <Notice>{t('insight:needs_period')}</Notice> : error ? <Notice tone="danger">{error.message}</Notice> : !fresh || !verdict || (cols && !across.data) ? <Loading lines={8} /> : (
          <>
            <Sentence verdict={verdict} against={against} method={tally.total.method} />
            <Standing cells={verdict.cells} rows={rowSide} cols={colSide} unit={unit} link={link} />
            <div className="ins-bar"><Segmented label={t('insight:view')} value={view} options={views.map((one) => ({ value: one, label: t(`insight:view.${one}`) }))} onChange={(next: View) => change({ view: next === 'whiskers' ? undefined : next })} />{mayRead && <Link className="btn ghost push" to="/feedback" search={carried(search) as never}>{t('insight:voices')}</Link>}</div>
            <Grid rows={rowSide} cols={colSide} cells={verdict.cells} total={tally.total} unit={unit} scale={scaleOf(metric)} view={view} against={against} title={title} link={link} />
            {(countsTwice(rows) || countsTwice(cols)) && <p className="hint">{t('insight:counts_twice')}</p>}
            {left > 0 && <p className="hint">{t('insight:left_out', { count: left })}</p>}
          </>)}
      </section>
      {!short && <>
        <section className="ins-two"><Time metric={metric} unit={unit} /><Whole total={tally.total} metric={metric} unit={unit} /></section>
        <Others metric={metric} total={tally.total} unit={unit} />
        <Shapes side={rowSide} metric={metric} unit={unit} />
      </>}
    </>
  )
}
/** "3 of 40 differences stand." A whole template a case, chosen by the tests' results. */
function Sentence({ verdict, against, method }: { verdict: Verdict; against: Against; method: string }) {
  const { stands, of } = verdict
  const values = { count: stands, of: number(of), rest: number(of - stands) }
  const sentence = of === 0 ? t('insight:untested') : stands === 0 ? t(against === 'rest' ? 'insight:calm' : 'insight:calm_before') : t(against === 'rest' ? 'insight:stand' : 'insight:stand_before', values)
  const about = of === 0 ? t('insight:untested_words') : stands === 0 ? t('insight:calm_words', { count: of }) : of === stands ? t('insight:about_all') : t('insight:about', { count: of - stands })
  return (
    <>
      <h2 className={`ins-verdict${stands === 0 ? ' calm' : ''}`}><Rich text={sentence} b={(words) => <span className="figure">{words}</span>} i={(words) => <span className="figure of">{words}</span>} /></h2>
      <p className="ins-about">{about} {of > 0 && methodName(method) && <span className="sm">{t('insight:how', { method: methodName(method) })}</span>}</p>
    </>
  )
}
