// One map in the hands of the people at it: keys, drags, menus, panels, what others do meanwhile.
import { useNavigate } from '@tanstack/react-router'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { IconButton } from '@kit/Button'
import { Popover } from '@kit/Chip'
import { save } from '@kit/Data'
import { Icon } from '@kit/Icon'
import { useKeys } from '@kit/keys'
import { announce, Notice, toast } from '@kit/Notice'
import { address, api } from '../../api'
import { carried, many, parseSearch, useScope } from '../../frame/scope'
import { language, t } from '../../i18n'
import { linkState, watchJourneys, watchLink } from '../../live'
import { useSession } from '../../session'
import { Behind } from './Behind'
import { CellEditor } from './CellEditor'
import { CircleView } from './CircleView'
import { CurveView } from './CurveView'
import { journeysQuery, useComments, useMeasured, useNeeded, useTaken } from './data'
import { type Desk, DeskProvider, freshId, useKept, type Version, type View } from './desk'
import { ConflictDialog, MarkDialog, ShareDialog } from './Dialogs'
import { columnsOf, emptyPhases, stepOf, walk } from './doc'
import { set } from './edit'
import { cellAt, focusCell, useGrid } from './grid'
import { Head } from './Head'
import { History } from './History'
import { grip } from './hold'
import { Keeper } from './keeper'
import { addStep, dropStep, inStep, removeStep, shiftStep } from './make'
import { useMapAddress, useWide } from './MapPage'
import { emptyLanes, MapGrid, type MapView, rowsOf } from './MapTable'
import { DetailsDialog, LanesMenu, StageMenu, StepMenu } from './Menus'
import { neighbour, type Place } from './moves'
import { Phone } from './Phone'
import { cellsOf, ring, rowOf, usePresence } from './presence'
import { laneName } from './say'
import { Saved, SideBySide } from './SideBySide'
import { StepPanel } from './StepPanel'
import type { Edit, Journey, JourneyMap } from './types'
import { WaysDialog } from './Ways'
import { Whole } from './Whole'
import { outersOf } from './ways'

type Asking = { what: 'mark'; step: string } | { what: 'details'; step: string } | { what: 'ways'; step: string } | { what: 'share' } | { what: 'history' } | null
type Menued = { kind: 'step' | 'stage'; id: string; near: DOMRect } | null

export function OpenMap({ journey, map, asIs, both, view, version }: { journey: Journey; map: JourneyMap; asIs: JourneyMap | undefined; both: boolean; view: View; version: Version }) {
  const { search } = useScope()
  const change = useMapAddress()
  const navigate = useNavigate()
  const client = useQueryClient()
  const me = useSession().user.id
  const isWide = useWide()
  const edits = map.may_edit
  const [keeper] = useState(() => new Keeper(map, { write: (list) => api.post(`/journey_maps/${map.id}/edits`, { edits: list }), undo: (entry) => api.post(`/journey_maps/${map.id}/edits/${entry}/undo`), load: () => api.get(`/journey_maps/${map.id}`) }))
  const { doc, saving, clash, refused, fresh, undo, redo } = useKept(keeper)
  const measured = useMeasured(map.id)
  const before = useMeasured(both ? asIs?.id : undefined)
  const { list: comments, counts } = useComments(map.id, true)
  const { others, at: standAt } = usePresence(map.id, me, map.people)
  const grid = useRef<HTMLDivElement>(null)
  const [writing, setWriting] = useState<{ place: Place; near: DOMRect } | null>(null)
  const [menu, setMenu] = useState<Menued>(null)
  const [asking, setAsking] = useState<Asking>(null)
  const [kept, setKept] = useState<ReadonlySet<string>>(new Set())
  const keepLane = (key: string) => setKept((old) => new Set([...old, key]))
  const opened = many(search['step'])[0] ?? null
  const step = stepOf(doc, opened)
  const toBe = map.kind === 'to_be'
  const steps = walk(doc)

  // ---- what leads elsewhere
  const open = useCallback((id: string | null) => change({ step: id ?? undefined, lane: undefined }), [change])
  const page = useCallback((id: string) => `/journeys/${journey.id}/steps/${id}${map.kind === 'to_be' ? `?map=${map.id}` : ''}`, [journey.id, map.id, map.kind])
  const focus = (place: Place) => requestAnimationFrame(() => focusCell(grid.current, place))
  const write = (place: Place) => { const cell = grid.current && cellAt(grid.current, place); if (!edits || !cell || ['ways', 'curve', 'score', 'needs', 'owner', 'promise'].includes(place.lane)) return; cell.scrollIntoView({ block: 'nearest', inline: 'nearest' }); setWriting({ place, near: cell.getBoundingClientRect() }) }
  const desk: Desk = {
    journey, map, keeper, edits, open, page, write,
    mark: (id) => setAsking({ what: 'mark', step: id }), ways: (id) => setAsking({ what: 'ways', step: id }), comment: (place) => change({ step: place.step, lane: place.lane }),
    menu: (id, near) => setMenu({ kind: 'step', id, near: near.getBoundingClientRect() }),
  }
  // ---- what changes the map
  const add = (where: { after?: string; stage?: string }) => {
    const id = freshId()
    if (!keeper.change((now) => addStep(now, id, t('map:new_step_name'), where))) return
    requestAnimationFrame(() => requestAnimationFrame(() => { focusCell(grid.current, { step: id, lane: 'name' }); const cell = grid.current && cellAt(grid.current, { step: id, lane: 'name' }); if (cell) setWriting({ place: { step: id, lane: 'name' }, near: cell.getBoundingClientRect() }) }))
  }
  const remove = (id: string) => {
    const next = neighbour(steps.map((one) => one.id), id)
    const name = stepOf(doc, id)?.name ?? ''
    keeper.change(removeStep(id))
    if (opened === id) open(null)
    toast(t('map:removed', { name }), keeper.undo)
    if (next) focus({ step: next, lane: 'name' })
  }
  const shift = (id: string, by: -1 | 1) => { if (keeper.change((now) => shiftStep(now, id, by))) { const place = document.activeElement?.closest<HTMLElement>('[data-cell]')?.dataset['cell']; focus({ step: id, lane: place?.split(':').slice(1).join(':') ?? 'name' }); const after = walk(keeper.now().doc); announce(t('map:moved_to', { name: stepOf(doc, id)?.name ?? '', number: after.findIndex((one) => one.id === id) + 1, of: after.length })) } }
  const raise = (id: string, by: -1 | 1) => keeper.change((now) => { const old = stepOf(now, id)?.drawn.value ?? 0; const next = Math.max(-2, Math.min(2, old + by)); announce(t(`map:feel.${next as -2 | -1 | 0 | 1 | 2}`)); return set(now, inStep(id, 'drawn', 'value'), next) })
  const written = (list: readonly Edit[], next?: 'cell' | 'stay') => {
    const place = writing?.place
    setWriting(null)
    if (list.length > 0) keeper.change(list)
    if (!place) return
    const ids = walk(keeper.now().doc).map((one) => one.id)
    const beside = next === 'cell' ? ids[ids.indexOf(place.step) + 1] : undefined
    if (beside) { focusCell(grid.current, { ...place, step: beside }); write({ ...place, step: beside }) } else focus(place)
  }
  const lookBack = (way: 'undo' | 'redo') => () => { if (way === 'undo' ? undo : redo) { keeper[way](); announce(t(way === 'undo' ? 'map:undone' : 'map:done_again')) } }
  const version_ = (next: Version) => change({ version: next === 'as_is' ? undefined : next, step: undefined })
  useKeys({ 'mod+z': (event) => lookBack(event.shiftKey ? 'redo' : 'undo')(), 'mod+y': lookBack('redo'), '[': () => version_('as_is'), ']': () => version_('to_be') })

  // ---- the hand of the pointer
  useEffect(() => {
    const node = grid.current
    if (!node || !edits) return
    return grip(node, { onDrop: (id, column) => keeper.change((now) => { const columns = columnsOf(now); return dropStep(now, id, columns.slice(0, column).filter((one) => one.step).length, columns[column]?.step ? undefined : columns[column]?.stage.id ?? columns.at(-1)?.stage.id) }), onDraw: (id, value) => keeper.change((now) => set(now, inStep(id, 'drawn', 'value'), value)) })
  }, [edits, keeper, view, isWide, both])
  // ---- what others do
  useEffect(() => watchJourneys((tick) => { if (tick.map !== map.id) return; if (tick.kind === 'comment') void client.invalidateQueries({ queryKey: ['journey_maps', map.id, 'comments'] }); else keeper.tell(tick) }), [keeper, map.id, client])
  useEffect(() => { let was = linkState(); return watchLink(() => { const now = linkState(); if (was === 'lost' && now === 'on') void keeper.again(); was = now }) }, [keeper])
  useEffect(() => ring(grid.current, cellsOf(others), 'who'), [others, doc, view])
  useEffect(() => {
    if (!fresh) return
    const clear = ring(grid.current, fresh.cells.map((cell) => ({ cell: cell.replace(/:(.*)$/, (_, member: string) => `:${rowOf(member)}`), name: fresh.by?.name ?? '?' })), 'fresh')
    if (fresh.by) announce(t('map:written_by', { name: fresh.by.name }))
    const timer = setTimeout(() => { clear(); keeper.forgetFresh() }, 4000)
    return () => { clearTimeout(timer); clear() }
  }, [fresh, keeper])
  useEffect(() => { if (refused) { toast(refused); keeper.forgetRefusal() } }, [refused, keeper])
  useEffect(() => {
    const leave = (event: BeforeUnloadEvent) => { if (keeper.unsaved) event.preventDefault() }
    window.addEventListener('beforeunload', leave)
    return () => { window.removeEventListener('beforeunload', leave); void keeper.flush(); keeper.stop() }
  }, [keeper])
  const journeys = useQuery({ ...journeysQuery(), enabled: asking?.what === 'details' }).data?.items ?? []

  const needed = useNeeded()
  const { taken } = useTaken(map.id, doc.links.length > 0)
  const within = [...outersOf(many(search['within'])[0]).map((one) => `${one.journey}~${one.step}`), journey.id].join(',')
  const shown: MapView = useMemo(() => ({ doc, steps: measured.steps, live: measured.live, asIs: asIs?.doc, edits, comments: counts, kept, taken, needed, within, label: t(toBe ? 'map:grid_to_be' : 'map:grid_as_is', { name: journey.name }) }), [doc, measured, asIs, edits, counts, kept, taken, needed, within, toBe, journey.name])
  useGrid(grid, { steps: steps.map((one) => one.id), rows: rowsOf(shown), edits, open, write, shift, raise, add: (after) => add({ after }), remove, mark: desk.mark, ways: desk.ways, comment: desk.comment, menu: desk.menu, stageMenu: (id, near) => setMenu({ kind: 'stage', id, near: near.getBoundingClientRect() }), addTo: (stage) => add({ stage }), seen: standAt }, isWide ? `${view}${both}` : 'list')
  const column = columnsOf(doc).findIndex((one) => one.step?.id === opened)
  const over = column >= 0 ? <div className="jm-col" aria-hidden="true" style={{ '--at': column } as React.CSSProperties} /> : null
  const where = (one: (typeof others)[number]) => { const at = one.cell && stepOf(doc, one.cell.step_id); return at ? t('map:is_at', { name: one.name, step: at.name }) : one.name }
  const download = async (format: 'csv' | 'json' | 'xlsx') => { if (format === 'xlsx') { const link = document.createElement('a'); link.href = address(`/journey_maps/${map.id}/export`, { format }); link.download = ''; link.click(); return } const text = await fetch(address(`/journey_maps/${map.id}/export`, { format }), { credentials: 'same-origin' }).then((answer) => answer.ok ? answer.text() : null).catch(() => null); if (text === null) toast(t('frame:unreachable')); else save(`${journey.key}.${format}`, text, format === 'csv' ? 'text/csv' : 'application/json') }
  const picture = (format: 'svg' | 'pdf' | 'png') => { const link = document.createElement('a'); link.href = address(`/journey_maps/${map.id}/picture`, { format, view, language: language(), theme: 'light' }); link.download = ''; link.click() }
  const tools = (
    <>
      {edits && <span className="row jm-hands"><SaveWord saving={saving} /><IconButton icon="undo" label={t('map:undo')} disabled={!undo} onClick={keeper.undo} /><IconButton className="mirror" icon="undo" label={t('map:redo')} disabled={!redo} onClick={keeper.redo} />{view === 'table' && <Popover align="end" button={(tie) => <IconButton icon="setup" label={t('map:lanes')} {...tie} />}>{() => <LanesMenu onShow={keepLane} />}</Popover>}</span>}
      <Popover align="end" button={(tie) => <IconButton icon="more" label={t('map:more')} {...tie} />}>{(close) => (
        <>
          <button type="button" className="item" onClick={() => { close(); setAsking({ what: 'history' }) }}><Icon name="clock" />{t('map:history')}</button><hr />
          {(['pdf', 'png', 'svg'] as const).map((format) => <button key={format} type="button" className="item" onClick={() => { close(); picture(format) }}><Icon name="download" />{t('map:picture', { format: format.toUpperCase() })}</button>)}
          {(['xlsx', 'csv', 'json'] as const).map((format) => <button key={format} type="button" className="item" onClick={() => { close(); void download(format) }}><Icon name="download" />{t('map:export', { format: format.toUpperCase() })}</button>)}
        </>)}</Popover>
    </>)
  const tie = { ref: grid }
  const toBes = (journey.maps ?? []).filter((one) => one.kind === 'to_be')
  return (
    <DeskProvider value={desk}>
      <Head journey={journey} version={version} view={view} toBes={toBes} others={others} where={where} tools={tools} share={map.may_edit ? () => setAsking({ what: 'share' }) : undefined} drawnAt={map.updated_at} />
      {both && asIs && <Saved journey={journey.id} asIs={asIs.id} toBe={map.id} />}
      <div className={`jm-split${step ? ' open' : ''}`} onClick={(event) => { const inner = (event.target as Element).closest<HTMLAnchorElement>('a[data-inner]'); if (inner && !event.ctrlKey && !event.metaKey) { event.preventDefault(); void navigate({ to: inner.pathname as never, search: { ...carried(search), ...parseSearch(inner.search) } as never }); return } const link = (event.target as Element).closest<HTMLAnchorElement>('a[data-page]'); if (link && !event.ctrlKey && !event.metaKey) { event.preventDefault(); void navigate({ to: link.pathname as never, search: { ...carried(search), ...(toBe && { map: map.id }) } as never }) } }}>
        <div className="jm-main">
          {doc.steps.length === 0 && <Notice>{t(edits ? 'map:empty_edit' : 'map:empty')}</Notice>}
          {!isWide ? <Phone view={shown} open={open} opened={opened} /> : view === 'circle' ? <CircleView view={shown} open={open} opened={opened} /> : both && asIs ? <SideBySide asIs={asIs} measured={before} view={shown} over={over} tie={tie} /> : view === 'curve' ? <CurveView view={shown} tie={tie} /> : <MapGrid view={shown} over={over} tie={tie} />}
          {isWide && <p className="hint jm-hint">{emptyPhases(doc).length > 0 && <span>{t('map:empty_phases', { phases: emptyPhases(doc).map((phase) => t(`map:phase.${phase}`)).join(', ') })} </span>}{edits && view === 'table' && emptyLanes(shown).length > 0 && <span className="jm-wait-lanes">{t('map:empty_lanes')} {emptyLanes(shown).map((lane) => <button key={lane.key} type="button" className="as-link" onClick={() => { keepLane(lane.key); const first = steps[0]; if (first) focus({ step: first.id, lane: lane.key }) }}>{laneName(lane)}</button>)}</span>}{edits && <span className="jm-keys">{t('map:keys')}</span>}</p>}
          {!toBe && <Whole map={map.id} live={measured.live} />}
          <Behind view={shown} name={journey.key} />
        </div>
        {step && <StepPanel key={step.id} doc={doc} step={step} taken={taken} needed={needed} measured={measured} search={search} toBe={toBe} comments={comments.filter((one) => one.step_id === step.id)} lane={many(search['lane'])[0] ?? null} />}
      </div>
      {writing && <CellEditor key={`${writing.place.step}:${writing.place.lane}`} doc={doc} asIs={asIs?.doc} place={writing.place} near={writing.near} done={written} leave={() => { const { place } = writing; setWriting(null); focus(place) }} />}
      {menu?.kind === 'step' && <StepMenu step={menu.id} near={menu.near} onClose={() => setMenu(null)} onAdd={(after) => add({ after })} onRemove={remove} onDetails={(id) => setAsking({ what: 'details', step: id })} onInto={(id) => { const inner = stepOf(doc, id)?.nested_journey_id; if (inner) void navigate({ to: '/journeys/$id' as never, params: { id: inner } as never, search: { ...carried(search), within: `${within}~${id}` } as never }) }} />}
      {menu?.kind === 'stage' && <StageMenu stage={menu.id} near={menu.near} onClose={() => setMenu(null)} onAdd={(stage) => add({ stage })} />}
      {clash && <ConflictDialog keeper={keeper} doc={doc} />}
      {asking?.what === 'mark' && <MarkDialog step={asking.step} seen={measured.steps.get(asking.step)} onClose={() => setAsking(null)} />}
      {asking?.what === 'details' && <DetailsDialog step={asking.step} journeys={journeys} asIs={asIs ? walk(asIs.doc) : null} onClose={() => setAsking(null)} />}
      {asking?.what === 'ways' && <WaysDialog key={asking.step} step={asking.step} onClose={() => { const { step: id } = asking; setAsking(null); requestAnimationFrame(() => requestAnimationFrame(() => focusCell(grid.current, { step: id, lane: grid.current && cellAt(grid.current, { step: id, lane: 'ways' }) ? 'ways' : 'name' }))) }} />}
      {asking?.what === 'share' && <ShareDialog journey={journey.id} onClose={() => setAsking(null)} />}
      {asking?.what === 'history' && <History onClose={() => setAsking(null)} />}
    </DeskProvider>
  )
}
function SaveWord({ saving }: { saving: 'saved' | 'saving' | 'waiting' }) {
  return <span className={`sm ${saving === 'waiting' ? 'jm-waits' : 'soft'}`} role="status">{t(`map:is_${saving}`)}</span>
}
