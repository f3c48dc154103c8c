// Lines through points with flat tangents: no peak is invented between two of them.
export interface Point { x: number; y: number }
const round = (value: number) => Math.round(value * 100) / 100
export function flat(points: readonly Point[], pen: 'M' | 'L' = 'M'): string {
  return points.map((to, at) => {
    const from = points[at - 1]
    if (!from) return `${pen}${round(to.x)} ${round(to.y)}`
    const bend = (to.x - from.x) * 0.45
    return `C${round(from.x + bend)} ${round(from.y)} ${round(to.x - bend)} ${round(to.y)} ${round(to.x)} ${round(to.y)}`
  }).join('')
}
export const straight = (points: readonly Point[], pen: 'M' | 'L' = 'M') => points.map((p, at) => `${at ? 'L' : pen}${round(p.x)} ${round(p.y)}`).join('')
export function band(upper: readonly Point[], lower: readonly Point[], line = flat): string {
  return upper.length < 2 ? '' : `${line(upper)}${line([...lower].reverse(), 'L')}Z`
}
/** Three to five calm steps that hold [lo, hi], as numbers on the axis. */
export function ticks(lo: number, hi: number, wanted = 4): number[] {
  const raw = (hi - lo || 1) / wanted
  const ten = 10 ** Math.floor(Math.log10(raw))
  const step = [1, 2, 2.5, 5, 10].map((k) => k * ten).find((s) => s >= raw) ?? raw
  const out: number[] = []
  for (let at = Math.ceil(lo / step - 1e-9) * step; at <= hi + step * 1e-9; at += step) out.push(Math.round(at / step) * step + 0)
  return out
}
