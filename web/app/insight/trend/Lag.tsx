import { DataBehind } from '@kit/Data'
import { number } from '@kit/format'
import { Notice } from '@kit/Notice'
import { Rich } from '@kit/Rich'
import { SignedBars } from '@kit/SignedBars'
import { Loading } from '@kit/State'
import { t } from '../../i18n'
import { useScoped } from '../../records'
import type { LagAnswer, Metric } from '../../types'
import type { Step } from '../periods'
import { because, chance, spanOf } from '../say'

/** Which of two metrics moves first. */
export function Lag({ metric, other, step }: { metric: Metric; other: Metric; step: Step }) {
  const { data, error } = useScoped<LagAnswer>('/insights/lag', { metric: metric.key, with: other.key, period: step })
  return <section><div className="head"><h2>{t('trend:lag_title', { a: metric.name, b: other.name })}</h2></div>{error ? <Notice tone="danger">{error.message}</Notice> : !data ? <Loading lines={4} /> : <Told data={data} a={metric.name} b={other.name} step={step} />}</section>
}
function Told({ data, a, b, step }: { data: LagAnswer; a: string; b: string; step: Step }) {
  const label = t('trend:lag_label', { a, b })
  const beyond = (r: number | null) => r !== null && data.bound !== null && Math.abs(r) > data.bound
  const words = (lag: number) => lag === 0 ? t('trend:same_time') : t(lag > 0 ? 'trend:first' : 'trend:after', { a, span: spanOf(step, Math.abs(lag)) })
  const values = { a, b, span: data.best ? spanOf(step, Math.abs(data.best.lag)) : '', r: data.best ? number(data.best.r, 2) : '' }
  return (
    <div className="lag">
      <div><p className="say-small"><Rich text={t(`trend:reads.${data.reads}`, values)} /></p>
        <p className="soft sm">{data.reason ? because(data.reason) : data.reads !== 'unknown' && t(data.best && data.best.r < 0 && data.best.stands ? 'trend:opposite' : 'trend:lag_caution')} {data.granger && t('trend:granger', { a, b, p: chance(data.granger.p) })}</p></div>
      {data.lags.some((one) => one.r !== null) && <div>
        <SignedBars label={label} bound={data.bound} {...(data.bound !== null && { note: t('trend:bound') })} bars={data.lags.map((one) => ({ key: String(one.lag), tick: one.lag % 2 === 0 || data.lags.length < 9 ? number(one.lag) : '', value: one.r, strong: beyond(one.r), best: data.best?.stands === true && data.best.lag === one.lag, words: `${words(one.lag)}: ${one.r === null ? '–' : number(one.r, 2)}` }))} />
        <p className="row soft xs lag-ends"><span>← {t('trend:moves_first', { name: b })}</span><span className="push">{t('trend:moves_first', { name: a })} →</span></p>
        <DataBehind name="lag" caption={label} rows={data.lags} columns={[{ name: t('trend:lag'), number: true, value: (row) => row.lag, show: (row) => words(row.lag) }, { name: 'r', number: true, value: (row) => row.r, show: (row) => row.r === null ? '–' : number(row.r, 3) }, { name: t('trend:beyond'), value: (row) => t(beyond(row.r) ? 'words:yes' : 'words:no') }, { name: t('trend:bound'), number: true, value: () => data.bound, show: () => data.bound === null ? '–' : number(data.bound, 3) }]} />
      </div>}
    </div>
  )
}
