// Places as a tree: parents before children, each with its depth.
import { compare } from '@kit/format'
import type { Location } from '../types'

export interface Leaf { place: Location; depth: number }
export function treeOf(places: readonly Location[]): Leaf[] {
  const known = new Set(places.map((one) => one.id))
  const out: Leaf[] = []
  const seen = new Set<string>()
  const walk = (parent: string | null, depth: number) => {
    for (const place of places.filter((one) => (one.parent_id && known.has(one.parent_id) ? one.parent_id : null) === parent).sort((a, b) => compare(a.name, b.name))) {
      if (seen.has(place.id)) continue
      seen.add(place.id); out.push({ place, depth }); walk(place.id, depth + 1)
    }
  }
  walk(null, 0)
  // a ring of parents has no root; its places still have to be seen
  for (const place of places) if (!seen.has(place.id)) out.push({ place, depth: 0 })
  return out
}
/** The place and all below it: none of them can be its parent. */
export function within(places: readonly Location[], id: string): Set<string> {
  const out = new Set([id])
  for (let grown = true; grown;) { grown = false; for (const one of places) if (one.parent_id && out.has(one.parent_id) && !out.has(one.id)) { out.add(one.id); grown = true } }
  return out
}
export const placeOptions = (places: readonly Location[], without: ReadonlySet<string> = new Set()) => treeOf(places).filter((leaf) => !without.has(leaf.place.id)).map((leaf) => ({ value: leaf.place.id, label: `${'\u2003'.repeat(leaf.depth)}${leaf.place.name}` }))
