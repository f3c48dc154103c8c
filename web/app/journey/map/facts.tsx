// What the firm calls things, for a map: handed in, so that a shared map needs no log-in.
import { createContext, useContext, useMemo } from 'react'
import { useQuery } from '@tanstack/react-query'
import { figure, type Unit } from '@kit/format'
import { scaleOf, unitOf } from '../../metric/unit'
import { useNames, usePeople, useRegister } from '../../records'
import { useMay } from '../../session'
import type { Metric } from '../../types'
import { journeysQuery } from './data'
import type { Score, Step } from './types'

export interface Facts {
  metric: (key: string | null | undefined) => Metric | undefined
  /** who answers for a touchpoint; null: nobody; undefined: not known here */
  owner: (touchpoint: string | null) => string | null | undefined
  /** the channels of a step, its own or its touchpoint's */
  channels: (step: Step) => string[]
  name: (dimension: string, key: string) => string
  person: (id: string | null | undefined) => string | undefined
  /** the name of another journey, one that a step stands for */
  journey: (id: string | null) => string | undefined
  /** voices and what is told of people may be read */
  reads: boolean
}
const silent: Facts = { metric: () => undefined, owner: () => undefined, channels: (step) => step.channels, name: (_, key) => key, person: () => undefined, journey: () => undefined, reads: false }
const Known = createContext<Facts>(silent)
export const FactsProvider = Known.Provider
export const useFacts = () => useContext(Known)

export function useFirmFacts(): Facts {
  const metrics = useRegister('metrics')
  const touchpoints = useRegister('touchpoints')
  const channels = useRegister('channels')
  const departments = useRegister('departments')
  const users = useRegister('users')
  const locations = useRegister('locations')
  const reads = useMay('read_feedback')
  const figures = useMay('read_figures')
  const emotions = useRegister('emotions', figures)
  const topics = useRegister('topics', figures)
  const journeys = useQuery(journeysQuery()).data?.items
  const name = useNames()
  const person = usePeople()
  // names are made anew at each drawing; they change only with the lists behind them
  return useMemo((): Facts => {
    const at = new Map(touchpoints.map((one) => [one.key, one]))
    return {
      metric: (key) => metrics.find((one) => one.key === key), name, person, reads, journey: (id) => journeys?.find((one) => one.id === id)?.name,
      owner: (key) => { const found = key ? at.get(key) : undefined; return found ? (found.owner_id ? person(found.owner_id) ?? null : null) : undefined },
      channels: (step) => step.channels.length ? step.channels : (step.touchpoint && at.get(step.touchpoint)?.channels) || [],
    }
  }, [metrics, touchpoints, channels, departments, users, locations, reads, emotions, topics, journeys])
}
/** How a score is written and on what scale it lies; a firm's metric that is not known here is written as a share. */
export function useMeasure() {
  const { metric } = useFacts()
  return (score: Score | null | undefined): { unit: Unit; scale: [number, number]; name: string; metric: Metric | undefined } => {
    const found = metric(score?.metric)
    return found ? { unit: unitOf(found.kind), scale: scaleOf(found), name: found.name, metric: found } : { unit: guess(score), scale: score && score.value !== null && score.value > 1 ? [0, 10] : [0, 1], name: '', metric: undefined }
  }
}
const guess = (score: Score | null | undefined): Unit => score && score.value !== null && Math.abs(score.value) > 1 ? 'mean' : 'share'
export const written = (score: Score, unit: Unit) => score.value === null ? '–' : figure(score.value, unit)
