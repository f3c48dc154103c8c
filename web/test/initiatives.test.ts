import { describe, expect, it } from 'vitest'
import { cellWords, sourceAt, sourcesOf } from '@app/journey/map/begin'
import { blankStep } from '@app/journey/map/doc'
import type { Facts } from '@app/journey/map/facts'
import type { Doc, Step } from '@app/journey/map/types'
import { madeOf } from '@app/programme/initiatives'
import { type Initiative, inOrder, isLate, nameFrom, verdict } from '@app/programme/shape'

const one = (id: string, more: Partial<Initiative> = {}): Initiative => ({ id, revision: 1, created_at: '2026-01-01T00:00:00Z', updated_at: '2026-01-01T00:00:00Z', name: id, description: null, state: 'planned', owner_id: null, department_ids: [], touchpoint_ids: [], due_on: null, started_on: null, ended_on: null, expected_effect: null, origin: null, journey_id: null, map_id: null, step_id: null, lane: null, idea_id: null, finding_id: null, origin_name: null, origin_text: null, origin_votes: null, ...more })
const ids = (list: readonly Initiative[]) => list.map(({ id }) => id)

describe('the list of initiatives', () => {
  it('what runs comes first, by its day; what is over last, the newest on top', () => {
    const list = [one('old', { state: 'done', ended_on: '2026-01-01' }), one('new', { state: 'done', ended_on: '2026-02-01' }), one('later', { state: 'running', due_on: '2026-05-01' }), one('open'), one('sooner', { state: 'running', due_on: '2026-04-01' }), one('some day', { state: 'running' })]
    expect(ids(inOrder(list))).toEqual(['sooner', 'later', 'some day', 'open', 'new', 'old'])
  })
  it('late is what should be over and is not', () => {
    expect([one('a', { due_on: '2026-03-01', state: 'running' }), one('b', { due_on: '2026-03-02', state: 'running' }), one('c', { due_on: '2026-03-01', state: 'done' }), one('d')].map((it) => isLate(it, '2026-03-02'))).toEqual([true, false, false, false])
  })
  it('the sentence tells the worst that holds', () => {
    const [late, running, planned, done] = [one('a', { due_on: '2026-03-01' }), one('b', { state: 'running' }), one('c'), one('d', { state: 'done' })]
    expect([[late, running, planned], [running, planned, done], [planned, done], [done], []].map((list) => verdict(list, '2026-03-02'))).toEqual([{ key: 'late', count: 1 }, { key: 'running', count: 1 }, { key: 'planned', count: 1 }, { key: 'calm' }, { key: 'calm' }])
  })
  it('a name is the first line, cut between words', () => {
    expect(nameFrom('  Send the key.\nAnd more')).toBe('Send the key')
    expect(nameFrom('Send the key to the phone', 15)).toBe('Send the key to…')
    expect(nameFrom('Donaudampfschiff', 8)).toBe('Donaudam…')
  })
})
it('on a map each stands at its cell, a pain at the name, an idea at the idea', () => {
  const made = madeOf([one('cell', { step_id: 's', lane: 'action' }), one('pain', { step_id: 's', lane: 'pain' }), one('idea', { step_id: 's', lane: 'ideas', idea_id: 'i' }), one('finding')])
  expect([made.cells.get('s:action'), made.cells.get('s:name'), made.ideas.get('i'), made.steps.get('s')].map((list) => ids(list ?? []))).toEqual([['cell'], ['pain'], ['idea'], ['cell', 'pain', 'idea']])
  expect(made.cells.has('s:ideas')).toBe(false)
})

const facts: Facts = { metric: () => undefined, owner: () => null, channels: (step) => step.channels, name: (dimension, key) => `${dimension} ${key}`, person: () => undefined, journey: () => undefined, reads: true }
const step: Step = { ...blankStep('s', 'g', 'Checks in'), action: 'Waits', emotions: ['anger'], channels: ['web'], obstacles: [{ id: 'o', text: 'The program' }, { id: 'p', text: 'The queue' }], ideas: [{ id: 'i', text: 'A bench', author_id: null, at: null, votes: [] }], marks: [{ id: 'm', kind: 'pain', state: 'on', reason: 'Too long', by: null, at: null }], own: { lane_law: 'By contract' } }
const doc: Doc = { stages: [{ id: 'g', name: 'Arrives', phase: 'use', touchpoint_stage_id: null }], steps: [step], links: [], lanes: [{ key: 'lane_law', name: 'Law', hidden: false }] }
describe('what an initiative can be made of', () => {
  const sources = sourcesOf(doc, 'map', step, undefined, facts)
  it('every cell that says something, the pain, each idea', () => {
    expect(sources.map(({ key, text }) => [key, text])).toEqual([['name', 'Checks in'], ['pain', 'Too long'], ['lane_law', 'By contract'], ['action', 'Waits'], ['obstacles', 'The program\nThe queue'], ['emotion', 'emotion anger'], ['channels', 'channel web'], ['idea i', 'A bench']])
    expect(sources.at(-1)!.body).toEqual({ map_id: 'map', step_id: 's', idea_id: 'i' })
    expect(sources[1]!.body).toEqual({ map_id: 'map', step_id: 's', lane: 'pain' })
  })
  it('a cell is meant, or the idea in it; a cell without words means nothing', () => {
    expect([sourceAt(sources, { step: 's', lane: 'action' }), sourceAt(sources, { step: 's', lane: 'ideas' }), sourceAt(sources, { step: 's', lane: 'ideas' }, 'i'), sourceAt(sources, { step: 's', lane: 'curve' })]).toEqual(['action', 'idea i', 'idea i', undefined])
  })
  it('a lane without words says nothing', () => expect(cellWords(step, 'evidence', undefined, facts)).toBe(''))
})
