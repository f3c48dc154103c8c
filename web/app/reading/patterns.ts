// Words by which a topic is found: written one a line, kept as a list.
export const linesOf = (text: string): string[] => [...new Set(text.split(/[\n,;]+/).map((line) => line.trim().replace(/\s+/g, ' ')).filter(Boolean))]
export const textOf = (patterns: readonly string[] | null | undefined): string => (patterns ?? []).join('\n')
/** What the server would refuse, said before it is sent: a star in the middle, only a star, too many. */
export function wrongPattern(patterns: readonly string[], limit = 200): { at: number; why: 'star' | 'many' } | null {
  if (patterns.length > limit) return { at: limit, why: 'many' }
  const at = patterns.findIndex((one) => one.split(' ').some((word) => word === '*' || word.slice(0, -1).includes('*')))
  return at < 0 ? null : { at, why: 'star' }
}
