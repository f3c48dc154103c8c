// The settings of log-in on the wire, and groups with their roles as rows of a form.
import type { Role, Stored } from '../../types'

export interface LogInSettings extends Stored {
  code_roles: Role[]; active: boolean; name: string | null; issuer: string | null; client_id: string | null; client_secret_set: boolean; scopes: string
  groups_claim: string | null; role_map: Record<string, Role>; default_role: Role | null; create_users: boolean; trust_email: boolean; only_way: boolean
  scim_token_set: boolean; break_glass: boolean; redirect_url: string; log_out_url: string; scim_url: string
}
export interface SignOnTrial { outcome: string; said: string | null; keys: number; sign_in_at: string | null }

export interface RoleRow { group: string; role: Role }
export const rowsOf = (map: Record<string, Role>): RoleRow[] => Object.entries(map).map(([group, role]) => ({ group, role }))
/** Rows without a name are not there yet; of two with one name the last one counts. */
export const mapOf = (rows: readonly RoleRow[]): Record<string, Role> => Object.fromEntries(rows.filter((row) => row.group.trim()).map((row) => [row.group.trim(), row.role]))
