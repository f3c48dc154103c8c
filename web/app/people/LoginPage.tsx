import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router'
import { useEffect, useReducer, useState } from 'react'
import { Button } from '@kit/Button'
import { TextField } from '@kit/Field'
import { Notice, Problems } from '@kit/Notice'
import { Loading } from '@kit/State'
import { api, type Problem } from '../api'
import { many, type Search } from '../frame/scope'
import { t, tOr } from '../i18n'
import { useEnter } from '../session'
import type { Session } from '../types'
import { EnterCode } from './EnterCode'
import { Outside } from './Outside'
import { type CodeSetUp, type Left, leftOf, type LogInWays, type SessionBegun } from './second_step'
import { KeepCodes, SetUpApp } from './SetUpApp'

/** Only a path of this console may be the place to return to. */
export const safeNext = (next: string | undefined) => next && /^\/(?![/\\])/.test(next) ? next : '/'

const titles = { in: 'people:log_in_title', code: 'login:code_title', set_up: 'login:set_up_title' } as const

export function LoginPage() {
  const search = useSearch({ strict: false }) as Search
  const next = safeNext(many(search['next'])[0])
  const trouble = many(search['sign_on'])[0]
  const [left, setLeft] = useState<Left>('in')
  const [over, setOver] = useState(false)
  const [, again] = useReducer((count: number) => count + 1, 0)
  const enter = useEnter()
  const router = useRouter()
  const navigate = useNavigate()
  const comeIn = (session: Session) => { enter(session); if (next === '/') void navigate({ to: '/' }); else router.history.push(next) }
  const back = () => { setOver(left !== 'in'); setLeft('in') }
  return (
    <Outside title={t(titles[left])} onLanguage={again}>
      {left === 'in' && over && <Notice tone="warning">{t('login:again')}</Notice>}
      {left === 'in' && trouble && !over && <Notice tone="danger">{tOr(`login:trouble.${trouble}`, t('login:trouble.refused'))}</Notice>}
      {left === 'in' && <Ways next={next} onIn={comeIn} onMore={(more) => { setOver(false); setLeft(more) }} />}
      {left === 'code' && <EnterCode onIn={comeIn} onOver={back} />}
      {left === 'set_up' && <SetUpFirst onIn={comeIn} onOver={back} />}
    </Outside>
  )
}
const waysQuery = { queryKey: ['log_in'], queryFn: () => api.get<LogInWays>('/log_in'), staleTime: 60_000 }
/** The firm's own account first, where there is one; a password, or only in an emergency. */
function Ways({ next, onIn, onMore }: { next: string; onIn: (session: Session) => void; onMore: (left: Left) => void }) {
  const ways = useQuery<LogInWays, Problem>(waysQuery).data
  const name = ways?.single_sign_on
  const form = <PasswordForm onIn={onIn} onMore={onMore} quiet={name !== null && name !== undefined} />
  return (
    <>
      {name !== null && name !== undefined && <a className="btn main" href={`/sign-on/start${next === '/' ? '' : `?next=${encodeURIComponent(next)}`}`}>{name ? t('login:with', { name }) : t('login:with_firm')}</a>}
      {ways?.only_single_sign_on ? <details className="data"><summary>{t('login:emergency')}</summary>{form}</details> : form}
      {!ways?.only_single_sign_on && <p className="sm soft">{t('people:log_in_help')}</p>}
    </>
  )
}
function PasswordForm({ onIn, onMore, quiet }: { onIn: (session: Session) => void; onMore: (left: Left) => void; quiet: boolean }) {
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const login = useMutation<Session, Problem>({
    mutationFn: () => api.post<Session>('/session', { email, password }), onSuccess: onIn,
    onError: (problem) => { const more = leftOf(problem); if (more) onMore(more) },
  })
  return (
    <form className="form" onSubmit={(event) => { event.preventDefault(); login.mutate() }}>
      {login.error && !leftOf(login.error) && <Problems title={sorry(login.error)} items={[]} />}
      <TextField label={t('people:email')} name="email" type="email" autoComplete="username" required autoFocus={!quiet} value={email} onChange={(event) => setEmail(event.target.value)} />
      <TextField label={t('people:password')} name="password" type="password" autoComplete="current-password" required value={password} onChange={(event) => setPassword(event.target.value)} />
      <Button type="submit" look={quiet ? 'plain' : 'main'} busy={login.isPending}>{t('people:log_in')}</Button>
    </form>
  )
}
/** Whose role needs a second step sets it up before coming in. */
export function SetUpFirst({ onIn, onOver }: { onIn: (session: Session) => void; onOver: () => void }) {
  const begin = useMutation<CodeSetUp, Problem>({ mutationFn: () => api.post<CodeSetUp>('/session/set_up'), onError: (problem) => { if (problem.status === 401) onOver() } })
  const finish = useMutation<SessionBegun, Problem, string>({ mutationFn: (code) => api.post<SessionBegun>('/session/set_up/confirm', { code }), onError: (problem) => { if (problem.status === 401) onOver() } })
  const start = begin.mutate
  useEffect(() => { start() }, [start])
  if (finish.data) return <KeepCodes codes={finish.data.recovery_codes} onKept={() => onIn(finish.data.session)} />
  if (begin.error) return <Notice tone="danger">{sorry(begin.error)}</Notice>
  if (!begin.data) return <Loading lines={4} />
  return <><p className="soft">{t('login:set_up_why')}</p><SetUpApp app={begin.data} problem={finish.error} busy={finish.isPending} onCode={finish.mutate} /></>
}
export function sorry(problem: Problem): string {
  if (problem.status === 401) return t('people:log_in_wrong')
  if (problem.status === 403) return t('login:passwords_off')
  if (problem.status === 429) return t('frame:wait_seconds', { count: problem.retryAfter ?? 60 })
  return problem.status === 0 ? t('frame:unreachable') : problem.words
}
