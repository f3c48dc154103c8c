import type { Ref } from 'react'
import { t } from '../../i18n'
import { pieces } from '../letter'

/** A letter written where it stands. The same text lies behind the field, with its blanks in plum: it also makes the field as high as its words. */
export function Letter({ ref, subject, body, language, busy, onSubject, onBody }: { ref: Ref<HTMLTextAreaElement>; subject: string; body: string; language: string; busy: boolean; onSubject: (text: string) => void; onBody: (text: string) => void }) {
  return (
    <div className="cw-letter" aria-busy={busy || undefined}>
      <div className="cw-lay"><div className="cw-behind" aria-hidden="true">{marked(subject)}</div><input aria-label={t('case:subject')} placeholder={t('case:subject')} value={subject} lang={language} onChange={(event) => onSubject(event.target.value)} /></div>
      <div className="cw-lay text"><div className="cw-behind" aria-hidden="true">{marked(body)}{'\n'}</div><textarea ref={ref} aria-label={t('case:answer_text')} placeholder={t('case:answer_hint')} value={body} lang={language} spellCheck onChange={(event) => onBody(event.target.value)} /></div>
    </div>
  )
}
const marked = (text: string) => pieces(text).map((piece, at) => piece.blank === null ? <span key={at}>{piece.text}</span> : <mark key={at}>{piece.text}</mark>)
