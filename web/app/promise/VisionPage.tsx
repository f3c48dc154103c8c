import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button, IconButton } from '@kit/Button'
import { Checkbox, Select, TextArea, TextField } from '@kit/Field'
import { when } from '@kit/format'
import { Notice, Problems, toast } from '@kit/Notice'
import { Empty, Loading } from '@kit/State'
import { Interval } from '@kit/Whisker'
import { Link } from '@tanstack/react-router'
import { api, type Problem } from '../api'
import { carried, useScope } from '../frame/scope'
import { useMayMark } from '../insight/rights'
import { because } from '../insight/say'
import { t } from '../i18n'
import { JourneyPlace } from '../journey/Place'
import { byPosition } from '../record/order'
import { getQuery, useChoices, useNames, useRegister, useScoped } from '../records'
import type { Vision, VisionText, VisionVersion, WantedEmotion } from './shape'
import './promise.css'

/** One page: where the firm stands, what sets it apart, what customers are to feel, and how often they do. */
export function VisionPage() {
  const write = useMayMark()
  const query = useScoped<Vision>('/vision')
  const [editing, setEditing] = useState(false)
  const vision = query.data
  const blank = vision && !vision.positioning && !vision.advantage && vision.emotions.length === 0
  return (
    <JourneyPlace title={t('vision:title')}>
      {query.error ? <Notice tone="danger">{query.error.message}</Notice> : !vision ? <Loading lines={6} />
        : editing ? <Edit of={vision} onDone={() => setEditing(false)} />
          : blank ? <Empty title={t('vision:empty')} action={write && <Button look="main" icon="edit" onClick={() => setEditing(true)}>{t('vision:write')}</Button>}>{t('vision:empty_words')}</Empty>
            : <Read of={vision} {...(write && { onEdit: () => setEditing(true) })} />}
    </JourneyPlace>
  )
}
function Read({ of, onEdit }: { of: Vision; onEdit?: () => void }) {
  const name = useNames()
  const { search } = useScope()
  return (
    <div className="vision">
      <section><div className="head"><h2>{t('vision:positioning')}</h2>{onEdit && <span className="push"><Button icon="edit" onClick={onEdit}>{t('frame:edit')}</Button></span>}</div><p className="big">{of.positioning}</p></section>
      {of.advantage && <section><h2>{t('vision:advantage')}</h2><p className="mid-big">{of.advantage}</p></section>}
      {of.emotions.length > 0 && <section><h2>{t('vision:feel')}</h2>
        <ul className="vision-feel">{of.emotions.map((one, at) => { const felt = of.felt[at]?.emotion === one.emotion ? of.felt[at] : of.felt.find((other) => other.emotion === one.emotion); return (
          <li key={at}><div><Link className="b" to="/feedback" search={{ ...carried(search), emotion: one.emotion, ...(one.touchpoint_ids.length > 0 && { touchpoint: one.touchpoint_ids.map((id) => id) }) } as never}>{name('emotion', one.emotion)}</Link><small>{one.touchpoint_ids.map((id) => name('touchpoint', id)).join(', ') || t('vision:everywhere')}</small></div>
            <p>{one.text}</p>
            <div>{felt ? <><Interval of={felt} unit="share" count /><small>{felt.value === null && felt.reason ? because(felt.reason) : t('vision:of_comments')}</small></> : <small>{t('kit:no_answers')}</small>}</div></li>) })}</ul>
        <p className="hint">{t('vision:how')}</p></section>}
      <Versions />
    </div>
  )
}
/** Every version is kept; the last one holds. */
function Versions() {
  const items = useQuery(getQuery<{ items: VisionVersion[] }>('/vision/versions')).data?.items ?? []
  if (items.length < 2) return null
  return <section><h2>{t('vision:versions')}</h2><ul className="versions">{items.map((one) => <Earlier key={one.number} of={one} />)}</ul></section>
}
function Earlier({ of }: { of: VisionVersion }) {
  const [open, setOpen] = useState(false)
  const text = useQuery({ ...getQuery<VisionText>(`/vision/versions/${of.number}`), enabled: open, staleTime: Infinity }).data
  return <li><b>{t('vision:version', { n: of.number })}</b><span className="soft">{[when(of.at), of.by].filter(Boolean).join(' · ')}</span><details className="data" onToggle={(event) => setOpen(event.currentTarget.open)}><summary>{t('vision:read_version')}</summary>{text && <><p>{text.positioning}</p><p className="soft">{text.advantage}</p></>}</details></li>
}
function Edit({ of, onDone }: { of: Vision; onDone: () => void }) {
  const client = useQueryClient()
  const emotions = useChoices('emotion')
  const touchpoints = byPosition(useRegister('touchpoints'))
  const [draft, setDraft] = useState({ positioning: of.positioning, advantage: of.advantage, emotions: of.emotions.map(({ emotion, touchpoint_ids, text }) => ({ emotion, touchpoint_ids, text })) })
  const store = useMutation<Vision, Problem>({ mutationFn: () => api.put<Vision>('/vision', draft, of.revision), onSuccess: () => { toast(t('frame:saved')); onDone() }, onSettled: () => client.invalidateQueries({ queryKey: ['vision'] }) })
  const put = (at: number, change: Partial<WantedEmotion>) => setDraft({ ...draft, emotions: draft.emotions.map((one, index) => index === at ? { ...one, ...change } : one) })
  return (
    <form className="form vision vision-edit" noValidate onSubmit={(event) => { event.preventDefault(); store.mutate() }}>
      {store.error && (store.error.status === 412 ? <Notice tone="warning">{t('frame:conflict')}</Notice> : <Problems title={store.error.problems.length ? t('frame:form_problems') : store.error.words} items={store.error.problems.map((one) => ({ field: one.pointer.split('/')[1] ?? '', message: one.message }))} />)}
      <TextArea name="positioning" rows={3} label={t('vision:positioning')} hint={t('vision:positioning_hint')} error={store.error?.at('positioning')} value={draft.positioning} onChange={(event) => setDraft({ ...draft, positioning: event.target.value })} />
      <TextArea name="advantage" rows={3} label={t('vision:advantage')} hint={t('vision:advantage_hint')} error={store.error?.at('advantage')} value={draft.advantage} onChange={(event) => setDraft({ ...draft, advantage: event.target.value })} />
      <fieldset><legend className="form-label">{t('vision:feel')}</legend>
        {draft.emotions.map((one, at) => (
          <div className="feel" key={at}>
            <div className="row"><Select quiet label={t('words:dim.emotion')} value={one.emotion} options={emotions} onChange={(emotion) => put(at, { emotion })} /><IconButton icon="trash" label={t('frame:remove')} onClick={() => setDraft({ ...draft, emotions: draft.emotions.filter((_, index) => index !== at) })} /></div>
            <TextField label={t('vision:feel_text')} value={one.text} onChange={(event) => put(at, { text: event.target.value })} />
            <details className="data"><summary>{t('vision:where', { count: one.touchpoint_ids.length })}</summary><div className="many-in">{touchpoints.map((place) => <Checkbox key={place.id} label={place.name} checked={one.touchpoint_ids.includes(place.id)} onChange={(on) => put(at, { touchpoint_ids: on ? [...one.touchpoint_ids, place.id] : one.touchpoint_ids.filter((other) => other !== place.id) })} />)}</div></details>
          </div>))}
        {emotions[0] && <Button icon="plus" look="ghost" onClick={() => setDraft({ ...draft, emotions: [...draft.emotions, { emotion: (emotions.find((one) => !draft.emotions.some((other) => other.emotion === one.value)) ?? emotions[0]!).value, touchpoint_ids: [], text: '' }] })}>{t('vision:feel_add')}</Button>}
      </fieldset>
      <div className="row actions"><Button onClick={onDone}>{t('frame:cancel')}</Button><Button look="main" type="submit" busy={store.isPending}>{t('vision:save')}</Button></div>
    </form>
  )
}
