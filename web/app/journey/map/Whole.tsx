// The journey as a whole, apart from its touchpoints: what people say of all of it, what one failure costs, whether it is remembered by its peak and its end.
import { useQuery } from '@tanstack/react-query'
import { share } from '@kit/format'
import { Rich } from '@kit/Rich'
import { Interval, Whisker } from '@kit/Whisker'
import { useScope } from '../../frame/scope'
import { t } from '../../i18n'
import { common } from '../../insight/grid'
import { amount, amounts } from '../../insight/say'
import { getQuery } from '../../records'
import '../../insight/answer.css'
import { ofOthers } from './data'
import { useFacts, useMeasure } from './facts'
import { known } from './measured'
import type { Live, PeakEnd, Score } from './types'

export function Whole({ map, live }: { map: string; live: Live | undefined }) {
  const { metric } = useFacts()
  const measure = useMeasure()
  const { params } = useScope()
  const of = live?.journey
  const score = known(of?.score)
  const asked = !!score && !!of?.outcome?.metric
  const remembered = useQuery({ ...getQuery<PeakEnd>(`/journey_maps/${map}/peak_end`, { ...params, ...ofOthers }), enabled: asked, staleTime: 60_000 }).data
  if (!of) return null
  const name = metric(of.outcome?.metric)?.name ?? of.outcome?.attribute ?? ''
  if (!score) return <section className="jm-whole"><h2>{t('map:whole')}</h2><p className="soft">{t('map:whole_none')}</p></section>
  const { unit, scale: all } = measure(score)
  const parts = ([['map:whole_all', score], ['driver:all_good', known(of.all_good)], ['driver:one_bad', known(of.one_bad)]] as const).flatMap(([key, one]) => one ? [[key, one] as const] : [])
  const scale = common(parts.map(([, one]) => one as Score), all)
  return (
    <section className="jm-whole"><h2>{t('map:whole')}</h2><p className="sm soft">{t('map:whole_apart', { name })}</p>
      <ul className="lift">{parts.map(([key, one]) => <li key={key}><span>{t(key)}</span><Whisker of={one} scale={scale} /><Interval of={one} unit={unit} count /></li>)}</ul>
      {parts.length === 3 && <Lift of={of} name={name} unit={unit} />}
      {remembered && <Remembered of={remembered} name={name} />}
    </section>
  )
}
function Lift({ of: { lift }, name, unit }: { of: Live['journey']; name: string; unit: Parameters<typeof amount>[1] }) {
  if (!lift || lift.difference === null || lift.lo === null || lift.hi === null) return null
  const stands = lift.lo > 0 || lift.hi < 0
  return <p className="sm">{stands ? <Rich text={t('driver:lift_says', { name, by: amount(lift.difference, unit), range: amounts(lift.difference, lift.lo, lift.hi, unit) })} /> : t('driver:lift_calm')}</p>
}
/** Only where a test says so or enough people would have shown it. */
function Remembered({ of, name }: { of: PeakEnd; name: string }) {
  if (of.reason || of.p === null || of.r2 === null || of.r2_mean === null) return null
  return of.p < 0.05 ? <p className="sm"><Rich text={t('map:peak_end', { more: share(of.r2 - of.r2_mean, 1), outcome: name })} /></p> : of.enough ? <p className="sm">{t('map:peak_end_not', { outcome: name })}</p> : null
}
