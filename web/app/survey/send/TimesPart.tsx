import { Button, IconButton } from '@kit/Button'
import { Select, Switch, TextField } from '@kit/Field'
import { number } from '@kit/format'
import { t } from '../../i18n'
import { useSession } from '../../session'
import { evenWaves, type Wave } from './campaign'
import type { Kept } from './keeper'

const hour = 3_600_000
/** When it goes out, when never, how often it reminds. */
export function TimesPart({ kept, locked }: { kept: Kept; locked: boolean }) {
  const { campaign, set, at } = kept
  const { firm } = useSession()
  const quiet = campaign.quiet_from !== null
  const event = campaign.occasion === 'event'
  const days = (name: 'hold_days' | 'remind_after_days', label: string, hint?: string) => <TextField type="number" min={name === 'hold_days' ? 0 : 1} max={60} label={label} hint={hint} value={String(campaign[name])} error={at(name)} onChange={(change) => set({ [name]: Number(change.target.value) })} />
  return (
    <section className="form"><h3>{t('send:when')}</h3>
      {!event && <Waves kept={kept} locked={locked} />}
      <Switch label={t('send:quiet')} hint={t('send:quiet_hint', { zone: firm.time_zone })} checked={quiet} onChange={(on) => set(on ? { quiet_from: '21:00', quiet_to: '08:00' } : { quiet_from: null, quiet_to: null })} />
      {quiet && <div className="pair"><TextField type="time" label={t('send:quiet_from')} value={campaign.quiet_from ?? ''} error={at('quiet_from')} onChange={(change) => set({ quiet_from: change.target.value })} /><TextField type="time" label={t('send:quiet_to')} value={campaign.quiet_to ?? ''} error={at('quiet_to')} onChange={(change) => set({ quiet_to: change.target.value })} /></div>}
      <Switch label={t('send:working_days')} checked={campaign.working_days_only} onChange={(working_days_only) => set({ working_days_only })} />
      <div className="pair">
        <Select label={t('send:reminders')} value={String(campaign.reminders)} error={at('reminders')} hint={t('send:reminders_hint')} options={[0, 1, 2, 3].map((one) => ({ value: String(one), label: one === 0 ? t('send:no_reminders') : number(one) }))} onChange={(one) => set({ reminders: Number(one) })} />
        {campaign.reminders > 0 && days('remind_after_days', t('send:remind_after'))}
      </div>
      <div className="pair">
        <TextField type="number" min={1} max={365} label={<>{t('send:expires_after')} <span className="soft opt">{t('frame:optional')}</span></>} hint={t('send:expires_hint')} value={campaign.expires_after_days === null ? '' : String(campaign.expires_after_days)} error={at('expires_after_days')} onChange={(change) => set({ expires_after_days: change.target.value ? Number(change.target.value) : null })} />
        {days('hold_days', t('send:hold'), t('send:hold_hint'))}
      </div>
      <TextField type="number" min={1} max={1_000_000} label={<>{t('send:most_per_hour')} <span className="soft opt">{t('frame:optional')}</span></>} hint={t('send:most_per_hour_hint')} value={campaign.most_per_hour === null ? '' : String(campaign.most_per_hour)} error={at('most_per_hour')} onChange={(change) => set({ most_per_hour: change.target.value ? Number(change.target.value) : null })} />
    </section>
  )
}
/** At once, at a time, or in parts at several times. */
function Waves({ kept: { campaign, set, at }, locked }: { kept: Kept; locked: boolean }) {
  const { waves } = campaign
  const put = (next: Wave[]) => set({ waves: next, ...(next.length && { starts_at: null }) })
  const add = () => {
    const last = waves.at(-1)?.at ?? campaign.starts_at ?? new Date(Math.ceil(Date.now() / hour) * hour).toISOString()
    const starts = waves.length ? [...waves.map((one) => one.at), later(last)] : [last, later(last)]
    put(evenWaves(starts))
  }
  const total = waves.reduce((sum, one) => sum + one.share, 0)
  return (
    <>
      {waves.length === 0 && <Moment label={<>{t('send:begins')} <span className="soft opt">{t('frame:optional')}</span></>} hint={t('send:begins_hint')} value={campaign.starts_at} error={at('starts_at')} onChange={(starts_at) => set({ starts_at })} />}
      <fieldset className="form" disabled={locked}><legend className="vh">{t('send:waves')}</legend>
        {waves.map((one, index) => (
          <div key={index} className="sn-wave">
            <Moment label={t('send:wave_at', { number: number(index + 1) })} value={one.at} error={at(`/waves/${index}/at`)} onChange={(next) => put(waves.map((other, place) => (place === index && next ? { ...other, at: next } : other)))} />
            <TextField type="number" min={1} max={100} label={t('send:wave_share')} value={String(one.share)} error={at(`/waves/${index}/share`)} onChange={(event) => put(waves.map((other, place) => (place === index ? { ...other, share: Number(event.target.value) } : other)))} />
            <IconButton icon="trash" label={t('send:wave_remove', { number: number(index + 1) })} onClick={() => put(waves.length === 2 ? [] : evenWaves(waves.filter((_, place) => place !== index).map((other) => other.at)))} />
          </div>))}
        {waves.length > 0 && total !== 100 && <p className="problem">{t('send:waves_add_up', { total: number(total) })}</p>}
        <div><Button icon="plus" onClick={add}>{t(waves.length ? 'send:wave_add' : 'send:in_waves')}</Button></div>
      </fieldset>
    </>
  )
}
const later = (at: string) => new Date(new Date(at).getTime() + 24 * hour).toISOString()
/** A moment in the person's own clock; stored as an instant. */
function Moment({ label, hint, value, error, onChange }: { label: React.ReactNode; hint?: string; value: string | null; error: string | undefined; onChange: (value: string | null) => void }) {
  const local = value ? new Date(new Date(value).getTime() - new Date(value).getTimezoneOffset() * 60_000).toISOString().slice(0, 16) : ''
  return <TextField type="datetime-local" label={label} hint={hint} error={error} value={local} onChange={(event) => onChange(event.target.value ? new Date(event.target.value).toISOString() : null)} />
}
