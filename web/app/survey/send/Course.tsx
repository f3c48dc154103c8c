import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@kit/Button'
import { Tag } from '@kit/Chip'
import { TextField } from '@kit/Field'
import { exact, number, when } from '@kit/format'
import { Notice } from '@kit/Notice'
import { Loading } from '@kit/State'
import { type Column, Table } from '@kit/Table'
import { api } from '../../api'
import { many, useScope } from '../../frame/scope'
import { t } from '../../i18n'
import type { List } from '../../types'
import { useDraft } from '../draft'
import { Whole } from '../watch/Whole'
import { Clicks } from './Clicks'
import { type Campaign, type Counts, countsQuery, type Recipient, type RecipientState, recipientStates } from './campaign'
import { reasonName } from './DryRunPart'

const often = 5_000 // milliseconds between looks while it goes out
/** How far it is: what went out, what came back, who answered, person by person. */
export function Course({ campaign }: { campaign: Campaign }) {
  const running = campaign.state === 'sending'
  const counts = useQuery({ ...countsQuery(campaign.id), ...(running && { refetchInterval: often }) })
  if (counts.error) return <Notice tone="danger">{counts.error.message}</Notice>
  if (!counts.data) return <Loading lines={5} />
  return <><Figures counts={counts.data} /><Clicks campaign={campaign.id} /><People campaign={campaign} counts={counts.data} /></>
}
function Figures({ counts }: { counts: Counts }) {
  const { survey } = useDraft()
  const open = counts.waiting + counts.held + counts.queued
  return (
    <section className="sv-hero" aria-label={t('send:course')}>
      <div className="sv-count"><span className="figure">{number(counts.delivered)}</span><span><b>{t('send:delivered', { count: counts.delivered })}</b>
        <span className="soft sm">{[open > 0 && t('send:open', { count: open }), counts.bounced > 0 && t('send:came_back', { count: counts.bounced }), counts.reminders > 0 && t('send:reminded', { count: counts.reminders })].filter(Boolean).join(' · ')}</span>
        {counts.next_at && <span className="soft sm">{t('send:next_at', { when: when(counts.next_at) })}</span>}</span></div>
      <dl className="sv-facts">
        <div><dt>{t('survey:rate')}</dt><dd><Whole of={counts.rate} unit="share" /><span className="soft sm">{t('send:of_delivered', { answered: number(counts.answered), delivered: number(counts.delivered) })}</span></dd></div>
        {survey.mode !== 'anonymous' && <div><dt>{t('send:clicked')}</dt><dd><Whole of={counts.click_rate} unit="share" />{counts.clicks.machine > 0 && <span className="soft sm">{t('send:machine', { count: counts.clicks.machine })}</span>}</dd></div>}
        {counts.unsubscribed > 0 && <div><dt>{t('send:state.unsubscribed')}</dt><dd><span className="num"><b>{number(counts.unsubscribed)}</b></span></dd></div>}
        {counts.not_sent > 0 && <div><dt>{t('send:state.not_sent')}</dt><dd><span className="num"><b>{number(counts.not_sent)}</b></span><span className="soft sm">{counts.reasons.map((one) => `${reasonName(one.reason)}: ${number(one.n)}`).join(' · ')}</span></dd></div>}
      </dl>
      {counts.links.some((one) => one.url !== null) && <details className="data sn-links"><summary>{t('send:links')}</summary><ul>{counts.links.map((one) => <li key={one.url ?? ''}><span>{one.url ?? t('send:to_survey')}</span><b>{number(one.people)}</b></li>)}</ul></details>}
    </section>
  )
}
function People({ campaign, counts }: { campaign: Campaign; counts: Counts }) {
  const { search, change } = useScope()
  const state = recipientStates.find((one) => one === many(search['state'])[0])
  const [text, setText] = useState('')
  const q = text.trim()
  const list = useInfiniteQuery({ queryKey: ['campaigns', campaign.id, 'recipients', { state, q }], initialPageParam: '', queryFn: ({ pageParam, signal }) => api.get<List<Recipient>>(`/campaigns/${campaign.id}/recipients`, { state, q: q || undefined, limit: 50, cursor: pageParam || undefined }, signal), getNextPageParam: (last) => last.next_cursor ?? undefined, placeholderData: keepPreviousData, ...(campaign.state === 'sending' && { refetchInterval: often }) })
  const rows = list.data?.pages.flatMap((page) => page.items) ?? []
  const columns: Column<Recipient>[] = [
    { key: 'customer', name: t('words:dim.customer'), cell: (one) => <span className="sv-name"><span>{one.customer_name ?? one.customer ?? t('words:unknown')}</span><span className="soft sm sv-url">{one.address ?? '–'}</span></span> },
    { key: 'state', name: t('survey:state'), cell: (one) => <span className="sv-name"><Tag tone={one.state === 'answered' ? 'acc' : bad.has(one.state) ? 'warn' : undefined}>{t(`send:state.${one.state}`)}</Tag>{why(one) && <span className="soft sm">{why(one)}</span>}</span> },
    { key: 'sent', name: t('send:sent'), wide: true, cell: (one) => <span className="sm" title={one.sent_at ? exact(one.sent_at) : undefined}>{one.sent_at ? when(one.sent_at) : one.due_at ? t('send:due', { when: when(one.due_at) }) : '–'}{one.reminders > 0 && <> · {t('send:reminded', { count: one.reminders })}</>}</span> },
    { key: 'answered', name: t('survey:answered_at'), wide: true, cell: (one) => <span className="sm">{one.answered_at ? when(one.answered_at) : '–'}</span> },
  ]
  return (
    <section>
      <div className="head"><h3>{t('send:people')}</h3></div>
      <div className="sn-filter"><div className="sv-flags" role="group" aria-label={t('survey:only')}>{recipientStates.filter((one) => counts[one] > 0 || one === state).map((one) => <button key={one} type="button" className="chip" aria-pressed={state === one} onClick={() => change({ state: state === one ? undefined : one })}>{t(`send:state.${one}`)} <b>{number(counts[one])}</b></button>)}</div>
        <TextField quiet type="search" label={t('send:find')} placeholder={t('send:find')} value={text} onChange={(event) => setText(event.target.value)} /></div>
      {list.error ? <Notice tone="danger">{list.error.message}</Notice> : list.isPending ? <Loading lines={4} /> : rows.length === 0 ? <p className="soft" role="status">{t(state || q ? 'survey:none_here' : campaign.occasion === 'event' ? 'send:no_event_yet' : 'send:nobody_yet')}</p> : <Table caption={t('send:people')} columns={columns} rows={rows} id={(one) => one.id} />}
      {list.hasNextPage && <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>{t('frame:load_more')}</Button>}
    </section>
  )
}
const bad = new Set<RecipientState>(['bounced', 'not_sent', 'held'])
const why = (one: Recipient) => one.reason ? reasonName(one.reason) : one.bounce ?? (one.state === 'waiting' || one.state === 'queued' ? one.last_error : null)
