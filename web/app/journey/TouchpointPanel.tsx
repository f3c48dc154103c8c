import { Link } from '@tanstack/react-router'
import type { FieldSpec } from '@kit/RecordFields'
import { Interval, type Mood, Whisker } from '@kit/Whisker'
import { keyField, nameField } from '../firm/fields'
import { carried, useScope } from '../frame/scope'
import { t } from '../i18n'
import { scaleOf, unitOf } from '../metric/unit'
import { RecordPanel } from '../record/RecordPanel'
import { byPosition } from '../record/order'
import { useNames, useRegister } from '../records'
import { useMay } from '../session'
import type { BusinessArea, Coverage, MetricBrief, TallyRow, Touchpoint, User } from '../types'
import { spoken } from './coverage'
import { Raci } from './Raci'

const areas: readonly BusinessArea[] = ['product', 'sales', 'marketing', 'service', 'administration', 'legal']
interface Props { record: Touchpoint | null; /** event type a new one is made from */ from?: string | undefined; write: boolean; users: readonly User[]; onClose: () => void; score?: TallyRow | undefined; mood?: Mood | undefined; metric?: MetricBrief | undefined; tick?: number | null | undefined; coverage?: Coverage | undefined }
export function TouchpointPanel({ record, from, write, users, onClose, score, mood, metric, tick, coverage }: Props) {
  const stages = byPosition(useRegister('stages'))
  const channels = byPosition(useRegister('channels'))
  const departments = useRegister('departments')
  const name = useNames()
  const fields: FieldSpec[] = [
    nameField(), keyField(t('journey:hint_key')),
    { name: 'description', kind: 'long', label: t('journey:description') },
    { name: 'stage_id', kind: 'choice', label: t('words:dim.stage'), none: t('journey:no_stage'), options: stages.map((one) => ({ value: one.id, label: one.name })), half: true },
    { name: 'owner_id', kind: 'choice', label: t('words:dim.owner'), none: t('journey:nobody'), options: users.filter((one) => one.active || one.id === record?.owner_id).map((one) => ({ value: one.id, label: one.name || one.email })), half: true },
    { name: 'external', kind: 'switch', label: t('journey:external'), hint: t('journey:hint_external') },
    { name: 'channels', kind: 'many', label: t('journey:channels'), options: channels.map((one) => ({ value: one.key, label: name('channel', one.key) })) },
    { name: 'departments', kind: 'own', label: t('journey:departments'), draw: ({ value, set, error }) => <Raci departments={departments} value={(value ?? []) as Touchpoint['departments']} onChange={set} error={error} /> },
    { name: 'business_areas', kind: 'many', label: t('journey:areas'), options: areas.map((one) => ({ value: one, label: t(`journey:area.${one}`) })) },
  ]
  const last = Math.max(0, ...useRegister('touchpoints').map((one) => one.position))
  return <RecordPanel<Touchpoint> kind="touchpoints" record={record} title={record?.name ?? t('journey:add')} fields={fields} write={write} onClose={onClose} removeWords={t('journey:remove')}
    blank={{ name: from ? spoken(from) : '', key: from ?? '', description: '', stage_id: null, owner_id: null, external: false, channels: [], departments: [], business_areas: [], position: last + 1 }}
    top={record && <Standing record={record} score={score} mood={mood} metric={metric} tick={tick} coverage={coverage} />} />
}
function Standing({ record, score, mood, metric, tick, coverage }: Pick<Props, 'score' | 'mood' | 'metric' | 'tick' | 'coverage'> & { record: Touchpoint }) {
  const { search } = useScope()
  const name = useNames()
  const mayRead = useMay('read_feedback')
  const scope = { ...carried(search), touchpoint: record.key }
  if (!metric) return null
  const of = score ?? { n: 0, value: null, lo: null, hi: null, tier: 'none' as const }
  return (
    <section className="tp-panel-score">
      <p className="soft sm">{name('metric', metric.key)}</p>
      <Interval of={of} unit={unitOf(metric.kind)} mood={mood} count /><Whisker of={of} scale={scaleOf(metric)} mood={mood} tick={tick ?? null} />
      <p className="sm">{coverage && coverage.feedback > 0 ? t('journey:heard', { count: coverage.feedback }) : t('journey:unheard')}</p>
      <p className="row wrap sm">{mayRead && <Link className="link" to="/feedback" search={{ ...scope, has_comment: 'true' } as never}>{t('journey:voices')}</Link>}<Link className="link" to="/insights" search={{ ...scope, rows: 'location', cols: '-' } as never}>{t('journey:ask')}</Link></p>
    </section>
  )
}
