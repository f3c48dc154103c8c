import { Tag } from '@kit/Chip'
import { t } from '../i18n'
import { Register } from '../record/Register'
import { useRegister } from '../records'
import { useMay } from '../session'
import type { Location } from '../types'
import { keyColumn, keyField, nameField } from './fields'
import { placeOptions, treeOf, within } from './tree'

export function Locations() {
  const places = useRegister('locations')
  const depth = new Map(treeOf(places).map((leaf) => [leaf.place.id, leaf.depth]))
  return <Register<Location> kind="locations" section="locations" title={t('firm:section.locations')} about={t('firm:about.locations')} add={t('firm:add.location')} empty={t('firm:empty.locations')} write={useMay('write_setup')} nameOf={(row) => row.name}
    columns={[
      { key: 'name', name: t('firm:field.name'), cell: (row) => <span className="tree" style={{ paddingInlineStart: (depth.get(row.id) ?? 0) * 24 }}>{row.name}</span> },
      { key: 'kind', name: t('firm:field.kind'), cell: (row) => <Tag>{t(row.kind === 'region' ? 'firm:place.region' : 'firm:place.branch')}</Tag> }, keyColumn(),
    ]}
    fields={(record) => [
      nameField(), keyField(),
      { name: 'kind', kind: 'choice', label: t('firm:field.kind'), required: true, options: [{ value: 'region', label: t('firm:place.region') }, { value: 'branch', label: t('firm:place.branch') }] },
      { name: 'parent_id', kind: 'choice', label: t('firm:field.parent'), none: t('firm:top_level'), options: placeOptions(places, record ? within(places, record.id) : undefined) },
    ]}
    blank={{ name: '', key: '', kind: 'branch', parent_id: null }} arrange={(rows) => treeOf(rows).map((leaf) => leaf.place)} removeWords={t('firm:remove.location')} />
}
