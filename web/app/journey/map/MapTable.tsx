// Stages across, lanes down: the map as a grid. Drawn anew only when the document or the figures change; scrolling, focus and
// holding a step in the hand touch nothing here.
import { Fragment, memo, type ReactNode, useMemo } from 'react'
import { Icon } from '@kit/Icon'
import { number } from '@kit/format'
import { t } from '../../i18n'
import type { Counts } from './desk'
import { commentKey } from './desk'
import { MadeHere } from '../../programme/Made'
import type { Made } from '../../programme/initiatives'
import type { Needed } from '../../insight/research/research'
import { columnsOf, groupsOf, isFilled, shownLanes, walk } from './doc'
import { type Stop, stopsOf } from './curve'
import { useFacts, useMeasure } from './facts'
import { Feelings, Plot } from './Plot'
import { laneName } from './say'
import type { Doc, Live, LiveStep, Rate, Step } from './types'
import { Ways } from './Ways'
import { linksOf } from './ways'
import { NeedsCell, OwnerCell, ScoreCell, Words } from './Words'

export interface MapView { doc: Doc; steps: ReadonlyMap<string, LiveStep>; live: Live | undefined; /** the map it is to replace: what is drawn is then aimed at */ asIs?: Doc | undefined; edits: boolean; comments: Counts; label: string; /** lanes that are drawn although nothing stands in them yet */ kept?: ReadonlySet<string>; /** how many take the ways that are drawn */ taken?: ReadonlyMap<string, Rate>; /** what is needed at touchpoints */ needed?: ReadonlyMap<string, readonly Needed[]>; /** where one is, for the way into a journey that a step stands for */ within?: string; /** the initiatives that were made of it */ made?: Made }
type Laned = Pick<MapView, 'doc' | 'steps' | 'kept'>
const filled = ({ doc, steps, kept }: Laned) => { const promised = [...steps.values()].some((one) => one.promise.length > 0); return (key: string) => kept?.has(key) || isFilled(doc, key, promised) }
/** Lanes with something in them; the others wait under the map until somebody wants to write there. */
export const drawnLanes = (view: Laned) => shownLanes(view.doc).filter((lane) => filled(view)(lane.key))
export const emptyLanes = (view: Laned) => shownLanes(view.doc).filter((lane) => !filled(view)(lane.key))
const needsOf = (view: Pick<MapView, 'needed'>, step: Step) => step.touchpoint ? view.needed?.get(step.touchpoint) : undefined
const hasNeeds = (view: Pick<MapView, 'doc' | 'needed'>) => walk(view.doc).some((step) => needsOf(view, step))
/** The lanes through which the keyboard moves, from the top. */
export const rowsOf = (view: Laned & Pick<MapView, 'asIs' | 'needed'>) => [...(linksOf(view.doc).length > 0 ? ['ways'] : []), 'name', 'curve', 'score', ...(hasNeeds(view) ? ['needs'] : []), ...(view.asIs ? ['removes'] : []), ...drawnLanes(view).map((lane) => lane.key), 'owner']
/** What was drawn on the map that this one is to replace, by the steps that take over. */
export const drawnBefore = (doc: Doc, asIs: Doc) => new Map(doc.steps.map((step) => [step.id, asIs.steps.find((one) => step.was.includes(one.id))?.drawn?.value ?? null]))
export const useStops = ({ doc, steps, asIs }: Pick<MapView, 'doc' | 'steps' | 'asIs'>): Stop[] => useMemo(() => stopsOf(columnsOf(doc), steps, asIs && drawnBefore(doc, asIs)), [doc, steps, asIs])

/** The grid with its scrolling box. `over` is laid over it: the open column, what is held. */
export function MapGrid({ view, over, beside, tie, tall }: { view: MapView; over?: ReactNode; /** at its cells, outside of the grid itself */ beside?: ReactNode; tie?: Record<string, unknown>; tall?: boolean }) {
  const count = columnsOf(view.doc).length
  return (
    <div className="jm-scroll"><div className={`jm-map${tall ? ' tall' : ''}`} role="grid" aria-label={view.label} aria-colcount={count + 1} aria-readonly={!view.edits} style={{ '--n': count } as React.CSSProperties} {...tie}>
      <Rows view={view} />{over}
    </div>{beside}</div>
  )
}
const Rows = memo(function Rows({ view }: { view: MapView }) {
  const { doc, steps, live, asIs, edits, comments } = view
  const columns = columnsOf(doc)
  const stops = useStops(view)
  const lane = (key: string, head: ReactNode, cell: (at: number) => ReactNode, more = '') => (
    <div className={`jm-lane ${more}`} role="row" key={key}>
      <div className="jm-head" role="rowheader">{head}</div>
      {columns.map(({ step, stage }, at) => step
        ? <div key={step.id} className={`jm-c${key === 'name' ? ' jm-name' : ''}`} role={key === 'name' ? 'columnheader' : 'gridcell'} tabIndex={-1} data-cell={`${step.id}:${key}`} data-step={step.id}>{cell(at)}<MadeHere list={view.made?.cells.get(commentKey(step.id, key))} /><Talk list={comments.get(commentKey(step.id, key))} /></div>
        : <div key={stage.id} className="jm-c none" role="gridcell">{key === 'name' && edits && <button type="button" className="jm-add" data-add={stage.id}><Icon name="plus" /><span>{t('map:add_step')}</span></button>}</div>)}
    </div>
  )
  const step = (at: number) => columns[at]!.step!
  return (
    <>
      <Stages doc={doc} edits={edits} />
      <Ways doc={doc} taken={view.taken} />
      {lane('name', <span className="vh">{t('map:steps_head')}</span>, (at) => <Name view={view} at={at} />, 'names')}
      <div className="jm-lane curve" role="row"><div className="jm-head" role="rowheader"><span className="vh">{t('map:emotion')}</span><Feelings /></div><div className="jm-curve" role="gridcell"><Plot doc={doc} stops={stops} edits={edits} toBe={!!asIs} /></div></div>
      {lane('score', <ScoreHead view={view} />, (at) => <ScoreCell step={step(at)} seen={steps.get(step(at).id)} firm={live?.journey.firm} />, 'l-score')}
      {hasNeeds(view) && lane('needs', t('map:needs'), (at) => <NeedsCell of={needsOf(view, step(at))} />, 'l-score')}
      {asIs && lane('removes', <>{t('map:to_be')}<i>{t('map:what_removes')}</i></>, (at) => <Words step={step(at)} lane="removes" seen={undefined} asIs={asIs} />)}
      {drawnLanes(view).map((one) => lane(one.key, <>{laneName(one)}{one.key === 'questions' && <i>{t('map:answered_key')}</i>}{one.key === 'promise' && <i>{t('map:gap_key')}</i>}</>, (at) => <Words step={step(at)} lane={one.key} seen={steps.get(step(at).id)} {...(one.key === 'ideas' && view.made && { made: view.made })} />, `l-${one.key}`))}
      {lane('owner', t('map:owner'), (at) => <OwnerCell step={step(at)} />)}
    </>
  )
})
function Stages({ doc, edits }: { doc: Doc; edits: boolean }) {
  return (
    <div className="jm-lane stages" role="row"><div className="jm-head" role="rowheader"><span className="vh">{t('map:stages')}</span></div>
      {groupsOf(doc).map(({ stage, steps }) => <div key={stage.id} className="jm-stage" role="columnheader" aria-colspan={Math.max(1, steps.length)} data-stage={stage.id} style={{ gridColumn: `span ${Math.max(1, steps.length)}` }} title={t(`map:phase.${stage.phase}`)}><span className="jm-stage-name">{stage.name}</span>{edits && <button type="button" className="jm-more" data-stage-menu={stage.id} aria-label={t('map:stage_menu', { name: stage.name })} title={t('map:stage_menu', { name: stage.name })}><Icon name="more" /></button>}</div>)}
    </div>
  )
}
function Name({ view, at }: { view: MapView; at: number }) {
  const step = columnsOf(view.doc)[at]!.step!
  const seen = view.steps.get(step.id)
  return (
    <>
      <a className="jm-step" href={`?step=${step.id}`} data-open={step.id} tabIndex={-1} draggable={false}><b>{step.name}</b><i>{step.external ? t('map:external') : seen && seen.n > 0 ? t('kit:n', { n: number(seen.n) }) : view.live ? t('map:unheard') : '\u00a0'}</i></a>
      {step.nested_journey_id && <Into step={step} within={view.within} />}
      {view.edits && <button type="button" tabIndex={-1} className="jm-more" data-step-menu={step.id} aria-label={t('map:step_menu', { name: step.name })} title={t('map:step_menu', { name: step.name })}><Icon name="more" /></button>}
    </>
  )
}
/** The journey that a step stands for: one press leads into it. */
function Into({ step, within }: { step: Step; within: string | undefined }) {
  const name = useFacts().journey(step.nested_journey_id)
  if (!name || within === undefined) return null
  return <a className="jm-into" href={`/journeys/${step.nested_journey_id}?within=${within}~${step.id}`} data-inner="" tabIndex={-1} draggable={false} title={t('map:open_inside', { name })}><Icon name="journey" /><span className="vh">{t('map:inside')}: </span>{name}</a>
}
function ScoreHead({ view: { steps, live } }: { view: MapView }) {
  const { metric } = useFacts()
  const measure = useMeasure()
  const keys = new Set([...steps.values()].flatMap((one) => one.score?.metric ? [one.score.metric] : []))
  const one = keys.size === 1 ? metric([...keys][0]) : undefined
  return <>{one?.name ?? t('map:score')}{live?.journey.firm?.value != null && measure(live.journey.firm).metric && <i>{t('map:tick')}</i>}</>
}
/** How many comments stand open here. */
const Talk = memo(function Talk({ list }: { list: Counts extends ReadonlyMap<string, infer L> ? L | undefined : never }) {
  const open = list?.filter((one) => !one.resolved_at).length ?? 0
  return open > 0 ? <span className="jm-talk" data-talk="" title={t('map:comments_open', { count: open })}><Icon name="voice" />{number(open)}<span className="vh"> {t('map:comments_open', { count: open })}</span></span> : <Fragment />
})
