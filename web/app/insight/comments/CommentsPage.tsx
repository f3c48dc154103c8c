import './comments.css'
import '../answer.css'
import { Link, useParams } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { Segmented } from '@kit/Field'
import { number, share } from '@kit/format'
import { Notice } from '@kit/Notice'
import { Pick } from '@kit/Pick'
import { Rich } from '@kit/Rich'
import { Empty, Loading } from '@kit/State'
import { NotFoundPage } from '../../frame/Root'
import { carried, many, useScope } from '../../frame/scope'
import { wholeTime } from '../../reading/metric'
import { type Key, t } from '../../i18n'
import { unitOf } from '../../metric/unit'
import { useNames, useScoped } from '../../records'
import { moodOfTone, toneMark, toneName } from '../../reading/labels'
import { useBeside } from '../../reading/metric'
import { MoodBar } from '../../reading/MoodBar'
import { sentiments, type TopicsAnswer } from '../../reading/shape'
import { useMay } from '../../session'
import type { Metric } from '../../types'
import { ToVoices } from '../../feedback/ToVoices'
import { Place } from '../Place'
import { useMayMark } from '../rights'
import { amount, amounts, because } from '../say'
import { loudest, type Order, ordered, shownOf } from './comments'
import { Disagree } from './Disagree'
import { Quotes } from './Quotes'
import { Rising } from './Rising'
import { TopicMap } from './TopicMap'
import { TopicPanel } from './TopicPanel'

const Themes = lazy(() => import('./Themes'))
const Codebook = lazy(() => import('./Codebook'))
const parts = [
  { part: undefined, name: 'comment:part.said' }, { part: 'disagree', name: 'comment:part.disagree', reads: true },
  { part: 'themes', name: 'comment:part.themes', reads: true, works: true }, { part: 'codes', name: 'comment:part.codes', reads: true },
] as const satisfies readonly { part: string | undefined; name: Key; reads?: boolean; /** for those who work with figures, not for owners */ works?: boolean }[]

/** What comments are about, how they sound, what goes with it. */
export function CommentsPage() {
  const { part } = useParams({ strict: false }) as { part?: string }
  const { search, scope } = useScope()
  const { metric, metrics, setMetric } = useBeside()
  const reads = useMay('read_feedback')
  const answer = useScoped<TopicsAnswer>('/text/topics', { metric: metric?.key, ...wholeTime(scope) }, !!metric)
  const works = useMayMark()
  const open = parts.filter((one) => (reads || !('reads' in one)) && (works || !('works' in one)))
  if (!open.some((one) => one.part === part)) return <NotFoundPage />
  return (
    <Place title={t('insight:place.comments')} count={part ? undefined : answer.data?.n} skip={['metric', 'has_comment']}>
      {open.length > 1 && <nav className="cm-parts" aria-label={t('comment:parts')}>{open.map((one) => <Link key={one.name} to={(one.part ? '/insights/comments/$part' : '/insights/comments') as never} params={{ part: one.part } as never} search={{ ...carried(search), metric: search['metric'] } as never} activeProps={{}} activeOptions={{ exact: true, includeSearch: false }} aria-current={one.part === part ? 'page' : undefined}>{t(one.name)}</Link>)}</nav>}
      {(!part || part === 'disagree') && metric && metrics.length > 1 && <div className="asks ins-ask"><Pick label={t('comment:beside')} value={metric.key} options={metrics.map((one) => ({ value: one.key, label: one.name }))} onChange={setMetric} /></div>}
      {part === 'disagree' ? metric ? <Disagree metric={metric} /> : <Loading lines={8} /> : part ? <Suspense fallback={<Loading lines={8} />}>{part === 'themes' ? <Themes /> : <Codebook />}</Suspense>
        : answer.error ? <Notice tone="danger">{answer.error.message}</Notice> : !metric || !answer.data ? <Loading lines={8} /> : <Told answer={answer.data} metric={metric} />}
    </Place>
  )
}
/** The answer in one sentence, then the map, then what moved, then voices. */
function Told({ answer, metric }: { answer: TopicsAnswer; metric: Metric }) {
  const { search, change } = useScope()
  const reads = useMay('read_feedback')
  const name = useNames()
  const order = (['impact', 'negative'] as const).find((one) => one === many(search['order'])[0]) ?? 'often'
  const open = many(search['open'])[0]
  const { rows, hidden } = shownOf(answer.rows)
  const chosen = rows.find((row) => row.topic === open)
  if (answer.n === 0) return <Empty title={t('comment:empty')}>{t('comment:empty_words')}</Empty>
  return (
    <>
      <Sentence answer={answer} metric={metric} />
      <Sounds answer={answer} />
      {rows.length === 0 ? <p className="soft">{because(answer.reason) || t('comment:no_topics')}</p> : (
        <section>
          <div className="ins-bar"><h2>{t('comment:map')}</h2><Segmented label={t('comment:order')} value={order} options={(['often', 'impact', 'negative'] as const).map((one) => ({ value: one, label: t(`comment:order.${one}`) }))} onChange={(next: Order) => change({ order: next === 'often' ? undefined : next })} /></div>
          <TopicMap rows={ordered(rows, order)} metric={metric} unit={unitOf(metric.kind)} nameOf={(key) => name('topic', key)} open={open} onOpen={(key) => change({ open: key })} />
          {hidden > 0 && <p className="hint">{t('comment:hidden', { count: hidden })}</p>}
        </section>)}
      <Rising answer={answer} nameOf={(key) => name('topic', key)} />
      {reads && <Quotes />}
      {chosen && <TopicPanel row={chosen} metric={metric} onClose={() => change({ open: undefined })} />}
    </>
  )
}
/** One whole template a case; which one, the server's tests decide. */
function Sentence({ answer, metric }: { answer: TopicsAnswer; metric: Metric }) {
  const name = useNames()
  const most = loudest(answer.rows)
  const unit = unitOf(metric.kind)
  const text = !most ? t('comment:calm', { metric: metric.name }) : t(most.impact.difference < 0 ? 'comment:lower' : 'comment:higher', { topic: name('topic', most.topic), metric: metric.name, by: amount(most.impact.difference, unit), range: amounts(most.impact.difference, most.impact.lo, most.impact.hi, unit) })
  return <><h2 className="say"><Rich text={text} i={(words) => <span className="light">{words}</span>} /></h2><p className="say-more">{t('comment:not_cause')}</p></>
}
/** How all the comments sound: one bar, and the four ways to the voices. */
function Sounds({ answer }: { answer: TopicsAnswer }) {
  const { search } = useScope()
  return (
    <section className="cm-sounds">
      <p className="sm soft">{t('comment:read', { count: answer.n })}</p>
      <MoodBar of={answer.sentiments} />
      <ul>{sentiments.map((one) => (answer.sentiments[one].n ?? 0) > 0 && <li key={one}><ToVoices search={{ ...carried(search), metric: undefined, sentiment: one }}><span className={moodOfTone(one)}><span aria-hidden="true">{toneMark[one]}</span> {answer.sentiments[one].share === null ? number(answer.sentiments[one].n ?? 0) : share(answer.sentiments[one].share)}</span> {toneName(one)}</ToVoices></li>)}</ul>
    </section>
  )
}
