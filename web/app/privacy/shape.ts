// What the server says of a person's rights (API: /dossier /erasure /consents /privacy…).
import type { Stored } from '../types'

export type Whose = 'customers' | 'users'
export interface Share { table: string; chapter: string; rows: number; goes: boolean }
export interface Preview { name: string; confirm: string; keep_figures: Share[]; everything: Share[]; open_cases: number; files_coming_in: number }
export type Mode = 'keep_figures' | 'everything'
export interface Erasure { id: string; subject: 'customer' | 'user'; mode: Mode; reason: 'asked' | 'retention'; at: string; records: number; by_id: string | null; repeated_at: string | null }
export interface Consent extends Stored { customer_id: string; purpose: string; state: 'given' | 'withdrawn'; wording: string | null; wording_version: string | null; way: string; at: string; response_id: string | null }

export const rules = ['comments', 'customers', 'invitations', 'mails', 'clicks', 'audit'] as const
export type Rule = (typeof rules)[number]
export const bases = ['consent', 'contract', 'legal_obligation', 'legitimate_interest'] as const
export type Settings = Stored & { controller: string | null; officer: string | null; legal_basis: (typeof bases)[number]; consent_channels: string[]; active: boolean } & Record<`${Rule}_days`, number>
export interface Due { active: boolean; items: { rule: Rule; days: number; records: number }[] }
export interface Activity { key: string; subjects: 'customers' | 'employees' | 'users'; data: string[]; records: number; kept_days: number; receivers: { kind: string; name: string }[] }
export interface Processing { firm: string; controller: string | null; officer: string | null; legal_basis: string; customers_min: number; employees_min: number; activities: Activity[]; as_of: string }

/** Rows of a preview by chapter, in the order of the dossier. */
export function byChapter(shares: readonly Share[]): { chapter: string; goes: number; stays: number }[] {
  const out = new Map<string, { chapter: string; goes: number; stays: number }>()
  for (const one of shares) {
    const sum = out.get(one.chapter) ?? { chapter: one.chapter, goes: 0, stays: 0 }
    sum[one.goes ? 'goes' : 'stays'] += one.rows
    out.set(one.chapter, sum)
  }
  return [...out.values()]
}
