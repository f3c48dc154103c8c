import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@kit/Button'
import { Tag } from '@kit/Chip'
import { day, exact } from '@kit/format'
import { Notice, toast } from '@kit/Notice'
import { type FieldSpec, RecordFields, type Values } from '@kit/RecordFields'
import { Loading } from '@kit/State'
import '@kit/record.css'
import { api, type Problem } from '../api'
import { t, tOr } from '../i18n'
import { listQuery } from '../records'
import { useMay } from '../session'
import type { Consent } from './shape'
import './privacy.css'

const blank: Values = { purpose: 'email', state: 'given', wording: '', wording_version: '', way: '' }
/** What one customer agreed to or took back, newest first. Lines are added, never changed. */
export function Consents({ customer }: { customer: string }) {
  const write = useMay('write_people')
  const client = useQueryClient()
  const query = useQuery(listQuery<Consent>('/consents', { customer_id: customer, limit: 100 }))
  const [draft, setDraft] = useState<Values | null>(null)
  const add = useMutation<Consent, Problem, Values>({
    mutationFn: (values) => api.post<Consent>('/consents', { ...Object.fromEntries(Object.entries(values).filter(([, value]) => value !== '')), customer_id: customer, at: new Date().toISOString() }),
    onSuccess: () => { setDraft(null); toast(t('frame:saved')); void client.invalidateQueries({ queryKey: ['consents'] }) },
  })
  const fields: FieldSpec[] = [
    { name: 'purpose', label: t('privacy:purpose'), kind: 'choice', required: true, half: true, options: ['email', 'sms', 'messenger', 'research'].map((one) => ({ value: one, label: purposeName(one) })) },
    { name: 'state', label: t('privacy:state'), kind: 'choice', required: true, half: true, options: (['given', 'withdrawn'] as const).map((one) => ({ value: one, label: t(`privacy:${one}`) })) },
    { name: 'way', label: t('privacy:way'), kind: 'text', required: true, hint: t('privacy:way_hint') },
    { name: 'wording', label: t('privacy:wording'), kind: 'long', hint: t('privacy:wording_hint') },
    { name: 'wording_version', label: t('privacy:wording_version'), kind: 'text' },
  ]
  const items = query.data?.items ?? []
  return (
    <section className="pr-consents"><h3>{t('privacy:consents')}</h3>
      {query.error && <Notice tone="danger">{query.error.message}</Notice>}
      {query.isPending ? <Loading lines={2} /> : items.length === 0 && !query.error ? <p className="soft">{t('privacy:no_consents')}</p> : <ul>{items.map((one) => <li key={one.id}><Tag tone={one.state === 'given' ? 'acc' : 'warn'}>{t(`privacy:${one.state}`)}</Tag> <b>{purposeName(one.purpose)}</b> <span className="soft sm">· {one.way} · <time dateTime={one.at} title={exact(one.at)}>{day(one.at)}</time>{one.wording_version && ` · ${one.wording_version}`}</span>{one.wording && <p className="soft sm">{one.wording}</p>}</li>)}</ul>}
      {write && !draft && <p><Button icon="plus" onClick={() => setDraft(blank)}>{t('privacy:add_consent')}</Button></p>}
      {draft && <form className="form" noValidate onSubmit={(event) => { event.preventDefault(); add.mutate(draft) }}>
        {add.error && <Notice tone="danger">{add.error.words}</Notice>}
        <RecordFields fields={fields} values={draft} set={(next) => setDraft((old) => ({ ...old, ...next }))} errorAt={(name) => add.error?.at(name)} fresh optional={t('frame:optional')} />
        <div className="row actions"><Button onClick={() => setDraft(null)}>{t('frame:cancel')}</Button><Button look="main" type="submit" busy={add.isPending}>{t('frame:add')}</Button></div>
      </form>}
    </section>
  )
}
const purposeName = (purpose: string) => tOr(`privacy:purpose.${purpose}`, purpose)
