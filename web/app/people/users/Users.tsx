import { useMutation } from '@tanstack/react-query'
import { Button } from '@kit/Button'
import { Initials, Tag } from '@kit/Chip'
import { compare, languageName, when } from '@kit/format'
import { Notice, toast } from '@kit/Notice'
import { Dialog } from '@kit/Panel'
import { once } from '@kit/once'
import { Secret } from '@kit/Secret'
import { api, type Problem } from '../../api'
import { placeOptions } from '../../firm/tree'
import { languages, t, tOr } from '../../i18n'
import { PersonRights } from '../../privacy/PersonRights'
import { Register } from '../../record/Register'
import { useRegister } from '../../records'
import { useMay, useSession } from '../../session'
import { roles, type User } from '../../types'
import { useHeads } from '../departments/heads'
import { LogInOf } from './LogInOf'

const link = once<{ name: string; url: string; fresh: boolean }>()
/** People of the firm: invited by a link that works once, narrowed by role and place. */
export function Users() {
  const write = useMay('write_users')
  const me = useSession().user
  const departments = useRegister('departments')
  const places = useRegister('locations')
  const made = link.use()
  const heads = useHeads()
  const leads = (user: User) => departments.filter((one) => heads[one.id] === user.id).map((one) => one.name).join(', ')
  const place = (id: string | null) => places.find((one) => one.id === id)?.name
  return (
    <>
      <Register<User> kind="users" section="users" title={t('firm:section.users')} about={t('firm:about.users')} add={t('firm:add.user')} empty={t('firm:empty.users')} write={write} nameOf={(row) => row.name || row.email}
        columns={[
          { key: 'name', name: t('firm:field.person_name'), cell: (row) => <span className={`row${row.active ? '' : ' inactive'}`}><Initials name={row.name || row.email} /><span>{row.name || row.email}{leads(row) && <small className="block soft">{t('firm:leads', { departments: leads(row) })}</small>}</span></span> },
          { key: 'role', name: t('firm:field.role'), cell: (row) => row.active ? tOr(`words:role.${row.role}`, row.role) : <Tag>{t('firm:inactive')}</Tag> },
          { key: 'place', name: t('firm:field.scope'), wide: true, cell: (row) => place(row.location_id) ?? <span className="soft">{t('firm:whole_firm')}</span> },
          { key: 'seen', name: t('firm:field.last_seen'), wide: true, cell: (row) => row.last_seen_at ? <span className="sm soft">{when(row.last_seen_at)}</span> : <span className="sm soft">{t('firm:never')}</span> },
        ]}
        fields={(record) => [
          { name: 'email', kind: 'email', label: t('firm:field.email'), required: true, ...(record ? {} : { hint: t('firm:hint.invite') }) },
          { name: 'name', kind: 'text', label: t('firm:field.person_name'), required: true },
          { name: 'role', kind: 'choice', label: t('firm:field.role'), options: roles.map((one) => ({ value: one, label: tOr(`words:role.${one}`, one) })), required: true, half: true },
          { name: 'language', kind: 'choice', label: t('firm:field.language'), options: languages.map((one) => ({ value: one, label: languageName(one) })), required: true, half: true },
          { name: 'location_id', kind: 'choice', label: t('firm:field.scope'), none: t('firm:whole_firm'), options: placeOptions(places), hint: t('firm:hint.scope') },
          { name: 'department_id', kind: 'choice', label: t('firm:field.department'), none: t('frame:none'), options: departments.map((one) => ({ value: one.id, label: one.name })) },
          ...(record && record.id !== me.id ? [{ name: 'active', kind: 'switch' as const, label: t('firm:field.active'), hint: t('firm:hint.active') }] : []),
        ]}
        blank={{ email: '', name: '', role: 'employee', language: me.language, location_id: null, department_id: null }} arrange={(rows) => [...rows].sort((a, b) => Number(b.active) - Number(a.active) || compare(a.name, b.name))}
        removable={(row) => row.id !== me.id} removeWords={t('firm:remove.user')} save={(row) => t(row ? 'frame:save' : 'firm:invite')}
        onSaved={(row, fresh) => { if (fresh && row.welcome_url) link.show({ name: row.name || row.email, url: whole(row.welcome_url), fresh: true }) }}
        panel={(row) => write && row && row.id !== me.id ? <><ResetLink user={row} onLink={(url) => link.show({ name: row.name || row.email, url: whole(url), fresh: false })} /><LogInOf user={row} /><PersonRights of="users" id={row.id} onErased={() => history.back()} /></> : null} />
      {made && <Dialog title={t(made.fresh ? 'firm:link_invite' : 'firm:link_reset', { name: made.name })} onClose={link.away} actions={<Button look="main" onClick={link.away}>{t('firm:done')}</Button>}>
        <p className="soft">{t('firm:link_words')}</p><Secret label={t('firm:link')} value={made.url} copy={t('frame:copy')} onCopied={() => toast(t('frame:copied'))} />
      </Dialog>}
    </>
  )
}
function ResetLink({ user, onLink }: { user: User; onLink: (url: string) => void }) {
  const reset = useMutation<{ welcome_url: string }, Problem>({ mutationFn: () => api.post(`/users/${user.id}/reset`), onSuccess: (answer) => onLink(answer.welcome_url) })
  return (
    <div className="bench form"><h3>{t('firm:reset_title')}</h3><p className="hint">{t('firm:reset_words')}</p>
      {reset.error && <Notice tone="danger">{reset.error.words || t('frame:unreachable')}</Notice>}
      <p><Button icon="link" busy={reset.isPending} onClick={() => reset.mutate()}>{t('firm:reset')}</Button></p>
    </div>
  )
}
const whole = (url: string) => new URL(url, location.origin).href
