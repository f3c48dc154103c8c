// Ways that leave the row of steps: a branch, a loop back, a shortcut. As they are drawn above the steps, and as they are written.
import { columnsOf, stepOf, walk } from './doc'
import { set } from './edit'
import type { Doc, Edit, MapLink, Rate } from './types'

export const wayKinds = ['branch', 'loop', 'shortcut'] as const
export type WayKind = (typeof wayKinds)[number]
/** Pixels a level of lines takes, and what lies between the lowest and the steps. */
export const levelHigh = 30
const foot = 14
/** One way as it is drawn: percent across, pixels down. `box`: pixels its words need on two lines. */
export interface Way { link: MapLink; box: number; /** it leads to an earlier step, or to the same */ back: boolean; level: number; x1: number; x2: number; y: number; path: string }

/** Ways whose two ends stand; one of them may be on its way out. */
export const linksOf = (doc: Doc): MapLink[] => doc.links.filter((one) => stepOf(doc, one.from) && stepOf(doc, one.to))
export const waysAt = (doc: Doc, step: string): MapLink[] => linksOf(doc).filter((one) => one.from === step || one.to === step)
/** How high the lines over the steps are, in pixels. */
export const waysHigh = (ways: readonly Way[]): number => ways.length === 0 ? 0 : (Math.max(...ways.map((one) => one.level)) + 1) * levelHigh + foot

/** Pixels a letter of 11 px takes, and a narrow column. */
const [letter, column] = [6, 88]
const boxOf = (link: MapLink) => { const whole = (link.label ?? link.kind).length * letter + 16; return Math.max(80, Math.min(whole, Math.ceil(whole / 2) + 24)) }
/** Short ways lie low, long ones over them; no two on one level share a column. */
export function waysOf(doc: Doc): Way[] {
  const columns = columnsOf(doc)
  const at = new Map(columns.flatMap(({ step }, column) => step ? [[step.id, column] as const] : []))
  const wide = 100 / Math.max(1, columns.length)
  const spans = linksOf(doc).map((link) => ({ link, from: at.get(link.from)!, to: at.get(link.to)! })).sort((a, b) => Math.abs(a.to - a.from) - Math.abs(b.to - b.from) || Math.min(a.from, a.to) - Math.min(b.from, b.to) || (a.link.id < b.link.id ? -1 : 1))
  const levels: [number, number][][] = []
  const placed = spans.map(({ link, from, to }) => {
    // words may be wider than the way they stand on
    const half = boxOf(link) / column / 2 - 0.5
    const [lo, hi] = [Math.min(from, to, (from + to) / 2 - half), Math.max(from, to, (from + to) / 2 + half)]
    let level = levels.findIndex((taken) => taken.every(([a, b]) => hi < a || lo > b))
    if (level < 0) { level = levels.length; levels.push([]) }
    levels[level]!.push([lo, hi])
    return { link, from, to, level }
  })
  const high = levels.length * levelHigh + foot
  return placed.map(({ link, from, to, level }) => {
    const back = to <= from
    // what leaves and what arrives stand apart in one column, on and back too
    const aside = wide * (from === to ? 0.3 : back ? -0.26 : 0.1) * (from === to ? -1 : 1)
    const [x1, x2] = [(from + 0.5) * wide + (from === to ? -aside : aside), (to + 0.5) * wide + (from === to ? aside : -aside)]
    const y = high - foot - level * levelHigh - levelHigh / 2
    return { link, box: boxOf(link), back, level, x1, x2, y, path: bracket(x1, x2, y, high - 7, Math.min(wide * 0.3, Math.abs(x2 - x1) / 2)) }
  })
}
const round = (value: number) => Math.round(value * 100) / 100
/** Up, across, down, with bent corners. */
function bracket(x1: number, x2: number, y: number, bottom: number, bend: number): string {
  const way = x2 < x1 ? -1 : 1
  const [a, b] = [round(x1 + way * bend), round(x2 - way * bend)]
  return `M${round(x1)} ${bottom}C${round(x1)} ${y} ${round(x1)} ${y} ${a} ${y}L${b} ${y}C${round(x2)} ${y} ${round(x2)} ${y} ${round(x2)} ${bottom}`
}
/** What a way from one step to another most likely is: back is a loop, over others a shortcut, else a branch. */
export function likely(doc: Doc, from: string, to: string): WayKind {
  const ids = walk(doc).map((one) => one.id)
  const by = ids.indexOf(to) - ids.indexOf(from)
  return by <= 0 ? 'loop' : by > 1 ? 'shortcut' : 'branch'
}
/** The ways of one step become others; `before` is what stood when one began to write. */
export function wayEdits(before: Doc, step: string, next: readonly MapLink[]): Edit[] {
  const old = waysAt(before, step)
  const gone = old.filter((one) => !next.some((other) => other.id === one.id)).map((one): Edit => ({ op: 'remove', path: ['links', one.id] }))
  let last = before.links.filter((one) => !gone.some((edit) => edit.path[1] === one.id)).at(-1)?.id ?? null
  const rest = next.flatMap((one): Edit[] => {
    if (old.some((other) => other.id === one.id)) return (['from', 'to', 'kind', 'label'] as const).flatMap((member) => set(before, ['links', one.id, member], one[member]))
    const after = last
    last = one.id
    return [{ op: 'add', path: ['links'], after, value: { ...one } }]
  })
  return [...gone, ...rest]
}
/** Worth a figure: counted, enough, not hidden. */
export const told = (rate: Rate | null | undefined): rate is Rate & { share: number } => !!rate && rate.share !== null && rate.tier !== 'hidden' && rate.tier !== 'raw' && rate.tier !== 'none'

/** Journeys one came through: "JOURNEY~STEP,JOURNEY~STEP", the outermost first. */
export interface Outer { journey: string; step: string }
const deepest = 6
export const outersOf = (within: string | undefined): Outer[] => (within ?? '').split(',').flatMap((one) => { const [journey, step] = one.split('~'); return journey && step ? [{ journey, step }] : [] }).slice(-deepest)
export const withinOf = (outers: readonly Outer[]): string | undefined => outers.length === 0 ? undefined : outers.slice(-deepest).map((one) => `${one.journey}~${one.step}`).join(',')
