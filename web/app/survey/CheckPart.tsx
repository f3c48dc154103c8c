import { Link, useNavigate } from '@tanstack/react-router'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { Button } from '@kit/Button'
import { TextField } from '@kit/Field'
import { day, languageName, number, when } from '@kit/format'
import { Icon } from '@kit/Icon'
import { Notice, toast } from '@kit/Notice'
import { Loading } from '@kit/State'
import { api, type Problem } from '../api'
import { Forbidden } from '../frame/Root'
import { t, tOr, type Values } from '../i18n'
import { getQuery, useNames } from '../records'
import { useDraft, useUnpublished, useVersions } from './draft'
import { find, read, titleOf } from './shape'
import { type Told, together } from './together'
import type { Check, CheckProblem, Level, Survey } from './types'

export default function CheckPart() { return useDraft().write ? <CheckBefore /> : <Forbidden /> }

const levels: readonly Level[] = ['error', 'warning', 'hint']
/** What stands in the way, what is worth a second thought; then the button. */
function CheckBefore() {
  const { survey, keeper } = useDraft()
  const unpublished = useUnpublished()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [written, setWritten] = useState(false)
  const key = getQuery<Check>(`/surveys/${survey.id}/check`)
  useEffect(() => { let here = true; void keeper.flush().then((done) => { if (here) { setWritten(done); if (done) void client.invalidateQueries({ queryKey: key.queryKey }) } }); return () => { here = false } }, [keeper]) // eslint-disable-line react-hooks/exhaustive-deps
  const check = useQuery({ ...key, enabled: written, staleTime: 0 })
  const publish = useMutation<{ survey: Survey; version: number }, Problem, void>({
    mutationFn: async () => { if (!(await keeper.flush())) throw Object.assign(new Error(), { status: 0, words: t('survey:save.waiting') }); return api.post(`/surveys/${survey.id}/publish`) },
    onSuccess: ({ version }) => { void client.invalidateQueries({ queryKey: ['surveys'] }); toast(t('survey:published', { number: number(version) })); void navigate({ to: '/surveys/$id/$part' as never, params: { id: survey.id, part: 'share' } as never }) },
    onError: () => void check.refetch(),
  })
  if (check.error) return <div className="in"><Notice tone="danger">{check.error.message}</Notice></div>
  if (!check.data) return <div className="in">{written ? <Loading lines={6} what={t('survey:checking')} /> : <Loading lines={6} />}</div>
  const { may_publish, minutes, questions } = check.data
  const problems = together(check.data.problems)
  const open = problems.filter((one) => !one.dismissed)
  const of = (level: Level) => open.filter((one) => one.level === level).length
  const nothing = survey.version > 0 && !unpublished
  return (
    <div className="in sv-check">
      <h2 className="sv-say">{of('error') > 0 ? t('survey:check.blocked', { count: of('error') }) : nothing ? t('survey:check.as_published') : of('warning') > 0 ? t('survey:check.second_thoughts', { count: of('warning') }) : t('survey:check.ready')}</h2>
      <p className="soft">{t('survey:questions', { count: questions })} · {t('survey:minutes', { count: Math.max(1, Math.round(minutes)) })}</p>
      <div className="row wrap sv-publish"><Button look="main" busy={publish.isPending} disabled={!may_publish || nothing} onClick={() => publish.mutate()}>{t(survey.version > 0 ? 'survey:publish_changes' : 'survey:publish')}</Button>
        <span className="soft sm">{survey.version > 0 ? t('survey:publish_again_note') : t('survey:publish_note')}</span></div>
      {publish.error && <Notice tone="danger">{publish.error.status === 0 ? t('frame:unreachable') : publish.error.words}</Notice>}
      {levels.map((level) => problems.some((one) => one.level === level) && (
        <section key={level} aria-label={t(`survey:level.${level}`)}><h3 className="sv-level">{t(`survey:level.${level}`)}</h3>
          <ul className="sv-problems">{problems.filter((one) => one.level === level).sort((a, b) => Number(!!a.dismissed) - Number(!!b.dismissed)).map((one) => <ProblemRow key={`${one.key} ${one.pointer} ${one.language ?? ''}`} problem={one} />)}</ul>
        </section>))}
      {problems.length === 0 && <p className="row soft"><Icon name="check" />{t('survey:check.nothing')}</p>}
      <Versions />
    </div>
  )
}
function ProblemRow({ problem }: { problem: Told }) {
  const { survey, definition, main } = useDraft()
  const client = useQueryClient()
  const name = useNames()
  const [asking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  const fresh = (next?: Check) => { const { queryKey } = getQuery<Check>(`/surveys/${survey.id}/check`); if (next) client.setQueryData(queryKey, next); else void client.invalidateQueries({ queryKey }) }
  const dismiss = useMutation<Check, Problem, void>({ mutationFn: async () => { let last: Check | undefined; for (const question of new Set(problem.also)) last = await api.put<Check>(`/surveys/${survey.id}/dismissals`, { key: problem.key, question, reason }); return last! }, onSuccess: (next) => { setAsking(false); fresh(next) } })
  const again = useMutation<void, Problem, void>({ mutationFn: async () => { for (const question of new Set(problem.also)) await api.del(`/surveys/${survey.id}/dismissals?${new URLSearchParams({ key: problem.key, question: question ?? '' }).toString()}`) }, onSuccess: () => fresh() })
  const element = problem.question ? find(definition, problem.question)?.element : undefined
  const title = element ? read(titleOf(element), main, main) || element.name : problem.question
  const values = wordsOf(problem, name)
  const part = problem.key === 'missing_translation' ? 'translate' : problem.key === 'nobody_uses_it' && !problem.question ? 'settings' : 'build'
  return (
    <li className={problem.dismissed ? 'done' : undefined}>
      <Icon name={problem.dismissed ? 'check' : problem.level === 'hint' ? 'info' : 'warn'} />
      <div><p>{found(problem, values)}</p>
        <Link className="link sm" to={'/surveys/$id/$part' as never} params={{ id: survey.id, part } as never} search={(part === 'translate' ? { to_language: problem.language ?? undefined } : { question: problem.question ?? undefined }) as never}>{title ?? t(part === 'settings' ? 'survey:part.settings' : part === 'translate' ? 'survey:part.translate' : 'survey:part.build')}</Link>
        {problem.dismissed && <p className="soft sm">{t('survey:dismissed', { who: problem.dismissed.by ?? '–', when: when(problem.dismissed.at), reason: problem.dismissed.reason })}</p>}
        {asking && <form className="row wrap sv-dismiss" onSubmit={(event) => { event.preventDefault(); if (reason.trim()) dismiss.mutate() }}><TextField quiet autoFocus label={t('survey:reason')} placeholder={t('survey:reason')} value={reason} onChange={(event) => setReason(event.target.value)} /><Button type="submit" busy={dismiss.isPending} disabled={!reason.trim()}>{t('survey:dismiss')}</Button><Button look="ghost" onClick={() => setAsking(false)}>{t('frame:cancel')}</Button></form>}
        {(dismiss.error ?? again.error) && <p className="problem">{(dismiss.error ?? again.error)!.words}</p>}
      </div>
      {problem.dismissed ? <button type="button" className="as-link sm" onClick={() => again.mutate()}>{t('survey:dismiss_undo')}</button> : problem.dismissable && !asking && <button type="button" className="as-link sm" onClick={() => setAsking(true)}>{t('survey:leave_so')}</button>}
    </li>
  )
}
/** What the sentence of a problem may name. */
function wordsOf(problem: CheckProblem, name: ReturnType<typeof useNames>): Values {
  const out: Values = {}
  for (const [key, value] of Object.entries(problem.values ?? {})) out[key] = typeof value === 'number' ? value : key === 'metric' ? name('metric', String(value)) : key === 'touchpoint' ? name('touchpoint', String(value)) : Array.isArray(value) ? value.join(', ') : String(value ?? '')
  return { ...out, count: typeof problem.values?.['count'] === 'number' ? problem.values['count'] : 1, language: problem.language ? languageName(problem.language) : '', name: out['name'] ?? problem.question ?? '' }
}
/** What was published when, and by whom. */
function Versions() {
  const { survey } = useDraft()
  const versions = useVersions(survey.id)
  const all = versions.data?.items ?? []
  if (all.length === 0) return null
  return (
    <section className="sv-versions"><h3 className="sv-level">{t('survey:versions')}</h3>
      <ol>{all.map((one) => <li key={one.number}><b>{t('survey:version_number', { number: number(one.number) })}</b><span className="soft">{day(one.published_at)}{one.published_by ? `, ${one.published_by}` : ''}</span><span className="push soft">{t('survey:answered', { count: one.responses })}</span></li>)}</ol>
    </section>
  )
}
const found = (problem: Told, values: Values) => problem.key === 'missing_translation' ? t('survey:found.missing_translation', { count: Number(values['count'] ?? 1), language: String(values['language'] ?? '') }) : tOr(`survey:found.${problem.key}`, problem.message, values)
