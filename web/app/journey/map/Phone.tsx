// On a narrow screen the map turns: the curve runs down the page beside the list of steps.
import { number } from '@kit/format'
import { t } from '../../i18n'
import { lines, type Stop, up } from './curve'
import { groupsOf, walk } from './doc'
import { type MapView, useStops } from './MapTable'
import { drawn, feeling, markName, markSign } from './say'

const row = 72
export function Phone({ view, open, opened }: { view: MapView; open: (step: string) => void; opened: string | null }) {
  const all = useStops(view)
  const steps = walk(view.doc)
  const stops = all.map((one) => ({ ...one, x: ((one.at + 0.5) / Math.max(1, steps.length)) * 100 }))
  const drawing = lines(stops, true)
  let last = ''
  return (
    <div className="jm-phone">
      <div className="plot" style={{ height: steps.length * row }} aria-hidden="true">
        <svg viewBox="0 0 100 100" preserveAspectRatio="none"><path className="ln-limit" d="M50 0V100" /><path className="band" d={drawing.band} /><path className="ln-pencil" d={drawing.pencil} />{view.asIs && <path className="ln-goal" d={drawing.goal} />}<path className="ln-ink" d={drawing.ink} /></svg>
        {stops.map((stop) => <span key={stop.id}>{stop.drawn !== null && <span className="at dot pencil" style={{ left: `${100 - up(stop.drawn)}%`, top: `${stop.x}%` }} />}{stop.value !== null && <span className={`at jm-mk ${stop.thin ? 'fr' : stop.neg ? 'neg' : stop.pos ? 'pos' : ''}`} style={{ left: `${100 - up(stop.value)}%`, top: `${stop.x}%` }}><i /></span>}{stop.goal !== null && <span className="at jm-goal" style={{ left: `${100 - up(stop.goal)}%`, top: `${stop.x}%` }} />}</span>)}
      </div>
      <ol>{groupsOf(view.doc).flatMap(({ stage, steps: own }) => own.map((step) => {
        const stop = stops.find((one) => one.id === step.id)!
        const head = last === stage.id ? '' : stage.name
        last = stage.id
        return <li key={step.id} style={{ height: row }} className={opened === step.id ? 'on' : undefined}><a href={`?step=${step.id}`} onClick={(event) => { event.preventDefault(); open(step.id) }}>{head && <em>{head}</em>}<b className={stop.neg ? 'neg' : stop.pos ? 'pos' : ''}>{step.name}</b><Right stop={stop} /><i>{[step.external && t('map:external'), stop.n > 0 ? t('kit:n', { n: number(stop.n) }) : t('map:unheard'), stop.thin && t('map:few'), stop.goal !== null ? t('map:aims_at', { value: drawn(stop.goal) }) : stop.drawn !== null && t('map:drawn', { value: drawn(stop.drawn) })].filter(Boolean).join(' · ')}</i></a></li>
      }))}</ol>
    </div>
  )
}
function Right({ stop }: { stop: Stop }) {
  const kind = stop.neg ? 'pain' as const : stop.pos ? 'success' as const : null
  return <span className={stop.neg ? 'neg' : stop.pos ? 'pos' : 'soft'}>{kind && `${markSign[kind]} ${markName(kind)}`}{kind && stop.value !== null && ' · '}{stop.value !== null && feeling(stop.value)}</span>
}
