// Headers as people write them: one a line, a name, a colon, a value.
export const linesOf = (headers: Record<string, string>) => Object.entries(headers).map(([name, value]) => `${name}: ${value}`).join('\n')
/** null while a line is not complete. */
export function headersOf(text: string): Record<string, string> | null {
  const out: Record<string, string> = {}
  for (const line of text.split('\n').map((one) => one.trim()).filter(Boolean)) {
    const found = /^([\w!#$%&'*+.^`|~-]+)\s*:\s*(.+)$/.exec(line)
    if (!found) return null
    out[found[1]!] = found[2]!
  }
  return out
}
