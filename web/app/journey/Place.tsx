import { Link, useRouterState } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef } from 'react'
import { carried, useScope } from '../frame/scope'
import { ScopeRow } from '../frame/ScopeRow'
import { t } from '../i18n'
import { useSession } from '../session'
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
  const { search } = useScope()
  const { may } = useSession()
  const at = useRouterState({ select: (state) => placeAt(state.location.pathname.replace(/\/$/, '')) })
  const here = useRef<HTMLElement>(null)
  // on a phone the row scrolls: the place one is in must be in sight
  useEffect(() => { const row = here.current; const link = row?.querySelector<HTMLElement>('[aria-current]'); if (row && link) row.scrollLeft = link.offsetLeft - row.offsetLeft - (row.clientWidth - link.offsetWidth) / 2 }, [at])
  return (
    <div className="place-bar">
      <nav className="places" ref={here} aria-label={t('journey:places')}>
        {places.filter((one) => !one.right || may.includes(one.right)).map((one) => <Link key={one.to} to={one.to as never} search={carried(search) as never} activeProps={{}} activeOptions={{ exact: true, includeSearch: false }} aria-current={at === one.to ? 'page' : undefined}>{t(one.name)}</Link>)}
      </nav>{tools}
    </div>
  )
}
