import './control.css'
import { type ReactNode, useId } from 'react'

/** A number by sliding; `now` marks where it stands today, `shown` is the value in words; `unsaid` nobody has chosen one yet. */
export function Slider({ label, hint, value, min, max, step, now, shown, unsaid, onChange }: { label: ReactNode; hint?: ReactNode; value: number; min: number; max: number; step: number; now?: number | null; shown: string; unsaid?: boolean; onChange: (value: number) => void }) {
  const id = useId()
  return (
    <div className={`slider${unsaid ? ' unsaid' : ''}`}>
      <label htmlFor={id}>{label}</label><output htmlFor={id}>{shown}</output>
      <div className="rail-box">
        {now !== null && now !== undefined && max > min && <span className="now" aria-hidden="true" style={{ left: `calc(8px + (100% - 16px) * ${Math.max(0, Math.min(1, (now - min) / (max - min)))})` }} />}
        <input id={id} type="range" min={min} max={max} step={step} value={value} aria-valuetext={shown} aria-describedby={hint ? `${id}-hint` : undefined} onChange={(event) => onChange(Number(event.target.value))} />
      </div>
      {hint && <p className="hint" id={`${id}-hint`}>{hint}</p>}
    </div>
  )
}
