// The row of places of a room: one line, whatever the language. What does not fit stands behind "More"; on a phone the row scrolls.
import './places.css'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef, useSyncExternalStore } from 'react'
import { Popover } from '@kit/Chip'
import { useFit } from '@kit/fit'
import { Icon } from '@kit/Icon'
import { type Key, t } from '../i18n'
import { useSession } from '../session'
import { carried, useScope } from './scope'

export interface PlaceOf { to: string; name: Key; /** only for those who have it */ right?: string }
const wide = window.matchMedia('(min-width: 721px)')
const useWide = () => useSyncExternalStore((tell) => { wide.addEventListener('change', tell); return () => wide.removeEventListener('change', tell) }, () => wide.matches)

/** `here`: the address of the place one is in; `alone`: the places count nothing, so the scope does not go along. */
export function PlaceRow({ label, places, here, alone }: { label: string; places: readonly PlaceOf[]; here: string | undefined; alone?: boolean }) {
  const { search } = useScope()
  const { may } = useSession()
  const row = useRef<HTMLElement>(null)
  const copy = useRef<HTMLDivElement>(null)
  const isWide = useWide()
  const all = places.filter((one) => !one.right || may.includes(one.right))
  const shown = useFit(row, copy, all.findIndex((one) => one.to === here), isWide, all.map((one) => t(one.name)).join())
  const rest = shown ? all.filter((_, at) => !shown.includes(at)) : []
  // on a phone the row scrolls: the place one is in must be in sight
  useEffect(() => { const node = row.current; const link = node?.querySelector<HTMLElement>('[aria-current]'); if (node && link && !isWide) node.scrollLeft = link.offsetLeft - (node.clientWidth - link.offsetWidth) / 2 }, [here, isWide])
  const link = (one: PlaceOf, css?: string, press?: () => void) => <Link key={one.to} to={one.to as never} className={css} onClick={press} {...(!alone && { search: carried(search) as never })} activeProps={{}} activeOptions={{ exact: true, includeSearch: false }} aria-current={one.to === here ? 'page' : undefined}>{t(one.name)}</Link>
  return (
    <nav className="places" ref={row} aria-label={label}>
      {(shown ? shown.map((at) => all[at]!) : all).map((one) => link(one))}
      {rest.length > 0 && <Popover align="end" button={(tie) => <button type="button" className="places-more" {...tie}>{t('frame:more')}<Icon name="down" /></button>}>{(close) => rest.map((one) => link(one, 'item', close))}</Popover>}
      {isWide && <div className="places-copy" ref={copy} aria-hidden="true">{all.map((one) => <span key={one.to} className={one.to === here ? 'on' : undefined}>{t(one.name)}</span>)}<span className="places-more">{t('frame:more')}<Icon name="down" /></span></div>}
    </nav>
  )
}
/** The place an address belongs to: the longest beginning wins, the first place only itself. */
export function placeIn(path: string, places: readonly PlaceOf[]): string | undefined {
  const bare = path.replace(/\/$/, '')
  return places.filter((one, at) => bare === one.to || (at > 0 && bare.startsWith(`${one.to}/`))).sort((a, b) => b.to.length - a.to.length)[0]?.to
}
