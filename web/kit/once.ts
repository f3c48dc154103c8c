// Holds something that is shown once until it is put away, even if the page that made it is drawn anew.
import { useSyncExternalStore } from 'react'

export function once<T>() {
  let held: T | null = null
  const watchers = new Set<() => void>()
  const put = (next: T | null) => { held = next; watchers.forEach((tell) => tell()) }
  const watch = (tell: () => void) => { watchers.add(tell); return () => { watchers.delete(tell) } }
  return { show: (next: T) => put(next), away: () => put(null), use: () => useSyncExternalStore(watch, () => held) }
}
