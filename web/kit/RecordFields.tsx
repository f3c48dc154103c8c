import type { ReactNode } from 'react'
import { Checkbox, type Option, Select, Switch, TextArea, TextField } from './Field'
import { slug } from './slug'

export type Values = Record<string, unknown>
/** One field of a record, described once: what it is called, how it is filled, when it is asked. */
export interface FieldSpec {
  name: string
  label: string
  kind: 'text' | 'long' | 'email' | 'tel' | 'number' | 'date' | 'time' | 'choice' | 'many' | 'switch' | 'key' | 'own'
  hint?: string
  options?: readonly Option[]
  /** the empty choice; its value is null */
  none?: string
  required?: boolean
  /** an empty text is null, not '' */
  nullable?: boolean
  /** fixed as soon as the record exists */
  once?: boolean
  /** `key` only: the field whose words it follows until someone writes their own */
  from?: string
  /** two neighbours share a line */
  half?: boolean
  when?: (values: Values) => boolean
  /** `key`: `max` letters at most */
  min?: number; max?: number; step?: number
  /** `own` only */
  draw?: (tie: { value: unknown; set: (value: unknown) => void; setAll: (change: Values) => void; errorAt: (name: string) => string | undefined; error: string | undefined; values: Values }) => ReactNode
}
interface Props { fields: readonly FieldSpec[]; values: Values; set: (change: Values) => void; errorAt: (name: string) => string | undefined; fresh: boolean; optional: string }

/** Draws a record's fields from their description. `optional` is the word beside what may stay empty. */
export function RecordFields(props: Props) {
  const shown = props.fields.filter((one) => one.when?.(props.values) ?? true)
  const lines: FieldSpec[][] = []
  for (const one of shown) {
    const last = lines.at(-1)
    if (one.half && last?.every((other) => other.half) && last.length < 2) last.push(one)
    else lines.push([one])
  }
  return <>{lines.map((line) => line.length > 1 ? <div className="pair" key={line[0]!.name}>{line.map((one) => <One key={one.name} field={one} {...props} />)}</div> : <One key={line[0]!.name} field={line[0]!} {...props} />)}</>
}
function One({ field, fields, values, set, errorAt, fresh, optional }: Props & { field: FieldSpec }) {
  const { name, kind, hint, none, required } = field
  const value = values[name]
  const error = errorAt(name)
  const put = (next: unknown) => set({ [name]: next })
  const locked = field.once && !fresh
  const label = required || kind === 'switch' || kind === 'many' || kind === 'own' || none !== undefined || locked ? field.label : <>{field.label} <span className="soft opt">{optional}</span></>
  const same = { label, name, error, hint, ...(locked && { disabled: true }) }
  const text = value === null || value === undefined ? '' : String(value)
  if (kind === 'own') return <>{field.draw?.({ value, set: put, setAll: set, errorAt, error, values })}</>
  if (kind === 'long') return <TextArea {...same} value={text} onChange={(event) => put(event.target.value || (field.nullable ? null : ''))} />
  if (kind === 'switch') return <Switch label={field.label} hint={hint} checked={value === true} onChange={put} />
  if (kind === 'choice') return <Select {...same} options={field.options ?? []} value={text} {...(none !== undefined && { none })} onChange={(next) => put(next === '' ? null : next)} />
  if (kind === 'many') {
    const chosen = Array.isArray(value) ? (value as unknown[]).map(String) : []
    return (
      <fieldset className="many"><legend className="form-label">{field.label}</legend>
        <div className="many-in">{(field.options ?? []).map((one) => <Checkbox key={one.value} name={name} label={one.label} checked={chosen.includes(one.value)} onChange={(on) => put(on ? [...chosen, one.value] : chosen.filter((other) => other !== one.value))} />)}</div>
        {error && <p className="problem">{error}</p>}{hint && <p className="hint">{hint}</p>}
      </fieldset>
    )
  }
  if (kind === 'number') return <TextField {...same} type="number" inputMode="decimal" step={field.step ?? 1} {...(field.min !== undefined && { min: field.min })} {...(field.max !== undefined && { max: field.max })} value={text} onChange={(event) => put(event.target.value === '' ? null : Number(event.target.value))} />
  if (kind === 'key') return <TextField {...same} spellCheck={false} autoCapitalize="none" autoComplete="off" value={text} onChange={(event) => put(event.target.value)} />
  // the key follows the name as long as it still is what the name alone would give
  const follower = fresh ? fields.find((one) => one.kind === 'key' && one.from === name && (values[one.name] ?? '') === keyOf(one, text)) : undefined
  return <TextField {...same} type={kind} autoComplete="off" value={text} onChange={(event) => set({ [name]: event.target.value || (field.nullable ? null : ''), ...(follower && { [follower.name]: keyOf(follower, event.target.value) }) })} />
}
const keyOf = (field: FieldSpec, text: string) => slug(text).slice(0, field.max ?? 60).replace(/_+$/, '')
