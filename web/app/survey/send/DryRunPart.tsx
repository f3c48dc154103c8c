import { useQuery } from '@tanstack/react-query'
import { languageName, number, when } from '@kit/format'
import { Notice } from '@kit/Notice'
import { Loading } from '@kit/State'
import { t, tOr } from '../../i18n'
import { type Campaign, dryRunQuery } from './campaign'

/** Who would get it now, and who not and why. Counts anew with each change. */
export function DryRunPart({ campaign, fresh }: { campaign: Campaign; fresh: boolean }) {
  const query = useQuery(dryRunQuery(campaign.id))
  const run = query.data
  if (query.error) return <section><Notice tone="danger">{query.error.message}</Notice></section>
  if (!run) return <section><Loading lines={4} /></section>
  const event = campaign.occasion === 'event'
  return (
    <section className="sn-dry" aria-label={t('send:dry_run')} aria-busy={!fresh || query.isFetching}>
      <p className="sn-would" role="status"><b className="figure">{number(run.would_get)}</b><span>{t(event ? 'send:would_meet' : 'send:would_get', { count: run.would_get })}</span></p>
      {run.languages.length > 1 && <p className="soft sm">{run.languages.map((one) => `${languageName(one.language)} ${number(one.n)}`).join(' · ')}</p>}
      {run.first.length > 0 && <p className="soft sm">{t('send:among_them', { names: run.first.map((one) => one.name).join(', ') })}</p>}
      {run.waves.length > 1 && <ol className="soft sm">{run.waves.map((one, at) => <li key={at}>{one.at ? when(one.at) : t('send:at_start')}: {number(one.n)}</li>)}</ol>}
      {run.would_not > 0 ? (
        <>
          <h4>{t('send:would_not', { count: run.would_not })}</h4>
          <ul className="sn-reasons">{run.reasons.map((one) => (
            <li key={one.reason}><details><summary><span>{reasonName(one.reason)}</span><b>{number(one.n)}</b></summary>{one.customers.length > 0 && <p className="soft sm">{one.customers.map((who) => who.name || who.key).join(', ')}{one.n > one.customers.length && <> {t('send:and_more', { count: one.n - one.customers.length })}</>}</p>}</details></li>))}</ul>
        </>) : <p className="soft sm">{t('send:nobody_left_out')}</p>}
    </section>
  )
}
export const reasonName = (reason: string) => tOr(`send:reason.${reason}`, reason)
