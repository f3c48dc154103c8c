import { Button, IconButton } from '@kit/Button'
import { Checkbox, Select, TextField } from '@kit/Field'
import { t } from '../../i18n'
import { useRegister } from '../../records'
import type { Deed } from '../shape'

/** What the team decided to do about it: each with someone and a day. */
export function Deeds({ of, error, onChange }: { of: readonly Deed[]; error: string | undefined; onChange: (deeds: Deed[]) => void }) {
  const users = useRegister('users').filter((one) => one.active)
  const put = (at: number, part: Partial<Deed>) => onChange(of.map((one, index) => index === at ? { ...one, ...part } : one))
  return (
    <fieldset className="field"><legend className="form-label">{t('learn:actions')}</legend>
      {of.length > 0 && <ul className="cw-actions">{of.map((one, at) => (
        <li key={at}><div className="form">
          <TextField label={t('learn:action')} value={one.text} onChange={(event) => put(at, { text: event.target.value })} />
          <div className="pair"><Select label={t('case:fact.owner')} none={t('case:nobody_yet')} value={one.owner_id ?? ''} options={users.map((user) => ({ value: user.id, label: user.name || user.email }))} onChange={(owner) => put(at, { owner_id: owner || null })} /><TextField type="date" label={t('learn:until')} value={one.due_on ?? ''} onChange={(event) => put(at, { due_on: event.target.value || null })} /></div>
          <Checkbox label={t('learn:action_done')} checked={one.done} onChange={(done) => put(at, { done })} /></div>
          <IconButton icon="trash" label={t('learn:action_remove', { n: at + 1 })} onClick={() => onChange(of.filter((_, index) => index !== at))} /></li>))}</ul>}
      <div><Button icon="plus" onClick={() => onChange([...of, { text: '', owner_id: null, due_on: null, done: false }])}>{t('learn:action_add')}</Button></div>
      {error && <p className="problem">{error}</p>}
    </fieldset>
  )
}
