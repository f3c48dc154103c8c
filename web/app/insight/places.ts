// The places of the room, in the order of their row. A new place is one line here and one route.
import type { Key } from '../i18n'

export interface PlaceOf { to: '/insights' | '/insights/trend' | '/insights/drivers' | '/insights/effect' | '/insights/scorecard' | '/insights/alerts'; name: Key; right?: string }
export const places: readonly PlaceOf[] = [
  { to: '/insights', name: 'insight:place.compare' },
  { to: '/insights/trend', name: 'insight:place.trend' },
  { to: '/insights/drivers', name: 'insight:place.drivers' },
  { to: '/insights/effect', name: 'insight:place.effect' },
  { to: '/insights/scorecard', name: 'scorecard:title' },
  { to: '/insights/alerts', name: 'alert:title', right: 'read_feedback' },
]
