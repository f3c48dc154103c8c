import { IconButton, Button } from '@kit/Button'
import { Select, TextArea } from '@kit/Field'
import { today } from '@kit/format'
import { t } from '../i18n'
import { RecordPanel } from '../record/RecordPanel'
import { byPosition } from '../record/order'
import { useRegister } from '../records'
import { roles } from '../types'
import { OtherLanguages } from './OtherLanguages'
import { type BrandPromise, type ForRole, kinds, states, type Texts } from './shape'

/** One promise of the brand: its words, where it comes from, whom it is made to, who must keep it, what it means for staff. */
export function PromisePanel({ record, next, onClose, onSaved }: { record: BrandPromise | null; next: number; onClose: () => void; onSaved?: (record: BrandPromise) => void }) {
  const touchpoints = byPosition(useRegister('touchpoints'))
  const metrics = useRegister('metrics').map((one) => ({ value: one.key, label: one.name }))
  return <RecordPanel<BrandPromise> kind="promises" record={record} title={record ? t('promise:edit') : t('promise:add')} onClose={onClose} {...(onSaved && { onSaved })} wide removeWords={t('promise:remove_words')}
    blank={{ key: '', text: '', texts: {}, kind: 'verbal', source: '', made_on: today(), audience: '', touchpoint_ids: [], expectation_metric: null, experience_metric: null, kept_metric: null, believed_metric: null, state: 'draft', roles: [], position: next }}
    fields={[
      { name: 'text', kind: 'text', label: t('promise:text'), required: true },
      { name: 'texts', kind: 'own', label: t('promise:texts'), draw: ({ value, set, errorAt }) => <OtherLanguages label={(language) => t('promise:text_in', { language })} value={value as Texts} onChange={set} errorAt={errorAt} /> },
      { name: 'key', kind: 'key', from: 'text', max: 46, label: t('firm:field.key'), required: true, once: true, hint: t('promise:key_hint') },
      { name: 'kind', kind: 'choice', label: t('promise:kind'), required: true, half: true, options: kinds.map((one) => ({ value: one, label: t(`promise:kind.${one}`) })) },
      { name: 'state', kind: 'choice', label: t('promise:state'), required: true, half: true, options: states.map((one) => ({ value: one, label: t(`promise:state.${one}`) })) },
      { name: 'source', kind: 'text', label: t('promise:source'), hint: t('promise:source_hint'), half: true },
      { name: 'made_on', kind: 'date', label: t('promise:made_on'), required: true, half: true },
      { name: 'audience', kind: 'text', label: t('promise:audience'), hint: t('promise:audience_hint') },
      { name: 'touchpoint_ids', kind: 'many', label: t('promise:touchpoints'), hint: t('promise:touchpoints_hint'), options: touchpoints.map((one) => ({ value: one.id, label: one.name })) },
      { name: 'roles', kind: 'own', label: t('promise:means'), draw: ({ value, set }) => <Roles value={(value ?? []) as ForRole[]} onChange={set} /> },
      { name: 'expectation_metric', kind: 'choice', label: t('promise:metric.expectation'), none: t('promise:metric_none'), options: metrics, half: true, when: () => record !== null },
      { name: 'experience_metric', kind: 'choice', label: t('promise:metric.experience'), none: t('promise:metric_none'), options: metrics, half: true, when: () => record !== null },
      { name: 'kept_metric', kind: 'choice', label: t('promise:metric.kept'), none: t('promise:metric_none'), options: metrics, half: true, when: () => record !== null },
      { name: 'believed_metric', kind: 'choice', label: t('promise:metric.believed'), none: t('promise:metric_none'), options: metrics, half: true, when: (values) => record !== null && values['kind'] === 'slogan' },
    ]} />
}
const whoOf = (one: ForRole) => one.department_id ? `d ${one.department_id}` : one.role ? `r ${one.role}` : 'all'
/** What it means for each role or department; empty lines go by themselves. */
function Roles({ value, onChange }: { value: readonly ForRole[]; onChange: (value: ForRole[]) => void }) {
  const departments = useRegister('departments')
  const options = [{ value: 'all', label: t('promise:for_all') }, ...departments.map((one) => ({ value: `d ${one.id}`, label: one.name })), ...roles.map((one) => ({ value: `r ${one}`, label: t(`words:role.${one}`) }))]
  const put = (at: number, change: Partial<ForRole>) => onChange(value.map((one, index) => index === at ? { ...one, ...change } : one))
  const who = (chosen: string): Partial<ForRole> => ({ department_id: chosen.startsWith('d ') ? chosen.slice(2) : null, role: chosen.startsWith('r ') ? chosen.slice(2) : null })
  const first = options.find((one) => !value.some((other) => whoOf(other) === one.value))
  return (
    <fieldset><legend className="form-label">{t('promise:means')}</legend>
      <ul className="role-edit">{value.map((one, at) => (
        <li key={at}><div className="row"><Select quiet label={t('promise:for_whom')} value={whoOf(one)} options={options} onChange={(chosen) => put(at, who(chosen))} /><IconButton icon="trash" label={t('frame:remove')} onClick={() => onChange(value.filter((_, index) => index !== at))} /></div>
          <TextArea quiet rows={2} label={t('promise:means_for', { who: options.find((option) => option.value === whoOf(one))?.label ?? '' })} value={one.text} onChange={(event) => put(at, { text: event.target.value })} /></li>))}</ul>
      <p className="hint">{t('promise:means_hint')}</p>
      {first && <Button icon="plus" look="ghost" onClick={() => onChange([...value, { role: null, department_id: null, ...who(first.value), text: '' }])}>{t('promise:means_add')}</Button>}
    </fieldset>
  )
}
