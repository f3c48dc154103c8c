import { Fragment } from 'react'
import { delta, deltaRange, number, range, share, type Unit } from '@kit/format'
import { DataBehind } from '@kit/Data'
import { Interval, Whisker } from '@kit/Whisker'
import { ToVoices } from '../../feedback/ToVoices'
import { carried, useScope } from '../../frame/scope'
import { t } from '../../i18n'
import { moodOfTone, toneMark, toneName } from '../../reading/labels'
import { MoodBar } from '../../reading/MoodBar'
import { sentiments, type SentimentName, type TopicRow } from '../../reading/shape'
import type { Metric } from '../../types'
import { because, chance } from '../say'
import { impactScale, moodOfImpact, type ShownRow } from './comments'

interface Props { rows: readonly ShownRow[]; metric: Metric; unit: Unit; nameOf: (topic: string) => string; open: string | undefined; onOpen: (topic: string) => void }
/** Topics × how they are spoken of; beside them what the score is where each is spoken of. Every number leads to its voices. */
export function TopicMap({ rows, metric, unit, nameOf, open, onOpen }: Props) {
  const { search } = useScope()
  const scale = impactScale(rows)
  const most = Math.max(1, ...rows.map((row) => row.n))
  const to = (topic: string) => ({ ...carried(search), metric: undefined, topic })
  return (
    <>
      <div className="table-box" tabIndex={0} role="region" aria-label={t('comment:map')}>
        <table className="cm-map"><caption className="vh">{t('comment:map')}</caption>
          <thead><tr><th scope="col">{t('words:dim.topic')}</th><th scope="col" className="r">{t('comment:often')}</th>{sentiments.map((one) => <th key={one} scope="col" className="tone"><span className={moodOfTone(one)} aria-hidden="true">{toneMark[one]}</span> {toneName(one)}</th>)}<th scope="col" className="stack-cell">{t('words:dim.sentiment')}</th><th scope="col" className="impact">{t('comment:impact', { metric: metric.name })}</th></tr></thead>
          <tbody>{rows.map((row) => (
            <tr key={row.topic} aria-current={row.topic === open || undefined}>
              <th scope="row"><button type="button" className="open" onClick={() => onOpen(row.topic)}>{nameOf(row.topic)}</button></th>
              <td className="r often"><ToVoices search={to(row.topic)}><b>{number(row.n)}</b></ToVoices>{row.share !== null && <small title={row.lo !== null && row.hi !== null ? range(row.lo, row.hi, 'share') : undefined}>{share(row.share, row.share < 0.1 ? 1 : 0)}</small>}</td>
              {sentiments.map((one) => <td key={one} className="tone"><Cell tone={one} row={row} search={to(`${row.topic}:${one}`)} /></td>)}
              <td className="stack-cell"><MoodBar of={row.sentiments} width={row.n / most} /></td>
              <td className="impact"><ImpactCell row={row} unit={unit} scale={scale} /></td>
            </tr>))}</tbody>
        </table>
      </div>
      <ul className="ins-legend"><li className="hint">{t('comment:legend')}</li></ul>
      <DataBehind name="topics" caption={t('comment:map')} rows={rows} columns={[
        { name: t('words:dim.topic'), value: (row) => nameOf(row.topic) }, { name: t('comment:comments'), number: true, value: (row) => row.n },
        { name: t('comment:often'), number: true, value: (row) => row.share, show: (row) => row.share === null ? '–' : share(row.share, 1) }, { name: t('words:interval'), value: (row) => row.lo === null || row.hi === null ? '' : range(row.lo, row.hi, 'share') },
        ...sentiments.map((one) => ({ name: toneName(one), number: true, value: (row: ShownRow) => row.sentiments[one].n })),
        { name: t('comment:with', { metric: metric.name }), number: true, value: (row) => row.with.value, show: (row) => <Interval of={row.with} unit={unit} count /> }, { name: t('comment:without', { metric: metric.name }), number: true, value: (row) => row.without.value, show: (row) => <Interval of={row.without} unit={unit} count /> },
        { name: t('insight:difference'), number: true, value: (row) => row.impact.difference, show: (row) => row.impact.difference === null ? because(row.impact.reason) || '–' : delta(row.impact.difference, unit) }, { name: t('insight:lo'), number: true, value: (row) => row.impact.lo, show: (row) => row.impact.lo === null ? '–' : delta(row.impact.lo, unit) }, { name: t('insight:hi'), number: true, value: (row) => row.impact.hi, show: (row) => row.impact.hi === null ? '–' : delta(row.impact.hi, unit) },
        { name: t('insight:p'), number: true, value: (row) => row.impact.p_adjusted, show: (row) => chance(row.impact.p_adjusted) }, { name: t('insight:stands'), value: (row) => t(row.impact.stands ? 'words:yes' : 'words:no') }, { name: t('insight:tier'), value: (row) => t(`insight:tier.${row.tier}`) },
      ]} />
    </>
  )
}
/** A count with a bar as long as its share of the topic. Nothing counted is a quiet zero, not a link. */
function Cell({ tone, row, search }: { tone: SentimentName; row: ShownRow; search: Record<string, unknown> }) {
  const { n, share: part } = row.sentiments[tone]
  if (!n) return <span className="zero">0</span>
  return <ToVoices search={search} className={`cm-cell ${moodOfTone(tone)} ${tone}`}><Fragment><span className="bar" style={{ width: `${100 * (part ?? n / row.n)}%` }} aria-hidden="true" /><span>{number(n)}</span>{part !== null && row.tier !== 'raw' && <small>{share(part)}</small>}</Fragment></ToVoices>
}
export function ImpactCell({ row, unit, scale }: { row: TopicRow; unit: Unit; scale: readonly [number, number] }) {
  const { difference, lo, hi, reason } = row.impact
  if (difference === null) return <span className="soft xs">{because(reason) || '–'}</span>
  const mood = moodOfImpact(row)
  return (
    <span className="cm-impact"><Whisker of={{ n: row.with.n, value: difference, lo, hi, tier: row.with.tier === 'fragile' ? 'fragile' : 'normal' }} scale={scale} tick={0} mood={mood} />
      <span className={`num ${mood ?? 'soft'}`}><b>{mood && (mood === 'neg' ? '▼ ' : '▲ ')}{delta(difference, unit)}</b>{lo !== null && hi !== null && <i>{deltaRange(lo, hi, unit)}</i>}</span></span>
  )
}
