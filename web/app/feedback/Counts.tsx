import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { number, share } from '@kit/format'
import { CountBar } from '@kit/Whisker'
import { carried, type FilterName, useScope } from '../frame/scope'
import { t, tOr } from '../i18n'
import { getQuery, useNames } from '../records'
import { partsOf } from '../reading/labels'
import { useBeside, wholeTime } from '../reading/metric'
import { MoodBar } from '../reading/MoodBar'
import type { BySentiment, Mismatches, TopicsAnswer } from '../reading/shape'
import { useMay } from '../session'
import { facetNames, type useFacets, useFacetsOf } from './inbox'

const few = 7
type Counted = readonly { key: string | null; count: number }[]
/** How many voices by topic, touchpoint, channel and so on; pressing a line narrows the list. */
export function Counts({ facets }: { facets: ReturnType<typeof useFacets> }) {
  const moods = useTopicMoods()
  return <><Quick withComment={facets.withComment} intents={facets.by['intent'] ?? []} />{facetNames.map((name) => <Facet key={name} name={name} counts={facets.by[name] ?? []} moods={name === 'topic' ? moods : undefined} />)}</>
}
/** How each topic is spoken of. Decoration of the counts: without it they are plain. */
function useTopicMoods(): ReadonlyMap<string, BySentiment> | undefined {
  const { params, scope } = useScope()
  const { metric } = useBeside()
  const may = useMay('read_figures')
  const answer = useQuery({ ...getQuery<TopicsAnswer>('/text/topics', { ...params, topic: undefined, metric: metric?.key, ...wholeTime(scope) }), enabled: may && !!metric }).data
  return answer && new Map(answer.rows.filter((row) => row.n).map((row) => [row.topic, row.sentiments]))
}
function Facet({ name, counts, moods }: { name: (typeof facetNames)[number]; counts: Counted; moods?: ReadonlyMap<string, BySentiment> | undefined }) {
  const { scope, set } = useScope()
  const nameOf = useNames()
  const [all, setAll] = useState(false)
  const chosen = scope.filters[name] ?? []
  const isChosen = (key: string) => chosen.some((one) => one === key || (name === 'topic' && partsOf(one)[0] === key))
  // what was not given stands last and does not set the scale
  const known = counts.filter((one) => one.key !== null).sort((a, b) => b.count - a.count)
  // a voice without words has no label: that is said by "with words" already
  const sorted = [...known, ...(read.has(name) ? [] : counts.filter((one) => one.key === null))]
  const most = known[0]?.count ?? 1
  const shown = all ? sorted : sorted.filter((one, at) => at < few || isChosen(one.key ?? ''))
  // a list of one tells nothing, unless it is the filter itself
  if (known.length < 2 && chosen.length === 0) return null
  const toggle = (key: string) => set(name as FilterName, isChosen(key) ? chosen.filter((one) => one !== key && (name !== 'topic' || partsOf(one)[0] !== key)) : [...chosen, key])
  return (
    <section className="fb-facet"><h2>{tOr(`words:dim.${name}`, name)}</h2>
      <ul>{shown.map(({ key, count }) => {
        const mood = key === null ? undefined : moods?.get(key)
        const line = <><span>{nameOf(name, key)}</span><i>{number(count)}</i>{key !== null && (mood ? <MoodBar of={mood} width={count / most} /> : <CountBar value={count} max={most} />)}</>
        return <li key={key ?? ''}>{key === null ? <span className="fb-count">{line}</span> : <button type="button" className="fb-count" aria-pressed={isChosen(key)} {...(mood && { title: moodWords(mood) })} onClick={() => toggle(key)}>{line}</button>}</li>
      })}</ul>
      {sorted.length > shown.length && <button type="button" className="as-link sm" onClick={() => setAll(true)}>{t('feedback:show_all', { count: sorted.length })}</button>}
    </section>
  )
}
const read = new Set<string>(['topic', 'sentiment', 'intent', 'emotion'])
const moodWords = (of: BySentiment) => t('reading:mood_words', { negative: share(of.negative.share ?? 0), neutral: share(of.neutral.share ?? 0), mixed: share(of.mixed.share ?? 0), positive: share(of.positive.share ?? 0) })

/** The questions asked each morning. */
function Quick({ withComment, intents }: { withComment: number | undefined; intents: Counted }) {
  const { scope, params, change } = useScope()
  const waiting = useFacetsOf({ ...params, kind: 'complaint', handled: 'false' }).data?.total
  const silent = useFacetsOf({ ...params, topic: [''], has_comment: 'true' }).data?.total
  const unmatched = scope.filters['topic']?.join() === '' && scope.filters['has_comment']?.[0] === 'true'
  const [complaints, words] = [scope.filters['kind']?.join() === 'complaint' && scope.filters['handled']?.[0] === 'false', scope.filters['has_comment']?.[0] === 'true']
  const asked = (scope.filters['intent'] ?? []).join()
  const intent = (wanted: readonly string[], mark: string, warn: boolean, text: string) => {
    const on = asked === wanted.join()
    const count = intents.filter((one) => one.key !== null && wanted.includes(one.key)).reduce((sum, one) => sum + one.count, 0)
    return (count > 0 || on) && <li key={text}><button type="button" aria-pressed={on} onClick={() => change({ intent: on ? undefined : [...wanted] })}><span className={`fb-mark${warn ? ' warn' : ''}`} aria-hidden="true">{mark}</span>{text}<i>{number(count)}</i></button></li>
  }
  return (
    <ul className="fb-quick">
      <li><button type="button" aria-pressed={complaints} onClick={() => change(complaints ? { kind: undefined, handled: undefined } : { kind: 'complaint', handled: 'false' })}><span className="fb-mark warn" aria-hidden="true">!</span>{t('feedback:complaints_waiting')}<i>{waiting === undefined ? '·' : number(waiting)}</i></button></li>
      <li><button type="button" aria-pressed={words && !unmatched} onClick={() => change({ has_comment: words ? undefined : 'true' })}><span className="fb-mark" aria-hidden="true">“</span>{t('feedback:with_words')}<i>{withComment === undefined ? '·' : number(withComment)}</i></button></li>
      <Disagreeing />
      {intent(['churn_risk'], '!', true, t('reading:may_leave'))}
      {intent(['public_risk'], '!', true, t('reading:may_go_public'))}
      {intent(['question', 'request'], '?', false, t('reading:asks'))}
      {(silent || unmatched) && <li><button type="button" aria-pressed={unmatched} onClick={() => change(unmatched ? { topic: undefined, has_comment: undefined } : { topic: [''], has_comment: 'true' })}><span className="fb-mark" aria-hidden="true">∅</span>{t('reading:no_topic')}<i>{silent === undefined ? '·' : number(silent)}</i></button></li>}
    </ul>
  )
}
/** Leads to the list where scores and words say opposite things. */
function Disagreeing() {
  const { search, params } = useScope()
  const { metric } = useBeside()
  const may = useMay('read_figures')
  const counts = useQuery({ ...getQuery<Mismatches>('/text/mismatches', { ...params, metric: metric?.key, limit: 1 }), enabled: may && !!metric }).data?.counts
  if (!counts || counts.high_score_bad_words + counts.low_score_good_words === 0) return null
  return <li><Link to={'/insights/comments/$part' as never} params={{ part: 'disagree' } as never} search={carried(search) as never}><span className="rd-flag" aria-hidden="true">≠</span>{t('reading:disagreeing')}<i>{number(counts.high_score_bad_words + counts.low_score_good_words)}</i></Link></li>
}
