import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Segmented, TextField } from '@kit/Field'
import { when } from '@kit/format'
import { Icon } from '@kit/Icon'
import type { FieldSpec, Values } from '@kit/RecordFields'
import { Loading } from '@kit/State'
import { api, Problem } from '../../api'
import { useScope } from '../../frame/scope'
import { t } from '../../i18n'
import { kept, typed } from '../../metric/figures'
import { RecordPanel } from '../../record/RecordPanel'
import { getQuery, listQuery, useNames, useRegister } from '../../records'
import { useSession } from '../../session'
import type { List, MetricKind, User } from '../../types'
import { useDimensions } from '../dimensions'
import { writeVersus } from '../effect/versus'
import { QueryField } from '../QueryField'
import { steps } from '../periods'
import { because, stepName } from '../say'
import { type Alert, directions, draftOf, expectedOf, type Firing, type Outlook, rules, saidOf, tooMany, type Way } from './alerts'

/** One alert: what it watches, when it speaks, whom it tells; and, while it is written, what to expect of it. */
export function AlertPanel({ record, write, onClose }: { record: Alert | null; write: boolean; onClose: () => void }) {
  const metrics = useRegister('metrics')
  const users = useQuery(listQuery<User>('/users', { limit: 500 })).data?.items ?? []
  const { options } = useDimensions()
  const { scope } = useScope()
  const me = useSession().user
  const { metric: _, ...filters } = scope.filters
  const kindOf = (key: unknown): MetricKind => metrics.find((one) => one.key === key)?.kind ?? 'mean'
  const fields: FieldSpec[] = [
    { name: 'name', kind: 'text', label: t('alert:name'), required: true },
    { name: 'metric', kind: 'choice', label: t('words:dim.metric'), required: true, options: metrics.map((one) => ({ value: one.key, label: one.name })) },
    { name: 'query', kind: 'own', label: t('scorecard:which'), draw: ({ value, set, error }) => <QueryField label={t('scorecard:which')} value={String(value ?? '')} error={error} onChange={set} /> },
    { name: 'by', kind: 'choice', label: t('alert:by'), none: t('alert:by_none'), options },
    { name: 'period', kind: 'choice', label: t('alert:every'), required: true, options: steps.map((one) => ({ value: one, label: t(`alert:every.${one}`) })) },
    { name: 'rule', kind: 'own', label: t('alert:rule'), draw: ({ value, setAll }) => <Rule value={String(value)} set={(rule) => setAll({ rule, threshold: null })} /> },
    { name: 'threshold', kind: 'own', label: t('alert:threshold'), when: (values) => values['rule'] !== 'limits', draw: ({ value, set, error, values }) => <Threshold value={value as number | null} kind={kindOf(values['metric'])} change={values['rule'] === 'change'} error={error} set={set} /> },
    { name: 'direction', kind: 'own', label: t('alert:direction'), draw: ({ value, set }) => <div className="field"><span className="form-label">{t('alert:direction')}</span><Segmented label={t('alert:direction')} value={value as Way} options={directions.map((one) => ({ value: one, label: t(`alert:direction.${one}`) }))} onChange={set} /></div> },
    { name: 'expect', kind: 'own', label: '', draw: ({ values }) => <Expect values={values} record={record} /> },
    { name: 'recipients', kind: 'many', label: t('alert:recipients'), hint: t('alert:recipients_hint'), options: users.filter((one) => one.active || record?.recipients.includes(one.id)).map((one) => ({ value: one.id, label: one.name || one.email })) },
    { name: 'active', kind: 'switch', label: t('alert:active') },
  ]
  return (
    <RecordPanel<Alert> kind="alerts" record={record} write={write} title={record ? record.name : t('alert:add')} fields={fields} removeWords={t('alert:remove_words')} onClose={onClose} wide
      blank={{ name: '', metric: metrics.find((one) => one.key === 'csat')?.key ?? metrics[0]?.key ?? '', query: writeVersus(filters) ?? '', by: null, period: 'week', rule: 'limits', threshold: null, direction: 'both', recipients: [me.id], active: true }}>
      {record && <History alert={record} kind={kindOf(record.metric)} />}
    </RecordPanel>
  )
}
function Rule({ value, set }: { value: string; set: (rule: string) => void }) {
  return (
    <fieldset className="field"><legend className="form-label">{t('alert:rule')}</legend>
      {rules.map((one) => <label key={one} className="rule-pick"><input type="radio" name="rule" value={one} checked={value === one} onChange={() => set(one)} /><span><b>{t(`alert:rule.${one}`)}</b><small className="block soft">{t(`alert:rule_about.${one}`)}</small></span></label>)}
    </fieldset>
  )
}
function Threshold({ value, kind, change, error, set }: { value: number | null; kind: MetricKind; change: boolean; error: string | undefined; set: (value: number | null) => void }) {
  const label = change ? <>{t('alert:least_change')} <span className="soft opt">{t('frame:optional')}</span></> : t('alert:threshold')
  return <TextField key={`${kind} ${change}`} type="number" step="any" name="threshold" label={label} hint={t(`metric:unit.${kind}`)} error={error} defaultValue={typed(value, kind)} onChange={(event) => set(kept(event.target.value, kind))} />
}
/** The number beside the setting: how often it would speak while nothing changes. */
function Expect({ values, record }: { values: Values; record: Alert | null }) {
  const draft = draftOf(values)
  const query = useQuery<Outlook, Problem>({ queryKey: ['alerts', 'expect', draft], queryFn: () => api.post<Outlook>('/alerts/expect', draft), placeholderData: keepPreviousData, retry: false, enabled: !!draft['metric'] })
  const found = query.error ? undefined : query.data ?? record ?? undefined
  if (query.error) return <p className="expect soft" role="status">{query.error.problems[0]?.message ?? query.error.words}</p>
  if (!found) return <p className="expect soft" role="status">{t('alert:expecting')}</p>
  return (
    <div className="expect" role="status" aria-busy={query.isFetching}>
      {found.charts === 0 ? <p>{t('alert:nothing_watched')} {because(found.reason)}</p> : (
        <>
          <p className={tooMany(found) ? 'alert-many' : undefined}>{tooMany(found) && <Icon name="warn" />}<b>{expectedOf(found)}</b></p>
          <p className="soft sm">{t('alert:watched', { count: found.charts })} {found.too_few > 0 && t('alert:too_few', { count: found.too_few })} {found.at_most ? t(values['rule'] === 'change' ? 'alert:most_change' : 'alert:most_target') : t('alert:at_rest')}</p>
          {tooMany(found) && <p className="sm">{t('alert:many')}</p>}
        </>)}
    </div>
  )
}
function History({ alert, kind }: { alert: Alert; kind: MetricKind }) {
  const name = useNames()
  const query = useQuery(getQuery<List<Firing>>(`/alerts/${alert.id}/history`, { limit: 20 }))
  return (
    <section className="bench"><h3>{t('alert:history')}</h3>
      {alert.last_checked_at && <p className="soft sm">{t('alert:checked', { when: when(alert.last_checked_at) })}</p>}
      {!query.data ? <Loading lines={2} /> : query.data.items.length === 0 ? <p className="soft">{t('alert:history_none')}</p> : (
        <ul>{query.data.items.map((one) => <li key={one.id}><div><b>{[alert.by && name(alert.by, one.key), stepName(one.period, alert.period)].filter(Boolean).join(' · ')}</b><small className="block soft">{saidOf(one, kind)}, {t('kit:n', { n: one.n })}</small></div></li>)}</ul>)}
    </section>
  )
}
