import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from '@kit/Button'
import { Switch } from '@kit/Field'
import { Notice, toast } from '@kit/Notice'
import { Loading } from '@kit/State'
import { api, type Problem } from '../../api'
import { t } from '../../i18n'
import type { User } from '../../types'
import { SessionList } from '../OwnLogIn'
import type { LogInOfUser, OpenSession } from '../second_step'

/** How somebody logs in, and where they are; an administrator ends it, or helps who has lost the app. */
export function LogInOf({ user }: { user: User }) {
  const client = useQueryClient()
  const path = `/users/${user.id}`
  const query = { queryKey: ['users', user.id, 'log_in'], queryFn: () => api.get<LogInOfUser>(`${path}/log_in`) }
  const found = useQuery<LogInOfUser, Problem>(query)
  const again = () => void client.invalidateQueries({ queryKey: query.queryKey })
  const act = useMutation<void, Problem, { say: string; run: () => Promise<void> }>({ mutationFn: ({ run }) => run(), onSuccess: (_, { say }) => toast(say), onSettled: again })
  const end = (one: OpenSession) => act.mutate({ say: t('login:session_ended'), run: () => api.del(`${path}/sessions/${one.id}`) })
  if (found.error) return <Notice tone="danger">{found.error.words}</Notice>
  if (!found.data) return <Loading lines={3} />
  const { password, second_step, single_sign_on, break_glass, sessions } = found.data
  const ways = [password && t('login:has_password'), second_step && t('login:has_step'), single_sign_on && t('login:has_sign_on')].filter((one) => one !== false)
  return (
    <div className="bench form"><h3>{t('login:of_user')}</h3>
      <p className="soft">{ways.length > 0 ? ways.join(' · ') : t('login:has_nothing')}</p>
      {act.error && <Notice tone="danger">{act.error.words}</Notice>}
      {second_step && <div><Button busy={act.isPending} onClick={() => act.mutate({ say: t('login:step_taken'), run: () => api.del(`${path}/second_step`) })}>{t('login:step_take')}</Button><p className="hint">{t('login:step_take_words')}</p></div>}
      {user.role === 'administrator' && <Switch label={t('login:break_glass')} hint={t('login:break_glass_hint')} checked={break_glass} disabled={act.isPending} onChange={(on) => act.mutate({ say: t('frame:saved'), run: () => on ? api.post<void>(`${path}/break_glass`) : api.del(`${path}/break_glass`) })} />}
      {sessions.length > 0 ? <SessionList sessions={sessions} busy={act.isPending} onEnd={end} /> : <p className="hint">{t('login:nowhere')}</p>}
      {sessions.length > 1 && <p><Button busy={act.isPending} onClick={() => act.mutate({ say: t('login:sessions_ended'), run: () => api.del(`${path}/sessions`) })}>{t('login:end_all')}</Button></p>}
    </div>
  )
}
