import { type InputHTMLAttributes, type ReactNode, type Ref, type SelectHTMLAttributes, type TextareaHTMLAttributes, useId } from 'react'

interface Frame { label: ReactNode; hint?: ReactNode; error?: string | undefined; /** keeps the label for screen readers only */ quiet?: boolean }
/** Label, control, hint and problem, tied together. `children` receives the ids to put on the control. */
export function Field({ label, hint, error, quiet, children }: Frame & { children: (tie: { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true }) => ReactNode }) {
  const id = useId()
  const about = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div className={`field${error ? ' wrong' : ''}`}>
      <label htmlFor={id} className={quiet ? 'vh' : undefined}>{label}</label>
      {children({ id, ...(about && { 'aria-describedby': about }), ...(error && { 'aria-invalid': true as const }) })}
      {error && <p id={`${id}-error`} className="problem">{error}</p>}
      {hint && <p id={`${id}-hint`} className="hint">{hint}</p>}
    </div>
  )
}
export function TextField({ label, hint, error, quiet, ...rest }: Frame & InputHTMLAttributes<HTMLInputElement> & { ref?: Ref<HTMLInputElement> }) {
  return <Field {...{ label, hint, error, quiet: !!quiet }}>{(tie) => <input className="input" type="text" {...rest} {...tie} />}</Field>
}
export function TextArea({ label, hint, error, quiet, ...rest }: Frame & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  return <Field {...{ label, hint, error, quiet: !!quiet }}>{(tie) => <textarea className="input" rows={4} {...rest} {...tie} />}</Field>
}
export interface Option<V extends string = string> { value: V; label: string; disabled?: boolean }
interface SelectProps<V extends string> extends Frame, Omit<SelectHTMLAttributes<HTMLSelectElement>, 'onChange' | 'value'> { options: readonly Option<V>[]; value: V; onChange: (value: V) => void; /** a first, empty line */ none?: string }
export function Select<V extends string>({ label, hint, error, quiet, options, value, onChange, none, ...rest }: SelectProps<V>) {
  return (
    <Field {...{ label, hint, error, quiet: !!quiet }}>{(tie) => (
      <select className="input" value={value} onChange={(event) => onChange(event.target.value as V)} {...rest} {...tie}>
        {none !== undefined && <option value="">{none}</option>}
        {options.map((one) => <option key={one.value} value={one.value} disabled={one.disabled}>{one.label}</option>)}
      </select>
    )}</Field>
  )
}
export function Switch({ label, hint, checked, onChange, disabled }: { label: ReactNode; hint?: ReactNode; checked: boolean; onChange: (on: boolean) => void; disabled?: boolean }) {
  const id = useId()
  return (
    <div className="switch">
      <input id={id} type="checkbox" role="switch" checked={checked} disabled={disabled} aria-describedby={hint ? `${id}-hint` : undefined} onChange={(event) => onChange(event.target.checked)} />
      <label htmlFor={id}>{label}</label>{hint && <p id={`${id}-hint`} className="hint">{hint}</p>}
    </div>
  )
}
export function Checkbox({ label, checked, onChange, disabled, name }: { label: ReactNode; checked: boolean; onChange: (on: boolean) => void; disabled?: boolean; name?: string }) {
  return <label className="check"><input type="checkbox" name={name} checked={checked} disabled={disabled} onChange={(event) => onChange(event.target.checked)} /><span>{label}</span></label>
}
/** Two to five choices side by side; wraps instead of truncating. */
export function Segmented<V extends string>({ label, options, value, onChange, name, disabled }: { label: string; options: readonly Option<V>[]; value: V; onChange: (value: V) => void; name?: string; disabled?: boolean }) {
  const group = useId()
  return (
    <fieldset className="seg" disabled={disabled}><legend className="vh">{label}</legend>
      {options.map((one) => <label key={one.value}><input type="radio" name={name ?? group} value={one.value} checked={one.value === value} disabled={one.disabled} onChange={() => onChange(one.value)} />{one.label}</label>)}
    </fieldset>
  )
}
