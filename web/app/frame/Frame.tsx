import { Link, Outlet, useNavigate, useRouterState, useSearch } from '@tanstack/react-router'
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useState, useSyncExternalStore } from 'react'
import { Popover, Initials } from '@kit/Chip'
import { Icon } from '@kit/Icon'
import { useKeys } from '@kit/keys'
import { t } from '../i18n'
import { linkState, listen, watchLink } from '../live'
import { sessionQuery } from '../session'
import type { Session } from '../types'
import { carried, type Search } from './scope'
import { BarNews, Bell } from './Bell'
import { CaseCount } from './CaseCount'
import { Mark } from './Mark'
import { Forbidden } from './Root'
import { belongs, type Room, useRooms } from './rooms'
import { MeMenu } from './MeMenu'
import Palette from './Palette'

const KeyList = lazy(() => import('./KeyList'))

/** Rooms that count: the scope goes with the person. */
const counting = new Set<string>(['/pulse', '/feedback', '/journeys', '/insights'])
/** Workbenches and panes take the whole sheet, so the rail steps back. */
const slim = (path: string) => (path.startsWith('/feedback') && !path.startsWith('/feedback/import')) || /^\/surveys\/[^/]+\/(build|translate)$/.test(path) || /^\/journeys\/(?!paths|personas)[^/]+$/.test(path) || /^\/cases\/?$/.test(path)

/** Nothing is drawn between the end of a session and the log-in page. */
export function Frame() {
  const { data: session } = useSuspenseQuery(sessionQuery)
  return session ? <Inside session={session} /> : null
}
function Inside({ session }: { session: Session }) {
  const client = useQueryClient()
  const path = useRouterState({ select: (state) => state.location.pathname })
  const search = useSearch({ strict: false }) as Search
  const navigate = useNavigate()
  const link = useSyncExternalStore(watchLink, linkState)
  const [open, setOpen] = useState<'palette' | 'keys' | null>(null)
  useEffect(() => listen(client), [client])
  const scopeFor = (to: string) => (counting.has(to) ? carried(search) : {}) as never
  const { rooms, bar, rest, current, closed } = useRooms(path)
  const go = Object.fromEntries(rooms.map((room) => [`g ${room.key}`, () => void navigate({ to: room.to, search: scopeFor(room.to) })]))
  useKeys({
    ...go, 'mod+k': () => setOpen('palette'), '?': () => setOpen('keys'),
    '/': () => { const field = document.querySelector<HTMLElement>('main [type=search]'); if (field) field.focus(); else setOpen('palette') },
    t: () => { const data = document.querySelector<HTMLDetailsElement>('main details.data'); if (data) { data.open = !data.open; data.querySelector('summary')?.focus() } },
  })
  const here = (room: Room) => belongs(path, room)
  useEffect(() => { document.title = `${current?.label ?? t('frame:me')} – Styk` })
  return (
    <>
      <a className="skip" href="#main" onClick={(event) => { event.preventDefault(); document.getElementById('main')?.focus() }}>{t('frame:skip')}</a>
      <div className={`app${slim(path) ? ' slim' : ''}`}>
        <nav className="rail" aria-label={t('frame:rooms')}>
          <Link className="brand" to="/pulse" search={scopeFor('/pulse')} aria-label={`Styk, ${t('frame:pulse')}`}><Mark /><span>Styk</span></Link>
          {rooms.map((room) => <Link key={room.to} className="n" to={room.to} search={scopeFor(room.to)} activeProps={{}} aria-current={here(room) ? 'page' : undefined} title={room.label}><Icon name={room.icon} /><span>{room.label}</span>{room.to === '/cases' && <CaseCount />}</Link>)}
          <div className="end">
            <Bell />
            <button type="button" className="n" title={t('frame:search')} onClick={() => setOpen('palette')}><Icon name="search" /><span>{t('frame:search')}</span><i className="k">Ctrl K</i></button>
            <Popover button={(tie) => <button type="button" className="n" title={t('frame:me')} {...tie}><Initials name={session.user.name} me /><span>{session.user.name}</span></button>}>{(close) => <MeMenu close={close} />}</Popover>
          </div>
        </nav>
        <main className="room" id="main" tabIndex={-1}>
          <div className="sheet">
            {link === 'lost' && <p className="ribbon warn" role="status">{t('frame:offline')}</p>}
            {session.firm.demo && <p className="ribbon">{t('frame:demo_ribbon')} {session.may.includes('end_demo') ? <Link className="link" to="/demo/end">{t('frame:demo_start')}</Link> : null}</p>}
            {closed ? <Forbidden /> : <Outlet />}
          </div>
        </main>
      </div>
      <nav className="tabbar" aria-label={t('frame:rooms')}>
        {bar.map((room) => <Link key={room.to} to={room.to} search={scopeFor(room.to)} activeProps={{}} aria-current={here(room) ? 'page' : undefined}><Icon name={room.icon} />{room.label}</Link>)}
        <Popover align="end" button={(tie) => <button type="button" {...tie}><Icon name="more" />{t('frame:more')}</button>}>{(close) => (
          <>
            {rest.map((room) => <Link key={room.to} className="item" to={room.to} onClick={close} aria-current={here(room) ? 'page' : undefined}><Icon name={room.icon} />{room.label}</Link>)}
            <button type="button" className="item" onClick={() => { close(); setOpen('palette') }}><Icon name="search" />{t('frame:search')}</button><hr />
            <BarNews close={close} /><hr />
            <MeMenu close={close} />
          </>)}</Popover>
      </nav>
      <Suspense>{open === 'palette' && <Palette onClose={() => setOpen(null)} />}{open === 'keys' && <KeyList onClose={() => setOpen(null)} />}</Suspense>
    </>
  )
}
