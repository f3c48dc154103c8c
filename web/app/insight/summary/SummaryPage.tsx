import { Button } from '@kit/Button'
import { DataBehind } from '@kit/Data'
import { Segmented } from '@kit/Field'
import { deltaRange, delta, figure, number, range, share, type Unit } from '@kit/format'
import { Icon } from '@kit/Icon'
import { Notice } from '@kit/Notice'
import { Pick } from '@kit/Pick'
import { Loading } from '@kit/State'
import { address } from '../../api'
import { many, useScope } from '../../frame/scope'
import { language, languages, t } from '../../i18n'
import { useMetric } from '../../metric/pick'
import { unitOf } from '../../metric/unit'
import { useScoped } from '../../records'
import { useSession } from '../../session'
import type { Language, Metric, SummaryAnswer, SummaryFigure } from '../../types'
import { Others } from '../Others'
import { Place } from '../Place'
import { chance } from '../say'
import { sectionsOf } from './letter'
import './summary.css'

const ownNames: Record<Language, string> = { en: 'English', pl: 'Polski', ru: 'Русский' }
/** One page in plain words, to hand to anyone: only what a test supports, and what nobody knows yet. */
export function SummaryPage() {
  const { search, change, params } = useScope()
  const { metrics, metric, setMetric } = useMetric()
  const tongue = languages.find((one) => one === many(search['locale'])[0]) ?? language()
  const query = useScoped<SummaryAnswer>('/insights/summary', { metric: metric?.key, locale: tongue }, !!metric)
  // an answer to the question before does not stand under the new one
  const answer = query.data && query.data.metric === metric?.key && query.data.language === tongue ? query.data : undefined
  return (
    <Place title={t('summary:title')} count={answer?.now.n ?? undefined}>
      <div className="letter-bar">
        <Pick label={t('words:dim.metric')} value={metric?.key ?? ''} options={metrics.map((one) => ({ value: one.key, label: one.name }))} onChange={setMetric} />
        <Segmented label={t('summary:language')} value={tongue} options={languages.map((one) => ({ value: one, label: ownNames[one] }))} onChange={(next: Language) => change({ locale: next === language() ? undefined : next })} />
        <span className="row push">{metric && <a className="btn" href={address('/insights/summary', { ...params, metric: metric.key, locale: tongue, format: 'pdf' })} download><Icon name="download" />PDF</a>}<Button icon="print" disabled={!answer} onClick={() => print()}>{t('summary:print')}</Button></span>
      </div>
      {query.error ? <Notice tone="danger">{query.error.message}</Notice> : !metric || !answer ? <Loading lines={10} /> : <><Letter answer={answer} /><Behind answer={answer} metric={metric} /><div className="letter-others"><Others metric={metric} total={answer.now} unit={unitOf(metric.kind)} /></div></>}
    </Place>
  )
}
function Letter({ answer }: { answer: SummaryAnswer }) {
  const { firm } = useSession()
  return (
    <article className="letter" lang={answer.language}>
      <header><p className="soft">{[firm.name, answer.period.words].filter(Boolean).join(' · ')}</p><h2>{answer.title}</h2>{answer.scope.length > 0 && <p className="soft sm">{answer.scope.join(' · ')}</p>}</header>
      {sectionsOf(answer).map(({ section, title, sentences }) => (
        <section key={section} className={section}>{section !== 'now' && <h3>{title}</h3>}
          {sentences.map((one, at) => <p key={at}>{one.parts.map((part, i) => part.strong ? <b key={i}>{part.text}</b> : <span key={i}>{part.text}</span>)}</p>)}
        </section>))}
      <footer className="soft xs"><p>{answer.how}</p><p>{answer.made}</p></footer>
    </article>
  )
}
interface Line extends SummaryFigure { sentence: string; key: string }
/** Every figure that a sentence rests on. */
function Behind({ answer, metric }: { answer: SummaryAnswer; metric: Metric }) {
  const unit = unitOf(metric.kind)
  const rows: Line[] = answer.sentences.flatMap((one) => one.figures.map((figure, at) => ({ ...figure, sentence: at === 0 ? one.text : '', key: one.key })))
  const unitFor = (row: Line): Unit => row.what === 'weight' ? 'share' : unit
  const show = (row: Line) => row.value === null ? '–' : row.what === 'difference' ? delta(row.value, unit) : row.what === 'weight' ? share(row.value) : figure(row.value, unit)
  const ends = (row: Line) => row.lo === null || row.hi === null ? '–' : row.what === 'difference' ? deltaRange(row.lo, row.hi, unit) : range(row.lo, row.hi, unitFor(row))
  if (rows.length === 0) return null
  return <div className="letter-behind"><DataBehind name={`summary-${metric.key}`} title={t('summary:behind')} caption={t('summary:behind')} rows={rows} columns={[
    { name: t('summary:sentence'), value: (row) => row.sentence }, { name: t('summary:figure'), value: (row) => [t(`summary:what.${row.what}`), row.name].filter(Boolean).join(': ') },
    { name: t('words:value'), number: true, value: (row) => row.value, show }, { name: t('words:interval'), number: true, value: (row) => row.lo === null ? null : `${row.lo} ${row.hi}`, show: ends },
    { name: t('words:n'), number: true, value: (row) => row.n ?? null, show: (row) => row.n === null || row.n === undefined ? '–' : number(row.n) },
    { name: t('insight:p'), number: true, value: (row) => row.p_adjusted ?? row.p ?? null, show: (row) => chance(row.p_adjusted ?? row.p) }, { name: t('words:method'), value: (row) => row.method ?? '' },
  ]} /></div>
}
