// The rooms of the rail. Which of them someone sees follows from what they may do; the server decides again.
import type { IconName } from '@kit/Icon'
import type { Key } from '../i18n'
import { t } from '../i18n'
import { useSession } from '../session'

export interface Room { to: '/pulse' | '/feedback' | '/surveys' | '/journeys' | '/customers' | '/insights' | '/cases' | '/initiatives' | '/setup'; name: Key; icon: IconName; key: string; right?: string; /** addresses beside its own that belong to it */ also?: readonly string[] }
const rooms: readonly Room[] = [
  { to: '/pulse', name: 'frame:pulse', icon: 'pulse', key: 'p', right: 'read_figures' },
  { to: '/feedback', name: 'frame:feedback', icon: 'voice', key: 'f', right: 'send_feedback' },
  { to: '/surveys', name: 'frame:surveys', icon: 'sheet', key: 'u', right: 'read_feedback' },
  { to: '/journeys', name: 'frame:journeys', icon: 'journey', key: 'j', also: ['/touchpoints', '/promises', '/standards', '/designed', '/vision', '/market'] },
  { to: '/customers', name: 'frame:customers', icon: 'person', key: 'c', right: 'read_people' },
  { to: '/insights', name: 'frame:insights', icon: 'chart', key: 'i', right: 'read_figures' },
  { to: '/cases', name: 'case:title', icon: 'clock', key: 'a', right: 'read_feedback' },
  { to: '/initiatives', name: 'programme:room', icon: 'flag', key: 'r' },
  { to: '/setup', name: 'frame:setup', icon: 'setup', key: 's' },
]
/** On a phone these stand in the bar, the others behind "More". */
const inBar = new Set<string>(['/pulse', '/journeys', '/feedback', '/cases'])

export const within = (path: string, room: string) => path === room || path.startsWith(`${room}/`)
export const belongs = (path: string, room: Pick<Room, 'to' | 'also'>) => within(path, room.to) || (room.also ?? []).some((one) => within(path, one))
/** The rooms of this person, and whether the address belongs to one that is closed to them. */
export function useRooms(path: string) {
  const { may } = useSession()
  const open = rooms.filter((one) => !one.right || may.includes(one.right)).map((one) => ({ ...one, label: t(one.name) }))
  const here = rooms.find((one) => belongs(path, one))
  return { rooms: open, bar: open.filter((one) => inBar.has(one.to)), rest: open.filter((one) => !inBar.has(one.to)), current: open.find((one) => one.to === here?.to), closed: here !== undefined && !open.some((one) => one.to === here.to) }
}
