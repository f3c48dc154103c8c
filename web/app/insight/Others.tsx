import type { Unit } from '@kit/format'
import { Interval, Whisker } from '@kit/Whisker'
import { t } from '../i18n'
import { benchmarkWords, useBenchmarks } from '../metric/Benchmarks'
import { scaleOf } from '../metric/unit'
import { useSession } from '../session'
import type { Estimate, Metric } from '../types'
import { common } from './grid'

/** What others reach, in pencil beside our ink: somebody else's figures are assumed, never measured here. */
export function Others({ metric, total, unit }: { metric: Metric; total: Estimate; unit: Unit }) {
  const list = useBenchmarks(metric)
  const { firm } = useSession()
  if (list.length === 0) return null
  const edges = list.flatMap((one) => [one.low, one.value, one.high]).filter((one): one is number => one !== null)
  const scale = common([total, ...edges.map((value) => ({ n: 1, value, lo: value, hi: value, tier: 'normal' as const }))], scaleOf(metric))
  const at = (value: number) => `${((value - scale[0]) / (scale[1] - scale[0])) * 100}%`
  return (
    <section><div className="head"><h2>{t('insight:others')}</h2></div>
      <ul className="ins-bench">
        <li><span className="b">{firm.name}</span><Whisker of={total} scale={scale} /><Interval of={total} unit={unit} /></li>
        {list.map((one) => <li key={one.id}><span>{one.label}<br /><span className="xs soft">{one.source}, {one.year}</span></span>
          <span className="track" aria-hidden="true">{one.low !== null && one.high !== null && <span className="range" style={{ left: at(one.low), width: `calc(${at(one.high)} - ${at(one.low)})` }} />}{one.value !== null && <span className="mark" style={{ left: at(one.value) }} />}</span>
          <span><b>{benchmarkWords(one, metric.kind)}</b></span></li>)}
      </ul>
      <p className="hint">{t('insight:others_about')}</p>
    </section>
  )
}
