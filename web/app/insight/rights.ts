// Who may write the room's records; the server decides again.
import { useSession } from '../session'
import type { Id, Role } from '../types'

const writers: readonly Role[] = ['administrator', 'cx_manager', 'analyst']
const setters: readonly Role[] = ['administrator', 'cx_manager']
/** Marks, indicators: everyone who works with figures. */
export const useMayMark = () => writers.includes(useSession().user.role)
/** Alerts: those who set up, all of them; owners of touchpoints, their own. */
export function useMayAlert() {
  const { user } = useSession()
  return (alert?: { user_id: Id | null }) => setters.includes(user.role) || (user.role === 'touchpoint_owner' && (!alert || alert.user_id === user.id))
}
/** What staff assume. */
export const useMayAssume = () => setters.includes(useSession().user.role)
