import { Link } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { memo, useCallback, useEffect, useRef } from 'react'
import { Button } from '@kit/Button'
import { Initials, Score } from '@kit/Chip'
import { daysBetween, dayOf, exact, number, today } from '@kit/format'
import { Icon } from '@kit/Icon'
import { Notice } from '@kit/Notice'
import { Empty, Loading } from '@kit/State'
import { Problem } from '../api'
import { moodIn, useMetrics } from '../feedback/inbox'
import { useScope } from '../frame/scope'
import { t } from '../i18n'
import { listQuery, useNames, usePeople } from '../records'
import { useMay, useSession } from '../session'
import type { Metric } from '../types'
import { filters, sortOf, sorts, type useQueue, useUsualView, viewOf } from './cases'
import { dueWords } from './due'
import { risky, severityName, whoOf, wroteBack } from './names'
import type { CaseLine } from './shape'

interface Props { queue: ReturnType<typeof useQueue>; total: number | undefined; fresh: number; shown: string | undefined; onPick: (id: string) => void; onNarrow: () => void }
export function CaseList({ queue, total, fresh, shown, onPick, onNarrow }: Props) {
  const { search, change } = useScope()
  const metrics = useMetrics()
  const [name, person] = [useNames(), usePeople()]
  const me = useSession().user.id
  const usual = useUsualView()
  const { items, error } = queue
  const newest = useRef(onPick)
  newest.current = onPick
  const pick = useCallback((id: string) => newest.current(id), [])
  if (queue.isPending) return <div className="cq-pad"><Loading lines={6} what={t('case:loading')} /></div>
  if (error && items.length === 0) return <div className="cq-pad"><Notice tone="danger" action={<Button onClick={() => void queue.refetch()}>{t('frame:try_again')}</Button>}>{error instanceof Problem && error.status ? error.words : t('frame:unreachable')}</Notice></div>
  return (
    <>
      <div className="cq-head sm soft">
        <b>{total === undefined ? t(`case:view.${viewOf(search, usual)}`) : t('case:cases', { count: total })}</b>
        <label className="cq-sort"><span className="vh">{t('case:sort')}</span><select value={sortOf(search)} onChange={(event) => change({ sort: event.target.value === 'due' ? undefined : event.target.value })}>{sorts.map((one) => <option key={one} value={one}>{t(`case:sort.${one}`)}</option>)}</select></label>
        <button type="button" className="as-link cq-narrow" onClick={onNarrow}>{t('case:narrow')}</button>
        <span className="push cq-keys" aria-hidden="true"><kbd>J</kbd> <kbd>K</kbd></span>
      </div>
      {fresh > 0 && <div className="cq-fresh" role="status"><button type="button" className="chip on" onClick={() => void queue.refetch()}><b>{t('case:fresh', { count: fresh })}</b></button></div>}
      {items.length === 0 ? <div className="cq-pad"><Nothing /></div> : (
        <ul aria-busy={queue.isPlaceholderData || undefined} className={queue.isPlaceholderData ? 'cq-stale' : undefined}>{items.map((one) => <Line key={one.id} one={one} open={one.id === shown} metrics={metrics} where={whereOf(one, name)} owner={one.owner_id && one.owner_id !== me ? person(one.owner_id) : undefined} nobody={!one.owner_id} onPick={pick} />)}</ul>)}
      {queue.hasNextPage && <More busy={queue.isFetchingNextPage} key={items.length} onSeen={() => { if (!queue.isFetching) void queue.fetchNextPage() }} />}
    </>
  )
}
export const whereOf = (one: Pick<CaseLine, 'touchpoint' | 'location'>, name: ReturnType<typeof useNames>) => [one.touchpoint && name('touchpoint', one.touchpoint), one.location && name('location', one.location)].filter(Boolean).join(' · ')

interface LineOf { one: CaseLine; open: boolean; metrics: readonly Metric[]; where: string; owner: string | undefined; nobody: boolean; onPick: (id: string) => void }
/** One line of the queue. Asks nothing and subscribes to nothing, so it is drawn anew only when it changes itself. */
const Line = memo(function Line({ one, open, metrics, where, owner, nobody, onPick }: LineOf) {
  const due = dueWords(one.due)
  const press = (event: React.MouseEvent) => { if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return; event.preventDefault(); onPick(one.id) }
  const age = daysBetween(dayOf(one.opened_at), today())
  return (
    <li className="cq-item"><a id={`case-${one.id}`} href={`/cases/${one.id}`} aria-current={open ? 'true' : undefined} onClick={press}>
      <CaseScore one={one} metrics={metrics} />
      <span className="cq-body">
        <span className="cq-who"><b>{whoOf(one)}</b>{due ? <span className={`cw-due ${due.tone}`}><Icon name={due.tone === 'late' ? 'warn' : 'clock'} />{due.left || due.until}</span> : <span className="xs soft" title={one.closed_at ? exact(one.closed_at) : undefined}>{t(`case:state.${one.state}`)}</span>}</span>
        <span className={one.comment ? 'voice' : 'sm soft'} lang={one.language ?? undefined}>{one.comment ?? one.title}</span>
        <span className="cq-tags xs soft">
          {wroteBack(one) && <span className="tag acc">{t('case:wrote_back')}</span>}{one.safety && <span className="tag warn">! {t('case:safety')}</span>}{one.severity === 3 && <span className="tag neg">{severityName(3)}</span>}{risky(one) && <span className="tag warn">! {t('case:may_go_public')}</span>}
          <span>{where}</span><span title={exact(one.opened_at)}>{age > 0 ? t('case:open_for', { count: age }) : t('case:since_today')}</span>
          {nobody ? <span className="tag warn">{t('case:nobody_yet')}</span> : owner && <span className="cq-owner"><Initials name={owner} /><span className="vh">{owner}</span></span>}
        </span>
      </span>
    </a></li>
  )
})
/** The rating that made it a case; a complaint without one shows its kind. */
export function CaseScore({ one, metrics }: { one: Pick<CaseLine, 'score' | 'kind'>; metrics: readonly Metric[] }) {
  const metric = one.score && metrics.find((other) => other.key === one.score!.metric)
  if (one.score && metric) return <Score mood={moodIn(one.score.value, metric)} label={t('feedback:score_of', { value: number(one.score.value), max: number(metric.max) })}>{number(one.score.value)}</Score>
  return <span className="score mid cq-silent" title={t(`case:kind.${one.kind}`)}><Icon name={one.kind === 'complaint' ? 'warn' : 'voice'} /><span className="vh">{t(`case:kind.${one.kind}`)}</span></span>
}
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
  return <div className="cq-more"><div ref={here} aria-hidden="true" /><Button look="ghost" busy={busy} onClick={onSeen}>{t('frame:load_more')}</Button></div>
}
function Nothing() {
  const { search, change } = useScope()
  const narrowed = filters.some((name) => search[name])
  const view = viewOf(search, useUsualView())
  const write = useMay('write_setup')
  const noRules = useQuery({ ...listQuery('/case_rules', { limit: 1 }), enabled: write && view === 'open' }).data?.items.length === 0
  if (narrowed) return <Empty title={t('case:none_here')} example="none" action={<Button onClick={() => change(Object.fromEntries(filters.map((name) => [name, undefined])))}>{t('frame:clear_all')}</Button>}>{t('case:none_here_hint')}</Empty>
  if (view === 'open') return <Empty title={t('case:none_open')} example="none" action={noRules && <Link className="btn" to={'/setup/$section' as never} params={{ section: 'case_rules' } as never}>{t('case:see_rules')}</Link>}>{t(noRules ? 'case:no_rules_hint' : 'case:none_mine_hint')}</Empty>
  return <Empty title={t(view === 'mine' ? 'case:none_mine' : 'case:none_view')} example="none" action={<Button onClick={() => change({ view: 'open', at: undefined })}>{t('case:see_open')}</Button>}>{t(view === 'mine' ? 'case:none_mine_hint' : 'case:none_view_hint')}</Empty>
}
