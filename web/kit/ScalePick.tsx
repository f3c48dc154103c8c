import { moodMark } from './Chip'
import { number } from './format'

export type Side = 'neg' | 'mid' | 'pos'
interface Props { label: string; hint?: string; error?: string | undefined; min: number; max: number; positive: readonly number[]; negative: readonly number[]; names: Record<Side, string>; onChange: (sets: { positive: number[]; negative: number[] }) => void; disabled?: boolean; name?: string }
const next: Record<Side, Side> = { mid: 'pos', pos: 'neg', neg: 'mid' }
/** The points of a scale, drawn; pressing one moves it through in between, positive, negative. */
export function ScalePick({ label, hint, error, min, max, positive, negative, names, onChange, disabled, name }: Props) {
  const points = max >= min && max - min <= 40 ? Array.from({ length: Math.round(max - min) + 1 }, (_, at) => min + at) : []
  const side = (point: number): Side => positive.includes(point) ? 'pos' : negative.includes(point) ? 'neg' : 'mid'
  const turn = (point: number) => {
    const to = next[side(point)]
    const without = (list: readonly number[]) => list.filter((one) => one !== point && one >= min && one <= max)
    const put = (list: readonly number[], on: boolean) => on ? [...without(list), point].sort((a, b) => a - b) : without(list)
    onChange({ positive: put(positive, to === 'pos'), negative: put(negative, to === 'neg') })
  }
  return (
    <fieldset className={`scale-pick${error ? ' wrong' : ''}`} disabled={disabled}><legend className="form-label">{label}</legend>
      <ol>{points.map((point) => <li key={point}><button type="button" name={point === min ? name : undefined} className={side(point)} aria-label={`${number(point)}: ${names[side(point)]}`} title={names[side(point)]} onClick={() => turn(point)}>{number(point)}<small aria-hidden="true">{moodMark[side(point)]}</small></button></li>)}</ol>
      {error && <p className="problem">{error}</p>}{hint && <p className="hint">{hint}</p>}
    </fieldset>
  )
}
