import { useState } from 'react'
import { Button } from '@kit/Button'
import { Score } from '@kit/Chip'
import { Checkbox } from '@kit/Field'
import { day, number } from '@kit/format'
import { Notice, toast } from '@kit/Notice'
import { Table } from '@kit/Table'
import { useScope } from '../../frame/scope'
import { t } from '../../i18n'
import { useNames } from '../../records'
import type { Feedback, Import } from '../../types'
import { moodIn, useMetrics } from '../inbox'
import { problemWords } from '../Reading'
import { useImportActs } from './imports'
import { placeTitle, said, usePlaces } from './answers'

/** Step three: what would come in, and what stands in the way. Nothing is written yet. */
export function Check({ one }: { one: Import }) {
  const { change } = useScope()
  const { run } = useImportActs()
  const [cases, setCases] = useState(false)
  const wrong = one.problem_count > 0
  const back = <Button onClick={() => change({ step: 'columns' })}>{t('import:change_columns')}</Button>
  return (
    <>
      {wrong ? <RowProblems one={one} /> : <p className="im-verdict">{t('import:all_well', { count: one.rows })}</p>}
      {one.preview.length > 0 && <section><div className="head"><h2>{t('import:preview', { count: one.preview.length })}</h2></div>{one.kind === 'feedback' ? <ul className="im-preview">{one.preview.map((record, at) => <Voice key={at} one={record} map={one.map} />)}</ul> : <Fields records={one.preview} />}</section>}
      {!wrong && one.kind === 'feedback' && <div className="im-cases"><Checkbox name="open_cases" label={t('import:open_cases')} checked={cases} onChange={setCases} /><p className="soft sm">{t('import:open_cases_hint')}</p></div>}
      <div className="row actions im-foot"><p className="soft sm">{wrong ? t('import:mend_hint') : t('import:run_hint')}</p>{back}{!wrong && <Button look="main" busy={run.isPending} onClick={() => run.mutate({ id: one.id, map: one.map, ...(cases && { open_cases: true }) }, { onError: (problem) => toast(problemWords(problem)) })}>{t('import:run', { count: one.rows })}</Button>}</div>
    </>
  )
}
/** "Row 214: the score 12 is above 10." The first hundred, and how many there are. */
export function RowProblems({ one }: { one: Import }) {
  const shown = one.problems.length
  return (
    <section className="im-problems">
      <Notice tone="danger"><b>{t('import:problems', { count: one.problem_count })}</b> {t('import:nothing_imported')}</Notice>
      {shown > 0 && <Table caption={t('import:problems_table')} rows={one.problems.map((problem, at) => ({ ...problem, at }))} id={(row) => String(row.at)} columns={[
        { key: 'row', name: t('import:row'), cell: (row) => t('import:row_n', { row: number(row.row) }) },
        { key: 'column', name: t('import:column'), cell: (row) => row.column ?? '–', wide: true },
        { key: 'message', name: t('import:what_is_wrong'), cell: (row) => row.message },
      ]} />}
      {one.problem_count > shown && <p className="soft sm">{t('import:first_problems', { count: shown })}</p>}
    </section>
  )
}
function Voice({ one, map }: { one: Feedback; map: Import['map'] }) {
  const name = useNames()
  const metrics = useMetrics()
  // what does not exist yet goes by the name of its column
  const columnOf = (list: unknown, field: string, key: string) => (list as { column: string; [field: string]: unknown }[] | undefined)?.find((entry) => entry[field] === key)?.column
  const touchpoint = (key: string) => { const known = name('touchpoint', key); return known === key ? columnOf(map['ratings'], 'touchpoint', key) ?? key : known }
  const facts = [one.occurred_at && day(one.occurred_at), one.customer_name ?? one.customer, one.kind !== 'response' && name('kind', one.kind), one.channel && name('channel', one.channel), one.touchpoint && touchpoint(one.touchpoint), one.location && name('location', one.location), ...Object.entries(one.attributes ?? {}).map(([key, value]) => `${columnOf(map['attributes'], 'key', key) ?? key}: ${String(value)}`)].filter(Boolean)
  return (
    <li>
      {one.comment && <p className="voice" lang={one.language ?? undefined}>{one.comment}</p>}
      <ul className="im-scores">{one.ratings.map((rating, at) => {
        const metric = metrics.find((m) => m.key === rating.metric)
        const value = rating.value
        return <li key={at}>{typeof value === 'number' ? <Score mood={metric && moodIn(value, metric)} label={t('feedback:score_of', { value: number(value), max: number(metric?.max ?? value) })}>{number(value)}</Score> : <span className="score mid" title={t('feedback:not_applicable')}>–</span>}<span>{rating.touchpoint ? touchpoint(rating.touchpoint) : metric?.name ?? rating.metric}</span></li>
      })}</ul>
      <Answers one={one} survey={map['survey']} />
      <p className="xs soft">{facts.join(' · ')}</p>
    </li>
  )
}
/** What a row answers to the questions of a survey. */
function Answers({ one, survey }: { one: Feedback; survey: unknown }) {
  const { answers, state } = one as Feedback & { answers?: Record<string, unknown>; state?: string }
  const places = usePlaces(answers && typeof survey === 'string' ? survey : '')
  if (!answers) return null
  return (
    <>
      {state === 'partial' && <p className="sm soft">{t('travel:unfinished')}</p>}
      <dl className="im-fields">{Object.entries(answers).map(([name, value]) => <div key={name}><dt>{placeTitle(places, name)}</dt><dd>{said(value, places.find((place) => place.name === name)?.choices)}</dd></div>)}</dl>
    </>
  )
}
const hidden = new Set(['id', 'revision', 'created_at', 'updated_at', 'import_id', 'received_at'])
function Fields({ records }: { records: readonly object[] }) {
  return <ul className="im-preview">{records.map((record, at) => <li key={at}><dl className="im-fields">{Object.entries(record).filter(([key, value]) => !hidden.has(key) && value !== null && value !== '' && !(typeof value === 'object' && Object.keys(value as object).length === 0)).map(([key, value]) => <div key={key}><dt>{key}</dt><dd>{typeof value === 'object' ? Object.entries(value as object).map(([k, v]) => `${k}: ${String(v)}`).join(', ') : String(value)}</dd></div>)}</dl></li>)}</ul>
}
