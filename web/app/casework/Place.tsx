import { useRouterState } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { placeIn, PlaceRow } from '../frame/PlaceRow'
import { ScopeRow } from '../frame/ScopeRow'
import { t } from '../i18n'
import { places } from './places'
import '@kit/record.css'
import './casework.css'

/** A page of the room beside the queue: the row of places, and the scope where it counts something. */
export function Place({ title, scope, children }: { title: string; /** filters that make no sense here; without it the page counts nothing */ scope?: readonly string[]; children: ReactNode }) {
  return (
    <div className="in">
      {scope && <ScopeRow skip={scope} />}
      <div className={scope ? 'cw-places' : 'cw-places alone'}><CasePlaces /></div>
      <h1 className="vh">{title}</h1>
      {children}
    </div>
  )
}
/** The row alone, beside the queue's own tools. */
export function CasePlaces() {
  const here = useRouterState({ select: (state) => placeIn(state.location.pathname, places) })
  return <PlaceRow label={t('case:places')} places={places} here={here} alone />
}
