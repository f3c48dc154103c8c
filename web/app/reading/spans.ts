// Spans are bytes [from, to) of the UTF-8 text; a browser counts UTF-16 units. Here the one becomes the other.
export interface Span { from: number; to: number }
/** A span and what it says of its words; `id` tells which label it belongs to. */
export interface Marked extends Span { id: string }
export interface Piece<M extends Marked> { text: string; marks: M[] }

const widthOf = (point: number) => point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4
/** For each wanted byte the unit where its character begins; past the end the length. A byte inside a character is rounded: down for a beginning, up for an end. */
export function unitsOf(text: string, wanted: readonly number[], up = false): number[] {
  const order = [...new Set(wanted)].sort((a, b) => a - b)
  const found = new Map<number, number>()
  let [byte, unit, next] = [0, 0, 0]
  for (const character of text) {
    const width = widthOf(character.codePointAt(0)!)
    for (; next < order.length && order[next]! < byte + width; next++) found.set(order[next]!, up && order[next]! > byte ? unit + character.length : unit)
    byte += width
    unit += character.length
  }
  for (; next < order.length; next++) found.set(order[next]!, unit)
  return wanted.map((one) => found.get(one)!)
}
/** The words under some spans, in the order given. */
export function wordsOf(text: string, spans: readonly Span[]): string[] {
  const [from, to] = [unitsOf(text, spans.map((one) => one.from)), unitsOf(text, spans.map((one) => one.to), true)]
  return spans.map((_, at) => text.slice(from[at], to[at]))
}
/** Cuts a text wherever a span begins or ends, so that spans which meet stay apart; nothing of the text is lost. Empty and reversed spans mark nothing. */
export function cut<M extends Marked>(text: string, marks: readonly M[]): Piece<M>[] {
  const [from, to] = [unitsOf(text, marks.map((one) => one.from)), unitsOf(text, marks.map((one) => one.to), true)]
  const real = marks.flatMap((mark, at) => from[at]! < to[at]! ? [{ mark, from: from[at]!, to: to[at]! }] : [])
  const ends = [...new Set([0, text.length, ...real.flatMap((one) => [one.from, one.to])])].sort((a, b) => a - b)
  return ends.slice(0, -1).map((begin, at) => ({ text: text.slice(begin, ends[at + 1]), marks: real.filter((one) => one.from <= begin && one.to > begin).map((one) => one.mark) }))
}
/** Units of a text as bytes of its UTF-8: what is found by searching is marked like everything else. */
export function bytesOf(text: string, from: number, to: number): Span {
  const size = (part: string) => { let bytes = 0; for (const character of part) bytes += widthOf(character.codePointAt(0)!); return bytes }
  const start = size(text.slice(0, from))
  return { from: start, to: start + size(text.slice(from, to)) }
}
