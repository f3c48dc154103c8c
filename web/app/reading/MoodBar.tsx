import './reading.css'
import { type BySentiment, sentiments } from './shape'

const look = { negative: 'sn', neutral: 'sm0', mixed: 'sx', positive: 'sp' } as const
/** How something is spoken of: one bar in four parts, as long as it is common. Decoration: the words stand beside it or behind it. */
export function MoodBar({ of, width = 1 }: { of: BySentiment; /** 0…1 of the room */ width?: number }) {
  return <span className="stack rd-bar" aria-hidden="true" style={{ width: `${Math.max(4, Math.min(1, width) * 100)}%` }}>{sentiments.map((one) => (of[one].n ?? 0) > 0 && <span key={one} className={look[one]} style={{ flex: of[one].n! }} />)}</span>
}
