import { useQuery } from '@tanstack/react-query'
import { Button } from '@kit/Button'
import { moodMark, Tag } from '@kit/Chip'
import { DataBehind } from '@kit/Data'
import { number } from '@kit/format'
import { Mover } from '@kit/Mover'
import { Notice } from '@kit/Notice'
import { Rich } from '@kit/Rich'
import { Spark } from '@kit/Spark'
import { Empty, Loading } from '@kit/State'
import { Interval } from '@kit/Whisker'
import { many, useScope } from '../../frame/scope'
import { t } from '../../i18n'
import { shown } from '../../metric/figures'
import { unitOf } from '../../metric/unit'
import { byPosition, useMove } from '../../record/order'
import { getQuery, listQuery, useNames } from '../../records'
import { Place } from '../Place'
import { useQueryWords } from '../QueryField'
import { useMayMark } from '../rights'
import { amount, because, stepName } from '../say'
import { IndicatorPanel } from './IndicatorPanel'
import { type Indicator, opposites, type Score, type ScorecardAnswer, tally } from './scorecard'
import '../answer.css'
import './scorecard.css'

/** The few figures a firm keeps its eye on: now, against the target, against the period before. */
export function ScorecardPage() {
  const { scope, search, change } = useScope()
  const { metric: _, ...filters } = scope.filters
  const query = useQuery(getQuery<ScorecardAnswer>('/insights/scorecard', filters))
  const records = useQuery(listQuery<Indicator>('/indicators', { limit: 500 })).data?.items
  const write = useMayMark()
  const open = many(search['open'])[0]
  const chosen = open && open !== 'new' ? records?.find((one) => one.id === open) : undefined
  const add = write && <Button look="main" icon="plus" onClick={() => change({ open: 'new' })}>{t('scorecard:add')}</Button>
  const answer = query.data
  return (
    <Place title={t('scorecard:title')} skip={['metric', 'period']} put={answer?.items.length ? { kinds: ['scorecard'], words: { metric: undefined } } : undefined}>
      {query.error ? <Notice tone="danger">{query.error.message}</Notice> : !answer ? <Loading lines={6} /> : answer.items.length === 0
        ? <Empty title={t('scorecard:empty')} action={add}>{t('scorecard:empty_words')}</Empty>
        : (
          <>
            <section><div className="head score-head"><Summary answer={answer} />{add && <span className="push">{add}</span>}</div>
              {opposites(answer).slice(0, 3).map(({ better, worse, certain }) => <Notice key={`${better.id} ${worse.id}`} tone="warning"><Rich text={t(certain ? 'scorecard:conflict' : 'scorecard:conflict_likely', { better: better.name, worse: worse.name })} /></Notice>)}
              <ul className="scores">{answer.items.map((one) => <Row key={one.id} of={one} conflict={answer.conflicts.some((pair) => pair.a === one.id || pair.b === one.id)} {...(write && records && { records, onOpen: () => change({ open: one.id }) })} />)}</ul>
              <p className="hint">{t('scorecard:how')}</p>
              <Behind items={answer.items} />
            </section>
          </>)}
      {open && write && (open === 'new' || chosen) && <IndicatorPanel key={open} record={chosen ?? null} next={(records?.length ?? 0) + 1} onClose={() => change({ open: undefined })} />}
    </Place>
  )
}
export function Summary({ answer }: { answer: ScorecardAnswer }) {
  const { met, missed, of } = tally(answer.items)
  return (
    <div>
      <h2 className="say">{of === 0 ? t('scorecard:say_no_targets') : <Rich text={t('scorecard:say_met', { count: met, of: number(of) })} />}</h2>
      <p className="say-more">{of > 0 && missed > 0 && t('scorecard:say_missed', { count: missed })} {answer.of === 0 ? t('scorecard:say_untested') : answer.stands === 0 ? t('scorecard:say_calm') : t('scorecard:say_moved', { count: answer.stands, of: number(answer.of) })}</p>
    </div>
  )
}
const statusTone = { met: 'pos', missed: 'neg', uncertain: undefined, no_target: undefined, no_answers: undefined } as const
export function Row({ of, conflict, records, onOpen }: { of: Score; conflict: boolean; records?: readonly Indicator[]; onOpen?: () => void }) {
  const words = useQueryWords()
  const name = useNames()
  const where = [of.metric && name('metric', of.metric.key), words(of.query), t(`scorecard:every.${of.period}`)].filter(Boolean).join(' · ')
  const unit = of.metric ? unitOf(of.metric.kind) : 'mean'
  return (
    <li className={conflict ? 'against' : undefined}>
      <div className="score-name">{onOpen ? <button type="button" className="open" onClick={onOpen}>{of.name}</button> : <b>{of.name}</b>}<small className="soft">{where}</small>
        {of.reads && of.outcome && <small className="soft">{t(`scorecard:reads.${of.reads}`, { outcome: name('metric', of.outcome) })}</small>}</div>
      {!of.metric ? <p className="score-broken soft">{t('scorecard:broken')}</p> : (
        <>
          <div className="score-now"><Interval of={of.now} unit={unit} count /><small className="soft">{of.stale ? t('scorecard:stale') : of.now_key && stepName(of.now_key, of.period)}</small></div>
          <div className="score-status">{of.target === null ? <span className="soft">{t('scorecard:status.no_target')}</span> : <><Tag {...(statusTone[of.status] && { tone: statusTone[of.status]! })}>{of.status === 'met' ? '▲ ' : of.status === 'missed' ? '▼ ' : ''}{t(`scorecard:status.${of.status}`)}</Tag><small className="soft">{t('scorecard:target_is', { value: shown(of.target, of.metric.kind) })}</small></>}</div>
          <Change of={of} />
          <Spark label={t('scorecard:spark', { name: of.name })} goal={of.target} points={of.series.map((point) => ({ key: point.key, value: point.value, thin: point.tier === 'fragile' }))} />
        </>)}
      {records && <Order of={of} records={records} />}
    </li>
  )
}
function Change({ of }: { of: Score }) {
  const unit = unitOf(of.metric!.kind)
  const moved = of.direction === 'up' || of.direction === 'down'
  const mood = of.better ? 'pos' : 'neg'
  const against = t(`scorecard:against.${of.period}`)
  if (moved && of.difference !== null) return <div className="score-change"><b className={mood}>{of.direction === 'up' ? moodMark.pos : moodMark.neg} {t(of.direction === 'up' ? 'scorecard:up' : 'scorecard:down', { by: amount(of.difference, unit) })}</b><small className="soft">{against}</small></div>
  return <div className="score-change"><span className="soft">{t(of.direction === 'steady' ? 'scorecard:steady' : 'scorecard:unclear')}</span><small className="soft">{of.reason ? because(of.reason) : against}</small></div>
}
function Order({ of, records }: { of: Score; records: readonly Indicator[] }) {
  const move = useMove<Indicator>('indicators')
  const rows = byPosition(records)
  const at = rows.findIndex((one) => one.id === of.id)
  const go = (by: number) => move.mutate({ rows, id: of.id, by })
  return <Mover busy={move.isPending} names={{ up: t('firm:move_up', { name: of.name }), down: t('firm:move_down', { name: of.name }) }} up={at > 0 ? () => go(-1) : undefined} down={at >= 0 && at < rows.length - 1 ? () => go(1) : undefined} />
}
function Behind({ items }: { items: readonly Score[] }) {
  const rows = items.flatMap((item) => item.metric ? item.series.map((point) => ({ item, point, unit: unitOf(item.metric!.kind) })) : [])
  const end = (value: number | null, item: Score) => value === null ? '–' : shown(value, item.metric!.kind)
  return <DataBehind name="scorecard" caption={t('scorecard:title')} rows={rows} columns={[
    { name: t('scorecard:indicator'), value: (row) => row.item.name }, { name: t('insight:step'), value: (row) => row.point.key, show: (row) => stepName(row.point.key, row.item.period) },
    { name: t('words:value'), number: true, value: (row) => row.point.value, show: (row) => <Interval of={row.point} unit={row.unit} /> },
    { name: t('insight:lo'), number: true, value: (row) => row.point.lo, show: (row) => end(row.point.lo, row.item) }, { name: t('insight:hi'), number: true, value: (row) => row.point.hi, show: (row) => end(row.point.hi, row.item) },
    { name: t('words:n'), number: true, value: (row) => row.point.n, show: (row) => row.point.n === null ? '–' : number(row.point.n) }, { name: t('insight:tier'), value: (row) => t(`insight:tier.${row.point.tier}`) },
    { name: t('scorecard:target'), number: true, value: (row) => row.item.target, show: (row) => end(row.item.target, row.item) },
  ]} />
}
