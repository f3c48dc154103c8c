// The places of the room, in the order of their row. A new place is one line here and one route.
import type { PlaceOf } from '../frame/PlaceRow'

export const places: readonly PlaceOf[] = [
  { to: '/cases', name: 'case:place.queue' },
  { to: '/cases/complaints', name: 'learn:complaints' },
  { to: '/cases/causes', name: 'learn:causes' },
  { to: '/cases/practices', name: 'learn:practices' },
  { to: '/cases/findings', name: 'learn:findings' },
  { to: '/cases/figures', name: 'learn:figures' },
]
