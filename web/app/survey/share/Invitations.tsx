import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { Button, IconButton } from '@kit/Button'
import { Tag } from '@kit/Chip'
import { Select, TextField } from '@kit/Field'
import { languageName, when } from '@kit/format'
import { Notice, Problems, toast } from '@kit/Notice'
import { Panel } from '@kit/Panel'
import { Secret } from '@kit/Secret'
import { Loading } from '@kit/State'
import { Suggest } from '@kit/Suggest'
import { type Column, Table } from '@kit/Table'
import { api, type Problem } from '../../api'
import { many, useScope } from '../../frame/scope'
import { t } from '../../i18n'
import { listQuery } from '../../records'
import { useMay } from '../../session'
import type { Customer, List } from '../../types'
import { languagesOf } from '../counts'
import { useDraft } from '../draft'
import { type Invitation, invitationStates } from '../types'
import { copyText } from './copy'

const open = new Set(['waiting', 'started'])
/** Who was invited by a personal link, and how far they are. An anonymous survey knows only that a link was used. */
export function Invitations() {
  const { survey, write } = useDraft()
  const { search, change } = useScope()
  const client = useQueryClient()
  const state = many(search['state'])[0]
  const key = ['surveys', survey.id, 'invitations', { state }]
  const list = useInfiniteQuery({ queryKey: key, initialPageParam: '', queryFn: ({ pageParam, signal }) => api.get<List<Invitation>>(`/surveys/${survey.id}/invitations`, { state, limit: 50, cursor: pageParam || undefined }, signal), getNextPageParam: (last) => last.next_cursor ?? undefined, placeholderData: keepPreviousData })
  const withdraw = useMutation<Invitation, Problem, Invitation>({ mutationFn: (one) => api.post<Invitation>(`/survey_invitations/${one.id}/withdraw`), onSuccess: () => { void client.invalidateQueries({ queryKey: ['surveys', survey.id, 'invitations'] }); toast(t('survey:withdrawn')) }, onError: (error) => toast(error.status === 0 ? t('frame:unreachable') : error.words) })
  const rows = list.data?.pages.flatMap((page) => page.items) ?? []
  const states = invitationStates.filter((one) => survey.mode !== 'anonymous' || one !== 'started')
  const columns: Column<Invitation>[] = [
    { key: 'customer', name: t('words:dim.customer'), cell: (one) => one.customer_name ?? one.customer ?? t('words:unknown') },
    { key: 'state', name: t('survey:state'), cell: (one) => <Tag tone={one.state === 'answered' ? 'acc' : undefined}>{t(`survey:invited.${one.state}`)}</Tag> },
    { key: 'language', name: t('words:dim.language'), wide: true, cell: (one) => <span className="sm">{one.language ? languageName(one.language) : '–'}</span> },
    { key: 'at', name: t('survey:invited_at'), wide: true, cell: (one) => <span className="sm">{when(one.created_at)}</span> },
    { key: 'answered', name: t('survey:answered_at'), wide: true, cell: (one) => <span className="sm">{one.answered_at ? when(one.answered_at) : '–'}</span> },
    { key: 'tools', name: <span className="vh">{t('survey:link_tools')}</span>, number: true, cell: (one) => write && open.has(one.state) ? <span className="row sv-link-tools"><IconButton icon="copy" label={t('survey:copy_link', { name: one.customer_name ?? one.customer ?? '' })} onClick={() => void copyText(one.url)} /><Button look="ghost" onClick={() => withdraw.mutate(one)}>{t('survey:withdraw')}</Button></span> : null },
  ]
  return (
    <section>
      <div className="head"><h2>{t('survey:invitations')}</h2>{write && <span className="push"><Button icon="plus" onClick={() => change({ invite: '1' })}>{t('survey:invite')}</Button></span>}</div>
      <div className="sv-flags" role="group" aria-label={t('survey:only')}>{states.map((one) => <button key={one} type="button" className="chip" aria-pressed={state === one} onClick={() => change({ state: state === one ? undefined : one })}>{t(`survey:invited.${one}`)}</button>)}</div>
      {list.error ? <Notice tone="danger">{list.error.message}</Notice> : list.isPending ? <Loading lines={3} /> : rows.length === 0 ? <p className="soft">{t(state ? 'survey:none_here' : 'survey:no_invitations')}</p> : <Table caption={t('survey:invitations')} columns={columns} rows={rows} id={(one) => one.id} />}
      {list.hasNextPage && <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>{t('frame:load_more')}</Button>}
      {search['invite'] && write && <InvitePanel onClose={() => change({ invite: undefined })} />}
    </section>
  )
}
/** A personal link for one customer; it can be answered once. */
function InvitePanel({ onClose }: { onClose: () => void }) {
  const { survey } = useDraft()
  const client = useQueryClient()
  const id = useId()
  const people = useMay('read_people')
  const [text, setText] = useState('')
  const [customer, setCustomer] = useState<string | null>(null)
  const [language, setLanguage] = useState('')
  const [until, setUntil] = useState('')
  const [made, setMade] = useState<Invitation | null>(null)
  const found = useQuery({ ...listQuery<Customer>('/customers', { q: text.trim(), limit: 6 }), enabled: people && text.trim().length > 1 && customer === null })
  const invite = useMutation<Invitation, Problem, void>({
    mutationFn: () => api.post<Invitation>(`/surveys/${survey.id}/invitations`, { customer: customer ?? text.trim(), ...(language && { language }), ...(until && { expires_at: new Date(`${until}T23:59:59`).toISOString() }) }),
    onSuccess: (one) => { setMade(one); void client.invalidateQueries({ queryKey: ['surveys', survey.id, 'invitations'] }) },
  })
  const again = () => { setMade(null); setText(''); setCustomer(null); invite.reset() }
  return (
    <Panel title={t('survey:invite')} onClose={onClose} foot={made ? <><Button className="push" onClick={onClose}>{t('frame:close')}</Button><Button look="main" onClick={again}>{t('survey:invite_next')}</Button></> : <><Button className="push" onClick={onClose}>{t('frame:cancel')}</Button><Button look="main" type="submit" form={id} busy={invite.isPending} disabled={!text.trim()}>{t('survey:invite_make')}</Button></>}>
      {made ? (
        <div className="form"><p>{t('survey:invite_made', { name: made.customer_name ?? made.customer ?? '' })}</p><Secret label={t('survey:link_address')} value={made.url} copy={t('frame:copy')} onCopied={() => toast(t('frame:copied'))} /><p className="hint">{t('survey:invite_once')}</p></div>
      ) : (
        <form id={id} className="form" noValidate onSubmit={(event) => { event.preventDefault(); invite.mutate() }}>
          {invite.error && (invite.error.status === 0 ? <Notice tone="danger">{t('frame:unreachable')}</Notice> : <Problems title={t('frame:form_problems')} items={invite.error.problems.length ? invite.error.problems.map((one) => ({ field: one.pointer.slice(1), message: one.message })) : [{ message: invite.error.words }]} />)}
          <Suggest label={t('words:dim.customer')} hint={t('survey:invite_hint')} name="customer" text={text} onText={(next) => { setText(next); setCustomer(null) }} offers={(found.data?.items ?? []).map((one) => ({ value: one.key, label: one.name, note: one.key }))} onTake={(offer) => { setText(offer.label); setCustomer(offer.value) }} />
          <Select label={t('survey:link_language')} value={language} none={t('survey:their_language')} options={languagesOf(survey).map((one) => ({ value: one, label: languageName(one) }))} onChange={setLanguage} />
          <TextField type="date" label={<>{t('survey:expires')} <span className="soft opt">{t('frame:optional')}</span></>} value={until} onChange={(event) => setUntil(event.target.value)} />
        </form>)}
    </Panel>
  )
}
