import '../watch.css'
import './send.css'
import { Link } from '@tanstack/react-router'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from '@kit/Button'
import { Tag } from '@kit/Chip'
import { day, number, today, when } from '@kit/format'
import { Notice, toast } from '@kit/Notice'
import { Empty, Loading } from '@kit/State'
import { type Column, Table } from '@kit/Table'
import { Interval, Whisker } from '@kit/Whisker'
import { api, type Problem } from '../../api'
import { ErrorPage } from '../../frame/Root'
import { many, useScope } from '../../frame/scope'
import { t } from '../../i18n'
import { getQuery } from '../../records'
import type { List } from '../../types'
import { useDraft } from '../draft'
import { type Campaign, type CampaignCount, campaignQuery, campaignsQuery, tone } from './campaign'
import { CampaignView } from './CampaignView'
import { Clicks } from './Clicks'

/** Whom the survey is sent to: campaigns, each by mail or message, at a time or after an event. */
export default function SendPart() {
  const { survey, write } = useDraft()
  const { search, change } = useScope()
  const open = many(search['campaign'])[0]
  if (survey.version === 0) return <div className="in"><Empty title={t('send:first_publish')} example="none" action={write && <Link className="btn main" to={'/surveys/$id/$part' as never} params={{ id: survey.id, part: 'check' } as never}>{t('survey:to_publish')}</Link>}>{t('send:first_publish_words')}</Empty></div>
  return open ? <One key={open} id={open} /> : <Campaigns onOpen={(id) => change({ campaign: id })} />
}
function One({ id }: { id: string }) {
  const query = useQuery(campaignQuery(id))
  if (query.error) return <ErrorPage error={query.error} reset={() => void query.refetch()} />
  return query.data ? <CampaignView stored={query.data} /> : <div className="in"><Loading lines={8} /></div>
}
function Campaigns({ onOpen }: { onOpen: (id: string) => void }) {
  const { survey, write } = useDraft()
  const client = useQueryClient()
  const list = useQuery(campaignsQuery(survey.id))
  const counts = useQuery(getQuery<List<CampaignCount>>('/campaign_counts')).data?.items
  const of = (one: Campaign) => counts?.find((count) => count.campaign_id === one.id)
  const make = useMutation<Campaign, Problem>({
    mutationFn: () => api.post<Campaign>('/campaigns', { survey_id: survey.id, name: t('send:named', { survey: survey.name, day: day(today()) }).slice(0, 200) }),
    onSuccess: (made) => { void client.invalidateQueries({ queryKey: ['campaigns'] }); client.setQueryData(campaignQuery(made.id).queryKey, made); onOpen(made.id) },
    onError: (error) => toast(error.status === 0 ? t('frame:unreachable') : error.problems[0]?.message ?? error.words),
  })
  const add = write && <Button look="main" icon="plus" busy={make.isPending} onClick={() => make.mutate()}>{t('send:new')}</Button>
  const rows = list.data?.items ?? []
  const columns: Column<Campaign>[] = [
    { key: 'name', name: t('send:campaign'), cell: (one) => <span className="sv-name"><span>{one.name}</span><span className="soft sm">{t(`send:by.${one.channel}`)}{one.occasion === 'event' && <> · {t('send:occasion.event')}</>}</span></span> },
    { key: 'state', name: t('survey:state'), cell: (one) => <Tag tone={tone(one.state)}>{stateOf(one)}</Tag> },
    { key: 'sent', name: t('send:sent'), number: true, cell: (one) => of(one)?.recipients ? <span className="sm">{t('send:sent_of', { sent: number(of(one)!.sent), all: number(of(one)!.recipients) })}</span> : <span className="soft">–</span> },
    { key: 'answered', name: t('survey:answers'), number: true, wide: true, cell: (one) => of(one)?.answered ? number(of(one)!.answered) : <span className="soft">–</span> },
    { key: 'clicked', name: t('send:clicked'), number: true, wide: true, cell: (one) => { const rate = of(one)?.click_rate; return rate?.value !== null && rate?.value !== undefined ? <span className="sn-rate"><Whisker of={rate} scale={[0, 1]} /><small className="block soft num"><Interval of={rate} unit="share" /></small></span> : <span className="soft">–</span> } },
    { key: 'bounced', name: t('send:bounced'), number: true, wide: true, cell: (one) => of(one)?.bounced ? number(of(one)!.bounced) : <span className="soft">–</span> },
    { key: 'started', name: t('send:began'), wide: true, cell: (one) => <span className="sm">{one.started_at ? when(one.started_at) : '–'}</span> },
  ]
  return (
    <div className="in sn">
      {survey.state !== 'live' && <Notice tone="warning">{t(survey.state === 'paused' ? 'survey:share_paused' : 'survey:share_closed')}</Notice>}
      {list.error ? <Notice tone="danger">{list.error.message}</Notice> : list.isPending ? <Loading lines={4} /> : rows.length === 0
        ? <Empty title={t('send:empty')} example="table" action={add}>{t('send:empty_words')}</Empty>
        : <><div className="head"><h2>{t('send:campaigns')}</h2><span className="push">{add}</span></div><Table caption={t('send:campaigns')} columns={columns} rows={rows} id={(one) => one.id} onOpen={(one) => onOpen(one.id)} /><Clicks /></>}
      <p className="hint sn-rules">{t('send:rules_hint')} <Link className="link" to={'/setup/frequency' as never}>{t('send:frequency')}</Link> · <Link className="link" to={'/setup/suppressions' as never}>{t('send:suppressions')}</Link></p>
    </div>
  )
}
/** An event's campaign does not end by itself: it runs. */
export const stateOf = (one: Pick<Campaign, 'state' | 'occasion'>) => t(one.state === 'sending' && one.occasion === 'event' ? 'send:campaign.runs' : `send:campaign.${one.state}`)
