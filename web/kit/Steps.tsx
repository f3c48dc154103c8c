import './pieces.css'
import { Icon } from './Icon'

/** Where one is on a way of a few steps. `on` is the step in hand; those before it are done. */
export function Steps({ label, steps, on }: { label: string; steps: readonly string[]; on: number }) {
  return (
    <ol className="steps" aria-label={label}>
      {steps.map((step, at) => <li key={step} className={at < on ? 'done' : undefined} aria-current={at === on ? 'step' : undefined}><span aria-hidden="true">{at < on ? <Icon name="check" /> : at + 1}</span>{step}</li>)}
    </ol>
  )
}
