import { number, share } from '@kit/format'
import { Notice } from '@kit/Notice'
import { Pick } from '@kit/Pick'
import { Rich } from '@kit/Rich'
import { Empty, Loading } from '@kit/State'
import { many, useScope } from '../../frame/scope'
import { t } from '../../i18n'
import { useChoices, useRegister, useScoped } from '../../records'
import type { DriversAnswer, Metric, OutcomeOf } from '../../types'
import { Place } from '../Place'
import { because } from '../say'
import { atKey, atOf, leaders, outcomeKey, outcomeOf } from './drivers'
import { useAtName, useOutcomeName } from './names'
import { LiftPart } from './Lift'
import { Importance } from './Importance'
import { Gaps } from './Gaps'
import { Ranked } from './Ranked'
import { WhatIf } from './WhatIf'
import '../answer.css'

const usual = (metrics: readonly Metric[]) => (['nps', 'wr', 'csat'].map((key) => metrics.find((one) => one.key === key)).find(Boolean) ?? metrics[0])?.key
/** What decides an outcome, how well it is done, and what would follow if it were done better. */
export function DriversPage() {
  const { search } = useScope()
  const metrics = useRegister('metrics')
  const wanted = outcomeOf(many(search['outcome'])[0] ?? '')
  const metric = metrics.find((one) => one.key === wanted.metric) ?? metrics.find((one) => one.key === usual(metrics))
  const outcome: OutcomeOf | undefined = wanted.attribute ? wanted : metric && { metric: metric.key, touchpoint: wanted.metric === metric.key ? wanted.touchpoint : null, attribute: null, value: null }
  const whole = !!outcome && (!outcome.attribute || !!outcome.value)
  const query = useScoped<DriversAnswer>('/insights/drivers', { metric: undefined, outcome: outcome && outcomeKey(outcome) }, whole)
  const answer = query.data && outcome && outcomeKey(query.data.outcome) === outcomeKey(outcome) ? query.data : undefined
  const scale = outcome?.attribute ? { name: outcome.value ?? '', min: 0, max: 1, unit: 'share' as const } : metric && { ...metric, unit: 'mean' as const }
  return (
    <Place title={t('driver:title')} count={answer?.n} skip={['metric']} put={whole ? { kinds: ['drivers'], words: { metric: undefined, outcome: outcomeKey(outcome) } } : undefined}>
      {outcome && <Ask outcome={outcome} metrics={metrics} />}
      {query.error ? <Notice tone="danger">{query.error.message}</Notice> : outcome && !whole ? <Empty title={t('driver:pick_value')}>{t('driver:pick_value_words')}</Empty> : !scale || !outcome || !answer ? <Loading lines={8} /> : answer.drivers.length === 0 ? <Empty title={t('driver:none')} action={<Instead outcome={outcome} metrics={metrics} />}>{because(answer.reason)} {t('driver:none_words')}</Empty> : (
        <>
          <section className="drivers-top">
            <div><Sentence answer={answer} /><p className="say-more"><Explained answer={answer} /></p><Warnings answer={answer} /></div>
            <Importance answer={answer} />
          </section>
          <Ranked answer={answer} />
          <WhatIf answer={answer} scale={scale} key={outcomeKey(outcome)} />
          <Gaps answer={answer} />
        </>)}
      {outcome?.metric && <LiftPart outcome={outcome} />}
    </Place>
  )
}
/** Which outcome: a metric, here or on the whole, or an attribute of the firm's own and one of its values. */
function Ask({ outcome, metrics }: { outcome: OutcomeOf; metrics: readonly Metric[] }) {
  const { change } = useScope()
  const touchpoints = useChoices('touchpoint')
  const attributes = useRegister('attributes').filter((one) => one.of === 'feedback')
  const ask = (next: Partial<OutcomeOf>) => change({ outcome: outcomeKey({ metric: null, touchpoint: null, attribute: null, value: null, ...next }) })
  const what = [...metrics.map((one) => ({ value: one.key, label: one.name })), ...attributes.map((one) => ({ value: `attribute.${one.key}`, label: one.name, group: t('insight:own_attributes') }))]
  const choose = (next: string) => next.startsWith('attribute.') ? ask(outcomeOf(next)) : ask({ metric: next, touchpoint: outcome.touchpoint })
  return (
    <div className="asks ins-ask" role="group" aria-label={t('insight:question')}>
      <Pick label={t('driver:outcome')} value={outcome.attribute ? `attribute.${outcome.attribute}` : outcome.metric ?? ''} options={what} onChange={choose} />
      {outcome.attribute ? <Values of={outcome.attribute} metrics={metrics} value={outcome.value ?? ''} onChange={(value) => ask({ attribute: outcome.attribute, value })} />
        : <Pick label={t('driver:where')} value={outcome.touchpoint ?? ''} none={t('driver:on_the_whole')} options={touchpoints} onChange={(next) => ask({ metric: outcome.metric, touchpoint: next || null })} />}
    </div>
  )
}
/** Where this outcome has nothing to say: the others that were answered, one press away; those of the field before the firm's own. */
function Instead({ outcome, metrics }: { outcome: OutcomeOf; metrics: readonly Metric[] }) {
  const { change } = useScope()
  const { data } = useScoped<{ rows: { metric: string; n: number | null }[] }>('/insights/tally', { metric: metrics.map((one) => one.key), by: 'metric' }, metrics.length > 0)
  const attributes = useRegister('attributes').filter((one) => one.of === 'feedback' && one.key !== outcome.attribute)
  const answered = new Set((data?.rows ?? []).filter((row) => row.n).map((row) => row.metric))
  const others = [...attributes.map((one) => ({ key: outcomeKey({ metric: null, touchpoint: null, attribute: one.key, value: null }), name: one.name })), ...metrics.filter((one) => answered.has(one.key) && one.key !== outcome.metric).sort((one, other) => Number(other.built_in) - Number(one.built_in)).map((one) => ({ key: one.key, name: one.name }))]
  return others.length > 0 && <p className="row wrap"><span>{t('driver:instead')}</span>{others.slice(0, 8).map((one) => <button key={one.key} type="button" className="btn" onClick={() => change({ outcome: one.key })}>{one.name}</button>)}</p>
}
/** The values that an attribute has in what was heard. */
function Values({ of, metrics, value, onChange }: { of: string; metrics: readonly Metric[]; value: string; onChange: (value: string) => void }) {
  const by = `attribute.${of}`
  const { data } = useScoped<{ rows: Record<string, string | null>[] }>('/insights/tally', { metric: metrics.map((one) => one.key), by }, metrics.length > 0)
  const found = [...new Set((data?.rows ?? []).flatMap((row) => row[by] ?? []))].sort()
  return <Pick label={t('driver:value')} value={value} none={t('driver:which_value')} options={found.map((one) => ({ value: one, label: one }))} onChange={onChange} />
}
export function Sentence({ answer }: { answer: DriversAnswer }) {
  const nameOf = useAtName(answer.drivers)
  const outcome = useOutcomeName(answer.outcome)
  const told = leaders(answer)
  const names = told.drivers.map(nameOf)
  if (told.say === 'nothing') return <h2 className="say">{t('driver:nothing')}</h2>
  if (told.say === 'first') return <h2 className="say"><Rich text={t('driver:first', { name: names[0], outcome })} /></h2>
  return <h2 className="say"><Rich text={t('driver:group', { names: names.slice(0, 3).join(', '), outcome, count: names.length })} /></h2>
}
export function Explained({ answer }: { answer: DriversAnswer }) {
  return <>{answer.r2 !== null && <Rich text={t('driver:explain', { count: answer.drivers.length, share: share(answer.r2), n: number(answer.n_complete) })} />} {t('driver:association')}</>
}
function Warnings({ answer }: { answer: DriversAnswer }) {
  const nameOf = useAtName(answer.drivers)
  const lines = answer.warnings.map((one) => ({ key: `${one.key}${one.drivers.map((d) => typeof d === 'string' ? d : atKey(d)).join()}`, text: t(`driver:warning.${one.key}`, { names: one.drivers.map((d) => nameOf(typeof d === 'string' ? atOf(d) : d)).join(', '), value: one.value === null ? '–' : one.key === 'missing' || one.key === 'weak_model' ? share(one.value) : number(one.value, Number.isInteger(one.value) ? 0 : 1) }) }))
  if (lines.length === 0) return null
  return <ul className="plain soft sm">{lines.map((one) => <li key={one.key}>{one.text}</li>)}</ul>
}
