import './reading.css'
import { type ReactNode, useId } from 'react'
import { Popover } from '@kit/Chip'
import { day, exact, languageName, number, share, signed } from '@kit/format'
import { Icon } from '@kit/Icon'
import { Notice, toast } from '@kit/Notice'
import { Button } from '@kit/Button'
import { useFeedbackWrite } from '../feedback/inbox'
import { problemWords } from '../feedback/Reading'
import type { ReadRating } from '../feedback/inbox'
import { t, tOr } from '../i18n'
import { useChoices, useNames } from '../records'
import { useMay } from '../session'
import type { Feedback } from '../types'
import { correctedOf, correction, denied, disagreement, toneOfScore, undoing, type Verdict } from './correct'
import { labelId, loud, moodOfTone, toneMark, toneName } from './labels'
import { type Corrected, type Findings, type Label, type LabelKind, sentiments, type SentimentName } from './shape'
import { type Span, wordsOf } from './spans'

interface Pointing { onPoint: (label: string | null) => void }
type Set = (kind: LabelKind, key: string, value: Verdict) => void

/** Sends a correction and says it, with the way back. */
export function useCorrect(one: Feedback): { set: Set; busy: boolean } {
  const { label } = useFeedbackWrite()
  const name = useNames()
  const set: Set = (kind, key, value) => {
    const findings = one.findings
    if (!findings) return
    const back = undoing(findings, kind, key)
    const said = kind === 'sentiment' ? t('reading:label.sentiment') : name(kind, key)
    label.mutate({ one, body: correction(kind, key, value) }, {
      onSuccess: (next) => toast(t(value === null ? 'reading:taken_back' : 'reading:put_right', { label: said }), () => label.mutate({ one: next, body: back }, { onError: (problem) => toast(problemWords(problem)) })),
      onError: (problem) => toast(problemWords(problem)),
    })
  }
  return { set, busy: label.isPending }
}
/** High score with bad words, or the reverse: the reader says who is right, and the model learns it. */
export function Disagree({ one, first }: { one: Feedback; first: ReadRating | null }) {
  const may = useMay('write_feedback')
  const { set, busy } = useCorrect(one)
  const side = disagreement(one, first)
  if (!side || !first) return null
  return (
    <div className="rd-disagree" role="note"><span className="rd-flag big" aria-hidden="true">≠</span>
      <div><b>{t('reading:disagree')}</b><p className="sm">{t(side === 'words_bad' ? 'reading:disagree_bad' : 'reading:disagree_good', { value: number(first.value), max: number(first.metric.max) })}</p></div>
      {may && <div className="row wrap push"><Button busy={busy} onClick={() => set('sentiment', '', one.findings!.sentiment!.label)}>{t('reading:words_right')}</Button><Button look="ghost" busy={busy} onClick={() => set('sentiment', '', toneOfScore(first))}>{t('reading:score_right')}</Button></div>}
    </div>
  )
}
/** What was read in the words: a line each for sentiment, topics, intents, emotions. Pointing at a label shows its words; pressing it puts it right. */
export function ReadPart({ one, onPoint }: { one: Feedback } & Pointing) {
  const { findings } = one
  if (!one.comment || one.kind === 'employee_voice') return null
  if (!findings) return <section className="rd-part"><h2>{t('reading:title')}</h2><p className="soft">{t('reading:not_yet')}</p></section>
  return <Found one={one} findings={findings} onPoint={onPoint} />
}
function Found({ one, findings, onPoint }: { one: Feedback; findings: Findings } & Pointing) {
  const may = useMay('write_feedback')
  const { set, busy } = useCorrect(one)
  const name = useNames()
  const text = one.comment ?? ''
  const shared = { text, findings, may, busy, set, onPoint }
  const wordless = !findings.sentiment && findings.reason
  return (
    <section className="rd-part" aria-label={t('reading:title')}>
      <div className="head"><h2>{t('reading:title')}</h2><span className="xs soft push">{findings.language && t('reading:by', { language: languageName(findings.language) })}</span></div>
      {wordless && <Notice>{tOr(`reading:reason.${findings.reason}`, t('reading:reason.other'))}</Notice>}
      <dl className="rd-labels">
        <div><dt>{t('words:dim.sentiment')}</dt><dd><Sentiment {...shared} /></dd></div>
        <Labels {...shared} kind="topic" list={findings.topics} title={t('reading:label.topics')} />
        <Labels {...shared} kind="intent" list={findings.intents} title={t('reading:label.intents')} />
        <Labels {...shared} kind="emotion" list={findings.emotions} title={t('reading:label.emotions')} />
      </dl>
      {findings.clauses.length > 1 && <Clauses text={text} language={one.language} findings={findings} name={(key) => name('topic', key)} onPoint={onPoint} />}
      {may && <p className="hint">{t('reading:teach_hint')}</p>}
    </section>
  )
}
interface Shared extends Pointing { text: string; findings: Findings; may: boolean; busy: boolean; set: Set }
/** Points while the pointer or the focus is on it. */
const pointer = (id: string, onPoint: Pointing['onPoint']) => ({ onPointerEnter: () => onPoint(id), onPointerLeave: () => onPoint(null), onFocus: () => onPoint(id), onBlur: () => onPoint(null) })

function Sentiment({ text, findings, may, busy, set, onPoint }: Shared) {
  const found = findings.sentiment
  const by = correctedOf(findings, 'sentiment')
  const face = found ? <><span aria-hidden="true">{toneMark[found.label]}</span>{toneName(found.label)}</> : t('reading:none_read')
  return (
    <span className="rd-chips" {...pointer(labelId('sentiment'), onPoint)}>
      <LabelChip tone={found ? moodOfTone(found.label) : undefined} corrected={by} may={may} because={wordsIn(text, found?.because)} face={face} title={t('words:dim.sentiment')}>{(close) => (
        <>
          {sentiments.map((one) => <Choice key={one} on={found?.label === one} busy={busy} onPress={() => { set('sentiment', '', one); close() }}><span className={moodOfTone(one)} aria-hidden="true">{toneMark[one]}</span> {toneName(one)}</Choice>)}
          <Back by={by} busy={busy} onPress={() => { set('sentiment', '', null); close() }} />
        </>)}</LabelChip>
      {found && !by && <ToneLine score={found.score} />}
    </span>
  )
}
/** Where a tone lies between all negative and all positive. */
function ToneLine({ score }: { score: number }) {
  const words = signed(score, 1)
  return <span className="rd-tone" title={t('reading:score', { score: words })}><span className="rd-line" aria-hidden="true"><i style={{ left: `${50 + score * 50}%` }} /></span><span className="xs soft"><span className="vh">{t('reading:score', { score: words })}</span><span aria-hidden="true">{words}</span></span></span>
}
function Labels({ text, findings, may, busy, set, onPoint, kind, list, title }: Shared & { kind: 'topic' | 'intent' | 'emotion'; list: readonly Label[]; title: string }) {
  const name = useNames()
  const not = denied(findings, kind)
  const all = useChoices(kind)
  const left = all.filter((one) => !list.some((label) => label.key === one.value))
  if (!may && list.length === 0) return null
  return (
    <div><dt>{title}</dt><dd><span className="rd-chips">
      {list.map((label) => {
        const tone = toneIn(label)
        const by = correctedOf(findings, kind, label.key)
        const face = <>{kind === 'topic' && tone && <span className="rd-sign" aria-hidden="true">{toneMark[tone]}</span>}{kind === 'intent' && loud.has(label.key) && <span className="rd-sign" aria-hidden="true">!</span>}{name(kind, label.key)}{kind === 'topic' && tone && <span className="vh">, {toneName(tone)}</span>}</>
        return (
          <span key={label.key} {...pointer(labelId(kind, label.key), onPoint)}>
            <LabelChip tone={kind === 'topic' && tone ? moodOfTone(tone) : kind === 'intent' && (label.key === 'churn_risk' || label.key === 'public_risk') ? 'warn' : undefined} corrected={by} may={may} because={wordsIn(text, label.because)} sure={by ? undefined : label.probability} face={face} title={name(kind, label.key)}>{(close) => (
              <>
                {kind === 'topic' && sentiments.map((one) => <Choice key={one} on={tone === one} busy={busy} onPress={() => { set(kind, label.key, one); close() }}><span className={moodOfTone(one)} aria-hidden="true">{toneMark[one]}</span> {toneName(one)}</Choice>)}
                {kind === 'topic' && <hr />}
                <Choice busy={busy} onPress={() => { set(kind, label.key, false); close() }}><Icon name="close" />{t(kind === 'topic' ? 'reading:not_about' : 'reading:not_so')}</Choice>
                <Back by={by} busy={busy} onPress={() => { set(kind, label.key, null); close() }} />
              </>)}</LabelChip>
          </span>)
      })}
      {not.map((one) => <span key={one.key}><LabelChip struck corrected={one} may={may} because={[]} face={<s>{name(kind, one.key)}</s>} title={name(kind, one.key)}>{(close) => (
        <><Choice busy={busy} onPress={() => { set(kind, one.key, true); close() }}><Icon name="check" />{t('reading:it_is_so')}</Choice><Back by={one} busy={busy} onPress={() => { set(kind, one.key, null); close() }} /></>)}</LabelChip></span>)}
      {may && left.length > 0 && <Popover button={(tie) => <button type="button" className="rd-add" aria-label={t('reading:add', { what: title })} title={t('reading:add', { what: title })} {...tie}><Icon name="plus" /></button>}>{(close) => <><p className="title">{title}</p>{left.map((one) => <Choice key={one.value} busy={busy} onPress={() => { set(kind, one.value, true); close() }}>{one.label}</Choice>)}</>}</Popover>}
      {list.length === 0 && not.length === 0 && <span className="soft sm rd-none">{t('reading:none')}</span>}
    </span></dd></div>
  )
}
const toneIn = (label: Label): SentimentName | undefined => (label as { sentiment?: { label: SentimentName } | null }).sentiment?.label
const wordsIn = (text: string, spans: readonly Span[] | undefined) => spans ? [...new Set(wordsOf(text, spans))] : []
function Choice({ on, busy, onPress, children }: { on?: boolean; busy: boolean; onPress: () => void; children: ReactNode }) {
  return <button type="button" className="item" aria-current={on || undefined} disabled={busy} onClick={onPress}>{children}{on && <span className="push"><Icon name="check" /></span>}</button>
}
const Back = ({ by, busy, onPress }: { by: Corrected | undefined; busy: boolean; onPress: () => void }) => by ? <><hr /><Choice busy={busy} onPress={onPress}><Icon name="undo" />{t('reading:take_back')}</Choice></> : null

/** One label: a quiet chip; for who may correct, what opens says why it is here and lets it be put right. */
function LabelChip({ tone, corrected, may, because, sure, face, title, struck, children }: { tone?: 'neg' | 'mid' | 'pos' | 'warn' | undefined; corrected: Corrected | undefined; may: boolean; because: readonly string[]; sure?: number | undefined; face: ReactNode; title: string; struck?: boolean; children: (close: () => void) => ReactNode }) {
  const about = useId()
  const why = because.length > 0 ? t('reading:because', { words: because.map((one) => t('reading:quoted', { words: one })).join(', ') }) : ''
  const who = corrected ? corrected.user_name ? t('reading:corrected_by', { name: corrected.user_name, when: day(corrected.at) }) : t('reading:corrected_at', { when: day(corrected.at) }) : ''
  const look = `rd-chip ${tone ?? ''}${struck ? ' struck' : ''}`
  const inside = <>{face}{corrected && <Icon name="edit" />}</>
  const told = <span className="vh" id={about}>{[why, who].filter(Boolean).join('. ')}</span>
  if (!may) return <span className={look} title={who || undefined} tabIndex={because.length ? 0 : undefined} {...(because.length && { role: 'group', 'aria-describedby': about })}>{inside}{told}</span>
  return (
    <Popover button={(tie) => <button type="button" className={look} aria-describedby={about} title={who || undefined} {...tie}>{inside}{told}</button>}>{(close) => (
      <>
        <p className="title">{title}</p>
        {why && <p className="rd-why">{why}</p>}
        {corrected ? <p className="rd-why soft" title={exact(corrected.at)}>{who}</p> : sure !== undefined && <p className="rd-why soft">{t('reading:sure', { share: share(sure) })}</p>}
        {(why || who || sure !== undefined) && <hr />}
        {children(close)}
      </>)}</Popover>
  )
}
/** Part by part: what was said, how, about what. */
function Clauses({ text, language, findings, name, onPoint }: { text: string; language: string | null; findings: Findings; name: (key: string) => string } & Pointing) {
  const parts = wordsOf(text, findings.clauses)
  return (
    <ul className="rd-clauses" aria-label={t('reading:clauses')}>{findings.clauses.map((clause, at) => (
      <li key={at} tabIndex={0} {...pointer(`clause:${at}`, onPoint)}>
        <span className="voice" lang={language ?? undefined}>{uncovered(parts[at]!, clause, findings)}</span>
        <span className={`tag ${moodOfTone(clause.sentiment.label)}`}><span aria-hidden="true">{toneMark[clause.sentiment.label]}</span>{toneName(clause.sentiment.label)}</span>
        <span className="sm soft">{clause.topics.map(name).join(', ')}</span>
      </li>))}</ul>
  )
}
/** A part that holds personal data is covered like the whole. */
function uncovered(words: string, clause: Span, findings: Findings): string {
  const inside = findings.personal_data.filter((one) => one.from < clause.to && one.to > clause.from)
  if (inside.length === 0) return words.trim()
  let out = words
  for (const covered of wordsOf(words, inside.map((one) => ({ from: Math.max(0, one.from - clause.from), to: one.to - clause.from })))) if (covered) out = out.replace(covered, '…')
  return out.trim()
}
