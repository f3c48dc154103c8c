import { DataBehind } from '@kit/Data'
import { number, share, signed } from '@kit/format'
import { Table } from '@kit/Table'
import { Whisker } from '@kit/Whisker'
import { t } from '../../i18n'
import type { Driver, DriversAnswer } from '../../types'
import { chance } from '../say'
import { atKey, moodOf } from './drivers'
import { meanOf, shareRange } from './Importance'
import { useAtName } from './names'

/** The list in order: weight with its interval, how sure the first place is, what it does when it fails and when it delights. */
export function Ranked({ answer }: { answer: DriversAnswer }) {
  const nameOf = useAtName(answer.drivers)
  const rows = [...answer.drivers].sort((a, b) => a.rank - b.rank)
  const top = Math.max(0.05, ...rows.map((one) => one.hi ?? one.share ?? 0))
  const whisker = (one: Driver) => ({ n: one.n, value: one.share, lo: one.lo, hi: one.hi, tier: one.suppressed || answer.tier === 'fragile' ? 'fragile' as const : 'normal' as const })
  return (
    <section><div className="head"><h2>{t('driver:ranked')}</h2><span className="soft sm">{t(`driver:method.${answer.method}`)}</span></div>
      <Table caption={t('driver:ranked')} rows={rows} id={atKey} columns={[
        { key: 'rank', name: t('driver:rank'), number: true, cell: (row) => <span className="soft">{number(row.rank)}</span> },
        { key: 'name', name: t('driver:driver'), cell: (row) => { const mood = moodOf(row.quadrant, row); return <><b>{nameOf(row)}</b>{row.quadrant && <small className={`block ${mood ?? 'soft'}`}>{mood === 'neg' ? '▼ ' : mood === 'pos' ? '▲ ' : ''}{t(`driver:corner.${row.quadrant}`)}</small>}{row.suppressed && <small className="block soft">{t('driver:suppressed')}</small>}</> } },
        { key: 'whisker', name: <span className="vh">{t('words:interval')}</span>, wide: true, cell: (row) => <span className="rank-whisker"><Whisker of={whisker(row)} scale={[0, top]} mood={moodOf(row.quadrant, row)} tick={answer.cuts.importance} /></span> },
        { key: 'share', name: t('driver:share'), number: true, cell: (row) => row.share === null ? '–' : <span className="num"><b>{share(row.share)}</b><i>{shareRange(row)}</i></span> },
        { key: 'first', name: t('driver:probability_first'), number: true, wide: true, cell: (row) => row.probability_first === null ? '–' : share(row.probability_first) },
        { key: 'kano', name: t('driver:kano'), wide: true, cell: (row) => row.kano ? <span title={t(`driver:kano_words.${row.kano}`)}>{t(`driver:kano.${row.kano}`)}<small className="block soft">{t('driver:penalty_reward', { penalty: row.penalty === null ? '–' : signed(row.penalty, 2), reward: row.reward === null ? '–' : signed(row.reward, 2) })}</small></span> : <span className="soft">–</span> },
        { key: 'n', name: t('words:n'), number: true, wide: true, cell: (row) => <>{number(row.n)}{row.missing_share !== null && row.missing_share > 0.005 && <small className="block soft">{t('driver:missing', { share: share(row.missing_share) })}</small>}</> },
      ]} />
      <p className="hint">{t('driver:ranked_about')}</p>
      <DataBehind name="drivers" caption={t('driver:ranked')} rows={rows} columns={[
        { name: t('driver:driver'), value: nameOf }, { name: t('driver:rank'), number: true, value: (row) => row.rank }, { name: t('driver:share'), number: true, value: (row) => row.share, show: (row) => row.share === null ? '–' : share(row.share, 1) },
        { name: t('insight:lo'), number: true, value: (row) => row.lo, show: (row) => row.lo === null ? '–' : share(row.lo, 1) }, { name: t('insight:hi'), number: true, value: (row) => row.hi, show: (row) => row.hi === null ? '–' : share(row.hi, 1) },
        { name: t('driver:probability_first'), number: true, value: (row) => row.probability_first, show: (row) => row.probability_first === null ? '–' : share(row.probability_first) },
        { name: t('driver:beta'), number: true, value: (row) => row.beta, show: (row) => row.beta === null ? '–' : signed(row.beta, 2) }, { name: 'r', number: true, value: (row) => row.r, show: (row) => row.r === null ? '–' : number(row.r, 2) },
        { name: t('driver:johnson'), number: true, value: (row) => row.johnson, show: (row) => row.johnson === null ? '–' : number(row.johnson, 3) }, { name: t('driver:vif'), number: true, value: (row) => row.vif, show: (row) => row.vif === null ? '–' : number(row.vif, 1) },
        { name: t('driver:mean'), number: true, value: (row) => row.performance.mean, show: meanOf },
        { name: t('driver:penalty'), number: true, value: (row) => row.penalty, show: (row) => row.penalty === null ? '–' : signed(row.penalty, 2) }, { name: `p (${t('driver:penalty')})`, number: true, value: (row) => row.penalty_p, show: (row) => chance(row.penalty_p) },
        { name: t('driver:reward'), number: true, value: (row) => row.reward, show: (row) => row.reward === null ? '–' : signed(row.reward, 2) }, { name: `p (${t('driver:reward')})`, number: true, value: (row) => row.reward_p, show: (row) => chance(row.reward_p) },
        { name: t('words:n'), number: true, value: (row) => row.n, show: (row) => number(row.n) },
      ]} />
    </section>
  )
}
