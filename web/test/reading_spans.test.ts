import { describe, expect, it } from 'vitest'
import { bytesOf, cut, unitsOf, wordsOf } from '../app/reading/spans'

const encoder = new TextEncoder()
/** Where some words stand, counted as the server counts: by the bytes of its UTF-8. */
const span = (text: string, words: string, id = words) => { const at = text.indexOf(words); const from = encoder.encode(text.slice(0, at)).length; return { id, from, to: from + encoder.encode(words).length } }
const polish = 'Śniadanie świetne, obsługa fatalna.'
const russian = 'Номер прекрасный, но ждали долго'
const faces = 'Ok 👍🏽 but 😡 wait'

describe('bytes and units', () => {
  it('find the words where letters take two bytes', () => {
    expect(wordsOf(polish, [span(polish, 'świetne'), span(polish, 'fatalna')])).toEqual(['świetne', 'fatalna'])
    expect(wordsOf(russian, [span(russian, 'ждали долго')])).toEqual(['ждали долго'])
  })
  it('find the words behind signs of two units and four bytes', () => expect(wordsOf(faces, [span(faces, '😡'), span(faces, 'wait')])).toEqual(['😡', 'wait']))
  it('agree with the encoder at every character of a text', () => {
    for (const text of [polish, russian, faces, 'é\u0301 ⃣ 👨‍👩‍👧 end']) {
      let unit = 0
      for (const character of text) {
        expect(unitsOf(text, [encoder.encode(text.slice(0, unit)).length])).toEqual([unit])
        unit += character.length
        expect(bytesOf(text, 0, unit)).toEqual({ from: 0, to: encoder.encode(text.slice(0, unit)).length })
      }
    }
  })
  it('take the whole character when a byte stands inside it, and the end when it stands beyond', () => {
    expect(wordsOf('ąb', [{ from: 1, to: 2 }])).toEqual(['ą'])
    expect(wordsOf('ąb', [{ from: 0, to: 1 }])).toEqual(['ą'])
    expect(wordsOf('ab', [{ from: 1, to: 99 }])).toEqual(['b'])
  })
})
describe('a marked text', () => {
  const joined = (pieces: { text: string }[]) => pieces.map((one) => one.text).join('')
  it('loses nothing and knows what each piece belongs to', () => {
    const pieces = cut(polish, [span(polish, 'świetne'), span(polish, 'obsługa'), span(polish, 'obsługa fatalna')])
    expect(joined(pieces)).toBe(polish)
    expect(pieces.map((one) => [one.text, one.marks.map((mark) => mark.id)])).toEqual([['Śniadanie ', []], ['świetne', ['świetne']], [', ', []], ['obsługa', ['obsługa', 'obsługa fatalna']], [' fatalna', ['obsługa fatalna']], ['.', []]])
  })
  it('is one piece when nothing is marked, and none when there is no text', () => {
    expect(cut('abc', [])).toEqual([{ text: 'abc', marks: [] }])
    expect(cut('', [{ id: 'x', from: 0, to: 4 }])).toEqual([])
  })
  it('is not broken by spans that are empty, reversed or beyond the end', () => {
    const odd = [{ id: 'a', from: 2, to: 2 }, { id: 'b', from: 3, to: 1 }, { id: 'c', from: 50, to: 60 }]
    expect(cut('abcdef', odd)).toEqual([{ text: 'abcdef', marks: [] }])
  })
})
