import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button, IconButton } from '@kit/Button'
import { Tag } from '@kit/Chip'
import { TextField } from '@kit/Field'
import { Icon } from '@kit/Icon'
import { when } from '@kit/format'
import { Notice, toast } from '@kit/Notice'
import { Dialog } from '@kit/Panel'
import { api, type Problem } from '../../api'
import { useScope } from '../../frame/scope'
import { t } from '../../i18n'
import { useDraft } from '../draft'
import { AudiencePart } from './AudiencePart'
import { type Campaign, campaignQuery, countsQuery, dryRunQuery, tone } from './campaign'
import { Course } from './Course'
import { DryRunPart } from './DryRunPart'
import { type Kept, useKept } from './keeper'
import { stateOf } from './SendPart'
import { TextsPart } from './TextsPart'
import { TimesPart } from './TimesPart'
import { TrialPart } from './TrialPart'

type Verb = 'pause' | 'resume' | 'finish' | 'cancel'
const verbs: Record<Campaign['state'], readonly Verb[]> = { draft: [], sending: ['pause', 'finish', 'cancel'], paused: ['resume', 'finish', 'cancel'], finished: [], cancelled: [] }

/** One campaign: written as a draft, watched once it goes out. */
export function CampaignView({ stored }: { stored: Campaign }) {
  const { write } = useDraft()
  const { change } = useScope()
  const kept = useKept(stored)
  const { campaign } = kept
  const [writing, setWriting] = useState(false)
  const draft = campaign.state === 'draft'
  return (
    <div className="in sn">
      <header className="sn-head">
        <button type="button" className="btn ghost icon" aria-label={t('send:campaigns')} title={t('send:campaigns')} onClick={() => change({ campaign: undefined })}><Icon name="left" /></button>
        {write && <h2 className="vh">{campaign.name}</h2>}
        {write ? <TextField quiet label={t('send:name')} value={campaign.name} maxLength={200} error={kept.at('name')} onChange={(event) => kept.set({ name: event.target.value })} /> : <h2>{campaign.name}</h2>}
        <Tag tone={tone(campaign.state)}>{stateOf(campaign)}</Tag>
        {write && <span className="soft sm sn-saving" role="status">{t(`send:saving.${kept.saving}`)}</span>}
        {write && <Actions campaign={campaign} onGone={() => change({ campaign: undefined })} />}
      </header>
      {kept.saving === 'unreachable' && <Notice tone="danger" action={<Button onClick={() => void kept.settle()}>{t('send:again')}</Button>}>{t('frame:unreachable')}</Notice>}
      {kept.saving === 'refused' && kept.problem && <Notice tone="danger">{kept.problem.problems.map((one) => one.message).join(' ') || kept.problem.words}</Notice>}
      {!draft && <Course campaign={campaign} />}
      {draft ? <Editor kept={kept} write={write} /> : (
        <section>
          <Button icon={writing ? 'up' : 'down'} aria-expanded={writing} onClick={() => setWriting(!writing)}>{t('send:settings')}</Button>
          {writing && <Editor kept={kept} write={write && (campaign.state === 'sending' || campaign.state === 'paused')} />}
        </section>)}
    </div>
  )
}
/** Who, what, when; beside it who would get it now, a trial, and the start. */
function Editor({ kept, write }: { kept: Kept; write: boolean }) {
  const draft = kept.campaign.state === 'draft'
  return (
    <div className={`sn-editor${draft ? '' : ' alone'}`}>
      <fieldset className="sn-form" disabled={!write}>
        <AudiencePart kept={kept} locked={!draft} />
        <TextsPart kept={kept} />
        <TimesPart kept={kept} locked={!draft} />
      </fieldset>
      <aside className="sn-side">
        {draft && <DryRunPart campaign={kept.campaign} fresh={kept.saving === 'saved'} />}
        {write && draft && <Start kept={kept} />}
        {write && <TrialPart campaign={kept.campaign} settle={kept.settle} />}
      </aside>
    </div>
  )
}
/** Nothing goes out before this. It says how many, then asks once more. */
function Start({ kept }: { kept: Kept }) {
  const { campaign } = kept
  const client = useQueryClient()
  const [asking, setAsking] = useState(false)
  const run = useQuery(dryRunQuery(campaign.id)).data
  const start = useMutation<Campaign, Problem>({
    mutationFn: () => api.post<Campaign>(`/campaigns/${campaign.id}/start`),
    onSuccess: (begun) => { client.setQueryData(campaignQuery(begun.id).queryKey, begun); void client.invalidateQueries({ queryKey: ['campaigns'] }); void client.invalidateQueries({ queryKey: ['campaign_counts'] }); toast(t('send:begun')) },
    onSettled: () => setAsking(false),
  })
  const event = campaign.occasion === 'event'
  const begins = campaign.starts_at ?? campaign.waves[0]?.at
  const stops = start.error?.problems ?? run?.problems ?? []
  const ask = async () => { if (await kept.settle()) setAsking(true) }
  return (
    <section className="sn-start">
      {stops.length > 0 && <Notice tone="warning"><p>{t('send:before_start')}</p><ul>{stops.map((one) => <li key={one.pointer + one.message}>{stopWords(one)}</li>)}</ul></Notice>}
      {start.error && stops.length === 0 && <Notice tone="danger">{start.error.status === 0 ? t('frame:unreachable') : start.error.words}</Notice>}
      <Button look="main" icon="right" disabled={!run || (!event && run.would_get === 0) || (run?.problems.length ?? 0) > 0} onClick={() => void ask()}>{t(event ? 'send:switch_on' : 'send:start')}</Button>
      <p className="hint">{begins ? t('send:starts_at', { when: when(begins) }) : t(event ? 'send:starts_with_events' : 'send:starts_now')}</p>
      {asking && run && (
        <Dialog title={event ? t('send:ask_event') : t('send:ask', { count: run.would_get })} onClose={() => setAsking(false)} actions={<><Button onClick={() => setAsking(false)}>{t('frame:cancel')}</Button><Button look="main" busy={start.isPending} onClick={() => start.mutate()}>{t(event ? 'send:switch_on' : 'send:start')}</Button></>}>
          <p>{t('send:ask_words')}</p>
        </Dialog>)}
    </section>
  )
}
const known: Record<string, 'send:stop.survey' | 'send:stop.channel' | 'send:stop.gateway'> = { '/survey_id': 'send:stop.survey', '/channel': 'send:stop.channel', '/gateway_id': 'send:stop.gateway' }
const stopWords = (problem: { pointer: string; message: string }) => known[problem.pointer] ? t(known[problem.pointer]!) : problem.message

function Actions({ campaign, onGone }: { campaign: Campaign; onGone: () => void }) {
  const client = useQueryClient()
  const [asking, setAsking] = useState<'cancel' | 'finish' | 'remove' | null>(null)
  const counts = useQuery({ ...countsQuery(campaign.id), enabled: campaign.state !== 'draft' }).data
  const after = () => { for (const key of ['campaigns', 'campaign_counts']) void client.invalidateQueries({ queryKey: [key] }) }
  const complain = (error: Problem) => toast(error.status === 0 ? t('frame:unreachable') : error.words)
  const act = useMutation<Campaign, Problem, Verb>({ mutationFn: (verb) => api.post<Campaign>(`/campaigns/${campaign.id}/${verb}`), onSuccess: (next) => { client.setQueryData(campaignQuery(next.id).queryKey, next); after() }, onError: complain, onSettled: () => setAsking(null) })
  const remove = useMutation<void, Problem>({ mutationFn: () => api.del(`/campaigns/${campaign.id}`, campaign.revision), onSuccess: () => { after(); toast(t('firm:removed')); onGone() }, onError: complain, onSettled: () => setAsking(null) })
  const open = (counts?.waiting ?? 0) + (counts?.held ?? 0) + (counts?.queued ?? 0)
  return (
    <span className="row wrap push">
      {verbs[campaign.state].map((verb) => <Button key={verb} busy={act.isPending && act.variables === verb} onClick={() => (verb === 'pause' || verb === 'resume' ? act.mutate(verb) : setAsking(verb))}>{t(`send:verb.${verb}`)}</Button>)}
      {campaign.state === 'draft' && <IconButton icon="trash" label={t('send:remove')} onClick={() => setAsking('remove')} />}
      {asking && <Dialog title={t(`send:ask_${asking}`)} onClose={() => setAsking(null)} actions={<><Button onClick={() => setAsking(null)}>{t('frame:cancel')}</Button><Button look="danger" busy={act.isPending || remove.isPending} onClick={() => (asking === 'remove' ? remove.mutate() : act.mutate(asking))}>{t(asking === 'remove' ? 'frame:remove' : `send:verb.${asking}`)}</Button></>}>
        <p>{t(`send:ask_${asking}_words`)}</p>{asking !== 'remove' && open > 0 && <p>{t('send:still_open', { count: open })}</p>}
      </Dialog>}
    </span>
  )
}
