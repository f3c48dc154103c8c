import { Checkbox } from '@kit/Field'
import { addDays, compare } from '@kit/format'
import { keyField, nameField } from '../../firm/fields'
import { language, t } from '../../i18n'
import { Register } from '../../record/Register'
import { useRegister } from '../../records'
import { useMay } from '../../session'
import type { Id, Stored } from '../../types'

interface Calendar extends Stored { key: string; name: string; days: number[]; from: string; to: string; holidays: boolean; department_id?: Id | null }
/** Monday is 1; 2024-01-01 was one. */
export const weekday = (n: number, form: 'short' | 'long' = 'short') => new Intl.DateTimeFormat(language(), { weekday: form, timeZone: 'UTC' }).format(new Date(addDays('2024-01-01', n - 1)))
const week = [1, 2, 3, 4, 5, 6, 7]
/** When departments work that keep other hours than the firm: deadlines count these. */
export function Calendars() {
  const departments = useRegister('departments')
  const name = (id: Id | null | undefined) => departments.find((one) => one.id === id)?.name
  return <Register<Calendar> kind="calendars" section="calendars" title={t('loop:calendars')} about={t('loop:calendars_about')} add={t('loop:add_calendar')} empty={t('loop:calendars_none')} write={useMay('write_setup')} nameOf={(row) => row.name} arrange={(rows) => [...rows].sort((a, b) => compare(a.name, b.name))}
    columns={[{ key: 'name', name: t('firm:field.name'), cell: (row) => row.name }, { key: 'days', name: t('loop:days'), cell: (row) => <span className="sm">{row.days.map((one) => weekday(one)).join(', ')}</span> }, { key: 'hours', name: t('loop:hours_of'), cell: (row) => <span className="sm">{row.from}–{row.to}</span> }, { key: 'for', name: t('words:dim.department'), wide: true, cell: (row) => name(row.department_id) ?? '–' }]}
    fields={[
      nameField(), keyField(),
      { name: 'department_id', kind: 'choice', label: t('words:dim.department'), none: t('frame:none'), options: departments.map((one) => ({ value: one.id, label: one.name })) },
      { name: 'days', kind: 'own', label: t('loop:days'), draw: ({ value, set, error }) => { const chosen = (value as number[] | undefined) ?? []; return <fieldset className="many"><legend className="form-label">{t('loop:days')}</legend><div className="many-in">{week.map((one) => <Checkbox key={one} name="days" label={weekday(one, 'long')} checked={chosen.includes(one)} onChange={(on) => set(on ? [...chosen, one].sort((a, b) => a - b) : chosen.filter((other) => other !== one))} />)}</div>{error && <p className="problem">{error}</p>}</fieldset> } },
      { name: 'from', kind: 'time', label: t('frame:from'), required: true, half: true }, { name: 'to', kind: 'time', label: t('frame:until'), required: true, half: true },
      { name: 'holidays', kind: 'switch', label: t('loop:keeps_holidays') },
    ]}
    blank={{ name: '', key: '', department_id: null, days: [1, 2, 3, 4, 5], from: '08:00', to: '18:00', holidays: true }} />
}
