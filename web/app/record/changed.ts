import type { Values } from '@kit/RecordFields'

const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
/** The merge patch: only what is different now. */
export const changed = (record: Values, draft: Values): Values => Object.fromEntries(Object.entries(draft).filter(([name, value]) => !same(value, record[name])))
