// Two people wrote in one place; what a step is marked as; who may look at the map from outside.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button, IconButton } from '@kit/Button'
import { Segmented, TextField } from '@kit/Field'
import { day, when } from '@kit/format'
import { Notice, toast } from '@kit/Notice'
import { Dialog } from '@kit/Panel'
import { api, type Problem } from '../../api'
import { t } from '../../i18n'
import { getQuery } from '../../records'
import { freshId, useDesk } from './desk'
import { stepOf } from './doc'
import { at } from './edit'
import type { Keeper } from './keeper'
import { markStep } from './make'
import { because, laneName, markName, markSign } from './say'
import { type Conflict, type Doc, type LiveStep, type Mark, type MarkKind, markKinds, type Share } from './types'

/** Both texts side by side; nothing is lost whichever is chosen: undo brings the other back. */
export function ConflictDialog({ keeper, doc }: { keeper: Keeper; doc: Doc }) {
  const clash = keeper.now().clash!
  const texts = clash.conflicts.length > 0 && clash.conflicts.every((one) => typeof one.yours === 'string' && typeof one.theirs === 'string')
  const gone = clash.conflicts.length === 0 || clash.conflicts.some((one) => at(keeper.now().doc, one.path.slice(0, -1)) === undefined)
  return (
    <Dialog title={t('map:clash')} onClose={keeper.takeTheirs} actions={<><Button onClick={keeper.takeTheirs}>{t('map:keep_theirs')}</Button>{texts && <Button onClick={() => keeper.keepMine(both)}>{t('map:keep_both')}</Button>}{!gone && <Button look="main" onClick={() => keeper.keepMine()}>{t('map:keep_mine')}</Button>}</>}>
      <p>{gone ? t('map:clash_gone') : t('map:clash_words')}</p>
      {clash.conflicts.map((one, index) => (
        <div key={index} className="jm-clash"><p className="b sm">{where(one, doc)}</p>
          <div><p className="soft xs">{t('map:yours')}</p><p className="jm-text">{plain(one.yours)}</p></div>
          <div><p className="soft xs">{one.by ? t('map:theirs', { name: one.by.name, when: one.at ? when(one.at) : '' }) : t('map:theirs_unknown')}</p><p className="jm-text">{plain(one.theirs)}</p></div>
        </div>))}
    </Dialog>
  )
}
const both = (one: Conflict) => [one.theirs, one.yours].filter(Boolean).join('\n')
function plain(value: unknown): string {
  if (value === null || value === undefined || value === '') return '–'
  if (Array.isArray(value)) return value.map(plain).join(', ')
  if (typeof value === 'object') { const item = value as Record<string, unknown>; return plain(item['text'] ?? item['name'] ?? item['value'] ?? item['note'] ?? Object.values(item).filter((one) => typeof one === 'string').join(' ')) }
  return String(value)
}
const where = (one: Conflict, doc: Doc) => { const step = one.path[0] === 'steps' ? stepOf(doc, one.path[1]) : undefined; const lane = one.path[2]; return [step?.name, lane && (lane === 'name' ? t('map:name') : lane === 'drawn' ? t('map:emotion') : lane === 'service' ? t('map:how_to_serve') : lane === 'own' ? doc.lanes.find((other) => other.key === one.path[3])?.name ?? '' : ['action', 'questions', 'obstacles', 'expectation', 'designed', 'channels', 'departments', 'evidence', 'ideas'].includes(lane) ? laneName({ key: lane, name: null, hidden: false }) : '')].filter(Boolean).join(' · ') }

/** Pain, success, moment of truth: by people, with a reason; it overrules what the figures say. */
export function MarkDialog({ step: id, seen, onClose }: { step: string; seen: LiveStep | undefined; onClose: () => void }) {
  const { keeper } = useDesk()
  const step = stepOf(keeper.now().doc, id)
  const rule = (kind: MarkKind) => seen?.rule_marks?.find((one) => one.kind === kind)
  const first = (kind: MarkKind) => { const said = step?.marks.find((one) => one.kind === kind); return { state: (said?.state ?? '') as Mark['state'] | '', reason: said?.reason ?? '' } }
  const [said, setSaid] = useState(() => Object.fromEntries(markKinds.map((kind) => [kind, first(kind)])) as Record<MarkKind, { state: Mark['state'] | ''; reason: string }>)
  const missing = markKinds.filter((kind) => said[kind].state && !said[kind].reason.trim())
  const [tried, setTried] = useState(false)
  if (!step) return null
  const put = (kind: MarkKind, more: Partial<{ state: Mark['state'] | ''; reason: string }>) => setSaid({ ...said, [kind]: { ...said[kind], ...more } })
  const done = () => {
    if (missing.length > 0) { setTried(true); return }
    keeper.change((doc) => markKinds.flatMap((kind) => { const [old, next] = [first(kind), said[kind]]; return old.state === next.state && old.reason === next.reason ? [] : markStep(doc, id, kind, next.state || null, next.reason.trim(), freshId()) }))
    onClose()
  }
  return (
    <Dialog title={t('map:marks_of', { name: step.name })} onClose={onClose} actions={<><Button onClick={onClose}>{t('frame:cancel')}</Button><Button look="main" onClick={done}>{t('frame:save')}</Button></>}>
      <div className="form">{markKinds.map((kind) => (
        <fieldset key={kind} className="jm-mark-form"><legend className="b">{markSign[kind]} {markName(kind)}</legend>
          <p className="hint">{rule(kind) ? t('map:figures_say', { because: because(rule(kind)!.because) }) : t('map:figures_silent')}</p>
          <Segmented label={markName(kind)} value={said[kind].state} options={[{ value: '', label: t('map:as_figures') }, { value: 'on', label: t('map:mark_on') }, { value: 'off', label: t('map:mark_off') }]} onChange={(state) => put(kind, { state })} />
          {said[kind].state && <TextField label={t('map:reason')} value={said[kind].reason} maxLength={2000} error={tried && missing.includes(kind) ? t('map:reason_needed') : undefined} onChange={(event) => put(kind, { reason: event.target.value })} />}
        </fieldset>))}</div>
    </Dialog>
  )
}

/** Links that let people outside look, and only look: no voices, no names of colleagues. */
export function ShareDialog({ journey, onClose }: { journey: string; onClose: () => void }) {
  const client = useQueryClient()
  const list = useQuery(getQuery<{ items: Share[] }>(`/journeys/${journey}/shares`))
  const [name, setName] = useState('')
  const [until, setUntil] = useState('')
  const [made, setMade] = useState<Share | null>(null)
  const after = () => client.invalidateQueries({ queryKey: ['journeys', journey, 'shares'] })
  const add = useMutation<Share, Problem, void>({ mutationFn: () => api.post(`/journeys/${journey}/shares`, { name: name.trim(), expires_at: until ? `${until}T23:59:59Z` : null }), onSuccess: (share) => { setMade(share); setName(''); void after() } })
  const remove = useMutation<void, Problem, Share>({ mutationFn: (one) => api.del(`/journeys/${journey}/shares/${one.id}`), onSuccess: () => { setMade(null); void after() }, onError: (problem) => toast(problem.words) })
  const address = made?.path ? new URL(made.path, location.origin).href : made?.url ?? ''
  return (
    <Dialog title={t('map:share')} onClose={onClose} actions={<Button onClick={onClose}>{t('frame:close')}</Button>}>
      <p className="soft">{t('map:share_words')}</p>
      {made && <Notice tone="success" action={<Button icon="copy" onClick={() => void navigator.clipboard?.writeText(address).then(() => toast(t('map:copied')))}>{t('map:copy')}</Button>}><p>{t('map:share_once')}</p><p className="jm-url">{address}</p></Notice>}
      <form className="form" onSubmit={(event) => { event.preventDefault(); if (name.trim()) add.mutate() }}>
        <div className="pair"><TextField label={t('map:share_name')} hint={t('map:share_name_hint')} value={name} error={add.error?.at('name')} onChange={(event) => setName(event.target.value)} /><TextField type="date" label={t('map:share_until')} value={until} error={add.error?.at('expires_at')} onChange={(event) => setUntil(event.target.value)} /></div>
        {add.error && add.error.problems.length === 0 && <Notice tone="danger">{add.error.words}</Notice>}
        <div className="row"><Button type="submit" icon="link" busy={add.isPending} disabled={!name.trim()}>{t('map:share_make')}</Button></div>
      </form>
      {(list.data?.items.length ?? 0) > 0 && <ul className="jm-shares">{list.data!.items.map((one) => <li key={one.id}><span>{one.name}<span className="soft sm"> {one.expires_at ? t('map:until', { day: day(one.expires_at) }) : t('map:for_good')}</span></span><IconButton icon="trash" label={t('map:share_end', { name: one.name })} onClick={() => remove.mutate(one)} /></li>)}</ul>}
    </Dialog>
  )
}
