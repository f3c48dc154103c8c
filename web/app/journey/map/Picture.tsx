// One map in the way it is looked at, and what may be said below it.
import type { ReactNode } from 'react'
import { t } from '../../i18n'
import { CircleView } from './CircleView'
import { CurveView } from './CurveView'
import type { Measured, View } from './desk'
import { emptyPhases } from './doc'
import { emptyLanes, MapGrid, type MapView } from './MapTable'
import { Phone } from './Phone'
import { laneName } from './say'
import { SideBySide } from './SideBySide'
import type { JourneyMap } from './types'

interface Props { view: View; isWide: boolean; shown: MapView; /** both maps, over each other */ both: { asIs: JourneyMap; measured: Measured } | null; opened: string | null; open: (step: string | null) => void; over: ReactNode; /** stands at cells, outside of the grid itself */ beside: ReactNode; tie: Record<string, unknown> }
export function Picture({ view, isWide, shown, both, opened, open, over, beside, tie }: Props) {
  if (!isWide) return <Phone view={shown} open={open} opened={opened} />
  if (view === 'circle') return <CircleView view={shown} open={open} opened={opened} />
  if (both) return <SideBySide asIs={both.asIs} measured={both.measured} view={shown} over={over} tie={tie} />
  return view === 'curve' ? <CurveView view={shown} tie={tie} /> : <MapGrid view={shown} over={over} beside={beside} tie={tie} />
}
export function Hint({ shown, lanes, onLane }: { shown: MapView; /** whether empty lanes are offered */ lanes: boolean; onLane: (key: string) => void }) {
  const phases = emptyPhases(shown.doc)
  const empty = shown.edits && lanes ? emptyLanes(shown) : []
  return (
    <p className="hint jm-hint">
      {phases.length > 0 && <span>{t('map:empty_phases', { phases: phases.map((phase) => t(`map:phase.${phase}`)).join(', ') })} </span>}
      {empty.length > 0 && <span className="jm-wait-lanes">{t('map:empty_lanes')} {empty.map((lane) => <button key={lane.key} type="button" className="as-link" onClick={() => onLane(lane.key)}>{laneName(lane)}</button>)}</span>}
      {shown.edits && <span className="jm-keys">{t('map:keys')}</span>}
    </p>
  )
}
