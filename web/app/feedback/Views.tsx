import { useNavigate } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button, IconButton } from '@kit/Button'
import { Chip, Popover } from '@kit/Chip'
import { Checkbox, TextField } from '@kit/Field'
import { toast } from '@kit/Notice'
import { carried, parseSearch, stringifySearch, useScope } from '../frame/scope'
import { t } from '../i18n'
import { listQuery, useWrite, usePeople } from '../records'
import { useSession } from '../session'
import type { SavedView } from '../types'

const page = 'feedback'
/** Filters kept under a name: open, save, share with the firm, delete. */
export function Views() {
  const { search } = useScope()
  const { user } = useSession()
  const person = usePeople()
  const navigate = useNavigate()
  const { data } = useQuery(listQuery<SavedView>('/saved_views', { page, limit: 200 }))
  const write = useWrite<SavedView>('saved_views')
  const views = (data?.items ?? []).filter((view) => view.page === page)
  const now = stringifySearch(carried(search)).slice(1)
  const open = views.find((view) => view.query === now)
  const failed = () => toast(t('feedback:view_not_saved'))
  const show = (view: SavedView) => void navigate({ to: '/feedback', search: parseSearch(view.query) as never })
  return (
    <Popover button={(tie) => <Chip strong={!!open} {...tie}>{open?.name ?? t('feedback:views')}</Chip>}>{(close) => (
      <>
        {views.length === 0 && <p className="pad sm soft">{t('feedback:views_empty')}</p>}
        <ul>{views.map((view) => (
          <li key={view.id} className="fb-view">
            <button type="button" className="item" aria-current={view === open || undefined} onClick={() => { show(view); close() }}>{view.name}{view.shared && <span className="push">{(view.user_id !== user.id && person(view.user_id)) || t('feedback:shared')}</span>}</button>
            {view.user_id === user.id && <>
              <IconButton icon="people" aria-pressed={view.shared} label={view.shared ? t('feedback:view_unshare', { name: view.name }) : t('feedback:view_share', { name: view.name })} onClick={() => write.change.mutate({ id: view.id, revision: view.revision, body: { shared: !view.shared } }, { onError: failed })} />
              <IconButton icon="trash" label={t('feedback:view_delete', { name: view.name })} onClick={() => write.remove.mutate(view, { onError: failed, onSuccess: () => toast(t('feedback:view_deleted'), () => write.add.mutate({ name: view.name, page, query: view.query, shared: view.shared })) })} />
            </>}
          </li>
        ))}</ul>
        <hr /><SaveView onSave={(name, shared) => write.add.mutate({ name, page, query: now, shared }, { onSuccess: () => { toast(t('frame:saved')); close() }, onError: failed })} busy={write.add.isPending} />
      </>)}</Popover>
  )
}
function SaveView({ onSave, busy }: { onSave: (name: string, shared: boolean) => void; busy: boolean }) {
  const [name, setName] = useState('')
  const [shared, setShared] = useState(false)
  return (
    <form className="form pad" onSubmit={(event) => { event.preventDefault(); if (name.trim()) onSave(name.trim(), shared) }}>
      <TextField label={t('feedback:view_name')} value={name} maxLength={120} onChange={(event) => setName(event.target.value)} />
      <Checkbox label={t('feedback:view_for_all')} checked={shared} onChange={setShared} />
      <Button type="submit" busy={busy} disabled={!name.trim()}>{t('feedback:view_save')}</Button>
    </form>
  )
}
