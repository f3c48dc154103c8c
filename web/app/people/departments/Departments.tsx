import { t } from '../../i18n'
import { keyColumn, keyField, nameField } from '../../firm/fields'
import { byName } from '../../firm/simple'
import { Register } from '../../record/Register'
import { useMay } from '../../session'
import type { Department } from '../../types'

export function Departments() {
  return <Register<Department> kind="departments" section="departments" title={t('firm:section.departments')} about={t('firm:about.departments')} add={t('firm:add.department')} empty={t('firm:empty.departments')} write={useMay('write_setup')} nameOf={(row) => row.name}
    columns={[{ key: 'name', name: t('firm:field.name'), cell: (row) => row.name }, keyColumn()]} fields={[nameField(), keyField()]} blank={{ name: '', key: '' }} arrange={byName} />
}
