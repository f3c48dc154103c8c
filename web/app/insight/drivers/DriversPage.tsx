import { number, share } from '@kit/format'
import { Notice } from '@kit/Notice'
import { Pick } from '@kit/Pick'
import { Rich } from '@kit/Rich'
import { Empty, Loading } from '@kit/State'
import { many, useScope } from '../../frame/scope'
import { t } from '../../i18n'
import { useChoices, useRegister, useScoped } from '../../records'
import type { At, DriversAnswer, Metric } from '../../types'
import { Place } from '../Place'
import { because } from '../say'
import { atKey, atOf, leaders } from './drivers'
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
  const { search, change } = useScope()
  const metrics = useRegister('metrics')
  const touchpoints = useChoices('touchpoint')
  const wanted = atOf(many(search['outcome'])[0] ?? '')
  const metric = metrics.find((one) => one.key === wanted.metric) ?? metrics.find((one) => one.key === usual(metrics))
  const outcome: At | undefined = metric && { metric: metric.key, touchpoint: wanted.metric === metric.key ? wanted.touchpoint : null }
  const query = useScoped<DriversAnswer>('/insights/drivers', { metric: undefined, outcome: outcome && atKey(outcome) }, !!outcome)
  const answer = query.data && outcome && atKey(query.data.outcome) === atKey(outcome) ? query.data : undefined
  const ask = (next: At) => change({ outcome: atKey(next) })
  return (
    <Place title={t('driver:title')} count={answer?.n} skip={['metric']}>
      <div className="asks ins-ask" role="group" aria-label={t('insight:question')}>
        <Pick label={t('driver:outcome')} value={metric?.key ?? ''} options={metrics.map((one) => ({ value: one.key, label: one.name }))} onChange={(next) => ask({ metric: next, touchpoint: outcome?.touchpoint ?? null })} />
        <Pick label={t('driver:where')} value={outcome?.touchpoint ?? ''} none={t('driver:on_the_whole')} options={touchpoints} onChange={(next) => ask({ metric: metric!.key, touchpoint: next || null })} />
      </div>
      {query.error ? <Notice tone="danger">{query.error.message}</Notice> : !metric || !outcome || !answer ? <Loading lines={8} /> : answer.drivers.length === 0 ? <Empty title={t('driver:none')}>{because(answer.reason)} {t('driver:none_words')}</Empty> : (
        <>
          <section className="drivers-top">
            <div><Sentence answer={answer} /><p className="say-more"><Explained answer={answer} /></p><Warnings answer={answer} /></div>
            <Importance answer={answer} />
          </section>
          <Ranked answer={answer} />
          <WhatIf answer={answer} metric={metric} key={atKey(outcome)} />
          <Gaps answer={answer} />
        </>)}
      {outcome && <LiftPart outcome={outcome} />}
    </Place>
  )
}
function Sentence({ answer }: { answer: DriversAnswer }) {
  const nameOf = useAtName(answer.drivers)
  const outcome = useOutcomeName(answer.outcome)
  const told = leaders(answer)
  const names = told.drivers.map(nameOf)
  if (told.say === 'nothing') return <h2 className="say">{t('driver:nothing')}</h2>
  if (told.say === 'first') return <h2 className="say"><Rich text={t('driver:first', { name: names[0], outcome })} /></h2>
  return <h2 className="say"><Rich text={t('driver:group', { names: names.slice(0, 3).join(', '), outcome, count: names.length })} /></h2>
}
function Explained({ answer }: { answer: DriversAnswer }) {
  return <>{answer.r2 !== null && <Rich text={t('driver:explain', { count: answer.drivers.length, share: share(answer.r2), n: number(answer.n_complete) })} />} {t('driver:association')}</>
}
function Warnings({ answer }: { answer: DriversAnswer }) {
  const nameOf = useAtName(answer.drivers)
  const lines = answer.warnings.map((one) => ({ key: `${one.key}${one.drivers.map((d) => typeof d === 'string' ? d : atKey(d)).join()}`, text: t(`driver:warning.${one.key}`, { names: one.drivers.map((d) => nameOf(typeof d === 'string' ? atOf(d) : d)).join(', '), value: one.value === null ? '–' : one.key === 'missing' || one.key === 'weak_model' ? share(one.value) : number(one.value, Number.isInteger(one.value) ? 0 : 1) }) }))
  if (lines.length === 0) return null
  return <ul className="plain soft sm">{lines.map((one) => <li key={one.key}>{one.text}</li>)}</ul>
}
