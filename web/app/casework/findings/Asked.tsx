// The customers behind a finding are asked what they think of the change; what they answer stands here.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Button } from '@kit/Button'
import { Select } from '@kit/Field'
import { exact, when } from '@kit/format'
import { Notice, toast } from '@kit/Notice'
import { api, type Problem } from '../../api'
import { t } from '../../i18n'
import { getQuery, listQuery, useSurveys } from '../../records'
import { coveredWords } from '../../reading/labels'
import { useMay } from '../../session'
import type { Campaign } from '../../survey/send/campaign'
import type { Feedback, List } from '../../types'
import { wordsOf } from '../cases'
import type { Finding } from '../shape'

/** The event that a campaign waits for; the server puts it on the timeline of each customer who is asked. */
export const askedEvent = 'asked_about_finding'
/** The surveys that are sent when customers are asked about a finding. */
export const surveysSent = (campaigns: readonly Pick<Campaign, 'survey_id' | 'event_type' | 'state'>[]): Set<string> => new Set(campaigns.filter((one) => one.event_type === askedEvent && one.state === 'sending').map((one) => one.survey_id))

export function Asked({ finding }: { finding: Finding }) {
  const may = useMay('read_people')
  const client = useQueryClient()
  const replies = useQuery({ ...getQuery<List<Feedback>>(`/findings/${finding.id}/replies`), enabled: may })
  const campaigns = useQuery({ ...listQuery<Campaign>('/campaigns', { limit: 200 }), enabled: may }).data?.items
  const surveys = useSurveys(may)
  const [chosen, setChosen] = useState('')
  const sent = surveysSent(campaigns ?? [])
  const options = surveys.filter((one) => sent.has(one.id)).map((one) => ({ value: one.id, label: one.name }))
  const survey = chosen || options[0]?.value || ''
  const ask = useMutation<{ asked: number }, Problem>({ mutationFn: () => api.post(`/findings/${finding.id}/ask`, { survey_id: survey }), onSuccess: ({ asked }) => { toast(asked > 0 ? t('learn:asked_n', { count: asked }) : t('learn:asked_nobody')); void client.invalidateQueries({ queryKey: ['findings', finding.id] }) } })
  if (!may) return null
  const said = replies.data?.items ?? []
  return (
    <section className="bench"><h3>{t('learn:ask')}</h3>
      <p className="soft sm">{t('learn:ask_about')}</p>
      {ask.error && <Notice tone="danger">{wordsOf(ask.error, t('frame:unreachable'))}</Notice>}
      {campaigns && options.length === 0 && <p className="sm">{t('learn:ask_no_survey')} <Link className="link" to={'/surveys' as never}>{t('learn:ask_to_surveys')}</Link></p>}
      {options.length > 0 && <div className="row wrap cw-ask">{options.length > 1 && <Select label={t('words:dim.survey')} value={survey} options={options} onChange={setChosen} />}<Button icon="voice" busy={ask.isPending} onClick={() => ask.mutate()}>{t('learn:ask_do')}</Button>{options.length === 1 && <span className="sm soft">{t('learn:ask_with', { name: options[0]!.label })}</span>}</div>}
      {replies.error ? <Notice tone="danger">{replies.error.message}</Notice> : said.length > 0 && <ul className="cw-replies">{said.map((one) => <li key={one.id}><Link to="/feedback/$id" params={{ id: one.id }}><blockquote className="voice" lang={one.language ?? undefined}>{coveredWords(one) ?? t('feedback:no_words')}</blockquote></Link><p className="xs soft">{one.customer_name ? `${one.customer_name} · ` : ''}<time dateTime={one.occurred_at} title={exact(one.occurred_at)}>{when(one.occurred_at)}</time></p></li>)}</ul>}
    </section>
  )
}
