// What was done to the map, by whom; kept versions; what differs; going back. Everything can be undone, going back too.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@kit/Button'
import { TextField } from '@kit/Field'
import { day, exact, when } from '@kit/format'
import { Notice, toast } from '@kit/Notice'
import { Panel } from '@kit/Panel'
import { Loading } from '@kit/State'
import { api, Problem } from '../../api'
import { t } from '../../i18n'
import { getQuery } from '../../records'
import { useDesk } from './desk'
import { stageOf, stepOf } from './doc'
import { laneName } from './say'
import type { Diff, Doc, Edit, EditEntry, Journey, Path, Version, Wrote } from './types'

export function History({ onClose }: { onClose: () => void }) {
  const { map, edits, keeper } = useDesk()
  const client = useQueryClient()
  const entries = useQuery(getQuery<{ items: EditEntry[] }>(`/journey_maps/${map.id}/edits`, { limit: 40 }))
  const versions = useQuery(getQuery<{ items: Version[] }>(`/journey_maps/${map.id}/versions`))
  const [name, setName] = useState('')
  const [shown, setShown] = useState<number | null>(null)
  const after = () => { for (const part of ['edits', 'versions', 'diff']) void client.invalidateQueries({ queryKey: ['journey_maps', map.id, part] }); return keeper.again() }
  const failed = (problem: Problem) => toast(problem.status === 409 ? t('map:undo_clash') : problem.words)
  const undo = useMutation<Wrote, Problem, EditEntry>({ mutationFn: (one) => api.post(`/journey_maps/${map.id}/edits/${one.id}/undo`), onSuccess: after, onError: failed })
  const keep = useMutation<Version, Problem, void>({ mutationFn: async () => { if (!(await keeper.flush())) throw new Problem(0, 'unreachable', ''); return api.post(`/journey_maps/${map.id}/versions`, { name: name.trim(), note: null }) }, onSuccess: () => { setName(''); return after() }, onError: failed })
  const restore = useMutation<Wrote, Problem, Version>({ mutationFn: (one) => api.post(`/journey_maps/${map.id}/versions/${one.number}/restore`), onSuccess: (_, one) => { toast(t('map:restored', { name: one.name })); return after() }, onError: failed })
  const doc = keeper.now().doc
  return (
    <Panel title={t('map:history')} onClose={onClose}>
      <Reviewed />
      {edits && <form className="form jm-keep" onSubmit={(event) => { event.preventDefault(); if (name.trim()) keep.mutate() }}><TextField label={t('map:keep_version')} hint={t('map:keep_hint')} value={name} error={keep.error?.at('name')} onChange={(event) => setName(event.target.value)} />{name.trim() && <div className="row"><Button type="submit" busy={keep.isPending}>{t('map:keep')}</Button></div>}</form>}
      {(versions.data?.items.length ?? 0) > 0 && <section className="jm-part"><h3>{t('map:versions')}</h3><ul className="jm-log">{versions.data!.items.map((one) => (
        <li key={one.id}><p><b>{one.name}</b> <span className="soft sm">{[one.by?.name, when(one.at)].filter(Boolean).join(' · ')}</span></p>{one.note && <p className="sm">{one.note}</p>}
          <p className="row wrap sm"><button type="button" className="as-link" aria-expanded={shown === one.number} onClick={() => setShown(shown === one.number ? null : one.number)}>{t('map:differs')}</button>{edits && <button type="button" className="as-link" onClick={() => restore.mutate(one)}>{t('map:restore')}</button>}</p>
          {shown === one.number && <Difference map={map.id} from={one.number} doc={doc} />}
        </li>))}</ul></section>}
      <section className="jm-part"><h3>{t('map:done')}</h3>
        {entries.isPending ? <Loading /> : entries.error ? <Notice tone="danger">{entries.error.message}</Notice> : entries.data.items.length === 0 ? <p className="soft sm">{t('map:nothing_done')}</p> : <ul className="jm-log">{entries.data.items.map((one) => (
          <li key={one.id} className={one.undone_by ? 'over' : undefined}><p className="sm">{one.undoes && <b>{t('map:undone')} </b>}{told(one.edits, doc)}</p><p className="row xs soft"><span>{one.by?.name ?? t('map:someone')}</span><time title={exact(one.at)}>{when(one.at)}</time>{edits && !one.undone_by && <button type="button" className="as-link push" onClick={() => undo.mutate(one)}>{t('frame:undo')}</button>}{one.undone_by && <span className="push">{t('map:was_undone')}</span>}</p></li>))}</ul>}
      </section>
    </Panel>
  )
}
/** When somebody last looked whether the map is still true. */
function Reviewed() {
  const { journey, edits } = useDesk()
  const client = useQueryClient()
  const review = useMutation<Journey, Problem, void>({ mutationFn: () => api.post(`/journeys/${journey.id}/review`), onSuccess: () => { void client.invalidateQueries({ queryKey: ['journeys'] }); toast(t('map:reviewed_now')) }, onError: (problem) => toast(problem.words) })
  return <Notice tone={journey.overdue_review ? 'warning' : 'info'} action={edits && <Button busy={review.isPending} onClick={() => review.mutate()}>{t('map:review')}</Button>}>{journey.reviewed_at ? t('map:reviewed', { day: day(journey.reviewed_at) }) : t('map:never_reviewed')}</Notice>
}
function Difference({ map, from, doc }: { map: string; from: number; doc: Doc }) {
  const { keeper } = useDesk()
  const diff = useQuery(getQuery<Diff>(`/journey_maps/${map}/diff`, { from: `v${from}` }))
  if (diff.error) return <p className="soft sm">{diff.error.message}</p>
  if (!diff.data) return <Loading lines={2} />
  const { added, removed, changed, moved } = diff.data
  if (added.length + removed.length + changed.length + moved.length === 0) return <p className="soft sm">{t('map:no_difference')}</p>
  const value = (one: unknown) => typeof one === 'string' ? one : typeof one === 'object' && one !== null ? String((one as Record<string, unknown>)['name'] ?? (one as Record<string, unknown>)['text'] ?? '') : String(one ?? '–')
  return (
    <ul className="jm-diff sm" data-revision={keeper.now().revision}>
      {added.map((one, at) => <li key={`a${at}`}><ins>{t('map:diff_added')} {value(one.value) || placed(one.path, doc)}</ins></li>)}
      {removed.map((one, at) => <li key={`r${at}`}><del>{t('map:diff_removed')} {value(one.value) || placed(one.path, doc)}</del></li>)}
      {changed.map((one, at) => <li key={`c${at}`}><span className="soft">{placed(one.path, doc)}</span> <del>{value(one.from) || '–'}</del> <ins>{value(one.to) || '–'}</ins></li>)}
      {moved.map((one, at) => <li key={`m${at}`}>{t('map:diff_moved')} {placed(one.path, doc)}</li>)}
    </ul>
  )
}
/** A place in words: the step and the lane. */
export function placed(path: Path, doc: Doc): string {
  const [kind, id, member, ...rest] = path
  if (kind === 'stages') return stageOf(doc, id ?? '')?.name ?? t('map:a_stage')
  if (kind === 'links') return t('map:a_link')
  if (kind === 'lanes') return t('map:lanes')
  const step = stepOf(doc, id)?.name ?? t('map:a_step')
  const lane = member === undefined ? '' : member === 'own' ? doc.lanes.find((one) => one.key === rest[0])?.name ?? '' : spoken(member)
  return [step, lane].filter(Boolean).join(': ')
}
const known = new Set(['action', 'questions', 'obstacles', 'expectation', 'designed', 'channels', 'departments', 'evidence', 'ideas'])
const spoken = (member: string) => known.has(member) ? laneName({ key: member, name: null, hidden: false }) : member === 'name' ? t('map:name') : member === 'drawn' || member === 'emotions' || member === 'feeling' ? t('map:emotion') : member === 'service' ? t('map:how_to_serve') : member === 'marks' ? t('map:marks') : member === 'removes' ? t('map:what_removes') : ''
/** One entry of the log in a line: the first of what was done, and how much more. */
export function told(edits: readonly Edit[], doc: Doc): string {
  const first = edits[0]
  if (!first) return ''
  const name = first.op === 'add' ? String((first.value as Record<string, unknown>)['name'] ?? (first.value as Record<string, unknown>)['text'] ?? '') : ''
  const words = first.op === 'set' ? t('map:log_set', { place: placed(first.path, doc) }) : first.op === 'add' ? t('map:log_add', { name: name || placed(first.path, doc) }) : first.op === 'remove' ? t('map:log_remove', { place: placed(first.path, doc) }) : t('map:log_move', { place: placed(first.path, doc) })
  return edits.length > 1 ? t('map:log_more', { words, count: edits.length - 1 }) : words
}
