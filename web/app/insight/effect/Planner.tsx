import { useDeferredValue, useState } from 'react'
import { Segmented } from '@kit/Field'
import { number, share, type Unit } from '@kit/format'
import { Notice } from '@kit/Notice'
import { Rich } from '@kit/Rich'
import { Slider } from '@kit/Slider'
import { Loading } from '@kit/State'
import { Interval } from '@kit/Whisker'
import { t } from '../../i18n'
import { unitOf } from '../../metric/unit'
import { useScoped } from '../../records'
import type { Metric, Plan } from '../../types'
import { amount, because } from '../say'

const sizes: Record<Unit, { min: number; max: number; step: number; first: number }> = { share: { min: 0.01, max: 0.2, step: 0.01, first: 0.05 }, signed: { min: 0.01, max: 0.4, step: 0.01, first: 0.1 }, mean: { min: 0.02, max: 1, step: 0.02, first: 0.2 }, points: { min: 0.5, max: 15, step: 0.5, first: 3 } }
/** Before changing anything: how many answers it takes to be sure afterwards. */
export function Planner({ metric }: { metric: Metric }) {
  const unit = unitOf(metric.kind)
  const size = sizes[unit]
  const [wish, setWish] = useState<{ unit: Unit; lift: number }>({ unit, lift: size.first })
  const [rate, setRate] = useState(0.2)
  const [power, setPower] = useState<'0.8' | '0.9'>('0.8')
  const lift = wish.unit === unit ? wish.lift : size.first
  const asked = useDeferredValue({ lift, rate })
  const { data, error } = useScoped<Plan>('/insights/plan', { metric: metric.key, lift: asked.lift, power, response_rate: asked.rate })
  return (
    <section><div className="head"><h2>{t('effect:plan')}</h2><span className="soft sm">{t('effect:plan_hint')}</span></div>
      <div className="whatif">
        <div className="whatif-sliders one">
          <Slider label={t('effect:plan_lift')} min={size.min} max={size.max} step={size.step} value={lift} shown={amount(lift, unit)} onChange={(next) => setWish({ unit, lift: next })} />
          <Slider label={t('effect:plan_rate')} min={0.05} max={0.8} step={0.05} value={rate} shown={share(rate)} onChange={setRate} />
          <div><p className="form-label">{t('effect:plan_power')}</p><Segmented label={t('effect:plan_power')} value={power} options={[{ value: '0.8', label: share(0.8) }, { value: '0.9', label: share(0.9) }]} onChange={setPower} /></div>
        </div>
        <div className="whatif-answer" aria-live="polite">{error ? <Notice tone="danger">{error.message}</Notice> : !data ? <Loading lines={3} /> : data.per_group === null ? <p className="soft">{because(data.reason) || t('effect:plan_unknown')}</p> : <>
          <p className="say-small"><Rich text={t('effect:plan_says', { per_group: number(data.per_group), both: number(data.both_groups ?? 2 * data.per_group) })} b={(words) => <b className="figure small">{words}</b>} /></p>
          <p>{data.invitations !== null && t('effect:plan_invitations', { count: data.invitations })} {data.weeks !== null ? t('effect:plan_weeks', { count: Math.max(1, Math.ceil(data.weeks)) }) : t('effect:plan_no_weeks')}</p>
          <p className="soft sm">{t('effect:plan_from')} <Interval of={data.baseline} unit={unit} count /></p></>}
        </div>
      </div>
    </section>
  )
}
