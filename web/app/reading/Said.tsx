import { Fragment, useMemo } from 'react'
import type { Feedback } from '../types'
import { t, tOr } from '../i18n'
import { useNames } from '../records'
import { labelId, toneName } from './labels'
import type { Findings } from './shape'
import { bytesOf, cut, type Marked } from './spans'

type Look = 'neg' | 'pos' | 'top' | 'plain' | 'hit' | 'personal'
export interface Mark extends Marked { look: Look; words: string }

/** Everything that may be marked in a comment; what is only pointed at (clauses, intents, emotions) looks plain until then. */
export function marksOf(findings: Findings | null | undefined, name: (kind: string, key: string) => string): Mark[] {
  if (!findings) return []
  const plain = (kind: 'intent' | 'emotion', list: Findings['intents']) => list.flatMap((one) => (one.because ?? []).map((span): Mark => ({ ...span, id: labelId(kind, one.key), look: 'plain', words: name(kind, one.key) })))
  return [
    ...(findings.sentiment?.because ?? []).filter((one) => one.weight !== 0).map((one): Mark => ({ from: one.from, to: one.to, id: labelId('sentiment'), look: one.weight < 0 ? 'neg' : 'pos', words: toneName(one.weight < 0 ? 'negative' : 'positive') })),
    ...findings.topics.flatMap((one) => (one.because ?? []).map((span): Mark => ({ ...span, id: labelId('topic', one.key), look: 'top', words: name('topic', one.key) }))),
    ...plain('intent', findings.intents), ...plain('emotion', findings.emotions),
    ...findings.clauses.map((one, at): Mark => ({ from: one.from, to: one.to, id: `clause:${at}`, look: 'plain', words: '' })),
    ...findings.personal_data.map((one): Mark => ({ from: one.from, to: one.to, id: 'personal', look: 'personal', words: tOr(`reading:personal.${one.kind}`, t('reading:personal.other')) })),
  ]
}
/** The words themselves, with what decided underlined. `lit` is the label one points at: its words stand out. Personal data stay covered until `bare`. */
export function Said({ one, lit, bare, search }: { one: Feedback; lit: string | null; bare: boolean; search: readonly { from: number; to: number }[] }) {
  const name = useNames()
  const text = one.comment ?? ''
  const marks = useMemo(() => [...marksOf(one.findings, name), ...search.map((hit): Mark => ({ ...bytesOf(text, hit.from, hit.to), id: 'hit', look: 'hit', words: '' }))], [one.findings, text, search, name])
  const pieces = cut(text, marks)
  const covered = (at: number) => pieces[at]?.marks.find((mark) => mark.look === 'personal')
  return (
    <blockquote className={`voice big rd-said${lit ? ' pointing' : ''}`} lang={one.language ?? undefined}>
      {pieces.map((piece, at) => {
        const personal = covered(at)
        // a covered span is told once, however many other marks cut it
        if (personal && !bare) return covered(at - 1) === personal ? null : <span key={at} className="rd-covered">{personal.words}</span>
        return piece.marks.length === 0 ? <Fragment key={at}>{piece.text}</Fragment> : <Piece key={at} text={piece.text} marks={piece.marks} lit={lit} />
      })}
    </blockquote>
  )
}
function Piece({ text, marks, lit }: { text: string; marks: readonly Mark[]; lit: string | null }) {
  const looks = new Set(marks.map((mark) => mark.look).filter((look) => look !== 'plain'))
  const pointed = lit !== null && marks.some((mark) => mark.id === lit)
  if (looks.size === 0 && !pointed) return <>{text}</>
  const words = [...new Set(marks.filter((mark) => mark.look !== 'plain' || mark.id === lit).map((mark) => mark.words).filter(Boolean))].join(' · ')
  return <mark className={`rd-mark ${[...looks].join(' ')}${pointed ? ' lit' : ''}`} title={words || undefined}>{text}</mark>
}
/** A comment in a list with some of its words underlined; personal data covered. */
export function Underlined({ one, because }: { one: Feedback; because: readonly { from: number; to: number }[] }) {
  const personal = one.findings?.personal_data ?? []
  const marks = [...because.map((span, at): Mark => ({ from: span.from, to: span.to, id: `because:${at}`, look: 'top', words: '' })), ...personal.map((span, at): Mark => ({ from: span.from, to: span.to, id: `personal:${at}`, look: 'personal', words: tOr(`reading:personal.${span.kind}`, t('reading:personal.other')) }))]
  const pieces = cut(one.comment ?? '', marks)
  const covered = (at: number) => pieces[at]?.marks.find((mark) => mark.look === 'personal')
  return <blockquote className="voice" lang={one.language ?? undefined}>{pieces.map((piece, at) => covered(at) ? covered(at - 1) === covered(at) ? null : <span key={at} className="rd-covered">{covered(at)!.words}</span> : piece.marks.length ? <mark key={at} className="rd-mark top">{piece.text}</mark> : <Fragment key={at}>{piece.text}</Fragment>)}</blockquote>
}
