import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useReducer, useState } from 'react'
import { Button } from '@kit/Button'
import { TextField } from '@kit/Field'
import { Problems } from '@kit/Notice'
import { Loading } from '@kit/State'
import { api, type Problem } from '../api'
import { language, t } from '../i18n'
import { useEnter } from '../session'
import type { Session, Welcome } from '../types'
import { EnterCode } from './EnterCode'
import { SetUpFirst, sorry } from './LoginPage'
import { Outside } from './Outside'
import { leftOf } from './second_step'

/** A one-time link: first administrator, invitation, or a new password. */
export function WelcomePage() {
  const { token } = useParams({ strict: false }) as { token: string }
  const [form, setForm] = useState({ email: '', name: '', firm_name: '', password: '' })
  const [, again] = useReducer((count: number) => count + 1, 0)
  const enter = useEnter()
  const navigate = useNavigate()
  const path = `/welcome/${encodeURIComponent(token)}`
  const welcome = useQuery<Welcome, Problem>({ queryKey: ['welcome', token], queryFn: () => api.get<Welcome>(path), retry: false, staleTime: Infinity })
  const begin = useMutation<Session, Problem>({
    mutationFn: () => api.post<Session>(path, { password: form.password, ...(welcome.data?.purpose !== 'reset' && { language: language() }), ...(form.name && { name: form.name }), ...(form.firm_name.trim() && { firm_name: form.firm_name.trim() }), ...(welcome.data?.email === null && { email: form.email }) }),
    onSuccess: (session) => comeIn(session),
  })
  const comeIn = (session: Session) => { enter(session); void navigate({ to: '/' }) }
  const left = begin.error && leftOf(begin.error)
  const over = () => void navigate({ to: '/login' })
  // the password is set, and the second step is still to come
  if (left === 'code') return <Outside title={t('login:code_title')} onLanguage={again}><EnterCode onIn={comeIn} onOver={over} /></Outside>
  if (left === 'set_up') return <Outside title={t('login:set_up_title')} onLanguage={again}><SetUpFirst onIn={comeIn} onOver={over} /></Outside>
  if (welcome.isPending) return <Outside title=" " onLanguage={again}><Loading lines={2} /></Outside>
  if (welcome.error) return <Outside title={welcome.error.status === 404 ? t('people:welcome_used') : t('frame:error_title')} onLanguage={again}><p className="soft">{welcome.error.status === 404 ? t('people:welcome_used_help') : sorry(welcome.error)}</p><Link className="btn" to="/login">{t('people:log_in')}</Link></Outside>
  const { purpose, email, firm } = welcome.data
  const title = purpose === 'first_administrator' ? t('people:welcome_first') : purpose === 'invitation' ? (firm.name ? t('people:welcome_invitation', { firm: firm.name }) : t('people:welcome_invitation_unnamed')) : t('people:welcome_reset')
  const field = (name: keyof typeof form) => ({ name, value: form[name], error: begin.error?.at(name), onChange: (event: { target: { value: string } }) => setForm({ ...form, [name]: event.target.value }) })
  return (
    <Outside title={title} onLanguage={again}>
      <form className="form" onSubmit={(event) => { event.preventDefault(); begin.mutate() }}>
        {begin.error && <Problems title={sorry(begin.error)} items={begin.error.problems.map((one) => ({ field: one.pointer.slice(1), message: one.message }))} />}
        {email === null ? <TextField label={t('people:email')} type="email" autoComplete="username" required autoFocus {...field('email')} /> : <><p className="sm soft">{email}</p><input type="hidden" name="username" autoComplete="username" value={email} /></>}
        {purpose !== 'reset' && <TextField label={t('people:name')} autoComplete="name" required hint={t('people:welcome_hint')} {...field('name')} />}
        {purpose === 'first_administrator' && <TextField label={<>{t('people:welcome_firm')} <span className="soft opt">{t('frame:optional')}</span></>} autoComplete="organization" hint={t('people:welcome_firm_hint')} {...field('firm_name')} />}
        <TextField label={purpose === 'reset' ? t('people:password_new') : t('people:password')} type="password" autoComplete="new-password" required minLength={10} hint={t('people:password_hint')} {...field('password')} />
        <Button type="submit" look="main" busy={begin.isPending}>{purpose === 'reset' ? t('frame:save') : t('people:begin')}</Button>
      </form>
    </Outside>
  )
}
