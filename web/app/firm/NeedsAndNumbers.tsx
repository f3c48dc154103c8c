// What customers need, and numbers that nobody answers: two registers of Setup.
import { useState } from 'react'
import { Tag } from '@kit/Chip'
import { TextArea } from '@kit/Field'
import type { FieldSpec } from '@kit/RecordFields'
import { slug } from '@kit/slug'
import { t } from '../i18n'
import { type Need, needName } from '../insight/research/research'
import { Register } from '../record/Register'
import { useRegister } from '../records'
import { useMay } from '../session'
import type { OwnSeries } from '../types'
import { keyColumn, keyField, nameField } from './fields'
import { byName } from './simple'

export function NeedsRegister() {
  return <Register<Need> kind="needs" section="needs" title={t('research:needs')} about={t('research:needs_list')} add={t('research:need_add')} empty={t('research:needs_none')} write={useMay('write_setup')} nameOf={needName}
    columns={[{ key: 'name', name: t('firm:field.name'), cell: needName }, keyColumn()]} fields={[nameField(), keyField()]} blank={{ name: '', key: '', position: 99 }} ordered removeWords={t('research:need_remove')} />
}
const vitals = ['none', 'lcp', 'ttfb', 'inp', 'cls'] as const
const units: Record<(typeof vitals)[number], string> = { none: '', lcp: 's', ttfb: 's', inp: 'ms', cls: '' }
/** Load times, stars, minutes: pushed by a program, sent by browsers, watched by a threshold. */
export function NumbersRegister() {
  const users = useRegister('users')
  const fields = (record: OwnSeries | null): FieldSpec[] => [
    nameField(), keyField(),
    { name: 'vital', kind: 'own', label: t('research:vital'), draw: ({ value, setAll, values }) => <Vital value={value as OwnSeries['vital']} onChange={(vital) => setAll({ vital, ...(vital === 'none' ? { sites: [] } : { unit: units[vital], direction: 'down' }), ...(vital !== 'none' && !values['name'] && { name: t(`research:vital.${vital}`), key: slug(t(`research:vital.${vital}`)) }) })} /> },
    { name: 'sites', kind: 'own', label: t('research:sites'), when: (values) => values['vital'] !== 'none', draw: ({ value, set, error, errorAt }) => <Sites value={value as string[]} onChange={set} error={error ?? errorAt('/sites/0') ?? errorAt('/sites/1')} /> },
    { name: 'unit', kind: 'text', label: t('research:unit'), half: true, hint: t('research:unit_hint') },
    { name: 'direction', kind: 'choice', label: t('research:direction'), required: true, half: true, options: (['up', 'down', 'none'] as const).map((one) => ({ value: one, label: t(`research:direction.${one}`) })) },
    { name: 'threshold', kind: 'number', label: t('research:threshold'), nullable: true, hint: t('research:threshold_hint') },
    { name: 'period', kind: 'choice', label: t('research:judged'), required: true, when: (values) => values['threshold'] !== null && values['threshold'] !== '', options: (['day', 'week', 'month', 'quarter'] as const).map((one) => ({ value: one, label: t(`alert:every.${one}`) })) },
    { name: 'recipients', kind: 'many', label: t('alert:recipients'), when: (values) => values['threshold'] !== null && values['threshold'] !== '', options: users.filter((one) => one.active || record?.recipients.includes(one.id)).map((one) => ({ value: one.id, label: one.name || one.email })) },
  ]
  return <Register<OwnSeries> kind="series" section="numbers" title={t('research:numbers')} about={t('research:numbers_about')} add={t('research:number_add')} empty={t('research:numbers_none')} write={useMay('write_setup')} nameOf={(one) => one.name} fields={fields} arrange={byName}
    columns={[{ key: 'name', name: t('firm:field.name'), cell: (one) => one.name }, { key: 'from', name: t('research:comes_from'), cell: (one) => <Tag>{t(one.vital === 'none' ? 'research:by_program' : 'research:by_browsers')}</Tag> }, { key: 'unit', name: t('research:unit'), wide: true, cell: (one) => one.unit || '–' }, { ...keyColumn<OwnSeries>(), wide: true }]}
    blank={{ name: '', key: '', unit: '', direction: 'down', vital: 'none', sites: [], threshold: null, period: 'week', recipients: [] }}
    panel={(one) => one && <How of={one} />} />
}
function Vital({ value, onChange }: { value: OwnSeries['vital'] | undefined; onChange: (value: OwnSeries['vital']) => void }) {
  return (
    <fieldset className="many"><legend className="form-label">{t('research:vital')}</legend>
      <div className="many-in">{vitals.map((one) => <label key={one} className="check"><input type="radio" name="vital" checked={(value ?? 'none') === one} onChange={() => onChange(one)} /> {t(`research:vital.${one}`)}</label>)}</div>
    </fieldset>
  )
}
function Sites({ value, onChange, error }: { value: string[] | undefined; onChange: (value: string[]) => void; error: string | undefined }) {
  const [text, setText] = useState((value ?? []).join('\n'))
  return <TextArea name="sites" rows={2} label={t('research:sites')} hint={t('research:sites_hint')} error={error} value={text} onChange={(event) => { setText(event.target.value); onChange(event.target.value.split(/\s+/).filter(Boolean)) }} />
}
/** How numbers get in: one line for the site, or one call of a program. */
function How({ of }: { of: OwnSeries }) {
  const line = of.vital === 'none' ? `curl -H "Authorization: Bearer TOKEN" -d '{"at": "2026-11-21", "value": 1.9}' ${location.origin}/api/v1/series/${of.id}/points` : `<script async src="${location.origin}/vitals.js"></script>`
  return <TextArea readOnly rows={3} className="mono" label={t(of.vital === 'none' ? 'research:how_program' : 'research:how_browsers')} value={line} onChange={() => undefined} onFocus={(event) => event.target.select()} />
}
