import { type ReactNode, useId } from 'react'
import type { Option } from './Field'
import './pick.css'

interface Props<V extends string> { label: ReactNode; options: readonly (Option<V> & { group?: string })[]; value: V; onChange: (value: V) => void; none?: string }
/** One word of a question, to pick: large type, a line under it, a native list behind it. */
export function Pick<V extends string>({ label, options, value, onChange, none }: Props<V>) {
  const id = useId()
  const groups = [...new Set(options.map((one) => one.group))]
  const draw = (one: Option<V>) => <option key={one.value} value={one.value} disabled={one.disabled}>{one.label}</option>
  return (
    <div className="pick"><label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChange(event.target.value as V)}>
        {none !== undefined && <option value="">{none}</option>}
        {groups.map((group) => group ? <optgroup key={group} label={group}>{options.filter((one) => one.group === group).map(draw)}</optgroup> : options.filter((one) => !one.group).map(draw))}
      </select>
    </div>
  )
}
