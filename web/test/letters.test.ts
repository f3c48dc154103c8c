import { describe, expect, it } from 'vitest'
import type { Message } from '@app/casework/shape'
import { bareSubject, folded, isBeginning, lastFrom, parted, stuck, subjectAt, subjectOfReply, underWay } from '@app/casework/thread'
import { askedEvent, surveysSent } from '@app/casework/findings/Asked'
import { withStatusLink } from '@app/casework/letter'
import { handOver, imapPort } from '@app/hook/shape'

const letter = (id: string, more: Partial<Message> = {}): Message => ({ id, at: '2026-11-22T10:00:00Z', direction: 'in', from: 'nora@example.org', from_name: null, to: 'help@firm.example', subject: 'Towels', body: id, quoted: null, state: 'received', by: null, ask_after: false, automatic: false, attachments: [], left_out: 0, ...more })
const ids = (list: readonly Message[]) => list.map((one) => one.id).join('')

describe('a thread', () => {
  const many = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((id) => letter(id))
  it('folds all but the last letters, and never a single one', () => {
    expect([folded(many, 5)].map(({ earlier, shown }) => `${ids(earlier)}|${ids(shown)}`)).toEqual(['abc|defgh'])
    expect(folded(many.slice(0, 6), 5).earlier).toEqual([])
    expect(folded(many.slice(0, 7), 5).earlier).toHaveLength(2)
  })
  it('parts what they wrote from what their program repeats, by the server where it has parted it', () => {
    expect(parted({ body: 'Thank you.\n', quoted: 'On Monday we wrote:\n> Sorry' })).toEqual({ own: 'Thank you.', quoted: 'On Monday we wrote:\n> Sorry' })
    expect(parted({ body: 'Thank you.\n\nOn Monday we wrote:\n> Sorry', quoted: null })).toEqual({ own: 'Thank you.', quoted: 'On Monday we wrote:\n> Sorry' })
  })
  it('says a subject once, until it is another', () => {
    expect(['Re: Re: Towels', 'ODP: Fwd: Towels', 'Отв: Towels', 'Re[2]: Towels', 'Regarding towels'].map(bareSubject)).toEqual(['Towels', 'Towels', 'Towels', 'Towels', 'Regarding towels'])
    const list = [letter('a'), letter('b', { subject: 'Re: Towels' }), letter('c', { subject: 'The bill' }), letter('d', { subject: '' })]
    expect(list.map((_, at) => subjectAt(list, at))).toEqual(['Towels', null, 'The bill', null])
  })
  it('is answered to a person, not to their machine', () => {
    const list = [letter('a', { subject: 'Towels' }), letter('b', { automatic: true, subject: 'I am away' })]
    expect(lastFrom(list)?.id).toBe('a')
    expect(subjectOfReply(list)).toBe('Re: Towels')
    expect(subjectOfReply([letter('o', { direction: 'out', subject: 'Your towels', state: 'sent' })])).toBe('Re: Your towels')
    expect(subjectOfReply([letter('o', { direction: 'out', subject: 'We got it', automatic: true })])).toBe('')
  })
  it('looks again while something goes out, and says when it waits for a server', () => {
    const out = letter('o', { direction: 'out', state: 'queued' })
    const at = Date.parse(out.at)
    expect([underWay([out], at + 5_000), stuck(out, at + 5_000)]).toEqual([true, false])
    expect([underWay([out], at + 300_000), stuck(out, at + 300_000)]).toEqual([false, true])
    expect(underWay([letter('s', { direction: 'out', state: 'sent' })], at)).toBe(false)
  })
  it('does not repeat the complaint it begins with', () => {
    expect(isBeginning(letter('a', { body: 'The room was\ncold.' }), 'Cold room\n\nThe room was cold.')).toBe(true)
    expect(isBeginning(letter('a', { body: 'Thank you.' }), 'The room was cold.')).toBe(false)
    expect(isBeginning(letter('a', { body: '' }), 'The room was cold.')).toBe(false)
    expect(isBeginning(letter('a', { body: 'The room was cold.', direction: 'out' }), 'The room was cold.')).toBe(false)
  })
})
describe('the customer’s own page', () => {
  it('is filled in where the server does not know its address', () => {
    expect(withStatusLink('See {status_link}, {remedy}', '/c/abc', 'https://cx.example')).toBe('See https://cx.example/c/abc, {remedy}')
    expect(withStatusLink('See {status_link}', 'https://other.example/c/abc', 'https://cx.example')).toBe('See https://other.example/c/abc')
    expect(withStatusLink('See {status_link}', null, 'https://cx.example')).toBe('See {status_link}')
  })
})
describe('customers behind a finding', () => {
  it('are asked only by surveys whose campaign runs on that event', () => {
    const campaign = (survey_id: string, event_type: string | null, state: 'sending' | 'paused') => ({ survey_id, event_type, state })
    expect([...surveysSent([campaign('a', askedEvent, 'sending'), campaign('b', askedEvent, 'paused'), campaign('c', 'stay_ended', 'sending'), campaign('d', null, 'sending')])]).toEqual(['a'])
  })
})
describe('incoming mail', () => {
  it('changes the port with the encryption, unless someone chose their own', () => {
    expect([imapPort('starttls', 'tls', 993), imapPort('tls', 'none', 143), imapPort('tls', 'none', 10143)]).toEqual([143, 993, 10143])
  })
  it('can be tried from a terminal', () => expect(handOver('https://cx.example/mail/incoming', 'abc')).toBe("curl --fail --data-binary @- -H 'Content-Type: message/rfc822' -H 'Authorization: Bearer abc' https://cx.example/mail/incoming"))
})
