// What stands in one cell of the map, to be read.
import { memo, type ReactNode } from 'react'
import { Initials } from '@kit/Chip'
import { number, share, signed } from '@kit/format'
import { Interval, Whisker } from '@kit/Whisker'
import { t } from '../../i18n'
import { useFacts, useMeasure } from './facts'
import { answerMood, answerSign, drawn } from './say'
import { marksOf } from './curve'
import { MadeHere } from '../../programme/Made'
import type { Made } from '../../programme/initiatives'
import type { Needed } from '../../insight/research/research'
import type { Doc, LiveStep, Score, Step } from './types'

interface Props { step: Step; lane: string; seen: LiveStep | undefined; asIs?: Doc | undefined; /** what was made of ideas */ made?: Made }
export const nothing = <span className="soft" aria-hidden="true">·</span>

/** The words of a lane at a step. */
export const Words = memo(function Words({ step, lane, seen, asIs, made }: Props): ReactNode {
  const facts = useFacts()
  switch (lane) {
    case 'action': case 'expectation': case 'designed': return step[lane] || nothing
    case 'questions': return step.questions.length === 0 ? nothing : <ul>{step.questions.map((one) => <li key={one.id}>{one.text} <span className={`b ${answerMood[one.answered]}`} title={t(`map:answered.${one.answered}`)}><span aria-hidden="true">{answerSign[one.answered]}</span><span className="vh">{t(`map:answered.${one.answered}`)}</span></span></li>)}</ul>
    case 'obstacles': return texts(step.obstacles)
    case 'evidence': return step.evidence.length === 0 ? nothing : <ul>{step.evidence.map((one) => <li key={one.id}>{one.link && /^https?:/.test(one.link) ? <a className="link" tabIndex={-1} href={one.link} target="_blank" rel="noreferrer">{one.text}</a> : one.text}</li>)}</ul>
    case 'ideas': return step.ideas.length === 0 ? nothing : <ul>{step.ideas.map((one) => <li key={one.id} data-idea={one.id}>{one.text} {one.votes.length > 0 && <span className="jm-votes" title={t('map:votes', { count: one.votes.length })}>+{number(one.votes.length)}<span className="vh"> {t('map:votes', { count: one.votes.length })}</span></span>}<MadeHere list={made?.ideas.get(one.id)} /></li>)}</ul>
    case 'emotion': return step.emotions.length === 0 && !step.feeling ? nothing : <>{step.feeling && <span className="block">{step.feeling}</span>}{step.emotions.length > 0 && <i>{step.emotions.map((key) => facts.name('emotion', key)).join(', ')}</i>}</>
    case 'channels': { const keys = facts.channels(step); return keys.length === 0 ? nothing : keys.map((key) => facts.name('channel', key)).join(', ') }
    case 'departments': return step.departments.length === 0 ? nothing : <ul>{step.departments.map((one) => <li key={one.role + one.department_id}><b title={t(`journey:${one.role}`)}>{t(`journey:letter.${one.role}`)}</b><span className="vh"> {t(`journey:${one.role}`)}</span> {facts.name('department', one.department_id)}</li>)}</ul>
    case 'promise': return <Promises seen={seen} />
    case 'removes': return <Removes step={step} asIs={asIs} />
    default: return step.own[lane] || nothing
  }
})
const texts = (items: readonly { id: string; text: string }[]) => items.length === 0 ? nothing : <ul>{items.map((one) => <li key={one.id}>{one.text}</li>)}</ul>

function Promises({ seen }: { seen: LiveStep | undefined }) {
  if (!seen?.promise?.length) return nothing
  return <>{seen.promise.map((one) => {
    const kept = one.kept && one.kept.value !== null && one.kept.tier !== 'hidden' && one.kept.tier !== 'raw' ? one.kept : null
    const gap = one.gap && one.gap.value !== null ? one.gap : null
    // coloured only where the interval leaves nothing open: fewer than two of three, more than nine of ten
    const mood = kept?.tier === 'fragile' ? 'soft' : kept?.hi !== null && kept && kept.hi! < 2 / 3 ? 'neg' : kept?.lo !== null && kept && kept.lo! > 0.9 ? 'pos' : 'soft'
    return <div key={one.promise_id} className="jm-promise"><q>{one.text}</q>{kept ? <span className={mood}>{mood === 'neg' ? '▼ ' : mood === 'pos' ? '▲ ' : ''}<b>{share(kept.value!)}</b> {t('map:kept')}</span> : <span className="soft">{t('map:kept_unknown')}</span>} {gap && <span className="soft nw">{t('map:gap', { gap: signed(gap.value!, 1) })}</span>}</div>
  })}</>
}
function Removes({ step, asIs }: { step: Step; asIs: Doc | undefined }) {
  const known = step.removes.map((one) => ({ ...one, name: asIs?.steps.find((other) => other.id === one.pain)?.name ?? '' }))
  const was = asIs?.steps.filter((one) => step.was.includes(one.id)) ?? []
  const same = was.length === 1 && was[0]!.name === step.name && was[0]!.action === step.action
  if (known.length === 0) return <span className="soft">{step.was.length === 0 ? t('map:new_step') : same ? t('map:as_today') : was.length > 1 ? t('map:joins', { count: was.length }) : t('map:changed')}</span>
  return <>{known.map((one) => <span key={one.pain} className="jm-idea">{one.note || t('map:removes', { name: one.name })}</span>)}{step.drawn.value !== null && <i>{t('map:aims_at', { value: drawn(step.drawn.value) })}</i>}</>
}

/** Value, interval, whisker; the tick is the whole firm where it is measured by the same metric. */
export const ScoreCell = memo(function ScoreCell({ step, seen, firm }: { step: Step; seen: LiveStep | undefined; firm: Score | null | undefined }) {
  const measure = useMeasure()
  const score = seen?.score
  if (!score || score.n === 0) return <span className="soft xs">{step.touchpoint || seen ? t('map:nobody_asked') : t('map:no_touchpoint')}</span>
  const { unit, scale, name } = measure(score)
  const kinds = new Set(marksOf(step, seen).map((one) => one.kind))
  const mood = kinds.has('pain') ? 'neg' as const : kinds.has('success') ? 'pos' as const : undefined
  const tick = firm && firm.metric === score.metric ? firm.value : null
  return <><Interval of={score} unit={unit} /><Whisker of={score} scale={scale} mood={mood} tick={tick} /><span className="vh">{name}</span></>
})
/** How often staff marked what was needed here. */
export const NeedsCell = memo(function NeedsCell({ of }: { of: readonly Needed[] | undefined }) {
  return of ? <ul>{of.map((one) => <li key={one.key}>{one.name} <b>{number(one.share.marked)}</b></li>)}</ul> : nothing
})
export const OwnerCell = memo(function OwnerCell({ step }: { step: Step }) {
  const { owner } = useFacts()
  if (step.external) return <span className="soft">{t('map:outside')}</span>
  const who = owner(step.touchpoint)
  if (who === undefined) return step.touchpoint ? nothing : <span className="soft">{t('map:no_touchpoint')}</span>
  if (who === null) return <span className="tag warn">! {t('map:nobody')}</span>
  return <span className="row jm-owner" title={who}><Initials name={who} />{who.split(' ')[0]}</span>
})
