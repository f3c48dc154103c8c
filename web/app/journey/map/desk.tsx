// What every part of one open map shares: the document in its keeper, what is open, and how to open something else.
import { createContext, type ReactNode, useContext, useSyncExternalStore } from 'react'
import type { Made } from '../../programme/initiatives'
import type { Keeper } from './keeper'
import type { Place } from './moves'
import type { Comment, Journey, JourneyMap, Live, LiveStep } from './types'

export type View = 'table' | 'curve' | 'circle'
export type Version = 'as_is' | 'to_be' | 'both'
export interface Desk {
  journey: Journey; map: JourneyMap; keeper: Keeper; edits: boolean
  open: (step: string | null) => void
  /** the address of a step's own page */
  page: (step: string) => string
  write: (place: Place) => void
  mark: (step: string) => void
  /** the ways from and to a step are written */
  ways: (step: string) => void
  comment: (place: Place) => void
  /** an initiative is made of what stands there; null: not by this person */
  begin: ((place: Place, idea?: string) => void) | null
  /** the initiatives that were made of this map */
  made: Made
  /** the menu of a step stands here */
  menu: (step: string, near: Element) => void
}
const Here = createContext<Desk | null>(null)
export const DeskProvider = Here.Provider
export function useDesk(): Desk {
  const desk = useContext(Here)
  if (!desk) throw new Error('outside a map')
  return desk
}
/** The same where there may be none: a shared map has nobody at it. */
export const useDeskOrNone = () => useContext(Here)
export const useKept = (keeper: Keeper) => useSyncExternalStore(keeper.watch, keeper.now)
export interface Measured { live: Live | undefined; steps: ReadonlyMap<string, LiveStep> }
export type Counts = ReadonlyMap<string, readonly Comment[]>
export const commentKey = (step: string, lane: string | null) => `${step}:${lane ?? ''}`
/** How deep the headings of a step's parts stand: under the panel's title, or directly under the page's. */
const Depth = createContext<'h2' | 'h3'>('h3')
export const DepthProvider = Depth.Provider
export function Title({ children }: { children: ReactNode }) { const As = useContext(Depth); return <As className="jm-h">{children}</As> }
/** An id of a part of a document; browsers keep the short way for pages that came over a safe line. */
export function freshId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6]! & 0x0f) | 0x40
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
