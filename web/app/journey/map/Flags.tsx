// The words on the plot: what a mark is, and how far drawn and lived part. They stand where neither line goes.
import { memo, useLayoutEffect, useRef } from 'react'
import { t } from '../../i18n'
import { type Stop, up } from './curve'
import { air, dotRadius, type Label, markRadius, plotted, settle } from './labels'
import { drawn, feeling, flag } from './say'

interface Flag extends Omit<Label, 'wide' | 'high' | 'beside'> { mood: string; words: string; strong: string | null; /** emotion */ feels: number }
interface Props { stops: readonly Stop[]; count: number; gap: Stop | null; field: number }
export const Flags = memo(function Flags({ stops, count, gap, field }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const flags = stops.flatMap((stop) => flagsOf(stop, Math.round((stop.x / 100) * count - 0.5), gap?.id === stop.id))
  useLayoutEffect(() => {
    const place = () => {
      const spans = [...box.current!.children] as HTMLElement[]
      const labels = flags.map((one, at) => ({ ...one, beside: air + (up(one.feels) / 100) * field, wide: spans[at]!.offsetWidth, high: spans[at]!.offsetHeight }))
      const boxes = settle(labels, plotted(stops, count, box.current!.clientWidth / count, field, gap))
      flags.forEach((one, at) => { spans[at]!.style.top = `${boxes.get(one.key)!.top}px` })
    }
    place()
    const eye = new ResizeObserver(place)
    eye.observe(box.current!)
    return () => eye.disconnect()
  })
  return <div className="jm-flags" ref={box} aria-hidden="true">{flags.map((one) => <span key={one.key} className={`jm-flag ${one.mood}`} style={{ left: `${((one.at + 0.5) / count) * 100}%` }}>{one.words}{one.strong && <b>{one.strong}</b>}</span>)}</div>
})
function flagsOf(stop: Stop, at: number, isGap: boolean): Flag[] {
  const said = flag(stop)
  const better = isGap && stop.drawn! > stop.value! // than it turned out
  const out: Flag[] = []
  if (said || isGap) out.push({
    key: stop.id, at, radius: markRadius(stop), feels: stop.value ?? stop.drawn ?? 0,
    over: isGap ? !better : !(said!.mood === 'neg' || (said!.mood === '' && !stop.truth)),
    mood: said?.mood || (isGap ? better ? 'neg' : 'pos' : ''), words: said?.words ?? '', strong: isGap ? t('map:lived', { value: feeling(stop.value!) }) : null,
  })
  if (isGap) out.push({ key: `${stop.id}:drawn`, at, radius: dotRadius, feels: stop.drawn!, over: better, mood: '', words: t('map:drawn', { value: drawn(stop.drawn!) }), strong: null })
  return out
}
