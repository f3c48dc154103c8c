import { useQuery } from '@tanstack/react-query'
import { Checkbox, Select, TextField } from '@kit/Field'
import type { FieldSpec } from '@kit/RecordFields'
import { toast } from '@kit/Notice'
import { t } from '../../i18n'
import { RecordPanel } from '../../record/RecordPanel'
import { listQuery } from '../../records'
import { useSession } from '../../session'
import { type Board, type BoardSchedule, roles, type User } from '../../types'

interface Draw { value: unknown; set: (value: unknown) => void; errorAt: (name: string) => string | undefined; values: Record<string, unknown> }
/** Name, who may see the page, and whom it is mailed to. */
export function BoardSettings({ board, onClose, onRemoved }: { board: Board | null; onClose: () => void; onRemoved?: (() => void) | undefined }) {
  const fields: FieldSpec[] = [
    { name: 'name', label: t('board:name'), kind: 'text', required: true },
    { name: 'note', label: t('board:note'), kind: 'long', nullable: true },
    { name: 'roles', label: t('board:roles'), kind: 'many', options: roles.map((role) => ({ value: role, label: t(`words:role.${role}`) })), hint: t('board:roles_hint') },
    { name: 'schedule', label: t('board:mail'), kind: 'own', draw: (tie) => <Mail {...tie} owner={board?.user_id ?? null} /> },
  ]
  return <RecordPanel<Board> kind="boards" record={board} title={board ? board.name : t('board:new')} fields={fields} blank={{ name: '', note: null, roles: [], schedule: null }} removeWords={t('board:remove_words')} onClose={onClose} {...(onRemoved && { onRemoved })} onSaved={() => { toast(t('frame:saved')); onClose() }} />
}
const rhythms = ['day', 'week', 'month'] as const
/** No mail, or how often, when and to whom. Everyone gets the figures of what they may see. */
function Mail({ value, set, errorAt, values, owner }: Draw & { owner: string | null }) {
  const { user } = useSession()
  const users = useQuery(listQuery<User>('/users', { limit: 500 })).data?.items ?? []
  const schedule = value as BoardSchedule | null | undefined
  const shared = Array.isArray(values['roles']) ? (values['roles'] as string[]) : []
  const who = users.filter((one) => one.active && (one.id === (owner ?? user.id) || shared.includes(one.role)))
  const put = (change: Partial<BoardSchedule>) => set({ ...schedule!, ...change })
  const toggle = (id: string, on: boolean) => put({ recipients: on ? [...schedule!.recipients, id] : schedule!.recipients.filter((one) => one !== id) })
  return (
    <fieldset className="form board-mail"><legend className="form-label">{t('board:mail')}</legend>
      <Select label={t('board:every')} quiet value={schedule?.every ?? ''} none={t('board:never')} options={rhythms.map((one) => ({ value: one as string, label: t(`board:every.${one}`) }))} onChange={(every) => set(every ? { at: '07:00', recipients: [owner ?? user.id], ...schedule, every } : null)} />
      {schedule && <>
        <TextField type="time" label={t('board:at')} value={schedule.at} error={errorAt('schedule/at')} onChange={(event) => put({ at: event.target.value })} />
        <div className="many-in">{who.map((one) => <Checkbox key={one.id} label={one.name} checked={schedule.recipients.includes(one.id)} onChange={(on) => toggle(one.id, on)} />)}</div>
        {(errorAt('schedule/recipients') ?? errorAt('schedule/recipients/0')) && <p className="problem">{errorAt('schedule/recipients') ?? errorAt('schedule/recipients/0')}</p>}
        <p className="hint">{t('board:mail_hint')}</p>
      </>}
    </fieldset>
  )
}
