// One map in the hands of the people at it: keys, drags, menus, panels, what others do meanwhile.
import { useNavigate } from '@tanstack/react-router'
import { type MouseEvent, useCallback, useMemo, useRef, useState } from 'react'
import { useKeys } from '@kit/keys'
import { Notice } from '@kit/Notice'
import { api } from '../../api'
import { carried, many, parseSearch, useScope } from '../../frame/scope'
import { t } from '../../i18n'
import { useSession } from '../../session'
import { useActs, usePointer, useUndoKeys } from './acts'
import { Asked, type Asking } from './Asked'
import { Behind } from './Behind'
import { CellEditor } from './CellEditor'
import { useMade, useMayDecide } from '../../programme/initiatives'
import { cellWords } from './begin'
import { useComments, useMeasured, useNeeded, useTaken } from './data'
import { type Desk, DeskProvider, type Measured, useKept, type Version, type View } from './desk'
import { columnsOf, stepOf, walk } from './doc'
import { useFacts } from './facts'
import { cellAt, focusCell, useGrid } from './grid'
import { Head } from './Head'
import { Keeper } from './keeper'
import { useMapAddress, useWide } from './MapPage'
import { type MapView, rowsOf } from './MapTable'
import { StageMenu, StepMenu } from './Menus'
import { useNews } from './news'
import { Offer } from './Offer'
import { Hint, Picture } from './Picture'
import { usePresence } from './presence'
import { Saved } from './SideBySide'
import { StepPanel } from './StepPanel'
import { Tools } from './Tools'
import type { Place } from './moves'
import type { Journey, JourneyMap, Present } from './types'
import { Whole } from './Whole'
import { outersOf } from './ways'

type Menued = { kind: 'step' | 'stage'; id: string; near: DOMRect } | null
interface Props { journey: Journey; map: JourneyMap; asIs: JourneyMap | undefined; both: boolean; view: View; version: Version }

const keeperOf = (map: JourneyMap) => new Keeper(map, {
  write: (edits) => api.post(`/journey_maps/${map.id}/edits`, { edits }),
  undo: (entry) => api.post(`/journey_maps/${map.id}/edits/${entry}/undo`),
  load: () => api.get(`/journey_maps/${map.id}`),
})
export function OpenMap({ journey, map, asIs, both, view, version }: Props) {
  const { search } = useScope()
  const change = useMapAddress()
  const isWide = useWide()
  const edits = map.may_edit
  const toBe = map.kind === 'to_be'
  const [keeper] = useState(() => keeperOf(map))
  const { doc } = useKept(keeper)
  const measured = useMeasured(map.id)
  const before = useMeasured(both ? asIs?.id : undefined)
  const { list: comments, counts } = useComments(map.id, true)
  const { others, at: standAt } = usePresence(map.id, useSession().user.id, map.people)
  const grid = useRef<HTMLDivElement>(null)
  const [menu, setMenu] = useState<Menued>(null)
  const [asking, setAsking] = useState<Asking>(null)
  const [kept, setKept] = useState<ReadonlySet<string>>(new Set())
  const keepLane = (key: string) => setKept((old) => new Set([...old, key]))
  const opened = many(search['step'])[0] ?? null
  const step = stepOf(doc, opened)
  const steps = walk(doc)

  const open = useCallback((id: string | null) => change({ step: id ?? undefined, lane: undefined }), [change])
  const page = useCallback((id: string) => `/journeys/${journey.id}/steps/${id}${toBe ? `?map=${map.id}` : ''}`, [journey.id, map.id, toBe])
  const acts = useActs(keeper, grid, edits, (gone) => { if (opened === gone) open(null) })
  const made = useMade(journey.id, map.id)
  const facts = useFacts()
  const begin = useMayDecide() ? (place: Place, idea?: string) => setAsking({ what: 'begin', place, idea }) : null
  const desk: Desk = {
    journey, map, keeper, edits, open, page, write: acts.write,
    mark: (id) => setAsking({ what: 'mark', step: id }), ways: (id) => setAsking({ what: 'ways', step: id }), comment: (place) => change({ step: place.step, lane: place.lane }),
    begin, made,
    menu: (id, near) => setMenu({ kind: 'step', id, near: near.getBoundingClientRect() }),
  }
  const turn = (next: Version) => change({ version: next === 'as_is' ? undefined : next, step: undefined })
  useKeys({ '[': () => turn('as_is'), ']': () => turn('to_be') })
  useUndoKeys(keeper)
  const drawing = isWide ? `${view}${both}` : 'list'
  usePointer(keeper, grid, edits, drawing)
  useNews(keeper, map.id, grid, others, view)

  const needed = useNeeded()
  const { taken } = useTaken(map.id, doc.links.length > 0)
  const within = hereWithin(search, journey.id)
  const label = t(toBe ? 'map:grid_to_be' : 'map:grid_as_is', { name: journey.name })
  const shown: MapView = useMemo(() => ({ doc, ...measured, asIs: asIs?.doc, edits, comments: counts, kept, taken, needed, within, made, label }), [doc, measured, asIs, edits, counts, kept, taken, needed, within, made, label])
  useGrid(grid, {
    steps: steps.map((one) => one.id), rows: rowsOf(shown), edits, open, write: acts.write, shift: acts.shift, raise: acts.raise, add: (after) => acts.add({ after }), remove: acts.remove,
    mark: desk.mark, ways: desk.ways, comment: desk.comment, begin, menu: desk.menu, stageMenu: (id, near) => setMenu({ kind: 'stage', id, near: near.getBoundingClientRect() }), addTo: (stage) => acts.add({ stage }), seen: standAt,
  }, drawing)
  const lead = useLead(toBe ? map.id : undefined)
  const goInto = useInto(within)
  const column = columnsOf(doc).findIndex((one) => one.step?.id === opened)
  const over = column >= 0 ? <div className="jm-col" aria-hidden="true" style={{ '--at': column } as React.CSSProperties} /> : null
  const says = ({ step: at, lane }: Place) => { const found = stepOf(doc, at); return !!found && cellWords(found, lane, measured.steps.get(at), facts) !== '' }
  const offer = begin && <Offer key={drawing} grid={grid} says={says} onBegin={begin} />
  const where = (one: Present) => { const at = one.cell && stepOf(doc, one.cell.step_id); return at ? t('map:is_at', { name: one.name, step: at.name }) : one.name }
  const pair: { asIs: JourneyMap; measured: Measured } | null = both && asIs ? { asIs, measured: before } : null
  return (
    <DeskProvider value={desk}>
      <Head journey={journey} version={version} view={view} toBes={(journey.maps ?? []).filter((one) => one.kind === 'to_be')} others={others} where={where} share={edits ? () => setAsking({ what: 'share' }) : undefined} drawnAt={map.updated_at}
        tools={<Tools view={view} onLane={keepLane} onHistory={() => setAsking({ what: 'history' })} />} />
      {pair && <Saved journey={journey.id} asIs={pair.asIs.id} toBe={map.id} />}
      <div className={`jm-split${step ? ' open' : ''}`} onClick={lead}>
        <div className="jm-main">
          {doc.steps.length === 0 && <Notice>{t(edits ? 'map:empty_edit' : 'map:empty')}</Notice>}
          <Picture view={view} isWide={isWide} shown={shown} both={pair} opened={opened} open={open} over={over} beside={offer} tie={{ ref: grid }} />
          {isWide && <Hint shown={shown} lanes={view === 'table'} onLane={(key) => { keepLane(key); if (steps[0]) acts.focus({ step: steps[0].id, lane: key }) }} />}
          {!toBe && <Whole map={map.id} live={measured.live} />}
          <Behind view={shown} name={journey.key} />
        </div>
        {step && <StepPanel key={step.id} doc={doc} step={step} taken={taken} needed={needed} measured={measured} search={search} toBe={toBe} comments={comments.filter((one) => one.step_id === step.id)} lane={many(search['lane'])[0] ?? null} />}
      </div>
      {acts.writing && <CellEditor key={`${acts.writing.place.step}:${acts.writing.place.lane}`} doc={doc} asIs={asIs?.doc} place={acts.writing.place} near={acts.writing.near} done={acts.written} leave={acts.leave} />}
      {menu?.kind === 'step' && <StepMenu step={menu.id} near={menu.near} onClose={() => setMenu(null)} onAdd={(after) => acts.add({ after })} onRemove={acts.remove} onDetails={(id) => setAsking({ what: 'details', step: id })} onInto={(id) => goInto(id, stepOf(doc, id)?.nested_journey_id)} />}
      {menu?.kind === 'stage' && <StageMenu stage={menu.id} near={menu.near} onClose={() => setMenu(null)} onAdd={(stage) => acts.add({ stage })} />}
      <Asked asking={asking} asIs={asIs} steps={measured.steps} onClose={() => setAsking(null)} onWays={(id) => backToWays(grid.current, id)} />
    </DeskProvider>
  )
}
/** The journeys one came through, this one last. */
const hereWithin = (search: ReturnType<typeof useScope>['search'], journey: string) => [...outersOf(many(search['within'])[0]).map((one) => `${one.journey}~${one.step}`), journey].join(',')
/** Once the map is drawn with the ways that were written: there, or at the name where none are left. */
function backToWays(grid: HTMLElement | null, step: string): void {
  requestAnimationFrame(() => requestAnimationFrame(() => focusCell(grid, { step, lane: grid && cellAt(grid, { step, lane: 'ways' }) ? 'ways' : 'name' })))
}
/** Links of the map to a step's page, to an initiative and into an inner journey take the scope along. `toBe`: the map, unless it is the one as it is. */
function useLead(toBe: string | undefined) {
  const { search } = useScope()
  const navigate = useNavigate()
  return (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey) return
    const near = (of: string) => (event.target as Element).closest<HTMLAnchorElement>(of)
    const [inner, page] = [near('a[data-inner]'), near('a[data-page],a[data-initiative]')]
    const link = inner ?? page
    if (!link) return
    event.preventDefault()
    const more = inner ? parseSearch(inner.search) : toBe && !link.matches('[data-initiative]') ? { map: toBe } : {}
    void navigate({ to: link.pathname as never, search: { ...carried(search), ...more } as never })
  }
}
function useInto(within: string) {
  const { search } = useScope()
  const navigate = useNavigate()
  return (step: string, inner: string | null | undefined) => { if (inner) void navigate({ to: '/journeys/$id' as never, params: { id: inner } as never, search: { ...carried(search), within: `${within}~${step}` } as never }) }
}
