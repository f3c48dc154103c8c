import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from '@kit/Button'
import { moodMark, Tag } from '@kit/Chip'
import { DataBehind } from '@kit/Data'
import { Select, TextField } from '@kit/Field'
import { addDays, day, daysBetween, month, number, share, today, when } from '@kit/format'
import { Notice } from '@kit/Notice'
import type { FieldSpec } from '@kit/RecordFields'
import { Rich } from '@kit/Rich'
import { Spark } from '@kit/Spark'
import { Empty, Loading } from '@kit/State'
import { Interval, Whisker } from '@kit/Whisker'
import { api, type Problem } from '../api'
import { keyField, nameField } from '../firm/fields'
import { filterNames, many, useScope } from '../frame/scope'
import { asked, known } from '../insight/contacts/contacts'
import { useMayMark } from '../insight/rights'
import { because } from '../insight/say'
import { t, tOr } from '../i18n'
import { JourneyPlace } from '../journey/Place'
import { unitOf } from '../metric/unit'
import { RecordPanel } from '../record/RecordPanel'
import { byPosition } from '../record/order'
import { getQuery, listQuery, useNames, usePeople, useRegister } from '../records'
import { took, threshold } from './duration'
import { type Adherence, type AdherenceAnswer, asEstimate, type Gesture, type Item, type Standard, timeUnits } from './shape'
import { Offered } from './Offered'
import { furthestFirst, standingOf, tally } from './standards'
import './promise.css'

/** What sets the firm apart, in numbers: how often each standard was held, beside what customers say about the same thing. */
export function StandardsPage() {
  const { search, change } = useScope()
  const write = useMayMark()
  const list = useQuery(listQuery<Standard>('/standards', { limit: 500 }))
  const standards = byPosition(list.data?.items ?? [])
  const { params } = useScope()
  const answer = useQuery({ ...getQuery<AdherenceAnswer>('/standards/adherence', { ...asked(params), by: 'week' }), enabled: standards.length > 0 })
  const gestures = useQuery({ ...getQuery<{ items: Gesture[] }>('/standards/gestures'), enabled: standards.some((one) => one.dated !== null) }).data?.items ?? []
  const rows = answer.data?.rows ?? []
  const open = many(search['open'])[0]
  const chosen = open && open !== 'new' ? standards.find((one) => one.id === open) : undefined
  const add = write && <Button look="main" icon="plus" onClick={() => change({ open: 'new' })}>{t('standard:add')}</Button>
  const close = () => change({ open: undefined })
  const timed = furthestFirst(standards, rows)
  const { of, missed } = tally(standards, rows)
  return (
    <JourneyPlace title={t('standard:title')} skip={[...new Set([...filterNames.filter((one) => !(known as readonly string[]).includes(one)), 'attribute'])]}>
      {list.error ? <Notice tone="danger">{list.error.message}</Notice> : list.isPending ? <Loading lines={6} /> : standards.length === 0
        ? <Empty title={t('standard:empty')} example="table" action={add}>{t('standard:empty_words')}</Empty>
        : (
          <>
            <section>
              <div className="pr-top"><div><h2 className="say">{of === 0 ? t('standard:say_unknown') : missed === 0 ? t('standard:say_held', { count: of }) : <Rich text={t('standard:say_missed', { count: missed, of: number(of) })} />}</h2><p className="say-more">{t('standard:say_more')}{answer.data && ` ${t('promise:as_of', { when: when(answer.data.as_of) })}`}</p></div>{add}</div>
              {answer.error && <Notice tone="danger">{answer.error.message}</Notice>}
              <ul className="stds">{timed.map((one) => <Row key={one.id} of={one} now={rows.find((row) => row.standard_id === one.id)} onOpen={() => change({ open: one.id })} />)}</ul>
              <p className="hint">{t('standard:how')}</p>
              <Behind standards={timed} rows={rows} />
            </section>
            {gestures.length > 0 && <section><div className="head"><h2>{t('standard:gestures')}</h2></div>
              <ul className="bars-list">{gestures.map((one) => <li key={one.standard_id}><button type="button" className="as-link" onClick={() => change({ open: one.standard_id })}>{one.name}</button><span className="sm soft">{[standards.find((other) => other.id === one.standard_id)?.description, one.owner_name].filter(Boolean).join(' · ')}</span><span className="sm"><b>{day(one.day)}</b> <span className="soft">{one.day === today() ? t('standard:today') : one.day === addDays(today(), 1) ? t('standard:tomorrow') : t('standard:in_days', { count: daysBetween(today(), one.day) })}</span></span></li>)}</ul></section>}
          </>)}
      {open && (open === 'new' ? write : chosen) && <StandardPanel key={open} record={chosen ?? null} next={standards.length + 1} write={write} onClose={close} />}
    </JourneyPlace>
  )
}
/** Why there is no figure: a standard without events is not measured. */
const why = (reason: string | null) => reason ? tOr(`standard:reason.${reason}`, because(reason)) : t('standard:reason.no_answers')
const tone = { held: 'pos', missed: 'neg', uncertain: undefined, unknown: undefined } as const
function Row({ of, now, onOpen }: { of: Standard; now: Adherence | undefined; onOpen: () => void }) {
  const name = useNames()
  const people = usePeople()
  const kept = asEstimate(now)
  const state = standingOf(now)
  const weeks = now?.series ?? []
  return (
    <li>
      <div><button type="button" className="open" onClick={onOpen}>{of.name}</button><small>{[of.touchpoint_id && name('touchpoint', of.touchpoint_id), of.threshold && t(of.calendar === 'working' ? 'standard:within_working' : 'standard:within', { time: threshold(of.threshold) }), people(of.owner_id)].filter(Boolean).join(' · ')}</small></div>
      <div className="held"><Whisker of={kept} scale={[0, 1]} tick={of.target_share} mood={state === 'missed' ? 'neg' : state === 'held' ? 'pos' : undefined} /><span className="row wrap">{now && kept.value === null ? <small>{why(now.reason)}</small> : <Interval of={kept} unit="share" mood={tone[state]} count />}</span></div>
      <div>{of.target_share !== null && <Tag {...(tone[state] && { tone: tone[state]! })}>{state === 'held' ? `${moodMark.pos} ` : state === 'missed' ? `${moodMark.neg} ` : ''}{t(`standard:state.${state}`, { target: share(of.target_share) })}</Tag>}<small>{now?.median_s !== null && now?.median_s !== undefined && t('standard:median', { time: took(now.median_s), slow: now.p90_s === null ? '–' : took(now.p90_s) })}{now?.open ? ` · ${t('standard:open', { count: now.open })}` : ''}</small></div>
      <div>{weeks.filter((one) => one.share !== null).length > 1 && <Spark label={t('standard:spark', { name: of.name })} goal={of.target_share} points={weeks.map((one) => { const at = asEstimate(one); return { key: one.key, value: at.tier === 'hidden' ? null : at.value, thin: at.tier === 'fragile' || at.tier === 'raw' } })} />}<Said of={of} answers={now?.answers ?? null} /></div>
    </li>
  )
}
/** What customers say about the same thing, in words and with its certainty. */
function Said({ of, answers }: { of: Standard; answers: Adherence['answers'] }) {
  const metric = useRegister('metrics').find((one) => one.id === of.metric_id)
  if (!metric || !answers) return null
  return <small>{t('standard:they_say', { metric: metric.name })} <Interval of={answers} unit={unitOf(metric.kind)} count /></small>
}
function Behind({ standards, rows }: { standards: readonly Standard[]; rows: readonly Adherence[] }) {
  const by = new Map(rows.map((row) => [row.standard_id, row]))
  const of = (one: Standard) => asEstimate(by.get(one.id))
  const time = (value: number | null | undefined) => value === null || value === undefined ? '–' : took(value)
  return <DataBehind name="standards" caption={t('standard:title')} rows={standards} columns={[
    { name: t('standard:standard'), value: (one) => one.name }, { name: t('standard:kept'), number: true, value: (one) => of(one).value, show: (one) => <Interval of={of(one)} unit="share" /> },
    { name: t('insight:lo'), number: true, value: (one) => of(one).lo, show: (one) => of(one).lo === null ? '–' : share(of(one).lo!) }, { name: t('insight:hi'), number: true, value: (one) => of(one).hi, show: (one) => of(one).hi === null ? '–' : share(of(one).hi!) },
    { name: t('words:n'), number: true, value: (one) => of(one).n, show: (one) => number(of(one).n) }, { name: t('standard:target'), number: true, value: (one) => one.target_share, show: (one) => one.target_share === null ? '–' : share(one.target_share) },
    { name: t('standard:half'), number: true, value: (one) => by.get(one.id)?.median_s, show: (one) => time(by.get(one.id)?.median_s) }, { name: t('standard:slowest'), number: true, value: (one) => by.get(one.id)?.p90_s, show: (one) => time(by.get(one.id)?.p90_s) }, { name: t('standard:waiting'), number: true, value: (one) => by.get(one.id)?.open },
    { name: t('words:method'), value: (one) => by.get(one.id)?.method ?? '' },
  ]} />
}
function StandardPanel({ record, next, write, onClose }: { record: Standard | null; next: number; write: boolean; onClose: () => void }) {
  const touchpoints = byPosition(useRegister('touchpoints')).map((one) => ({ value: one.id, label: one.name }))
  const metrics = useRegister('metrics').map((one) => ({ value: one.id, label: one.name }))
  const users = useRegister('users').filter((one) => one.active || one.id === record?.owner_id).map((one) => ({ value: one.id, label: one.name || one.email }))
  const dated = (values: Record<string, unknown>) => values['dated'] !== null && values['dated'] !== undefined
  const fields: FieldSpec[] = [
    nameField(), keyField(t('promise:key_hint')),
    { name: 'description', kind: 'long', label: t('standard:description'), nullable: true },
    { name: 'touchpoint_id', kind: 'choice', label: t('words:dim.touchpoint'), none: t('standard:anywhere'), options: touchpoints, half: true }, { name: 'owner_id', kind: 'choice', label: t('words:dim.owner'), none: t('journey:nobody'), options: users, half: true },
    { name: 'dated', kind: 'own', label: t('standard:dated'), draw: ({ value, set, error }) => <Dated value={value as Standard['dated']} onChange={set} error={error} /> },
    { name: 'remind_days', kind: 'number', min: 0, max: 90, label: t('standard:remind_days'), when: dated },
    { name: 'measure', kind: 'choice', label: t('standard:measure'), required: true, options: (['time_between', 'duration', 'share'] as const).map((one) => ({ value: one, label: t(`standard:measure.${one}`) })), when: (values) => !dated(values) },
    { name: 'event_from', kind: 'text', label: t('standard:event_from'), nullable: true, hint: t('standard:event_hint'), half: true, when: (values) => !dated(values) }, { name: 'event_to', kind: 'text', label: t('standard:event_to'), nullable: true, half: true, when: (values) => !dated(values) && values['measure'] !== 'duration' },
    { name: 'threshold', kind: 'own', label: t('standard:threshold'), when: (values) => !dated(values) && values['measure'] !== 'share', draw: ({ value, set, error, errorAt }) => <Limit value={value as Standard['threshold']} onChange={set} error={error ?? errorAt('/threshold/value')} /> },
    { name: 'calendar', kind: 'choice', label: t('standard:calendar'), required: true, options: (['working', 'always'] as const).map((one) => ({ value: one, label: t(`standard:calendar.${one}`) })), half: true, when: (values) => !dated(values) },
    { name: 'target_share', kind: 'own', label: t('standard:target'), when: (values) => !dated(values), draw: ({ value, set, error }) => <TextField type="number" min={1} max={100} step={1} name="target_share" label={t('standard:target_percent')} error={error} value={value === null || value === undefined ? '' : String(Math.round(Number(value) * 1000) / 10)} onChange={(event) => set(event.target.value === '' ? null : Number(event.target.value) / 100)} /> },
    { name: 'metric_id', kind: 'choice', label: t('standard:metric'), none: t('standard:metric_none'), options: metrics, hint: t('standard:metric_hint') },
  ]
  return <RecordPanel<Standard> kind="standards" record={record} title={record?.name ?? t('standard:add')} fields={fields} write={write} onClose={onClose} wide removeWords={t('standard:remove_words')}
    blank={{ key: '', name: '', description: '', touchpoint_id: null, owner_id: null, event_from: null, event_to: null, threshold: { value: 2, unit: 'hours' }, measure: 'time_between', calendar: 'working', target_share: 0.9, dated: null, remind_days: 14, metric_id: null, position: next }}>
    {record && write && record.dated === null && <Offer of={record} />}
  </RecordPanel>
}
/** A standard offers the question that asks customers about the same thing. */
function Offer({ of }: { of: Standard }) {
  const client = useQueryClient()
  const make = useMutation<{ item: Item }, Problem>({ mutationFn: () => api.post(`/standards/${of.id}/item`), onSuccess: () => { void client.invalidateQueries({ queryKey: ['standards'] }); void client.invalidateQueries({ queryKey: ['metrics'] }) } })
  return (
    <div className="bench"><h3>{t('standard:ask')}</h3><p className="sm soft">{t('standard:ask_about')}</p>
      {make.data ? <Offered items={[make.data.item]} /> : <Button busy={make.isPending} onClick={() => make.mutate()}>{t(of.metric_id ? 'standard:ask_again' : 'standard:ask_make')}</Button>}
      {make.error && <Notice tone="danger">{make.error.message}</Notice>}
    </div>
  )
}
function Limit({ value, onChange, error }: { value: Standard['threshold']; onChange: (value: Standard['threshold']) => void; error: string | undefined }) {
  const now = value ?? { value: 2, unit: 'hours' as const }
  return <div className="pair"><TextField type="number" min={0} step="any" name="threshold" label={t('standard:threshold')} error={error} value={String(now.value)} onChange={(event) => onChange({ ...now, value: Number(event.target.value) })} /><Select label={t('standard:unit')} value={now.unit} options={timeUnits.map((one) => ({ value: one, label: t(`standard:unit.${one}`) }))} onChange={(unit) => onChange({ ...now, unit })} /></div>
}
/** A day of the year for a gesture, or none: the standard is then measured. */
function Dated({ value, onChange, error }: { value: Standard['dated']; onChange: (value: Standard['dated']) => void; error: string | undefined }) {
  const months = Array.from({ length: 12 }, (_, at) => ({ value: String(at + 1), label: month(`2024-${String(at + 1).padStart(2, '0')}-01`) }))
  return (
    <fieldset><legend className="form-label">{t('standard:kind')}</legend>
      <Select quiet label={t('standard:kind')} value={value ? 'dated' : 'measured'} options={[{ value: 'measured', label: t('standard:kind.measured') }, { value: 'dated', label: t('standard:kind.dated') }]} onChange={(kind) => onChange(kind === 'dated' ? { month: Number(today().slice(5, 7)), day: Number(today().slice(8, 10)) } : null)} />
      {value && <div className="pair"><TextField type="number" min={1} max={31} name="dated" label={t('words:dim.day')} error={error} value={String(value.day)} onChange={(event) => onChange({ ...value, day: Number(event.target.value) })} /><Select label={t('words:dim.month')} value={String(value.month)} options={months} onChange={(next) => onChange({ ...value, month: Number(next) })} /></div>}
    </fieldset>
  )
}
