import { Link } from '@tanstack/react-router'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Button } from '@kit/Button'
import { Score } from '@kit/Chip'
import { DataBehind } from '@kit/Data'
import { Segmented } from '@kit/Field'
import { exact, number, when } from '@kit/format'
import { Notice } from '@kit/Notice'
import { Rich } from '@kit/Rich'
import { Empty, Loading } from '@kit/State'
import { moodIn } from '../../feedback/inbox'
import { carried, many, useScope } from '../../frame/scope'
import { api } from '../../api'
import { t } from '../../i18n'
import { useNames } from '../../records'
import { coveredWords, moodOfTone, toneMark, toneName } from '../../reading/labels'
import type { Mismatch, Mismatches, Side } from '../../reading/shape'
import type { Metric } from '../../types'
import { stepName } from '../say'
import { sideOf, sides } from './comments'

/** High scores with bad words and low scores with good ones: how many, when, and each to judge. */
export function Disagree({ metric }: { metric: Metric }) {
  const { search, params, change } = useScope()
  const side = sideOf(many(search['side'])[0])
  const query = useInfiniteQuery({
    queryKey: ['text', 'mismatches', 'list', { ...params, metric: metric.key, side }], initialPageParam: '', placeholderData: keepPreviousData,
    queryFn: ({ pageParam, signal }) => api.get<Mismatches>('/text/mismatches', { ...params, metric: metric.key, side, limit: 25, cursor: pageParam }, signal), getNextPageParam: (last) => last.next_cursor,
  })
  const first = query.data?.pages[0]
  const items = query.data?.pages.flatMap((page) => page.items) ?? []
  if (query.error) return <Notice tone="danger">{query.error.message}</Notice>
  if (!first) return <Loading lines={8} />
  const { counts } = first
  const all = counts.high_score_bad_words + counts.low_score_good_words
  if (counts.high + counts.low === 0) return <Empty title={t('comment:dis_empty', { metric: metric.name })}>{t('comment:empty_words')}</Empty>
  return (
    <>
      <h2 className="say"><Rich text={all === 0 ? t('comment:dis_none') : t('comment:dis_says', { count: all, of: number(counts.high + counts.low) })} i={(words) => <span className="light">{words}</span>} /></h2>
      <p className="say-more">{t('comment:dis_counts', { bad: number(counts.high_score_bad_words), high: number(counts.high), good: number(counts.low_score_good_words), low: number(counts.low) })} {t('comment:dis_about')}</p>
      {first.series.length > 1 && <Weeks series={first.series} />}
      <section>
        <div className="ins-bar"><Segmented label={t('comment:dis_side')} value={side ?? 'all'} options={[{ value: 'all', label: t('comment:dis_all') }, ...sides.map((one) => ({ value: one as string, label: t(`comment:side.${one}`) }))]} onChange={(next) => change({ side: next === 'all' ? undefined : next })} /></div>
        {items.length === 0 ? <p className="soft">{t('comment:dis_none_here')}</p> : <ul className="cm-list">{items.map((one) => <Line key={one.feedback.id} one={one} metric={metric} />)}</ul>}
        {query.hasNextPage && <p><Button look="ghost" busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>{t('frame:load_more')}</Button></p>}
      </section>
    </>
  )
}
function Line({ one: { feedback, value }, metric }: { one: Mismatch; metric: Metric }) {
  const { search } = useScope()
  const name = useNames()
  const tone = feedback.findings?.sentiment?.label
  return (
    <li><Score mood={moodIn(value, metric)} label={t('feedback:score_of', { value: number(value), max: number(metric.max) })}>{number(value)}</Score>
      <div><Link to="/feedback/$id" params={{ id: feedback.id }} search={carried(search) as never}><blockquote className="voice" lang={feedback.language ?? undefined}>{coveredWords(feedback)}</blockquote></Link>
        <p className="xs soft row wrap">{tone && <span className={`rd-word ${moodOfTone(tone)}`}><span aria-hidden="true">{toneMark[tone]}</span> {toneName(tone)}</span>}<span>{[feedback.touchpoint && name('touchpoint', feedback.touchpoint), feedback.location && name('location', feedback.location)].filter(Boolean).join(' · ')}</span><time dateTime={feedback.occurred_at} title={exact(feedback.occurred_at)}>{when(feedback.occurred_at)}</time></p></div></li>
  )
}
/** How many in each week; bars, because they are counts. */
function Weeks({ series }: { series: Mismatches['series'] }) {
  const most = Math.max(1, ...series.map((one) => one.high_score_bad_words + one.low_score_good_words))
  const look: Record<Side, string> = { high_score_bad_words: 'neg', low_score_good_words: 'pos' }
  return (
    <section><div className="head"><h2>{t('comment:dis_weeks')}</h2></div>
      <div className="cm-weeks" role="img" aria-label={t('comment:dis_weeks')}>{series.map((one) => <span key={one.key} title={t('comment:dis_week', { week: stepName(one.key, 'week'), bad: number(one.high_score_bad_words), good: number(one.low_score_good_words) })}>{sides.map((side) => one[side] > 0 && <i key={side} className={look[side]} style={{ height: `${(100 * one[side]) / most}%` }} />)}</span>)}</div>
      <p className="cm-ends xs soft"><span>{stepName(series[0]!.key, 'week')}</span><span>{stepName(series.at(-1)!.key, 'week')}</span></p>
      <ul className="ins-legend">{sides.map((side) => <li key={side} className="cm-key"><i className={look[side]} aria-hidden="true" />{t(`comment:side.${side}`)}</li>)}</ul>
      <DataBehind name="disagreements" rows={series} columns={[{ name: t('words:dim.week'), value: (row) => row.key, show: (row) => stepName(row.key, 'week') }, ...sides.map((side) => ({ name: t(`comment:side.${side}`), number: true, value: (row: Mismatches['series'][number]) => row[side] }))]} />
    </section>
  )
}
