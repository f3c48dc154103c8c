import { Link } from '@tanstack/react-router'
import { number, range, share } from '@kit/format'
import { Panel } from '@kit/Panel'
import { Loading } from '@kit/State'
import { Interval, Whisker } from '@kit/Whisker'
import { carried, useScope } from '../../frame/scope'
import { t } from '../../i18n'
import { scaleOf, unitOf } from '../../metric/unit'
import { useNames } from '../../records'
import { moodOfTone, toneMark, toneName } from '../../reading/labels'
import { MoodBar } from '../../reading/MoodBar'
import { sentiments } from '../../reading/shape'
import { useMay } from '../../session'
import type { Metric } from '../../types'
import { amount, amounts, because } from '../say'
import type { ShownRow } from './comments'
import { common } from '../grid'
import { QuoteList, useQuotes } from './Quotes'

/** One topic: how often, how, what goes with it, and voices that speak for many. */
export function TopicPanel({ row, metric, onClose }: { row: ShownRow; metric: Metric; onClose: () => void }) {
  const { search } = useScope()
  const name = useNames()
  const reads = useMay('read_feedback')
  const unit = unitOf(metric.kind)
  const scale = common([row.with, row.without], scaleOf(metric))
  const { difference, lo, hi, stands, reason } = row.impact
  const to = { ...carried(search), metric: undefined }
  return (
    <Panel title={name('topic', row.topic)} onClose={onClose} foot={reads && <Link className="btn main" to="/feedback" search={{ ...to, topic: row.topic } as never}><span>{t('comment:read_all', { count: row.n })}</span></Link>}>
      <p className="sm">{row.share !== null ? t('comment:in_comments', { count: row.n, share: share(row.share, 1), range: row.lo !== null && row.hi !== null ? range(row.lo, row.hi, 'share') : '–' }) : t('comment:comments_n', { count: row.n })}</p>
      <div className="cm-panel-mood"><MoodBar of={row.sentiments} /></div>
      <ul className="cm-tones">{sentiments.map((one) => <li key={one}>{reads ? <Link to="/feedback" search={{ ...to, topic: `${row.topic}:${one}` } as never}><span className={moodOfTone(one)} aria-hidden="true">{toneMark[one]}</span> {toneName(one)}</Link> : <span><span className={moodOfTone(one)} aria-hidden="true">{toneMark[one]}</span> {toneName(one)}</span>}<b>{number(row.sentiments[one].n ?? 0)}</b></li>)}</ul>
      <h3>{metric.name}</h3>
      <ul className="cm-with">
        <li><span>{t('comment:where_spoken')}</span><Whisker of={row.with} scale={scale} tick={row.without.value} /><Interval of={row.with} unit={unit} count /></li>
        <li><span>{t('comment:where_not')}</span><Whisker of={row.without} scale={scale} tick={row.without.value} /><Interval of={row.without} unit={unit} count /></li>
      </ul>
      <p className="sm soft">{difference === null ? because(reason) : !stands || lo === null || hi === null ? t('comment:impact_calm') : t(difference < 0 ? 'comment:impact_lower' : 'comment:impact_higher', { by: amount(difference, unit), range: amounts(difference, lo, hi, unit) })}</p>
      {reads && <Voices topic={row.topic} />}
    </Panel>
  )
}
function Voices({ topic }: { topic: string }) {
  const quotes = useQuotes({ topic }, 3)
  return <><h3>{t('comment:quotes')}</h3>{!quotes.data ? <Loading lines={3} /> : quotes.data.items.length === 0 ? <p className="soft sm">{t('comment:no_quotes')}</p> : <QuoteList quotes={quotes.data.items} narrow />}</>
}
