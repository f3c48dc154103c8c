import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from '@kit/Button'
import { DataBehind } from '@kit/Data'
import { number, range, share } from '@kit/format'
import { Notice } from '@kit/Notice'
import type { FieldSpec } from '@kit/RecordFields'
import { Empty, Loading } from '@kit/State'
import { Interval } from '@kit/Whisker'
import { many, useScope } from '../../frame/scope'
import { t } from '../../i18n'
import { RecordPanel } from '../../record/RecordPanel'
import { getQuery } from '../../records'
import { useMay } from '../../session'
import { caseScope, causesQuery, notOfCases } from '../cases'
import { Place } from '../Place'
import type { Cause, Pareto, ParetoRow } from '../shape'
import { below, placed, vitalFew } from '../tree'

/** Why it happened: the few causes that make most of it, and the tree they stand in. */
export function CausesPage() {
  const { search, change } = useScope()
  const write = useMay('write_setup')
  const query = useQuery(causesQuery)
  const { params } = useScope()
  const pareto = useQuery(getQuery<Pareto>('/complaints/pareto', { ...caseScope(params), kind: 'complaint' }))
  const causes = query.data?.items ?? []
  const tree = placed(causes)
  const path = (id: string, name: string) => tree.find((one) => one.cause.id === id)?.path ?? name
  const wanted = many(search['open'])[0]
  const chosen = causes.find((one) => one.id === wanted) ?? null
  const close = () => change({ open: undefined })
  return (
    <Place title={t('learn:causes')} scope={notOfCases}>
      {pareto.error && <Notice tone="danger">{pareto.error.message}</Notice>}
      {pareto.data && <ParetoPart of={pareto.data} path={path} onOpen={(id) => change({ open: id })} />}
      <section>
        <div className="head"><h2>{t('learn:tree')}</h2>{write && causes.length > 0 && <Button className="push" icon="plus" onClick={() => change({ open: 'new' })}>{t('learn:add_cause')}</Button>}</div>
        {query.error && <Notice tone="danger">{query.error.message}</Notice>}
        {query.isPending ? <Loading lines={4} /> : causes.length === 0 && !query.error ? <Empty title={t('learn:causes_none')} example="table" action={write && <Button look="main" icon="plus" onClick={() => change({ open: 'new' })}>{t('learn:add_cause')}</Button>}>{t('learn:causes_none_hint')}</Empty>
          : <ul className="cw-tree">{tree.map(({ cause, depth }) => <li key={cause.id} style={{ paddingInlineStart: depth * 22 }}><button type="button" className="as-link" aria-current={cause.id === wanted || undefined} onClick={() => change({ open: cause.id })}>{cause.name}</button>{!cause.active && <span className="tag">{t('loop:off')}</span>}<span className="push sm soft">{countOf(pareto.data, cause.id)}</span></li>)}</ul>}
      </section>
      {wanted && (wanted === 'new' ? write : chosen) && <CausePanel key={wanted} cause={chosen} causes={causes} write={write} onClose={close} />}
    </Place>
  )
}
const countOf = (pareto: Pareto | undefined, id: string) => { const row = pareto?.rows.find((one) => one.cause_id === id); return row ? number(row.n) : '' }
function ParetoPart({ of, path, onOpen }: { of: Pareto; path: (id: string, name: string) => string; onOpen: (id: string) => void }) {
  const few = vitalFew(of.rows)
  const most = of.rows[0]?.n ?? 1
  if (of.rows.length === 0) return <><p className="cw-verdict">{t('learn:pareto_none')}</p>{of.unanalysed > 0 && <Unanalysed count={of.unanalysed} />}</>
  return (
    <section>
      <p className="cw-verdict">{few === of.rows.length ? t('learn:pareto_even', { count: of.total }) : t('learn:pareto', { count: few, share: share(of.rows[few - 1]!.cumulative) })}</p>
      {of.unanalysed > 0 && <Unanalysed count={of.unanalysed} />}
      <ol className="cw-pareto">{of.rows.map((row, at) => (
        <li key={row.cause_id} className={at < few ? 'vital' : ''}><button type="button" className="as-link" onClick={() => onOpen(row.cause_id)}>{path(row.cause_id, row.name)}</button><span className="bar" aria-hidden="true"><i style={{ width: `${(row.n / most) * 100}%` }} /></span><b>{number(row.n)}</b><Interval of={estimate(row)} unit="share" /></li>))}</ol>
      <DataBehind name="causes" rows={of.rows} columns={[{ name: t('case:cause'), value: (row) => path(row.cause_id, row.name) }, { name: t('words:n'), value: (row) => row.n, number: true }, { name: t('learn:share'), value: (row) => row.share, number: true, show: (row) => share(row.share) }, { name: t('words:interval'), value: (row) => row.lo === null || row.hi === null ? null : `${row.lo}–${row.hi}`, show: (row) => row.lo === null || row.hi === null ? '–' : range(row.lo, row.hi, 'share') }, { name: t('learn:together'), value: (row) => row.cumulative, number: true, show: (row) => share(row.cumulative) }]} />
    </section>
  )
}
/** A share of one cause: how sure it is depends on how many complaints there are in all. */
const estimate = (row: ParetoRow) => ({ n: row.n, value: row.share, lo: row.lo, hi: row.hi, tier: row.tier ?? 'normal' } as const)
const Unanalysed = ({ count }: { count: number }) => <p className="cw-about-page soft">{t('learn:pareto_left_out', { count })} <Link className="link" to={'/cases/complaints' as never}>{t('learn:see_unanalysed')}</Link></p>

function CausePanel({ cause, causes, write, onClose }: { cause: Cause | null; causes: readonly Cause[]; write: boolean; onClose: () => void }) {
  const barred = cause ? below(causes, cause.id) : new Set<string>()
  const fields: FieldSpec[] = [
    { name: 'name', kind: 'text', label: t('firm:field.name'), required: true },
    { name: 'key', kind: 'key', label: t('firm:field.key'), from: 'name', required: true, once: true },
    { name: 'parent_id', kind: 'choice', label: t('learn:part_of'), none: t('learn:top'), options: placed(causes).filter((one) => !barred.has(one.cause.id)).map((one) => ({ value: one.cause.id, label: one.path })) },
    { name: 'active', kind: 'switch', label: t('learn:cause_active'), hint: t('learn:cause_active_hint') },
  ]
  return <RecordPanel<Cause> kind="causes" record={cause} write={write} title={cause?.name ?? t('learn:add_cause')} fields={fields} blank={{ name: '', key: '', parent_id: null, active: true, position: causes.length + 1 }} removeWords={t('learn:cause_remove')} onClose={onClose}>
    {cause && <p className="sm"><Link className="link" to={'/cases/practices' as never} search={{ cause: cause.id } as never}>{t('learn:practices_of_cause')}</Link></p>}
  </RecordPanel>
}
