import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@kit/Button'
import { Select } from '@kit/Field'
import { Suggest } from '@kit/Suggest'
import { t } from '../../i18n'
import { listQuery, useChoices } from '../../records'
import { useMay } from '../../session'
import type { Customer } from '../../types'
import { useDraft } from '../draft'
import type { SurveyLink } from '../types'
import { copyText } from './copy'

/** A screen where one person comes after another. */
export function Kiosk({ links, urlOf }: { links: readonly SurveyLink[]; urlOf: (link: SurveyLink) => string }) {
  const [id, setId] = useState('')
  const link = links.find((one) => one.id === id) ?? links[0]
  if (!link) return null
  const url = `${urlOf(link)}?kiosk=1`
  return (
    <section className="form sv-beside"><h2>{t('send:kiosk')}</h2><p className="soft">{t('send:kiosk_about')}</p>
      {links.length > 1 && <Select label={t('survey:link')} value={link.id} options={links.map((one) => ({ value: one.id, label: one.name }))} onChange={setId} />}
      <div className="row wrap"><a className="btn" href={url} target="_blank" rel="noreferrer">{t('send:kiosk_open')}</a><Button icon="copy" onClick={() => void copyText(url)}>{t('survey:copy_link', { name: link.name })}</Button></div>
    </section>
  )
}
const spoken = new Set(['phone', 'interview', 'store', 'chat'])
/** Staff ask and write down: by phone, at the desk. */
export function Interview() {
  const { survey } = useDraft()
  const people = useMay('read_people')
  const channels = useChoices('channel').filter((one) => spoken.has(one.value))
  const [channel, setChannel] = useState('interview')
  const [text, setText] = useState('')
  const [customer, setCustomer] = useState<string | null>(null)
  const named = survey.mode !== 'anonymous'
  const found = useQuery({ ...listQuery<Customer>('/customers', { q: text.trim(), limit: 6 }), enabled: named && people && text.trim().length > 1 && customer === null })
  const to = `/interview/${survey.id}?${new URLSearchParams({ channel, ...(named && (customer ?? text.trim()) && { customer: customer ?? text.trim() }) })}`
  return (
    <section className="form sv-beside"><h2>{t('send:interview')}</h2><p className="soft">{t(named ? 'send:interview_about' : 'send:interview_anonymous')}</p>
      <div className="pair">
        <Select label={t('send:interview_by')} value={channel} options={channels} onChange={setChannel} />
        {named && <Suggest label={<>{t('send:interview_whom')} <span className="soft opt">{t('frame:optional')}</span></>} text={text} onText={(next) => { setText(next); setCustomer(null) }} offers={(found.data?.items ?? []).map((one) => ({ value: one.key, label: one.name, note: one.key }))} onTake={(offer) => { setText(offer.label); setCustomer(offer.value) }} />}
      </div>
      <div><a className="btn" href={to} target="_blank" rel="noreferrer">{t('send:interview_start')}</a></div>
    </section>
  )
}
