// Simple records of the firm: a field list each, one register for all.
import { compare } from '@kit/format'
import type { Column } from '@kit/Table'
import { Tag } from '@kit/Chip'
import { t, tOr } from '../i18n'
import { Register } from '../record/Register'
import { useNames } from '../records'
import { useMay } from '../session'
import type { Attribute, Brand, Channel, Stage } from '../types'
import { keyColumn, keyField, nameField } from './fields'

export const byName = <T extends { name: string }>(rows: T[]) => [...rows].sort((a, b) => compare(a.name, b.name))
const named = <T extends { name: string }>(): Column<T> => ({ key: 'name', name: t('firm:field.name'), cell: (row) => row.name })

export function Brands() {
  return <Register<Brand> kind="brands" section="brands" title={t('firm:section.brands')} about={t('firm:about.brands')} add={t('firm:add.brand')} empty={t('firm:empty.brands')} write={useMay('write_setup')} nameOf={(row) => row.name}
    columns={[named(), keyColumn()]} fields={[nameField(), keyField()]} blank={{ name: '', key: '' }} arrange={byName} />
}
export function Stages() {
  return <Register<Stage> kind="stages" section="stages" title={t('firm:section.stages')} about={t('firm:about.stages')} add={t('firm:add.stage')} empty={t('firm:empty.stages')} write={useMay('write_setup')} nameOf={(row) => row.name}
    columns={[named(), keyColumn()]} fields={[nameField(), keyField()]} blank={{ name: '', key: '' }} ordered removeWords={t('firm:remove.stage')} />
}
export function Channels() {
  const name = useNames()
  const nameOf = (row: Channel) => name('channel', row.key)
  return <Register<Channel> kind="channels" section="channels" title={t('firm:section.channels')} about={t('firm:about.channels')} add={t('firm:add.channel')} empty={t('firm:empty.channels')} write={useMay('write_setup')} nameOf={nameOf}
    columns={[{ key: 'name', name: t('firm:field.name'), cell: nameOf }, keyColumn()]} fields={[nameField(), keyField()]} blank={{ name: '', key: '' }} ordered />
}
export function Attributes() {
  const of = (['feedback', 'customer', 'event'] as const).map((value) => ({ value, label: t(`firm:of.${value}`) }))
  return <Register<Attribute> kind="attributes" section="attributes" title={t('firm:section.attributes')} about={t('firm:about.attributes')} add={t('firm:add.attribute')} empty={t('firm:empty.attributes')} write={useMay('write_setup')} nameOf={(row) => row.name}
    columns={[named(), { key: 'of', name: t('firm:field.of'), cell: (row) => <Tag>{tOr(`firm:of.${row.of}`, row.of)}</Tag> }, keyColumn()]}
    fields={[nameField(), keyField(t('firm:hint.attribute_key')), { name: 'of', kind: 'choice', label: t('firm:field.of'), options: of, required: true, once: true }]} blank={{ name: '', key: '', of: 'feedback' }} arrange={byName} removeWords={t('firm:remove.attribute')} />
}
