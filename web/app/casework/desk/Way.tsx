import { flat } from '@kit/curve'
import { exact, number, when } from '@kit/format'
import { t } from '../../i18n'
import { useNames } from '../../records'
import { eventWords, known } from '../events'
import type { Metric } from '../../types'
import type { WayStep } from '../shape'
import { drawable, points, shortened, type WayPoint } from '../way'

/** How the customer's way went: lived, so in ink; where nobody said how it felt there is a hollow dot and no line. */
export function Way({ steps, metrics }: { steps: readonly WayStep[]; metrics: readonly Metric[] }) {
  const name = useNames()
  const list = points(shortened(steps), metrics)
  const felt = list.filter((one): one is WayPoint & { y: number } => one.y !== null)
  // what we did is called by its name, not by where it belongs
  const ours = (one: WayPoint) => one.step.event !== null && known(one.step.event)
  const title = (one: WayPoint) => ours(one) ? eventWords(one.step.event!) : one.step.touchpoint ? name('touchpoint', one.step.touchpoint) : one.step.event ? eventWords(one.step.event) : t('case:feedback_given')
  const words = (one: WayPoint) => { const metric = one.step.score && metrics.find((other) => other.key === one.step.score!.metric); return one.step.text ?? (one.step.score ? metric ? t('case:score_of', { value: number(one.step.score.value), max: number(metric.max) }) : number(one.step.score.value) : '') }
  const columns = { gridTemplateColumns: `repeat(${list.length}, minmax(0, 1fr))` }
  return (
    <section><h2>{t('case:way')}</h2>
      <div className="cw-scroll" tabIndex={0} role="region" aria-label={t('case:way')}>
        {drawable(list) && (
          <div className="plot cw-way" aria-hidden="true">
            <svg viewBox="0 0 100 100" preserveAspectRatio="none"><path className="ln-limit" d="M0 50H100" /><path className="ln-ink" d={flat(felt)} /></svg>
            {list.map((one, at) => <span key={at} className={`at cw-felt ${one.y === null ? 'none' : one.mood}`} style={{ left: `${one.x}%`, top: `${one.y ?? 50}%` }} />)}
          </div>)}
        <ol className="cw-steps" style={columns}>{list.map((one, at) => <li key={at}><b>{title(one)}</b>{words(one) && <span title={words(one)}>{words(one)}</span>}<time dateTime={one.step.at} title={exact(one.step.at)}>{when(one.step.at)}</time>{one.y !== null && <span className="vh">{t(`case:felt.${one.mood}`)}</span>}</li>)}</ol>
      </div>
    </section>
  )
}
