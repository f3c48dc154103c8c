// What became different between two states of one record.
export interface Line { field: string; before: unknown; after: unknown }
type State = Record<string, unknown> | null
const housekeeping = new Set(['id', 'revision', 'created_at', 'updated_at'])
export function differences(before: State, after: State): Line[] {
  const fields = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])
  return [...fields].filter((field) => !housekeeping.has(field)).map((field) => ({ field, before: before?.[field], after: after?.[field] })).filter((line) => JSON.stringify(line.before ?? null) !== JSON.stringify(line.after ?? null))
}
export const inWords = (value: unknown): string => value === null || value === undefined || value === '' ? '–' : typeof value === 'object' ? JSON.stringify(value) : String(value)
