import { useQuery } from '@tanstack/react-query'
import { Button } from '@kit/Button'
import { Control, type ControlPoint } from '@kit/Control'
import { DataBehind } from '@kit/Data'
import { day, figure, number, today } from '@kit/format'
import { Notice } from '@kit/Notice'
import { Pick } from '@kit/Pick'
import { Empty, Loading } from '@kit/State'
import { Interval } from '@kit/Whisker'
import { many, useScope } from '../frame/scope'
import { useMayMark } from '../insight/rights'
import { stepName, stepTick, thinned } from '../insight/say'
import { placeOf } from '../insight/trend/told'
import { t } from '../i18n'
import { JourneyPlace } from '../journey/Place'
import { scaleOf, unitOf } from '../metric/unit'
import { RecordPanel } from '../record/RecordPanel'
import { byPosition } from '../record/order'
import { listQuery, useNames, useRegister, useScoped } from '../records'
import type { Metric, TrendAnswer } from '../types'
import { byYear, expectations } from './market'
import type { BrandPromise, MarketMove } from './shape'
import './promise.css'

/** What others did that moves what customers expect: on one axis of time with the expectation itself. */
export function MarketPage() {
  const { search, change, scope } = useScope()
  const write = useMayMark()
  const name = useNames()
  const list = useQuery(listQuery<MarketMove>('/market_moves', { limit: 500 }))
  const places = scope.filters['touchpoint'] ?? []
  const touchpoints = byPosition(useRegister('touchpoints'))
  const keyOf = new Map(touchpoints.map((one) => [one.id, one.key]))
  const moves = (list.data?.items ?? []).filter((one) => places.length === 0 || one.touchpoint_ids.some((id) => places.includes(keyOf.get(id) ?? '')))
  const open = many(search['open'])[0]
  const chosen = open && open !== 'new' ? list.data?.items.find((one) => one.id === open) : undefined
  const add = write && <Button look="main" icon="plus" onClick={() => change({ open: 'new' })}>{t('market:add')}</Button>
  const last = [...moves].sort((a, b) => b.at.localeCompare(a.at))[0]
  return (
    <JourneyPlace title={t('market:title')}>
      {list.error ? <Notice tone="danger">{list.error.message}</Notice> : list.isPending ? <Loading lines={6} /> : (list.data?.items.length ?? 0) === 0
        ? <Empty title={t('market:empty')} example="table" action={add}>{t('market:empty_words')}</Empty>
        : (
          <>
            <section><div className="pr-top"><div><h2 className="say">{last ? t('market:say_last', { name: last.name, day: day(last.at) }) : t('market:none_here')}</h2><p className="say-more">{t('market:say_more')}</p></div>{add}</div>
              <Expectation moves={moves} />
              <div className="moves">{byYear(moves).map(({ year, moves: own }) => <div key={year} role="group" aria-label={year}><h3>{year}</h3><ol>{own.map((one) => (
                <li key={one.id} className={one.who}><time dateTime={one.at}>{day(one.at)}</time><div><button type="button" className="open" onClick={() => change({ open: one.id })}>{one.name}</button>{one.text && <p>{one.text}</p>}<small>{[t(`market:who.${one.who}`), ...one.touchpoint_ids.map((id) => name('touchpoint', id)), one.source].filter(Boolean).join(' · ')}</small></div></li>))}</ol></div>)}</div>
            </section>
          </>)}
      {open && (open === 'new' ? write : chosen) && <RecordPanel<MarketMove> key={open} kind="market_moves" record={chosen ?? null} title={chosen?.name ?? t('market:add')} write={write} onClose={() => change({ open: undefined })} removeWords={t('market:remove_words')}
        blank={{ at: today(), who: 'competitor', name: '', text: '', touchpoint_ids: [], source: '', link: '' }}
        fields={[
          { name: 'name', kind: 'text', label: t('market:name'), required: true }, { name: 'at', kind: 'date', label: t('market:at'), required: true, half: true },
          { name: 'who', kind: 'choice', label: t('market:who'), required: true, half: true, options: (['competitor', 'environment'] as const).map((one) => ({ value: one, label: t(`market:who.${one}`) })) },
          { name: 'text', kind: 'long', label: t('market:text'), nullable: true }, { name: 'touchpoint_ids', kind: 'many', label: t('market:touchpoints'), options: touchpoints.map((one) => ({ value: one.id, label: one.name })) },
          { name: 'source', kind: 'text', label: t('promise:source'), nullable: true }, { name: 'link', kind: 'text', label: t('market:link'), nullable: true },
        ]}>{chosen?.link && /^https?:/.test(chosen.link) && <p><a className="link" href={chosen.link} target="_blank" rel="noreferrer">{t('market:open_link')}</a></p>}</RecordPanel>}
    </JourneyPlace>
  )
}
/** What customers count on, by month, with the moves as upright lines. */
function Expectation({ moves }: { moves: readonly MarketMove[] }) {
  const { search, change } = useScope()
  const promises = useQuery(listQuery<BrandPromise>('/promises', { limit: 500 })).data?.items ?? []
  const choices = expectations(promises, useRegister('metrics'))
  const metric = choices.find((one) => one.key === many(search['expected'])[0]) ?? choices[0]
  const query = useScoped<TrendAnswer>('/insights/trend', { metric: metric?.key, period: 'month' }, !!metric)
  if (!metric) return <p className="soft sm">{t('market:no_expectation')}</p>
  const answer = query.data?.metric.key === metric.key ? query.data : undefined
  return (
    <div>
      <div className="asks"><Pick label={t('market:expectation')} value={metric.key} options={choices.map((one) => ({ value: one.key, label: one.name }))} onChange={(next) => change({ expected: next })} /></div>
      {query.error ? <Notice tone="danger">{query.error.message}</Notice> : !answer ? <Loading lines={4} /> : <Axis answer={answer} metric={metric} moves={moves} />}
    </div>
  )
}
function Axis({ answer, metric, moves }: { answer: TrendAnswer; metric: Metric; moves: readonly MarketMove[] }) {
  const unit = unitOf(metric.kind)
  const known = answer.points.filter((one) => one.n > 0)
  if (known.length === 0) return <p className="soft" role="status">{t('market:not_asked')}</p>
  const ticks = thinned(answer.points.map((one, at) => stepTick(one.key, 'month', answer.points[at - 1]?.key)), innerWidth < 720 ? 5 : 14)
  const points: ControlPoint[] = answer.points.map((one, at) => ({ ...one, lcl: null, ucl: null, name: stepName(one.key, 'month'), tick: ticks[at]!, open: !one.complete, signal: undefined }))
  const marks = moves.flatMap((one) => { const at = placeOf(one.at, answer.points); return at === null ? [] : [{ at, name: one.name }] })
  return (
    <>
      <Control points={points} unit={unit} label={t('market:axis', { metric: metric.name })} marks={marks} within={scaleOf(metric)} height={240} banded />
      <DataBehind name="expectation" caption={t('market:axis', { metric: metric.name })} rows={points} columns={[{ name: t('words:dim.month'), value: (one) => one.key, show: (one) => one.name }, { name: t('words:value'), number: true, value: (one) => one.value, show: (one) => <Interval of={one} unit={unit} /> }, { name: t('insight:lo'), number: true, value: (one) => one.lo, show: (one) => one.lo === null ? '–' : figure(one.lo, unit) }, { name: t('insight:hi'), number: true, value: (one) => one.hi, show: (one) => one.hi === null ? '–' : figure(one.hi, unit) }, { name: t('words:n'), number: true, value: (one) => one.n, show: (one) => number(one.n) }]} />
    </>
  )
}
