// Who may write the room's records; the server decides again.
import { useSession } from '../session'
import type { Role } from '../types'

const writers: readonly Role[] = ['administrator', 'cx_manager', 'analyst']
const setters: readonly Role[] = ['administrator', 'cx_manager']
/** Marks, indicators: everyone who works with figures. */
export const useMayMark = () => writers.includes(useSession().user.role)
/** What staff assume. */
export const useMayAssume = () => setters.includes(useSession().user.role)
