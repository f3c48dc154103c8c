// All journeys from above: each a line of what was drawn and what is lived, how it stands, what is open on it.
import './map.css'
import { Link, useNavigate } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { Button } from '@kit/Button'
import { Tag } from '@kit/Chip'
import { DataBehind } from '@kit/Data'
import { number } from '@kit/format'
import { Notice } from '@kit/Notice'
import { Empty, Loading } from '@kit/State'
import { Interval } from '@kit/Whisker'
import { carried, useScope } from '../../frame/scope'
import { ScopeRow } from '../../frame/ScopeRow'
import { t } from '../../i18n'
import { useScoped } from '../../records'
import { useMay } from '../../session'
import { BeginDialog } from '../../programme/Begin'
import { initiativesQuery, type Made, madeOf, useMayDecide } from '../../programme/initiatives'
import { MadeList } from '../../programme/Made'
import { painLane } from '../../programme/shape'
import { JourneyPlaces } from '../Place'
import { journeysQuery, ofOthers } from './data'
import { FactsProvider, useFirmFacts, useMeasure } from './facts'
import { lines, type Stop } from './curve'
import { known } from './measured'
import { NewJourney } from './NewJourney'
import type { Journey, OpenPain, OverviewRow, Score } from './types'

export function JourneysPage() {
  const facts = useFirmFacts()
  return <FactsProvider value={facts}><Inside /></FactsProvider>
}
function Inside() {
  const navigate = useNavigate()
  const { search } = useScope()
  const figures = useMay('read_figures')
  const write = useMay('read_people')
  const journeys = useQuery(journeysQuery())
  const overview = useScoped<{ rows: OverviewRow[] }>('/journeys/overview', ofOthers, figures)
  const [making, setMaking] = useState(false)
  const initiatives = useQuery(initiativesQuery()).data?.items
  const made = useMemo(() => madeOf(initiatives ?? []), [initiatives])
  const found = new Map((overview.data?.rows ?? []).map((one) => [one.id, one]))
  const open = [...(journeys.data?.items ?? [])].filter((one) => !one.archived).sort((a, b) => a.position - b.position)
  const rows = open.map((journey) => ({ journey, row: found.get(journey.id) }))
  const pains = rows.reduce((sum, { row }) => sum + (row?.open_pains.length ?? 0), 0)
  const overdue = rows.filter(({ journey, row }) => journey.overdue_review || row?.overdue_review).length
  const to = (id: string) => void navigate({ to: '/journeys/$id' as never, params: { id } as never, search: carried(search) as never })
  const add = <Button look="main" icon="plus" onClick={() => setMaking(true)}>{t('map:new_journey')}</Button>
  return (
    <div className="in jm-all">
      <ScopeRow skip={['touchpoint', 'stage', 'metric', 'journey']} />
      <JourneyPlaces />
      {journeys.isPending ? <Loading lines={6} /> : journeys.error ? <Notice tone="danger">{journeys.error.message}</Notice> : rows.length === 0 ? <><h1 className="vh">{t('map:journeys')}</h1><Empty title={t('map:no_journeys')} action={write && add}>{t('map:no_journeys_words')}</Empty></> : (
        <>
          <div className="jm-all-top"><h1>{!overview.data && figures ? t('map:journeys') : pains > 0 ? t('map:title_pains', { count: pains }) : t('map:title_calm')}</h1>{write && add}</div>
          {overdue > 0 && <p className="soft">{t('map:title_overdue', { count: overdue })}</p>}
          <ul className="jm-rows">{rows.map(({ journey, row }) => <Row key={journey.id} journey={journey} row={row} search={search} made={made} />)}</ul>
          <DataBehind name="journeys" caption={t('map:journeys')} rows={rows} columns={[
            { name: t('map:journey'), value: ({ journey }) => journey.name }, { name: t('map:steps_head'), value: ({ row, journey }) => row?.steps ?? asIs(journey)?.steps, number: true },
            { name: t('map:whole'), value: ({ row }) => wholeOf(row)?.value, show: ({ row }) => wholeOf(row) ? <ScoreOf score={wholeOf(row)!} /> : '–' }, { name: t('map:at_steps'), value: ({ row }) => row?.score?.value, show: ({ row }) => row?.score ? <ScoreOf score={row.score} /> : '–' }, { name: t('map:pains_head'), value: ({ row }) => row?.open_pains.length, number: true },
            { name: t('map:unanswered_head'), value: ({ row }) => row?.unanswered_questions, number: true }, { name: t('map:listened_head'), value: ({ row }) => row?.coverage && row.coverage.listened !== null ? `${row.coverage.listened}/${row.coverage.steps}` : null, number: true },
          ]} />
        </>)}
      {making && <NewJourney onClose={() => setMaking(false)} onMade={(one) => { setMaking(false); to(one.id) }} />}
    </div>
  )
}
const asIs = (journey: Journey) => journey.maps?.find((one) => one.kind === 'as_is')
/** What people say of the whole, where they say it. */
const wholeOf = (row: OverviewRow | undefined): Score | null => known(row?.outcome_score) && { ...row!.outcome_score, metric: row!.outcome?.metric ?? null }
function Row({ journey, row, search, made }: { journey: Journey; row: OverviewRow | undefined; search: Parameters<typeof carried>[0]; made: Made }) {
  const whole = wholeOf(row)
  const toBe = journey.maps?.some((one) => one.kind === 'to_be')
  const facts = [
    t('map:count_steps', { count: row?.steps ?? asIs(journey)?.steps ?? 0 }),
    row?.coverage && row.coverage.listened !== null && t('map:listened', { some: number(row.coverage.listened), of: number(row.coverage.steps) }),
    row && row.unanswered_questions > 0 && t('map:unanswered', { count: row.unanswered_questions }), toBe && t('map:has_to_be'),
  ].filter(Boolean).join(' · ')
  return (
    <li><Link to={'/journeys/$id' as never} params={{ id: journey.id } as never} search={carried(search) as never}>
      <span className="jm-row-name"><b>{journey.name}</b><span className="sm soft">{facts}</span>{(journey.overdue_review || row?.overdue_review) && <Tag tone="warn">{t('map:overdue')}</Tag>}</span>
      <Line row={row} />
      <span className="jm-row-score">{whole ? <ScoreOf score={whole} of={t('map:whole_journey')} /> : row?.score && row.score.n > 0 ? <ScoreOf score={row.score} of={t('map:at_steps_of')} /> : <span className="soft sm">{t('kit:no_answers')}</span>}{row && row.open_pains.length > 0 && <span className="neg sm nw">▼ {t('map:pains', { count: row.open_pains.length })}</span>}</span>
    </Link>{row && row.open_pains.length > 0 && <Pains row={row} made={made} />}</li>
  )
}
/** What hurts on the way, each with what is done about it, or the way to decide something. */
function Pains({ row, made }: { row: OverviewRow; made: Made }) {
  const { search } = useScope()
  const may = useMayDecide()
  const [about, setAbout] = useState<OpenPain | null>(null)
  const list = (one: OpenPain) => made.steps.get(one.step_id) ?? []
  return (
    <>
      <ul className="jm-pains">{row.open_pains.map((one) => (
        <li key={one.step_id}><span><Link className="link neg" to={'/journeys/$id' as never} params={{ id: row.id } as never} search={{ ...carried(search), step: one.step_id } as never}>▼ {one.name}</Link> <span className="soft sm">{one.source === 'people' ? one.reason : t('map:pain_by_figures')}</span></span>
          <MadeList list={list(one)} />
          {may && row.map_id && <Button look="ghost" icon="flag" aria-label={t('programme:create_of', { text: one.name })} onClick={() => setAbout(one)}>{t('programme:create')}</Button>}</li>))}</ul>
      {about && row.map_id && <BeginDialog sources={[{ key: painLane, label: `${t('programme:from.pain')} · ${about.name}`, text: about.reason ?? '', name: about.name, body: { map_id: row.map_id, step_id: about.step_id, lane: painLane } }]} made={list(about)} onClose={() => setAbout(null)} />}
    </>
  )
}
function ScoreOf({ score, of }: { score: Score; of?: string }) {
  const { unit, name } = useMeasure()(score)
  return <span className="jm-score-of"><Interval of={score} unit={unit} /><i>{[name, of].filter(Boolean).join(', ')}</i></span>
}
/** The whole journey in a line: pencil and ink, as on the map itself. */
function Line({ row }: { row: OverviewRow | undefined }) {
  if (!row || row.curve.length < 2) return <span className="jm-line-none" />
  const stops = row.curve.map((one, at): Stop => ({ id: one.step_id, at, x: ((at + 0.5) / row.curve.length) * 100, drawn: one.drawn, goal: null, value: one.value, lo: null, hi: null, n: 0, thin: false, neg: false, pos: false, truth: false }))
  const drawing = lines(stops)
  return <span className="plot jm-spark" aria-hidden="true"><svg viewBox="0 0 100 100" preserveAspectRatio="none"><path className="ln-limit" d="M0 50H100" /><path className="ln-pencil" d={drawing.pencil} /><path className="ln-ink" d={drawing.ink} /></svg></span>
}
