// One step, for whoever stands at the desk today: what the customer expects, how to serve best, what they said.
import './map.css'
import { Link, useParams } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { Icon } from '@kit/Icon'
import { Loading } from '@kit/State'
import { api } from '../../api'
import { ErrorPage, NotFoundPage } from '../../frame/Root'
import { ScopeRow } from '../../frame/ScopeRow'
import { carried, many, useScope } from '../../frame/scope'
import { t } from '../../i18n'
import { watchJourneys } from '../../live'
import { useMade, useMayDecide } from '../../programme/initiatives'
import { BeginHere, type Begun, IdeasPart, MadePart } from './Begun'
import { Comments } from './Comments'
import { journeyQuery, mapQuery, useComments, useMeasured, useNeeded, useTaken } from './data'
import { DepthProvider, type Desk, DeskProvider, useKept } from './desk'
import { ConflictDialog, MarkDialog } from './Dialogs'
import { stageOf, stepOf, walk } from './doc'
import { FactsProvider, useFacts, useFirmFacts } from './facts'
import { Keeper } from './keeper'
import { DrawPart, EditMark, FeelingPart, MarkReasons, MarkTags, Met, NeededPart, Promised, Questions, ScorePart, TextPart, Topics, Voices, Weight } from './Story'
import type { Journey, JourneyMap } from './types'
import { InnerPart, WaysDialog, WaysPart } from './Ways'

export function StepPage() {
  const { id, step } = useParams({ strict: false }) as { id: string; step: string }
  const { search } = useScope()
  const facts = useFirmFacts()
  const journey = useQuery(journeyQuery(id))
  const wanted = many(search['map'])[0] ?? journey.data?.maps?.find((one) => one.kind === 'as_is')?.id
  const map = useQuery({ ...mapQuery(wanted ?? ''), enabled: !!wanted })
  const error = journey.error ?? map.error
  if (error) return <ErrorPage error={error} reset={() => { void journey.refetch(); void map.refetch() }} />
  if (!journey.data || !map.data) return <div className="in"><Loading lines={8} /></div>
  return <FactsProvider value={facts}><Inside key={`${map.data.id}${step}`} journey={journey.data} map={map.data} id={step} /></FactsProvider>
}
function Inside({ journey, map, id }: { journey: Journey; map: JourneyMap; id: string }) {
  const { search } = useScope()
  const [keeper] = useState(() => new Keeper(map, { write: (edits) => api.post(`/journey_maps/${map.id}/edits`, { edits }), undo: (entry) => api.post(`/journey_maps/${map.id}/edits/${entry}/undo`), load: () => api.get(`/journey_maps/${map.id}`) }))
  const { doc, clash } = useKept(keeper)
  const measured = useMeasured(map.id)
  const { list } = useComments(map.id, true)
  const [marking, setMarking] = useState(false)
  const [drawing, setDrawing] = useState(false)
  const [begun, setBegun] = useState<Begun | null>(null)
  const made = useMade(journey.id, map.id)
  const begin = useMayDecide() ? (place: Begun['place'], idea?: string) => setBegun({ place, idea }) : null
  const needed = useNeeded()
  const { taken } = useTaken(map.id, doc.links.length > 0)
  const facts = useFacts()
  useEffect(() => watchJourneys((tick) => { if (tick.map === map.id) keeper.tell(tick) }), [keeper, map.id])
  useEffect(() => () => { void keeper.flush(); keeper.stop() }, [keeper])
  const step = stepOf(doc, id)
  if (!step) return <NotFoundPage />
  const steps = walk(doc)
  const at = steps.findIndex((one) => one.id === id)
  const seen = measured.steps.get(id)
  const toBe = map.kind === 'to_be'
  const page = (other: string) => `/journeys/${journey.id}/steps/${other}${toBe ? `?map=${map.id}` : ''}`
  const desk: Desk = { journey, map, keeper, edits: map.may_edit, open: () => undefined, page, write: () => undefined, mark: () => setMarking(true), ways: () => setDrawing(true), comment: () => undefined, menu: () => undefined, begin, made }
  const back = { ...carried(search), step: id, ...(toBe && { version: 'to_be', map: map.id }) }
  const neighbour = (by: number, icon: 'left' | 'right') => { const other = steps[at + by]; return other ? <Link className={`btn ghost${by > 0 ? ' push' : ''}`} to={'/journeys/$id/steps/$step' as never} params={{ id: journey.id, step: other.id } as never} search={{ ...carried(search), ...(toBe && { map: map.id }) } as never}>{by < 0 && <Icon name={icon} />}{other.name}{by > 0 && <Icon name={icon} />}</Link> : by > 0 ? <span className="push" /> : null }
  const owner = facts.owner(step.touchpoint)
  return (
    <DeskProvider value={desk}><DepthProvider value="h2">
      <div className="in jm-page">
        <p className="sm"><Link className="jm-back" to={'/journeys/$id' as never} params={{ id: journey.id } as never} search={back as never}><Icon name="left" />{journey.name}</Link></p>
        <p className="soft sm">{t('map:place', { stage: stageOf(doc, step.stage_id)?.name ?? '', number: at + 1, of: steps.length })}</p>
        <h1>{step.name}</h1>
        <MarkTags step={step} seen={seen} />
        <ScopeRow skip={['touchpoint', 'stage', 'metric', 'journey']} />
        <div className="jm-two">
          <div>
            <TextPart title={t('map:what_they_expect')} member="expectation" step={step} empty={t('map:no_expectation')} rows={3} />
            <TextPart title={t('map:how_to_serve')} member="service" step={step} empty={t('map:no_service')} rows={4} />
            <TextPart title={t('map:lane.action')} member="action" step={step} empty={t('map:no_action')} />
            <TextPart title={t('map:lane.designed')} member="designed" step={step} empty={t('map:no_designed')} />
            <Questions step={step} />
            <IdeasPart step={step} />
            <InnerPart step={step} search={search} />
            <WaysPart doc={doc} step={step} search={search} taken={taken} page />
            <Voices step={step} seen={seen} search={search} all />
          </div>
          <div className="jm-side">
            <ScorePart step={step} seen={seen} live={measured.live} /><FeelingPart step={step} seen={seen} toBe={toBe} /><Weight step={step} seen={seen} live={measured.live} /><Met seen={seen} />
            <DrawPart step={step} toBe={toBe} />
            <p className="sm">{step.external ? t('map:external_long') : owner === null ? <span className="tag warn">! {t('map:nobody')}</span> : owner ? t('map:answers_for_it', { name: owner }) : ''}</p>
            <Topics seen={seen} /><NeededPart step={step} needed={needed} search={search} /><Promised seen={seen} /><MarkReasons step={step} seen={seen} /><EditMark step={step} />
            <MadePart step={step} />
            <Comments list={list.filter((one) => one.step_id === id)} step={id} lane={null} />
          </div>
        </div>
        <nav className="row jm-turn" aria-label={t('map:steps_head')}>{neighbour(-1, 'left')}{neighbour(1, 'right')}</nav>
        {clash && <ConflictDialog keeper={keeper} doc={doc} />}
        {drawing && <WaysDialog step={id} onClose={() => setDrawing(false)} />}
        {begun && <BeginHere begun={begun} seen={seen} onClose={() => setBegun(null)} />}
        {marking && <MarkDialog step={id} seen={seen} onClose={() => setMarking(false)} />}
      </div>
    </DepthProvider></DeskProvider>
  )
}
