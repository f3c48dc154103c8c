// Holding a step, or a point of the drawn curve, and moving it. Everything here works on the page itself: nothing is drawn anew
// by React and nothing is measured until the hand lets go, so that a map of a hundred steps follows it.
import { flat } from '@kit/curve'
import { feelingAt, up, word } from './curve'
import { columnAt, pull } from './moves'

export interface Grip { onDrop: (step: string, column: number) => void; onDraw: (step: string, value: number) => void }
const start = 6

/** Binds the pointer to one grid; returns what unbinds it. */
export function grip(root: HTMLElement, { onDrop, onDraw }: Grip): () => void {
  const down = (event: PointerEvent) => {
    if (event.button !== 0 || event.pointerType === 'touch') return
    const target = event.target as Element
    const pen = target.closest<HTMLElement>('[data-pen]')
    if (pen) return draw(event, pen, onDraw)
    const name = target.closest<HTMLElement>('.jm-name')
    if (name && !target.closest('button')) hold(event, root, name, onDrop)
  }
  root.addEventListener('pointerdown', down)
  return () => root.removeEventListener('pointerdown', down)
}
function follow(move: (event: PointerEvent) => void, end: (event: PointerEvent | null) => void) {
  const stop = (event: PointerEvent | null) => {
    document.removeEventListener('pointermove', move); document.removeEventListener('pointerup', up); document.removeEventListener('pointercancel', cancel); document.removeEventListener('keydown', key, true)
    end(event)
  }
  const up = (event: PointerEvent) => stop(event)
  const cancel = () => stop(null)
  const key = (event: KeyboardEvent) => { if (event.key === 'Escape') { event.preventDefault(); event.stopPropagation(); stop(null) } }
  document.addEventListener('pointermove', move); document.addEventListener('pointerup', up); document.addEventListener('pointercancel', cancel); document.addEventListener('keydown', key, true)
}
/** A press that became a drag opens nothing. */
const swallow = () => document.addEventListener('click', (event) => { event.preventDefault(); event.stopPropagation() }, { capture: true, once: true })

function hold(event: PointerEvent, root: HTMLElement, name: HTMLElement, onDrop: Grip['onDrop']) {
  const scroller = root.closest<HTMLElement>('.jm-both') ?? root.parentElement!
  const step = name.dataset['step']!
  let ghost: HTMLElement | null = null
  let line: HTMLElement | null = null
  let edges: { left: number; width: number }[] = []
  let box = { left: 0, right: 0 }
  let origin = 0
  let scrolled = 0
  let x = event.clientX
  let frame = 0
  let column = -1
  const begin = () => {
    // everything is measured once, here
    const grid = root.getBoundingClientRect()
    const frameBox = scroller.getBoundingClientRect()
    const cells = [...name.parentElement!.children].slice(1).map((cell) => cell.getBoundingClientRect())
    edges = cells.map((cell) => ({ left: cell.left - grid.left, width: cell.width }))
    box = { left: frameBox.left + (name.parentElement!.firstElementChild as HTMLElement).offsetWidth, right: frameBox.right }
    origin = grid.left
    scrolled = scroller.scrollLeft
    const here = name.getBoundingClientRect()
    ghost = name.cloneNode(true) as HTMLElement
    ghost.className = 'jm-ghost'
    ghost.removeAttribute('data-cell')
    ghost.setAttribute('aria-hidden', 'true')
    Object.assign(ghost.style, { width: `${here.width}px`, left: `${here.left}px`, top: `${here.top}px` })
    line = document.createElement('div')
    line.className = 'jm-drop'
    root.append(line)
    document.body.append(ghost)
    root.classList.add('holding')
    frame = requestAnimationFrame(tick)
  }
  // once a frame, from numbers alone: the hand, the place, the scroll
  const tick = () => {
    const by = pull(x, box.left, box.right)
    if (by !== 0) { scrolled = Math.max(0, Math.min(scroller.scrollWidth - scroller.clientWidth, scrolled + by)); scroller.scrollLeft = scrolled }
    const inside = x - origin + (scrolled - first)
    const next = columnAt(inside, edges)
    if (next !== column) {
      column = next
      const at = edges[next]?.left ?? edges.at(-1)!.left + edges.at(-1)!.width
      line!.style.transform = `translateX(${at}px)`
    }
    ghost!.style.transform = `translate(${x - event.clientX}px, 6px)`
    frame = requestAnimationFrame(tick)
  }
  const first = scroller.scrollLeft
  const move = (now: PointerEvent) => {
    x = now.clientX
    if (!ghost && Math.hypot(now.clientX - event.clientX, now.clientY - event.clientY) > start) begin()
  }
  follow(move, (last) => {
    cancelAnimationFrame(frame)
    ghost?.remove(); line?.remove(); root.classList.remove('holding')
    if (ghost && last) { swallow(); onDrop(step, column) } else if (ghost) swallow()
  })
  // the browser would rather drag the link
  if (!(event.target as Element).closest('button')) event.preventDefault()
}

function draw(event: PointerEvent, pen: HTMLElement, onDraw: Grip['onDraw']) {
  event.preventDefault()
  const plot = pen.closest<HTMLElement>('.jm-plot')!
  const path = plot.querySelector<SVGPathElement>(pen.classList.contains('goal') ? '[data-line=goal]' : '[data-line=pencil]')!
  const pens = [...plot.querySelectorAll<HTMLElement>('[data-pen]')].filter((one) => one === pen || !one.classList.contains('none')).map((one) => ({ one, x: Number.parseFloat(one.style.left), y: Number.parseFloat(one.style.top) }))
  const mine = pens.find((one) => one.one === pen)!
  const before = { top: pen.style.top, path: path.getAttribute('d') ?? '' }
  const box = plot.getBoundingClientRect()
  let value: number | null = null
  let frame = 0
  const show = () => {
    frame = 0
    mine.y = up(value!)
    pen.style.top = `${mine.y}%`
    path.setAttribute('d', flat(pens.map(({ x, y }) => ({ x, y }))))
  }
  pen.classList.add('held')
  follow((now) => {
    const next = word(feelingAt(((now.clientY - box.top) / box.height) * 100))
    if (next === value) return
    value = next
    if (!frame) frame = requestAnimationFrame(show)
  }, (last) => {
    cancelAnimationFrame(frame)
    pen.classList.remove('held')
    if (last && value !== null) { swallow(); onDraw(pen.dataset['pen']!, value) } else { pen.style.top = before.top; path.setAttribute('d', before.path) }
  })
}
