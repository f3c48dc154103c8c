import { Tag } from '@kit/Chip'
import { TextField } from '@kit/Field'
import { Icon } from '@kit/Icon'
import type { FieldSpec } from '@kit/RecordFields'
import { ScalePick } from '@kit/ScalePick'
import { keyField, nameField } from '../firm/fields'
import { t } from '../i18n'
import { Register } from '../record/Register'
import { useRegister } from '../records'
import { useMay } from '../session'
import type { Metric, MetricKind } from '../types'
import { Benchmarks } from './Benchmarks'
import { ends, kept, shown, typed } from './figures'
import { ScaleSets } from './ScaleSets'

const kinds: readonly MetricKind[] = ['net', 'box', 'mean', 'index']
/** How ratings become a score: built-in ones are locked, the firm adds its own. */
export function Metrics() {
  const metrics = useRegister('metrics')
  const write = useMay('write_setup')
  const nameOf = (row: Metric) => metrics.find((one) => one.id === row.id)?.name ?? row.name
  return <Register<Metric> kind="metrics" section="metrics" title={t('metric:title')} about={t('metric:about')} add={t('metric:add')} empty={t('metric:empty')} write={write} nameOf={nameOf} removable={(row) => !row.built_in} removeWords={t('metric:remove')}
    columns={[
      { key: 'name', name: t('firm:field.name'), cell: nameOf },
      { key: 'kind', name: t('metric:kind'), cell: (row) => t(`metric:kind.${row.kind}`) },
      { key: 'scale', name: t('metric:scale'), number: true, cell: (row) => ends(row) },
      { key: 'target', name: t('metric:target'), number: true, wide: true, cell: (row) => row.target === null ? <span className="soft">–</span> : shown(row.target, row.kind) },
      { key: 'own', name: <span className="vh">{t('metric:built_in')}</span>, wide: true, number: true, cell: (row) => row.built_in ? <Tag><Icon name="lock" />{t('metric:built_in')}</Tag> : null },
    ]}
    fields={(record) => record?.built_in ? [target(record.kind)] : [
      nameField(), keyField(t('metric:hint_key')), { name: 'question', kind: 'long', label: t('metric:question'), hint: t('metric:hint_question') },
      { name: 'kind', kind: 'choice', label: t('metric:kind'), required: true, options: kinds.map((one) => ({ value: one, label: t(`metric:long.${one}`) })) },
      { name: 'items', kind: 'many', label: t('metric:items'), hint: t('metric:hint_items'), when: (values) => values['kind'] === 'index', options: metrics.filter((one) => one.kind !== 'index').map((one) => ({ value: one.key, label: one.name })) },
      { name: 'positive', kind: 'own', label: t('metric:scale'), draw: (tie) => <ScaleSets {...tie} /> },
      target(null),
    ]}
    blank={{ name: '', key: '', question: '', kind: 'box', min: 1, max: 5, positive: [4, 5], negative: [1, 2], items: [], target: null }}
    panel={(record) => record && <>{record.built_in && <BuiltIn metric={record} />}<Benchmarks metric={record} write={write} /></>} />
}
/** The goal, typed as people say it: 45, not 0.45. */
const target = (fixed: MetricKind | null): FieldSpec => ({
  name: 'target', kind: 'own', label: t('metric:target'),
  draw: ({ value, set, error, values }) => { const kind = fixed ?? values['kind'] as MetricKind; return <TextField key={kind} type="number" step="any" name="target" label={<>{t('metric:target')} <span className="soft opt">{t('frame:optional')}</span></>} hint={t(`metric:unit.${kind}`)} error={error} defaultValue={typed(value as number | null, kind)} onChange={(event) => set(kept(event.target.value, kind))} /> },
})
function BuiltIn({ metric }: { metric: Metric }) {
  const question = useRegister('metrics').find((one) => one.id === metric.id)?.question
  const names = { pos: t('metric:pos'), mid: t('metric:mid'), neg: t('metric:neg') }
  return (
    <div className="bench">
      <p className="row soft sm"><Icon name="lock" />{t('metric:locked')}</p>
      <dl className="facts"><div><dt>{t('metric:kind')}</dt><dd>{t(`metric:long.${metric.kind}`)}</dd></div>{question && <div><dt>{t('metric:question')}</dt><dd className="voice">{question}</dd></div>}<div><dt>{t('metric:scale')}</dt><dd>{ends(metric)}</dd></div></dl>
      {metric.positive.length > 0 && <div style={{ marginTop: 16 }}><ScalePick label={t('metric:sets')} disabled min={metric.min} max={metric.max} positive={metric.positive} negative={metric.negative} names={names} onChange={() => {}} /></div>}
    </div>
  )
}
