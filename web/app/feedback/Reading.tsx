import { Link } from '@tanstack/react-router'
import type { UseQueryResult } from '@tanstack/react-query'
import { type ReactNode, useMemo, useState } from 'react'
import { Button, IconButton } from '@kit/Button'
import { Popover } from '@kit/Chip'
import { day, exact, languageName, number, when } from '@kit/format'
import { Icon } from '@kit/Icon'
import { Notice, toast } from '@kit/Notice'
import { Dialog } from '@kit/Panel'
import { Scale } from '@kit/Scale'
import { Empty, Loading } from '@kit/State'
import { Problem } from '../api'
import { useScope } from '../frame/scope'
import { t } from '../i18n'
import { Disagree, ReadPart } from '../reading/ReadPart'
import { Said } from '../reading/Said'
import { useNames, useRegister, useSurveys } from '../records'
import { useMay } from '../session'
import type { Feedback } from '../types'
import { firstRating, hitSpans, saidAt, useFeedbackWrite, useMetrics, words } from './inbox'
import { CaseOf, OpenCase, useCaseOf } from '../casework/CaseOf'
import { Needs } from './Needs'
import { Ratings } from './Ratings'
import { Tags } from './Tags'

interface Ways { onClose: () => void; onBack?: () => void; onNext?: () => void }
/** One voice, whole: who, the score on its scale, the words, every rating, the facts. */
export function Reading({ query, ...ways }: Ways & { query: UseQueryResult<Feedback, Error> }) {
  const { data, error } = query
  return (
    <>
      <div className="fb-back">
        <Button look="ghost" icon="left" onClick={ways.onClose}>{t('feedback:back_to_list')}</Button>
        <span className="row push"><IconButton icon="up" label={t('feedback:newer')} disabled={!ways.onBack} onClick={ways.onBack} /><IconButton icon="down" label={t('feedback:older')} disabled={!ways.onNext} onClick={ways.onNext} /></span>
      </div>
      {data ? <Voice one={data} onRemoved={ways.onClose} />
        : error instanceof Problem && error.status === 404 ? <Empty title={t('frame:not_found_title')} example="none" action={<Button onClick={ways.onClose}>{t('feedback:back_to_list')}</Button>}>{t('frame:not_found')}</Empty>
        : error ? <Notice tone="danger" action={<Button onClick={() => void query.refetch()}>{t('frame:try_again')}</Button>}>{error instanceof Problem && error.status ? error.words : t('frame:unreachable')}</Notice>
        : <Loading lines={5} what={t('feedback:loading')} />}
    </>
  )
}
function Voice({ one, onRemoved }: { one: Feedback; onRemoved: () => void }) {
  const { search } = useScope()
  const name = useNames()
  const first = firstRating(one, useMetrics())
  const where = [one.touchpoint && name('touchpoint', one.touchpoint), one.location && name('location', one.location), name('channel', one.channel)].filter(Boolean).join(' · ')
  const people = useMay('read_people')
  const [lit, setLit] = useState<string | null>(null)
  const [bare, setBare] = useState(false)
  const q = words(search)
  const found = useMemo(() => one.comment ? hitSpans(one.comment, q) : [], [one.comment, q])
  const covered = (one.findings?.personal_data.length ?? 0) > 0
  const mayUncover = people && !one.comment_masked
  const who = one.customer_name ?? one.customer ?? t('feedback:unnamed')
  return (
    <>
      <header className="fb-title">
        <div>
          <h1 tabIndex={-1}>{one.customer_id && people ? <Link to="/customers/$id" params={{ id: one.customer_id }} title={t('feedback:open_customer')}>{who}</Link> : who}</h1>
          <p className="sm soft">{where} · <time dateTime={one.occurred_at} title={saidAt(one).title}>{saidAt(one).words}</time></p>
        </div>
        <CaseOf feedback={one.id} /><Acts one={one} onRemoved={onRemoved} />
      </header>
      <Disagree one={one} first={first} />
      {first && <div className="fb-first"><p className="sm soft">{first.metric.question || first.metric.name}</p><Scale min={first.metric.min} max={first.metric.max} value={first.value} mood={first.mood} label={t('feedback:score_of', { value: number(first.value), max: number(first.metric.max) })} /></div>}
      {one.comment
        ? <><Said one={one} lit={lit} bare={bare} search={found} />{covered && <p className="xs soft rd-cover">{t('reading:covered')} {mayUncover && <button type="button" className="as-link" aria-pressed={bare} onClick={() => setBare(!bare)}>{t(bare ? 'reading:cover' : 'reading:uncover')}</button>}</p>}</>
        : <p className="soft fb-wordless">{t('feedback:no_words_long')}</p>}
      <ReadPart one={one} onPoint={setLit} />
      <Ratings one={one} first={first?.rating} />
      <Facts one={one} />
    </>
  )
}
/** The one thing to press here: a complaint that still waits. */
function Acts({ one, onRemoved }: { one: Feedback; onRemoved: () => void }) {
  const may = useMay('write_feedback')
  const { change, remove } = useFeedbackWrite()
  const hasCase = useCaseOf(one.id) !== undefined
  const [asking, setAsking] = useState(false)
  const handle = (handled: boolean) => change.mutate({ one, body: { handled } }, {
    onSuccess: (next) => toast(handled ? t('feedback:marked_answered') : t('feedback:marked_waiting'), () => change.mutate({ one: next, body: { handled: !handled } })),
    onError: (problem) => toast(problemWords(problem)),
  })
  if (!may) return null
  return (
    <div className="row wrap fb-acts">
      {one.kind === 'complaint' && !one.handled_at && <Button look="main" icon="check" busy={change.isPending} onClick={() => handle(true)}>{t('feedback:mark_answered')}</Button>}
      {one.handled_at && <span className="tag" title={exact(one.handled_at)}><Icon name="check" />{t('feedback:answered_at', { when: when(one.handled_at) })}</span>}
      <Popover align="end" button={(tie) => <IconButton icon="more" label={t('feedback:more_single')} {...tie} />}>{(close) => (
        <>
          {one.handled_at && <button type="button" className="item" onClick={() => { handle(false); close() }}><Icon name="undo" />{t('feedback:mark_waiting')}</button>}
          <button type="button" className="item" onClick={() => { void navigator.clipboard.writeText(`${location.origin}/feedback/${one.id}`).then(() => toast(t('frame:copied'))); close() }}><Icon name="link" />{t('feedback:copy_single')}</button>
          {!hasCase && <OpenCase feedback={one.id} close={close} />}
          <button type="button" className="item" onClick={() => { setAsking(true); close() }}><Icon name="trash" />{t('feedback:delete')}</button>
        </>)}</Popover>
      {asking && <Dialog title={t('feedback:delete_title')} onClose={() => setAsking(false)} actions={<><Button onClick={() => setAsking(false)}>{t('frame:cancel')}</Button><Button look="danger" icon="trash" busy={remove.isPending} onClick={() => remove.mutate(one, { onSuccess: () => { setAsking(false); toast(t('feedback:deleted')); onRemoved() }, onError: (problem) => { setAsking(false); toast(problemWords(problem)) } })}>{t('feedback:delete')}</Button></>}><p>{t('feedback:delete_words')}</p></Dialog>}
    </div>
  )
}
export const problemWords = (problem: Problem) => problem.status === 0 ? t('frame:unreachable') : problem.status === 412 || problem.status === 409 ? t('feedback:changed_meanwhile') : problem.words

function Facts({ one }: { one: Feedback }) {
  const name = useNames()
  const attributes = useRegister('attributes')
  const people = useMay('read_people')
  const { search } = useScope()
  const survey = useSurveys(!!one.survey).find((other) => other.key === one.survey)
  const narrow = (filter: string, value: string, text: string) => <Link className="link" to="/feedback" search={{ ...search, [filter]: value } as never} title={t('feedback:narrow_to', { name: text })}>{text}</Link>
  const facts: [string, ReactNode][] = [
    [t('words:dim.kind'), narrow('kind', one.kind, name('kind', one.kind))],
    [t('words:dim.channel'), narrow('channel', one.channel, name('channel', one.channel))],
    [t('words:dim.source'), one.import_id ? <Link className="link" to="/feedback/import/$id" params={{ id: one.import_id }}>{name('source', one.source)}</Link> : name('source', one.source)],
  ]
  if (one.survey) facts.push([t('words:dim.survey'), survey ? <Link className="link" to={'/surveys/$id/$part' as never} params={{ id: survey.id, part: 'watch' } as never}>{survey.name}</Link> : one.survey])
  if (one.touchpoint) facts.push([t('words:dim.touchpoint'), narrow('touchpoint', one.touchpoint, name('touchpoint', one.touchpoint))])
  if (one.location) facts.push([t('words:dim.location'), narrow('location', one.location, name('location', one.location))])
  if (one.brand) facts.push([t('words:dim.brand'), narrow('brand', one.brand, name('brand', one.brand))])
  if (one.customer) facts.push([t('words:dim.customer'), <>{one.customer_id && people ? <Link className="link" to="/customers/$id" params={{ id: one.customer_id }}>{one.customer_name ?? one.customer}</Link> : one.customer_name ?? one.customer} <span className="soft">{one.customer}</span></>])
  if (one.language) facts.push([t('words:dim.language'), languageName(one.language)])
  if (one.received_at !== one.occurred_at && one.kind !== 'employee_voice') facts.push([t('feedback:received'), <time dateTime={one.received_at} title={exact(one.received_at)}>{day(one.received_at)}</time>])
  for (const [key, value] of Object.entries(one.attributes)) {
    if (value === null || value === '') continue
    const known = attributes.find((attribute) => attribute.key === key && attribute.of === 'feedback')
    const text = typeof value === 'object' ? JSON.stringify(value) : typeof value === 'number' ? number(value, Number.isInteger(value) ? 0 : 2) : typeof value === 'boolean' ? t(value ? 'words:yes' : 'words:no') : String(value)
    facts.push([known?.name ?? key, known && typeof value !== 'object' ? narrow(`attribute.${key}`, String(value), text) : text])
  }
  return (
    <section className="fb-facts" aria-label={t('feedback:facts')}>
      <h2>{t('feedback:facts')}</h2>
      <dl>{facts.map(([label, value]) => <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}</dl>
      <Needs one={one} />
      <Tags one={one} />
    </section>
  )
}
