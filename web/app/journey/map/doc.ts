// The order of a map: stages as they stand, steps within their stage; and finding one of them.
import { type Doc, type Lane, type LiveStep, type MapStage, type Phase, phases, type Step } from './types'

export interface Group { stage: MapStage; steps: readonly Step[] }
/** Stages in their order, each with its steps in walking order; an empty stage stays, so that it can be seen and filled. */
export const groupsOf = (doc: Doc): Group[] => doc.stages.map((stage) => ({ stage, steps: doc.steps.filter((step) => step.stage_id === stage.id) }))
/** Every step in the order in which it is walked: one column each. */
export const walk = (doc: Doc): Step[] => groupsOf(doc).flatMap((group) => group.steps)
/** One column of the drawn map: a step, or the place that an empty stage keeps open. */
export interface Column { stage: MapStage; step: Step | null }
export const columnsOf = (doc: Doc): Column[] => groupsOf(doc).flatMap(({ stage, steps }): Column[] => steps.length > 0 ? steps.map((step) => ({ stage, step })) : [{ stage, step: null }])
export const stepOf = (doc: Doc, id: string | null | undefined): Step | undefined => doc.steps.find((one) => one.id === id)
export const stageOf = (doc: Doc, id: string): MapStage | undefined => doc.stages.find((one) => one.id === id)
/** Phases from the first to the last that no stage fills. */
export const emptyPhases = (doc: Doc): Phase[] => phases.filter((phase) => !groupsOf(doc).some((group) => group.stage.phase === phase && group.steps.length > 0))

/** The lanes a map may have besides those that are always drawn (names, curve, score, who answers). */
export const laneKeys = ['action', 'questions', 'obstacles', 'emotion', 'expectation', 'promise', 'designed', 'channels', 'departments', 'evidence', 'ideas'] as const
export type LaneKey = (typeof laneKeys)[number]
const usual = new Set<string>(['action', 'questions', 'promise'])
export const isOwn = (key: string) => key.startsWith('lane_')
/** Lanes in the order of the map; those it does not name come after, shown only when they are usual. */
export function lanesOf(doc: Doc): Lane[] {
  const named = doc.lanes.filter((lane) => isOwn(lane.key) || (laneKeys as readonly string[]).includes(lane.key))
  const rest = laneKeys.filter((key) => !named.some((lane) => lane.key === key)).map((key): Lane => ({ key, name: null, hidden: !usual.has(key) }))
  return [...named, ...rest]
}
export const shownLanes = (doc: Doc): Lane[] => lanesOf(doc).filter((lane) => !lane.hidden)
/** Is anything written in this lane, at any step? Channels come from touchpoints, promises from their own register. */
export function isFilled(doc: Doc, lane: string, promised: boolean): boolean {
  if (lane === 'channels') return true
  if (lane === 'promise') return promised
  const said = (step: Step): unknown => lane === 'emotion' ? step.feeling || step.emotions.length : isOwn(lane) ? step.own[lane] : (step as unknown as Record<string, unknown>)[lane]
  return doc.steps.some((step) => { const value = said(step); return Array.isArray(value) ? value.length > 0 : !!value })
}
/** Lanes written as plain text in one member of the step. */
export const textLanes = new Set<string>(['action', 'expectation', 'designed'])
/** Lanes that are lists of texts. */
export const listLanes = ['questions', 'obstacles', 'evidence', 'ideas'] as const
export type ListLane = (typeof listLanes)[number]
export const isList = (lane: string): lane is ListLane => (listLanes as readonly string[]).includes(lane)

/** A step without words, to begin from. */
export const blankStep = (id: string, stage_id: string, name: string): Step => ({ id, stage_id, name, touchpoint: null, external: false, channels: [], departments: [], processes: [], action: '', expectation: '', designed: '', service: '', feeling: '', minutes: null, effort: null, drawn: { value: null }, emotions: [], questions: [], obstacles: [], evidence: [], ideas: [], marks: [], removes: [], was: [], nested_journey_id: null, own: {} })

/** What was measured, by step. */
export const byStep = (steps: readonly LiveStep[] | undefined): ReadonlyMap<string, LiveStep> => new Map((steps ?? []).map((one) => [one.step_id, one]))
export const openQuestions = (step: Step) => step.questions.filter((one) => one.answered !== 'yes').length
