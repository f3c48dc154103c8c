// What at a step an initiative can be made of: what stands in its cells, why it hurts, each idea.
import type { Source } from '../../programme/Begin'
import { painLane } from '../../programme/shape'
import { t } from '../../i18n'
import { marksOf } from './curve'
import { lanesOf } from './doc'
import type { Facts } from './facts'
import type { Place } from './moves'
import { laneName } from './say'
import type { Doc, LiveStep, Step } from './types'

const lines = (items: readonly { text: string }[]) => items.map((one) => one.text).join('\n')
/** The words of a cell, as a person reads them there. */
export function cellWords(step: Step, lane: string, seen: LiveStep | undefined, facts: Facts): string {
  switch (lane) {
    case 'name': case 'action': case 'expectation': case 'designed': case 'service': return step[lane]
    case 'questions': case 'obstacles': case 'evidence': case 'ideas': return lines(step[lane])
    case 'emotion': return [step.feeling, step.emotions.map((key) => facts.name('emotion', key)).join(', ')].filter(Boolean).join('\n')
    case 'channels': return facts.channels(step).map((key) => facts.name('channel', key)).join(', ')
    case 'departments': return step.departments.map((one) => facts.name('department', one.department_id)).join(', ')
    case 'promise': return lines(seen?.promise ?? [])
    case 'removes': return step.removes.map((one) => one.note).filter(Boolean).join('\n')
    default: return step.own[lane] ?? ''
  }
}
export const ideaKey = (id: string) => `idea ${id}`
/** Everything that can be pointed at, from the top of the map. */
export function sourcesOf(doc: Doc, map: string, step: Step, seen: LiveStep | undefined, facts: Facts): Source[] {
  const body = { map_id: map, step_id: step.id }
  const pain = marksOf(step, seen).find((one) => one.kind === 'pain')
  const cell = (lane: string, label: string): Source[] => { const text = cellWords(step, lane, seen, facts); return text ? [{ key: lane, label, text, body: { ...body, lane } }] : [] }
  return [
    ...cell('name', t('map:name')),
    ...(pain ? [{ key: painLane, label: t('programme:from.pain'), text: pain.source === 'people' ? pain.why : '', name: step.name, body: { ...body, lane: painLane } }] : []),
    ...cell('removes', t('map:what_removes')),
    ...lanesOf(doc).filter((lane) => lane.key !== 'ideas').flatMap((lane) => cell(lane.key, laneName(lane))),
    ...cell('service', t('map:how_to_serve')),
    ...step.ideas.map((one) => ({ key: ideaKey(one.id), label: t('programme:from.idea'), text: one.text, body: { ...body, idea_id: one.id } })),
  ]
}
/** Which of them is meant by a cell; a cell without words means its step. */
export function sourceAt(sources: readonly Source[], place: Place, idea?: string): string | undefined {
  const wanted = idea ? ideaKey(idea) : place.lane === 'ideas' ? sources.find((one) => one.body.idea_id)?.key : place.lane
  return sources.find((one) => one.key === wanted)?.key
}
