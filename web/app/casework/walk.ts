// The order in which someone goes through their queue, so that the desk knows what comes before and after.
export interface Walk { ids: readonly string[]; /** how many there are in all, when it is known */ total: number | undefined; /** the address that leads back */ back: Record<string, unknown> }
let walk: Walk = { ids: [], total: undefined, back: {} }
export const keepWalk = (next: Walk) => { walk = next }
export const walkBack = () => walk.back
export function placeIn(id: string): { at: number; of: number; before: string | undefined; after: string | undefined } | null {
  const at = walk.ids.indexOf(id)
  return at < 0 ? null : { at: at + 1, of: Math.max(walk.total ?? 0, walk.ids.length), before: walk.ids[at - 1], after: walk.ids[at + 1] }
}
