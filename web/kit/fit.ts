// How many of a row fit on one line; the rest goes behind one button. Measured on a copy nobody sees, so that nothing jumps.
import { type RefObject, useLayoutEffect, useState } from 'react'

/** As many from the front as fit in `room`, when what does not fit needs `more` for its button; the chosen one is always among them. Widths and gap in pixels. */
export function fitting(widths: readonly number[], gap: number, room: number, more: number, chosen: number): number[] {
  const all = widths.map((_, at) => at)
  const taken = (list: readonly number[]) => list.reduce((sum, at) => sum + widths[at]!, 0) + gap * Math.max(0, list.length - 1)
  if (taken(all) <= room) return all
  let shown: number[] = []
  for (const at of all) {
    const next = [...shown, at]
    if (taken(next) + gap + more > room) break
    shown = next
  }
  if (chosen >= 0 && !shown.includes(chosen)) {
    while (shown.length > 0 && taken([...shown, chosen]) + gap + more > room) shown = shown.slice(0, -1)
    shown = [...shown, chosen]
  }
  return shown
}
/** `copy` holds every part and, last, the button; `box` is the room there is. Null until it was measured, or where `on` is false: then all stand. */
export function useFit(box: RefObject<HTMLElement | null>, copy: RefObject<HTMLElement | null>, chosen: number, on: boolean, words: string): number[] | null {
  const [shown, setShown] = useState<number[] | null>(null)
  useLayoutEffect(() => {
    if (!on) { setShown(null); return }
    const measure = () => {
      const parts = [...copy.current?.children ?? []].map((one) => (one as HTMLElement).getBoundingClientRect().width)
      const more = parts.pop()
      if (more === undefined || !box.current) return
      const gap = Number.parseFloat(getComputedStyle(copy.current!).columnGap) || 0
      const next = fitting(parts, gap, box.current.clientWidth, more, chosen)
      setShown((old) => old && old.join() === next.join() ? old : next)
    }
    measure()
    const eye = new ResizeObserver(measure)
    eye.observe(box.current!)
    return () => eye.disconnect()
  }, [box, copy, chosen, on, words])
  return shown
}
