import { useQuery } from '@tanstack/react-query'
import { Button } from '@kit/Button'
import { DataBehind } from '@kit/Data'
import { number, share } from '@kit/format'
import { Notice } from '@kit/Notice'
import { Rich } from '@kit/Rich'
import { Empty, Loading } from '@kit/State'
import { Interval, Whisker } from '@kit/Whisker'
import { many, useScope } from '../../frame/scope'
import { t, tOr } from '../../i18n'
import { getQuery, useNames } from '../../records'
import { useMay } from '../../session'
import type { ContactRules, ContactShare, Estimate, FirstContacts, Waiting, WaitRow } from '../../types'
import { common } from '../grid'
import { Place } from '../Place'
import { ScaleNote } from '../ScaleNote'
import { asked, between, byShare, leftAside, seconds, why } from './contacts'
import { Heat } from './Heat'
import { Rules } from './Rules'
import '../answer.css'
import './contacts.css'

/** What of the figure can be drawn like any other share. */
export const asEstimate = (of: ContactShare): Estimate => ({ ...of, n: of.n ?? 0 })

/** Queues of phone and chat: how long people wait, who gives up, whether one contact was enough. */
export function ContactsPage() {
  const { params, search, change } = useScope()
  const asks = asked(params)
  const aside = leftAside(params)
  const mayChange = useMay('write_setup')
  const total = useQuery(getQuery<Waiting>('/insights/waiting', { ...asks, by: 'channel' }))
  const rules = useQuery(getQuery<ContactRules>('/contact_rules'))
  const open = many(search['open'])[0] === 'rules'
  const nothing = total.data?.reason === 'no_contacts'
  return (
    <Place title={t('contact:title')} skip={['metric', 'brand', 'kind', 'source', 'language', 'survey', 'survey_kind', 'topic', 'sentiment', 'intent', 'emotion', 'attribute']} count={undefined}>
      {aside.length > 0 && <Notice>{t('contact:left_aside', { names: aside.map((name) => tOr(`words:dim.${name}`, name)).join(', ') })}</Notice>}
      {total.error ? <Notice tone="danger">{total.error.message}</Notice> : !total.data || !rules.data ? <Loading lines={8} /> : nothing ? <Nothing rules={rules.data} onRules={mayChange ? () => change({ open: 'rules' }) : undefined} /> : <Answer data={total.data} asks={asks} />}
      {mayChange && !nothing && <p className="contact-rules"><Button onClick={() => change({ open: 'rules' })}>{t('contact:rules')}</Button></p>}
      {open && mayChange && rules.data && <Rules key={rules.data.revision} rules={rules.data} onClose={() => change({ open: undefined })} />}
    </Place>
  )
}
/** Which events to send, by an example that works as it stands. */
function Nothing({ rules, onRules }: { rules: ContactRules; onRules: (() => void) | undefined }) {
  const example = JSON.stringify({ key: 'call-1007', type: rules.answered[0] ?? 'contact_answered', channel: 'phone', customer: 'C-1007', occurred_at: new Date(Date.now() - 3_600_000).toISOString().slice(0, 19) + 'Z', duration_s: 24, attributes: { [rules.topic]: 'invoice' } }, null, 2)
  return (
    <Empty title={t('contact:empty')} example="table" action={onRules && <Button onClick={onRules}>{t('contact:rules')}</Button>}>
      <p>{t('contact:empty_words', { answered: rules.answered.join(', '), abandoned: rules.abandoned.join(', '), started: rules.started.join(', ') })}</p>
      <pre className="contact-example"><code>POST /api/v1/events{'\n'}{example}</code></pre>
      <p>{t('contact:empty_more')}</p>
    </Empty>
  )
}
function Answer({ data, asks }: { data: Waiting; asks: ReturnType<typeof asked> }) {
  const { total } = data
  const says = total.median.value !== null && total.p90.value !== null
  return (
    <>
      <section>
        <h2 className="say">{says ? <Rich text={t('contact:says', { median: seconds(total.median.value!), p90: seconds(total.p90.value!) })} /> : why(total.median.reason) || t('contact:cannot_tell')}</h2>
        {total.n !== null && <p className="say-more">{total.abandonment.value !== null && t('contact:gave_up', { share: share(total.abandonment.value), range: shareRange(total.abandonment) })} {total.in_time.value !== null && (total.target_s !== null ? t('contact:in_time', { share: share(total.in_time.value), range: shareRange(total.in_time), target: seconds(total.target_s) }) : t('contact:in_time_own', { share: share(total.in_time.value), range: shareRange(total.in_time) }))} <span className="soft">{t('contact:counted', { count: total.n })} {total.open ? t('contact:still_open', { count: total.open }) : ''}</span></p>}
      </section>
      <Channels data={data} />
      <Heat asks={asks} />
      <Resolved asks={asks} />
    </>
  )
}
const shareRange = (of: ContactShare) => of.lo === null || of.hi === null ? '' : `${number(Math.round(of.lo * 100))}–${share(of.hi)}`

function Channels({ data }: { data: Waiting }) {
  const name = useNames()
  const wait = (of: WaitRow['median']) => of.value === null ? <span className="num"><i>{of.reason === 'hidden' ? t('kit:hidden') : why(of.reason)}</i></span> : <span className="num"><b>{seconds(of.value)}</b><i>{between(of)}</i></span>
  return (
    <section><div className="head"><h2>{t('contact:by_channel')}</h2></div>
      <div className="table-box" tabIndex={0} role="region" aria-label={t('contact:by_channel')}><table className="register contact-table"><caption className="vh">{t('contact:by_channel')}</caption>
        <thead><tr><th scope="col">{t('words:dim.channel')}</th><th scope="col">{t('contact:measure.median')}</th><th scope="col">{t('contact:measure.p90')}</th><th scope="col">{t('contact:measure.in_time')}</th><th scope="col">{t('contact:measure.abandonment')}</th><th scope="col" className="r">{t('contact:contacts')}</th></tr></thead>
        <tbody>{[...data.rows, ...(data.rows.length > 1 ? [data.total] : [])].map((row, at) => <tr key={at} className={row === data.total ? 'whole' : undefined}>
          <th scope="row">{row === data.total ? t('contact:all') : name('channel', row['channel'] as string | null)}</th><td>{wait(row.median)}</td><td>{wait(row.p90)}</td>
          <td><Interval of={asEstimate(row.in_time)} unit="share" />{row.target_s !== null && row.in_time.value !== null && <small className="soft block">{t('contact:target', { target: seconds(row.target_s) })}</small>}</td>
          <td><Interval of={asEstimate(row.abandonment)} unit="share" /></td><td className="r">{row.n === null ? '–' : number(row.n)}</td></tr>)}</tbody></table></div>
      <p className="hint">{t('contact:how')}</p>
      <DataBehind name="contacts" caption={t('contact:by_channel')} rows={data.rows} columns={[{ name: t('words:dim.channel'), value: (row) => row['channel'] as string | null, show: (row) => name('channel', row['channel'] as string | null) }, ...waitColumns]} />
    </section>
  )
}
type Shown = { name: string; number?: boolean; value: (row: WaitRow) => number | null; show?: (row: WaitRow) => string }
const dash = (value: number | null, words: (value: number) => string) => value === null ? '–' : words(value)
/** The same columns in every table behind: seconds and shares as plain numbers in the file. */
export const waitColumns: Shown[] = [
  ...(['median', 'p90'] as const).flatMap((one): Shown[] => [
    { get name() { return t(`contact:measure.${one}`) }, number: true, value: (row) => row[one].value, show: (row) => dash(row[one].value, seconds) },
    { get name() { return `${t(`contact:measure.${one}`)}: ${t('insight:lo')}` }, number: true, value: (row) => row[one].lo, show: (row) => dash(row[one].lo, seconds) },
    { get name() { return `${t(`contact:measure.${one}`)}: ${t('insight:hi')}` }, number: true, value: (row) => row[one].hi, show: (row) => dash(row[one].hi, seconds) },
  ]),
  ...(['in_time', 'abandonment'] as const).flatMap((one): Shown[] => [
    { get name() { return t(`contact:measure.${one}`) }, number: true, value: (row) => row[one].value, show: (row) => dash(row[one].value, share) },
    { get name() { return `${t(`contact:measure.${one}`)}: ${t('insight:lo')}` }, number: true, value: (row) => row[one].lo, show: (row) => dash(row[one].lo, share) },
    { get name() { return `${t(`contact:measure.${one}`)}: ${t('insight:hi')}` }, number: true, value: (row) => row[one].hi, show: (row) => dash(row[one].hi, share) },
  ]),
  { get name() { return t('contact:contacts') }, number: true, value: (row) => row.n, show: (row) => dash(row.n, number) },
]

/** First contact resolution: one sentence, then by topic. */
function Resolved({ asks }: { asks: ReturnType<typeof asked> }) {
  const { data, error } = useQuery(getQuery<FirstContacts>('/insights/fcr', { ...asks, by: 'topic' }))
  const name = useNames()
  if (error) return <section><h2>{t('contact:first')}</h2><Notice tone="danger">{error.message}</Notice></section>
  if (!data) return <section><h2>{t('contact:first')}</h2><Loading lines={4} /></section>
  const { total } = data
  const rows = byShare(data.rows)
  const scale = common([...rows, total].map((row) => asEstimate(row.share)), [0, 1])
  const topic = (key: string | null) => key === null ? t('words:unknown') : name('touchpoint', key) === key ? tOr(`contact:topic.${key}`, key.replaceAll('_', ' ')) : name('touchpoint', key)
  return (
    <section><div className="head"><h2>{t('contact:first')}</h2></div>
      <p className="say-small">{total.share.value === null ? total.share.reason === 'no_answers' ? t('contact:first_none') : why(total.share.reason) : <Rich text={t('contact:first_says', { share: share(total.share.value), range: shareRange(total.share), days: t('contact:days', { count: data.within_days }) })} />}</p>
      {rows.length > 0 && <ul className="lift">{rows.map((row) => <li key={String(row['topic'])}><span>{topic(row['topic'] as string | null)}</span><Whisker of={asEstimate(row.share)} scale={scale} tick={total.share.value} /><Interval of={asEstimate(row.share)} unit="share" count /></li>)}<ScaleNote drawn={scale} whole={[0, 1]} unit="share" as="li" /></ul>}
      <p className="hint">{t('contact:first_how', { days: t('contact:days', { count: data.within_days }) })} {total.open ? t('contact:first_open', { count: total.open }) : ''} {total.without_customer ? t('contact:first_unknown', { count: total.without_customer }) : ''}</p>
      <DataBehind name="first_contact" caption={t('contact:first')} rows={rows} columns={[
        { name: t('contact:topic'), value: (row) => row['topic'] as string | null, show: (row) => topic(row['topic'] as string | null) },
        { name: t('contact:helped'), number: true, value: (row) => row.share.value, show: (row) => <Interval of={asEstimate(row.share)} unit="share" /> },
        { name: t('insight:lo'), number: true, value: (row) => row.share.lo, show: (row) => dash(row.share.lo, share) }, { name: t('insight:hi'), number: true, value: (row) => row.share.hi, show: (row) => dash(row.share.hi, share) },
        { name: t('contact:resolved'), number: true, value: (row) => row.resolved }, { name: t('contact:repeated'), number: true, value: (row) => row.repeated }, { name: t('contact:too_fresh'), number: true, value: (row) => row.open }, { name: t('contact:without_customer'), number: true, value: (row) => row.without_customer },
      ]} />
    </section>
  )
}
