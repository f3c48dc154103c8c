import { TextField } from '@kit/Field'
import { languageName } from '@kit/format'
import type { FieldSpec, Values } from '@kit/RecordFields'
import { placeOptions } from '../firm/tree'
import { t, tOr } from '../i18n'
import { RecordPanel } from '../record/RecordPanel'
import { useRegister } from '../records'
import { useSession } from '../session'
import type { Customer } from '../types'
import { lifecycles } from './CustomersPage'

interface Props { record: Customer | null; onClose: () => void; onSaved?: (saved: Customer) => void; onRemoved?: () => void }
export function CustomerForm({ record, onClose, onSaved }: Props) {
  const places = useRegister('locations')
  const attributes = useRegister('attributes').filter((one) => one.of === 'customer')
  const { firm } = useSession()
  const fields: FieldSpec[] = [
    { name: 'kind', kind: 'choice', label: t('customer:kind'), required: true, options: [{ value: 'person', label: t('customer:person') }, { value: 'company', label: t('customer:company') }], half: true },
    { name: 'lifecycle', kind: 'choice', label: t('words:dim.lifecycle'), required: true, options: lifecycles.map((one) => ({ value: one, label: tOr(`words:lifecycle.${one}`, one) })), half: true },
    { name: 'name', kind: 'text', label: t('customer:name'), required: true },
    { name: 'key', kind: 'text', label: t('customer:key'), required: true, once: true, hint: t('customer:hint_key') },
    { name: 'email', kind: 'email', label: t('customer:email'), nullable: true },
    { name: 'phone', kind: 'tel', label: t('customer:phone'), nullable: true, half: true },
    { name: 'language', kind: 'choice', label: t('words:dim.language'), none: t('words:unknown'), options: [...new Set([...firm.languages, 'en', 'de', 'uk', ...(record?.language ? [record.language] : [])])].map((one) => ({ value: one, label: languageName(one) })), half: true },
    { name: 'segment', kind: 'text', label: t('words:dim.segment'), nullable: true, half: true },
    { name: 'location_id', kind: 'choice', label: t('words:dim.location'), none: t('words:unknown'), options: placeOptions(places), half: true },
    ...(attributes.length ? [{ name: 'attributes', kind: 'own' as const, label: t('customer:attributes'), draw: ({ value, set }: { value: unknown; set: (value: unknown) => void }) => <>{attributes.map((one) => <TextField key={one.key} name={`attributes.${one.key}`} label={<>{one.name} <span className="soft opt">{t('frame:optional')}</span></>} value={String((value as Values | undefined)?.[one.key] ?? '')} onChange={(event) => set({ ...(value as Values), [one.key]: event.target.value || null })} />)}</> }] : []),
  ]
  return <RecordPanel<Customer> kind="customers" record={record} title={record ? record.name || record.key : t('customer:add')} fields={fields} onClose={onClose} {...(onSaved && { onSaved })} removeWords={t('customer:remove')}
    blank={{ kind: 'person', lifecycle: 'active', name: '', key: '', email: null, phone: null, language: firm.language, segment: null, location_id: null, attributes: {} }} />
}
