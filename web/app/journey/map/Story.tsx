// What is known of one step: its score, where it differs by channel, what hangs on it, how to serve best, what people say.
// The panel beside the map and the step's own page are made of these.
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { Button } from '@kit/Button'
import { Tag } from '@kit/Chip'
import { number, share, signed, when } from '@kit/format'
import { certainty, Interval, Whisker } from '@kit/Whisker'
import { Rich } from '@kit/Rich'
import { carried, type Search } from '../../frame/scope'
import { t } from '../../i18n'
import { type Needed, tagOf } from '../../insight/research/research'
import { Title, useDesk } from './desk'
import { set } from './edit'
import { marksOf, words as scale } from './curve'
import { useFacts, useMeasure, written } from './facts'
import { inStep } from './make'
import { answerMood, answerSign, because, drawn, feeling, markName, markSign } from './say'
import type { Doc, Live, LiveStep, Step } from './types'

export function MarkTags({ step, seen }: { step: Step; seen: LiveStep | undefined }) {
  const marks = marksOf(step, seen)
  if (marks.length === 0) return null
  return <div className="row wrap jm-tags">{marks.map((one) => <span key={one.kind} className={`tag ${one.kind === 'pain' ? 'neg' : one.kind === 'success' ? 'pos' : 'jm-truth'}`} title={one.source === 'rule' ? because(one.why) : one.why}>{markSign[one.kind]} {markName(one.kind)}</span>)}</div>
}
/** Why the marks hold: by whom, or by which figures. */
export function MarkReasons({ step, seen }: { step: Step; seen: LiveStep | undefined }) {
  const { person } = useFacts()
  const said = step.marks.map((one) => ({ key: one.id, words: one.state === 'on' ? t('map:said_on', { mark: markName(one.kind) }) : t('map:said_off', { mark: markName(one.kind) }), why: one.reason, by: person(one.by) }))
  const rules = marksOf(step, seen).filter((one) => one.source === 'rule').map((one) => ({ key: one.kind, words: t('map:by_figures', { mark: markName(one.kind) }), why: because(one.why), by: undefined }))
  if (said.length + rules.length === 0) return null
  return <ul className="jm-reasons sm">{[...said, ...rules].map((one) => <li key={one.key}><b>{one.words}</b>{one.why && <> {one.why}</>}{one.by && <span className="soft"> {one.by}</span>}</li>)}</ul>
}
export function ScorePart({ step, seen, live }: { step: Step; seen: LiveStep | undefined; live: Live | undefined }) {
  const measure = useMeasure()
  const facts = useFacts()
  if (!live) return <p className="soft">{t('map:counting')}</p>
  const score = seen?.score
  if (!seen || !score || score.n === 0) return <p className="soft">{step.touchpoint ? t('map:nobody_asked_long') : t('map:no_touchpoint_long')}</p>
  const { unit, scale: whole, name } = measure(score)
  const kinds = new Set(marksOf(step, seen).map((one) => one.kind))
  const mood = kinds.has('pain') ? 'neg' : kinds.has('success') ? 'pos' : ''
  const sure = score.tier === 'normal' || score.tier === 'solid'
  const { negative, neutral, positive } = seen.distribution ?? { negative: null, neutral: null, positive: null }
  return (
    <>
      <div className="row jm-big">{sure && score.value !== null ? <><span className={`jm-figure ${mood}`}>{written(score, unit)}</span><span className="sm soft">{name}{score.lo !== null && score.hi !== null && <><br /><b className="ink">{intervalWords(score.lo, score.hi, unit)}</b></>}<br />{t('kit:n', { n: number(score.n) })}</span></> : <span className="sm"><span className="soft">{name} </span><Interval of={score} unit={unit} /></span>}</div>
      {sure && negative !== null && neutral !== null && positive !== null && <>
        <div className="stack" role="img" aria-label={t('map:moods', { negative: share(negative), neutral: share(neutral), positive: share(positive) })}><span className="sn" style={{ flex: negative }} /><span className="sm0" style={{ flex: neutral }} /><span className="sp" style={{ flex: positive }} /></div>
        <div className="row xs soft"><span className="neg">▼ {share(negative)}</span><span className="jm-mid">● {share(neutral)}</span><span className="pos">▲ {share(positive)}</span></div></>}
      {seen.channels.length > 1 && <dl className="jm-channels">{seen.channels.map((one) => <div key={one.channel}><dt>{facts.name('channel', one.channel)}</dt><dd><Whisker of={one.score} scale={whole} tick={score.value} /></dd><dd className="r" title={certainty(one.score, unit)}>{one.score.tier === 'normal' || one.score.tier === 'solid' ? <><b>{written(one.score, unit)}</b><span className="vh"> {certainty(one.score, unit)}</span> <i>{t('kit:n', { n: number(one.score.n) })}</i></> : <Interval of={one.score} unit={unit} />}</dd></div>)}</dl>}
      {seen.channel_gap?.stands && <p className="sm">{t('map:channel_gap', { from: facts.name('channel', seen.channel_gap.from), to: facts.name('channel', seen.channel_gap.to), difference: gapWords(seen.channel_gap.difference, unit) })}</p>}
    </>
  )
}
const intervalWords = (lo: number, hi: number, unit: string) => t('kit:range', unit === 'share' ? { lo: number(Math.round(lo * 100)), hi: share(hi) } : unit === 'signed' ? { lo: number(Math.round(lo * 100)), hi: number(Math.round(hi * 100)) } : { lo: number(lo, unit === 'mean' ? 2 : 0), hi: number(hi, unit === 'mean' ? 2 : 0) })
const gapWords = (value: number, unit: string) => unit === 'mean' ? signed(Math.abs(value), 2).replace('+', '') : number(Math.round(Math.abs(unit === 'points' ? value : value * 100)))
/** How much of the whole hangs on this step. */
export function Weight({ seen, live, step }: { seen: LiveStep | undefined; live: Live | undefined; step: Step }) {
  const driver = seen?.driver
  if (!driver || driver.share === null || driver.reason) return null
  const outcome = useOutcome(seen.outcome)
  const external = live?.journey.external_drivers?.includes(step.id)
  return <p className="jm-weight sm"><Rich text={t('map:weight', { share: share(driver.share), outcome })} />{driver.share_lo !== null && driver.share_hi !== null && <span className="soft nw"> ({intervalWords(driver.share_lo, driver.share_hi, 'share')})</span>}{external && <> {t('map:weight_external')}</>}</p>
}
function useOutcome(key: string | null) { const { metric } = useFacts(); return metric(key)?.name ?? key ?? t('map:whole_journey') }
export function FeelingPart({ seen, step, toBe }: { seen: LiveStep | undefined; step: Step; toBe?: boolean }) {
  const felt = seen?.emotion
  const value = felt?.value ?? null
  const mine = step.drawn.value
  if (value === null && mine === null) return null
  return <p className="sm soft">{[mine !== null && t(toBe ? 'map:aims_at' : 'map:drawn_at', { value: drawn(mine) }), value !== null && t('map:measured_at', { value: feeling(value) }) + (felt!.lo !== null && felt!.hi !== null ? ` (${t('kit:range', { lo: feeling(felt!.lo!), hi: feeling(felt!.hi!) })})` : '')].filter(Boolean).join(' · ')}</p>
}
/** One member of a step as text that is written where it stands. */
export function TextPart({ title, member, step, empty, rows = 2 }: { title: string; member: 'service' | 'expectation' | 'action' | 'designed'; step: Step; empty: string; rows?: number }) {
  const { keeper, edits } = useDesk()
  const [text, setText] = useState<string | null>(null)
  const [before, setBefore] = useState<Doc | null>(null)
  const done = () => { if (text !== null && before) keeper.change(set(before, inStep(step.id, member), text.trim())); setText(null) }
  return (
    <section className="jm-part"><Title>{title}</Title>
      {text === null
        ? edits ? <button type="button" className="jm-said" onClick={() => { setBefore(keeper.now().doc); setText(step[member]) }}>{step[member] || <span className="soft">{empty}</span>}</button> : <p className="sm">{step[member] || <span className="soft">{empty}</span>}</p>
        : <textarea className="input" autoFocus rows={rows} aria-label={title} maxLength={2000} value={text} onChange={(event) => setText(event.target.value)} onBlur={done} onKeyDown={(event) => { if (event.key === 'Escape') { event.preventDefault(); event.stopPropagation(); setText(null) } if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) { event.preventDefault(); done() } }} />}
    </section>
  )
}
/** How it was meant to feel: five words to choose from, for hands that do not drag. */
export function DrawPart({ step, toBe }: { step: Step; toBe: boolean }) {
  const { keeper, edits } = useDesk()
  if (!edits) return null
  const put = (value: number | null) => keeper.change((doc) => set(doc, inStep(step.id, 'drawn', 'value'), value))
  return (
    <fieldset className="jm-draw"><legend className="b sm">{t(toBe ? 'map:draw_to_be' : 'map:draw_as_is')}</legend>
      <div className="row wrap">{[...scale].reverse().map((value) => <button key={value} type="button" className="chip" aria-pressed={step.drawn.value === value} onClick={() => put(step.drawn.value === value ? null : value)}>{t(`map:feel.${value}`)}</button>)}</div>
    </fieldset>
  )
}
export function Questions({ step }: { step: Step }) {
  if (step.questions.length === 0) return null
  return <section className="jm-part"><Title>{t('map:lane.questions')}</Title><ul className="sm jm-plain">{step.questions.map((one) => <li key={one.id}>{one.text} <span className={`nw ${answerMood[one.answered]}`}>{answerSign[one.answered]} {t(`map:answered.${one.answered}`)}</span></li>)}</ul></section>
}
export function Voices({ step, seen, search, all }: { step: Step; seen: LiveStep | undefined; search: Search; all?: boolean }) {
  const facts = useFacts()
  if (!seen || seen.comments === 0 || !facts.reads) return null
  const scope = { ...carried(search), touchpoint: step.touchpoint ?? undefined, has_comment: 'true' }
  const rating = (value: number | null, key: string | null) => { const found = facts.metric(key); return value === null ? '' : found ? t('map:rating', { value: number(value), max: number(found.max) }) : number(value) }
  return (
    <section className="jm-part"><Title>{t('map:what_they_say')} <span className="soft sm">{t('map:comments', { count: seen.comments })}</span></Title>
      <ul className="jm-voices">{seen.newest.slice(0, all ? 10 : 3).map((one) => <li key={one.feedback_id}><Link to={'/feedback/$id' as never} params={{ id: one.feedback_id } as never} search={scope as never}><p className="voice" lang={one.language ?? undefined}>{one.quote}</p></Link><span className="xs soft">{[rating(one.score, one.metric), when(one.occurred_at)].filter(Boolean).join(' · ')}</span></li>)}</ul>
      <p><Link className="link sm" to={'/feedback' as never} search={scope as never}>{t('map:all_voices')}</Link></p>
    </section>
  )
}
/** What staff marked as needed in the feedback of this step. */
export function NeededPart({ step, needed, search }: { step: Step; needed: ReadonlyMap<string, readonly Needed[]>; search: Search }) {
  const own = step.touchpoint ? needed.get(step.touchpoint) : undefined
  if (!own) return null
  return <section className="jm-part"><Title>{t('map:needs')}</Title><ul className="jm-plain sm">{own.map((one) => <li key={one.key} className="row wrap"><Link className="link" to={'/feedback' as never} search={{ ...carried(search), touchpoint: step.touchpoint, tag: tagOf(one.key) } as never}>{one.name}</Link><b>{number(one.share.marked)}</b>{one.share.value !== null && <span className="soft"><Interval of={one.share} unit="share" /></span>}</li>)}</ul></section>
}
export function Topics({ seen }: { seen: LiveStep | undefined }) {
  const facts = useFacts()
  if (!seen || seen.topics.length === 0) return null
  return <section className="jm-part"><Title>{t('map:topics')}</Title><p className="row wrap">{seen.topics.slice(0, 6).map((one) => <Tag key={one.key}>{facts.name('topic', one.key) || one.name} <span className="soft">{share(one.share)}</span></Tag>)}</p></section>
}
export function Promised({ seen }: { seen: LiveStep | undefined }): ReactNode {
  if (!seen?.promise?.length) return null
  return <section className="jm-part"><Title>{t('map:lane.promise')}</Title><ul className="jm-plain">{seen.promise.map((one) => <li key={one.promise_id}><p className="voice">{one.text}</p><p className="sm soft">{one.kept && one.kept.value !== null ? <>{share(one.kept.value)} {t('map:kept')}{one.kept.lo !== null && one.kept.hi !== null && ` (${intervalWords(one.kept.lo, one.kept.hi, 'share')})`} {t('kit:n', { n: number(one.kept.n) })}</> : t('map:kept_unknown')}{one.gap && one.gap.value !== null && <> · {t('map:gap', { gap: signed(one.gap.value, 1) })}</>}</p></li>)}</ul></section>
}
/** Whether what was lived is below, as or above what was expected. */
export function Met({ seen }: { seen: LiveStep | undefined }) {
  const met = seen?.met
  if (!met || met.below === null || met.met === null || met.exceeded === null) return null
  return <p className="sm">{t('map:met', { below: share(met.below), met: share(met.met), exceeded: share(met.exceeded), n: number(met.n) })}</p>
}
export function EditMark({ step }: { step: Step }) {
  const { edits, mark } = useDesk()
  return edits ? <Button look="ghost" icon="tag" onClick={() => mark(step.id)}>{t('map:marks')}</Button> : null
}
