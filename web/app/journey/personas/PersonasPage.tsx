import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useRef } from 'react'
import { Button, IconButton } from '@kit/Button'
import { Field, TextField } from '@kit/Field'
import { compare, number } from '@kit/format'
import { Notice } from '@kit/Notice'
import { Pick } from '@kit/Pick'
import { Empty, Loading } from '@kit/State'
import { Interval, Whisker } from '@kit/Whisker'
import { address, api, type Problem } from '../../api'
import { keyField, nameField } from '../../firm/fields'
import { datesOf, many, useScope } from '../../frame/scope'
import { useMayMark } from '../../insight/rights'
import { because } from '../../insight/say'
import { QueryField, useQueryWords } from '../../insight/QueryField'
import { t } from '../../i18n'
import { useMetric } from '../../metric/pick'
import { scaleOf, unitOf } from '../../metric/unit'
import { RecordPanel } from '../../record/RecordPanel'
import { getQuery, listQuery, useNames, useScoped } from '../../records'
import type { Metric, Tally } from '../../types'
import { JourneyPlace } from '../Place'
import { askFor, called, initials, type Persona, type PersonaLive, told } from './personas'

const pictureOf = (persona: Pick<Persona, 'picture_id'>) => persona.picture_id ? address(`/files/${persona.picture_id}`) : null
/** Typical customers as people: who they are, and, where a segment stands behind them, how many there are and how they fare. */
export function PersonasPage() {
  const { search, change } = useScope()
  const write = useMayMark()
  const { metrics, metric, setMetric } = useMetric()
  const list = useQuery(listQuery<Persona>('/personas', { limit: 500 }))
  const whole = useScoped<Tally>('/insights/tally', { metric: metric?.key }, !!metric)
  const rows = [...(list.data?.items ?? [])].sort((a, b) => compare(a.name, b.name))
  const open = many(search['open'])[0]
  const chosen = open && open !== 'new' ? rows.find((one) => one.id === open) : undefined
  const imagined = rows.filter((one) => !askFor(one)).length
  const add = write && <Button look="main" icon="plus" onClick={() => change({ open: 'new' })}>{t('persona:add')}</Button>
  return (
    <JourneyPlace title={t('persona:title')}>
      {list.error ? <Notice tone="danger">{list.error.message}</Notice> : list.isPending ? <Loading lines={6} /> : rows.length === 0
        ? <Empty title={t('persona:empty')} action={add} example="none">{t('persona:empty_words')}</Empty>
        : (
          <>
            <div className="jr-top"><div><h2 className="say">{t('persona:say', { count: rows.length })}</h2><p className="say-more">{imagined > 0 ? t('persona:imagined', { count: imagined }) : t('persona:say_more')}</p></div>{metric && <Pick label={t('words:dim.metric')} value={metric.key} options={metrics.map((one) => ({ value: one.key, label: one.name }))} onChange={setMetric} />}{add}</div>
            <div className="personas">{rows.map((one) => <Card key={one.id} of={one} metric={metric} whole={whole.data} onOpen={() => change({ open: one.id })} />)}</div>
          </>)}
      {open && (open === 'new' ? write : chosen) && <PersonaPanel key={open} record={chosen ?? null} write={write} onClose={() => change({ open: undefined })} />}
    </JourneyPlace>
  )
}
function Face({ of }: { of: Pick<Persona, 'picture_id' | 'name'> }) {
  const picture = pictureOf(of)
  return picture ? <img className="face" src={picture} alt="" /> : <span className="face" aria-hidden="true">{initials(of.name)}</span>
}
function Card({ of, metric, whole, onOpen }: { of: Persona; metric: Metric | undefined; whole: Tally | undefined; onOpen: () => void }) {
  const lines = (title: string, items: readonly string[]) => items.length > 0 && <div><h3>{title}</h3><ul className="dots">{items.map((one, at) => <li key={at}>{one}</li>)}</ul></div>
  return (
    <article className="persona" aria-label={called(of)}>
      <header><Face of={of} /><div><h2><button type="button" className="open" onClick={onOpen}>{called(of)}</button></h2>{Object.entries(of.attributes).length > 0 && <p className="sm soft">{Object.entries(of.attributes).map(([name, value]) => `${name}: ${value}`).join(' · ')}</p>}</div></header>
      {of.quotes[0] && <blockquote className="voice">{of.quotes[0]}</blockquote>}
      {lines(t('persona:goals'), of.goals)}{lines(t('persona:habits'), of.habits)}
      <Live of={of} metric={metric} whole={whole} />
    </article>
  )
}
/** The real customers behind the persona: how many, and how they judge. */
function Live({ of, metric, whole }: { of: Persona; metric: Metric | undefined; whole: Tally | undefined }) {
  const { scope } = useScope()
  const name = useNames()
  const words = useQueryWords()
  const ask = askFor(of)
  const live = useQuery({ ...getQuery<PersonaLive>(`/personas/${of.id}/live`, { ...datesOf(scope), ...scope.filters, metric: metric?.key }), enabled: !!ask && !!metric, placeholderData: keepPreviousData })
  if (!ask) return <p className="live sm soft">{t('persona:only_imagined')}</p>
  const now = live.data
  return (
    <div className="live"><p className="sm">{words(of.segment!)}{now && <b> · {now.customers === null ? now.reason ? because(now.reason) : t('kit:hidden') : t('persona:size', { count: now.customers })}</b>}</p>
      {metric && now && <><p className="row wrap"><span className="sm soft">{name('metric', metric.key)}</span><Interval of={now.score} unit={unitOf(metric.kind)} count /></p><Whisker of={now.score} scale={scaleOf(metric)} tick={whole?.total.value ?? null} /></>}
      <p className="row wrap sm"><Link className="link" to="/feedback" search={{ ...ask, has_comment: 'true' } as never}>{t('journey:voices')}</Link><Link className="link" to="/insights" search={{ ...ask, rows: 'touchpoint', cols: '-' } as never}>{t('journey:ask')}</Link></p></div>
  )
}
function PersonaPanel({ record, write, onClose }: { record: Persona | null; write: boolean; onClose: () => void }) {
  return <RecordPanel<Persona> kind="personas" record={record} title={record?.name ?? t('persona:add')} write={write} onClose={onClose} wide removeWords={t('persona:remove_words')}
    blank={{ key: '', name: '', picture_id: null, age: '', habits: [], goals: [], quotes: [], attributes: {}, segment: null }}
    fields={[
      { name: 'picture_id', kind: 'own', label: t('persona:picture'), draw: ({ value, set, error, values }) => <Picture value={value as string | null} name={String(values['name'] ?? '')} onChange={set} error={error} /> },
      nameField(), keyField(t('persona:key_hint')),
      { name: 'age', kind: 'text', label: t('persona:age'), nullable: true, hint: t('persona:age_hint') },
      { name: 'quotes', kind: 'own', label: t('persona:quotes'), draw: ({ value, set, error }) => <Lines label={t('persona:quotes')} value={value as string[]} onChange={set} error={error} /> },
      { name: 'goals', kind: 'own', label: t('persona:goals'), draw: ({ value, set, error }) => <Lines label={t('persona:goals')} value={value as string[]} onChange={set} error={error} /> },
      { name: 'habits', kind: 'own', label: t('persona:habits'), draw: ({ value, set, error }) => <Lines label={t('persona:habits')} value={value as string[]} onChange={set} error={error} /> },
      { name: 'attributes', kind: 'own', label: t('persona:attributes'), draw: ({ value, set, error }) => <Attributes value={(value ?? {}) as Record<string, string>} onChange={set} error={error} /> },
      { name: 'segment', kind: 'own', label: t('persona:segment'), draw: ({ value, set, error }) => <div><QueryField label={t('persona:segment')} value={String(value ?? '')} error={error} onChange={(next) => set(next || null)} /><p className="hint">{t('persona:segment_hint')}</p></div> },
    ]} />
}
/** Lines of text, one more always ready. */
function Lines({ label, value, onChange, error }: { label: string; value: readonly string[]; onChange: (value: string[]) => void; error: string | undefined }) {
  const shown = [...value, '']
  return (
    <fieldset className="lines-field"><legend className="form-label">{label}</legend>
      {shown.map((one, at) => <div className="line" key={at}><TextField quiet label={`${label} ${number(at + 1)}`} value={one} onChange={(event) => onChange(at === value.length ? told([...value, event.target.value]) : value.map((other, index) => index === at ? event.target.value : other))} onBlur={() => { if (value.some((line) => line.trim() === '')) onChange(told(value)) }} />{at < value.length && <IconButton icon="trash" label={t('persona:line_remove', { text: one })} onClick={() => onChange(value.filter((_, index) => index !== at))} />}</div>)}
      {error && <p className="problem">{error}</p>}
    </fieldset>
  )
}
function Attributes({ value, onChange, error }: { value: Record<string, string>; onChange: (value: Record<string, string>) => void; error: string | undefined }) {
  const pairs = Object.entries(value)
  const put = (at: number, name: string, text: string) => onChange(Object.fromEntries(pairs.map((pair, index) => index === at ? [name, text] : pair)))
  return (
    <fieldset className="lines-field"><legend className="form-label">{t('persona:attributes')}</legend>
      {pairs.map(([name, text], at) => <div className="row" key={at}><TextField quiet label={t('persona:attribute_name')} placeholder={t('persona:attribute_name')} value={name} onChange={(event) => put(at, event.target.value, text)} /><TextField quiet label={t('persona:attribute_value', { name })} value={text} onChange={(event) => put(at, name, event.target.value)} /><IconButton icon="trash" label={t('persona:line_remove', { text: name })} onClick={() => onChange(Object.fromEntries(pairs.filter((_, index) => index !== at)))} /></div>)}
      {error && <p className="problem">{error}</p>}
      {!pairs.some(([name]) => name === '') && <Button icon="plus" look="ghost" onClick={() => onChange({ ...value, '': '' })}>{t('persona:attribute_add')}</Button>}
    </fieldset>
  )
}
const kinds = ['image/png', 'image/jpeg', 'image/webp']
const most = 1024 * 1024
function Picture({ value, name, onChange, error }: { value: string | null; name: string; onChange: (value: string | null) => void; error: string | undefined }) {
  const here = useRef<HTMLInputElement>(null)
  const send = useMutation<{ id: string }, Problem | Error, File>({
    mutationFn: (file) => { if (!kinds.includes(file.type)) throw new Error(t('persona:picture_kind')); if (file.size > most) throw new Error(t('persona:picture_large')); return api.send<{ id: string }>('/files', file, file.type, { name: file.name }) },
    onSuccess: (file) => onChange(file.id),
  })
  return (
    <Field label={t('persona:picture')} hint={t('persona:picture_hint')} error={send.error?.message ?? error}>{(tie) => (
      <div className="picture-field"><Face of={{ picture_id: value, name }} />
        <div className="row wrap"><input ref={here} type="file" className="vh" accept={kinds.join(',')} {...tie} onChange={(event) => { const file = event.target.files?.[0]; if (file) send.mutate(file); event.target.value = '' }} /><Button icon="upload" busy={send.isPending} onClick={() => here.current?.click()}>{t(value ? 'persona:picture_change' : 'persona:picture_choose')}</Button>{value && <Button look="ghost" onClick={() => onChange(null)}>{t('persona:picture_none')}</Button>}</div></div>)}</Field>
  )
}
