// What stands in a form, as the values an expression sees. Field names are the server's (src/survey/form.h): q.NAME,
// q.NAME.ROW, q.NAME.ROW.importance, q.NAME.other.
import { decides, type Value, type Values } from './expression'

/** What of a page decides: its questions in their order, and what is known from before. The server writes it (src/http/respond_logic.h). */
export interface Logic {
  /** the firm's day */
  today: string
  /** of earlier pages */
  answers: Values
  hidden: Values
  questions: { name: string; type: string; visibleIf?: string[]; required?: boolean; requiredIf?: string; choices?: { value: string; visibleIf: string }[] }[]
}
export type Field = readonly [name: string, value: string]

/** The answer to one question, and own words for "other" under NAME-Comment. Nothing filled in is nothing. */
export function answerTo({ name, type }: { name: string; type: string }, fields: readonly Field[]): Record<string, Value> {
  const whole = `q.${name}`
  const own = fields.map(([field, value]) => [field, value.trim()] as const).filter(([field, value]) => value !== '' && (field === whole || field.startsWith(`${whole}.`)))
  const out: Record<string, Value> = {}
  const words = own.find(([field]) => field === `${whole}.other`)?.[1]
  const direct = own.filter(([field]) => field === whole).map(([, value]) => value)
  const parts: Record<string, Value> = {}
  for (const [field, value] of own) {
    if (field === whole || (words !== undefined && field === `${whole}.other`)) continue
    const rest = field.slice(whole.length + 1)
    const pair = /^(.*)\.(importance|performance)$/.exec(rest)
    if (pair && type === 'importance') parts[pair[1]!] = { ...(parts[pair[1]!] as object | undefined), [pair[2]!]: value }
    else parts[rest] = value
  }
  if (type === 'checkbox') { if (direct.length) out[name] = direct }
  else if (type === 'ranking') { const order = Object.keys(parts).sort((a, b) => parts[a] - parts[b]); if (order.length) out[name] = order }
  else if (direct.length) out[name] = direct[0]
  else if (Object.keys(parts).length) out[name] = parts
  if (words !== undefined) {
    // who writes own words means "other", ticked or not
    out[`${name}-Comment`] = words
    if (!direct.length) out[name] = type === 'checkbox' ? ['other'] : 'other'
    else if (type === 'checkbox' && !direct.includes('other')) out[name] = [...direct, 'other']
  }
  return out
}
export interface Decision { shown: boolean; required: boolean; /** choices that are not offered now */ without: string[] }
/** One sweep down the page, as the server walks: only what is shown counts for what comes after it. */
export function decide(logic: Logic, fields: readonly Field[]): { decisions: Record<string, Decision>; values: Values } {
  const values: Record<string, Value> = { ...logic.hidden, ...logic.answers }
  const today = new Date(logic.today)
  const decisions: Record<string, Decision> = {}
  for (const one of logic.questions) {
    const holds = (text: string) => decides(text, values, today)
    const shown = (one.visibleIf ?? []).every(holds)
    decisions[one.name] = { shown, required: shown && (!!one.required || (!!one.requiredIf && holds(one.requiredIf))), without: (one.choices ?? []).filter((choice) => !holds(choice.visibleIf)).map((choice) => choice.value) }
    if (shown) Object.assign(values, answerTo(one, fields))
  }
  return { decisions, values }
}
