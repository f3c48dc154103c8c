import { Link } from '@tanstack/react-router'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from '@kit/Button'
import { Score, Tag } from '@kit/Chip'
import { day, exact, languageName, number, time } from '@kit/format'
import { Notice } from '@kit/Notice'
import { Panel } from '@kit/Panel'
import { Loading } from '@kit/State'
import '@kit/record.css'
import { api } from '../api'
import { t, tOr } from '../i18n'
import { coveredWords } from '../reading/labels'
import { moodOf } from '../metric/unit'
import { useNames, useRegister } from '../records'
import type { Customer, List, Metric, TimelineItem } from '../types'
import { Consents } from '../privacy/Consents'
import { PersonRights } from '../privacy/PersonRights'
import { CasesOf } from '../casework/CaseOf'
import { Scores } from './Scores'
import { eventWords } from '../casework/events'

/** One customer: who it is, how the ratings went, what happened, newest first. */
export function CustomerPanel({ customer, onClose, onEdit }: { customer: Customer; onClose: () => void; onEdit?: (() => void) | undefined }) {
  const places = useRegister('locations')
  const metrics = useRegister('metrics')
  const attributes = useRegister('attributes')
  const timeline = useInfiniteQuery({
    queryKey: ['customers', customer.id, 'timeline'], initialPageParam: '', getNextPageParam: (last: List<TimelineItem>) => last.next_cursor ?? undefined,
    queryFn: ({ pageParam, signal }) => api.get<List<TimelineItem>>(`/customers/${customer.id}/timeline`, { limit: 50, cursor: pageParam }, signal),
  })
  const items = timeline.data?.pages.flatMap((page) => page.items) ?? []
  const facts: [string, React.ReactNode][] = [
    [t('customer:key'), <code className="key-text" key="k">{customer.key}</code>], [t('customer:email'), customer.email && <a className="link" href={`mailto:${customer.email}`}>{customer.email}</a>], [t('customer:phone'), customer.phone && <a className="link" href={`tel:${customer.phone.replace(/\s/g, '')}`}>{customer.phone}</a>],
    [t('words:dim.language'), customer.language && languageName(customer.language)], [t('words:dim.segment'), customer.segment], [t('words:dim.location'), places.find((one) => one.id === customer.location_id)?.name],
    ...Object.entries(customer.attributes).map(([key, value]): [string, React.ReactNode] => [attributes.find((one) => one.key === key && one.of === 'customer')?.name ?? key, value === null || value === '' ? null : String(value)]),
  ]
  return (
    <Panel wide title={customer.name || customer.key} onClose={onClose} foot={onEdit && <Button icon="edit" onClick={onEdit}>{t('frame:edit')}</Button>}>
      <p className="row wrap" style={{ marginBottom: 12 }}><Tag>{tOr(`words:lifecycle.${customer.lifecycle}`, customer.lifecycle)}</Tag>{customer.kind === 'company' && <Tag>{t('customer:company')}</Tag>}</p>
      <dl className="facts">{facts.filter(([, value]) => value).map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
      <CasesOf customer={customer.id} />
      <Scores items={items} metrics={metrics} />
      <section><h3>{t('customer:timeline')}</h3>
        {timeline.error && <Notice tone="danger">{timeline.error.message}</Notice>}
        {timeline.isPending ? <Loading lines={4} /> : items.length === 0 && !timeline.error ? <p className="soft">{t('customer:nothing_yet')}</p> : <ol className="cu-line">{items.map((one, at) => <li key={at}><time dateTime={one.at} title={exact(one.at)}>{day(one.at)}<br />{time(one.at)}</time><What of={one} metrics={metrics} /></li>)}</ol>}
        {timeline.hasNextPage && <p style={{ marginTop: 12 }}><Button busy={timeline.isFetchingNextPage} onClick={() => void timeline.fetchNextPage()}>{t('frame:load_more')}</Button></p>}
      </section>
      <Consents customer={customer.id} />
      <PersonRights of="customers" id={customer.id} onErased={onClose} />
    </Panel>
  )
}
function What({ of, metrics }: { of: TimelineItem; metrics: readonly Metric[] }) {
  const name = useNames()
  const { feedback, event } = of
  if (event) return <div className="what"><span className="sm"><b>{eventWords(event.type)}</b> <span className="soft">· {[name('channel', event.channel), event.touchpoint && name('touchpoint', event.touchpoint)].filter(Boolean).join(' · ')}</span></span></div>
  if (!feedback) return null
  const where = [feedback.touchpoint && name('touchpoint', feedback.touchpoint), feedback.location && name('location', feedback.location), name('channel', feedback.channel)].filter(Boolean).join(' · ')
  return (
    <div className="what">
      <span className="marks">{feedback.ratings.filter((one) => typeof one.value === 'number').slice(0, 4).map((one, at) => { const metric = metrics.find((other) => other.key === one.metric); return <span key={at} className="row"><Score mood={metric && moodOf(one.value as number, metric)} label={`${metric?.name ?? one.metric} ${number(one.value as number)}`}>{number(one.value as number)}</Score><span className="xs soft">{one.touchpoint ? name('touchpoint', one.touchpoint) : metric?.name ?? one.metric}</span></span> })}
        {feedback.kind !== 'response' && <Tag tone={feedback.kind === 'complaint' ? 'warn' : undefined!}>{tOr(`words:kind.${feedback.kind}`, feedback.kind)}</Tag>}</span>
      {feedback.comment && <p className="voice" lang={feedback.language ?? undefined}>{coveredWords(feedback)}</p>}
      <Link className="link xs" to="/feedback/$id" params={{ id: feedback.id } as never}>{where || t('customer:open_feedback')}</Link>
    </div>
  )
}
