import { Link } from '@tanstack/react-router'
import { dayOf, daysBetween, exact, today } from '@kit/format'
import { Loading } from '@kit/State'
import { carried, useScope } from '../frame/scope'
import { t } from '../i18n'
import { coveredWords } from '../reading/labels'
import { useNames } from '../records'
import type { Feedback } from '../types'
import { Alarms, useAlarms } from './Alarms'
import { FirstScore } from './FirstScore'
import { Uncounted } from './Uncounted'
import { useWaiting } from './questions'
import { useWaitingCases, waitingCount, WaitingCases } from './WaitingCases'

/** After a week a wait is marked. */
const late = 7
export function NeedsYou() {
  const { list, facets } = useWaiting(4)
  const { search } = useScope()
  const count = facets.data?.total ?? 0
  const alarms = useAlarms()
  const cases = useWaitingCases()
  const byCase = cases.items.length > 0
  const open = { ...carried(search), period: 'all', kind: 'complaint', handled: 'false', from: undefined, to: undefined }
  return (
    <section>
      <div className="head"><h2>{t('pulse:needs_you')}</h2><span className="soft sm">{t(byCase ? 'case:by_deadline' : 'pulse:longest_first')}</span>{byCase && cases.counts ? <Link className="link push" to={'/cases' as never} search={(cases.mine ? {} : { view: 'open' }) as never}>{t(cases.mine ? 'case:all_mine' : 'case:all_open', { count: waitingCount(cases.counts, cases.mine) })}</Link> : count > 0 && <Link className="link push" to="/feedback" search={open as never}>{t('pulse:all_complaints', { count })}</Link>}</div>
      {alarms.length > 0 && <Alarms items={alarms} />}
      {!cases.ready ? <Loading /> : byCase ? <WaitingCases items={cases.items} /> : list.error ? <Uncounted /> : !list.data ? <Loading /> : list.data.items.length === 0 ? alarms.length === 0 && <p>{t('pulse:no_one_waits')}</p>
        : <ul className="rows">{list.data.items.map((one) => <Row key={one.id} of={one} search={open} />)}</ul>}
    </section>
  )
}
/** The same for those who read no feedback: only what alerts found. */
export function AlarmsAlone() {
  const alarms = useAlarms()
  return alarms.length === 0 ? null : <section><div className="head"><h2>{t('pulse:needs_you')}</h2></div><Alarms items={alarms} /></section>
}
function Row({ of, search }: { of: Feedback; search: object }) {
  const name = useNames()
  const days = daysBetween(dayOf(of.occurred_at), today())
  const where = [of.touchpoint && name('touchpoint', of.touchpoint), of.location && name('location', of.location)].filter(Boolean).join(' · ')
  return (
    <li><Link to="/feedback/$id" params={{ id: of.id }} search={search as never}>
      <FirstScore of={of} />
      <span className="tx"><b>{of.customer_name ?? t('pulse:no_name')}</b><small className="line" lang={of.language ?? undefined}>{coveredWords(of) ?? t('pulse:no_words')}</small></span>
      <span className={`when${days > late ? ' late' : ''}`} title={exact(of.occurred_at)}>{days > 0 ? t('pulse:waits', { count: days }) : t('pulse:since_today')}<small>{where}</small></span>
    </Link></li>
  )
}
