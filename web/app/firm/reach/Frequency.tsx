import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@kit/Button'
import { Notice, toast } from '@kit/Notice'
import { type FieldSpec, RecordFields, type Values } from '@kit/RecordFields'
import { Loading } from '@kit/State'
import '@kit/record.css'
import { api, type Problem } from '../../api'
import { t } from '../../i18n'
import { changed } from '../../record/changed'
import { FormTrouble } from '../../record/RecordPanel'
import { getQuery } from '../../records'
import { useMay } from '../../session'
import { kindName } from '../../survey/say'
import type { Frequency } from '../../survey/send/campaign'
import { surveyKinds } from '../../survey/types'

const query = getQuery<Frequency>('/contact_frequency')
/** One rule over all surveys and channels: how often one person is asked. */
export function FrequencyPage() {
  const write = useMay('write_setup')
  const stored = useQuery(query)
  return (
    <>
      <div className="head"><h1>{t('send:frequency')}</h1></div>
      <p className="soft about">{t('send:frequency_about')}</p>
      {stored.error && <Notice tone="danger">{stored.error.message}</Notice>}
      {stored.data ? <Rule of={stored.data} write={write} /> : !stored.error && <Loading lines={5} />}
    </>
  )
}
function Rule({ of, write }: { of: Frequency; write: boolean }) {
  const client = useQueryClient()
  const [draft, setDraft] = useState<Values>({})
  const values = { ...(of as unknown as Values), ...draft }
  const fields: FieldSpec[] = [
    { name: 'active', label: t('send:frequency_active'), kind: 'switch' },
    { name: 'most', label: t('send:frequency_most'), kind: 'number', min: 1, max: 50, required: true, half: true },
    { name: 'within_days', label: t('send:frequency_within'), kind: 'number', min: 1, max: 365, required: true, half: true },
    { name: 'days_between', label: t('send:frequency_between'), kind: 'number', min: 0, max: 365, required: true },
    { name: 'exempt_kinds', label: t('send:frequency_exempt'), kind: 'many', hint: t('send:frequency_exempt_hint'), options: surveyKinds.map((one) => ({ value: one, label: kindName(one) })) },
  ]
  const body = changed(of as unknown as Values, draft)
  const save = useMutation<Frequency, Problem>({
    mutationFn: () => api.patch<Frequency>('/contact_frequency', body, of.revision),
    onSuccess: (saved) => { client.setQueryData(query.queryKey, saved); setDraft({}); toast(t('frame:saved')); void client.invalidateQueries({ queryKey: ['campaigns'] }) },
    onError: (problem) => { if (problem.status === 412) void client.invalidateQueries({ queryKey: ['contact_frequency'] }) },
  })
  return (
    <form className="form form-page" noValidate onSubmit={(event) => { event.preventDefault(); save.mutate() }}>
      <FormTrouble problem={save.error} missing={[]} fields={fields} />
      <fieldset className="form" disabled={!write}><RecordFields fields={fields} values={values} set={(next) => setDraft((old) => ({ ...old, ...next }))} errorAt={(name) => save.error?.at(name)} fresh={false} optional={t('frame:optional')} /></fieldset>
      {write && <div className="row actions"><Button look="main" type="submit" disabled={Object.keys(body).length === 0} busy={save.isPending}>{t('frame:save')}</Button></div>}
    </form>
  )
}
