// What a person does to a map, as edits.
import { blankStep, groupsOf, lanesOf, stepOf, walk } from './doc'
import { set } from './edit'
import type { Doc, Edit, MapStage, Mark, MarkKind, Path, Phase, Step } from './types'

export const inStep = (step: string, ...rest: string[]): Path => ['steps', step, ...rest]
/** The last step of a stage before a place in it, or null at its beginning. */
const before = (steps: readonly Step[], place: number) => steps[place - 1]?.id ?? null

/** A new step after another one, else at the end of a stage. */
export function addStep(doc: Doc, id: string, name: string, where: { after?: string; stage?: string }): Edit[] {
  const beside = stepOf(doc, where.after)
  const stage_id = beside?.stage_id ?? where.stage ?? doc.stages.at(-1)?.id
  if (!stage_id) return []
  const last = doc.steps.filter((one) => one.stage_id === stage_id).at(-1)
  return [{ op: 'add', path: ['steps'], after: beside?.id ?? last?.id ?? null, value: blankStep(id, stage_id, name) as never }]
}
export const removeStep = (id: string): Edit[] => [{ op: 'remove', path: inStep(id) }]
/** To a place (0 is the first) among the other steps of a stage. */
export function placeStep(doc: Doc, id: string, stage_id: string, place: number): Edit[] {
  const step = stepOf(doc, id)
  const others = doc.steps.filter((one) => one.stage_id === stage_id && one.id !== id)
  if (!step || (step.stage_id === stage_id && doc.steps.filter((one) => one.stage_id === stage_id).findIndex((one) => one.id === id) === place)) return []
  return [{ op: 'move', path: inStep(id), after: before(others, place), ...(step.stage_id !== stage_id && { stage_id }) }]
}
/** One column to the left or right, over the border of its stage into the next; an empty stage on the way is entered. */
export function shiftStep(doc: Doc, id: string, by: -1 | 1): Edit[] {
  const groups = groupsOf(doc)
  const here = groups.findIndex((group) => group.steps.some((one) => one.id === id))
  const group = groups[here]
  if (!group) return []
  const place = group.steps.findIndex((one) => one.id === id)
  if (group.steps[place + by]) return placeStep(doc, id, group.stage.id, place + by)
  const next = groups[here + by]
  return next ? placeStep(doc, id, next.stage.id, by > 0 ? 0 : next.steps.length) : []
}
/** Dropped before a column (0 … n) of the map as it is drawn. `stage` says which, where a border belongs to two. */
export function dropStep(doc: Doc, id: string, column: number, stage?: string): Edit[] {
  const steps = walk(doc)
  const right = steps[column]
  const left = steps[column - 1]
  const stage_id = stage ?? (right && left && right.stage_id !== left.stage_id ? left.stage_id : (right ?? left)?.stage_id)
  if (!stage_id) return []
  const others = doc.steps.filter((one) => one.stage_id === stage_id && one.id !== id)
  const known = steps.slice(0, column).filter((one) => one.stage_id === stage_id && one.id !== id).length
  return placeStep(doc, id, stage_id, Math.min(known, others.length))
}
export function addStage(doc: Doc, id: string, name: string, after: string | null, phase?: Phase): Edit[] {
  const beside = doc.stages.find((one) => one.id === after) ?? doc.stages.at(-1)
  return [{ op: 'add', path: ['stages'], after: beside?.id ?? null, value: { id, name, phase: phase ?? beside?.phase ?? 'use', touchpoint_stage_id: null } }]
}
/** A stage goes with the steps in it. */
export const removeStage = (doc: Doc, id: string): Edit[] => [...doc.steps.filter((one) => one.stage_id === id).map((one): Edit => ({ op: 'remove', path: inStep(one.id) })), { op: 'remove', path: ['stages', id] }]
export function shiftStage(doc: Doc, id: string, by: -1 | 1): Edit[] {
  const place = doc.stages.findIndex((one: MapStage) => one.id === id)
  if (place < 0 || !doc.stages[place + by]) return []
  const others = doc.stages.filter((one) => one.id !== id)
  return [{ op: 'move', path: ['stages', id], after: others[place + by - 1]?.id ?? null }]
}

/** A list of a step (questions, obstacles, evidence, ideas) becomes another: only what differs is said, so that two people may write in one list. */
export function listEdits(doc: Doc, step: string, lane: string, next: readonly ({ id: string } & Record<string, unknown>)[]): Edit[] {
  const path = inStep(step, lane)
  const old = ((stepOf(doc, step) as unknown as Record<string, unknown>)?.[lane] ?? []) as ({ id: string } & Record<string, unknown>)[]
  const gone = old.filter((one) => !next.some((other) => other.id === one.id)).map((one): Edit => ({ op: 'remove', path: [...path, one.id] }))
  const rest = next.flatMap((one, index): Edit[] => {
    const known = old.find((other) => other.id === one.id)
    if (!known) return [{ op: 'add', path, after: next[index - 1]?.id ?? null, value: lane === 'ideas' ? { id: one.id, text: one['text'] } : one }, ...votes(path, one, [])]
    // who wrote an idea and when is the server's to say; each vote is one person's own
    return [...votes(path, one, known['votes']), ...Object.keys(one).filter((member) => !['id', 'votes', 'author_id', 'at'].includes(member)).flatMap((member) => set(doc, [...path, one.id, member], one[member]))]
  })
  return [...gone, ...rest]
}
function votes(path: Path, idea: { id: string } & Record<string, unknown>, before: unknown): Edit[] {
  const [old, now] = [(before ?? []) as string[], (idea['votes'] ?? []) as string[]]
  const turn = (person: string, value: boolean): Edit => ({ op: 'set', path: [...path, idea.id, 'votes', person], was: !value, value })
  return [...now.filter((one) => !old.includes(one)).map((one) => turn(one, true)), ...old.filter((one) => !now.includes(one)).map((one) => turn(one, false))]
}
/** What people say about a step: on, off against a rule, or nothing any more. */
export function markStep(doc: Doc, step: string, kind: MarkKind, state: Mark['state'] | null, reason: string, id: string): Edit[] {
  const old = stepOf(doc, step)?.marks.find((one) => one.kind === kind)
  const remove: Edit[] = old ? [{ op: 'remove', path: inStep(step, 'marks', old.id) }] : []
  if (state === null) return remove
  return [...remove, { op: 'add', path: inStep(step, 'marks'), after: null, value: { id, kind, state, reason } }]
}
/** Shows or hides a lane for everyone who reads the map. */
export function showLane(doc: Doc, key: string, hidden: boolean): Edit[] {
  if (doc.lanes.some((one) => one.key === key)) return set(doc, ['lanes', key, 'hidden'], hidden)
  return [{ op: 'add', path: ['lanes'], after: doc.lanes.at(-1)?.key ?? null, value: { key, name: null, hidden } as never }]
}
export function addLane(doc: Doc, key: string, name: string): Edit[] {
  const lanes = lanesOf(doc).filter((one) => doc.lanes.includes(one))
  return [{ op: 'add', path: ['lanes'], after: lanes.at(-1)?.key ?? null, value: { key, name, hidden: false } as never }]
}
