import { Link, useRouterState } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef } from 'react'
import { ScopeRow } from '../frame/ScopeRow'
import { t } from '../i18n'
import { useSession } from '../session'
import { places } from './places'
import '@kit/record.css'
import './casework.css'

/** A page of the room beside the queue: the row of places, and the scope where it counts something. */
export function Place({ title, scope, children }: { title: string; /** filters that make no sense here; without it the page counts nothing */ scope?: readonly string[]; children: ReactNode }) {
  return (
    <div className="in">
      {scope && <ScopeRow skip={scope} />}
      <div className={scope ? 'cw-places' : 'cw-places alone'}><PlaceRow /></div>
      <h1 className="vh">{title}</h1>
      {children}
    </div>
  )
}
export function PlaceRow() {
  const { may } = useSession()
  const path = useRouterState({ select: (state) => state.location.pathname.replace(/\/$/, '') })
  const here = useRef<HTMLElement>(null)
  // on a phone the row scrolls: the place one is in must be in sight
  useEffect(() => { const row = here.current; const link = row?.querySelector<HTMLElement>('[aria-current]'); if (row && link) row.scrollLeft = link.offsetLeft - row.offsetLeft - (row.clientWidth - link.offsetWidth) / 2 }, [path])
  return (
    <nav className="places cw-row" ref={here} aria-label={t('case:places')}>
      {places.filter((one) => !one.right || may.includes(one.right)).map((one) => <Link key={one.to} to={one.to as never} activeProps={{}} activeOptions={{ exact: true, includeSearch: false }} aria-current={path === one.to || (one.to !== '/cases' && path.startsWith(`${one.to}/`)) ? 'page' : undefined}>{t(one.name)}</Link>)}
    </nav>
  )
}
