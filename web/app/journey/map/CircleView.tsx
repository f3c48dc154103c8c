// The journey as a ring: the same marks, the radius is the emotion. For those who think in rounds: a loyal customer begins again.
import { t } from '../../i18n'
import { angle, arc, chord, middle, nameAt, radius, rings, spot } from './circle'
import { groupsOf, stepOf, walk } from './doc'
import { type MapView, useStops } from './MapTable'
import { stopWords } from './say'
import { linksOf } from './ways'

export function CircleView({ view, open, opened }: { view: MapView; open: (step: string) => void; opened: string | null }) {
  const stops = useStops(view)
  const steps = walk(view.doc)
  const count = steps.length
  const lines = rings(stops)
  let at = 0
  const arcs = groupsOf(view.doc).filter((group) => group.steps.length > 0).map((group) => { const from = at; at += group.steps.length; return { stage: group.stage, ...arc(from, at - 1, count) } })
  const every = count > 44 ? Math.ceil(count / 44) : 1
  return (
    <div className="jm-circle"><svg viewBox="-190 -10 1380 1020" role="group" aria-label={view.label}>
      {([-2, -1, 0, 1, 2] as const).map((value) => <g key={value}><circle className={value === 0 ? 'ln-limit' : 'ln-grid'} cx={middle} cy={middle} r={radius(value)} fill="none" /><text className="jm-ring-word" x={middle} y={middle - radius(value) - 4} textAnchor="middle">{t(`map:feel.${value}`)}</text></g>)}
      {arcs.map((one) => <g key={one.stage.id}><path className="jm-arc" d={one.path} /><text className="jm-arc-name" x={one.name.x} y={one.name.y} textAnchor={one.name.side} dominantBaseline="middle">{one.stage.name}</text></g>)}
      {linksOf(view.doc).map((link) => { const [from, to] = [steps.findIndex((one) => one.id === link.from), steps.findIndex((one) => one.id === link.to)].map((place) => spot(angle(place, count), radius(-2) - 14)); return <g key={link.id}><title>{[t('map:way_words', { kind: t(`map:way.${link.kind}`), from: stepOf(view.doc, link.from)!.name, to: stepOf(view.doc, link.to)!.name }), link.label].filter(Boolean).join(', ')}</title><path className="jm-way" d={chord(from!, to!)} /><circle className="jm-way-dot" cx={to!.x} cy={to!.y} r="4" /></g> })}
      <path className="band" d={lines.band} />{lines.lone.map((one) => <path key={one.id} className={`ln-lone${one.thin ? ' fragile' : ''}`} d={one.path} />)}<path className="ln-pencil" d={lines.pencil} fill="none" /><path className="ln-ink" d={lines.ink} fill="none" />{view.asIs && <path className="ln-goal" d={lines.goal} fill="none" />}
      {stops.map((stop) => {
        const turn = angle(stop.at, count)
        const here = stop.value === null ? null : spot(turn, radius(stop.value))
        const pencil = stop.drawn === null ? null : spot(turn, radius(stop.drawn))
        const goal = stop.goal === null ? null : spot(turn, radius(stop.goal))
        const place = nameAt(stop.at, count)
        const name = steps[stop.at]!.name
        return (
          <a key={stop.id} href={`?step=${stop.id}`} className={`jm-spot${opened === stop.id ? ' on' : ''}`} aria-label={stopWords(name, stop)} onClick={(event) => { if (event.ctrlKey || event.metaKey) return; event.preventDefault(); open(stop.id) }}>
            {pencil && <circle className="jm-pencil" cx={pencil.x} cy={pencil.y} r="4.5" />}{goal && <circle className="jm-goal-dot" cx={goal.x} cy={goal.y} r="5" />}
            {here && (stop.truth ? <rect className="jm-truth-box" x={here.x - 15} y={here.y - 15} width="30" height="30" rx="4" transform={`rotate(45 ${here.x} ${here.y})`} /> : null)}
            {here && <path className={`jm-shape ${stop.thin ? 'fr' : stop.neg ? 'neg' : stop.pos ? 'pos' : ''}`} d={shape(stop.thin ? '' : stop.neg ? 'neg' : stop.pos ? 'pos' : '', here.x, here.y)} />}
            {stop.at % every === 0 && <text className="jm-spot-name" x={place.x} y={place.y} textAnchor={place.side} dominantBaseline="middle">{name}</text>}
          </a>)
      })}
    </svg></div>
  )
}
const shape = (mood: string, x: number, y: number) => mood === 'neg' ? `M${x - 10} ${y - 8}H${x + 10}L${x} ${y + 9}Z` : mood === 'pos' ? `M${x - 10} ${y + 8}H${x + 10}L${x} ${y - 9}Z` : `M${x - 6.5} ${y}a6.5 6.5 0 1 0 13 0a6.5 6.5 0 1 0 -13 0Z`
