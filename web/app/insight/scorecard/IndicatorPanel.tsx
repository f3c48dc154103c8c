import { useQueryClient } from '@tanstack/react-query'
import { TextField } from '@kit/Field'
import type { FieldSpec } from '@kit/RecordFields'
import { useScope } from '../../frame/scope'
import { t } from '../../i18n'
import { kept, typed } from '../../metric/figures'
import { RecordPanel } from '../../record/RecordPanel'
import { useRegister } from '../../records'
import type { MetricKind } from '../../types'
import { writeVersus } from '../effect/versus'
import { QueryField } from '../QueryField'
import { steps } from '../periods'
import type { Indicator } from './scorecard'

/** One indicator: what it reads, how often, what is aimed at. A new one starts from what the page looks at. */
export function IndicatorPanel({ record, next, onClose }: { record: Indicator | null; next: number; onClose: () => void }) {
  const client = useQueryClient()
  const metrics = useRegister('metrics')
  const { scope } = useScope()
  const { metric: _, ...filters } = scope.filters
  const kindOf = (key: unknown): MetricKind => metrics.find((one) => one.key === key)?.kind ?? 'mean'
  const options = metrics.map((one) => ({ value: one.key, label: one.name }))
  const fields: FieldSpec[] = [
    { name: 'name', kind: 'text', label: t('scorecard:name'), required: true, hint: t('scorecard:name_hint') },
    { name: 'metric', kind: 'choice', label: t('words:dim.metric'), required: true, options },
    { name: 'query', kind: 'own', label: t('scorecard:which'), draw: ({ value, set, error }) => <QueryField label={t('scorecard:which')} value={String(value ?? '')} error={error} onChange={set} /> },
    { name: 'period', kind: 'choice', label: t('scorecard:every'), required: true, options: steps.map((one) => ({ value: one, label: t(`scorecard:every.${one}`) })), hint: t('scorecard:every_hint') },
    { name: 'target', kind: 'own', label: t('scorecard:target'), draw: ({ value, set, error, values }) => { const kind = kindOf(values['metric']); return <TextField key={kind} type="number" step="any" name="target" label={<>{t('scorecard:target')} <span className="soft opt">{t('frame:optional')}</span></>} hint={t(`metric:unit.${kind}`)} error={error} defaultValue={typed(value as number | null, kind)} onChange={(event) => set(kept(event.target.value, kind))} /> } },
    { name: 'leading', kind: 'switch', label: t('scorecard:leading'), hint: t('scorecard:leading_hint') },
    { name: 'outcome', kind: 'choice', label: t('scorecard:outcome'), none: t('scorecard:outcome_none'), options, when: (values) => values['leading'] === true },
  ]
  return <RecordPanel<Indicator> kind="indicators" record={record} title={record ? record.name : t('scorecard:add')} fields={fields} removeWords={t('scorecard:remove_words')}
    blank={{ name: '', metric: metrics.find((one) => one.key === 'nps')?.key ?? metrics[0]?.key ?? '', query: writeVersus(filters) ?? '', period: 'month', target: null, leading: false, outcome: null, position: next }}
    onClose={() => { void client.invalidateQueries({ queryKey: ['insights'] }); onClose() }} onSaved={() => { void client.invalidateQueries({ queryKey: ['insights'] }); onClose() }} />
}
