import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@kit/Button'
import { Tag } from '@kit/Chip'
import { TextField } from '@kit/Field'
import { day, when } from '@kit/format'
import { Notice, toast } from '@kit/Notice'
import { Dialog } from '@kit/Panel'
import { Loading } from '@kit/State'
import { api, type Problem } from '../api'
import { t, tOr } from '../i18n'
import { useEnter } from '../session'
import { codeTrouble } from './EnterCode'
import type { CodeSetUp, OpenSession, RecoveryCodes, SecondStep } from './second_step'
import { KeepCodes, SetUpApp } from './SetUpApp'

const stepQuery = { queryKey: ['me', 'second_step'], queryFn: () => api.get<SecondStep>('/me/second_step') }
const sessionsQuery = { queryKey: ['me', 'sessions'], queryFn: () => api.get<{ items: OpenSession[] }>('/me/sessions') }

/** A code of an app beside the password: what stolen passwords do not open. */
export function SecondStepPart() {
  const client = useQueryClient()
  const step = useQuery<SecondStep, Problem>(stepQuery)
  const [doing, setDoing] = useState<'set_up' | 'codes' | 'off' | null>(null)
  const done = () => { setDoing(null); void client.invalidateQueries({ queryKey: stepQuery.queryKey }) }
  if (step.error) return <Notice tone="danger">{step.error.words}</Notice>
  if (!step.data) return <Loading lines={2} />
  const { on, since, recovery_codes: left, required } = step.data
  return (
    <div className="form">
      <p className="soft">{t('login:step_about')}</p>
      {on ? <p><Tag tone="pos">{t('login:step_on')}</Tag> {t('login:step_since', { day: day(since!) })} {t('login:codes_left', { count: left })}</p> : <p>{t(required ? 'login:step_needed' : 'login:step_off')}</p>}
      {on && left < 3 && <Notice tone="warning">{t('login:codes_low')}</Notice>}
      <div className="row wrap">
        {!on && <Button icon="plus" onClick={() => setDoing('set_up')}>{t('login:step_set_up')}</Button>}
        {on && <Button onClick={() => setDoing('codes')}>{t('login:codes_renew')}</Button>}
        {on && !required && <Button onClick={() => setDoing('off')}>{t('login:step_switch_off')}</Button>}
      </div>
      {on && required && <p className="hint">{t('login:step_stays')}</p>}
      {doing === 'set_up' && <SetUp onDone={done} />}
      {doing === 'codes' && <Renew onDone={done} />}
      {doing === 'off' && <SwitchOff onDone={done} />}
    </div>
  )
}
function SetUp({ onDone }: { onDone: () => void }) {
  const [password, setPassword] = useState('')
  const begin = useMutation<CodeSetUp, Problem>({ mutationFn: () => api.post<CodeSetUp>('/me/second_step', { password }) })
  const confirm = useMutation<RecoveryCodes, Problem, string>({ mutationFn: (code) => api.post<RecoveryCodes>('/me/second_step/confirm', { code }) })
  return (
    <Dialog title={t(confirm.data ? 'login:codes_title' : 'login:set_up_title')} onClose={onDone} actions={null}>
      {confirm.data ? <KeepCodes codes={confirm.data.recovery_codes} onKept={onDone} />
        : begin.data ? <SetUpApp app={begin.data} problem={confirm.error} busy={confirm.isPending} onCode={confirm.mutate} />
          : <Prove problem={begin.error} busy={begin.isPending} label={t('login:next')} onProof={() => begin.mutate()} password={password} setPassword={setPassword} />}
    </Dialog>
  )
}
function Renew({ onDone }: { onDone: () => void }) {
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const renew = useMutation<RecoveryCodes, Problem>({ mutationFn: () => api.post<RecoveryCodes>('/me/second_step/recovery_codes', { password, code: code.trim() }) })
  return (
    <Dialog title={t('login:codes_title')} onClose={onDone} actions={null}>
      {renew.data ? <KeepCodes codes={renew.data.recovery_codes} onKept={onDone} />
        : <><p className="soft">{t('login:codes_void')}</p><Prove problem={renew.error} busy={renew.isPending} label={t('login:codes_renew')} onProof={() => renew.mutate()} password={password} setPassword={setPassword} code={code} setCode={setCode} /></>}
    </Dialog>
  )
}
function SwitchOff({ onDone }: { onDone: () => void }) {
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const off = useMutation<void, Problem>({ mutationFn: () => api.post<void>('/me/second_step/off', { password, code: code.trim() }), onSuccess: () => { toast(t('login:step_is_off')); onDone() } })
  return <Dialog title={t('login:step_switch_off')} onClose={onDone} actions={null}><p className="soft">{t('login:off_words')}</p><Prove problem={off.error} busy={off.isPending} label={t('login:step_switch_off')} onProof={() => off.mutate()} password={password} setPassword={setPassword} code={code} setCode={setCode} /></Dialog>
}
interface Proof { problem: Problem | null; busy: boolean; label: string; onProof: () => void; password: string; setPassword: (text: string) => void; code?: string; setCode?: (text: string) => void }
/** That it is really this person who changes how they log in. */
function Prove({ problem, busy, label, onProof, password, setPassword, code, setCode }: Proof) {
  return (
    <form className="form" onSubmit={(event) => { event.preventDefault(); onProof() }}>
      {problem && <Notice tone="danger">{problem.at('password') ? t('login:password_wrong') : codeTrouble(problem)}</Notice>}
      <TextField label={t('people:password_current')} name="password" type="password" autoComplete="current-password" required autoFocus value={password} onChange={(event) => setPassword(event.target.value)} />
      {setCode && <TextField label={t('login:code')} name="code" autoComplete="one-time-code" autoCapitalize="none" spellCheck={false} required hint={t('login:code_hint')} value={code} onChange={(event) => setCode(event.target.value)} />}
      <div className="row"><Button type="submit" look="main" busy={busy}>{label}</Button></div>
    </form>
  )
}
/** "Firefox on Windows" */
export function placeOf({ browser, device }: OpenSession): string {
  if (browser && device) return t('login:browser_on', { browser, device })
  return browser ?? device ?? t('login:browser_unknown')
}
/** Where somebody is logged in; each can be ended. */
export function SessionList({ sessions, busy, onEnd }: { sessions: readonly OpenSession[]; busy: boolean; onEnd: (session: OpenSession) => void }) {
  return (
    <ul className="sessions">{sessions.map((one) => (
      <li key={one.id}>
        <div><b>{placeOf(one)}</b> {one.mine && <Tag>{t('login:this_session')}</Tag>}<p className="sm soft">{[one.address, tOr(`login:way.${one.way}`, one.way), t('login:last_used', { when: when(one.last_seen_at) })].filter(Boolean).join(' · ')}</p></div>
        {!one.mine && <Button disabled={busy} onClick={() => onEnd(one)} aria-label={t('login:end_named', { where: placeOf(one) })}>{t('login:end')}</Button>}
      </li>))}</ul>
  )
}
export function SessionsPart() {
  const enter = useEnter()
  const client = useQueryClient()
  const list = useQuery<{ items: OpenSession[] }, Problem>(sessionsQuery)
  const again = () => void client.invalidateQueries({ queryKey: sessionsQuery.queryKey })
  const out = useMutation({ mutationFn: (path: string) => api.del(path), onSuccess: () => enter(null), onError: () => toast(t('frame:unreachable')) })
  const end = useMutation<void, Problem, OpenSession>({ mutationFn: (one) => api.del(`/me/sessions/${one.id}`), onSettled: again })
  const others = useMutation<void, Problem>({ mutationFn: () => api.post<void>('/me/sessions/end_others'), onSuccess: () => { toast(t('login:others_ended')); again() }, onError: () => toast(t('frame:unreachable')) })
  const items = list.data?.items
  return (
    <div className="form">
      <p className="soft">{t('login:sessions_about')}</p>
      {list.error && <Notice tone="danger">{list.error.words}</Notice>}
      {items ? <SessionList sessions={items} busy={end.isPending} onEnd={(one) => end.mutate(one)} /> : !list.error && <Loading lines={2} />}
      <div className="row wrap">
        {items && items.length > 1 && <Button busy={others.isPending} onClick={() => others.mutate()}>{t('login:end_others')}</Button>}
        <Button icon="out" onClick={() => out.mutate('/session')}>{t('people:log_out')}</Button>
        <Button onClick={() => out.mutate('/sessions')}>{t('people:log_out_all')}</Button>
      </div>
    </div>
  )
}
