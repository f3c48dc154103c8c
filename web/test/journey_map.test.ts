import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Problem } from '@app/api'
import { angle, radius, ring, rings, spot } from '@app/journey/map/circle'
import { feelingAt, lines, runs, type Stop, stopsOf, up, widest, word } from '@app/journey/map/curve'
import { blankStep, columnsOf, emptyPhases, walk } from '@app/journey/map/doc'
import { apply, applyAll, applyKindly, at, changedCells, clashes, inverse, set } from '@app/journey/map/edit'
import { Keeper } from '@app/journey/map/keeper'
import { addStep, dropStep, listEdits, markStep, placeStep, removeStage, shiftStep, showLane } from '@app/journey/map/make'
import { columnAt, move, placeOf, pull } from '@app/journey/map/moves'
import { liveOf } from '@app/journey/map/measured'
import { likely, linksOf, outersOf, told, wayEdits, waysAt, waysHigh, waysOf, withinOf } from '@app/journey/map/ways'
import type { Counted, Doc, Edit, LiveStep, MapLink, Step, Wrote } from '@app/journey/map/types'

const step = (id: string, stage_id: string, more: Partial<Step> = {}): Step => ({ ...blankStep(id, stage_id, id), ...more })
const doc = (): Doc => ({
  stages: [{ id: 'A', name: 'Before', phase: 'awareness', touchpoint_stage_id: null }, { id: 'B', name: 'There', phase: 'use', touchpoint_stage_id: null }, { id: 'C', name: 'After', phase: 'advocacy', touchpoint_stage_id: null }],
  steps: [step('a', 'A'), step('b', 'A', { questions: [{ id: 'q', text: 'When?', answered: 'no' }, { id: 'r', text: 'Where?', answered: 'yes' }] }), step('c', 'B', { drawn: { value: 1 } })], links: [], lanes: [{ key: 'action', name: null, hidden: false }],
})
const order = (now: Doc) => walk(now).map((one) => one.id).join('')

describe('a document', () => {
  it('keeps a column open for an empty stage, and names phases that nothing fills', () => {
    expect(columnsOf(doc()).map((one) => one.step?.id ?? `(${one.stage.id})`)).toEqual(['a', 'b', 'c', '(C)'])
    expect(emptyPhases(doc())).toEqual(['consideration', 'purchase', 'service', 'loyalty', 'advocacy'])
  })
})
describe('an edit', () => {
  const kinds: [string, Edit][] = [
    ['set', { op: 'set', path: ['steps', 'b', 'action'], was: '', value: 'Waits' }],
    ['set deep', { op: 'set', path: ['steps', 'b', 'questions', 'q', 'answered'], was: 'no', value: 'yes' }],
    ['set of what was not there', { op: 'set', path: ['steps', 'b', 'own', 'lane_x'], was: '', value: 'Mine' }],
    ['add', { op: 'add', path: ['steps'], after: 'a', value: step('n', 'A') as never }],
    ['remove', { op: 'remove', path: ['steps', 'b'] }],
    ['move to another stage', { op: 'move', path: ['steps', 'a'], after: 'c', stage_id: 'B' }],
    ['remove from a list within', { op: 'remove', path: ['steps', 'b', 'questions', 'r'] }],
    ['set of a lane', { op: 'set', path: ['lanes', 'action', 'hidden'], was: false, value: true }],
  ]
  it.each(kinds)('%s: is taken back by its inverse, and changes nothing it was given', (_, edit) => {
    const before = doc()
    const after = apply(before, edit)
    expect(after).not.toEqual(before)
    const back = applyAll(after, inverse(before, [edit]))
    if (edit.op === 'set' && edit.path.includes('own')) back.steps[1]!.own = {} // the server drops an empty text
    expect(back).toEqual(doc())
    expect(before).toEqual(doc())
  })
  it('many in a row are taken back in the other order', () => {
    const edits = [...addStep(doc(), 'n', 'New', { after: 'b' }), ...kinds.slice(0, 2).map(([, edit]) => edit), { op: 'move', path: ['steps', 'n'], after: null } as Edit]
    expect(applyAll(applyAll(doc(), edits), inverse(doc(), edits))).toEqual(doc())
  })
  it('leaves everything else as it was, to the identity', () => {
    const before = doc()
    const after = apply(before, { op: 'set', path: ['steps', 'a', 'action'], was: '', value: 'x' })
    expect([after.steps[1] === before.steps[1], after.stages === before.stages, after.steps[0] === before.steps[0]]).toEqual([true, true, false])
  })
  it('knows when somebody else wrote in its place or took it away', () => {
    const mine: Edit = { op: 'set', path: ['steps', 'a', 'action'], was: '', value: 'mine' }
    expect(clashes(doc(), mine)).toBe(false)
    expect(clashes(apply(doc(), { ...mine, value: 'theirs' } as Edit), mine)).toBe(true)
    expect(clashes(apply(doc(), { op: 'remove', path: ['steps', 'a'] }), mine)).toBe(true)
    expect(clashes(apply(doc(), { op: 'set', path: ['steps', 'a', 'service'], was: '', value: 'theirs' }), mine)).toBe(false)
  })
  it('is left out kindly where its place is gone', () => expect(applyKindly(doc(), [{ op: 'remove', path: ['steps', 'z'] }, { op: 'remove', path: ['steps', 'a'] }]).steps).toHaveLength(2))
  it('is not made when nothing changes', () => { expect(set(doc(), ['steps', 'a', 'action'], '')).toEqual([]); expect(set(doc(), ['steps', 'a', 'drawn', 'value'], 2)).toEqual([{ op: 'set', path: ['steps', 'a', 'drawn', 'value'], was: null, value: 2 }]) })
  it('tells which cells somebody else changed', () => expect(changedCells(doc(), applyAll(doc(), [{ op: 'set', path: ['steps', 'a', 'action'], was: '', value: 'x' }, { op: 'add', path: ['steps'], after: null, value: step('n', 'B') as never }]))).toEqual(['n:name', 'a:action']))
})
describe('what people do', () => {
  const after = (edits: readonly Edit[]) => order(applyAll(doc(), edits))
  it('a step is added after another, or at the end of a stage', () => {
    expect(after(addStep(doc(), 'n', 'N', { after: 'a' }))).toBe('anbc')
    expect(after(addStep(doc(), 'n', 'N', { stage: 'C' }))).toBe('abcn')
    expect(addStep({ ...doc(), stages: [] }, 'n', 'N', {})).toEqual([])
  })
  it('a step walks right through its stage, into the next, into an empty one, and not further', () => {
    let now = doc()
    const seen = []
    for (let at = 0; at < 5; at++) { now = applyAll(now, shiftStep(now, 'a', 1)); seen.push(order(now) + now.steps.find((one) => one.id === 'a')!.stage_id) }
    expect(seen).toEqual(['bacA', 'bacB', 'bcaB', 'bcaC', 'bcaC'])
    for (let at = 0; at < 4; at++) now = applyAll(now, shiftStep(now, 'a', -1))
    expect(order(now)).toBe('abc')
    expect(shiftStep(now, 'a', -1)).toEqual([])
  })
  it('a step is dropped before a column; on a border it stays with the stage at its left', () => {
    expect(after(dropStep(doc(), 'a', 2))).toBe('bac')
    expect(applyAll(doc(), dropStep(doc(), 'a', 2)).steps.find((one) => one.id === 'a')!.stage_id).toBe('A')
    expect(after(dropStep(doc(), 'a', 3))).toBe('bca')
    expect(after(dropStep(doc(), 'c', 0))).toBe('cab')
    expect(applyAll(doc(), dropStep(doc(), 'a', 3, 'C')).steps.find((one) => one.id === 'a')!.stage_id).toBe('C')
    expect(dropStep(doc(), 'a', 0)).toEqual([])
    expect(dropStep(doc(), 'a', 1)).toEqual([])
  })
  it('placing a step where it is says nothing', () => expect(placeStep(doc(), 'b', 'A', 1)).toEqual([]))
  it('a list says only what differs', () => {
    const list = [{ id: 'r', text: 'Where?', answered: 'partly' }, { id: 's', text: 'How?', answered: 'no' }]
    const edits = listEdits(doc(), 'b', 'questions', list)
    expect(edits.map((one) => `${one.op} ${one.path.slice(2).join('/')}`)).toEqual(['remove questions/q', 'set questions/r/answered', 'add questions'])
    expect(at(applyAll(doc(), edits), ['steps', 'b', 'questions'])).toEqual(list)
  })
  it('each votes for an idea alone, and says nothing of who wrote it', () => {
    const first = applyAll(doc(), listEdits(doc(), 'a', 'ideas', [{ id: 'i', text: 'Fold the map', votes: ['me'] }]))
    expect(first.steps[0]!.ideas).toEqual([{ id: 'i', text: 'Fold the map', votes: ['me'] }])
    const told = { ...first.steps[0]!.ideas[0]!, author_id: 'u', at: 'now', votes: ['me', 'you'] }
    const edits = listEdits({ ...first, steps: [{ ...first.steps[0]!, ideas: [told] }] }, 'a', 'ideas', [{ ...told, votes: ['you'] }])
    expect(edits).toEqual([{ op: 'set', path: ['steps', 'a', 'ideas', 'i', 'votes', 'me'], was: true, value: false }])
    expect(inverse(first, edits)).toEqual([{ op: 'set', path: ['steps', 'a', 'ideas', 'i', 'votes', 'me'], was: false, value: true }])
  })
  it('a mark takes the place of the old one, and can be taken away', () => {
    const marked = applyAll(doc(), markStep(doc(), 'a', 'pain', 'on', 'They say so', 'm'))
    const off = applyAll(marked, markStep(marked, 'a', 'pain', 'off', 'Not any more', 'n'))
    expect(off.steps[0]!.marks.map((one) => [one.id, one.state])).toEqual([['n', 'off']])
    expect(applyAll(off, markStep(off, 'a', 'pain', null, '', 'o')).steps[0]!.marks).toEqual([])
  })
  it('a stage goes with its steps', () => expect(order(applyAll(doc(), removeStage(doc(), 'A')))).toBe('c'))
  it('a lane that the map does not name yet is named when it is hidden', () => { expect(applyAll(doc(), showLane(doc(), 'action', true)).lanes).toEqual([{ key: 'action', name: null, hidden: true }]); expect(applyAll(doc(), showLane(doc(), 'ideas', false)).lanes.at(-1)).toEqual({ key: 'ideas', name: null, hidden: false }) })
})
describe('the curve', () => {
  const stop = (at: number, more: Partial<Stop> = {}): Stop => ({ id: String(at), at, x: at * 10, drawn: null, goal: null, value: null, lo: null, hi: null, n: 0, thin: false, neg: false, pos: false, truth: false, ...more })
  it('has five words from top to bottom, and finds them again', () => { expect([2, 1, 0, -1, -2].map(up)).toEqual([5, 27.5, 50, 72.5, 95]); expect([2, 1, 0, -1, -2].map((value) => feelingAt(up(value)))).toEqual([2, 1, 0, -1, -2]); expect([feelingAt(-50), word(0.6), word(-0.4), word(-1.7)]).toEqual([2, 1, 0, -2]) })
  it('joins neighbours only: a step without a value leaves a gap', () => {
    expect(runs([stop(0), stop(1), stop(3)]).map((run) => run.map((one) => one.at))).toEqual([[0, 1], [3]])
    const drawn = lines([stop(0, { value: 0, lo: -1, hi: 1 }), stop(1, { value: 1, lo: 0, hi: 2 }), stop(2), stop(3, { value: 1, lo: 0, hi: 2 })])
    expect(drawn.ink.match(/M/g)).toHaveLength(1)
    expect(drawn.lone).toEqual([{ id: '3', x: 30, lo: 50, hi: 5, thin: false }])
  })
  it('invents no peak: tangents are level at each step', () => expect(lines([stop(0, { drawn: 0 }), stop(1, { drawn: 2 })]).pencil).toBe('M0 50C4.5 50 5.5 5 10 5'))
  it('runs down the page with better at the right', () => expect(lines([stop(0, { drawn: 0 }), stop(1, { drawn: 2 })], true).pencil).toBe('M50 0C50 4.5 95 5.5 95 10'))
  it('parts most where the interval leaves the drawn value out, never at a thin step', () => {
    const stops = [stop(0, { drawn: 1, value: 0.5, lo: 0, hi: 1.2 }), stop(1, { drawn: 1, value: -0.9, lo: -1, hi: -0.8 }), stop(2, { drawn: 2, value: 1, lo: 0.9, hi: 1.1 }), stop(3, { drawn: -2, value: 2, lo: 1, hi: 2, thin: true })]
    expect(widest(stops)?.id).toBe('1')
    expect(widest([stops[0]!, stops[3]!])).toBeNull()
  })
  it('takes marks from people first, then from the figures', () => {
    const live = { step_id: 'a', n: 50, emotion: { value: -1, lo: -1.2, hi: -0.8, n: 50, tier: 'normal', reason: null }, marks: [{ kind: 'pain', source: 'rule', because: 'low' }, { kind: 'moment_of_truth', source: 'rule' }] } as unknown as LiveStep
    const seen = stopsOf(columnsOf({ ...doc(), steps: [step('a', 'A', { marks: [{ id: 'm', kind: 'pain', state: 'off', reason: 'no', by: null, at: null }] })] }), new Map([['a', live]]))[0]!
    expect([seen.value, seen.neg, seen.truth]).toEqual([-1, false, true])
  })
  it('draws what the to-be map aims at beside what was drawn before', () => { const [seen] = stopsOf(columnsOf({ ...doc(), stages: doc().stages.slice(1, 2) }), new Map(), new Map([['c', -1]])); expect([seen!.drawn, seen!.goal, seen!.value]).toEqual([-1, 1, null]) })
})
describe('what was measured', () => {
  const counted = { metric: 'csat', as_of: '', journey: { outcome: { metric: 'nps' }, score: null, all_good: null, one_bad: null, lift: null, firm: { n: 9, value: 1, lo: 0, hi: 1, tier: 'normal' }, coverage: null, external_drivers: [] }, steps: [{ step_id: 'a', touchpoint: 'desk', metric: 'csat', n: 5, score: { n: 5, value: 0.5, lo: 0, hi: 1, tier: 'normal' }, emotion: null, distribution: null, comments: { n: 3 }, channels: [{ channel: null, score: { n: 2 } }, { channel: 'web', score: { n: 3 } }, { channel: 'app', score: { n: 0 } }], channel_gap: null, listened: true, driver: null, rule_marks: [], marks: [], promise: [{ promise_id: 'p', text: 'Soon', gap: null, kept: null }], met: { below: { n: 4, value: 0.25 }, met: { n: 4, value: 0.5 }, exceeded: { n: 4, value: 0.25 } } }] } as unknown as Counted
  it('scores know their metric, channels without answers stay out, promises stand at their touchpoint', () => {
    const [one] = liveOf(counted).steps
    expect([one!.score!.metric, one!.outcome, one!.comments, one!.channels.map((other) => [other.channel, other.score.metric]), one!.promise.map((other) => other.text), one!.met]).toEqual(['csat', 'nps', 3, [['web', 'csat']], ['Soon'], { below: 0.25, met: 0.5, exceeded: 0.25, n: 4 }])
    expect(liveOf(counted).journey.firm!.metric).toBe('csat') // the tick beside scores of steps, not the outcome
  })
})
describe('the ring', () => {
  it('goes clockwise from the top and leaves a gap there', () => { expect(angle(0, 4)).toBeGreaterThan(-Math.PI / 2); expect(angle(3, 4)).toBeLessThan(Math.PI * 1.5); expect(angle(1, 4)).toBeGreaterThan(angle(0, 4)) })
  it('has a band where neighbours are measured, a stroke where one stands alone', () => {
    const at = (place: number, value: number | null): Stop => ({ id: String(place), at: place, x: 0, drawn: null, goal: null, value, lo: value === null ? null : value - 1, hi: value === null ? null : value + 1, n: 9, thin: false, neg: false, pos: false, truth: false })
    const drawn = rings([at(0, 0), at(1, 1), at(2, null), at(3, 1)])
    expect(drawn.band.match(/M/g)).toHaveLength(1)
    expect(drawn.lone.map((one) => one.id)).toEqual(['3'])
    expect(drawn.lone[0]!.path).toBe(`M${Object.values(spot(angle(3, 4), radius(0))).join(' ')}L${Object.values(spot(angle(3, 4), radius(2))).join(' ')}`)
  })
  it('puts delight outside', () => expect(radius(2)).toBeGreaterThan(radius(-2)))
  it('passes through its points', () => { const path = ring([{ turn: 0, r: 200 }, { turn: 0.5, r: 300 }]); const end = spot(0.5, 300); expect(path.startsWith('M700 500')).toBe(true); expect(path.endsWith(`L${end.x} ${end.y}`)).toBe(true) })
})
describe('the keyboard', () => {
  const go = (key: Parameters<typeof move>[1], from = { step: 'b', lane: 'x' }) => move(from, key, ['a', 'b', 'c'], ['w', 'x', 'y'])
  it('moves one cell, to the ends, to the corners, and stays at an edge', () => {
    expect([go('ArrowLeft'), go('ArrowDown'), go('End'), go('mod+Home')]).toEqual([{ step: 'a', lane: 'x' }, { step: 'b', lane: 'y' }, { step: 'c', lane: 'x' }, { step: 'a', lane: 'w' }])
    expect(go('ArrowUp', { step: 'a', lane: 'w' })).toBeNull()
  })
  it('knows a cell by its name, with colons in it', () => expect(placeOf('id:lane_a:b')).toEqual({ step: 'id', lane: 'lane_a:b' }))
  it('finds the column under the hand and pulls the map at its edges', () => {
    const edges = [{ left: 0, width: 100 }, { left: 100, width: 100 }]
    expect([columnAt(10, edges), columnAt(70, edges), columnAt(180, edges)]).toEqual([0, 1, 2])
    expect([pull(500, 100, 900), pull(100, 100, 900), pull(900, 100, 900)]).toEqual([0, -18, 18].map((one) => one + 0))
  })
})

describe('a map in several hands', () => {
  beforeEach(() => { vi.useFakeTimers() })
  afterEach(() => { vi.useRealTimers() })
  /** A server that does what the real one promises. */
  function server() {
    let now = doc()
    let revision = 1
    const log = new Map<string, { before: Doc; edits: readonly Edit[] }>()
    const write = vi.fn((edits: readonly Edit[]): Promise<Wrote> => {
      const hurt = edits.filter((one) => clashes(now, one))
      if (hurt.length) return Promise.reject(new Problem(409, 'conflict', '', [], null, { conflicts: hurt.map((one) => ({ path: one.path, yours: one.op === 'set' ? one.value : null, theirs: at(now, one.path), by: { id: 'u', name: 'Ola' }, at: null })) }))
      const name = `e${revision}`
      log.set(name, { before: now, edits })
      now = applyAll(now, edits)
      return Promise.resolve({ revision: ++revision, edit_id: name })
    })
    const undo = vi.fn((name: string) => { const { before, edits } = log.get(name)!; return write(inverse(before, edits)) })
    return { write, undo, load: () => Promise.resolve({ revision, doc: now }), doc: () => now, theirs: (edits: Edit[]) => { now = applyAll(now, edits); revision += 1; return { map: 'm', revision, by: { id: 'u', name: 'Ola' }, edit: 'x', kind: 'edit' as const } } }
  }
  const action = (id: string, value: string, was = ''): Edit[] => [{ op: 'set', path: ['steps', id, 'action'], was, value }]
  const start = () => { const at = server(); return { at, keeper: new Keeper({ revision: 1, doc: doc() }, at) } }

  it('shows what I write at once and sends it in order', async () => {
    const { at, keeper } = start()
    keeper.change(action('a', 'one'))
    keeper.change(action('b', 'two'))
    expect([keeper.now().doc.steps[0]!.action, keeper.now().doc.steps[1]!.action, keeper.unsaved]).toEqual(['one', 'two', true])
    await keeper.flush()
    expect([at.write.mock.calls.length, at.doc().steps[1]!.action, keeper.now().saving, keeper.unsaved]).toEqual([2, 'two', 'saved', false])
  })
  it('takes in under mine what somebody else wrote elsewhere, and says where', async () => {
    const { at, keeper } = start()
    keeper.change(action('a', 'mine'))
    keeper.tell(at.theirs(action('b', 'theirs')))
    await vi.runAllTimersAsync()
    await keeper.flush()
    expect(keeper.now().doc.steps.map((one) => one.action)).toEqual(['mine', 'theirs', ''])
    expect(at.doc()).toEqual(keeper.now().doc)
    keeper.tell(at.theirs(action('c', 'again')))
    await vi.runAllTimersAsync()
    expect(keeper.now().fresh).toEqual({ by: { id: 'u', name: 'Ola' }, cells: ['c:action'] })
  })
  it('never writes over somebody unasked: both texts are there, mine goes over theirs only knowingly', async () => {
    const { at, keeper } = start()
    at.theirs(action('a', 'theirs'))
    keeper.change(action('a', 'mine'))
    await keeper.flush()
    expect([at.doc().steps[0]!.action, keeper.now().clash?.conflicts[0]?.yours, keeper.now().clash?.conflicts[0]?.theirs]).toEqual(['theirs', 'mine', 'theirs'])
    keeper.keepMine()
    await keeper.flush()
    expect([at.doc().steps[0]!.action, keeper.now().clash]).toEqual(['mine', null])
    keeper.undo()
    await keeper.flush()
    expect(at.doc().steps[0]!.action).toBe('theirs')
  })
  it('can keep both, or theirs', async () => {
    const { at, keeper } = start()
    at.theirs([...action('a', 'theirs'), ...action('b', 'theirs')])
    keeper.change(action('a', 'mine'))
    await keeper.flush()
    keeper.keepMine((one) => `${one.theirs as string}\n${one.yours as string}`)
    await keeper.flush()
    keeper.change(action('b', 'mine', 'old'))
    await keeper.flush()
    keeper.takeTheirs()
    expect([at.doc().steps[0]!.action, keeper.now().doc.steps[1]!.action, keeper.unsaved]).toEqual(['theirs\nmine', 'theirs', false])
  })
  it('undoes and does again by the name of what was done', async () => {
    const { at, keeper } = start()
    keeper.change(addStep(keeper.now().doc, 'n', 'New', { after: 'a' }))
    keeper.change(action('n', 'words'))
    await keeper.flush()
    keeper.undo(); keeper.undo()
    await keeper.flush()
    expect([order(at.doc()), at.undo.mock.calls.map(([name]) => name), keeper.now().undo, keeper.now().redo]).toEqual(['abc', ['e2', 'e1'], false, true])
    keeper.redo(); keeper.redo()
    await keeper.flush()
    expect([order(at.doc()), at.doc().steps.find((one) => one.id === 'n')!.action, keeper.now().redo]).toEqual(['anbc', 'words', false])
  })
  it('undoing what has not been sent yet sends nothing', async () => {
    const { at, keeper } = start()
    keeper.change(action('a', 'one'))
    keeper.change(action('b', 'two'))
    keeper.undo()
    await keeper.flush()
    expect([at.write.mock.calls.length, at.doc().steps[1]!.action]).toEqual([1, ''])
    keeper.redo()
    await keeper.flush()
    expect(at.doc().steps[1]!.action).toBe('two')
  })
  it('waits while the server cannot be reached, and loses nothing', async () => {
    const { at, keeper } = start()
    at.write.mockRejectedValueOnce(new Problem(0, 'unreachable', ''))
    keeper.change(action('a', 'one'))
    await keeper.flush()
    expect([keeper.now().saving, keeper.unsaved, keeper.now().doc.steps[0]!.action]).toEqual(['waiting', true, 'one'])
    await vi.advanceTimersByTimeAsync(5000)
    expect([keeper.now().saving, at.doc().steps[0]!.action]).toEqual(['saved', 'one'])
  })
  it('what the server refuses is taken back and said', async () => {
    const { at, keeper } = start()
    at.write.mockRejectedValueOnce(new Problem(422, 'invalid', 'A name may have 200 letters.'))
    keeper.change(action('a', 'one'))
    await keeper.flush()
    expect([keeper.now().refused, keeper.now().doc.steps[0]!.action, keeper.now().undo]).toEqual(['A name may have 200 letters.', '', false])
  })
})

describe('other ways', () => {
  const link = (id: string, from: string, to: string, more: Partial<MapLink> = {}): MapLink => ({ id, from, to, kind: 'branch', label: null, ...more })
  const drawn = (...links: MapLink[]): Doc => ({ ...doc(), links })
  it('are drawn only while both their ends stand', () => {
    const now = drawn(link('1', 'a', 'b'), link('2', 'a', 'gone'))
    expect(linksOf(now).map((one) => one.id)).toEqual(['1'])
    expect(waysOf(apply(now, { op: 'remove', path: ['steps', 'b'] }))).toEqual([])
    expect(waysAt(now, 'b').map((one) => one.id)).toEqual(['1'])
  })
  it('short ones lie low, and no two on one level share a column', () => {
    const ways = waysOf(drawn(link('long', 'a', 'c'), link('short', 'a', 'b'), link('loop', 'c', 'c'), link('back', 'c', 'a')))
    expect(Object.fromEntries(ways.map((one) => [one.link.id, one.level]))).toEqual({ loop: 0, short: 0, back: 1, long: 2 })
    expect(waysHigh(ways)).toBeGreaterThan(waysHigh(ways.slice(0, 1)))
    expect(waysHigh([])).toBe(0)
    for (const way of ways) expect(way.y).toBeGreaterThan(0)
  })
  it('leave and arrive apart in a column, backwards on the other side', () => {
    const ways = waysOf(drawn(link('on', 'a', 'b'), link('back', 'b', 'a')))
    const [on, back] = [ways.find((one) => one.link.id === 'on')!, ways.find((one) => one.link.id === 'back')!]
    expect([on.back, back.back]).toEqual([false, true])
    expect(on.x1).not.toBe(back.x2)
    expect(on.x1).toBeLessThan(on.x2)
    expect(back.x1).toBeGreaterThan(back.x2)
  })
  it('are what their two ends make them', () => expect([likely(doc(), 'a', 'b'), likely(doc(), 'a', 'c'), likely(doc(), 'c', 'a'), likely(doc(), 'a', 'a')]).toEqual(['branch', 'shortcut', 'loop', 'loop']))
  it('are written as what differs, and taken back whole', () => {
    const before = drawn(link('1', 'a', 'b'), link('2', 'c', 'a', { kind: 'loop' }))
    const edits = wayEdits(before, 'a', [link('1', 'a', 'c', { label: 'in a hurry' }), link('3', 'a', 'b')])
    const after = applyAll(before, edits)
    expect(after.links).toEqual([link('1', 'a', 'c', { label: 'in a hurry' }), link('3', 'a', 'b')])
    expect(edits.filter((one) => one.op === 'set').map((one) => one.path.at(-1))).toEqual(['to', 'label'])
    expect(applyAll(after, inverse(before, edits)).links).toEqual(before.links)
    expect(wayEdits(before, 'b', [link('1', 'a', 'b')])).toEqual([])
  })
  it('carry a share only where enough was counted', () => {
    const rate = { n: 4, of: 60, share: 0.07, lo: 0.02, hi: 0.16, tier: 'normal' as const }
    expect([told(rate), told({ ...rate, tier: 'hidden' }), told({ ...rate, share: null }), told(null)]).toEqual([true, false, false, false])
  })
  it('lead into a journey and back, as deep as six', () => {
    const outers = [{ journey: 'j', step: 's' }, { journey: 'k', step: 't' }]
    expect(outersOf(withinOf(outers))).toEqual(outers)
    expect([withinOf([]), outersOf(undefined), outersOf('nonsense,~,a~')]).toEqual([undefined, [], []])
    expect(outersOf(withinOf(Array.from({ length: 9 }, (_, at) => ({ journey: `j${at}`, step: 's' })))).map((one) => one.journey)).toEqual(['j3', 'j4', 'j5', 'j6', 'j7', 'j8'])
  })
})
