import type { Values } from '@kit/RecordFields'

const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
/** The merge patch: only what is different now. */
export const changed = (record: Values, draft: Values): Values => Object.fromEntries(Object.entries(draft).filter(([name, value]) => !same(value, record[name])))
/** After a conflict: what the stored record now says where the draft says otherwise. */
export const theirs = (record: Values, draft: Values): Values => Object.fromEntries(Object.keys(draft).filter((name) => !same(record[name], draft[name])).map((name) => [name, record[name]]))
/** A new record says only what was filled in; an emptied text is taken away, not stored as nothing. */
export const filled = (values: Values): Values => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== '' && value !== null && value !== undefined))
/** An emptied text is taken away; `meant` are those whose emptiness says something. */
export const emptied = (body: Values, meant: readonly string[] = []): Values => Object.fromEntries(Object.entries(body).map(([name, value]) => [name, value === '' && !meant.includes(name) ? null : value]))
