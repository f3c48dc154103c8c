// What the server says of the firm's mail.
import type { Instant, Stored } from '../../types'

export const securities = ['tls', 'starttls', 'if_offered', 'none'] as const
export type Security = (typeof securities)[number]
export interface MailSettings extends Stored {
  host: string | null; port: number; security: Security; user: string | null; from_address: string | null; from_name: string | null; reply_to: string | null; console_url: string | null; bounce_address: string | null
  password_set: boolean; can_send: boolean; waiting: number; failed: number
}
export interface Mail { id: string; recipient: string; recipient_name: string; subject: string; state: 'waiting' | 'sent' | 'failed'; attempts: number; last_error: string | null; created_at: Instant; tried_at: Instant | null; sent_at: Instant | null }
export interface Trial { outcome: 'accepted' | 'refused' | 'later' | 'no_service'; said: string; transcript: string[] }

const usual: Record<Security, number> = { tls: 465, starttls: 587, if_offered: 25, none: 25 }
/** Another encryption means another port, unless someone has chosen their own. */
export const portFor = (next: Security, before: Security, port: number): number => port === usual[before] || port === 587 || port === 465 || port === 25 ? usual[next] : port
