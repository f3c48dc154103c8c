import { number, share } from './format'
import { say } from './words'
import { moodMark } from './Chip'

export interface Bar { value: number; count: number; mood: 'neg' | 'mid' | 'pos' }
/** The shape of answers: bars for counts, three moods with mark, share and range underneath. */
export function Distribution({ bars, label, height = 56 }: { bars: readonly Bar[]; label: string; height?: number }) {
  const most = Math.max(1, ...bars.map((bar) => bar.count))
  const all = bars.reduce((sum, bar) => sum + bar.count, 0)
  const groups = runsOf(bars)
  return (
    <div className="distribution">
      <div className="hist" style={{ height }} role="img" aria-label={label}>{bars.map((bar) => <span key={bar.value} className={bar.mood} style={{ height: `${(100 * bar.count) / most}%` }} title={say('answers_at', { value: number(bar.value), count: bar.count })} />)}</div>
      <div className="hl xs">{groups.map((group, at) => <span key={at} style={{ flexGrow: group.bars.length }} className={group.mood}>{moodMark[group.mood]} {all ? share(group.bars.reduce((sum, bar) => sum + bar.count, 0) / all) : '·'} <span className="soft">{ends(group.bars)}</span></span>)}</div>
    </div>
  )
}
const ends = (bars: readonly Bar[]) => bars.length === 1 ? number(bars[0]!.value) : `${number(bars[0]!.value)}–${number(bars.at(-1)!.value)}`
function runsOf(bars: readonly Bar[]) {
  const groups: { mood: Bar['mood']; bars: Bar[] }[] = []
  for (const bar of bars) {
    const last = groups.at(-1)
    if (last?.mood === bar.mood) last.bars.push(bar)
    else groups.push({ mood: bar.mood, bars: [bar] })
  }
  return groups
}
