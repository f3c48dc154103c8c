import './spark.css'
import { straight } from './curve'
import { padded, pieces } from './plot'

export interface SparkPoint { key: string; value: number | null; /** too few answers to judge */ thin?: boolean }
/** A small course of one figure: gaps stay gaps, the last point stands out, a dashed line is what is aimed at. Decoration: the words and the table stand elsewhere. */
export function Spark({ points, goal, label }: { points: readonly SparkPoint[]; goal?: number | null; label: string }) {
  const known = points.flatMap((point, at) => point.value === null ? [] : [{ at, value: point.value, thin: point.thin === true }])
  const [lo, hi] = padded([...known.map((one) => one.value), ...(goal === null || goal === undefined ? [] : [goal])], 0.18)
  const x = (at: number) => points.length < 2 ? 50 : (at / (points.length - 1)) * 100
  const y = (value: number) => 100 - ((value - lo) / (hi - lo || 1)) * 100
  const last = known.at(-1)
  return (
    <div className="spark" role="img" aria-label={label}>
      <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
        {goal !== null && goal !== undefined && <path className="ln-goal" d={`M0 ${y(goal)}H100`} />}
        {pieces(known).map((run) => run.length > 1 && <path key={run[0]!.at} className="ln-spark" d={straight(run.map((one) => ({ x: x(one.at), y: y(one.value) })))} />)}
      </svg>
      {pieces(known).filter((run) => run.length === 1).map(([one]) => <span key={one!.at} className="at pt lone" style={{ left: `${x(one!.at)}%`, top: `${y(one!.value)}%` }} />)}
      {last && <span className={`at pt${last.thin ? ' thin' : ''}`} style={{ left: `${x(last.at)}%`, top: `${y(last.value)}%` }} />}
    </div>
  )
}
