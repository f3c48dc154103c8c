import { bytes, exact, when } from '@kit/format'
import { Icon } from '@kit/Icon'
import { t } from '../../i18n'
import { unquoted } from '../letter'
import { whoOf } from '../names'
import type { Case, Message } from '../shape'

/** What was written to and fro. Their words are in serif, as everywhere; ours are not. */
export function Thread({ one }: { one: Case }) {
  if (one.messages.length === 0) return null
  return <section><h2>{t('case:thread')}</h2><ol className="cw-thread">{one.messages.map((message) => <li key={message.id} className={message.direction === 'in' ? 'theirs' : 'ours'}><Mail of={message} who={message.direction === 'in' ? whoOf(one) : message.by?.name ?? t('case:by_itself')} language={one.language} /></li>)}</ol></section>
}
function Mail({ of, who, language }: { of: Message; who: string; language: string | null }) {
  const { own, quoted } = unquoted(of.body)
  const head = <><b>{who}</b> <time className="xs soft" dateTime={of.at} title={exact(of.at)}>{when(of.at)}</time><Sent state={of.state} /></>
  // what went out by itself is known by its first line
  if (of.automatic) return <details><summary>{head}<span className="sm soft">{of.subject}</span></summary><p className="cw-mail">{own}</p></details>
  return (
    <>
      <p className="row wrap">{head}</p>
      <p className={`cw-mail${of.direction === 'in' ? ' voice' : ''}`} lang={language ?? undefined}>{own}</p>
      {quoted && <details className="sm"><summary className="soft">{t('case:quoted')}</summary><p className="cw-mail soft">{quoted}</p></details>}
      {of.attachments.length > 0 && <ul className="cw-files">{of.attachments.map((file, at) => <li key={at}>{file.id ? <a className="link" href={`/api/v1/files/${file.id}`} download={file.name}><Icon name="download" />{file.name}</a> : <span className="soft"><Icon name="lock" />{file.name}</span>} <span className="xs soft">{bytes(file.bytes)}{!file.id && <> · {t('case:file_left_out')}</>}</span></li>)}</ul>}
    </>
  )
}
function Sent({ state }: { state: Message['state'] }) {
  if (state === 'queued') return <span className="tag">{t('case:mail.queued')}</span>
  if (state === 'failed') return <span className="tag neg">{t('case:mail.failed')}</span>
  return null
}
