// Causes stand in a tree; a list of them is drawn in its order, each with its depth.
import type { Cause } from './shape'

export interface Placed { cause: Cause; depth: number; /** from the root: "Check-in › Queue" */ path: string }
/** Parents before children, by position, then by name. What names a parent that is gone, or itself, stands at the root: nothing is lost. */
export function placed(causes: readonly Cause[]): Placed[] {
  const known = new Set(causes.map((one) => one.id))
  const under = (parent: string | null) => causes.filter((one) => (one.parent_id !== null && known.has(one.parent_id) ? one.parent_id : null) === parent).sort((a, b) => a.position - b.position || a.name.localeCompare(b.name))
  const out: Placed[] = []
  const seen = new Set<string>()
  const walk = (one: Cause, depth: number, before: string) => {
    if (seen.has(one.id)) return
    seen.add(one.id)
    const path = before ? `${before} › ${one.name}` : one.name
    out.push({ cause: one, depth, path })
    for (const child of under(one.id)) walk(child, depth + 1, path)
  }
  for (const one of under(null)) walk(one, 0, '')
  // a ring of parents has no root; its causes still exist
  for (const one of causes) walk(one, 0, '')
  return out
}
/** Itself and all below: what may not become its parent. */
export function below(causes: readonly Cause[], id: string): Set<string> {
  const out = new Set([id])
  for (let grown = true; grown;) { grown = false; for (const one of causes) if (one.parent_id && out.has(one.parent_id) && !out.has(one.id)) { out.add(one.id); grown = true } }
  return out
}
/** How many causes together make most of it: the first whose running share reaches `most`. */
export function vitalFew(rows: readonly { cumulative: number }[], most = 0.8): number {
  const at = rows.findIndex((row) => row.cumulative >= most - 1e-9)
  return at < 0 ? rows.length : at + 1
}
