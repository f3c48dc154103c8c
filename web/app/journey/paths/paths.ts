// What the server says of real paths, and what a person reads first in it.
import type { Estimate, Instant, Tier } from '../../types'

/** `n` of `of`. */
export interface Rate { n: number | null; of?: number | null; share: number | null; lo: number | null; hi: number | null; tier: Tier; reason?: string | null }
export interface Times { n: number | null; median_s: number | null; p90_s: number | null; reason?: string | null }
export interface PathNode {
  key: string; name: string; touchpoint: string | null; visits: number | null; sessions: number | null; customers: number | null; entry: Rate; exit: Rate; drop_off: Rate | null; repeats: Rate | null; loops_back: Rate; expected_visits: number | null
  time_to_next: Times | null; removal: { effect: number | null; lo: number | null; hi: number | null; reason: string | null } | null
}
export interface PathEdge extends Omit<Rate, 'of'> { from: string; to: string; median_s: number | null }
export interface PathVariant extends Omit<Rate, 'of'> { steps: string[]; customers: number | null; conversion: Rate | null; median_s: number | null; length: number; /** 0…1 */ effort: number | null }
export interface PathsAnswer {
  customers: number | null; sessions: number | null; events: number | null; /** not over yet, counted nowhere else */ under_way?: number | null; as_of: Instant; nodes: PathNode[]; edges: PathEdge[]; variants: PathVariant[]; different_ways?: number | null
  length: { median: number | null; p90: number | null } | null; /** means of one visit */ effort: { contacts: number | null; repeats: number | null; self_loops?: number | null; channel_switches: number | null } | null
  order_test: { p: number | null; first_order: boolean | null; reason: string | null } | null; lost: Rate; conversion?: Rate | null; reason: string | null
}

/** As everything that draws figures wants it: the whole it is a share of is the n. */
export const asEstimate = (rate: Omit<Rate, 'of'> & { of?: number | null } | null | undefined): Estimate => rate ? { n: rate.of ?? rate.n ?? (rate.tier === 'hidden' ? 1 : 0), value: rate.share, lo: rate.lo, hi: rate.hi, tier: rate.tier } : { n: 0, value: null, lo: null, hi: null, tier: 'none' }

export interface Run { key: string; /** how many times in a row */ times: number; /** it was left and come back to */ again: boolean }
/** A variant as it is read: the same place in a row said once, a place come back to marked. */
export function runs(steps: readonly string[]): Run[] {
  const out: Run[] = []
  const seen = new Set<string>()
  for (const key of steps) {
    const last = out.at(-1)
    if (last?.key === key) { last.times++; continue }
    out.push({ key, times: 1, again: seen.has(key) })
    seen.add(key)
  }
  return out
}
/** A long way keeps its beginning and its end. */
export function shortened(all: readonly Run[], room: number): (Run | { cut: number })[] {
  if (all.length <= room) return [...all]
  const head = Math.ceil((room - 1) * 0.6)
  return [...all.slice(0, head), { cut: all.length - (room - 1) }, ...all.slice(all.length - (room - 1 - head))]
}
const least = (node: PathNode) => node.key !== 'goal' && node.key !== 'other' && (node.loops_back.tier === 'normal' || node.loops_back.tier === 'solid')
/** Where people come back to most often, among places seen often enough to judge; null when nobody does. */
export function worstLoop(nodes: readonly PathNode[]): PathNode | null {
  const known = nodes.filter((one) => least(one) && (one.loops_back.share ?? 0) > 0).sort((a, b) => (b.loops_back.lo ?? 0) - (a.loops_back.lo ?? 0))
  return known[0] ?? null
}
export type By = 'way' | 'loops' | 'drop' | 'entry' | 'exit'
export function sorted(nodes: readonly PathNode[], by: By): PathNode[] {
  const value: Record<Exclude<By, 'way'>, (one: PathNode) => number> = { loops: (one) => one.loops_back.share ?? -1, drop: (one) => one.drop_off?.share ?? -1, entry: (one) => one.entry.share ?? -1, exit: (one) => one.exit.share ?? -1 }
  return by === 'way' ? [...nodes] : [...nodes].sort((a, b) => value[by](b) - value[by](a))
}
/** The busiest places where a way begins or ends; places where hardly any does stay out. */
export const ends = (nodes: readonly PathNode[], which: 'entry' | 'exit'): PathNode[] => sorted(nodes.filter((one) => one.key !== 'goal' && (one[which].share ?? 0) > 0), which).slice(0, 8)
