import { Checkbox } from '@kit/Field'
import { t } from '../i18n'
import type { Department, Responsibility, Touchpoint } from '../types'

export const raci: readonly Responsibility[] = ['responsible', 'accountable', 'consulted', 'informed']
type Shares = Touchpoint['departments']
/** Who does it, who answers for it, who is asked, who is told: departments by four letters. */
export function Raci({ departments, value, onChange, error }: { departments: readonly Department[]; value: Shares; onChange: (next: Shares) => void; error?: string | undefined }) {
  if (departments.length === 0) return <p className="hint">{t('journey:no_departments')}</p>
  const on = (department: string, role: Responsibility) => value.some((one) => one.department_id === department && one.role === role)
  const turn = (department_id: string, role: Responsibility, to: boolean) => onChange(to ? [...value, { department_id, role }] : value.filter((one) => one.department_id !== department_id || one.role !== role))
  return (
    <fieldset><legend className="form-label">{t('journey:departments')}</legend>
      <table className="raci"><thead><tr><th scope="col"><span className="vh">{t('words:dim.department')}</span></th>{raci.map((role) => <th key={role} scope="col" title={t(`journey:${role}`)}><span aria-hidden="true">{t(`journey:letter.${role}`)}</span><span className="vh">{t(`journey:${role}`)}</span></th>)}</tr></thead>
        <tbody>{departments.map((department) => <tr key={department.id}><th scope="row">{department.name}</th>{raci.map((role) => <td key={role}><Checkbox label={<span className="vh">{department.name}: {t(`journey:${role}`)}</span>} checked={on(department.id, role)} onChange={(to) => turn(department.id, role, to)} /></td>)}</tr>)}</tbody></table>
      {error && <p className="problem">{error}</p>}<p className="hint">{t('journey:raci_hint')}</p>
    </fieldset>
  )
}
