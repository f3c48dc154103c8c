import { Link } from '@tanstack/react-router'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@kit/Button'
import { Tag } from '@kit/Chip'
import { languageName, when } from '@kit/format'
import { Notice, toast } from '@kit/Notice'
import { Dialog, Panel } from '@kit/Panel'
import { Loading } from '@kit/State'
import { type Column, Table } from '@kit/Table'
import { api, type Params, type Problem } from '../../api'
import { many, useScope } from '../../frame/scope'
import { t } from '../../i18n'
import { useNames } from '../../records'
import { useMay } from '../../session'
import type { List } from '../../types'
import { useDraft } from '../draft'
import { find, read, titleOf } from '../shape'
import type { SurveyResponse } from '../types'
import { lasting } from './shares'
import { tellAnswer } from './tell'

/** The single answers, each whole; fetched when someone looks. */
export function Answers({ params }: { params: Params }) {
  const { survey } = useDraft()
  const { search, change } = useScope()
  const name = useNames()
  const [open, setOpen] = useState(!!search['answer'])
  const list = useInfiniteQuery({ queryKey: ['surveys', survey.id, 'responses', params], enabled: open, initialPageParam: '', queryFn: ({ pageParam, signal }) => api.get<List<SurveyResponse>>(`/surveys/${survey.id}/responses`, { ...params, limit: 25, cursor: pageParam || undefined }, signal), getNextPageParam: (last) => last.next_cursor ?? undefined })
  const rows = list.data?.pages.flatMap((page) => page.items) ?? []
  const chosen = rows.find((one) => one.id === many(search['answer'])[0])
  const columns: Column<SurveyResponse>[] = [
    { key: 'at', name: t('survey:begun_at'), cell: (one) => when(one.started_at) },
    { key: 'state', name: t('survey:state'), cell: (one) => <Tag tone={one.state === 'complete' ? 'acc' : undefined}>{t(`survey:response.${one.state}`)}</Tag> },
    { key: 'stopped', name: t('survey:stopped_at'), wide: true, cell: (one) => <span className="sm">{one.state === 'partial' ? one.last_question ?? '–' : ''}</span> },
    { key: 'language', name: t('words:dim.language'), wide: true, cell: (one) => <span className="sm">{one.language ? languageName(one.language) : '–'}</span> },
    { key: 'channel', name: t('words:dim.channel'), wide: true, cell: (one) => <span className="sm">{name('channel', one.channel)}</span> },
    { key: 'time', name: t('survey:time'), number: true, wide: true, cell: (one) => <span className="sm">{one.seconds === null ? '–' : lasting(one.seconds)}</span> },
  ]
  return (
    <section>
      <details className="sv-single" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}><summary><h2>{t('survey:single')}</h2></summary>
        {open && (list.error ? <Notice tone="danger">{list.error.message}</Notice> : list.isPending ? <Loading lines={4} /> : rows.length === 0 ? <p className="soft">{t('survey:none_in_scope')}</p> : <Table caption={t('survey:single')} columns={columns} rows={rows} id={(one) => one.id} open={chosen?.id} onOpen={(one) => change({ answer: one.id })} />)}
        {list.hasNextPage && <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>{t('frame:load_more')}</Button>}
      </details>
      {chosen && <AnswerPanel response={chosen} onClose={() => change({ answer: undefined })} />}
    </section>
  )
}
function AnswerPanel({ response, onClose }: { response: SurveyResponse; onClose: () => void }) {
  const { survey, definition, main } = useDraft()
  const client = useQueryClient()
  const mayRemove = useMay('write_setup')
  const [asking, setAsking] = useState(false)
  const remove = useMutation<void, Problem, void>({ mutationFn: () => api.del(`/survey_responses/${response.id}`), onSuccess: () => { onClose(); toast(t('firm:removed')); void client.invalidateQueries({ queryKey: ['surveys', survey.id] }) } })
  const given = Object.entries(response.answers).filter(([name]) => !name.endsWith('-Comment'))
  return (
    <Panel title={when(response.started_at)} onClose={onClose} foot={<>{mayRemove && <Button look="ghost" icon="trash" onClick={() => setAsking(true)}>{t('frame:remove')}</Button>}{response.customer_id && <Link className="btn push" to={'/customers/$id' as never} params={{ id: response.customer_id } as never}>{t('feedback:open_customer')}</Link>}{response.feedback_id && <Link className="btn push" to={'/feedback/$id' as never} params={{ id: response.feedback_id } as never}>{t('survey:in_feedback')}</Link>}</>}>
      <p className="soft sm">{t(`survey:response.${response.state}`)} · {t('survey:version_number', { number: String(response.version) })}</p>
      <dl className="sv-given">{given.map(([name, value]) => {
        const element = find(definition, name)?.element
        const own = response.answers[`${name}-Comment`]
        return <div key={name}><dt className="sm soft">{(element && read(titleOf(element), main, main)) || name}</dt>{tellAnswer(element, value, main).map((line) => <dd key={line} className={element?.type === 'comment' || element?.type === 'text' ? 'voice' : undefined}>{line}</dd>)}{typeof own === 'string' && <dd className="voice">{own}</dd>}</div>
      })}</dl>
      {given.length === 0 && <p className="soft">{t('survey:nothing_given')}</p>}
      {asking && <Dialog title={t('survey:remove_answer')} onClose={() => setAsking(false)} actions={<><Button onClick={() => setAsking(false)}>{t('frame:cancel')}</Button><Button look="danger" icon="trash" busy={remove.isPending} onClick={() => remove.mutate()}>{t('frame:remove')}</Button></>}><p>{t('survey:remove_answer_words')}</p>{remove.error && <Notice tone="danger">{remove.error.words}</Notice>}</Dialog>}
    </Panel>
  )
}
