import { Link } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { Control } from '@kit/Control'
import { DataBehind } from '@kit/Data'
import { number } from '@kit/format'
import { Table } from '@kit/Table'
import { certainty, Interval, Whisker } from '@kit/Whisker'
import { useScope } from '../../frame/scope'
import { t } from '../../i18n'
import { getQuery } from '../../records'
import { useMay } from '../../session'
import { caseScope } from '../cases'
import type { CaseContacts } from '../shape'
import { contactLevels, contactPoints, contactSentence, contactStart, estimateOf } from './contacts'

/** Do people who are told how it stands ring less? Contacts a case, before status messages and with them: whatever the period above, both sides are looked at. */
export function ContactsPart() {
  const { params } = useScope()
  const query = useQuery({ ...getQuery<CaseContacts>('/insights/case_contacts', { ...caseScope(params), from: undefined, to: undefined }), retry: false })
  const write = useMay('write_setup')
  const found = query.data
  if (!found || (found.reason !== 'never_told' && found.before.n + found.after.n === 0)) return null
  const points = contactPoints(found)
  const about = t('learn:contacts_about', { days: found.window_days })
  return (
    <section className="cw-contacts"><div className="head"><h2>{t('learn:contacts')}</h2></div>
      {found.reason === 'never_told' ? <p>{t('learn:contacts_never')}{write && <> <Link className="link" to={'/setup/$section' as never} params={{ section: 'cases' } as never}>{t('learn:contacts_to_settings')}</Link></>}</p> : <p>{contactSentence(found)}</p>}
      <p className="sm soft">{about}{found.between > 0 && <> {t('learn:contacts_between', { count: found.between })}</>}</p>
      <Chart found={found} points={points} label={about} />
      {!found.reason && <Sides of={found} />}
      {points.length > 1 && <DataBehind name="contacts" rows={points} columns={[
        { name: t(`words:dim.${found.period}`), value: (row) => row.key, show: (row) => row.name }, { name: t('learn:cases'), value: (row) => row.n, number: true }, { name: t('learn:contacts_all'), value: (row) => row.contacts, number: true },
        { name: t('learn:contacts_per_case'), value: (row) => row.value, number: true, show: (row) => <Interval of={row} unit="mean" /> }, { name: t('words:interval'), value: (row) => row.lo === null ? null : `${row.lo}–${row.hi}`, show: (row) => certainty(row, 'mean') },
      ]} />}
    </section>
  )
}
function Chart({ found, points, label }: { found: CaseContacts; points: ReturnType<typeof contactPoints>; label: string }) {
  if (points.filter((one) => one.value !== null).length < 2) return null
  const at = found.since === null ? null : contactStart(found, points)
  const most = Math.max(1, ...points.map((one) => one.hi ?? one.value ?? 0))
  return <Control points={points} unit="mean" label={label} height={240} within={[0, most]} levels={contactLevels(found, points)} marks={at === null ? [] : [{ at, name: t('learn:contacts_begin') }]} />
}
function Sides({ of }: { of: CaseContacts }) {
  const rows = [{ name: t('learn:contacts_before'), ...of.before }, { name: t('learn:contacts_after'), ...of.after }]
  const most = Math.max(0.5, ...rows.map((one) => one.hi ?? one.per_case ?? 0))
  return <Table caption={t('learn:contacts')} rows={rows} id={(one) => one.name} columns={[
    { key: 'name', name: t('learn:when'), cell: (one) => one.name },
    { key: 'per', name: t('learn:contacts_per_case'), cell: (one) => <span className="cw-kept"><Whisker of={estimateOf(one)} scale={[0, most]} tick={of.before.tier === 'raw' ? null : of.before.per_case} /><Interval of={estimateOf(one)} unit="mean" /></span> },
    { key: 'n', name: t('learn:cases'), number: true, cell: (one) => number(one.n) },
    { key: 'contacts', name: t('learn:contacts_all'), number: true, wide: true, cell: (one) => number(one.contacts) },
  ]} />
}
