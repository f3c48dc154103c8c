// Today's map over tomorrow's, one scroll for both; what is saved, and what takes each pain away.
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo } from 'react'
import { number } from '@kit/format'
import { Tag } from '@kit/Chip'
import { Rich } from '@kit/Rich'
import { t } from '../../i18n'
import { useMade } from '../../programme/initiatives'
import { MadeList } from '../../programme/Made'
import { comparedQuery } from './data'
import type { Measured } from './desk'
import { columnsOf } from './doc'
import { MapGrid, type MapView } from './MapTable'
import type { JourneyMap } from './types'

const none: MapView['comments'] = new Map()
export function SideBySide({ asIs, measured, view, over, tie }: { asIs: JourneyMap; measured: Measured; view: MapView; over: ReactNode; tie: Record<string, unknown> }) {
  const made = useMade(asIs.journey_id, asIs.id)
  const upper: MapView = useMemo(() => ({ doc: asIs.doc, steps: measured.steps, live: measured.live, edits: false, comments: none, made, label: t('map:as_is') }), [asIs, measured, made])
  const most = Math.max(columnsOf(asIs.doc).length, columnsOf(view.doc).length)
  return (
    <div className="jm-both" style={{ '--most': most } as React.CSSProperties} tabIndex={0} role="region" aria-label={t('map:both')}>
      <h2>{t('map:as_is')}</h2><MapGrid view={upper} />
      <h2>{t('map:to_be')}</h2><MapGrid view={view} over={over} tie={tie} />
    </div>
  )
}
/** One sentence: what the road to be saves; then each pain of today with what removes it, or that nothing does, and what was decided. */
export function Saved({ journey, asIs, toBe }: { journey: string; asIs: string; toBe: string }) {
  const found = useQuery(comparedQuery(journey, asIs, toBe)).data
  const made = useMade(journey, asIs)
  if (!found) return null
  const parts = [found.saved.steps && t('map:saved_steps', { count: found.saved.steps }), found.saved.minutes && t('map:saved_minutes', { count: found.saved.minutes }), found.saved.effort && t('map:saved_effort', { effort: number(found.saved.effort, 1) })].filter((one): one is string => !!one)
  return (
    <section className="jm-saved">
      <p className="jm-sentence"><Rich text={parts.length > 0 ? t('map:saves', { what: parts.join(', ') }) : t('map:saves_nothing', { from: number(found.as_is.steps), to: number(found.to_be.steps) })} /></p>
      {found.pains.length > 0 && <ul>{found.pains.map((one) => <li key={one.step_id}><span className="neg nw">▼ {one.name}</span>{one.removed_by.length > 0 ? <span>{one.removed_by.map((by) => by.note || by.name).join('; ')}</span> : <Tag tone="warn">{t('map:none_removes')}</Tag>}<MadeList list={made.steps.get(one.step_id) ?? []} /></li>)}</ul>}
    </section>
  )
}
