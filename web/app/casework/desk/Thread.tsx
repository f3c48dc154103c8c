import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@kit/Button'
import { bytes, exact, when } from '@kit/format'
import { Icon } from '@kit/Icon'
import { toast } from '@kit/Notice'
import { address, api, type Problem } from '../../api'
import { t } from '../../i18n'
import { useMay } from '../../session'
import { caseQuery } from '../cases'
import { whoOf, wroteBack } from '../names'
import type { Attachment, Case, Message } from '../shape'
import { folded, isBeginning, lastFrom, parted, stuck, subjectAt } from '../thread'

/** What was written to and fro. Their words are in serif, as everywhere; ours are not. */
export function Thread({ one }: { one: Case }) {
  const [all, setAll] = useState(false)
  const { messages } = one
  const { earlier, shown } = folded(messages)
  const waits = wroteBack(one) ? lastFrom(messages)?.id : undefined
  if (messages.length === 0) return null
  const line = (message: Message) => <li key={message.id} className={message.direction === 'in' ? 'theirs' : 'ours'} id={`letter-${message.id}`}><Mail one={one} of={message} subject={subjectAt(messages, messages.indexOf(message))} waits={message.id === waits} /></li>
  return (
    <section aria-label={t('case:thread')}><h2>{t('case:thread')}</h2>
      {earlier.length > 0 && !all && <p><button type="button" className="as-link sm cw-under" onClick={() => setAll(true)}>{t('case:letters_earlier', { count: earlier.length })}</button></p>}
      <ol className="cw-thread">{(all ? messages : shown).map(line)}</ol>
    </section>
  )
}
function Mail({ one, of, subject, waits }: { one: Case; of: Message; subject: string | null; waits: boolean }) {
  const theirs = of.direction === 'in'
  const { own, quoted } = parted(of)
  const above = of.id === one.messages[0]?.id && isBeginning(of, one.feedback?.comment ?? one.comment)
  const who = theirs ? of.from_name || whoOf(one) : of.by ?? t('case:by_itself')
  const elsewhere = theirs ? (of.from && of.from !== one.customer_email ? of.from : null) : of.to && of.to !== one.customer_email ? of.to : null
  const language = theirs ? one.language ?? undefined : undefined
  const head = <><b>{who}</b> {elsewhere && <span className="xs soft">{theirs ? elsewhere : t('case:to', { address: elsewhere })}</span>} <time className="xs soft" dateTime={of.at} title={exact(of.at)}>{when(of.at)}</time>{of.automatic && <span className="tag">{t(theirs ? 'case:mail.machine' : 'case:mail.status')}</span>}{waits && <span className="tag acc">{t('case:mail.waits')}</span>}<Sent of={of} /></>
  // what a machine wrote is known by its first line
  if (of.automatic) return <><details><summary>{head}<span className="sm soft block">{of.subject}</span></summary><p className="cw-mail" lang={language}>{own}</p><Files one={one} of={of} /></details><Failed one={one} of={of} /></>
  return (
    <>
      <p className="row wrap cw-letter-head">{head}</p>
      {subject && <p className="sm soft cw-subject" lang={one.language ?? undefined}>{subject}</p>}
      {above ? <p className="sm soft">{t('case:letter_above')}</p> : <p className={`cw-mail${theirs ? ' voice' : ''}`} lang={one.language ?? undefined}>{own || t('case:letter_empty')}</p>}
      {quoted && <details className="sm cw-quoted"><summary className="soft">{t('case:quoted')}</summary><p className="cw-mail soft" lang={one.language ?? undefined}>{quoted}</p></details>}
      <Files one={one} of={of} />
      <Failed one={one} of={of} />
    </>
  )
}
function Files({ one, of }: { one: Case; of: Message }) {
  // those that are named although their bytes were too many are counted among the left out
  const unnamed = of.left_out - of.attachments.filter((file) => !file.id).length
  if (of.attachments.length === 0 && unnamed <= 0) return null
  return (
    <ul className="cw-files" aria-label={t('case:files')}>
      {of.attachments.map((file, at) => <li key={file.id ?? at}><File one={one} file={file} /></li>)}
      {unnamed > 0 && <li className="xs soft">{t('case:files_left_out', { count: unnamed })}</li>}
    </ul>
  )
}
/** Saved, never shown: nothing a customer sends runs here. */
function File({ one, file }: { one: Case; file: Attachment }) {
  const name = file.name || t('case:file_unnamed')
  return <>{file.id ? <a className="link" href={address(`/cases/${one.id}/attachments/${file.id}`)} download={name}><Icon name="download" />{name}</a> : <span className="soft"><Icon name="lock" />{name}</span>} <span className="xs soft">{bytes(file.bytes)}{!file.id && <> · {t('case:file_left_out')}</>}</span></>
}
function Sent({ of }: { of: Message }) {
  if (stuck(of, Date.now())) return <span className="tag warn">! {t('case:mail.stuck')}</span>
  if (of.state === 'queued') return <span className="tag" role="status">{t('case:mail.queued')}</span>
  if (of.state === 'failed') return <span className="tag neg">▼ {t('case:mail.failed')}</span>
  return null
}
/** A letter that did not arrive: what to do about it; whoever runs the mail can send it again. */
function Failed({ one, of }: { one: Case; of: Message }) {
  const client = useQueryClient()
  const may = useMay('write_users')
  const retry = useMutation<unknown, Problem>({ mutationFn: () => api.post(`/mails/${of.id}/retry`), onSuccess: () => { toast(t('case:mail.again')); void client.invalidateQueries({ queryKey: caseQuery(one.id).queryKey }) }, onError: (problem) => toast(problem.words) })
  if (of.state !== 'failed') return null
  return <p className="row wrap sm cw-failed"><span>{t('case:mail.failed_words', { address: of.to })}</span>{may && <Button busy={retry.isPending} onClick={() => retry.mutate()}>{t('case:mail.send_again')}</Button>}</p>
}
