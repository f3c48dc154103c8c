import './casework.css'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { Button, IconButton } from '@kit/Button'
import { exact, when } from '@kit/format'
import { useKeys } from '@kit/keys'
import { Notice } from '@kit/Notice'
import { Loading } from '@kit/State'
import { Problem } from '../api'
import { useMetrics } from '../feedback/inbox'
import { NotFoundPage } from '../frame/Root'
import { t } from '../i18n'
import { useNames } from '../records'
import { Words } from './Brief'
import { CaseScore, whereOf } from './CaseList'
import { caseQuery, useMayWork } from './cases'
import { Acts } from './desk/Acts'
import { Answer } from './desk/Answer'
import { Closing } from './desk/Closing'
import { DueChip } from './desk/DueChip'
import { Happened } from './desk/Happened'
import { Log } from './desk/Log'
import { Owners } from './desk/Owners'
import { SimilarVoices } from './desk/SimilarVoices'
import { States } from './desk/States'
import { Thread } from './desk/Thread'
import { Way } from './desk/Way'
import { Who } from './desk/Who'
import { riskWords, risky, severityName, whoOf, wroteBack } from './names'
import type { Case } from './shape'
import { coveredWords } from '../reading/labels'
import type { Feedback } from '../types'
import { underWay } from './thread'
import { placeIn, walkBack } from './walk'

/** One screen to understand a case and answer it: what was said and how the way went at the left, the facts at the right. */
export function CasePage() {
  const { id } = useParams({ strict: false }) as { id: string }
  // a letter that goes out is told by nobody: the page looks again until it has gone
  const query = useQuery({ ...caseQuery(id), refetchInterval: (one) => underWay(one.state.data?.messages ?? [], Date.now()) ? 2000 : false })
  const { data, error } = query
  if (data) return <Desk key={data.id} one={data} />
  if (error instanceof Problem && error.status === 404) return <NotFoundPage />
  return <div className="in"><h1 className="vh">{t('case:title')}</h1>{error ? <Notice tone="danger" action={<Button onClick={() => void query.refetch()}>{t('frame:try_again')}</Button>}>{error instanceof Problem && error.status ? error.words : t('frame:unreachable')}</Notice> : <Loading lines={8} what={t('case:loading')} />}</div>
}
/** The title says what the case waits for. */
function titleOf(one: Case): string {
  const name = whoOf(one)
  if (one.state === 'closed') return t('case:title.closed', { name })
  if (wroteBack(one)) return t('case:title.unread', { name })
  if (one.state === 'answered') return t('case:title.answered', { name })
  return t('case:title.waits', { name })
}
function Desk({ one }: { one: Case }) {
  const navigate = useNavigate()
  const name = useNames()
  const metrics = useMetrics()
  const work = useMayWork()
  const place = placeIn(one.id)
  const go = (id: string | undefined) => { if (id) void navigate({ to: '/cases/$id' as never, params: { id } as never, replace: true }) }
  useKeys({ j: () => go(place?.after), k: () => go(place?.before), Escape: () => void navigate({ to: '/cases' as never, search: walkBack() as never }) })
  useEffect(() => { document.title = `${one.number} ${whoOf(one)} – Styk` })
  const open = one.state !== 'closed'
  return (
    <div className="in cw-desk">
      <header className="cw-top">
        <div>
          <p className="sm soft"><Link className="link" to={'/cases' as never} search={walkBack() as never}>{t('case:title')}</Link>{place && <> · {t('case:place_in', { at: place.at, of: place.of })}</>} · {one.number}
            {place && place.of > 1 && <span className="cw-walk"><IconButton icon="up" label={t('case:before')} disabled={!place.before} onClick={() => go(place.before)} /><IconButton icon="down" label={t('case:after')} disabled={!place.after} onClick={() => go(place.after)} /></span>}</p>
          <h1>{titleOf(one)}</h1>
        </div>
        <div className="row wrap cw-acts"><DueChip due={one.due} /><Acts one={one} work={work} /></div>
      </header>
      {one.merged_into && <Notice action={<Link className="btn" to={'/cases/$id' as never} params={{ id: one.merged_into } as never}>{t('case:see_merged')}</Link>}>{t('case:was_merged')}</Notice>}
      <States one={one} work={work} />
      <div className="cw-cols">
        <div className="cw-left">
          <section aria-label={t('case:what_was_said')}>
            <p className="row wrap sm soft cw-about"><CaseScore one={one} metrics={metrics} /><span>{[whereOf(one, name), one.feedback && name('channel', one.feedback.channel)].filter(Boolean).join(' · ')} · <time dateTime={one.opened_at} title={exact(one.opened_at)}>{when(one.opened_at)}</time></span>
              {one.safety && <span className="tag warn">! {t('case:safety')}</span>}{one.severity !== null && <span className={`tag${one.severity === 3 ? ' neg' : ''}`}>{severityName(one.severity)}</span>}{risky(one) && <span className="tag warn" title={riskWords(one)}>! {t('case:may_go_public')}</span>}</p>
            <Words one={one} />
            {one.joined.length > 0 && <Again of={one.joined} />}
            {one.remedy_sought && <p className="cw-remedy"><b>{t('case:remedy')}</b> {one.remedy_sought}</p>}
            {one.why && <p className="xs soft cw-why">{t('case:why', { rule: one.why })}</p>}
          </section>
          {one.journey.length > 1 && <Way steps={one.journey} metrics={metrics} />}
          <Thread one={one} />
          {work && open && !one.merged_into && <Answer one={one} />}
          {!open && <Ended one={one} />}
          <Log one={one} />
        </div>
        <aside className="cw-right" aria-label={t('case:facts')}>
          <Who one={one} metrics={metrics} />
          <Happened one={one} />
          <SimilarVoices one={one} work={work} />
          <Owners one={one} />
          <Closing one={one} work={work} />
        </aside>
      </div>
    </div>
  )
}
/** They spoke again before this was settled. */
function Again({ of }: { of: readonly Feedback[] }) {
  return <ul className="cw-again">{of.map((voice) => <li key={voice.id}><p className="xs soft">{t('case:said_again')} · <time dateTime={voice.occurred_at} title={exact(voice.occurred_at)}>{when(voice.occurred_at)}</time></p><Link className="voice" to="/feedback/$id" params={{ id: voice.id }} lang={voice.language ?? undefined}>{coveredWords(voice) ?? t('feedback:no_words')}</Link></li>)}</ul>
}
function Ended({ one }: { one: Case }) {
  return one.recovery?.after === undefined && !one.check ? null : (
    <section><h2>{t('case:after_close')}</h2>
      {one.check && <p>{one.check.answered_at ? t('case:check_said', { answer: [one.check.rating, one.check.answer].filter((part) => part !== null).join(' · ') || '–' }) : t('case:check_waits', { when: when(one.check.sent_at) })}</p>}
    </section>
  )
}
