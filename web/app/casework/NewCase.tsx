import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@kit/Button'
import { Segmented, Select, TextArea, TextField } from '@kit/Field'
import { Problems, toast } from '@kit/Notice'
import { Panel } from '@kit/Panel'
import { Suggest } from '@kit/Suggest'
import { api } from '../api'
import { t } from '../i18n'
import { useChoices, useRegister } from '../records'
import { useMay, useSession } from '../session'
import type { Customer, List } from '../types'
import { useCaseWrite } from './cases'
import { severityName } from './names'
import type { CaseKind } from './shape'

interface Draft { kind: CaseKind; text: string; customer: string; who: string; email: string; touchpoint: string; location: string; channel: string; severity: string; remedy: string }
const blank: Draft = { kind: 'complaint', text: '', customer: '', who: '', email: '', touchpoint: '', location: '', channel: 'phone', severity: '2', remedy: '' }
// closing by mistake loses nothing
let kept: Draft | null = null

/** What a customer told us: their words first, then who and where; the rest finds the owner. */
export default function NewCase({ onClose, onMade }: { onClose: () => void; onMade: (id: string) => void }) {
  const { user } = useSession()
  const mayPeople = useMay('read_people')
  const { open } = useCaseWrite()
  const own = useRegister('locations').find((place) => place.id === user.location_id)?.key ?? ''
  const [draft, setDraft] = useState<Draft>(() => kept ?? blank)
  const [short, setShort] = useState(false)
  const set = (part: Partial<Draft>) => { kept = { ...draft, ...part }; setDraft(kept) }
  const q = draft.who.trim()
  const found = useQuery({ queryKey: ['customers', 'suggest', q], queryFn: ({ signal }) => api.get<List<Customer>>('/customers', { q, limit: 6 }, signal), enabled: mayPeople && q.length > 1 && !draft.customer, staleTime: 30_000 })
  const offers = (found.data?.items ?? []).map((one) => ({ value: one.key, label: one.name, note: one.key }))
  const [touchpoints, places, channels] = [useChoices('touchpoint'), useChoices('location'), useChoices('channel')]
  const save = () => {
    setShort(!draft.text.trim())
    if (!draft.text.trim()) { document.querySelector<HTMLElement>('.panel [name=text]')?.focus(); return }
    const location = draft.location || own
    open.mutate({
      kind: draft.kind, text: draft.text.trim(), channel: draft.channel, severity: Number(draft.severity),
      ...(draft.customer ? { customer: draft.customer } : q && { customer_name: q }), ...(!draft.customer && draft.email.trim() && { customer_email: draft.email.trim() }),
      ...(draft.touchpoint && { touchpoint: draft.touchpoint }), ...(location && { location }), ...(draft.remedy.trim() && { remedy_sought: draft.remedy.trim() }),
    }, { onSuccess: (made) => { kept = null; toast(t('case:opened', { number: made.number })); onClose(); onMade(made.id) } })
  }
  const problem = open.error
  return (
    <Panel title={t('case:new')} onClose={onClose} foot={<><Button look="ghost" onClick={onClose}>{t('frame:cancel')}</Button><Button look="main" busy={open.isPending} onClick={save}>{t('case:open_it')}</Button></>}>
      <form className="form" noValidate onSubmit={(event) => { event.preventDefault(); save() }} onKeyDown={(event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) { event.preventDefault(); save() } }}>
        {problem && <Problems title={t('frame:form_problems')} items={problem.problems.length ? problem.problems.map((one) => ({ field: one.pointer.slice(1), message: one.message })) : [{ message: problem.status === 0 ? t('frame:unreachable') : problem.words }]} />}
        <p className="soft sm">{t('case:new_hint')}</p>
        <Segmented label={t('words:dim.kind')} value={draft.kind} onChange={(kind: CaseKind) => set({ kind })} options={[{ value: 'complaint', label: t('case:kind.complaint') }, { value: 'follow_up', label: t('case:kind.follow_up') }]} />
        <TextArea label={t('case:new_words')} name="text" rows={6} className="input voice" value={draft.text} error={short && !draft.text.trim() ? t('case:new_words_missing') : problem?.at('text')} onChange={(event) => set({ text: event.target.value })} />
        <Suggest label={t('case:new_customer')} hint={t('case:new_customer_hint')} name="customer" text={draft.who} onText={(who) => set({ who, customer: '' })} offers={draft.customer ? [] : offers} onTake={(offer) => set({ who: offer.label, customer: offer.value })} error={problem?.at('customer') ?? problem?.at('customer_name')} />
        {!draft.customer && <TextField label={<>{t('case:new_email')} <span className="soft opt">{t('frame:optional')}</span></>} type="email" name="customer_email" autoComplete="off" value={draft.email} error={problem?.at('customer_email')} onChange={(event) => set({ email: event.target.value })} />}
        <Select label={t('words:dim.touchpoint')} name="touchpoint" none={t('feedback:note_no_touchpoint')} value={draft.touchpoint} options={touchpoints} error={problem?.at('touchpoint')} onChange={(touchpoint) => set({ touchpoint })} />
        <div className="pair">
          {places.length > 0 && <Select label={t('words:dim.location')} name="location" none={t('words:unknown')} value={draft.location || own} options={places} error={problem?.at('location')} onChange={(location) => set({ location })} />}
          <Select label={t('case:new_channel')} name="channel" value={draft.channel} options={channels} error={problem?.at('channel')} onChange={(channel) => set({ channel })} />
        </div>
        <div className="field"><span className="form-label">{t('case:fact.severity')}</span><Segmented<string> label={t('case:fact.severity')} value={draft.severity} options={['1', '2', '3'].map((one) => ({ value: one, label: severityName(Number(one)) }))} onChange={(severity) => set({ severity })} /></div>
        <TextArea label={<>{t('case:remedy')} <span className="soft opt">{t('frame:optional')}</span></>} name="remedy_sought" rows={2} value={draft.remedy} error={problem?.at('remedy_sought')} onChange={(event) => set({ remedy: event.target.value })} />
        <button type="submit" hidden />
      </form>
    </Panel>
  )
}
