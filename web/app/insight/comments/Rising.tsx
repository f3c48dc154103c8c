import { day, addDays, deltaRange, delta, share } from '@kit/format'
import { DataBehind } from '@kit/Data'
import { ToVoices } from '../../feedback/ToVoices'
import { carried, useScope } from '../../frame/scope'
import { t } from '../../i18n'
import type { TopicRow, TopicsAnswer } from '../../reading/shape'
import { because, chance } from '../say'
import { comparable, moved } from './comments'

/** What is spoken of more, or less, than in the time before. Only what chance alone would not draw is named. */
export function Rising({ answer, nameOf }: { answer: TopicsAnswer; nameOf: (topic: string) => string }) {
  const { scope } = useScope()
  // all time has nothing before it
  const before = scope.period === 'all' ? null : answer.before
  const { more, less } = moved(answer.rows)
  const known = comparable(answer.rows)
  return (
    <section>
      <div className="head"><h2>{t('comment:rising')}</h2>{before && <span className="sm soft push">{t('comment:before', { from: day(before.from), until: day(addDays(before.to.slice(0, 10), -1)) })}</span>}</div>
      {!before ? <p className="soft">{t('insight:needs_period')}</p> : known.length === 0 ? <p className="soft">{t('comment:rising_unknown')}</p> : more.length + less.length === 0 ? <p className="soft">{t('comment:rising_calm')}</p> : <ul className="cm-rising">{[...more, ...less].map((row) => <Line key={row.topic} row={row} name={nameOf(row.topic)} />)}</ul>}
      {before && known.length > 0 && <DataBehind name="topics-before" title={t('comment:rising_all')} rows={answer.rows.filter((row) => row.rising)} columns={[
        { name: t('words:dim.topic'), value: (row) => nameOf(row.topic) }, { name: t('comment:now'), number: true, value: (row) => row.share, show: (row) => row.share === null ? '–' : share(row.share, 1) }, { name: t('comment:then'), number: true, value: (row) => row.rising!.before_share, show: (row) => row.rising!.before_share === null ? '–' : share(row.rising!.before_share, 1) },
        { name: t('insight:difference'), number: true, value: (row) => row.rising!.difference, show: (row) => row.rising!.difference === null ? because(row.rising!.reason) || '–' : `${delta(row.rising!.difference, 'share')}${row.rising!.lo !== null && row.rising!.hi !== null ? ` (${deltaRange(row.rising!.lo, row.rising!.hi, 'share')})` : ''}` },
        { name: t('insight:p'), number: true, value: (row) => row.rising!.p_adjusted, show: (row) => chance(row.rising!.p_adjusted) }, { name: t('insight:stands'), value: (row) => t(row.rising!.stands ? 'words:yes' : 'words:no') },
      ]} />}
    </section>
  )
}
/** More is not better or worse: a plain arrow, no mood. */
function Line({ row, name }: { row: TopicRow; name: string }) {
  const { search } = useScope()
  const rising = row.rising!
  const up = rising.direction === 'up'
  return (
    <li><span className="cm-arrow" aria-hidden="true">{up ? '↑' : '↓'}</span><ToVoices search={{ ...carried(search), metric: undefined, topic: row.topic }}><b>{name}</b></ToVoices>
      <span className="sm soft">{rising.before_share !== null && row.share !== null && t(up ? 'comment:rose' : 'comment:fell', { before: share(rising.before_share, 1), now: share(row.share, 1) })}</span>
      <span className="num"><b>{delta(rising.difference!, 'share')}</b>{rising.lo !== null && rising.hi !== null && <i>{deltaRange(rising.lo, rising.hi, 'share')}</i>}</span></li>
  )
}
