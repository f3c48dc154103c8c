// The letters of a case as they are shown: what stands open, what is folded, what is said beside them.
import { replySubject, unquoted } from './letter'
import type { Message } from './shape'

/** So many letters stand open; earlier ones wait behind one press. */
export const openLetters = 5
export interface Letters { earlier: readonly Message[]; shown: readonly Message[] }
/** The last letters stay; a single one is never hidden for its own sake. */
export function folded(all: readonly Message[], most = openLetters): Letters {
  const cut = all.length <= most + 1 ? 0 : all.length - most
  return { earlier: all.slice(0, cut), shown: all.slice(cut) }
}
/** What they wrote themselves, and what their program repeated below; the server parts mails, a page's reply is whole. */
export function parted(one: Pick<Message, 'body' | 'quoted'>): { own: string; quoted: string } {
  return one.quoted ? { own: one.body.trimEnd(), quoted: one.quoted.trim() } : unquoted(one.body)
}
/** Without any "Re:", "Odp:", "Отв:", "Fwd:" in front, however many programs have put one there. */
export const bareSubject = (subject: string) => subject.replace(/^\s*((re|fwd?|odp|pd|отв|ответ)\s*(\[\d+\])?\s*:\s*)+/iu, '').trim()
/** The subject of a letter where it says something new: not under a letter of the same thread. */
export function subjectAt(all: readonly Message[], at: number): string | null {
  const own = bareSubject(all[at]?.subject ?? '')
  return own && own !== bareSubject(all[at - 1]?.subject ?? '') ? own : null
}
/** The letter an answer goes to: the last one a person wrote, not their machine. */
export const lastFrom = (all: readonly Message[]): Message | undefined => all.filter((one) => one.direction === 'in' && !one.automatic).at(-1)
/** The subject goes on, whoever wrote last; nothing while nobody has written. */
export const subjectOfReply = (all: readonly Message[]): string => { const last = lastFrom(all) ?? all.filter((one) => !one.automatic).at(-1); return last?.subject ? replySubject(last.subject) : '' }
/** Something is on its way out: the page looks again until it is gone, or until it plainly waits for a server. */
export const underWay = (all: readonly Message[], now: number): boolean => all.some((one) => one.state === 'queued' && now - Date.parse(one.at) < patience)
export const stuck = (one: Pick<Message, 'state' | 'at'>, now: number): boolean => one.state === 'queued' && now - Date.parse(one.at) >= patience
const patience = 120_000 // ms; the outbox is emptied every few seconds
/** Is this letter what the case itself begins with? A complaint that came by mail stands on top of the page already. */
export const isBeginning = (one: Pick<Message, 'direction' | 'automatic' | 'body'>, comment: string | null | undefined): boolean => {
  const own = flat(one.body)
  return one.direction === 'in' && !one.automatic && own !== '' && flat(comment ?? '').endsWith(own)
}
const flat = (text: string) => text.replace(/\s+/g, ' ').trim()
