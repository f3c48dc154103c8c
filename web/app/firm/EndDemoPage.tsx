import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@kit/Button'
import { Select, TextField } from '@kit/Field'
import { Problems } from '@kit/Notice'
import { Dialog } from '@kit/Panel'
import { api, type Problem } from '../api'
import { t } from '../i18n'
import { sorry } from '../people/LoginPage'
import { useSession } from '../session'
import type { Language, Session } from '../types'

/** The demo firm ends here and one's own begins. */
export function EndDemoPage() {
  const { user, firm } = useSession()
  const [form, setForm] = useState({ firm_name: '', name: '', email: '', password: '', time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone, language: user.language as string })
  const [asking, setAsking] = useState(false)
  const end = useMutation<Session, Problem>({
    mutationFn: () => api.post<Session>('/demo/end', form),
    // everything known before belongs to the firm that has gone: the console begins anew
    onSuccess: () => location.assign('/'), onError: () => setAsking(false),
  })
  const field = (name: keyof typeof form) => ({ name, value: form[name], error: end.error?.at(name), onChange: (event: { target: { value: string } }) => setForm({ ...form, [name]: event.target.value }) })
  if (!firm.demo) return <div className="in"><h1>{t('people:end_demo_title')}</h1><p className="soft">{t('people:end_demo_over')}</p></div>
  return (
    <div className="in end-demo">
      <h1>{t('people:end_demo_title')}</h1>
      <p className="soft">{t('people:end_demo_words')}</p>
      <form className="form" onSubmit={(event) => { event.preventDefault(); setAsking(true) }}>
        {end.error && <Problems title={sorry(end.error)} items={end.error.problems.map((one) => ({ field: one.pointer.slice(1), message: one.message }))} />}
        <TextField label={t('people:end_demo_firm_name')} autoComplete="organization" required {...field('firm_name')} />
        <div className="pair">
          <TextField label={t('people:name')} autoComplete="name" required {...field('name')} />
          <TextField label={t('people:email')} type="email" autoComplete="username" required {...field('email')} />
        </div>
        <TextField label={t('people:password')} type="password" autoComplete="new-password" required minLength={10} hint={t('people:password_hint')} {...field('password')} />
        <div className="pair">
          <Select label={t('people:end_demo_zone')} hint={t('people:end_demo_zone_hint')} name="time_zone" value={form.time_zone} error={end.error?.at('time_zone')} onChange={(time_zone) => setForm({ ...form, time_zone })} options={zones(form.time_zone)} />
          <Select label={t('people:end_demo_language')} name="language" value={form.language as Language} onChange={(language) => setForm({ ...form, language })} options={[{ value: 'en', label: 'English' }, { value: 'pl', label: 'Polski' }, { value: 'ru', label: 'Русский' }]} />
        </div>
        <div className="row"><Button type="submit" look="main" busy={end.isPending}>{t('people:end_demo_start')}</Button></div>
      </form>
      {asking && <Dialog title={t('people:end_demo_sure')} onClose={() => setAsking(false)} actions={<><Button onClick={() => setAsking(false)}>{t('frame:cancel')}</Button><Button look="danger" icon="trash" busy={end.isPending} onClick={() => end.mutate()}>{t('people:end_demo_start')}</Button></>}><p>{t('people:end_demo_sure_words')}</p></Dialog>}
    </div>
  )
}
const zones = (own: string) => [...new Set([own, 'UTC', ...Intl.supportedValuesOf('timeZone')])].map((value) => ({ value, label: value.replaceAll('_', ' ') }))
