// The places of the room, in the order of their row. A new place is one line here and one route.
import type { Key } from '../i18n'

const all = [
  { to: '/journeys', name: 'journey:place.journeys' },
  { to: '/touchpoints', name: 'journey:title' },
  { to: '/journeys/paths', name: 'path:place', right: 'read_figures' },
  { to: '/journeys/personas', name: 'persona:place', right: 'read_figures' },
  { to: '/promises', name: 'promise:place', right: 'read_figures' },
  { to: '/standards', name: 'standard:place', right: 'read_figures' },
  { to: '/designed', name: 'design:place', right: 'read_figures' },
  { to: '/vision', name: 'vision:place', right: 'read_figures' },
  { to: '/market', name: 'market:place', right: 'read_figures' },
] as const satisfies readonly { to: string; name: Key; right?: string }[]
export interface PlaceOf { to: (typeof all)[number]['to']; name: Key; right?: string }
export const places: readonly PlaceOf[] = all

/** The place an address belongs to: the longest beginning wins, so that a journey's own page stays with the journeys. */
export function placeAt(path: string): PlaceOf['to'] | undefined {
  const under = (to: string) => path === to || path.startsWith(`${to}/`)
  return all.filter((one) => under(one.to)).sort((a, b) => b.to.length - a.to.length)[0]?.to
}
