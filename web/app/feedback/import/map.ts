// What each column of a file is, as the page edits it (Draft) and as the API reads it (the map). Pure; tested in test/import_map.test.ts.
import type { Import } from '../../types'

export type ImportKind = Import['kind']
export const encodings = ['utf-8', 'windows-1250', 'windows-1251', 'iso-8859-2'] as const
export const delimiters = [',', ';', '\t', '|'] as const
export const dateFormats = ['iso', '%Y-%m-%d', '%d.%m.%Y', '%d.%m.%Y %H:%M', '%d/%m/%Y', '%d/%m/%Y %H:%M', '%m/%d/%Y', '%m/%d/%Y %H:%M', '%Y/%m/%d'] as const

/** Fields that take a column's text as it stands, and fields whose values are looked up among the firm's own words. */
const plain = { feedback: ['key', 'comment', 'customer', 'finished'], customers: ['key', 'name', 'email', 'phone'], events: ['key', 'customer', 'duration_s', 'case', 'order'] } as const
const lookedUp = { feedback: ['channel', 'kind', 'language', 'touchpoint', 'location', 'brand'], customers: ['kind', 'language', 'lifecycle', 'segment', 'location'], events: ['type', 'touchpoint', 'channel'] } as const
const creating: readonly string[] = ['location', 'brand']
export type Field = (typeof plain)[ImportKind][number] | (typeof lookedUp)[ImportKind][number] | 'occurred_at'
export const fieldsOf = (kind: ImportKind): readonly Field[] => [...plain[kind].slice(0, 2), ...(kind === 'customers' ? [] : ['occurred_at' as const]), ...plain[kind].slice(2), ...lookedUp[kind]]

export type Role =
  | { as: 'ignore' }
  | { as: 'rating'; metric: string; touchpoint: string; /** cell values that mean "does not apply" */ notApplicable: string[] }
  | { as: 'attribute'; key: string; dimension: boolean }
  | { as: 'answer'; /** a place of the survey: answers.ts */ answer: string; /** cell values that mean "not answered" */ noAnswer: string[] }
  | { as: 'field'; field: Field; /** of a date */ format?: string }
/** What holds for every row, where no column says otherwise. */
export interface Whole { delimiter: string; encoding: string; channel: string; kind: string; date: string; language: string; touchpoint: string; location: string; brand: string; type: string; /** key: every row is a response to it */ survey: string; createTouchpoints: boolean; createPlaces: boolean }
export interface Draft { roles: Record<string, Role>; whole: Whole }

type Loose = Record<string, unknown>
const text = (value: unknown): string => typeof value === 'string' ? value : ''
const columnOf = (value: unknown, columns: readonly string[]): string | null => {
  if (typeof value === 'string') return columns.includes(value) ? value : null
  const column = (value as { column?: unknown } | null | undefined)?.column
  return typeof column === 'string' && columns.includes(column) ? column : null
}
/** Reads the map of an import, guessed or saved, into what the page edits. */
export function draftOf(one: Pick<Import, 'kind' | 'map' | 'columns' | 'delimiter' | 'encoding'>): Draft {
  const map = one.map as Loose
  const columns = one.columns.map((column) => column.name)
  const roles: Record<string, Role> = Object.fromEntries(columns.map((name) => [name, { as: 'ignore' }]))
  for (const field of fieldsOf(one.kind)) {
    const isPlain = (plain[one.kind] as readonly string[]).includes(field)
    // a bare string names a column for plain fields, a fixed value for the others
    const column = isPlain || typeof map[field] === 'object' ? columnOf(map[field], columns) : null
    if (column) roles[column] = field === 'occurred_at' ? { as: 'field', field, format: text((map[field] as Loose)['format']) || 'iso' } : { as: 'field', field }
  }
  for (const rating of (map['ratings'] ?? []) as Loose[]) {
    const column = columnOf(rating, columns)
    if (column) roles[column] = { as: 'rating', metric: text(rating['metric']), touchpoint: text(rating['touchpoint']), notApplicable: ((rating['not_applicable'] ?? []) as unknown[]).map(String) }
  }
  for (const attribute of (map['attributes'] ?? []) as Loose[]) {
    const column = columnOf(attribute, columns)
    if (column) roles[column] = { as: 'attribute', key: text(attribute['key']) || slug(column), dimension: attribute['dimension'] !== false }
  }
  for (const answer of (map['answers'] ?? []) as Loose[]) {
    const column = columnOf(answer, columns)
    if (column) roles[column] = { as: 'answer', answer: text(answer['answer']), noAnswer: ((answer['no_answer'] ?? []) as unknown[]).map(String) }
  }
  const fixed = (field: string) => typeof map[field] === 'string' ? text(map[field]) : ''
  const creates = creating.map((field) => (map[field] as { create?: unknown } | undefined)?.create)
  return {
    roles,
    whole: {
      delimiter: text(map['delimiter']) || one.delimiter || ',', encoding: text(map['encoding']) || one.encoding || 'utf-8', channel: fixed('channel') || 'web', kind: fixed('kind') || (one.kind === 'feedback' ? 'response' : ''),
      date: fixed('occurred_at'), language: fixed('language'), touchpoint: fixed('touchpoint'), location: fixed('location'), brand: fixed('brand'), type: fixed('type'), survey: fixed('survey'),
      createTouchpoints: map['create_touchpoints'] !== false, createPlaces: !creates.includes(false),
    },
  }
}
/** Writes what the page edits as the map the API reads. */
export function mapOf(kind: ImportKind, draft: Draft): Loose {
  const { whole } = draft
  const out: Loose = { delimiter: whole.delimiter, encoding: whole.encoding }
  const attributes: Loose[] = []
  const ratings: Loose[] = []
  const answers: Loose[] = []
  const ignore: string[] = []
  for (const [column, role] of Object.entries(draft.roles)) {
    if (role.as === 'ignore') ignore.push(column)
    else if (role.as === 'rating') ratings.push({ column, metric: role.metric, ...(role.touchpoint && { touchpoint: role.touchpoint }), ...(role.notApplicable.length > 0 && { not_applicable: role.notApplicable }) })
    else if (role.as === 'attribute') attributes.push({ column, key: role.key, dimension: role.dimension })
    else if (role.as === 'answer') answers.push({ column, answer: role.answer, ...(role.noAnswer.length > 0 && { no_answer: role.noAnswer }) })
    else if (role.field === 'occurred_at') out['occurred_at'] = { column, format: role.format ?? 'iso' }
    else if ((plain[kind] as readonly string[]).includes(role.field)) out[role.field] = column
    else out[role.field] = creating.includes(role.field) ? { column, create: whole.createPlaces } : { column }
  }
  const fallback: Partial<Record<string, string>> = kind === 'feedback' ? { channel: whole.channel, kind: whole.kind, occurred_at: whole.date, language: whole.language, touchpoint: whole.touchpoint, location: whole.location, brand: whole.brand, survey: whole.survey }
    : kind === 'events' ? { channel: whole.channel, occurred_at: whole.date, type: whole.type, touchpoint: whole.touchpoint } : { language: whole.language, location: whole.location }
  for (const [field, value] of Object.entries(fallback)) if (value && out[field] === undefined) out[field] = value
  if (kind === 'feedback') Object.assign(out, { source: 'import', ratings, ...(answers.length > 0 && { answers }) })
  if (kind !== 'customers') out['create_touchpoints'] = whole.createTouchpoints
  return { ...out, attributes, ignore }
}
/** Gives one column a role. A field has one column only: whoever had it before is left out. */
export function assign(draft: Draft, column: string, role: Role): Draft {
  const roles = { ...draft.roles }
  if (role.as === 'answer') for (const [other, old] of Object.entries(roles)) if (other !== column && old.as === 'answer' && old.answer === role.answer) roles[other] = { as: 'ignore' }
  if (role.as === 'field') for (const [other, old] of Object.entries(roles)) if (other !== column && old.as === 'field' && old.field === role.field) roles[other] = { as: 'ignore' }
  roles[column] = role
  return { ...draft, roles }
}
export const has = (draft: Draft, field: Field) => Object.values(draft.roles).some((role) => role.as === 'field' && role.field === field)

export type Lack = 'words_or_scores' | 'metric' | 'date' | 'customer_key' | 'event_key' | 'event_type'
/** What still stands in the way of a check; the server looks at the rows afterwards. */
export function lacks(kind: ImportKind, draft: Draft): Lack[] {
  const roles = Object.values(draft.roles)
  const out: Lack[] = []
  if (kind === 'feedback') {
    if (!has(draft, 'comment') && !roles.some((role) => role.as === 'rating' || role.as === 'answer')) out.push('words_or_scores')
    if (roles.some((role) => role.as === 'rating' && !role.metric)) out.push('metric')
  }
  if (kind === 'customers' && !has(draft, 'key')) out.push('customer_key')
  if (kind === 'events') {
    if (!has(draft, 'key')) out.push('event_key')
    if (!has(draft, 'type') && !draft.whole.type) out.push('event_type')
  }
  if (kind !== 'customers' && !has(draft, 'occurred_at') && !draft.whole.date) out.push('date')
  return out
}
const cyrillic: Record<string, string> = Object.fromEntries('а:a б:b в:v г:g д:d е:e ё:e ж:zh з:z и:i й:y к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:kh ц:ts ч:ch ш:sh щ:shch ъ: ы:y ь: э:e ю:yu я:ya'.split(' ').map((pair) => pair.split(':') as [string, string]))
/** A key made of a column's name: "Seat comfort" -> seat_comfort, "Łóżko" -> lozko. */
export const slug = (name: string): string => [...name.toLowerCase().replaceAll('ł', 'l')].map((letter) => cyrillic[letter] ?? letter).join('').normalize('NFD').replace(/\p{M}/gu, '').replace(/[^a-z0-9]+/g, '_').replace(/^_+|_+$/g, '') || 'column'
/** "0, n/a" -> ["0", "n/a"] */
export const listed = (line: string): string[] => [...new Set(line.split(',').map((one) => one.trim()).filter(Boolean))]
