import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@kit/Button'
import { Segmented, Select, TextArea } from '@kit/Field'
import { Problems, toast } from '@kit/Notice'
import { Panel } from '@kit/Panel'
import { ScalePick } from '@kit/Scale'
import { Suggest } from '@kit/Suggest'
import { api } from '../api'
import { t } from '../i18n'
import { useChoices, useRegister } from '../records'
import { useScope } from '../frame/scope'
import { useMay, useSession } from '../session'
import type { Customer, List } from '../types'
import { useFeedbackWrite, useMetrics } from './inbox'

interface Draft { kind: 'note' | 'complaint'; words: string; touchpoint: string; location: string; channel: string; customer: string; customerText: string; metric: string; value: number | null }
const blank: Draft = { kind: 'note', words: '', touchpoint: '', location: '', channel: 'store', customer: '', customerText: '', metric: '', value: null }
// closing by mistake loses nothing
let kept: Draft | null = null

/** What staff heard: the words first, the rest helps to find it again. */
export default function NotePanel({ onClose, onSaved }: { onClose: () => void; onSaved: (id: string) => void }) {
  const { scope } = useScope()
  const { user } = useSession()
  const mayRead = useMay('read_feedback')
  const locations = useRegister('locations')
  const one = (name: string) => { const values = scope.filters[name] ?? []; return values.length === 1 && !values[0]!.startsWith('!') ? values[0]! : '' }
  const [draft, setDraft] = useState<Draft>(() => kept ?? { ...blank, touchpoint: one('touchpoint'), location: one('location') })
  const set = (part: Partial<Draft>) => { const next = { ...draft, ...part }; kept = next; setDraft(next) }
  const metrics = useMetrics().filter((metric) => metric.kind !== 'index')
  const metric = metrics.find((m) => m.key === draft.metric) ?? metrics.find((m) => m.key === 'csat') ?? metrics[0]
  const own = locations.find((place) => place.id === user.location_id)?.key ?? ''
  const { add } = useFeedbackWrite()
  const [short, setShort] = useState(false)
  const save = () => {
    if (!draft.words.trim()) { setShort(true); document.querySelector<HTMLElement>('[name=comment]')?.focus(); return }
    const location = draft.location || own
    add.mutate({
      kind: draft.kind, source: 'staff', channel: draft.channel, comment: draft.words.trim(),
      ...(draft.touchpoint && { touchpoint: draft.touchpoint }), ...(location && { location }), ...((draft.customer || draft.customerText.trim()) && { customer: draft.customer || draft.customerText.trim() }),
      ratings: metric && draft.value !== null ? [{ metric: metric.key, value: draft.value, ...(draft.touchpoint && { touchpoint: draft.touchpoint }) }] : [],
    }, { onSuccess: (saved) => { kept = null; toast(mayRead ? t('frame:saved') : t('feedback:told')); onSaved(saved.id) } })
  }
  const [touchpoints, places, channels] = [useChoices('touchpoint'), useChoices('location'), useChoices('channel')]
  const problem = add.error
  return (
    <Panel title={t('feedback:write_note')} onClose={onClose} foot={<><Button look="ghost" onClick={onClose}>{t('frame:cancel')}</Button><Button look="main" busy={add.isPending} onClick={save}>{t('frame:save')}</Button></>}>
      <form className="form" onSubmit={(event) => { event.preventDefault(); save() }} onKeyDown={(event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) { event.preventDefault(); save() } }}>
        {problem && <Problems title={t('frame:form_problems')} items={problem.problems.length ? problem.problems.map((p) => ({ field: p.pointer.slice(1), message: p.message })) : [{ message: problem.status === 0 ? t('frame:unreachable') : problem.words }]} />}
        <p className="soft sm">{t('feedback:note_hint')}</p>
        <Segmented label={t('words:dim.kind')} value={draft.kind} onChange={(kind) => set({ kind })} options={[{ value: 'note', label: t('words:kind.note') }, { value: 'complaint', label: t('words:kind.complaint') }]} />
        <TextArea label={t('feedback:note_words')} name="comment" rows={6} className="input voice" value={draft.words} error={short && !draft.words.trim() ? t('feedback:note_words_missing') : problem?.at('comment')} onChange={(event) => set({ words: event.target.value })} />
        <Select label={t('words:dim.touchpoint')} name="touchpoint" none={t('feedback:note_no_touchpoint')} value={draft.touchpoint} options={touchpoints} error={problem?.at('touchpoint')} onChange={(touchpoint) => set({ touchpoint })} />
        <div className="pair">
          {places.length > 0 && <Select label={t('words:dim.location')} name="location" none={t('words:unknown')} value={draft.location || own} options={places} error={problem?.at('location')} onChange={(location) => set({ location })} />}
          <Select label={t('words:dim.channel')} name="channel" value={draft.channel} options={channels} error={problem?.at('channel')} onChange={(channel) => set({ channel })} />
        </div>
        <CustomerField text={draft.customerText} onText={(customerText) => set({ customerText, customer: '' })} onTake={(key, name) => set({ customer: key, customerText: name })} error={problem?.at('customer')} />
        {metric && <div className="form fb-note-score">
          {metrics.length > 1 && <Select label={t('feedback:note_metric')} value={metric.key} options={metrics.map((m) => ({ value: m.key, label: m.name }))} onChange={(key) => set({ metric: key, value: null })} />}
          <ScalePick legend={t('feedback:note_score')} name="value" min={metric.min} max={metric.max} value={draft.value} onChange={(value) => set({ value })} />
        </div>}
        <button type="submit" hidden />
      </form>
    </Panel>
  )
}
function CustomerField({ text, onText, onTake, error }: { text: string; onText: (text: string) => void; onTake: (key: string, name: string) => void; error: string | undefined }) {
  const q = text.trim()
  const mayPeople = useMay('read_people')
  const { data } = useQuery({ queryKey: ['customers', 'suggest', q], queryFn: ({ signal }) => api.get<List<Customer>>('/customers', { q, limit: 6 }, signal), enabled: mayPeople && q.length > 1, staleTime: 30_000 })
  const offers = (q.length > 1 ? data?.items ?? [] : []).slice(0, 6).map((one) => ({ value: one.key, label: one.name, note: one.key }))
  return <Suggest label={t('feedback:note_customer')} hint={t('feedback:note_customer_hint')} name="customer" text={text} onText={onText} offers={offers} onTake={(offer) => onTake(offer.value, offer.label)} error={error} />
}
