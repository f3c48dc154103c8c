import { useRouterState } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { PlaceRow } from '../frame/PlaceRow'
import { ScopeRow } from '../frame/ScopeRow'
import { t } from '../i18n'
import { placeAt, places } from './places'
import '@kit/record.css'
import '../insight/insight.css'
import '../insight/answer.css'
import './room.css'

/** A page of the room: the scope where it counts, the row of places, the title for readers, what the page has to say. */
export function JourneyPlace({ title, count, skip = ['metric'], scope = true, tools, children }: { title: string; count?: number | undefined; skip?: readonly string[]; /** false: nothing on the page depends on the scope */ scope?: boolean; tools?: ReactNode; children: ReactNode }) {
  return (
    <div className="in">
      {scope && <ScopeRow count={count} skip={skip} />}
      <JourneyPlaces tools={tools} />
      <h1 className="vh">{title}</h1>
      {children}
    </div>
  )
}
/** The row alone, for pages that draw the rest themselves. */
export function JourneyPlaces({ tools }: { tools?: ReactNode }) {
  const at = useRouterState({ select: (state) => placeAt(state.location.pathname.replace(/\/$/, '')) })
  return <div className="place-bar"><PlaceRow label={t('journey:places')} places={places} here={at} />{tools}</div>
}
