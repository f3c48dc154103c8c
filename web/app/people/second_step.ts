// What the second step of log-in and open sessions look like on the wire.
import type { Instant, Session } from '../types'

export interface SecondStep { on: boolean; since: Instant | null; /** that are left */ recovery_codes: number; /** of this role */ required: boolean }
/** What an authenticator app is shown: scanned, or typed. */
export interface CodeSetUp { secret: string; uri: string; qr_svg: string }
export interface RecoveryCodes { recovery_codes: string[] }
export interface SessionBegun extends RecoveryCodes { session: Session }

export const ways = ['password', 'code', 'recovery_code', 'link', 'single_sign_on'] as const
export interface OpenSession { id: string; begun_at: Instant; last_seen_at: Instant; ends_at: Instant; address: string | null; browser: string | null; device: string | null; way: (typeof ways)[number]; /** the one that asks */ mine: boolean }
export interface LogInOfUser { password: boolean; second_step: boolean; single_sign_on: boolean; break_glass: boolean; sessions: OpenSession[] }

/** What the log-in page offers: what the button calls the provider; null when there is none. */
export interface LogInWays { single_sign_on: string | null; only_single_sign_on: boolean }

/** "JBSW Y3DP EHPK": a secret as it is read out and typed. */
export const inFours = (secret: string) => secret.replace(/(.{4})(?=.)/g, '$1 ')

export type Left = 'in' | 'code' | 'set_up'
/** What is left after the password: the server answers 401 and names it. */
export const leftOf = (problem: { status: number; at: (field: string) => string | undefined }): Left | null =>
  problem.status !== 401 ? null : problem.at('code') ? 'code' : problem.at('set_up') ? 'set_up' : null
