import { describe, expect, it } from 'vitest'
import type { Field } from '@respond/answers'
import { wayThrough, type Whole } from '@respond/way'

const whole: Whole = {
  today: '2026-11-22', hidden: { room: '7' },
  pages: [
    { name: 'start', questions: [{ name: 'nps', type: 'rating', required: true }, { name: 'why', type: 'comment', visibleIf: ['{nps} <= 6'] }] },
    { name: 'room', visibleIf: '{room} = 7', questions: [{ name: 'bed', type: 'rating' }] },
    { name: 'bad', visibleIf: '{nps} < 3', questions: [{ name: 'call', type: 'boolean' }] },
    { name: 'empty', questions: [{ name: 'more', type: 'comment', visibleIf: ['{why} notempty'] }] },
    { name: 'end', questions: [{ name: 'bye', type: 'html' }] },
  ],
  triggers: [
    { page: 'start', when: '{nps} = 0', completes: true, screenOut: true },
    { page: 'room', when: '{bed} = 5', goTo: 'start' },
    { page: 'room', when: '{bed} = 5', goTo: 'end' },
  ],
  words: { progress: '{0}/{1}', next: 'Next', send: 'Send' }, thanks: { title: 'T', text: 't' }, screened: { title: 'S', text: 's' },
}
const way = (given: Record<string, Field[]>) => { const { stops, screened } = wayThrough(whole, (page) => given[page] ?? []); return [stops.map((one) => one.page).join(' '), screened] }

describe('the way through a survey without the server', () => {
  it('is all pages that have something to ask', () => expect(way({})).toEqual(['start room end', false]))
  it('follows conditions of pages and questions', () => {
    expect(way({ start: [['q.nps', '9']] })).toEqual(['start room end', false])
    expect(way({ start: [['q.nps', '1'], ['q.why', 'Cold']] })).toEqual(['start room bad empty end', false])
  })
  it('forgets answers that are not asked for any more', () => expect(way({ start: [['q.nps', '9'], ['q.why', 'Cold']] })).toEqual(['start room end', false]))
  it('goes forward by a trigger, never back', () => expect(way({ start: [['q.nps', '1']], room: [['q.bed', '5']] })).toEqual(['start room end', false]))
  it('ends where a trigger ends it', () => expect(way({ start: [['q.nps', '0']], room: [['q.bed', '2']] })).toEqual(['start', true]))
  it('gives each page what was answered before it', () => {
    const { stops } = wayThrough(whole, (page) => page === 'start' ? [['q.nps', '1']] : [])
    expect(stops[1]!.logic.answers).toMatchObject({ nps: '1', room: '7' })
    expect(stops[0]!.logic.answers).not.toHaveProperty('nps')
  })
})
