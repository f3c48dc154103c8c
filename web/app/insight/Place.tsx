import { Link, useRouterState } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef } from 'react'
import { carried, useScope } from '../frame/scope'
import { ScopeRow } from '../frame/ScopeRow'
import { t } from '../i18n'
import { useSession } from '../session'
import { type Puttable, PutOnPage } from './boards/PutOnPage'
import { places } from './places'
import '@kit/record.css'
import './insight.css'

/** A page of the room: the scope, the row of places, the title for readers, what the page has to say. */
export function Place({ title, count, skip = ['metric'], chips, put, children }: { title: string; count?: number | undefined; skip?: readonly string[]; chips?: ReactNode; /** what of this place can be put on somebody's page */ put?: Puttable | undefined; children: ReactNode }) {
  return (
    <div className="in">
      <ScopeRow count={count} skip={skip}>{chips}</ScopeRow>
      <div className="place-bar"><PlaceRow />{put && <PutOnPage put={put} />}</div>
      <h1 className="vh">{title}</h1>
      {children}
    </div>
  )
}
function PlaceRow() {
  const { search } = useScope()
  const { may } = useSession()
  const path = useRouterState({ select: (state) => state.location.pathname.replace(/\/$/, '') })
  const here = useRef<HTMLElement>(null)
  // on a phone the row scrolls: the place one is in must be in sight
  useEffect(() => { const row = here.current; const link = row?.querySelector<HTMLElement>('[aria-current]'); if (row && link) row.scrollLeft = link.offsetLeft - row.offsetLeft - (row.clientWidth - link.offsetWidth) / 2 }, [path])
  return (
    <nav className="places" ref={here} aria-label={t('insight:places')}>
      {places.filter((one) => !one.right || may.includes(one.right)).map((one) => <Link key={one.to} to={one.to} search={carried(search) as never} activeProps={{}} activeOptions={{ exact: true, includeSearch: false }} aria-current={path === one.to || (one.to !== '/insights' && path.startsWith(`${one.to}/`)) ? 'page' : undefined}>{t(one.name)}</Link>)}
    </nav>
  )
}
