import { describe, expect, it } from 'vitest'
import { changed, emptied, filled, theirs } from '../app/record/changed'

describe('what a form sends', () => {
  const stored = { name: 'Parking', description: 'Forty places', channels: ['web'], owner_id: null }
  it('says of a new record only what was filled in', () => expect(filled({ name: 'Sauna', description: '', owner_id: null, channels: [], position: 0, external: false })).toEqual({ name: 'Sauna', channels: [], position: 0, external: false }))
  it('takes an emptied text away instead of storing nothing', () => expect(emptied(changed(stored, { description: '' }))).toEqual({ description: null }))
  it('sends nothing when an edit came back to where it began', () => expect(changed(stored, { name: 'Parking', channels: ['web'] })).toEqual({}))
})
describe('a conflict', () => {
  it('shows what is stored only where the own draft says otherwise', () => {
    expect(theirs({ name: 'Garage', description: 'new', external: true }, { name: 'Car park', description: 'new' })).toEqual({ name: 'Garage' })
  })
  it('shows nothing for a field nobody of the two touched', () => expect(theirs({ name: 'Garage', position: 3 }, { name: 'Garage' })).toEqual({}))
})
