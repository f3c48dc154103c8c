import { number, range } from '@kit/format'
import { DataBehind } from '@kit/Data'
import { t } from '../../i18n'
import { stageOf, walk } from './doc'
import { useMeasure, written } from './facts'
import type { MapView } from './MapTable'
import { marksOf } from './curve'
import { drawn, feeling, markName } from './say'

/** The table behind the curve and the scores. */
export function Behind({ view, name }: { view: MapView; name: string }) {
  const measure = useMeasure()
  const rows = walk(view.doc).map((step) => ({ step, seen: view.steps.get(step.id) }))
  const both = (lo: number | null | undefined, hi: number | null | undefined, show: (value: number) => string) => lo === null || lo === undefined || hi === null || hi === undefined ? null : t('kit:range', { lo: show(lo), hi: show(hi) })
  return <DataBehind name={name} caption={view.label} rows={rows} columns={[
    { name: t('words:dim.stage'), value: ({ step }) => stageOf(view.doc, step.stage_id)?.name },
    { name: t('map:step'), value: ({ step }) => step.name },
    { name: t(view.asIs ? 'map:to_be' : 'map:key_drawn'), value: ({ step }) => step.drawn.value, show: ({ step }) => step.drawn.value === null ? '–' : drawn(step.drawn.value), number: true },
    { name: t('map:key_lived_short'), value: ({ seen }) => seen?.emotion?.value, show: ({ seen }) => seen?.emotion?.value == null ? '–' : feeling(seen.emotion.value), number: true },
    { name: t('words:interval'), value: ({ seen }) => both(seen?.emotion?.lo, seen?.emotion?.hi, String), show: ({ seen }) => both(seen?.emotion?.lo, seen?.emotion?.hi, feeling) ?? '–', number: true },
    { name: t('map:score'), value: ({ seen }) => seen?.score?.value, show: ({ seen }) => { const score = seen?.score; if (!score || score.value === null || score.tier === 'hidden' || score.tier === 'raw') return '–'; const { unit, name: metric } = measure(score); return `${metric} ${written(score, unit)}${score.lo !== null && score.hi !== null ? ` (${range(score.lo, score.hi, unit)})` : ''}` } },
    { name: t('words:n'), value: ({ seen }) => seen?.n ?? 0, show: ({ seen }) => number(seen?.n ?? 0), number: true },
    { name: t('map:marks'), value: ({ step, seen }) => marksOf(step, seen).map((one) => markName(one.kind)).join(', ') },
  ]} />
}
