import './pieces.css'
import { number } from './format'
import { moodMark, type Mood } from './Chip'

/** Where one value lies on its whole scale: boxes up to eleven steps, a line with a mark beyond. `label` is read aloud ("9 of 10"). */
export function Scale({ min, max, value, label, mood, small }: { min: number; max: number; value: number | null; label: string; mood?: Mood | undefined; small?: boolean }) {
  const steps = max - min + 1
  if (steps > 11) return <span className="scale-line" role="img" aria-label={label}><span style={{ left: `${value === null ? 0 : (100 * (value - min)) / (max - min)}%` }} hidden={value === null} /></span>
  return (
    <span className={`scale${small ? ' small' : ''}`} role="img" aria-label={label}>
      {Array.from({ length: steps }, (_, at) => min + at).map((step) => <span key={step} className={step === value ? `x ${mood ?? ''}` : undefined}>{!small || step === value ? number(step) : ''}</span>)}
      {mood && mood !== 'mid' && !small && <small className={mood} aria-hidden="true">{moodMark[mood]}</small>}
    </span>
  )
}
/** The same scale to answer on: native radios; pressing the chosen step again takes the answer back. */
export function ScalePick({ legend, min, max, value, onChange, name }: { legend: string; min: number; max: number; value: number | null; onChange: (value: number | null) => void; name: string }) {
  return (
    <fieldset className="scale pick"><legend className="form-label">{legend}</legend>
      {Array.from({ length: max - min + 1 }, (_, at) => min + at).map((step) => (
        <label key={step} className={step === value ? 'x' : undefined}><input type="radio" name={name} value={step} checked={step === value} onChange={() => onChange(step)} onClick={() => { if (step === value) onChange(null) }} />{number(step)}</label>
      ))}
    </fieldset>
  )
}
