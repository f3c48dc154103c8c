// What colleagues say to each other about a step, or about one cell of it.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { Button } from '@kit/Button'
import { Initials } from '@kit/Chip'
import { exact, when } from '@kit/format'
import { toast } from '@kit/Notice'
import { api, type Problem } from '../../api'
import { t } from '../../i18n'
import { useSession } from '../../session'
import { Title, useDesk } from './desk'
import { laneName } from './say'
import type { Comment } from './types'

export function Comments({ list, step, lane }: { list: readonly Comment[]; step: string; lane: string | null }) {
  const { map, keeper } = useDesk()
  const client = useQueryClient()
  const me = useSession().user.id
  const [text, setText] = useState('')
  const [about, setAbout] = useState(lane)
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => { setAbout(lane); if (lane) { field.current?.scrollIntoView({ block: 'nearest' }); field.current?.focus({ preventScroll: true }) } }, [lane, step])
  const after = () => client.invalidateQueries({ queryKey: ['journey_maps', map.id, 'comments'] })
  const failed = (problem: Problem) => toast(problem.words)
  const add = useMutation<Comment, Problem, void>({ mutationFn: () => api.post(`/journey_maps/${map.id}/comments`, { step_id: step, lane: about, text: text.trim() }), onSuccess: () => { setText(''); void after() }, onError: failed })
  const change = useMutation<Comment, Problem, { one: Comment; body: Record<string, unknown> }>({ mutationFn: ({ one, body }) => api.patch(`/journey_maps/${map.id}/comments/${one.id}`, body), onSuccess: after, onError: failed })
  const remove = useMutation<void, Problem, Comment>({ mutationFn: (one) => api.del(`/journey_maps/${map.id}/comments/${one.id}`), onSuccess: after, onError: failed })
  const doc = keeper.now().doc
  const called = (key: string) => key === 'name' ? t('map:name') : key === 'score' ? t('map:score') : key === 'needs' ? t('map:needs') : key === 'curve' ? t('map:emotion') : key === 'owner' ? t('map:owner') : laneName(doc.lanes.find((one) => one.key === key) ?? { key, name: null, hidden: false })
  const sorted = [...list].sort((a, b) => Number(!!a.resolved_at) - Number(!!b.resolved_at) || a.at.localeCompare(b.at))
  return (
    <section className="jm-part jm-talks"><Title>{t('map:talk')} {list.length > 0 && <span className="soft sm">{list.filter((one) => !one.resolved_at).length}</span>}</Title>
      <ul>{sorted.map((one) => (
        <li key={one.id} className={one.resolved_at ? 'over' : undefined}>
          <p className="row xs soft"><Initials name={one.by?.name ?? '?'} /><b className="ink">{one.by?.name ?? t('map:someone')}</b>{one.lane && <span>{called(one.lane)}</span>}<time className="push nw" dateTime={one.at} title={exact(one.at)}>{when(one.at)}</time></p>
          <p className="sm">{one.text}</p>
          <p className="row xs">{<button type="button" className="as-link" onClick={() => change.mutate({ one, body: { resolved: !one.resolved_at } })}>{t(one.resolved_at ? 'map:reopen' : 'map:resolve')}</button>}{one.by?.id === me && <button type="button" className="as-link" onClick={() => remove.mutate(one)}>{t('frame:remove')}</button>}</p>
        </li>))}</ul>
      <form onSubmit={(event) => { event.preventDefault(); if (text.trim()) add.mutate() }}>
        <textarea ref={field} className="input" rows={2} maxLength={2000} aria-label={about ? t('map:comment_on', { lane: called(about) }) : t('map:comment')} placeholder={about ? t('map:comment_on', { lane: called(about) }) : t('map:comment')} value={text} onChange={(event) => setText(event.target.value)} onKeyDown={(event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && text.trim()) { event.preventDefault(); add.mutate() } }} />
        {text.trim() && <div className="row"><Button type="submit" busy={add.isPending}>{t('map:say')}</Button></div>}
      </form>
    </section>
  )
}
