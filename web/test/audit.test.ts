import { describe, expect, it } from 'vitest'
import { titleOf } from '../app/people/audit/title'

const people = [{ id: 'u1', name: 'Anna', email: 'anna@example.org' }, { id: 'u2', name: '', email: 'olga@example.org' }]
const entry = (after: Record<string, unknown> | null, more: object = {}) => ({ kind: 'practice', record_id: 'r1', before: null, after, ...more })

describe('what a changed record is called', () => {
  it('has its name, else its title, else the first words of its text', () => {
    expect(titleOf(entry({ key: 'desk', name: 'Front desk' }), people, 'en')).toBe('Front desk')
    expect(titleOf(entry({ key: 'C-12', title: 'Cold soup' }), people, 'en')).toBe('Cold soup')
    expect(titleOf(entry({ text: 'Call back  within\nan hour.' }), people, 'en')).toBe('Call back within an hour.')
  })
  it('is cut between words where it is long', () => {
    const title = titleOf(entry({ text: 'word '.repeat(40) }), people, 'en')
    expect(title).toBe(`${'word '.repeat(16).trim()}…`)
  })
  it('speaks the language of whoever reads, or any that is there', () => {
    const text = { pl: 'Cisza', ru: 'Тишина' }
    expect(titleOf(entry({ text }), people, 'ru')).toBe('Тишина')
    expect(titleOf(entry({ text }), people, 'en')).toBe('Cisza')
  })
  it('keeps the name that only was there before', () => expect(titleOf(entry(null, { before: { name: 'Gone' } }), people, 'en')).toBe('Gone'))
  it('names the person it is about', () => {
    expect(titleOf(entry({ user_id: 'u1', from: '2026-01-01' }, { kind: 'absence' }), people, 'en')).toBe('Anna')
    expect(titleOf(entry(null, { kind: 'person', record_id: 'u2' }), people, 'en')).toBe('olga@example.org')
  })
  it('says nothing where nothing says it', () => expect(titleOf(entry({ most: 3 }), people, 'en')).toBe(''))
})
