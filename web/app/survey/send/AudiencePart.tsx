import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Checkbox, Segmented, Select, TextField } from '@kit/Field'
import { IconButton } from '@kit/Button'
import { languageName } from '@kit/format'
import { Suggest } from '@kit/Suggest'
import '@kit/record.css'
import { t } from '../../i18n'
import { listQuery, useChoices } from '../../records'
import { useMay } from '../../session'
import type { Customer } from '../../types'
import { languagesOf } from '../counts'
import { useDraft } from '../draft'
import { type Audience, channels, type Gateway, minutesOf, type SendChannel, spanOf, tidy } from './campaign'
import type { Kept } from './keeper'

/** By what it goes, to whom, and by what it is caused. */
export function AudiencePart({ kept, locked }: { kept: Kept; locked: boolean }) {
  const { survey } = useDraft()
  const { campaign, set, at } = kept
  const { audience } = campaign
  const narrow = (change: Audience) => set({ audience: tidy({ ...audience, ...change }) })
  const lifecycles = useChoices('lifecycle')
  const places = useChoices('location')
  const event = campaign.occasion === 'event'
  return (
    <section className="form"><h3>{t('send:who')}</h3>
      <fieldset className="form" disabled={locked}>
        <Way kept={kept} />
        <Segmented label={t('send:occasion')} value={campaign.occasion} options={(['date', 'event'] as const).map((one) => ({ value: one, label: t(`send:occasion.${one}`) }))} onChange={(occasion) => set({ occasion, ...(occasion === 'event' ? { event_type: campaign.event_type ?? 'customer_created', waves: [] } : { event_type: null }) })} />
        {event && <Happens kept={kept} />}
        <p className="soft sm">{t('send:who_hint')}</p>
        <Boxes label={t('words:dim.lifecycle')} options={lifecycles} chosen={audience.lifecycle ?? []} onChange={(lifecycle) => narrow({ lifecycle })} />
        {languagesOf(survey).length > 1 && <Boxes label={t('words:dim.language')} options={languagesOf(survey).map((one) => ({ value: one, label: languageName(one) }))} chosen={audience.language ?? []} onChange={(language) => narrow({ language })} />}
        <Segments chosen={audience.segment ?? []} error={at('/audience/segment')} onChange={(segment) => narrow({ segment })} />
        {places.length > 0 && <Boxes label={t('words:dim.location')} options={places} chosen={audience.location ?? []} onChange={(location) => narrow({ location })} />}
        {!event && <Recently kept={kept} onChange={narrow} />}
        <Named chosen={audience.customers ?? []} onChange={(customers) => narrow({ customers })} />
        {!event && <TextField type="number" min={1} max={100} label={t('send:share')} hint={t('send:share_hint')} value={String(campaign.share)} error={at('share')} onChange={(change) => set({ share: Number(change.target.value) })} />}
      </fieldset>
    </section>
  )
}
function Way({ kept: { campaign, set, at } }: { kept: Kept }) {
  const gateways = useQuery({ ...listQuery<Gateway>('/gateways', { limit: 200 }), enabled: campaign.channel !== 'email' }).data?.items ?? []
  const fitting = gateways.filter((one) => one.channel === campaign.channel)
  return (
    <div className="pair">
      <Select label={t('send:channel')} value={campaign.channel} error={at('channel')} options={channels.map((one) => ({ value: one, label: t(`send:by.${one}`) }))} onChange={(channel: SendChannel) => set({ channel, gateway_id: null })} />
      {campaign.channel !== 'email' && <Select label={t('send:gateway')} value={campaign.gateway_id ?? ''} none={t('send:choose')} error={at('gateway_id')} hint={fitting.length ? undefined : t('send:no_gateway')} options={fitting.map((one) => ({ value: one.id, label: one.name }))} onChange={(gateway) => set({ gateway_id: gateway || null })} />}
    </div>
  )
}
/** After which event, and how long after. */
function Happens({ kept: { campaign, set, at } }: { kept: Kept }) {
  const seen = useQuery(listQuery<{ type: string; count: number }>('/touchpoints/suggestions')).data?.items ?? []
  const span = spanOf(campaign.delay_minutes)
  const [unit, setUnit] = useState(span.unit)
  const value = campaign.delay_minutes / { minutes: 1, hours: 60, days: 1440 }[unit]
  const created = campaign.event_type === 'customer_created'
  return (
    <>
      <Select label={t('send:event')} value={created ? 'customer_created' : 'other'} options={[{ value: 'customer_created', label: t('send:event.customer_created') }, { value: 'other', label: t('send:event.other') }]} onChange={(one) => set({ event_type: one === 'other' ? '' : one })} />
      {!created && <Suggest label={t('send:event_type')} hint={t('send:event_type_hint')} error={at('event_type')} text={campaign.event_type ?? ''} onText={(event_type) => set({ event_type })} offers={seen.filter((one) => one.type.includes(campaign.event_type ?? '')).slice(0, 6).map((one) => ({ value: one.type, label: one.type }))} onTake={(offer) => set({ event_type: offer.value })} />}
      <div className="pair">
        <TextField type="number" min={0} label={t('send:delay')} value={String(value)} error={at('delay_minutes')} onChange={(change) => set({ delay_minutes: minutesOf(Number(change.target.value), unit) })} />
        <Select label={t('send:unit')} value={unit} options={(['minutes', 'hours', 'days'] as const).map((one) => ({ value: one, label: t(`send:unit.${one}`) }))} onChange={(next) => { setUnit(next); set({ delay_minutes: minutesOf(value, next) }) }} />
      </div>
    </>
  )
}
function Boxes({ label, options, chosen, onChange }: { label: string; options: readonly { value: string; label: string }[]; chosen: readonly string[]; onChange: (next: string[]) => void }) {
  return <fieldset className="many"><legend className="form-label">{label}</legend><div className="many-in">{options.map((one) => <Checkbox key={one.value} label={one.label} checked={chosen.includes(one.value)} onChange={(on) => onChange(on ? [...chosen, one.value] : chosen.filter((other) => other !== one.value))} />)}</div></fieldset>
}
function Segments({ chosen, error, onChange }: { chosen: readonly string[]; error: string | undefined; onChange: (next: string[]) => void }) {
  const [text, setText] = useState(chosen.join(', '))
  return <TextField label={<>{t('words:dim.segment')} <span className="soft opt">{t('frame:optional')}</span></>} hint={t('send:segment_hint')} value={text} error={error} onChange={(event) => { setText(event.target.value); onChange(event.target.value.split(',').map((one) => one.trim()).filter(Boolean)) }} />
}
/** Customers to whom something happened lately. */
function Recently({ kept: { campaign, at }, onChange }: { kept: Kept; onChange: (change: Audience) => void }) {
  const event = campaign.audience.event
  return (
    <div className="pair">
      <TextField label={<>{t('send:had_event')} <span className="soft opt">{t('frame:optional')}</span></>} hint={t('send:had_event_hint')} value={event?.type ?? ''} error={at('/audience/event/type') ?? at('/audience/event')} onChange={(change) => onChange({ event: change.target.value.trim() ? { type: change.target.value.trim(), within_days: event?.within_days ?? 30 } : undefined } as Audience)} />
      {event && <TextField type="number" min={1} max={3650} label={t('send:within_days')} value={String(event.within_days)} error={at('/audience/event/within_days')} onChange={(change) => onChange({ event: { ...event, within_days: Number(change.target.value) } })} />}
    </div>
  )
}
/** Single customers, by name. */
function Named({ chosen, onChange }: { chosen: readonly string[]; onChange: (next: string[]) => void }) {
  const people = useMay('read_people')
  const [text, setText] = useState('')
  const found = useQuery({ ...listQuery<Customer>('/customers', { q: text.trim(), limit: 6 }), enabled: people && text.trim().length > 1 })
  return (
    <>
      <Suggest label={<>{t('send:single')} <span className="soft opt">{t('frame:optional')}</span></>} hint={t('send:single_hint')} text={text} onText={setText} offers={(found.data?.items ?? []).filter((one) => !chosen.includes(one.key)).map((one) => ({ value: one.key, label: one.name, note: one.key }))} onTake={(offer) => { onChange([...chosen, offer.value]); setText('') }} />
      {chosen.length > 0 && <ul className="sn-named">{chosen.map((one) => <li key={one} className="chip">{one}<IconButton icon="close" label={t('send:take_out', { name: one })} onClick={() => onChange(chosen.filter((other) => other !== one))} /></li>)}</ul>}
    </>
  )
}
