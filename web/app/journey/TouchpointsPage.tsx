import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@kit/Button'
import { Tag } from '@kit/Chip'
import { number, when } from '@kit/format'
import { Mover } from '@kit/Mover'
import { Notice } from '@kit/Notice'
import { Pick } from '@kit/Pick'
import { Empty, Loading } from '@kit/State'
import { type Column, Table } from '@kit/Table'
import { Interval, type Mood, Whisker } from '@kit/Whisker'
import { DataBehind } from '@kit/Data'
import { datesOf, many, type Search, useScope } from '../frame/scope'
import { ScopeRow } from '../frame/ScopeRow'
import { t } from '../i18n'
import { useMetric } from '../metric/pick'
import { scaleOf, unitOf } from '../metric/unit'
import { byPosition, useMove } from '../record/order'
import { getQuery, listQuery, useNames, useRegister, useScoped } from '../records'
import { useMay } from '../session'
import type { Coverage, Differences, Suggestion, Tally, Touchpoint, User } from '../types'
import { type Flag, flags, has, spoken } from './coverage'
import { JourneyPlaces } from './Place'
import { raci } from './Raci'
import { TouchpointPanel } from './TouchpointPanel'
import '@kit/record.css'
import './journey.css'

/** Every place where customers meet the firm, by stage: how it stands, who owns it, whether anyone listens. */
export function TouchpointsPage() {
  const { id } = useParams({ strict: false }) as { id?: string }
  const { scope, search, change } = useScope()
  const navigate = useNavigate()
  const write = useMay('write_setup')
  const name = useNames()
  const { metrics, metric, setMetric } = useMetric()
  const [arranging, setArranging] = useState(false)
  const list = useQuery(listQuery<Touchpoint>('/touchpoints', { limit: 500 }))
  const stages = byPosition(useRegister('stages'))
  const departments = useRegister('departments')
  const users = useQuery(listQuery<User>('/users', { limit: 500 })).data?.items ?? []
  const tally = useScoped<Tally>('/insights/tally', { metric: metric?.key, by: 'touchpoint' }, !!metric)
  const tests = useScoped<Differences>('/insights/differences', { metric: metric?.key, by: 'touchpoint' }, !!metric)
  const covered = useQuery(getQuery<{ items: Coverage[] }>('/insights/coverage', datesOf(scope)))
  const suggestions = useQuery(getQuery<{ items: Suggestion[] }>('/touchpoints/suggestions')).data?.items ?? []
  const move = useMove<Touchpoint>('touchpoints')

  const place = new Map(stages.map((one, at) => [one.id, at]))
  const order = (one: Touchpoint) => place.get(one.stage_id ?? '') ?? stages.length
  const all = byPosition(list.data?.items ?? []).sort((a, b) => order(a) - order(b))
  const coverage = new Map((covered.data?.items ?? []).map((one) => [one.touchpoint, one]))
  const scores = new Map((tally.data?.rows ?? []).map((one) => [one.touchpoint, one]))
  const moods = new Map<string, Mood>((tests.data?.rows ?? []).filter((one) => one.stands && typeof one.touchpoint === 'string').map((one) => [one.touchpoint!, one.difference < 0 ? 'neg' : 'pos']))
  const flag = flags.find((one) => one === many(search['only'])[0])
  const rows = all.filter((one) => !flag || has(flag, one, coverage))
  const deaf = covered.data ? all.filter((one) => has('deaf', one, coverage)).length : null
  const count = (one: Flag) => all.filter((touchpoint) => has(one, touchpoint, coverage)).length
  const to = (path: string, more: Search = {}) => void navigate({ to: path as never, search: ((old: Search) => ({ ...old, from_event: undefined, ...more })) as never, resetScroll: false })
  const chosen = id && id !== 'new' ? all.find((one) => one.id === id || one.key === id) : undefined
  const stageName = (one: Touchpoint) => stages[order(one)]?.name ?? t('journey:no_stage')
  const owner = (one: Touchpoint) => one.owner_id === null ? <Tag tone="warn">{t('journey:nobody')}</Tag> : users.find((user) => user.id === one.owner_id)?.name ?? '–'
  const unit = metric && unitOf(metric.kind)
  const none = { n: 0, value: null, lo: null, hi: null, tier: 'none' as const }
  const canMove = (one: Touchpoint, by: number) => { const other = all[all.indexOf(one) + by]; return other && order(other) === order(one) ? () => move.mutate({ rows: all, id: one.id, by }) : undefined }

  const columns: Column<Touchpoint>[] = [
    { key: 'name', name: t('words:dim.touchpoint'), cell: (one) => <span className="tp-name"><span>{one.name}</span><span className="tags">{one.external && <Tag>{t('journey:external_tag')}</Tag>}{one.owner_id === null && <span className="phone"><Tag tone="warn">{t('journey:nobody')}</Tag></span>}</span></span> },
    { key: 'score', name: metric?.name ?? t('words:dim.metric'), cell: (one) => metric && unit && !tally.isPending && <span className="tp-score"><Whisker of={scores.get(one.key) ?? none} scale={scaleOf(metric)} tick={tally.data?.total.value ?? null} mood={moods.get(one.key)} /><Interval of={scores.get(one.key) ?? none} unit={unit} mood={moods.get(one.key)} /></span> },
    { key: 'heard', name: t('journey:listening'), number: true, cell: (one) => { const seen = coverage.get(one.key); return !covered.data ? null : has('deaf', one, coverage) ? <Tag tone="warn">{t('journey:deaf_tag')}</Tag> : <span className="sm">{number(Math.max(seen?.feedback ?? 0, seen?.ratings ?? 0))}</span> } },
    { key: 'owner', name: t('words:dim.owner'), wide: true, cell: (one) => <span className="sm">{owner(one)}</span> },
    { key: 'raci', name: t('journey:departments'), wide: true, cell: (one) => <span className="tp-raci">{!one.departments.some((share) => share.role === 'accountable') && <Tag tone="warn">{t('journey:unaccountable_tag')}</Tag>}{[...one.departments].sort((a, b) => raci.indexOf(a.role) - raci.indexOf(b.role)).map((share) => <span key={share.role + share.department_id}><b title={t(`journey:${share.role}`)}>{t(`journey:letter.${share.role}`)}</b><span className="vh">{t(`journey:${share.role}`)}: </span>{departments.find((one) => one.id === share.department_id)?.name ?? '–'}</span>)}</span> },
    arranging
      ? { key: 'order', name: t('firm:order'), number: true, cell: (one) => <Mover busy={move.isPending} names={{ up: t('firm:move_up', { name: one.name }), down: t('firm:move_down', { name: one.name }) }} up={canMove(one, -1)} down={canMove(one, 1)} /> }
      : { key: 'channels', name: t('journey:channels'), wide: true, cell: (one) => <span className="xs soft">{one.channels.map((key) => name('channel', key)).join(', ')}</span> },
  ]
  return (
    <div className="in">
      <ScopeRow count={tally.data?.total.n} skip={['touchpoint', 'stage', 'metric']} />
      <JourneyPlaces />
      <div className="tp-top">
        <h1>{all.length === 0 ? t('journey:title') : deaf === null ? t('journey:title') : deaf === 0 ? t('journey:all_heard') : t('journey:some_deaf', { count: deaf, of: number(all.length) })}</h1>
        {metric && all.length > 0 && <Pick label={t('words:dim.metric')} value={metric.key} options={metrics.map((one) => ({ value: one.key, label: one.name }))} onChange={setMetric} />}
      </div>
      {list.error && <Notice tone="danger">{list.error.message}</Notice>}
      {list.isPending ? <Loading lines={8} /> : all.length === 0 && !list.error ? <Empty title={t('journey:empty')} action={write && <Button look="main" icon="plus" onClick={() => to('/touchpoints/new')}>{t('journey:add')}</Button>}>{t('journey:empty_words')}</Empty> : (
        <>
          <div className="tp-flags" role="group" aria-label={t('journey:only')}>
            {flags.filter((one) => count(one) > 0 || one === flag).map((one) => <button key={one} type="button" className="chip" aria-pressed={flag === one} onClick={() => change({ only: flag === one ? undefined : one })}>{t(`journey:flag.${one}`)} <b>{number(count(one))}</b></button>)}
            <span className="push row wrap">{write && <><Link className="btn ghost" to="/setup/$section" params={{ section: 'stages' } as never}>{t('journey:edit_stages')}</Link><Button look="ghost" aria-pressed={arranging} onClick={() => setArranging(!arranging)}>{t(arranging ? 'firm:done' : 'journey:arrange')}</Button><Button look="main" icon="plus" onClick={() => to('/touchpoints/new')}>{t('journey:add')}</Button></>}</span>
          </div>
          {rows.length === 0 ? <p className="soft">{t('journey:none_flagged')}</p> : <div className="tp-table"><Table caption={t('journey:title')} columns={columns} rows={rows} id={(one) => one.id} open={chosen?.id} onOpen={(one) => to(`/touchpoints/${one.id}`)} group={stageName} /></div>}
          {metric && <p className="hint">{t('journey:legend')}</p>}
          {metric && unit && <DataBehind name="touchpoints" caption={t('journey:title')} rows={rows} columns={[
            { name: t('words:dim.stage'), value: stageName }, { name: t('words:dim.touchpoint'), value: (one) => one.name }, { name: metric.name, value: (one) => scores.get(one.key)?.value ?? null, show: (one) => <Interval of={scores.get(one.key) ?? none} unit={unit} /> },
            { name: t('insight:lo'), value: (one) => scores.get(one.key)?.lo ?? null, number: true, show: (one) => shown(scores.get(one.key)?.lo) }, { name: t('insight:hi'), value: (one) => scores.get(one.key)?.hi ?? null, number: true, show: (one) => shown(scores.get(one.key)?.hi) },
            { name: t('words:n'), value: (one) => scores.get(one.key)?.n ?? 0, number: true }, { name: t('words:method'), value: (one) => scores.get(one.key)?.method ?? '' },
          ]} />}
        </>)}
      {suggestions.length > 0 && !flag && (
        <section className="tp-more"><div className="head"><h2>{t('journey:suggestions')}</h2></div><p className="soft">{t('journey:suggestions_about')}</p>
          <ul className="tp-suggest">{suggestions.map((one) => <li key={one.type}><div><b>{spoken(one.type)}</b><br /><span className="sm soft">{t('journey:seen', { count: one.count, last: when(one.last_at) })}</span></div>{write && <Button onClick={() => to('/touchpoints/new', { from_event: one.type })}>{t('journey:make')}</Button>}</li>)}</ul>
        </section>)}
      {id && (id === 'new' ? write : chosen) && <TouchpointPanel key={`${id}${many(search['from_event'])[0] ?? ''}`} record={chosen ?? null} from={many(search['from_event'])[0]} write={write} users={users} onClose={() => to('/touchpoints')} metric={tally.data?.metric} tick={tally.data?.total.value} score={chosen && scores.get(chosen.key)} mood={chosen && moods.get(chosen.key)} coverage={chosen && coverage.get(chosen.key)} />}
    </div>
  )
  function shown(value: number | null | undefined) { return value === null || value === undefined || !unit ? '–' : figureOf(value) }
  function figureOf(value: number) { return unit === 'mean' ? number(value, 2) : number(Math.round(unit === 'points' ? value : value * 100)) }
}
