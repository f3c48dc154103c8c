import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, IconButton } from '@kit/Button'
import { Tag } from '@kit/Chip'
import { DataBehind } from '@kit/Data'
import { Select, TextArea, TextField } from '@kit/Field'
import { day, number } from '@kit/format'
import { Notice, toast } from '@kit/Notice'
import { Rich } from '@kit/Rich'
import { Empty, Loading } from '@kit/State'
import { Link } from '@tanstack/react-router'
import { api, type Problem } from '../api'
import { many, useScope } from '../frame/scope'
import { useMayMark } from '../insight/rights'
import { t } from '../i18n'
import { JourneyPlace } from '../journey/Place'
import { RecordPanel } from '../record/RecordPanel'
import { byPosition } from '../record/order'
import { listQuery, useChoices, useNames, usePeople, useRegister } from '../records'
import type { Touchpoint } from '../types'
import { arranged, gap } from './designed'
import { type Designed, type Evidence, evidences, feasibilities } from './shape'
import './promise.css'

/** What each touchpoint gives now and what it is to give: in the order customers meet them. */
export function DesignedPage() {
  const { search, change } = useScope()
  const write = useMayMark()
  const list = useQuery(listQuery<Designed>('/designed_experiences', { limit: 500 }))
  const touchpoints = useQuery(listQuery<Touchpoint>('/touchpoints', { limit: 500 })).data?.items
  const stages = byPosition(useRegister('stages'))
  const rows = list.data?.items ?? []
  const ordered = arranged(touchpoints ?? [], stages)
  const by = new Map(rows.map((one) => [one.touchpoint_id, one]))
  const open = many(search['open'])[0]
  const record = rows.find((one) => one.id === open)
  const place = open?.startsWith('at.') ? open.slice(3) : undefined
  const to = (one: Touchpoint) => { const own = by.get(one.id); change({ open: own ? own.id : `at.${one.id}` }) }
  const { without, blocked } = gap(ordered, rows)
  const close = () => change({ open: undefined })
  const rest = ordered.filter((one) => !by.has(one.id))
  return (
    <JourneyPlace title={t('design:title')} scope={false}>
      {list.error ? <Notice tone="danger">{list.error.message}</Notice> : list.isPending || !touchpoints ? <Loading lines={8} /> : ordered.length === 0
        ? <Empty title={t('design:empty')} action={<Link className="btn main" to="/touchpoints">{t('journey:add')}</Link>}>{t('design:empty_words')}</Empty>
        : (
          <>
            <section>
              <div className="pr-top"><div><h2 className="say">{rows.length === 0 ? t('design:say_none') : without === 0 ? t('design:say_all') : <Rich text={t('design:say_without', { count: without, of: number(ordered.length) })} />}</h2><p className="say-more">{blocked > 0 && `${t('design:say_blocked', { count: blocked })} `}{t('design:say_more')}</p></div></div>
              {rows.length > 0 && <><div className="designs-head" aria-hidden="true"><span>{t('words:dim.touchpoint')}</span><span>{t('design:now')}</span><span>{t('design:wanted')}</span><span /></div>
                <ul className="designs">{ordered.flatMap((one) => { const own = by.get(one.id); return own ? [<Row key={one.id} name={one.name} of={own} onOpen={() => to(one)} />] : [] })}</ul></>}
              {rows.length > 0 && <Behind rows={rows} />}
            </section>
            {rest.length > 0 && <section><div className="head"><h2>{t('design:without')}</h2></div><p className="row wrap">{rest.map((one) => write ? <Button key={one.id} icon="plus" look="ghost" onClick={() => to(one)}>{one.name}</Button> : <Tag key={one.id}>{one.name}</Tag>)}</p></section>}
          </>)}
      {open && (record || (place && write)) && <DesignedPanel key={open} record={record ?? null} touchpoint={record?.touchpoint_id ?? place!} write={write} onClose={close} />}
    </JourneyPlace>
  )
}
const feasibleTone = { feasible: undefined, later: undefined, not_feasible: 'warn' } as const
function Row({ name: title, of, onOpen }: { name: string; of: Designed; onOpen: () => void }) {
  const name = useNames()
  const people = usePeople()
  return (
    <li>
      <div className="name"><button type="button" className="open" onClick={onOpen}>{title}</button><small>{people(of.owner_id)}</small></div>
      <div><span className="vh">{t('design:now')}: </span>{of.now || <span className="soft">–</span>}</div>
      <div className="wanted"><span className="vh">{t('design:wanted')}: </span>{of.wanted || <span className="soft">{t('design:not_said')}</span>}{of.emotion && <small>{t('design:feels', { emotion: name('emotion', of.emotion) })}</small>}</div>
      <div className="side">{of.approved && <Tag tone="acc">{t('design:approved_tag')}</Tag>}<Tag {...(feasibleTone[of.feasibility] && { tone: feasibleTone[of.feasibility]! })}>{t(`design:feasibility.${of.feasibility}`)}</Tag>{of.level !== null && <span title={t(`design:level.${of.level as 1 | 2 | 3 | 4}`)}><span className="vh">{t(`design:level.${of.level as 1 | 2 | 3 | 4}`)}</span><span className="steps-four" aria-hidden="true">{[1, 2, 3, 4].map((at) => <i key={at} className={at <= of.level! ? 'on' : undefined} />)}</span></span>}<small>{of.evidence.length > 0 ? t('design:evidence_count', { count: of.evidence.length }) : t('design:evidence_none')}</small></div>
    </li>
  )
}
function Behind({ rows }: { rows: readonly Designed[] }) {
  const name = useNames()
  return <DataBehind name="designed-experiences" title={t('design:table')} caption={t('design:title')} rows={rows} columns={[
    { name: t('words:dim.touchpoint'), value: (one) => name('touchpoint', one.touchpoint_id) }, { name: t('design:now'), value: (one) => one.now }, { name: t('design:wanted'), value: (one) => one.wanted }, { name: t('words:dim.emotion'), value: (one) => one.emotion && name('emotion', one.emotion) },
    { name: t('design:level'), value: (one) => one.level, number: true }, { name: t('design:feasibility'), value: (one) => t(`design:feasibility.${one.feasibility}`) }, { name: t('design:evidence'), value: (one) => one.evidence.map((part) => `${t(`design:evidence.${part.kind}`)}: ${part.text}`).join('; ') },
  ]} />
}
function DesignedPanel({ record, touchpoint, write, onClose }: { record: Designed | null; touchpoint: string; write: boolean; onClose: () => void }) {
  const name = useNames()
  const emotions = useChoices('emotion')
  const users = useRegister('users').filter((one) => one.active || one.id === record?.owner_id).map((one) => ({ value: one.id, label: one.name || one.email }))
  return <RecordPanel<Designed> kind="designed_experiences" record={record} title={name('touchpoint', touchpoint)} write={write} onClose={onClose} wide removeWords={t('design:remove_words')}
    blank={{ touchpoint_id: touchpoint, now: '', wanted: '', emotion: null, level: null, feasibility: 'feasible', evidence: [], owner_id: null }}
    fields={[
      { name: 'now', kind: 'long', label: t('design:now'), hint: t('design:now_hint'), required: true },
      { name: 'wanted', kind: 'long', label: t('design:wanted'), hint: t('design:wanted_hint'), required: true },
      { name: 'emotion', kind: 'choice', label: t('design:emotion'), none: t('design:emotion_none'), options: emotions, half: true },
      { name: 'owner_id', kind: 'choice', label: t('words:dim.owner'), none: t('journey:nobody'), options: users, half: true },
      { name: 'level', kind: 'own', label: t('design:level'), draw: ({ value, set, error }) => <Select name="level" label={t('design:level')} error={error} none={t('design:level_none')} value={value === null || value === undefined ? '' : String(value)} options={([1, 2, 3, 4] as const).map((one) => ({ value: String(one), label: t(`design:level.${one}`) }))} onChange={(next) => set(next === '' ? null : Number(next))} /> },
      { name: 'feasibility', kind: 'choice', label: t('design:feasibility'), required: true, hint: t('design:feasibility_hint'), options: feasibilities.map((one) => ({ value: one, label: t(`design:feasibility.${one}`) })) },
      { name: 'evidence', kind: 'own', label: t('design:evidence'), draw: ({ value, set, error }) => <EvidenceField value={(value ?? []) as Evidence[]} onChange={set} error={error} /> },
    ]}>{record && <Approval of={record} write={write} />}</RecordPanel>
}
/** What is wanted is approved as it stands; a later change takes the approval back. */
function Approval({ of, write }: { of: Designed; write: boolean }) {
  const client = useQueryClient()
  const approve = useMutation<Designed, Problem>({ mutationFn: () => api.post<Designed>(`/designed_experiences/${of.id}/approve`), onSuccess: () => toast(t('design:now_approved')), onSettled: () => client.invalidateQueries({ queryKey: ['designed_experiences'] }) })
  return (
    <div className="bench">{of.approved && of.approved_at ? <p className="sm">{t('design:approved', { day: day(of.approved_at) })}</p> : <><p className="sm soft">{t(of.approved_at ? 'design:approve_again' : 'design:approve_words')}</p>{write && <Button icon="check" busy={approve.isPending} onClick={() => approve.mutate()}>{t('design:approve')}</Button>}</>}
      {approve.error && <Notice tone="danger">{approve.error.message}</Notice>}</div>
  )
}
function EvidenceField({ value, onChange, error }: { value: readonly Evidence[]; onChange: (value: Evidence[]) => void; error: string | undefined }) {
  const put = (at: number, change: Partial<Evidence>) => onChange(value.map((one, index) => index === at ? { ...one, ...change } : one))
  return (
    <fieldset><legend className="form-label">{t('design:evidence')}</legend>
      <ul className="role-edit">{value.map((one, at) => (
        <li key={at}><div className="row"><Select quiet label={t('design:evidence_kind')} value={one.kind} options={evidences.map((kind) => ({ value: kind, label: t(`design:evidence.${kind}`) }))} onChange={(kind) => put(at, { kind })} /><IconButton icon="trash" label={t('frame:remove')} onClick={() => onChange(value.filter((_, index) => index !== at))} /></div>
          <TextArea quiet rows={2} label={t('design:evidence_text')} placeholder={t('design:evidence_text')} value={one.text} onChange={(event) => put(at, { text: event.target.value })} />
          <TextField quiet label={t('design:evidence_ref')} placeholder={t('design:evidence_ref')} value={one.ref ?? ''} onChange={(event) => put(at, { ref: event.target.value || null })} /></li>))}</ul>
      {error && <p className="problem">{error}</p>}<p className="hint">{t('design:evidence_hint')}</p>
      <Button icon="plus" look="ghost" onClick={() => onChange([...value, { kind: 'idea', text: '', ref: null }])}>{t('design:evidence_add')}</Button>
    </fieldset>
  )
}
