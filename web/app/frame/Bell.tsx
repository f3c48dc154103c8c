import { Link } from '@tanstack/react-router'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { Popover } from '@kit/Chip'
import { exact, number, when } from '@kit/format'
import { Icon } from '@kit/Icon'
import { api, type Problem } from '../api'
import { notificationsQuery } from '../casework/cases'
import type { Notification } from '../casework/shape'
import { t } from '../i18n'

/** What the firm wants this person to know: the newest first, marked as seen once they have been looked at. */
export function Bell() {
  const found = useQuery({ ...notificationsQuery, retry: false }).data
  const unseen = found?.unseen ?? 0
  const name = unseen > 0 ? t('hook:bell_new', { count: unseen }) : t('hook:bell')
  return (
    <Popover button={(tie) => <button type="button" className="n bell" title={name} {...tie}><Icon name="bell" />{unseen > 0 && <b className="bell-dot" aria-hidden="true">{unseen > 99 ? '99+' : number(unseen)}</b>}<span>{t('hook:bell')}</span>{unseen > 0 && <span className="vh">{name}</span>}</button>}>
      {(close) => <News items={found?.items ?? []} close={close} />}
    </Popover>
  )
}
/** The same in the list behind "More" on a phone. */
export function News({ items, close }: { items: readonly Notification[]; close: () => void }) {
  const client = useQueryClient()
  const seen = useMutation<void, Problem>({ mutationFn: () => api.post<void>('/notifications/seen'), onSuccess: () => client.invalidateQueries({ queryKey: ['notifications'] }) })
  const fresh = items.some((one) => !one.seen_at)
  const { mutate } = seen
  // looked at is seen; they stay marked until the list is closed and opened again
  useEffect(() => () => { if (fresh) mutate() }, [fresh, mutate])
  if (items.length === 0) return <p className="pad soft">{t('hook:bell_none')}</p>
  return (
    <ul className="news" aria-label={t('hook:bell')}>{items.slice(0, 12).map((one) => (
      <li key={one.id} className={one.seen_at ? undefined : 'fresh'}>
        <Link className="item" to={(one.case_id ? '/cases/$id' : '/pulse') as never} params={(one.case_id ? { id: one.case_id } : {}) as never} onClick={close}><span><b>{one.title}</b>{one.text && <small className="soft">{one.text}</small>}<time className="xs soft" dateTime={one.at} title={exact(one.at)}>{when(one.at)}</time></span></Link>
      </li>))}</ul>
  )
}
export function BarNews({ close }: { close: () => void }) {
  const found = useQuery({ ...notificationsQuery, retry: false }).data
  if (!found || found.items.length === 0) return null
  return <><p className="title">{found.unseen > 0 ? t('hook:bell_new', { count: found.unseen }) : t('hook:bell')}</p><News items={found.items.slice(0, 4)} close={close} /></>
}
