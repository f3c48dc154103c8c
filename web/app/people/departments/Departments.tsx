import { Initials } from '@kit/Chip'
import { Select } from '@kit/Field'
import { t } from '../../i18n'
import { keyColumn, keyField, nameField } from '../../firm/fields'
import { byName } from '../../firm/simple'
import { Register } from '../../record/Register'
import { usePeople, useRegister } from '../../records'
import { useMay } from '../../session'
import type { Department } from '../../types'
import { useHeads, useSetHead } from './heads'

/** The parts of the firm that answer for touchpoints, each with who leads it. */
export function Departments() {
  const write = useMay('write_setup')
  const [heads, person] = [useHeads(), usePeople()]
  const headOf = (row: Department) => person(heads[row.id])
  return <Register<Department> kind="departments" section="departments" title={t('firm:section.departments')} about={t('firm:about.departments')} add={t('firm:add.department')} empty={t('firm:empty.departments')} write={write} nameOf={(row) => row.name}
    columns={[{ key: 'name', name: t('firm:field.name'), cell: (row) => row.name }, { key: 'head', name: t('firm:field.head'), cell: (row) => { const head = headOf(row); return head ? <span className="row"><Initials name={head} /><span>{head}</span></span> : <span className="soft">{t('firm:no_head')}</span> } }, keyColumn()]}
    fields={[nameField(), keyField()]} blank={{ name: '', key: '' }} arrange={byName} panel={(row) => row && <HeadOf key={row.id} of={row} write={write} />} />
}
/** Takes effect at once: it is not part of the department's own record. */
function HeadOf({ of, write }: { of: Department; write: boolean }) {
  const heads = useHeads()
  const set = useSetHead(of.id)
  const now = set.isPending ? set.variables : heads[of.id]
  const users = useRegister('users').filter((one) => one.active || one.id === now)
  return <div className="bench form"><Select label={t('firm:field.head')} name="head" hint={t('firm:hint.head')} none={t('firm:no_head')} value={now ?? ''} disabled={!write || set.isPending} error={set.error ? set.error.at('user_id') ?? set.error.message : undefined} options={users.map((one) => ({ value: one.id, label: one.name || one.email }))} onChange={(value) => set.mutate(value || null)} /></div>
}
