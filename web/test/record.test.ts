import { describe, expect, it } from 'vitest'
import { slug } from '../kit/slug'
import { changed } from '../app/record/changed'
import { moves } from '../app/record/order'
import { differences, inWords } from '../app/people/audit/diff'
import { placeOptions, treeOf, within } from '../app/firm/tree'
import type { Location } from '../app/types'

const stored = { revision: 1, created_at: '', updated_at: '' }
const place = (id: string, parent_id: string | null, name = id): Location => ({ ...stored, id, key: id, name, parent_id, kind: 'branch' })

describe('a key from a name', () => {
  it('writes three alphabets in small Latin letters', () => {
    expect(slug('Łódź, Świętego Ducha')).toBe('lodz_swietego_ducha')
    expect(slug('Щучья бухта')).toBe('shchuchya_bukhta')
    expect(slug('  Wi-Fi & Co. ')).toBe('wi_fi_co')
  })
  it('gives nothing for a name without letters', () => expect(slug('!?')).toBe(''))
})
describe('the merge patch', () => {
  const record = { name: 'Room', channels: ['web'], owner_id: null }
  it('holds only what is different now', () => expect(changed(record, { name: 'Room', channels: ['web', 'app'] })).toEqual({ channels: ['web', 'app'] }))
  it('takes absent and null as the same', () => expect(changed(record, { owner_id: undefined })).toEqual({}))
})
describe('the order', () => {
  const rows = ['a', 'b', 'c'].map((id, at) => ({ ...stored, id, position: at + 1 }))
  it('writes only the two places that were exchanged', () => expect(moves(rows, 'b', 1).map(({ row, position }) => [row.id, position])).toEqual([['c', 2], ['b', 3]]))
  it('does nothing beyond the ends', () => { expect(moves(rows, 'a', -1)).toEqual([]); expect(moves(rows, 'c', 1)).toEqual([]) })
  it('puts straight positions that were all the same', () => expect(moves(rows.map((one) => ({ ...one, position: 0 })), 'a', 1)).toHaveLength(3))
})
describe('places', () => {
  const places = [place('sopot', 'pl'), place('pl', null), place('gdansk', 'pl'), place('lv', null)]
  it('stand under their parents by name', () => expect(treeOf(places).map((leaf) => [leaf.place.id, leaf.depth])).toEqual([['lv', 0], ['pl', 0], ['gdansk', 1], ['sopot', 1]]))
  it('are all seen, even in a ring', () => expect(treeOf([place('a', 'b'), place('b', 'a')]).map((leaf) => leaf.place.id).sort()).toEqual(['a', 'b']))
  it('cannot be put under themselves', () => expect(placeOptions(places, within(places, 'pl')).map((one) => one.value)).toEqual(['lv']))
})
describe('the audit trail', () => {
  it('shows the fields that became different and not the housekeeping', () => expect(differences({ name: 'A', revision: 1, tags: [] }, { name: 'B', revision: 2, tags: [] })).toEqual([{ field: 'name', before: 'A', after: 'B' }]))
  it('shows every field of a new record', () => expect(differences(null, { name: 'B', owner: null })).toEqual([{ field: 'name', before: undefined, after: 'B' }]))
  it('writes nothing as a dash', () => { expect(inWords(null)).toBe('–'); expect(inWords(['x'])).toBe('["x"]'); expect(inWords(false)).toBe('false') })
})
