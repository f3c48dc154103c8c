import { useState } from 'react'
import { Button } from '@kit/Button'
import { TextField } from '@kit/Field'
import { Notice, toast } from '@kit/Notice'
import type { Problem } from '../api'
import { t } from '../i18n'
import { codeTrouble } from './EnterCode'
import { type CodeSetUp, inFours } from './second_step'

/** The app is shown the secret, and shows its first code. */
export function SetUpApp({ app, problem, busy, onCode }: { app: CodeSetUp; problem: Problem | null; busy: boolean; onCode: (code: string) => void }) {
  const [code, setCode] = useState('')
  return (
    <form className="form set-up-app" onSubmit={(event) => { event.preventDefault(); onCode(code.trim()) }}>
      {problem && <Notice tone="danger">{codeTrouble(problem)}</Notice>}
      <ol className="soft"><li>{t('login:app_scan')}</li><li>{t('login:app_type')}</li></ol>
      <img className="qr" width={200} height={200} src={`data:image/svg+xml,${encodeURIComponent(app.qr_svg)}`} alt={t('login:qr')} />
      <details className="data"><summary>{t('login:app_by_hand')}</summary><p><code className="secret-text">{inFours(app.secret)}</code></p></details>
      <TextField label={t('login:code')} name="code" inputMode="numeric" autoComplete="one-time-code" required value={code} onChange={(event) => setCode(event.target.value)} />
      <div className="row"><Button type="submit" look="main" busy={busy}>{t('login:app_works')}</Button></div>
    </form>
  )
}
/** Shown once: who has lost the app comes in with one of them. */
export function KeepCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const text = codes.join('\n')
  const copy = () => void navigator.clipboard?.writeText(text).then(() => toast(t('frame:copied')))
  return (
    <div className="form">
      <p>{t('login:codes_words')}</p>
      <ul className="recovery-codes">{codes.map((one) => <li key={one}><code>{one}</code></li>)}</ul>
      <div className="row wrap">
        <a className="btn" download="styk-recovery-codes.txt" href={`data:text/plain;charset=utf-8,${encodeURIComponent(`Styk\n\n${text}\n`)}`}>{t('login:codes_download')}</a>
        <Button type="button" icon="copy" onClick={copy}>{t('frame:copy')}</Button>
      </div>
      <div className="row"><Button look="main" type="button" onClick={onKept}>{t('login:codes_kept')}</Button></div>
    </div>
  )
}
