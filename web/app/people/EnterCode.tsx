import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@kit/Button'
import { TextField } from '@kit/Field'
import { Notice } from '@kit/Notice'
import { api, type Problem } from '../api'
import { t } from '../i18n'
import type { Session } from '../types'
import { leftOf } from './second_step'

/** After the password: the code of the app, or one of the recovery codes. */
export function EnterCode({ onIn, onOver }: { onIn: (session: Session) => void; /** too late, or too many wrong: the password again */ onOver: () => void }) {
  const [code, setCode] = useState('')
  const enter = useMutation<Session, Problem>({
    mutationFn: () => api.post<Session>('/session/code', { code: code.trim() }), onSuccess: onIn,
    onError: (problem) => { setCode(''); if (problem.status === 401 && !leftOf(problem)) onOver() },
  })
  return (
    <form className="form" onSubmit={(event) => { event.preventDefault(); enter.mutate() }}>
      {enter.error && <Notice tone="danger">{codeTrouble(enter.error)}</Notice>}
      <TextField label={t('login:code')} name="code" autoComplete="one-time-code" autoCapitalize="none" spellCheck={false} required autoFocus hint={t('login:code_hint')} value={code} onChange={(event) => setCode(event.target.value)} />
      <div className="row wrap"><Button type="submit" look="main" busy={enter.isPending}>{t('people:log_in')}</Button><Button type="button" onClick={onOver}>{t('login:back')}</Button></div>
    </form>
  )
}
export function codeTrouble(problem: Problem): string {
  if (problem.status === 429) return t('frame:wait_seconds', { count: problem.retryAfter ?? 60 })
  if (problem.status === 0) return t('frame:unreachable')
  return problem.at('code') ? t('login:code_wrong') : problem.words
}
