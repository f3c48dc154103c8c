// Connections to other systems, as the API speaks of them.
import type { FieldProblem } from '../api'
import type { Security } from '../firm/mail/mail'
import type { Id, Instant, Stored } from '../types'

export interface Webhook extends Stored { name: string; url: string; events: string[]; thin: boolean; /** signed by a key pair too */ ed25519: boolean; public_key: string | null; active: boolean; disabled_at: Instant | null; disabled_reason: string | null; last_status: number | null; last_at: Instant | null; waiting: number; /** only in the answer to adding and rotating */ secret?: string }
export const deliveryStates = ['waiting', 'delivered', 'failed', 'given_up'] as const
export interface Delivery { id: Id; event: string; at: Instant; state: (typeof deliveryStates)[number]; attempts: number; status: number | null; said: string | null; next_at: Instant | null; body?: unknown }
export const recipes = ['zammad', 'osticket', 'glpi', 'chatwoot', 'typeform', 'standard', 'hmac', 'token'] as const
export interface HookIn extends Stored { name: string; key: string; recipe: (typeof recipes)[number]; url?: string | null; secret?: string; map: unknown; active: boolean; last_at: Instant | null; received: number }
export interface HookCall { id: Id; at: Instant; outcome: string; problems: FieldProblem[]; body: string | null }
export interface HookTrial { outcome: string; would: unknown; problems: FieldProblem[] }
export const chatKinds = ['slack', 'teams', 'matrix', 'plain'] as const
export interface ChatHook extends Stored { name: string; kind: (typeof chatKinds)[number]; url_set: boolean; events: string[]; language: string | null; active: boolean }
export interface IncomingMail {
  revision: number; host: string | null; port: number; security: Security; user: string | null; password_set: boolean; folder: string; active: boolean
  /** customers write to it, and answers come back to it */ address: string | null; /** it also takes mail to name+anything@ */ tagged_addresses: boolean
  token_set: boolean; /** once, in the answer that makes it */ token?: string; forward_url: string; last_at: Instant | null; last_error: string | null
}
export interface CameIn { id: Id; at: Instant; from: string; subject: string; outcome: string; case_id: Id | null }
/** "case.opened" -> ["case", "opened"]: grouped by what it is about. */
export function grouped(events: readonly string[]): [string, string[]][] {
  const groups = new Map<string, string[]>()
  for (const event of events) { const about = event.split('.')[0]!; groups.set(about, [...(groups.get(about) ?? []), event]) }
  return [...groups]
}
/** How to hand a mail over by hand, to try it: what a mail server's own program does with each mail. */
export const handOver = (url: string, token: string) => `curl --fail --data-binary @- -H 'Content-Type: message/rfc822' -H 'Authorization: Bearer ${token}' ${url}`
/** IMAP on its usual port, unless someone has chosen another. */
const usual: Record<Security, number> = { tls: 993, starttls: 143, if_offered: 143, none: 143 }
export const imapPort = (next: Security, before: Security, port: number): number => port === usual[before] || port === 993 || port === 143 ? usual[next] : port
