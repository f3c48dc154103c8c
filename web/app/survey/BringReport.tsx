import './bring.css'
import { Icon, type IconName } from '@kit/Icon'
import { t, tOr } from '../i18n'
import { type Brought, type Outcome, type Reason, worthReading } from './bring'

const icons: Record<Outcome, IconName> = { kept: 'check', changed: 'edit', dropped: 'close' }
const outcomes: readonly Outcome[] = ['kept', 'changed', 'dropped']
const said = (one: Reason) => tOr(`travel:reason.${one.key}`, one.message, one.values)

/** What became of each thing of the file: counts, then what is not as it was, with its reason. */
export function BringReport({ brought }: { brought: Brought }) {
  const lines = worthReading(brought.report)
  return (
    <section className="sv-report" aria-label={t('travel:report')}>
      <p><b>{t(`travel:format.${brought.format}`)}</b></p>
      <ul className="sv-tally">{outcomes.map((one) => brought.counts[one] > 0 && <li key={one} className={one}><Icon name={icons[one]} />{t(`travel:${one}`, { count: brought.counts[one] })}</li>)}</ul>
      {lines.length === 0 ? <p className="soft sm">{t('travel:nothing_lost')}</p> : (
        <ul className="sv-lines" tabIndex={0} aria-label={t('travel:report')}>{lines.map((one, at) => (
          <li key={at} className={one.outcome}><Icon name={icons[one.outcome]} /><div><b>{one.title || one.where || t('travel:whole')}</b>
            <span className="vh">{t(`travel:was.${one.outcome}`)}</span>{one.reasons.map((reason, n) => <span key={n} className="soft sm">{said(reason)}</span>)}</div></li>))}
        </ul>)}
    </section>
  )
}
