import { Link } from '@tanstack/react-router'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@kit/Button'
import { Tag } from '@kit/Chip'
import { Segmented, TextArea, TextField } from '@kit/Field'
import { languageName, number, share, when } from '@kit/format'
import { Notice, Problems, toast } from '@kit/Notice'
import { Panel } from '@kit/Panel'
import { Rich } from '@kit/Rich'
import { slug } from '@kit/slug'
import { Spark } from '@kit/Spark'
import { Empty, Loading, Progress } from '@kit/State'
import { carried, many, useScope } from '../../frame/scope'
import { api, type Problem } from '../../api'
import { t } from '../../i18n'
import { getQuery, useNames } from '../../records'
import { moodOfTone, toneMark, toneName } from '../../reading/labels'
import { linesOf } from '../../reading/patterns'
import type { Theme, Themes as Answer, ThemeState } from '../../reading/shape'
import type { Language } from '../../types'
import { useMayMark } from '../rights'
import { stepName } from '../say'

const states = ['suggested', 'confirmed', 'dismissed'] as const
const again = 2000 // ms between two looks at a search that runs
/** What people write about that no topic covers yet. A theme becomes a topic only when a person says so. */
export default function Themes() {
  const { search, change } = useScope()
  const may = useMayMark()
  const client = useQueryClient()
  const state: ThemeState = states.find((one) => one === many(search['state'])[0]) ?? 'suggested'
  const query = useQuery({ ...getQuery<Answer>('/themes', { state }), refetchInterval: (one) => one.state.data?.running ? again : false })
  const refresh = useMutation<void, Problem, void>({ mutationFn: () => api.post('/themes/refresh'), onSuccess: () => { void client.invalidateQueries({ queryKey: ['themes'] }); toast(t('theme:looking')) }, onError: (problem) => toast(problem.words) })
  const { data, error } = query
  const open = many(search['open'])[0]
  const chosen = data?.items.find((one) => one.id === open)
  if (error) return <Notice tone="danger">{error.message}</Notice>
  if (!data) return <Loading lines={8} />
  const count = data.items.length
  return (
    <>
      <div className="cm-top"><h2 className="say"><Rich text={data.unmatched === 0 ? t('theme:all_covered') : t('theme:unmatched', { count: data.unmatched })} i={(words) => <span className="light">{words}</span>} /></h2>
        {data.unmatched > 0 && <Link className="btn ghost" to="/feedback" search={{ period: 'all', topic: [''], has_comment: 'true' } as never}><span>{t('theme:read_unmatched')}</span></Link>}
        {may && <Button icon="search" busy={refresh.isPending || data.running} onClick={() => refresh.mutate()}>{t('theme:refresh')}</Button>}</div>
      <p className="say-more">{t('theme:about')} {data.made_at && <span className="soft">{t('theme:made', { when: when(data.made_at) })}</span>}</p>
      {data.running && <Progress label={t('theme:running')} />}
      <section>
        <div className="ins-bar"><Segmented label={t('theme:show')} value={state} options={states.map((one) => ({ value: one, label: t(`theme:state.${one}`) }))} onChange={(next: ThemeState) => change({ state: next === 'suggested' ? undefined : next })} /></div>
        {count === 0 ? state === 'suggested' && data.made_at === null ? <Empty title={t('theme:never')} example="table">{t('theme:never_words')}</Empty> : <p className="soft">{t(`theme:none.${state}`)}</p> : <ul className="th-list">{data.items.map((one) => <Line key={one.id} theme={one} may={may} onConfirm={() => change({ open: one.id })} />)}</ul>}
      </section>
      {data.phrases.length > 0 && <section><div className="head"><h2>{t('theme:phrases')}</h2></div><ul className="th-phrases">{data.phrases.map((one) => <li key={`${one.text} ${one.sentiment}`}><Link className="chip" to="/feedback" search={{ ...carried(search), q: `"${one.text}"` } as never}>{one.sentiment && <span className={`rd-word ${moodOfTone(one.sentiment)}`} title={toneName(one.sentiment)}><span aria-hidden="true">{toneMark[one.sentiment]}</span><span className="vh">{toneName(one.sentiment)}: </span></span>}<span lang={one.language || undefined}>{one.text}</span> <span className="soft">{number(one.n)}</span></Link></li>)}</ul></section>}
      {data.near_duplicates.length > 0 && <section><div className="head"><h2>{t('theme:same')}</h2></div><ul className="cm-list">{data.near_duplicates.map((one, at) => <li key={at}><span className="score mid" title={t('theme:same_n', { count: one.n })}>{number(one.n)}×</span><div>{one.feedback_ids[0] ? <Link to="/feedback/$id" params={{ id: one.feedback_ids[0] }}><blockquote className="voice">{one.quote}</blockquote></Link> : <blockquote className="voice">{one.quote}</blockquote>}</div></li>)}</ul></section>}
      {chosen && may && <ConfirmPanel key={chosen.id} theme={chosen} onClose={() => change({ open: undefined })} />}
    </>
  )
}
export const themeName = (theme: Pick<Theme, 'label'>) => theme.label.join(' · ')
function Line({ theme, may, onConfirm }: { theme: Theme; may: boolean; onConfirm: () => void }) {
  const { search } = useScope()
  const name = useNames()
  const client = useQueryClient()
  const judge = useMutation<Theme, Problem, 'dismiss' | 'reopen'>({ mutationFn: (verb) => api.post<Theme>(`/themes/${theme.id}/${verb}`), onSuccess: (_theme, verb) => { void client.invalidateQueries({ queryKey: ['themes'] }); toast(t(verb === 'dismiss' ? 'theme:dismissed' : 'theme:reopened', { name: themeName(theme) }), () => judge.mutate(verb === 'dismiss' ? 'reopen' : 'dismiss')) }, onError: (problem) => toast(problem.words) })
  return (
    <li>
      <div className="th-head"><h3>{themeName(theme)}</h3>{theme.touchpoint_missing && <Tag tone="warn">! {t('theme:missing')}</Tag>}{theme.topic && <Tag tone="acc">{name('topic', theme.topic)}</Tag>}</div>
      <p className="sm soft">{theme.share === null ? t('comment:comments_n', { count: theme.n }) : t('theme:size', { count: theme.n, share: share(theme.share, theme.share < 0.1 ? 1 : 0) })}{theme.language && ` · ${languageName(theme.language)}`}</p>
      {theme.trend.length > 1 && <div className="th-trend"><Spark points={theme.trend.map((one) => ({ key: one.key, value: one.n }))} label={t('theme:trend', { from: stepName(theme.trend[0]!.key, 'week'), until: stepName(theme.trend.at(-1)!.key, 'week'), most: number(Math.max(...theme.trend.map((one) => one.n))) })} /></div>}
      <ul className="cm-quotes narrow">{theme.quotes.map((one) => <li key={one.feedback_id}><Link to="/feedback/$id" params={{ id: one.feedback_id }} search={carried(search) as never}><blockquote className="voice" lang={theme.language ?? undefined}>{one.quote}</blockquote></Link></li>)}</ul>
      {may && <div className="row wrap">{theme.state === 'suggested' && <><Button icon="check" onClick={onConfirm}>{t('theme:confirm')}</Button><Button look="ghost" busy={judge.isPending} onClick={() => judge.mutate('dismiss')}>{t('theme:dismiss')}</Button></>}{theme.state === 'dismissed' && <Button look="ghost" icon="undo" busy={judge.isPending} onClick={() => judge.mutate('reopen')}>{t('theme:reopen')}</Button>}{theme.touchpoint_missing && theme.state !== 'dismissed' && <Link className="btn ghost" to={'/touchpoints/$id' as never} params={{ id: 'new' } as never} search={{ from_event: slug(themeName(theme)) } as never}><span>{t('theme:make_touchpoint')}</span></Link>}</div>}
    </li>
  )
}
/** A theme becomes a topic: a name people will read, and the words by which it is found. */
function ConfirmPanel({ theme, onClose }: { theme: Theme; onClose: () => void }) {
  const client = useQueryClient()
  const language: Language = theme.language === 'pl' || theme.language === 'ru' ? theme.language : 'en'
  const [name, setName] = useState('')
  const [patterns, setPatterns] = useState(() => theme.label.join('\n'))
  const [missing, setMissing] = useState(false)
  const save = useMutation<Theme, Problem, void>({
    mutationFn: () => api.post<Theme>(`/themes/${theme.id}/confirm`, { name: name.trim(), ...(slug(name) && { key: slug(name) }), names: { [language]: name.trim() }, patterns: { [language]: linesOf(patterns) } }),
    onSuccess: () => { for (const key of ['themes', 'topics', 'text']) void client.invalidateQueries({ queryKey: [key] }); toast(t('theme:confirmed', { name: name.trim() })); onClose() },
  })
  const go = () => { if (!name.trim()) setMissing(true); else save.mutate() }
  const problem = save.error
  return (
    <Panel title={t('theme:confirm_title')} onClose={onClose} foot={<><Button onClick={onClose}>{t('frame:cancel')}</Button><Button look="main" busy={save.isPending} onClick={go}>{t('theme:confirm')}</Button></>}>
      <form className="form" noValidate onSubmit={(event) => { event.preventDefault(); go() }}>
        {problem && <Problems title={problem.words || t('frame:form_problems')} items={problem.problems.map((one) => ({ field: one.pointer.split('/')[1] ?? '', message: one.message }))} />}
        <TextField label={t('theme:name')} name="name" autoFocus value={name} maxLength={80} placeholder={themeName(theme)} error={missing && !name.trim() ? t('theme:name_missing') : problem?.at('name')} onChange={(event) => setName(event.target.value)} />
        <TextArea label={t('theme:patterns', { language: languageName(language) })} name="patterns" rows={6} value={patterns} hint={t('teach:patterns_hint')} onChange={(event) => setPatterns(event.target.value)} />
        <p className="hint">{t('theme:confirm_hint')}</p>
        <button type="submit" className="vh" tabIndex={-1}>{t('theme:confirm')}</button>
      </form>
    </Panel>
  )
}
