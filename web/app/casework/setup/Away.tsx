import { Tag } from '@kit/Chip'
import { day, today } from '@kit/format'
import { t } from '../../i18n'
import { Register } from '../../record/Register'
import { usePeople, useRegister } from '../../records'
import { useMay } from '../../session'
import type { Absence, Holiday } from '../shape'

/** Who is away, and who answers meanwhile. */
export function Absences() {
  const person = usePeople()
  const users = useRegister('users').filter((one) => one.active)
  const options = users.map((one) => ({ value: one.id, label: one.name || one.email }))
  const now = today()
  return <Register<Absence> kind="absences" section="absences" title={t('loop:absences')} about={t('loop:absences_about')} add={t('loop:add_absence')} empty={t('loop:absences_none')} write={useMay('write_feedback')} nameOf={(row) => person(row.user_id) ?? t('case:someone_gone')} arrange={(rows) => [...rows].sort((a, b) => b.from.localeCompare(a.from))}
    columns={[
      { key: 'who', name: t('loop:who'), cell: (row) => person(row.user_id) ?? t('case:someone_gone') },
      { key: 'when', name: t('loop:away'), cell: (row) => <span className="sm">{day(row.from)} – {day(row.to)} {row.from <= now && row.to >= now && <Tag tone="acc">{t('loop:now')}</Tag>}</span> },
      { key: 'deputy', name: t('loop:deputy'), cell: (row) => person(row.deputy_id) ?? t('case:someone_gone') },
    ]}
    fields={() => [
      { name: 'user_id', kind: 'choice', label: t('loop:who'), options, none: t('loop:choose'), required: true },
      { name: 'from', kind: 'date', label: t('frame:from'), required: true, half: true }, { name: 'to', kind: 'date', label: t('frame:until'), required: true, half: true },
      { name: 'deputy_id', kind: 'choice', label: t('loop:deputy'), options, none: t('loop:choose'), required: true },
      { name: 'note', kind: 'text', label: t('loop:note'), nullable: true },
    ]}
    blank={{ user_id: null, from: now, to: now, deputy_id: null, note: null }} />
}
/** Days on which the clock of deadlines stands still. */
export function Holidays() {
  return <Register<Holiday> kind="holidays" section="holidays" title={t('loop:holidays')} about={t('loop:holidays_about')} add={t('loop:add_holiday')} empty={t('loop:holidays_none')} write={useMay('write_setup')} nameOf={(row) => row.name || day(row.date)} arrange={(rows) => [...rows].sort((a, b) => a.date.localeCompare(b.date))}
    columns={[{ key: 'date', name: t('words:dim.day'), cell: (row) => day(row.date) }, { key: 'name', name: t('firm:field.name'), cell: (row) => row.name }]}
    fields={[{ name: 'date', kind: 'date', label: t('words:dim.day'), required: true }, { name: 'name', kind: 'text', label: t('firm:field.name'), required: true }]} blank={{ date: '', name: '' }} />
}
