import { useQuery } from '@tanstack/react-query'
import { Button } from '@kit/Button'
import { exact, number } from '@kit/format'
import { Notice } from '@kit/Notice'
import { Loading } from '@kit/State'
import { t, tOr } from '../i18n'
import { getQuery } from '../records'
import type { Activity, Processing } from './shape'
import './privacy.css'

/** The record of processing (GDPR article 30), as the settings tell it; to be printed. */
export function ProcessingPage() {
  const query = useQuery(getQuery<Processing>('/privacy/processing'))
  const found = query.data
  return (
    <>
      <div className="head"><h1>{t('privacy:processing')}</h1><div className="push no-print"><Button icon="print" onClick={() => window.print()}>{t('privacy:print')}</Button></div></div>
      {query.error && <Notice tone="danger">{query.error.message}</Notice>}
      {!found ? !query.error && <Loading lines={10} /> : <>
        <dl className="facts">{([[t('privacy:controller'), found.controller ?? found.firm], [t('privacy:officer'), found.officer ?? t('privacy:not_said')], [t('privacy:legal_basis'), tOr(`privacy:basis.${found.legal_basis}`, found.legal_basis)], [t('privacy:as_of'), exact(found.as_of)]] as const).map(([name, value]) => <div key={name}><dt>{name}</dt><dd style={{ whiteSpace: 'pre-line' }}>{value}</dd></div>)}</dl>
        {found.activities.map((one) => <One key={one.key} of={one} />)}
        <section className="pr-activity"><h2>{t('privacy:security')}</h2><ul>{(['passwords', 'roles', 'sealed', 'trail', 'tls'] as const).map((one) => <li key={one}>{t(`privacy:security.${one}`)}</li>)}<li>{t('privacy:security.thresholds', { customers: found.customers_min, employees: found.employees_min })}</li></ul></section>
      </>}
    </>
  )
}
function One({ of }: { of: Activity }) {
  const facts = [
    [t('privacy:purpose_of'), tOr(`privacy:why.${of.key}`, of.key)],
    [t('privacy:whose'), tOr(`privacy:subjects.${of.subjects}`, of.subjects)],
    [t('privacy:which'), of.data.map((one) => tOr(`privacy:data.${one}`, one)).join(', ')],
    [t('privacy:receivers'), of.receivers.length ? of.receivers.map((one) => `${tOr(`privacy:receiver.${one.kind}`, one.kind)} (${one.name})`).join(', ') : t('privacy:nobody_else')],
    [t('privacy:kept_for'), of.kept_days > 0 ? t('privacy:days', { count: of.kept_days }) : t('privacy:until_erased')],
    [t('privacy:records_now'), number(of.records)],
  ] as const
  return <section className="pr-activity"><h2>{tOr(`privacy:activity.${of.key}`, of.key)}</h2><dl className="facts">{facts.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl></section>
}
