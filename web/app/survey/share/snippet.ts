// The line that a firm puts into its page (web/embed reads it).
export const looks = ['inline', 'popup', 'tab'] as const
export type Look = (typeof looks)[number]
export const openings = ['now', 'delay', 'scroll', 'exit', 'click', 'visit'] as const
export type Opening = (typeof openings)[number]
export interface Choices { look: Look; opens: Opening; number: number; selector: string; share: number; again: number }
export const usual: Choices = { look: 'popup', opens: 'delay', number: 10, selector: '.feedback', share: 100, again: 30 }

const quoted = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
export function snippetOf(origin: string, key: string, choices: Choices, title: string): string {
  const { look, opens, number, selector, share, again } = choices
  const all: [string, string][] = [['survey', key], ['look', look]]
  if (look === 'popup') {
    if (opens === 'click') all.push(['click', selector])
    else if (opens === 'exit') all.push(['exit', 'true'])
    else if (opens !== 'now') all.push([opens, String(number)])
  }
  if (look !== 'tab') {
    if (share < 100) all.push(['share', String(share)])
    if (look === 'popup' && opens !== 'click') all.push(['again', String(again)])
  }
  const words = all.map(([name, value]) => ` data-${name}="${quoted(value)}"`).join('')
  return `<script async src="${origin}/embed.js"${words}></script>\n<noscript><a href="${origin}/s/${key}">${quoted(title)}</a></noscript>`
}
/** Sites as people write them, one a line; without a path. */
export const sitesOf = (text: string): string[] => [...new Set(text.split(/[\s,]+/).map((one) => one.trim().toLowerCase().replace(/^(https?:\/\/[^/]+)\/.*$/, '$1')).filter(Boolean))]
