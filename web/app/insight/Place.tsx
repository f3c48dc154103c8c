import { useRouterState } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { placeIn, PlaceRow } from '../frame/PlaceRow'
import { ScopeRow } from '../frame/ScopeRow'
import { t } from '../i18n'
import { type Puttable, PutOnPage } from './boards/PutOnPage'
import { places } from './places'
import '@kit/record.css'
import './insight.css'

/** A page of the room: the scope, the row of places, the title for readers, what the page has to say. */
export function Place({ title, count, skip = ['metric'], chips, put, children }: { title: string; count?: number | undefined; skip?: readonly string[]; chips?: ReactNode; /** what of this place can be put on somebody's page */ put?: Puttable | undefined; children: ReactNode }) {
  const here = useRouterState({ select: (state) => placeIn(state.location.pathname, places) })
  return (
    <div className="in">
      <ScopeRow count={count} skip={skip}>{chips}</ScopeRow>
      <div className="place-bar"><PlaceRow label={t('insight:places')} places={places} here={here} />{put && <PutOnPage put={put} />}</div>
      <h1 className="vh">{title}</h1>
      {children}
    </div>
  )
}
