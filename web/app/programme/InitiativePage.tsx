import './programme.css'
import '@kit/record.css'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Button } from '@kit/Button'
import { day, number } from '@kit/format'
import { Icon, type IconName } from '@kit/Icon'
import { Notice, toast } from '@kit/Notice'
import { Loading } from '@kit/State'
import { wordsOf } from '../casework/cases'
import { Asked } from '../casework/findings/Asked'
import type { Finding } from '../casework/shape'
import { ErrorPage, NotFoundPage } from '../frame/Root'
import { carried, many, useScope } from '../frame/scope'
import { t } from '../i18n'
import { getQuery, useNames, usePeople } from '../records'
import { useMay } from '../session'
import { initiativeQuery, originQuery, useMayDecide, useMoving } from './initiatives'
import { InitiativePanel } from './InitiativePanel'
import { Due, StateTag } from './Made'
import { type Initiative, type Move, moves, type OriginAnswer } from './shape'

/** One initiative as a desk: what is to change and where it came from at the left, its facts at the right. */
export function InitiativePage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const query = useQuery({ ...initiativeQuery(id), retry: false })
  if (query.error) return query.error.message && 'status' in query.error && query.error.status === 404 ? <NotFoundPage /> : <ErrorPage error={query.error} reset={() => void query.refetch()} />
  if (!query.data) return <div className="in"><Loading lines={8} /></div>
  return <Inside one={query.data} />
}
function Inside({ one }: { one: Initiative }) {
  const { search, change } = useScope()
  const navigate = useNavigate()
  const write = useMayDecide()
  const back = () => void navigate({ to: '/initiatives' as never })
  return (
    <div className="in pg-page">
      <Link className="pg-back" to={'/initiatives' as never} search={carried(search) as never}><Icon name="left" />{t('programme:title')}</Link>
      <h1>{one.name}</h1>
      <div className="pg-desk">
        <div>
          {one.description ? <p className="pg-text">{one.description}</p> : !one.origin && <p className="soft">{t('programme:no_words')}</p>}
          <section><h2>{t('programme:expected')}</h2>{one.expected_effect ? <p className="pg-text">{one.expected_effect}</p> : <p className="soft">{t('programme:no_expected')}</p>}</section>
          {one.origin && <Whence one={one} />}
          {one.finding_id && <OfItsFinding id={one.finding_id} named={one.origin !== 'finding'} />}
        </div>
        <aside aria-label={t('programme:facts')}><Facts of={one} />{write && <Steps of={one} />}{write && <Button icon="edit" onClick={() => change({ open: 'edit' })}>{t('programme:edit')}</Button>}</aside>
      </div>
      {many(search['open'])[0] === 'edit' && write && <InitiativePanel record={one} onClose={() => change({ open: undefined })} onSaved={() => change({ open: undefined })} onRemoved={back} />}
    </div>
  )
}
/** What it came from: the words of that day, what stands there now, and the way there. */
function Whence({ one }: { one: Initiative }) {
  const now = useQuery(originQuery(one.id)).data
  const votes = one.origin_votes
  return (
    <section><h2>{t('programme:came_from')}</h2>
      <p className="sm soft">{[t(`programme:from.${one.origin!}`), now?.journey, one.origin_name].filter(Boolean).join(' · ')}</p>
      {one.origin_text && <blockquote className="pg-said">{one.origin_text}</blockquote>}
      {votes !== null && <p className="sm">{t('programme:votes_then', { count: votes })}{now?.there && now.votes_now !== null && now.votes_now !== votes && <> {t('programme:votes_now', { votes: number(now.votes_now) })}</>}</p>}
      {now && <Today now={now} />}
      <Way one={one} now={now} />
    </section>
  )
}
function Today({ now }: { now: OriginAnswer }) {
  if (!now.there) return <p className="sm soft">{t('programme:gone')}</p>
  if (!now.text_now || now.text_now === now.text) return null
  return <><p className="sm soft">{t('programme:says_now')}</p><blockquote className="pg-said now">{now.text_now}</blockquote></>
}
/** Back to the step of the map; a finding is its own section. */
function Way({ one, now }: { one: Initiative; now: OriginAnswer | undefined }) {
  const { search } = useScope()
  if (!one.journey_id || !now?.journey) return null
  const toBe = now.kind === 'to_be' && one.map_id ? { version: 'to_be', map: one.map_id } : {}
  const at = now.name_now ? { step: one.step_id } : {}
  return <p><Link className="link" to={'/journeys/$id' as never} params={{ id: one.journey_id } as never} search={{ ...carried(search), ...toBe, ...at } as never}><Icon name="journey" />{t('programme:to_map')}</Link></p>
}
/** The finding that it belongs to, and what its customers answered. */
function OfItsFinding({ id, named }: { id: string; named: boolean }) {
  const may = useMay('read_feedback')
  const finding = useQuery({ ...getQuery<Finding>(`/findings/${id}`), enabled: may }).data
  if (!finding) return null
  return (
    <section>{named && <h2>{t('programme:finding')}</h2>}
      <p><Link className="link" to={'/cases/findings' as never} search={{ open: id } as never}><Icon name="voice" />{finding.name}</Link></p>
      {finding.discussion && <p className="pg-text sm">{finding.discussion}</p>}
      {(finding.cases?.length ?? 0) > 0 && <Asked finding={finding} />}
    </section>
  )
}
function Facts({ of }: { of: Initiative }) {
  const [name, person] = [useNames(), usePeople()]
  const { search } = useScope()
  const fact = (label: string, value: ReactNode) => value ? <div><dt>{label}</dt><dd>{value}</dd></div> : null
  return (
    <dl className="facts">
      {fact(t('programme:state'), <StateTag of={of} />)}
      {fact(t('words:dim.owner'), person(of.owner_id) ?? <span className="soft">{t('journey:nobody')}</span>)}
      {fact(t('programme:due'), of.due_on && <Due of={of} />)}
      {fact(t('programme:started'), of.started_on && day(of.started_on))}{fact(t('programme:ended'), of.ended_on && day(of.ended_on))}
      {fact(t('programme:departments'), of.department_ids.map((id) => name('department', id)).join(', '))}
      {fact(t('programme:touchpoints'), of.touchpoint_ids.length > 0 && <ul>{of.touchpoint_ids.map((id) => <li key={id}><Link className="link" to={'/touchpoints/$id' as never} params={{ id } as never} search={carried(search) as never}>{name('touchpoint', id)}</Link></li>)}</ul>)}
      {fact(t('programme:decided'), day(of.created_at))}
    </dl>
  )
}
const signs: Record<Move, IconName> = { start: 'right', finish: 'check', stop: 'close', reopen: 'undo' }
/** What may come next; only what carries it forward is the page's one button. */
function Steps({ of }: { of: Initiative }) {
  const move = useMoving(of.id)
  const go = (what: Move) => move.mutate(what, { onSuccess: (one) => toast(t(`programme:now.${one.state}`)) })
  return (
    <div className="pg-steps">
      {move.error && <Notice tone="danger">{wordsOf(move.error, t('frame:unreachable'))}</Notice>}
      {moves[of.state].map((what: Move) => <Button key={what} icon={signs[what]} look={what === 'start' || what === 'finish' ? 'main' : 'plain'} busy={move.isPending && move.variables === what} onClick={() => go(what)}>{t(`programme:do.${what}`)}</Button>)}
    </div>
  )
}
