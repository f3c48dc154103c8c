import { Link } from '@tanstack/react-router'
import { memo, useCallback, useEffect, useRef } from 'react'
import { Button } from '@kit/Button'
import { Score } from '@kit/Chip'
import { number } from '@kit/format'
import { Icon } from '@kit/Icon'
import { Notice } from '@kit/Notice'
import { Empty, Loading } from '@kit/State'
import { Problem } from '../api'
import { stringifySearch, useScope } from '../frame/scope'
import { t } from '../i18n'
import { disagreement } from '../reading/correct'
import { coveredWords, moodOfTone, toneMark, toneName } from '../reading/labels'
import { useNames } from '../records'
import { useMay } from '../session'
import type { Feedback, Metric } from '../types'
import { firstRating, saidAt, useFeedbackWrite, type useInbox, useMetrics } from './inbox'

interface Props { inbox: ReturnType<typeof useInbox>; nobody: boolean; total: number | undefined; fresh: number; shown: string | undefined; onOpen: (id: string) => void; onCounts: () => void }
export function VoiceList({ inbox, nobody, total, fresh, shown, onOpen, onCounts }: Props) {
  const { search } = useScope()
  const { reread } = useFeedbackWrite()
  const metrics = useMetrics()
  const name = useNames()
  const { items, error } = inbox
  const after = stringifySearch(search)
  const newest = useRef(onOpen)
  newest.current = onOpen
  const open = useCallback((id: string) => newest.current(id), [])
  if (inbox.isPending) return <div className="fb-pad"><Loading lines={6} what={t('feedback:loading')} /></div>
  if (error && items.length === 0) return <div className="fb-pad"><Notice tone="danger" action={<Button onClick={() => void inbox.refetch()}>{t('frame:try_again')}</Button>}>{error instanceof Problem && error.status ? error.words : t('frame:unreachable')}</Notice></div>
  if (items.length === 0) return <div className="fb-pad"><Nothing nobody={nobody} />{fresh > 0 && <Fresh count={fresh} onPress={() => void reread()} />}</div>
  return (
    <>
      <div className="fb-head sm soft"><b>{total === undefined ? '·' : t('feedback:voices', { count: total })}</b> <span>{t('feedback:newest_first')}</span><button type="button" className="as-link fb-narrow" onClick={onCounts}>{t('feedback:narrow')}</button><span className="push fb-keys" aria-hidden="true"><kbd>J</kbd> <kbd>K</kbd></span></div>
      {fresh > 0 && <Fresh count={fresh} onPress={() => void reread()} />}
      <ul aria-busy={inbox.isPlaceholderData || undefined} className={inbox.isPlaceholderData ? 'fb-stale' : undefined}>{items.map((one) => <Voice key={one.id} one={one} open={one.id === shown} href={`/feedback/${one.id}${after}`} metrics={metrics} kind={name('kind', one.kind)} where={whereOf(one, name)} onOpen={open} />)}</ul>
      {inbox.hasNextPage ? <More busy={inbox.isFetchingNextPage} onSeen={() => { if (!inbox.isFetching) void inbox.fetchNextPage() }} key={items.length} /> : <p className="fb-end xs soft">{t('feedback:end')}</p>}
    </>
  )
}
const Fresh = ({ count, onPress }: { count: number; onPress: () => void }) => <div className="fb-fresh" role="status"><button type="button" className="chip on" onClick={onPress}><b>{t('feedback:fresh', { count })}</b></button></div>

const whereOf = (one: Feedback, name: ReturnType<typeof useNames>) => [one.touchpoint && name('touchpoint', one.touchpoint), one.location && name('location', one.location)].filter(Boolean).join(' · ')
interface Line { one: Feedback; open: boolean; href: string; metrics: readonly Metric[]; kind: string; where: string; onOpen: (id: string) => void }
/** One line of the list. Asks nothing and subscribes to nothing, so it is drawn anew only when it changes itself: the list may be thousands long. */
const Voice = memo(function Voice({ one, open, href, metrics, kind, where, onOpen }: Line) {
  const first = firstRating(one, metrics)
  const tone = one.findings?.sentiment?.label
  const press = (event: React.MouseEvent) => { if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return; event.preventDefault(); onOpen(one.id) }
  return (
    <li className="fb-item"><a id={`voice-${one.id}`} href={href} aria-current={open ? 'true' : undefined} onClick={press}>
      {first ? <Score mood={first.mood} label={t('feedback:score_of', { value: number(first.value), max: number(first.metric.max) })}>{number(first.value)}</Score> : <span className="score mid fb-silent"><Icon name={one.kind === 'note' ? 'edit' : 'voice'} /></span>}
      <span className="fb-body">
        <span className="fb-who"><b>{one.customer_name ?? one.customer ?? t('feedback:unnamed')}</b>{disagreement(one, first) && <span className="rd-flag" role="img" aria-label={t('reading:disagree')} title={t('reading:disagree')}>≠</span>}<time className="xs soft" dateTime={one.occurred_at} title={saidAt(one).title}>{saidAt(one).words}</time></span>
        {one.comment ? <span className="voice" lang={one.language ?? undefined}>{coveredWords(one)}</span> : <span className="sm soft">{t('feedback:no_words')}</span>}
        <span className="fb-where xs soft">{tone && <span className={`rd-word ${moodOfTone(tone)}`}><span aria-hidden="true">{toneMark[tone]}</span> {toneName(tone)}</span>}{one.kind === 'complaint' && (one.handled_at ? <span className="tag">{t('feedback:answered')}</span> : <span className="tag warn">! {t('feedback:waiting')}</span>)}{one.kind !== 'response' && one.kind !== 'complaint' && <span className="tag">{kind}</span>}<span>{where}</span></span>
      </span>
    </a></li>
  )
})
/** Reaches up past the fold, so that the next page is there before the reader is. */
function More({ onSeen, busy }: { onSeen: () => void; busy: boolean }) {
  const here = useRef<HTMLDivElement>(null)
  const seen = useRef(onSeen)
  seen.current = onSeen
  useEffect(() => {
    const eye = new IntersectionObserver((entries) => { if (entries.some((entry) => entry.isIntersecting)) seen.current() })
    eye.observe(here.current!)
    return () => eye.disconnect()
  }, [busy])
  return <div className="fb-more"><div ref={here} aria-hidden="true" /><Button look="ghost" busy={busy} onClick={onSeen}>{t('frame:load_more')}</Button></div>
}
function Nothing({ nobody }: { nobody: boolean }) {
  const { scope, clear, change } = useScope()
  const mayImport = useMay('import')
  const narrowed = Object.keys(scope.filters).length > 0
  if (!nobody && (narrowed || scope.period !== 'all')) return (
    <Empty title={t('feedback:none_here')} example="none" action={<div className="row wrap">{narrowed && <Button onClick={clear}>{t('frame:clear_all')}</Button>}{scope.period !== 'all' && <Button look="ghost" onClick={() => change({ period: 'all', from: undefined, to: undefined })}>{t('frame:all_time')}</Button>}</div>}>{t('feedback:none_here_hint')}</Empty>)
  return <Empty title={t('feedback:empty')} action={mayImport ? <Link className="btn main" to="/feedback/import"><Icon name="upload" /><span>{t('feedback:import_first')}</span></Link> : undefined}>{t('feedback:empty_hint')}</Empty>
}
