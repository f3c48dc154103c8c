// The answer begun from a template. What is not known stays in the text as {name} until a person fills it.
export interface Piece { text: string; /** the name of a blank that still waits */ blank: string | null }
const pattern = /\{([\p{L}_][\p{L}\p{N}_ .-]*)\}/gu

/** Cuts a text where blanks stand; joined again it is the same text. */
export function pieces(text: string): Piece[] {
  const out: Piece[] = []
  let from = 0
  for (const found of text.matchAll(pattern)) {
    if (found.index > from) out.push({ text: text.slice(from, found.index), blank: null })
    out.push({ text: found[0], blank: found[1]! })
    from = found.index + found[0].length
  }
  if (from < text.length) out.push({ text: text.slice(from), blank: null })
  return out
}
/** The blanks that still wait, each once, in the order they stand. */
export const blanksOf = (...texts: readonly string[]): string[] => [...new Set(texts.flatMap((text) => pieces(text).flatMap((one) => one.blank === null ? [] : [one.blank])))]
/** Where the first blank stands, in units of the text: to be selected, so that typing replaces it. */
export function firstBlank(text: string): { from: number; to: number } | null {
  let at = 0
  for (const piece of pieces(text)) {
    if (piece.blank !== null) return { from: at, to: at + piece.text.length }
    at += piece.text.length
  }
  return null
}
/** Re: once, however often a conversation goes back and forth. */
export const replySubject = (subject: string) => /^(re|odp|отв)\s*:/i.test(subject) ? subject : `Re: ${subject}`
/** What was quoted below a reply is folded away: lines that begin with >, and the line that introduces them. */
export function unquoted(body: string): { own: string; quoted: string } {
  const lines = body.split('\n')
  let at = lines.findIndex((line, index) => line.startsWith('>') && lines.slice(index).every((rest) => rest.startsWith('>') || rest.trim() === ''))
  if (at < 0) return { own: body.trimEnd(), quoted: '' }
  while (at > 0 && (lines[at - 1]!.trim() === '' || /:\s*$/.test(lines[at - 1]!))) { at -= 1; if (/:\s*$/.test(lines[at]!)) break }
  return { own: lines.slice(0, at).join('\n').trimEnd(), quoted: lines.slice(at).join('\n').trim() }
}
/** Where the server does not know its own address the page one stands on does: the customer's own page is filled in here. */
export const withStatusLink = (text: string, statusUrl: string | null, origin: string): string => statusUrl ? text.replaceAll('{status_link}', new URL(statusUrl, origin).href) : text
