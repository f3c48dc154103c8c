import { Link } from '@tanstack/react-router'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@kit/Button'
import { number, share } from '@kit/format'
import { Notice, toast } from '@kit/Notice'
import { Pick } from '@kit/Pick'
import { Rich } from '@kit/Rich'
import { Empty, Loading } from '@kit/State'
import { certainty } from '@kit/Whisker'
import { carried, many, useScope } from '../../frame/scope'
import { api, type Problem } from '../../api'
import { t } from '../../i18n'
import { useChoices, useNames, useScoped } from '../../records'
import { Underlined } from '../../reading/Said'
import type { Codebook as Answer } from '../../reading/shape'
import { useMay } from '../../session'
import { acceptRest, type Judged, judged, sent } from './codes'

/** Suggested comments of one topic, the least sure first: accepted or refused many at a time, with how often people agree. */
export default function Codebook() {
  const { search, change } = useScope()
  const topics = useChoices('topic')
  const wanted = many(search['code'])[0]
  const topic = topics.find((one) => one.value === wanted)?.value ?? topics[0]?.value
  const query = useScoped<Answer>('/text/codebook', { metric: undefined, coded: topic, limit: 20 }, !!topic)
  const answer = query.data?.topic === topic ? query.data : undefined
  return (
    <>
      <div className="asks ins-ask"><Pick label={t('words:dim.topic')} value={topic ?? ''} options={topics} onChange={(next) => change({ code: next })} /></div>
      {query.error ? <Notice tone="danger">{query.error.message}</Notice> : !answer || !topic ? <Loading lines={8} /> : <Judge key={topic} answer={answer} topic={topic} />}
    </>
  )
}
function Judge({ answer, topic }: { answer: Answer; topic: string }) {
  const { search } = useScope()
  const name = useNames()
  const client = useQueryClient()
  const may = useMay('write_feedback')
  const [all, setAll] = useState<Judged>(new Map())
  const ids = answer.items.map((one) => one.feedback.id)
  const body = sent(all, ids)
  const count = body.accept.length + body.reject.length
  const save = useMutation<unknown, Problem, void>({ mutationFn: () => api.post('/text/codebook', { topic, ...body }), onSuccess: () => { toast(t('theme:judged', { count })); setAll(new Map()); void client.invalidateQueries({ queryKey: ['text'] }); void client.invalidateQueries({ queryKey: ['feedback'] }) }, onError: (problem) => toast(problem.words || t('frame:unreachable')) })
  const { agreement } = answer
  const told = agreement.value === null || agreement.n === 0 ? t('theme:agree_unknown') : t('theme:agree', { share: share(agreement.value), certainty: certainty(agreement, 'share') })
  return (
    <>
      <h2 className="say"><Rich text={told} i={(words) => <span className="light">{words}</span>} /></h2>
      <p className="say-more">{t('theme:agree_about')}</p>
      {answer.items.length === 0 ? <Empty title={t('theme:codes_done')} example="none">{t('theme:codes_done_words')}</Empty> : (
        <section>
          <div className="ins-bar cm-judge-bar"><h2>{t('theme:is_it', { topic: name('topic', topic) })}</h2>{may && <span className="row wrap push"><Button look="ghost" disabled={count === ids.length} onClick={() => setAll(acceptRest(all, ids))}>{t('theme:accept_rest', { count: ids.length - count })}</Button><Button look="main" busy={save.isPending} disabled={count === 0} onClick={() => save.mutate()}>{count === 0 ? t('frame:save') : t('theme:save', { count })}</Button></span>}</div>
          <ul className="cm-codes">{answer.items.map(({ feedback, probability, because }) => (
            <li key={feedback.id} className={all.get(feedback.id) === false ? 'refused' : all.get(feedback.id) ? 'taken' : undefined}>
              <div><Link to="/feedback/$id" params={{ id: feedback.id }} search={carried(search) as never}><Underlined one={feedback} because={because ?? []} /></Link>
                <p className="xs soft">{t('reading:sure', { share: share(probability) })}</p></div>
              {may && <span className="cm-yesno" role="group" aria-label={t('theme:is_it', { topic: name('topic', topic) })}><button type="button" className="chip" aria-pressed={all.get(feedback.id) === true} onClick={() => setAll(judged(all, feedback.id, true))}>{t('words:yes')}</button><button type="button" className="chip" aria-pressed={all.get(feedback.id) === false} onClick={() => setAll(judged(all, feedback.id, false))}>{t('words:no')}</button></span>}
            </li>))}</ul>
          <p className="hint">{t('theme:judged_before', { agreed: number(answer.judged.agreed), disagreed: number(answer.judged.disagreed) })}</p>
        </section>)}
    </>
  )
}
