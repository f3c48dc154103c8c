import { type KeyboardEvent, type PointerEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { announce } from './Notice'

/** One stop for the keyboard, arrows move along the points, each is read aloud. `nearest` finds the point under the pointer from its place in the plot (0…1 from the left). */
export function useAlong(count: number, words: (at: number) => string, nearest = (share: number) => Math.round(share * (count - 1))) {
  const [seen, setSeen] = useState<number | null>(null)
  const within = (at: number) => Math.max(0, Math.min(count - 1, at))
  const tell = (at: number) => { setSeen(at); announce(words(at)) }
  const keys = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1, Home: -count, End: count }[event.key]
    if (step && count > 0) { event.preventDefault(); tell(within((seen ?? count - 1) + step)) }
    if (event.key === 'Escape' && seen !== null) { event.preventDefault(); setSeen(null) }
  }
  const leave = () => setSeen(null)
  const move = (event: PointerEvent) => { const box = event.currentTarget.getBoundingClientRect(); if (count > 0) setSeen(within(nearest((event.clientX - box.left) / box.width))) }
  return { seen: seen !== null && seen < count ? seen : null, ties: { tabIndex: 0, onKeyDown: keys, onPointerLeave: leave, onBlur: leave, onPointerMove: move } }
}
/** The width of something in pixels, kept up to date; `usual` before it is known. */
export function useWidth<E extends HTMLElement>(usual = 600): [RefObject<E | null>, number] {
  const here = useRef<E>(null)
  const [width, setWidth] = useState(usual)
  useEffect(() => {
    const node = here.current
    if (!node) return
    const look = () => setWidth(node.clientWidth || usual)
    look()
    const watch = new ResizeObserver(look)
    watch.observe(node)
    return () => watch.disconnect()
  }, [usual])
  return [here, width]
}
