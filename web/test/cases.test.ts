import { beforeAll, describe, expect, it } from 'vitest'
import { paramsOf, sortOf, usualView, viewOf } from '../app/casework/cases'
import { contactLevels, contactPoints, contactSentence, contactStart } from '../app/casework/figures/contacts'
import { dueWords, spanFigure, spanOf, toneOf } from '../app/casework/due'
import { sentence, slowestFirst, spanCell } from '../app/casework/figures/figures'
import { blanksOf, firstBlank, pieces, replySubject, unquoted } from '../app/casework/letter'
import { actionOf, dryOf, hoursOf, joined, minutesOf, parted, withAction } from '../app/casework/setup/rule'
import type { CaseContacts, Cause, Contacts, Due, FigureRow, Span, State, Step, WayStep } from '../app/casework/shape'
import { nextVerb, reached, stations } from '../app/casework/states'
import { below, placed, vitalFew } from '../app/casework/tree'
import { keepWalk, placeIn } from '../app/casework/walk'
import { drawable, emotionOf, points, proportions, shortened } from '../app/casework/way'
import { grouped } from '../app/hook/shape'
import { speak } from '../app/i18n'
import { isAboutCases } from '../app/live'

beforeAll(async () => {
  const root = { lang: '' }
  Object.assign(globalThis, { document: { documentElement: root } })
  await speak('en', 'UTC')
})

describe('what is left', () => {
  const hour = 3600
  const due = (left_s: number | null, more: Partial<Due> = {}): Due => ({ acknowledge_at: null, answer_at: '2020-01-02T13:00:00Z', close_at: null, next: 'answer', at: '2020-01-02T13:00:00Z', left_s, overdue: left_s !== null && left_s < 0, escalated: 0, ...more })
  it('is said in one unit and never promises time that is not there', () => {
    expect(spanOf(59 * 60)).toEqual({ unit: 'minutes', count: 59 })
    expect(spanOf(2 * hour - 1)).toEqual({ unit: 'hours', count: 1 })
    expect(spanOf(15.9 * hour)).toEqual({ unit: 'hours', count: 15 })
    expect(spanOf(16 * hour)).toEqual({ unit: 'workdays', count: 2 })
    expect(spanOf(240 * hour, 15)).toEqual({ unit: 'workdays', count: 15 })
    expect(spanOf(10)).toEqual({ unit: 'minutes', count: 1 })
    expect(spanOf(-3 * hour)).toEqual({ unit: 'hours', count: 3 })
  })
  it('is late after the deadline, soon within two working hours, calm before', () => {
    expect([due(-1), due(0), due(2 * hour), due(2 * hour + 1), due(null)].map(toneOf)).toEqual(['late', 'soon', 'soon', 'calm', 'calm'])
    expect(toneOf(due(null, { overdue: true }))).toBe('late')
  })
  it('says what is left, then until when', () => {
    expect(dueWords(due(2 * hour))).toEqual({ left: '2 hours left', until: 'until 2 Jan 2020, 13:00', tone: 'soon' })
    expect(dueWords(due(-hour))).toEqual({ left: '1 hour late', until: 'was due 2 Jan 2020, 13:00', tone: 'late' })
    expect(dueWords(due(null))?.left).toBe('')
    expect(dueWords(due(hour, { next: null, at: null }))).toBeNull()
  })
  it('writes a span by the clock with two units at most', () => {
    expect([0, 300, 3600, 12_000, 47 * hour, 48 * hour, 52 * hour].map(spanFigure)).toEqual(['0 min', '5 min', '1 h', '3 h 20 min', '47 h', '2 d', '2 d 4 h'])
  })
})

describe('the row of states', () => {
  const step = (to: string, at: string, kind = 'state'): Step => ({ id: at, at, by: null, kind, from: null, to, text: null })
  const none: Due = { acknowledge_at: 'a', answer_at: 'b', close_at: 'c', next: 'answer', at: 'b', left_s: 1, overdue: false, escalated: 0 }
  const of = (state: State, steps: Step[] = []) => stations({ state, steps, opened_at: 'o', closed_at: state === 'closed' ? 'z' : null, due: none })
  it('marks what was reached as done and what is worked at as now', () => {
    expect(of('received').map((one) => one.look)).toEqual(['done', 'now', 'ahead', 'ahead', 'ahead', 'ahead'])
    expect(of('investigated').map((one) => one.look)).toEqual(['done', 'done', 'done', 'now', 'ahead', 'ahead'])
    expect(of('answered').map((one) => one.look)).toEqual(['done', 'done', 'done', 'done', 'done', 'now'])
    expect(of('closed').every((one) => one.look === 'done')).toBe(true)
  })
  it('knows when a state was reached, the last time it was', () => {
    const steps = [step('acknowledged', '1'), step('answered', '2'), step('investigated', '3'), step('answered', '4'), step('answered', '5', 'note')]
    expect(reached(steps)).toEqual({ acknowledged: '1', answered: '4', investigated: '3' })
    expect(of('answered', steps).map((one) => one.at)).toEqual(['o', '1', null, '3', '4', null])
  })
  it('shows deadlines only for what lies ahead', () => {
    expect(of('investigated').map((one) => one.by)).toEqual([null, null, null, null, 'b', 'c'])
    expect(of('received').map((one) => one.by)).toEqual([null, 'a', null, null, 'b', 'c'])
  })
  it('offers one step, until answering and closing have their own places', () => {
    expect((['received', 'acknowledged', 'assessed', 'investigated', 'answered', 'closed'] as const).map(nextVerb)).toEqual(['acknowledge', 'assess', 'investigate', null, null, null])
  })
})

describe('the letter', () => {
  it('loses nothing when it is cut at its blanks', () => {
    const text = 'Dear {customer_name}, we are sorry for {what happened} {}. {1} {x'
    expect(pieces(text).map((one) => one.text).join('')).toBe(text)
    expect(blanksOf(text, '{customer_name} {gesture}')).toEqual(['customer_name', 'what happened', 'gesture'])
  })
  it('finds blanks in any alphabet and selects the first', () => {
    expect(blanksOf('Здравствуйте, {имя}')).toEqual(['имя'])
    expect(firstBlank('ab {c} {d}')).toEqual({ from: 3, to: 6 })
    expect(firstBlank('nothing')).toBeNull()
  })
  it('answers a subject once', () => {
    expect(['Wi-Fi', 'Re: Wi-Fi', 'ODP: Wi-Fi', 'Отв: Wi-Fi'].map(replySubject)).toEqual(['Re: Wi-Fi', 'Re: Wi-Fi', 'ODP: Wi-Fi', 'Отв: Wi-Fi'])
  })
  it('folds away what was quoted below, with the line that introduces it', () => {
    expect(unquoted('Thank you.\n\nOn Monday Tomasz wrote:\n> Hello\n> again\n')).toEqual({ own: 'Thank you.', quoted: 'On Monday Tomasz wrote:\n> Hello\n> again' })
    expect(unquoted('One\n> quoted in between\nTwo')).toEqual({ own: 'One\n> quoted in between\nTwo', quoted: '' })
    expect(unquoted('Only mine ')).toEqual({ own: 'Only mine', quoted: '' })
  })
})

describe('the way', () => {
  const metrics = [{ key: 'nps', min: 0, max: 10 }]
  const step = (more: Partial<WayStep>): WayStep => ({ at: '', touchpoint: null, event: null, text: null, emotion: null, score: null, feedback_id: null, ...more })
  it('puts a rating on the scale of feelings and keeps a felt one within it', () => {
    expect([step({ emotion: 1.5 }), step({ emotion: 9 }), step({ score: { metric: 'nps', value: 0 } }), step({ score: { metric: 'nps', value: 5 } }), step({ score: { metric: 'gone', value: 5 } }), step({})].map((one) => emotionOf(one, metrics))).toEqual([1.5, 2, -2, 0, null, null])
  })
  it('draws up for good and down for bad, and nothing where nobody said', () => {
    const list = points([step({ emotion: 2 }), step({}), step({ emotion: -2 })], metrics)
    expect(list.map((one) => one.y)).toEqual([8, null, 92])
    expect(list.map((one) => one.mood)).toEqual(['pos', 'mid', 'neg'])
    expect(drawable(list)).toBe(true)
    expect(drawable(list.slice(0, 2))).toBe(false)
  })
  it('tells a long way by what was felt and by its end, in order', () => {
    const long = [step({ at: '1', emotion: 1 }), ...['2', '3', '4', '5', '6', '7', '8'].map((at) => step({ at }))]
    expect(shortened(long, 4).map((one) => one.at)).toEqual(['1', '6', '7', '8'])
    expect(shortened(long.slice(0, 3), 4)).toHaveLength(3)
  })
  it('draws promised and lived to one scale', () => {
    expect(proportions(300, 3000)).toEqual({ promised: 10, lived: 100 })
    expect(proportions(300, 150)).toEqual({ promised: 100, lived: 50 })
    expect(proportions(0, 0)).toEqual({ promised: 0, lived: 0 })
  })
})

describe('causes', () => {
  const cause = (id: string, parent_id: string | null, position = 1): Cause => ({ id, key: id, name: id.toUpperCase(), parent_id, position, active: true, revision: 1, created_at: '', updated_at: '' })
  it('stand under their parents, in their order, with their path', () => {
    const list = placed([cause('b', null, 2), cause('a', null, 1), cause('a2', 'a', 2), cause('a1', 'a', 1)])
    expect(list.map((one) => [one.depth, one.path])).toEqual([[0, 'A'], [1, 'A › A1'], [1, 'A › A2'], [0, 'B']])
  })
  it('are never lost, even under a parent that is gone or in a ring', () => {
    expect(placed([cause('x', 'gone'), cause('p', 'q'), cause('q', 'p')]).map((one) => one.cause.id).sort()).toEqual(['p', 'q', 'x'])
  })
  it('may not go under themselves', () => expect([...below([cause('a', null), cause('b', 'a'), cause('c', 'b'), cause('d', null)], 'a')].sort()).toEqual(['a', 'b', 'c']))
  it('are few that make most of it', () => {
    expect(vitalFew([{ cumulative: 0.5 }, { cumulative: 0.8 }, { cumulative: 1 }])).toBe(2)
    expect(vitalFew([{ cumulative: 0.4 }])).toBe(1)
  })
})

describe('the queue', () => {
  it('asks for mine by deadline until told otherwise', () => {
    expect(paramsOf({})).toEqual({ open: true, mine: true, sort: 'due' })
    expect(paramsOf({ view: 'closed', touchpoint: ['a', 'b'], sort: 'value', q: 'wifi' })).toEqual({ state: 'closed', touchpoint: ['a', 'b'], q: ['wifi'], sort: 'value' })
    expect(paramsOf({ view: 'open' })).toEqual({ open: true, sort: 'due' })
    expect([viewOf({ view: 'nonsense' }), sortOf({ sort: 'nonsense' })]).toEqual(['mine', 'due'])
  })
  it('begins with what is mine for who answers for touchpoints, with all that is open for who runs the whole', () => {
    expect(['administrator', 'cx_manager', 'analyst', 'touchpoint_owner', 'employee'].map((role) => usualView(role as 'analyst'))).toEqual(['open', 'open', 'open', 'mine', 'mine'])
    expect([paramsOf({}, 'open'), paramsOf({ view: 'mine' }, 'open')]).toEqual([{ open: true, sort: 'due' }, { open: true, mine: true, sort: 'due' }])
  })
  it('keeps its order for the desk', () => {
    keepWalk({ ids: ['a', 'b', 'c'], total: 7, back: {} })
    expect(placeIn('b')).toEqual({ at: 2, of: 7, before: 'a', after: 'c' })
    expect(placeIn('a')?.before).toBeUndefined()
    expect(placeIn('z')).toBeNull()
  })
  it('keeps its order when something happens; counts and the open case follow', () => {
    expect([['cases', 'counts'], ['cases', 'id', {}], ['notifications'], ['case_queue'], ['feedback']].map(isAboutCases)).toEqual([true, true, true, false, false])
  })
})

describe('a rule', () => {
  it('is parted into what is picked and what is typed, and joined to the same', () => {
    const filter = 'metric=nps&score_max=6&q=wifi&touchpoint=room&touchpoint=bar&value_min=5000'
    const apart = parted(filter)
    expect(apart).toEqual({ picked: { touchpoint: ['room', 'bar'] }, typed: { metric: 'nps', score_max: '6', q: 'wifi', value_min: '5000' } })
    expect(parted(joined(apart))).toEqual(apart)
    expect(parted('from=2026-01-01&period=all')).toEqual({ picked: {}, typed: {} })
  })
  it('keeps what it cannot type: several metrics stay several', () => expect(joined(parted('metric=nps&metric=csat'))).toBe('metric=nps&metric=csat'))
  it('has at most one action of a kind, in its place', () => {
    const one = withAction(withAction([{ kind: 'open_case' }], 'tag', { tag: 'vip' }), 'open_case', { case_kind: 'complaint' })
    expect(one).toEqual([{ kind: 'open_case', case_kind: 'complaint' }, { kind: 'tag', tag: 'vip' }])
    expect(withAction(one, 'open_case', null)).toEqual([{ kind: 'tag', tag: 'vip' }])
    expect(actionOf(one, 'tag')).toEqual({ kind: 'tag', tag: 'vip' })
  })
  it('keeps minutes and is typed in hours', () => {
    expect([90, null, 0].map(hoursOf)).toEqual(['1.5', '', '0'])
    expect(['1,5', '', 'x', '-1', '0.25'].map(minutesOf)).toEqual([90, null, null, null, 15])
  })
  it('is tried by what decides it alone', () => expect(dryOf({ name: 'x', filter: 'kind=note', actions: [], position: 3 }, 'a', 'b')).toEqual({ filter: 'kind=note', actions: [], from: 'a', to: 'b' }))
})

describe('figures', () => {
  const span = (median_s: number | null): Span => ({ median_s, lo_s: null, hi_s: null, p90_s: median_s === null ? null : 2 * median_s, n: 9, reason: null })
  const row = (key: string, seconds: number | null, n = 9, value: number | null = 0.8): FigureRow => ({ key, n, open: 0, overdue: 0, first_answer: span(seconds), close: span(null), within_target: { n, value, lo: null, hi: null, tier: value === null ? 'none' : 'normal' }, reopened: { n, value: null, lo: null, hi: null, tier: 'none' }, recovered: null, first_contact: null })
  it('open with what a customer feels, and say only what is known', () => {
    expect(sentence(row('', 12_000))).toBe('Half of the customers have an answer after 3 h 20 min; 80% of answers come in time.')
    expect(sentence(row('', 12_000, 9, null))).toBe('Half of the customers have an answer after 3 h 20 min.')
    expect(sentence(row('', null, 4))).toBe('None of 4 cases has an answer yet.')
    expect(sentence(row('', null, 0))).toBe('No cases in this period.')
  })
  it('name the slowest first and the unknown last', () => {
    expect(slowestFirst([row('a', 60), row('b', null), row('c', 600)]).map((one) => one.key)).toEqual(['c', 'a', 'b'])
    expect(spanCell(span(null))).toEqual({ value: '–', more: '' })
    expect(spanCell(span(3600))).toEqual({ value: '1 h', more: '9 of 10 within 2 h' })
  })
})

describe('events of a webhook', () => {
  it('are grouped by what they are about', () => expect(grouped(['case.opened', 'feedback.received', 'case.closed'])).toEqual([['case', ['case.opened', 'case.closed']], ['feedback', ['feedback.received']]]))
})

describe('contacts a case', () => {
  const side = (per_case: number | null, more: Partial<Contacts> = {}): Contacts => ({ n: per_case === null ? 0 : 40, contacts: 60, per_case, lo: per_case === null ? null : per_case - 0.2, hi: per_case === null ? null : per_case + 0.2, tier: 'normal', reason: null, ...more })
  const found = (more: Partial<CaseContacts>): CaseContacts => ({ from: '2026-09-01T00:00:00Z', to: '2026-11-01T00:00:00Z', window_days: 14, since: '2026-10-07T10:00:00Z', before: side(2), after: side(1.2), between: 3, difference: { value: -0.8, lo: -1.1, hi: -0.5, p: 0.001, stands: true }, period: 'week', by_period: [], reason: null, ...more })
  const points = contactPoints({ period: 'week', by_period: [{ key: '2026-W42', ...side(1) }, { key: '2026-W40', ...side(2) }] })
  it('leave a gap where no case was opened', () => {
    expect(points.map((one) => [one.key, one.n, one.value])).toEqual([['2026-W40', 40, 2], ['2026-W41', 0, null], ['2026-W42', 40, 1]])
    expect(contactPoints({ period: 'week', by_period: [] })).toEqual([])
    expect(contactPoints({ period: 'month', by_period: [{ key: '2026-10', ...side(1) }, { key: '2026-08', ...side(2) }] }).map((one) => [one.key, one.from, one.value])).toEqual([['2026-08', '2026-08-01', 2], ['2026-09', '2026-09-01', null], ['2026-10', '2026-10-01', 1]])
    expect(contactPoints({ period: 'week', by_period: [{ key: '2026-W40', ...side(3, { n: 2, tier: 'raw' }) }] }).map((one) => [one.n, one.value])).toEqual([[2, null]])
  })
  it('have a level on each side of the day when the first message went out', () => {
    // a Wednesday: two of seven days into the second of the three weeks
    expect(contactStart(found({}), points)).toBeCloseTo(1 + 2 / 7 - 0.5)
    expect(contactLevels(found({}), points).map((one) => [one.value, Math.round(one.from * 100), Math.round(one.to * 100)])).toEqual([[2, 0, 29], [1.2, 129, 200]])
  })
  it('have no levels while nobody was told, or when that lies beside the weeks', () => {
    expect(contactLevels(found({ since: null }), points)).toEqual([])
    expect(contactStart(found({ since: '2027-10-07T10:00:00Z' }), points)).toBeNull()
  })
  it('say fewer only where a test stands', () => {
    expect(contactSentence(found({}))).toBe('Fewer contacts a case: −0.80 (−1.10 to −0.50).')
    expect(contactSentence(found({ difference: { value: -0.8, lo: -1.7, hi: 0.1, p: 0.09, stands: false } }))).toBe('No difference beyond chance.')
    expect(contactSentence(found({ before: side(null), difference: null }))).toBe('No case from the time before to compare with.')
    expect(contactSentence(found({ after: side(null), difference: null }))).toBe('No case yet whose 14 days are over.')
  })
})
