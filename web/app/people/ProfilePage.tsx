import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@kit/Button'
import { Segmented, Switch, TextField } from '@kit/Field'
import { setSingleKeys, singleKeys } from '@kit/keys'
import { Problems, toast } from '@kit/Notice'
import { api, type Problem } from '../api'
import { usePatchMe } from '../frame/MeMenu'
import { t } from '../i18n'
import { useNames } from '../records'
import { useSession } from '../session'
import type { Density, Language, Theme } from '../types'
import { sorry } from './LoginPage'
import { SecondStepPart, SessionsPart } from './OwnLogIn'
import './people.css'

export function ProfilePage() {
  const { user } = useSession()
  const name = useNames()
  return (
    <div className="in profile">
      <h1>{user.name}</h1>
      <section><h2>{t('people:about_you')}</h2>
        <div>
          <NameForm />
          <dl className="me-facts"><dt>{t('people:email')}</dt><dd>{user.email}</dd><dt>{t('people:role')}</dt><dd>{name('role', user.role)}</dd>{user.location_id && <><dt>{t('words:dim.location')}</dt><dd>{name('location', user.location_id)}</dd></>}</dl>
          {user.role !== 'administrator' && <p className="hint">{t('people:role_hint')}</p>}
        </div>
      </section>
      <section><h2>{t('people:appearance')}</h2><Appearance /></section>
      <section><h2>{t('people:password_change')}</h2><PasswordForm /></section>
      <section><h2>{t('login:step')}</h2><SecondStepPart /></section>
      <section><h2>{t('people:sessions')}</h2><SessionsPart /></section>
    </div>
  )
}
function NameForm() {
  const { user } = useSession()
  const [name, setName] = useState(user.name)
  const patch = usePatchMe()
  return (
    <form className="form line" onSubmit={(event) => { event.preventDefault(); patch.mutate({ name: name.trim() }, { onSuccess: () => toast(t('frame:saved')) }) }}>
      <TextField label={t('people:name')} name="name" autoComplete="name" required value={name} onChange={(event) => setName(event.target.value)} />
      <Button type="submit" busy={patch.isPending} disabled={name.trim() === user.name || !name.trim()}>{t('frame:save')}</Button>
    </form>
  )
}
function Appearance() {
  const { user } = useSession()
  const patch = usePatchMe()
  const [keys, setKeys] = useState(singleKeys())
  return (
    <div className="form">
      <div><p className="form-label">{t('people:language')}</p><Segmented label={t('people:language')} value={user.language} onChange={(language: Language) => patch.mutate({ language })} options={[{ value: 'en', label: 'English' }, { value: 'pl', label: 'Polski' }, { value: 'ru', label: 'Русский' }]} /></div>
      <div><p className="form-label">{t('people:theme')}</p><Segmented label={t('people:theme')} value={user.theme} onChange={(theme: Theme) => patch.mutate({ theme })} options={[{ value: 'system', label: t('people:theme_system') }, { value: 'light', label: t('people:theme_light') }, { value: 'dark', label: t('people:theme_dark') }]} /></div>
      <div><p className="form-label">{t('people:density')}</p><Segmented label={t('people:density')} value={user.density} onChange={(density: Density) => patch.mutate({ density })} options={[{ value: 'comfortable', label: t('people:density_comfortable') }, { value: 'compact', label: t('people:density_compact') }]} /></div>
      <Switch label={t('frame:single_keys')} hint={t('people:keys_hint')} checked={keys} onChange={(on) => { setSingleKeys(on); setKeys(on) }} />
    </div>
  )
}
function PasswordForm() {
  const { user } = useSession()
  const empty = { current: '', password: '' }
  const [form, setForm] = useState(empty)
  const change = useMutation<void, Problem>({ mutationFn: () => api.post<void>('/me/password', form), onSuccess: () => { setForm(empty); toast(t('people:password_changed')) } })
  const field = (name: keyof typeof form) => ({ name, value: form[name], error: change.error?.at(name), onChange: (event: { target: { value: string } }) => setForm({ ...form, [name]: event.target.value }) })
  return (
    <form className="form" onSubmit={(event) => { event.preventDefault(); change.mutate() }}>
      {change.error && <Problems title={sorry(change.error)} items={change.error.problems.map((one) => ({ field: one.pointer.slice(1), message: one.message }))} />}
      <input type="hidden" name="username" autoComplete="username" value={user.email} />
      <TextField label={t('people:password_current')} type="password" autoComplete="current-password" required {...field('current')} />
      <TextField label={t('people:password_new')} type="password" autoComplete="new-password" required minLength={10} hint={t('people:password_hint')} {...field('password')} />
      <div className="row"><Button type="submit" busy={change.isPending}>{t('people:password_change')}</Button></div>
    </form>
  )
}
