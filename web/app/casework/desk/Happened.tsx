import { dayOf, exact, time } from '@kit/format'
import { t } from '../../i18n'
import { useNames } from '../../records'
import { spanFigure } from '../due'
import { eventWords } from '../events'
import type { Case } from '../shape'
import { proportions } from '../way'

/** What was promised and what was lived, drawn to scale, and the day by the clock. */
export function Happened({ one }: { one: Case }) {
  const name = useNames()
  const { clock } = one
  const drawn = clock && clock.promised_s !== null && clock.lived_s !== null ? proportions(clock.promised_s, clock.lived_s) : null
  const last = one.journey.at(-1)
  const events = last ? one.journey.filter((step) => dayOf(step.at) === dayOf(last.at) && step.event !== null).slice(-5) : []
  const late = clock && clock.promised_s !== null && clock.lived_s !== null && clock.lived_s > clock.promised_s
  if (!drawn && events.length === 0) return null
  return (
    <section><h2>{t('case:happened')}</h2>
      {drawn && clock && (
        <div className="cw-clock">
          {clock.name && <p className="xs soft">{clock.name}</p>}
          <span className="promised" style={{ marginInlineStart: `${Math.min(drawn.promised, 62)}%` }}><b>{spanFigure(clock.promised_s!)}</b> {t('case:promised')}</span>
          <span className="bar" aria-hidden="true"><i className={late ? 'over' : ''} style={{ width: `${drawn.lived}%` }} /><i className="kept" style={{ width: `${Math.min(drawn.promised, drawn.lived)}%` }} /><i className="mark" style={{ left: `${drawn.promised}%` }} /></span>
          <span className={`lived${late ? ' neg' : ''}`}><b>{spanFigure(clock.lived_s!)}</b> {t('case:lived')}</span>
        </div>)}
      {events.length > 0 && <ul className="cw-events">{events.map((step, at) => <li key={at}><time dateTime={step.at} title={exact(step.at)}>{time(step.at)}</time><span>{step.text ?? [eventWords(step.event!), step.touchpoint && name('touchpoint', step.touchpoint)].filter(Boolean).join(' · ')}</span></li>)}</ul>}
    </section>
  )
}
