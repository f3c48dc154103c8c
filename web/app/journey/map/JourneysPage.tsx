// All journeys from above: each a line of what was drawn and what is lived, how it stands, what is open on it.
import './map.css'
import { Link, useNavigate } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
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
import { JourneyPlaces } from '../Place'
import { journeysQuery, ofOthers } from './data'
import { FactsProvider, useFirmFacts, useMeasure } from './facts'
import { lines, type Stop } from './curve'
import { known } from './measured'
import { NewJourney } from './NewJourney'
import type { Journey, OverviewRow, Score } from './types'

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
  const found = new Map((overview.data?.rows ?? []).map((one) => [one.id, one]))
  const open = [...(journeys.data?.items ?? [])].filter((one) => !one.archived).sort((a, b) => a.position - b.position)
  const rows = open.map((journey) => ({ journey, row: found.get(journey.id) }))
  const pains = rows.reduce((sum, { row }) => sum + (row?.pains ?? 0), 0)
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
          <ul className="jm-rows">{rows.map(({ journey, row }) => <Row key={journey.id} journey={journey} row={row} search={search} />)}</ul>
          <DataBehind name="journeys" caption={t('map:journeys')} rows={rows} columns={[
            { name: t('map:journey'), value: ({ journey }) => journey.name }, { name: t('map:steps_head'), value: ({ row, journey }) => row?.steps ?? asIs(journey)?.steps, number: true },
            { name: t('map:whole'), value: ({ row }) => wholeOf(row)?.value, show: ({ row }) => wholeOf(row) ? <ScoreOf score={wholeOf(row)!} /> : '–' }, { name: t('map:at_steps'), value: ({ row }) => row?.score?.value, show: ({ row }) => row?.score ? <ScoreOf score={row.score} /> : '–' }, { name: t('map:pains_head'), value: ({ row }) => row?.pains, number: true },
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
function Row({ journey, row, search }: { journey: Journey; row: OverviewRow | undefined; search: Parameters<typeof carried>[0] }) {
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
      <span className="jm-row-score">{whole ? <ScoreOf score={whole} of={t('map:whole_journey')} /> : row?.score && row.score.n > 0 ? <ScoreOf score={row.score} of={t('map:at_steps_of')} /> : <span className="soft sm">{t('kit:no_answers')}</span>}{row && row.pains > 0 && <span className="neg sm nw">▼ {t('map:pains', { count: row.pains })}</span>}</span>
    </Link></li>
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
