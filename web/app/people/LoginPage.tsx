import { useMutation } from '@tanstack/react-query'
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router'
import { useReducer, useState } from 'react'
import { Button } from '@kit/Button'
import { TextField } from '@kit/Field'
import { Problems } from '@kit/Notice'
import { api, type Problem } from '../api'
import { many, type Search } from '../frame/scope'
import { t } from '../i18n'
import { useEnter } from '../session'
import type { Session } from '../types'
import { Outside } from './Outside'

/** Only a path of this console may be the place to return to. */
export const safeNext = (next: string | undefined) => next && /^\/(?![/\\])/.test(next) ? next : '/'

export function LoginPage() {
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [, again] = useReducer((count: number) => count + 1, 0)
  const next = safeNext(many((useSearch({ strict: false }) as Search)['next'])[0])
  const enter = useEnter()
  const router = useRouter()
  const navigate = useNavigate()
  const login = useMutation<Session, Problem>({
    mutationFn: () => api.post<Session>('/session', { email, password }),
    onSuccess: (session) => { enter(session); if (next === '/') void navigate({ to: '/' }); else router.history.push(next) },
  })
  return (
    <Outside title={t('people:log_in_title')} onLanguage={again}>
      <form className="form" onSubmit={(event) => { event.preventDefault(); login.mutate() }}>
        {login.error && <Problems title={sorry(login.error)} items={[]} />}
        <TextField label={t('people:email')} name="email" type="email" autoComplete="username" required autoFocus value={email} onChange={(event) => setEmail(event.target.value)} />
        <TextField label={t('people:password')} name="password" type="password" autoComplete="current-password" required value={password} onChange={(event) => setPassword(event.target.value)} />
        <Button type="submit" look="main" busy={login.isPending}>{t('people:log_in')}</Button>
      </form>
      <p className="sm soft">{t('people:log_in_help')}</p>
    </Outside>
  )
}
export function sorry(problem: Problem): string {
  if (problem.status === 401) return t('people:log_in_wrong')
  if (problem.status === 429) return t('frame:wait_seconds', { count: problem.retryAfter ?? 60 })
  return problem.status === 0 ? t('frame:unreachable') : problem.words
}
