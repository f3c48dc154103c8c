import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { DataBehind } from '@kit/Data'
import { compare, number, range, share, when } from '@kit/format'
import { Notice } from '@kit/Notice'
import { Pick } from '@kit/Pick'
import { Rich } from '@kit/Rich'
import { Empty, Loading } from '@kit/State'
import { type Column, Table } from '@kit/Table'
import { Interval, Whisker } from '@kit/Whisker'
import { filterNames, many, useScope } from '../../frame/scope'
import { asked, known } from '../../insight/contacts/contacts'
import { because, chance } from '../../insight/say'
import { t } from '../../i18n'
import { took } from '../../promise/duration'
import { getQuery, listQuery, useNames, useRegister } from '../../records'
import { spoken } from '../coverage'
import { JourneyPlace } from '../Place'
import { asEstimate, type By, ends, type PathNode, type PathsAnswer, type PathVariant, runs, shortened, sorted, worstLoop } from './paths'
import { Suggestions } from './Suggestions'
import '../../promise/promise.css'

const gaps = ['7', '30', '90'] as const
/** The ways people really went, from what happened to them: where they get lost, how they begin, how they end. */
export function PathsPage() {
  const { search, change } = useScope()
  const gap = gaps.find((one) => one === many(search['gap'])[0]) ?? '30'
  const until = many(search['until'])[0] ?? ''
  const { params } = useScope()
  const query = useQuery({ ...getQuery<PathsAnswer>('/paths', { ...asked(params), gap_days: gap, until: until || undefined }), placeholderData: keepPreviousData })
  const answer = query.data
  const nameOf = useNodeName(answer?.nodes ?? [])
  const goals = useGoals()
  return (
    <JourneyPlace title={t('path:title')} skip={[...filterNames.filter((one) => !(known as readonly string[]).includes(one)), 'attribute']}>
      <div className="asks ins-ask" role="group" aria-label={t('insight:question')}>
        <Pick label={t('path:gap')} value={gap} options={gaps.map((one) => ({ value: one, label: t('path:gap_days', { count: Number(one) }) }))} onChange={(next) => change({ gap: next === '30' ? undefined : next })} />
        <Pick label={t('path:until')} none={t('path:until_none')} value={until} options={until && !goals.some((one) => one.value === until) ? [{ value: until, label: spoken(until) }, ...goals] : goals} onChange={(next) => change({ until: next || undefined })} />
      </div>
      {query.error ? <Notice tone="danger">{query.error.message}</Notice> : !answer ? <Loading lines={8} what={t('path:counting')} /> : answer.nodes.length === 0
        ? <Empty title={t('path:empty')}>{why(answer)}</Empty>
        : (
          <>
            <section><Sentence answer={answer} nameOf={nameOf} /><Facts answer={answer} /></section>
            <Variants answer={answer} nameOf={nameOf} />
            <Places answer={answer} nameOf={nameOf} />
            <Ends answer={answer} nameOf={nameOf} />
          </>)}
      <Suggestions />
    </JourneyPlace>
  )
}
/** Why there is nothing to follow. */
const why = (answer: PathsAnswer): string => answer.reason === 'all_under_way' ? t('path:all_under_way') : answer.reason === 'no_events' || !answer.reason ? t('path:empty_words') : because(answer.reason)
/** What ways may lead to: the types of events that have come in lately. */
function useGoals() {
  const events = useQuery({ ...listQuery<{ type: string }>('/events', { limit: 500 }), staleTime: 300_000 }).data?.items ?? []
  return [...new Set(events.map((one) => one.type))].sort(compare).map((value) => ({ value, label: spoken(value) }))
}
type NameOf = (key: string) => string
function useNodeName(nodes: readonly PathNode[]): NameOf {
  const name = useNames()
  const touchpoints = useRegister('touchpoints')
  const named = new Map(nodes.map((one) => [one.key, one.name]))
  return (key) => key === 'goal' ? t('path:goal') : key === 'other' ? t('path:other_places') : touchpoints.some((one) => one.key === key) ? name('touchpoint', key) : key.startsWith('type:') ? spoken(key.slice(5)) : named.get(key) || key
}
/** "9% of guests get lost: they come back to a place they had left." */
function Sentence({ answer, nameOf }: { answer: PathsAnswer; nameOf: NameOf }) {
  const lost = asEstimate(answer.lost)
  const worst = worstLoop(answer.nodes)
  const known = lost.value !== null && (lost.tier === 'normal' || lost.tier === 'solid')
  const values = { share: known ? share(lost.value!) : '', place: worst ? nameOf(worst.key) : '' }
  return (
    <>
      <h2 className="say">{!known ? t('path:say_unknown', { count: answer.sessions ?? 0 }) : lost.value === 0 ? t('path:say_none') : <Rich text={t(worst ? 'path:say_lost_at' : 'path:say_lost', values)} />}</h2>
      <p className="say-more">{known && lost.lo !== null && lost.hi !== null && <><Interval of={lost} unit="share" count /> · </>}{t('path:say_more')} {answer.order_test?.first_order === false && t('path:order_matters', { p: chance(answer.order_test.p) })}</p>
    </>
  )
}
function Facts({ answer }: { answer: PathsAnswer }) {
  const fact = (name: string, value: string | null, more = '') => value !== null && <div><dt>{name}</dt><dd>{value} {more && <small>{more}</small>}</dd></div>
  const { length, effort } = answer
  const some = (value: number | null | undefined, digits = 0) => value === null || value === undefined ? null : number(value, digits)
  return (
    <dl className="pa-facts">
      {fact(t('path:people'), some(answer.customers))}{fact(t('path:ways'), some(answer.sessions), answer.under_way ? t('path:under_way', { count: answer.under_way }) : '')}
      {fact(t('path:length'), some(length?.median ?? null), length?.p90 === null || length?.p90 === undefined ? '' : t('path:length_long', { n: number(length.p90) }))}
      {fact(t('path:switches'), some(effort?.channel_switches ?? null, 1), t('path:a_way'))}{fact(t('path:again_places'), some(effort?.repeats ?? null, 1), t('path:a_way'))}{fact(t('path:as_of'), when(answer.as_of))}
    </dl>
  )
}
/** Each way as one readable line, the commonest first. */
function Variants({ answer, nameOf }: { answer: PathsAnswer; nameOf: NameOf }) {
  if (answer.variants.length === 0) return <section><h2>{t('path:variants')}</h2><p className="soft">{t('path:variants_hidden')}</p></section>
  const words = (one: PathVariant) => runs(one.steps).map((run) => run.times > 1 ? t('path:times', { name: nameOf(run.key), n: run.times }) : nameOf(run.key)).join(' → ')
  const top = answer.variants.slice(0, 10)
  const covered = top.reduce((sum, one) => sum + (one.share ?? 0), 0)
  return (
    <section><div className="head"><h2>{t('path:variants')}</h2><span className="soft sm">{t('path:variants_cover', { count: top.length, share: share(covered) })}</span></div>
      <ol className="variants">{top.map((one) => (
        <li key={one.steps.join(' ')}>
          <ol className="way-steps">{shortened(runs(one.steps), 9).map((run, at) => 'cut' in run ? <li key={at} className="cut"><span>{t('path:cut', { count: run.cut })}</span></li> : <li key={at} className={run.again ? 'again' : undefined}><span>{nameOf(run.key)}{run.times > 1 && ` ×${run.times}`}{run.again && <span className="vh"> {t('path:again')}</span>}</span></li>)}</ol>
          <div><b>{one.share === null ? '–' : share(one.share, one.share < 0.1 ? 1 : 0)}</b><small>{t('path:went', { count: one.n ?? 0 })}</small></div>
          <div className="sm">{one.conversion ? <><Interval of={asEstimate(one.conversion)} unit="share" /><small>{t('path:reached')}</small></> : one.median_s !== null && one.median_s > 0 && <><span>{took(one.median_s)}</span><small>{t('path:half_took')}</small></>}</div>
        </li>))}</ol>
      <p className="hint">{t('path:again_hint')}</p>
      <DataBehind name="paths" caption={t('path:variants')} rows={answer.variants} columns={[{ name: t('path:way'), value: words }, { name: t('path:ways'), number: true, value: (one) => one.n, show: (one) => number(one.n ?? 0) }, { name: t('path:share'), number: true, value: (one) => one.share, show: (one) => one.share === null ? '–' : share(one.share, 1) }, { name: t('path:people'), number: true, value: (one) => one.customers, show: (one) => number(one.customers ?? 0) }, { name: t('path:reached'), number: true, value: (one) => one.conversion?.share ?? null, show: (one) => one.conversion ? <Interval of={asEstimate(one.conversion)} unit="share" count /> : '–' }, { name: t('path:half_took'), number: true, value: (one) => one.median_s, show: (one) => one.median_s === null ? '–' : took(one.median_s) }, { name: t('path:steps'), number: true, value: (one) => one.length }, { name: t('path:effort'), number: true, value: (one) => one.effort, show: (one) => one.effort === null ? '–' : number(one.effort, 2) }]} />
    </section>
  )
}
/** Every place on the way: who comes back, who leaves, how long until the next, what would be missing without it. */
function Places({ answer, nameOf }: { answer: PathsAnswer; nameOf: NameOf }) {
  const { search, change } = useScope()
  const orders: Record<string, By> = { loops: 'loops', '-loops': 'loops', drop: 'drop', '-drop': 'drop' }
  const sort = many(search['sort'])[0] ?? ''
  const rows = sorted(answer.nodes, orders[sort] ?? 'way')
  const worst = worstLoop(answer.nodes)
  const scale: readonly [number, number] = [0, Math.max(0.1, ...answer.nodes.flatMap((one) => [one.loops_back.hi ?? 0, one.drop_off?.hi ?? 0]))]
  const rate = (of: PathNode['loops_back'] | null, mood?: 'neg') => { const now = asEstimate(of); return of === null ? <span className="soft">–</span> : <><Whisker of={now} scale={scale} mood={mood} /><Interval of={now} unit="share" mood={mood} /></> }
  const effect = (one: PathNode) => one.removal?.effect === null || one.removal?.effect === undefined ? <span className="soft">–</span> : <span className="num"><b>{share(one.removal.effect)}</b>{one.removal.lo !== null && one.removal.hi !== null && <i>{range(one.removal.lo, one.removal.hi, 'share')}</i>}</span>
  const columns: Column<PathNode>[] = [
    { key: 'name', name: t('path:place_on_way'), cell: (one) => <span className="b">{nameOf(one.key)}</span> },
    { key: 'visits', name: t('path:visits'), number: true, wide: true, cell: (one) => one.visits === null ? '–' : number(one.visits) },
    { key: 'loops', name: t('path:come_back'), sort: 'loops', cell: (one) => rate(one.loops_back, one === worst ? 'neg' : undefined) },
    { key: 'drop', name: t('path:leave'), sort: 'drop', cell: (one) => rate(one.drop_off) },
    { key: 'next', name: t('path:to_next'), wide: true, number: true, cell: (one) => one.time_to_next?.median_s === null || one.time_to_next?.median_s === undefined ? <span className="soft">–</span> : took(one.time_to_next.median_s) },
    { key: 'removal', name: t('path:removal'), wide: true, number: true, cell: effect },
  ]
  return (
    <section><div className="head"><h2>{worst ? t('path:lost_at', { place: nameOf(worst.key) }) : t('path:places')}</h2></div>
      <div className="flow"><Table caption={t('path:places')} columns={columns} rows={rows} id={(one) => one.key} sort={sort} onSort={(next) => change({ sort: next === sort || next === `-${sort}` ? undefined : next })} /></div>
      <p className="hint">{t('path:places_hint')}</p>
      <DataBehind name="path-places" caption={t('path:places')} rows={answer.nodes} columns={[
        { name: t('path:place_on_way'), value: (one) => nameOf(one.key) }, { name: t('path:visits'), number: true, value: (one) => one.visits }, { name: t('path:people'), number: true, value: (one) => one.customers },
        ...([['come_back', 'loops_back'], ['again_at_once', 'repeats'], ['leave', 'drop_off'], ['begin', 'entry'], ['end', 'exit']] as const).map(([name, key]) => ({ name: t(`path:${name}`), number: true, value: (one: PathNode) => one[key]?.share ?? null, show: (one: PathNode) => one[key] ? <Interval of={asEstimate(one[key])} unit="share" count /> : '–' })),
        { name: t('path:expected_visits'), number: true, value: (one) => one.expected_visits, show: (one) => one.expected_visits === null ? '–' : number(one.expected_visits, 2) }, { name: t('path:to_next'), number: true, value: (one) => one.time_to_next?.median_s ?? null, show: (one) => one.time_to_next?.median_s ? took(one.time_to_next.median_s) : '–' }, { name: t('path:slowest'), number: true, value: (one) => one.time_to_next?.p90_s ?? null, show: (one) => one.time_to_next?.p90_s ? took(one.time_to_next.p90_s) : '–' }, { name: t('path:removal'), number: true, value: (one) => one.removal?.effect ?? null, show: effect },
      ]} />
      <DataBehind name="path-steps" title={t('path:edges')} caption={t('path:edges')} rows={answer.edges} columns={[{ name: t('path:from'), value: (one) => nameOf(one.from) }, { name: t('path:to'), value: (one) => nameOf(one.to) }, { name: t('path:times_gone'), number: true, value: (one) => one.n, show: (one) => number(one.n ?? 0) }, { name: t('path:of_those'), number: true, value: (one) => one.share, show: (one) => one.share === null ? '–' : share(one.share) }, { name: t('path:half_took'), number: true, value: (one) => one.median_s, show: (one) => one.median_s === null ? '–' : took(one.median_s) }]} />
    </section>
  )
}
function Ends({ answer, nameOf }: { answer: PathsAnswer; nameOf: NameOf }) {
  return (
    <section className="pa-two">{(['entry', 'exit'] as const).map((which) => { const rows = ends(answer.nodes, which); const most = Math.max(0.1, ...rows.map((one) => one[which].hi ?? one[which].share ?? 0)); return (
      <div key={which}><h2>{t(which === 'entry' ? 'path:begins' : 'path:ends')}</h2>
        <ul className="bars-list">{rows.map((one) => <li key={one.key}><span>{nameOf(one.key)}</span><Whisker of={asEstimate(one[which])} scale={[0, most]} /><Interval of={asEstimate(one[which])} unit="share" /></li>)}</ul></div>) })}</section>
  )
}
