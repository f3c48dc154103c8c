import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { Button } from '@kit/Button'
import { TextField } from '@kit/Field'
import { day, deltaRange, today, type Unit } from '@kit/format'
import { Notice } from '@kit/Notice'
import { Pick } from '@kit/Pick'
import { Rich } from '@kit/Rich'
import { Empty, Loading } from '@kit/State'
import { Interval, Whisker } from '@kit/Whisker'
import { many, useScope } from '../../frame/scope'
import { FilterChips } from '../../frame/ScopeRow'
import { t } from '../../i18n'
import { useMetric } from '../../metric/pick'
import { scaleOf, unitOf } from '../../metric/unit'
import { listQuery, useScoped } from '../../records'
import type { EffectAnswer, Mark, Metric } from '../../types'
import { common } from '../grid'
import { Place } from '../Place'
import { ScaleNote } from '../ScaleNote'
import { amount, amounts, because, chance, difference } from '../say'
import { Group } from './Group'
import { Planner } from './Planner'
import { SamePeople } from './SamePeople'
import { Series } from './Series'
import { cautionsOf, effectOf, verdictKey } from './verdict'
import { readVersus, theOthers, writeVersus } from './versus'
import { WatchPart } from './WatchPart'
import '../answer.css'

const worth: Record<Unit, readonly number[]> = { share: [0.02, 0.03, 0.05, 0.1], signed: [0.03, 0.05, 0.1, 0.15], mean: [0.05, 0.1, 0.2, 0.3], points: [1, 2, 3, 5] }
/** Did it work? What was changed, for whom, compared with whom; the verdict in one sentence. */
export function EffectPage() {
  const { search, scope, change } = useScope()
  const { metrics, metric, setMetric } = useMetric()
  const marks = useQuery(listQuery<Mark>('/marks', { limit: 500, sort: '-at' })).data?.items ?? []
  const mark = marks.find((one) => one.id === many(search['mark'])[0])
  const at = mark?.at ?? many(search['at'])[0]
  const word = many(search['versus'])[0]
  const versus = readVersus(word)
  const worthwhile = Number(many(search['worthwhile'])[0]) || undefined
  const params = { metric: metric?.key, at, versus: writeVersus(versus), worthwhile }
  const query = useScoped<EffectAnswer>('/insights/effect', params, !!metric && !!at)
  const choose = (id: string) => { const one = marks.find((other) => other.id === id); change(id === 'day' ? { mark: undefined, at: at ?? today() } : { mark: one?.id, at: undefined, ...(one?.location && !scope.filters['location'] && { location: one.location }), ...(one?.touchpoint && !scope.filters['touchpoint'] && { touchpoint: one.touchpoint }) }) }
  const others = theOthers(scope.filters)
  return (
    <Place title={t('effect:title')} count={query.data ? query.data.before.n + query.data.after.n : undefined}>
      <div className="asks ins-ask effect-ask" role="group" aria-label={t('insight:question')}>
        <Pick label={t('effect:what')} value={mark?.id ?? (at ? 'day' : '')} {...(!at && { none: t('effect:choose') })} options={[...marks.map((one) => ({ value: one.id, label: `${one.name}, ${day(one.at)}` })), { value: 'day', label: t('effect:another_day') }]} onChange={choose} />
        {at && !mark && <DayField at={at} onChange={(next) => change({ at: next })} />}
        <Pick label={t('words:dim.metric')} value={metric?.key ?? ''} options={metrics.map((one) => ({ value: one.key, label: one.name }))} onChange={setMetric} />
        {metric && <Pick label={t('effect:worthwhile')} value={worthwhile ? String(worthwhile) : ''} none={t('effect:any_size')} options={worth[unitOf(metric.kind)].map((one) => ({ value: String(one), label: amount(one, unitOf(metric.kind)) }))} onChange={(next) => change({ worthwhile: next || undefined })} />}
      </div>
      <div className="versus"><p className="sm"><b>{t('effect:who')}</b> <span className="soft">{t(Object.keys(scope.filters).some((one) => one !== 'metric') ? 'effect:who_chosen' : 'effect:who_all')}</span></p>
        <div className="versus-row"><b className="sm">{t('effect:versus')}</b><FilterChips filters={versus} set={(name, values) => change({ versus: writeVersus({ ...versus, [name]: [...values] }) })} />{!word && others && <button type="button" className="as-link sm" onClick={() => change({ versus: writeVersus(others) })}>{t('effect:versus_others')}</button>}{!word && <span className="soft sm">{t('effect:versus_none')}</span>}</div></div>
      {!metric ? <Loading lines={6} /> : !at ? <Choose marks={marks} onMark={choose} onDay={(next) => change({ at: next, mark: undefined })} /> : query.error ? <Notice tone="danger">{query.error.message}</Notice> : !query.data ? <Loading lines={8} /> : <Answer answer={query.data} metric={metric} at={at} mark={mark} versus={word ? writeVersus(versus) : undefined} worthwhile={worthwhile} />}
      {metric && <Planner metric={metric} />}
    </Place>
  )
}
function DayField({ at, onChange }: { at: string; onChange: (at: string) => void }) {
  return <div className="pick"><label htmlFor="effect-at">{t('effect:day')}</label><input id="effect-at" type="date" value={at} max={today()} onChange={(event) => event.target.value && onChange(event.target.value)} /></div>
}
/** Before anything is chosen: the marks themselves, and a day by hand. */
function Choose({ marks, onMark, onDay }: { marks: readonly Mark[]; onMark: (id: string) => void; onDay: (at: string) => void }) {
  const [at, setAt] = useState('')
  const send = (event: FormEvent) => { event.preventDefault(); if (at) onDay(at) }
  return (
    <Empty title={t('effect:empty')} action={<>
      {marks.length > 0 && <ul className="choose-marks">{marks.slice(0, 6).map((one) => <li key={one.id}><button type="button" className="as-link" onClick={() => onMark(one.id)}>{one.name}</button> <span className="soft sm">{day(one.at)}</span></li>)}</ul>}
      <form className="row wrap day-form" onSubmit={send}><TextField type="date" label={t('effect:day')} value={at} max={today()} onChange={(event) => setAt(event.target.value)} /><Button type="submit" look="main" disabled={!at}>{t('effect:look')}</Button></form></>}>
      {t(marks.length ? 'effect:empty_marks' : 'effect:empty_words')}
    </Empty>
  )
}
function Answer({ answer, metric, at, mark, versus, worthwhile }: { answer: EffectAnswer; metric: Metric; at: string; mark: Mark | undefined; versus: string | undefined; worthwhile: number | undefined }) {
  const unit = unitOf(metric.kind)
  const said = effectOf(answer)
  const key = verdictKey(answer)
  const mood = answer.verdict === 'harm' ? 'neg' : answer.verdict === 'worked' || answer.verdict === 'worked_a_little' ? 'pos' : ''
  const values = { by: said?.value !== null && said?.value !== undefined ? amount(said.value, unit) : '', range: said && said.value !== null && said.lo !== null && said.hi !== null ? amounts(said.value, said.lo, said.hi, unit) : '–', upto: answer.could_hide_up_to === null ? '' : amount(answer.could_hide_up_to, unit) }
  const cautions = cautionsOf(answer, unit)
  const guard = answer.guard?.regression_to_mean
  return (
    <>
      <section>
        <h2 className="say verdict"><Rich text={t(key, values)} b={(words) => <b className={mood}>{mood && `${mood === 'neg' ? '▼' : '▲'} `}{words}</b>} i={(words) => <span className="soft light">{words}</span>} /></h2>
        <p className="say-more">{key === 'effect:cannot_tell' ? because(answer.reason) || t('effect:cannot_tell_words') : t(`effect:certainty.${answer.certainty}`)}</p>
        <BeforeAfter answer={answer} unit={unit} metric={metric} />
      </section>
      <Series answer={answer} metric={metric} at={at} name={mark?.name ?? day(at)} versus={versus} />
      {answer.comparison && <Group comparison={answer.comparison} unit={unit} metric={metric} />}
      {answer.same_customers && <SamePeople of={answer.same_customers} unit={unit} />}
      <section><div className="head"><h2>{t('effect:careful')}</h2></div>
        <ul className="plain">{cautions.map((one) => <li key={one}>{t(`effect:caution.${one}`, { value: guard === null || guard === undefined ? '' : difference(guard, unit), count: one === 'few_clusters' ? answer.comparison?.clusters ?? 0 : one === 'short_before' ? answer.series?.points_before ?? 0 : answer.series?.points_after ?? 0 })}</li>)}
          {answer.guard?.reason && <li className="soft">{t('effect:guard_unknown')} {because(answer.guard.reason)}</li>}<li>{t('effect:caution.elsewhere')}</li></ul>
      </section>
      {versus && <WatchPart metric={metric} at={at} versus={versus} worthwhile={worthwhile} />}
    </>
  )
}
function BeforeAfter({ answer, unit, metric }: { answer: EffectAnswer; unit: Unit; metric: Metric }) {
  const scale = common([answer.before, answer.after], scaleOf(metric))
  const { difference: gap } = answer
  return (
    <ul className="lift">
      <li><span>{t('effect:before')}</span><Whisker of={answer.before} scale={scale} /><Interval of={answer.before} unit={unit} count /></li>
      <li><span>{t('effect:after')}</span><Whisker of={answer.after} scale={scale} /><Interval of={answer.after} unit={unit} count /></li>
      {gap && gap.value !== null && <li className="total"><span>{t('insight:difference')}</span><span className="soft sm">{t('effect:tested', { p: chance(gap.p) })}</span><span className="num"><b>{difference(gap.value, unit)}</b>{gap.lo !== null && gap.hi !== null && <i>{deltaRange(gap.lo, gap.hi, unit)}</i>}</span></li>}
      <ScaleNote drawn={scale} whole={scaleOf(metric)} unit={unit} as="li" />
    </ul>
  )
}
