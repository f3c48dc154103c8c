import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { Button, IconButton } from '@kit/Button'
import { Popover } from '@kit/Chip'
import { Select, TextArea } from '@kit/Field'
import { Icon, type IconName } from '@kit/Icon'
import { Notice, toast } from '@kit/Notice'
import { Panel } from '@kit/Panel'
import { Suggest } from '@kit/Suggest'
import { api, type Problem } from '../../api'
import { t } from '../../i18n'
import { useRegister } from '../../records'
import { useSession } from '../../session'
import type { List } from '../../types'
import { useCaseWrite, wordsOf } from '../cases'
import { whoOf } from '../names'
import type { Case, CaseLine } from '../shape'
import { Assess } from './Assess'

type Open = 'hand_over' | 'answered' | 'note' | 'merge' | 'reopen' | 'assess' | null
/** What else can be done with a case. */
export function Acts({ one, work }: { one: Case; work: boolean }) {
  const { user } = useSession()
  const [open, setOpen] = useState<Open>(null)
  const { act } = useCaseWrite()
  const close = () => setOpen(null)
  const copy = (text: string) => void navigator.clipboard.writeText(text).then(() => toast(t('frame:copied')))
  const closed = one.state === 'closed'
  const item = (icon: IconName, label: string, press: () => void, shut: () => void) => <button type="button" className="item" onClick={() => { shut(); press() }}><Icon name={icon} />{label}</button>
  return (
    <>
      {work && closed && !one.merged_into && <Button icon="undo" onClick={() => setOpen('reopen')}>{t('case:reopen')}</Button>}
      {work && !closed && !one.owner_id && <Button icon="person" busy={act.isPending} onClick={() => act.mutate({ id: one.id, verb: 'hand_over', body: { owner_id: user.id } }, { onSuccess: () => toast(t('case:taken')), onError: (problem) => toast(wordsOf(problem, t('frame:unreachable'))!) })}>{t('case:take')}</Button>}
      {work && !closed && <Button onClick={() => setOpen('hand_over')}>{t('case:hand_over')}</Button>}
      <Popover align="end" button={(tie) => <IconButton icon="more" label={t('case:more')} {...tie} />}>{(shut) => (
        <>
          {work && item('edit', t('case:add_note'), () => setOpen('note'), shut)}
          {work && !closed && one.state !== 'answered' && item('check', t('case:answered_else'), () => setOpen('answered'), shut)}
          {work && !closed && item('info', t('case:assess'), () => setOpen('assess'), shut)}
          {work && !closed && item('copy', t('case:merge'), () => setOpen('merge'), shut)}
          {item('link', t('case:copy_address'), () => copy(`${location.origin}/cases/${one.id}`), shut)}
          {one.status_url && item('link', t('case:copy_status'), () => copy(new URL(one.status_url!, location.origin).href), shut)}
          {item('print', t('case:print'), () => window.print(), shut)}
        </>)}</Popover>
      {open === 'hand_over' && <HandOver one={one} onClose={close} />}
      {open === 'note' && <Words one={one} verb="note" title={t('case:add_note')} label={t('case:note_text')} save={t('frame:save')} done={t('frame:saved')} onClose={close} />}
      {open === 'answered' && <Words one={one} verb="answered" title={t('case:answered_else')} label={t('case:answered_how')} save={t('frame:save')} done={t('frame:saved')} onClose={close} />}
      {open === 'reopen' && <Words one={one} verb="reopen" title={t('case:reopen')} label={t('case:reopen_why')} save={t('case:reopen')} done={t('case:reopened')} onClose={close} />}
      {open === 'merge' && <Merge one={one} onClose={close} />}
      {open === 'assess' && <Assess one={one} onClose={close} />}
    </>
  )
}
function Form({ title, problem, busy, save, ready, onSave, onClose, children }: { title: string; problem: Problem | null; busy: boolean; save: string; ready: boolean; onSave: () => void; onClose: () => void; children: ReactNode }) {
  return (
    <Panel title={title} onClose={onClose} foot={<><Button onClick={onClose}>{t('frame:cancel')}</Button><Button look="main" busy={busy} disabled={!ready} onClick={onSave}>{save}</Button></>}>
      <form className="form" onSubmit={(event) => { event.preventDefault(); if (ready) onSave() }} onKeyDown={(event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && ready) { event.preventDefault(); onSave() } }}>
        {problem && <Notice tone="danger">{wordsOf(problem, t('frame:unreachable'))}</Notice>}
        {children}<button type="submit" hidden />
      </form>
    </Panel>
  )
}
export function Words({ one, verb, title, label, save, done, onClose }: { one: Case; verb: 'note' | 'reopen' | 'answered'; title: string; label: string; save: string; done: string; onClose: () => void }) {
  const { act } = useCaseWrite()
  const [text, setText] = useState('')
  const go = () => act.mutate({ id: one.id, verb, body: { text: text.trim() } }, { onSuccess: () => { toast(done); onClose() } })
  return <Form title={title} problem={act.error} busy={act.isPending} save={save} ready={text.trim() !== ''} onSave={go} onClose={onClose}><TextArea label={label} name="text" rows={5} value={text} error={act.error?.at('text')} onChange={(event) => setText(event.target.value)} /></Form>
}
function HandOver({ one, onClose }: { one: Case; onClose: () => void }) {
  const { act } = useCaseWrite()
  const users = useRegister('users').filter((user) => user.active && user.role !== 'employee' && user.role !== 'analyst')
  const departments = useRegister('departments')
  const [draft, setDraft] = useState({ owner_id: '', department_id: '', text: '' })
  const set = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part })
  const go = () => act.mutate({ id: one.id, verb: 'hand_over', body: { ...(draft.owner_id && { owner_id: draft.owner_id }), ...(draft.department_id && { department_id: draft.department_id }), ...(draft.text.trim() && { text: draft.text.trim() }) } }, { onSuccess: () => { toast(t('case:handed')); onClose() } })
  return (
    <Form title={t('case:hand_over')} problem={act.error} busy={act.isPending} save={t('case:hand_over')} ready={draft.owner_id !== '' || draft.department_id !== ''} onSave={go} onClose={onClose}>
      <Select label={t('case:to_person')} name="owner_id" none={t('case:nobody_named')} value={draft.owner_id} options={users.filter((user) => user.id !== one.owner_id).map((user) => ({ value: user.id, label: user.name || user.email }))} error={act.error?.at('owner_id')} onChange={(owner_id) => set({ owner_id })} />
      <Select label={t('case:to_department')} name="department_id" none={t('case:same_department')} value={draft.department_id} options={departments.filter((each) => each.id !== one.department_id).map((each) => ({ value: each.id, label: each.name }))} error={act.error?.at('department_id')} onChange={(department_id) => set({ department_id })} />
      <TextArea label={<>{t('case:hand_over_words')} <span className="soft opt">{t('frame:optional')}</span></>} name="text" rows={4} value={draft.text} onChange={(event) => set({ text: event.target.value })} />
    </Form>
  )
}
/** Two cases about the same thing become one: this one goes into the other. */
function Merge({ one, onClose }: { one: Case; onClose: () => void }) {
  const navigate = useNavigate()
  const { act } = useCaseWrite()
  const [text, setText] = useState('')
  const [into, setInto] = useState<string | null>(null)
  const q = text.trim()
  const same = useQuery({ queryKey: ['cases', 'merge', one.id, q], queryFn: ({ signal }) => api.get<List<CaseLine>>('/cases', q ? { q, limit: 8 } : { ...(one.customer_id && { customer: one.customer_id }), limit: 8 }, signal), enabled: q.length > 1 || one.customer_id !== null, staleTime: 30_000 })
  const offers = (same.data?.items ?? []).filter((other) => other.id !== one.id && other.state !== 'closed').map((other) => ({ value: other.id, label: `${other.number} · ${whoOf(other)}`, note: other.title }))
  const go = () => { if (into) act.mutate({ id: one.id, verb: 'merge', body: { into } }, { onSuccess: () => { toast(t('case:merged_now')); onClose(); void navigate({ to: '/cases/$id' as never, params: { id: into } as never }) } }) }
  return (
    <Form title={t('case:merge')} problem={act.error} busy={act.isPending} save={t('case:merge_do')} ready={into !== null} onSave={go} onClose={onClose}>
      <p className="soft sm">{t('case:merge_hint', { number: one.number })}</p>
      <Suggest label={t('case:merge_into')} name="into" text={text} onText={(next) => { setText(next); setInto(null) }} offers={offers} onTake={(offer) => { setText(offer.label); setInto(offer.value) }} error={act.error?.at('into')} />
    </Form>
  )
}
