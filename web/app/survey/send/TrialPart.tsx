import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@kit/Button'
import { Select, TextField } from '@kit/Field'
import { languageName } from '@kit/format'
import { Notice } from '@kit/Notice'
import { api, type Problem } from '../../api'
import { t } from '../../i18n'
import { useSession } from '../../session'
import { languagesOf } from '../counts'
import { useDraft } from '../draft'
import type { Campaign, TestAnswer } from './campaign'

/** One to oneself, at once, with what the server said. It counts nowhere, and its link opens the preview. */
export function TrialPart({ campaign, settle }: { campaign: Campaign; settle: () => Promise<boolean> }) {
  const { survey } = useDraft()
  const { user } = useSession()
  const mail = campaign.channel === 'email'
  const [to, setTo] = useState(mail ? user.email : '')
  const [language, setLanguage] = useState(survey.language)
  const test = useMutation<TestAnswer, Problem>({ mutationFn: async () => { await settle(); return api.post<TestAnswer>(`/campaigns/${campaign.id}/test`, { to, language }) } })
  const found = test.data
  return (
    <section className="sn-trial"><h3>{t('send:trial')}</h3>
      <form className="form" noValidate onSubmit={(event) => { event.preventDefault(); test.mutate() }}>
        <TextField type={mail ? 'email' : 'tel'} name="to" label={t(mail ? 'send:trial_to' : 'send:trial_phone')} value={to} error={test.error?.at('to')} onChange={(event) => setTo(event.target.value)} />
        {languagesOf(survey).length > 1 && <Select label={t('words:dim.language')} value={language} options={languagesOf(survey).map((one) => ({ value: one, label: languageName(one) }))} onChange={setLanguage} />}
        <div><Button type="submit" disabled={!to.trim()} busy={test.isPending}>{t('send:trial_send')}</Button></div>
      </form>
      {test.error && !test.error.at('to') && <Notice tone="danger">{test.error.status === 0 ? t('frame:unreachable') : test.error.words}</Notice>}
      {found && (
        <>
          <Notice tone={found.outcome === 'accepted' ? 'success' : 'danger'}>{outcome(found)}</Notice>
          {found.transcript.length > 0 && <details className="data"><summary>{t('mail:transcript')}</summary><pre className="transcript" lang="en" tabIndex={0}>{found.transcript.join('\n')}</pre></details>}
        </>)}
    </section>
  )
}
const outcome = ({ outcome, said }: TestAnswer) => outcome === 'accepted' ? t('send:trial.accepted') : outcome === 'no_service' ? t('send:trial.no_service') : t(outcome === 'later' ? 'send:trial.later' : 'send:trial.refused', { said })
