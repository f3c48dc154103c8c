// The places of the room, in the order of their row. A new place is one line here and one route.
import type { Key } from '../i18n'

const all = [
  { to: '/insights', name: 'insight:place.compare' },
  { to: '/insights/trend', name: 'insight:place.trend' },
  { to: '/insights/drivers', name: 'insight:place.drivers' },
  { to: '/insights/comments', name: 'insight:place.comments' },
  { to: '/insights/effect', name: 'insight:place.effect' },
  { to: '/insights/summary', name: 'insight:place.summary' },
  { to: '/insights/pages', name: 'insight:place.pages' },
  { to: '/insights/contacts', name: 'insight:place.contacts' },
  { to: '/insights/scorecard', name: 'scorecard:title' },
  { to: '/insights/research', name: 'research:place', right: 'read_feedback' },
  { to: '/insights/alerts', name: 'alert:title', right: 'read_feedback' },
] as const satisfies readonly { to: string; name: Key; right?: string }[]
export interface PlaceOf { to: (typeof all)[number]['to']; name: Key; right?: string }
export const places: readonly PlaceOf[] = all
