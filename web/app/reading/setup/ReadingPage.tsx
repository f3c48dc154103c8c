import '../reading.css'
import { Link } from '@tanstack/react-router'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from '@kit/Button'
import { languageName, number, share, signed, when } from '@kit/format'
import { Notice, toast } from '@kit/Notice'
import { Loading, Progress } from '@kit/State'
import { api, type Problem } from '../../api'
import { languages, t } from '../../i18n'
import { useMayMark } from '../../insight/rights'
import { getQuery } from '../../records'
import type { ReadingState, Training } from '../shape'
import { behind, gain, measures, progressOf, stepOf, valueOf } from './state'

const again = 1500 // ms between two looks at work that runs
const failed = (problem: Problem) => toast(problem.words || t('frame:unreachable'))
/** How comments are read, how far, and what the firm has taught. */
export function ReadingPage() {
  const state = useQuery({ ...getQuery<ReadingState>('/text/state'), refetchInterval: (one) => one.state.data?.reading ? again : false })
  const training = useQuery({ ...getQuery<Training>('/text/training'), refetchInterval: (one) => one.state.data?.state === 'waiting' || one.state.data?.state === 'training' ? again : false })
  const error = state.error ?? training.error
  return (
    <>
      <div className="head"><h1>{t('teach:reading')}</h1></div>
      <p className="soft about">{t('teach:reading_about')}</p>
      {error && <Notice tone="danger">{error.message}</Notice>}
      {state.data ? <How state={state.data} /> : !error && <Loading lines={4} />}
      {training.data ? <Learning training={training.data} state={state.data} /> : !error && <Loading lines={4} />}
    </>
  )
}
function useStep(path: string, said: string) {
  const client = useQueryClient()
  return useMutation<unknown, Problem, void>({ mutationFn: () => api.post(path), onSuccess: () => { toast(said); void client.invalidateQueries({ queryKey: ['text'] }) }, onError: failed })
}
function How({ state }: { state: ReadingState }) {
  const may = useMayMark()
  const reread = useStep('/text/reread', t('teach:rereading'))
  const models = languages.flatMap((one) => state.models[one] ? [{ language: one, version: state.models[one] }] : [])
  return (
    <section className="rd-setup">
      <h2>{t('teach:how_far')}</h2>
      {state.reading ? <Progress value={progressOf(state)} label={t('teach:reading_now', { read: number(state.read), of: number(state.comments) })} /> : <p>{state.comments === 0 ? t('teach:no_comments') : behind(state) ? t('teach:behind', { count: state.to_read }) : t('teach:all_read', { count: state.comments })}</p>}
      {may && state.comments > 0 && !state.reading && <Button icon="sheet" busy={reread.isPending} onClick={() => reread.mutate()}>{t(behind(state) ? 'teach:read_rest' : 'teach:read_again')}</Button>}
      <dl className="facts">
        {models.map((one) => <div key={one.language}><dt>{languageName(one.language)}</dt><dd><code className="key-text">{one.version}</code></dd></div>)}
        <div><dt>{t('teach:learnt')}</dt><dd>{state.delta?.version ? <>{t('teach:learnt_from', { count: state.delta.corrections })}{state.delta.adopted_at && <span className="soft">, {when(state.delta.adopted_at)}</span>}</> : t('teach:learnt_nothing')}</dd></div>
        <div><dt>{t('teach:corrections')}</dt><dd>{number(state.corrections.total)}{state.corrections.since_training > 0 && <span className="soft"> · {t('teach:since', { count: state.corrections.since_training })}</span>}</dd></div>
      </dl>
      <p className="hint">{t('teach:offline')}</p>
    </section>
  )
}
/** Corrections become a model only after it has been tried on corrections it did not see. */
function Learning({ training, state }: { training: Training; state: ReadingState | undefined }) {
  const may = useMayMark()
  const train = useStep('/text/training', t('teach:training_began'))
  const adopt = useStep('/text/training/adopt', t('teach:adopted'))
  const drop = useStep('/text/training/drop', t('teach:dropped'))
  const step = stepOf(training, state)
  const busy = train.isPending || adopt.isPending || drop.isPending
  return (
    <section className="rd-setup">
      <h2>{t('teach:learning')}</h2>
      <p>{step === 'few' ? t('teach:few', { have: number(training.corrections), need: number(training.corrections + training.needed) }) : step === 'training' ? t('teach:training') : step === 'decide' ? t(training.candidate!.better ? 'teach:better' : 'teach:not_better', { count: training.candidate!.held_back }) : step === 'learnt' ? t('teach:up_to_date') : t('teach:can_train', { count: training.corrections })}</p>
      {step === 'few' && <Progress value={training.corrections} max={Math.max(1, training.corrections + training.needed)} label={t('teach:towards')} />}
      {step === 'training' && <Progress label={t('teach:leave')} />}
      {step === 'decide' && training.candidate && <Compared of={training.candidate} />}
      {may && <div className="row wrap">
        {step === 'decide' && <Button look={training.candidate!.better ? 'main' : 'plain'} icon="check" busy={adopt.isPending} disabled={busy} onClick={() => adopt.mutate()}>{t('teach:adopt')}</Button>}
        {(step === 'can_train' || step === 'decide') && <Button look={step === 'can_train' ? 'main' : 'ghost'} busy={train.isPending} disabled={busy} onClick={() => train.mutate()}>{t(step === 'decide' ? 'teach:train_again' : 'teach:train')}</Button>}
        {training.adopted && step !== 'training' && <Button look="ghost" icon="undo" busy={drop.isPending} disabled={busy} onClick={() => drop.mutate()}>{t('teach:drop')}</Button>}
        {step === 'few' && <Link className="btn" to="/feedback" search={{ has_comment: 'true' } as never}><span>{t('teach:to_inbox')}</span></Link>}
      </div>}
      {training.adopted && <p className="hint">{training.adopted.by ? t('teach:in_use_by', { name: training.adopted.by, when: when(training.adopted.at) }) : t('teach:in_use', { when: when(training.adopted.at) })}</p>}
      {step === 'decide' && <p className="hint">{(training.candidate!.others ?? 0) > 0 && <>{t('teach:moved', { share: share(training.candidate!.moved ?? 0, 1), others: number(training.candidate!.others!) })} </>}{t('teach:adopt_hint')}</p>}
    </section>
  )
}
function Compared({ of }: { of: NonNullable<Training['candidate']> }) {
  return (
    <div className="table-box" tabIndex={0} role="region" aria-label={t('teach:compared')}>
      <table className="rd-compared"><caption className="sm soft">{t('teach:compared_about', { count: of.held_back, from: number(of.corrections) })}</caption>
        <thead><tr><th scope="col">{t('teach:compared')}</th><th scope="col" className="r">{t('teach:before')}</th><th scope="col" className="r">{t('teach:after')}</th><th scope="col" className="r">{t('insight:difference')}</th></tr></thead>
        <tbody>{measures.map((one) => {
          const [before, after] = [valueOf(of.before, one), valueOf(of.after, one)]
          const by = gain(before, after)
          return <tr key={one}><th scope="row">{t(`teach:measure.${one}`)}</th><td className="r">{before === null ? '–' : share(before)}</td><td className="r"><b>{after === null ? '–' : share(after)}</b></td><td className="r">{by === null ? '–' : signed(Math.round(by * 100))}</td></tr>
        })}</tbody></table>
    </div>
  )
}
