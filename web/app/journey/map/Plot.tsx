// The plot of the map: what was drawn in pencil, what was measured in ink, and where the two part most.
import { memo } from 'react'
import { t } from '../../i18n'
import { columnsOf } from './doc'
import { lines, type Stop, up, widest } from './curve'
import { Flags } from './Flags'
import { air } from './labels'
import { drawn, feeling, stopWords } from './say'
import type { Doc } from './types'

const usual = 280

interface Props { doc: Doc; stops: readonly Stop[]; edits: boolean; toBe?: boolean; /** of the scale, in pixels */ height?: number }
/** Lines stretch, letters and marks never do. Every mark is one place of the grid: `data-cell`. */
export const Plot = memo(function Plot({ doc, stops, edits, toBe, height = usual }: Props) {
  const drawing = lines(stops)
  const gap = toBe ? null : widest(stops)
  const names = new Map(doc.steps.map((one) => [one.id, one.name]))
  const label = gap ? t('map:plot_gap', { name: names.get(gap.id) ?? '', drawn: drawn(gap.drawn!), value: feeling(gap.value!) }) : t('map:plot')
  const count = Math.max(1, columnsOf(doc).length)
  return (
    <div className="jm-airy" style={{ paddingBlock: air }}>
      <div className={`plot jm-plot${toBe ? ' to-be' : ''}`} style={{ height }} role="group" aria-label={label}>
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
          <path className="ln-grid" d="M0 5H100M0 27.5H100M0 72.5H100M0 95H100" opacity=".7" /><path className="ln-limit" d="M0 50H100" />
          <path className="band" d={drawing.band} />
          {drawing.lone.map((one) => <path key={one.id} className={`ln-lone${one.thin ? ' fragile' : ''}`} d={`M${one.x} ${one.lo}V${one.hi}`} />)}
          {gap && <path className="jm-gap" d={`M${gap.x} ${up(gap.drawn!)}V${up(gap.value!)}`} />}
          <path className="ln-pencil" data-line="pencil" d={drawing.pencil} />
          {toBe && <path className="ln-goal" data-line="goal" d={drawing.goal} />}
          <path className="ln-ink" data-line="ink" d={drawing.ink} />
        </svg>
        {stops.map((stop) => <Marks key={stop.id} stop={stop} name={names.get(stop.id) ?? ''} edits={edits} toBe={!!toBe} width={100 / count} />)}
      </div>
      {!toBe && <Flags stops={stops} count={count} gap={gap} field={height} />}
    </div>
  )
})
const Marks = memo(function Marks({ stop, name, edits, toBe, width }: { stop: Stop; name: string; edits: boolean; toBe: boolean; width: number }) {
  const own = toBe ? stop.goal : stop.drawn
  const mood = stop.thin ? 'fr' : stop.neg ? 'neg' : stop.pos ? 'pos' : ''
  return (
    <>
      {stop.drawn !== null && <span className="at dot pencil" style={{ left: `${stop.x}%`, top: `${up(stop.drawn)}%` }} />}
      <button type="button" tabIndex={-1} className="jm-hit" data-cell={`${stop.id}:curve`} data-step={stop.id} style={{ left: `${stop.x}%`, width: `${width}%` }} aria-label={stopWords(name, stop)} />
      {stop.value !== null && <span aria-hidden="true" className={`at jm-mk ${mood}${stop.truth ? ' truth' : ''}`} style={{ left: `${stop.x}%`, top: `${up(stop.value)}%` }}><i /></span>}
      {edits && <span aria-hidden="true" className={`at jm-pen${own === null ? ' none' : ''}${toBe ? ' goal' : ''}`} data-pen={stop.id} title={t('map:draw_hint')} style={{ left: `${stop.x}%`, top: `${up(own ?? 0)}%` }} />}
      {toBe && !edits && stop.goal !== null && <span className="at jm-goal" style={{ left: `${stop.x}%`, top: `${up(stop.goal)}%` }} />}
    </>
  )
})
/** The five words of the scale, beside the plot. */
export function Feelings({ height = usual }: { height?: number }) {
  return <div className="jm-airy" style={{ paddingBlock: air }}><div className="jm-feelings" style={{ height }}>{([2, 1, 0, -1, -2] as const).map((value) => <span key={value} style={{ top: `${up(value)}%` }}>{t(`map:feel.${value}`)}</span>)}</div></div>
}
