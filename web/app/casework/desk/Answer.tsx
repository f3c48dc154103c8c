import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { Button } from '@kit/Button'
import { Popover } from '@kit/Chip'
import { Checkbox } from '@kit/Field'
import { Icon } from '@kit/Icon'
import { Notice, toast } from '@kit/Notice'
import { Dialog } from '@kit/Panel'
import { languages, t } from '../../i18n'
import { useSession } from '../../session'
import type { Language } from '../../types'
import { draftQuery, templatesQuery, useCaseWrite, wordsOf } from '../cases'
import { wroteBack } from '../names'
import { blanksOf, firstBlank, withStatusLink } from '../letter'
import { templateKinds, type Case, type ReplyTemplate } from '../shape'
import { lastFrom, subjectOfReply } from '../thread'
import { Words } from './Acts'
import { Letter } from './Letter'

interface Written { template: string | null; subject: string; body: string; touched: boolean; ask: boolean }
// what was begun stays, whichever case one looks at in between
const begun = new Map<string, Written>()

/** The answer, begun from the template that fits; what is not known is marked and has to be filled before it goes. */
export function Answer({ one }: { one: Case }) {
  const { firm } = useSession()
  const client = useQueryClient()
  const { answer } = useCaseWrite()
  const language = languages.find((known) => known === one.language) ?? firm.language
  const templates = useQuery({ ...templatesQuery, staleTime: 60_000 }).data?.items.filter((each) => each.active !== false) ?? []
  const lastIn = lastFrom(one.messages)
  const answered = one.messages.some((message) => message.direction === 'out' && !message.automatic)
  const [written, setWritten] = useState<Written>(() => begun.get(one.id) ?? { template: answered ? null : one.suggested_template, subject: '', body: '', touched: false, ask: !answered })
  const put = (next: Written) => { begun.set(one.id, next); setWritten(next) }
  const set = (part: Partial<Written>) => put({ ...written, ...part })
  const asked = useQuery({ ...draftQuery(one.id, written.template ?? '', language), enabled: written.template !== null && !written.touched && written.body === '' })
  useEffect(() => { if (asked.data && !written.touched && written.body === '' && asked.data.template === written.template) setWritten((old) => ({ ...old, subject: old.subject || subjectOfReply(one.messages) || asked.data.subject, body: withStatusLink(asked.data.body, one.status_url, location.origin) })) }, [asked.data, written.touched, written.body, written.template])
  const [looking, setLooking] = useState(false)
  const [gaps, setGaps] = useState(false)
  const [told, setTold] = useState(false)
  const box = useRef<HTMLTextAreaElement>(null)
  // a letter that came meanwhile gives its subject to an answer that nobody has begun yet
  const subject = written.subject || (written.touched ? '' : subjectOfReply(one.messages))
  const blanks = blanksOf(subject, written.body)
  const name = templates.find((each) => each.key === written.template)?.name
  /** Another beginning; what stood there comes back with one press. */
  const take = async (template: ReplyTemplate) => {
    const before = written
    const draft = await client.fetchQuery(draftQuery(one.id, template.key, language)).catch(() => null)
    if (!draft) { toast(t('frame:unreachable')); return }
    put({ ...before, template: template.key, subject: lastIn?.subject ? before.subject : draft.subject, body: withStatusLink(draft.body, one.status_url, location.origin), touched: false })
    if (before.touched && before.body.trim()) toast(t('case:template_taken', { name: template.name }), () => put(before))
  }
  const toBlank = () => { setGaps(true); const at = firstBlank(written.body); if (at) { box.current?.focus(); box.current?.setSelectionRange(at.from, at.to) } }
  const ready = written.body.trim() !== '' && subject.trim() !== ''
  const send = () => {
    if (!ready || answer.isPending) return
    if (blanks.length) { setLooking(false); toBlank(); return }
    answer.mutate({ id: one.id, body: { subject: subject.trim(), body: written.body.trim(), ...(written.template && { template: written.template }), ask_after: written.ask } }, { onSuccess: () => { begun.delete(one.id); setWritten({ template: null, subject: '', body: '', touched: false, ask: false }); setLooking(false); toast(t('case:sent')) } })
  }
  if (!one.customer_email) return <section><h2>{t('case:answer')}</h2><Notice action={one.state === 'answered' ? undefined : <Button onClick={() => setTold(true)}>{t('case:answered_else')}</Button>}>{t('case:no_address')}</Notice>{told && <Words one={one} verb="answered" title={t('case:answered_else')} label={t('case:answered_how')} save={t('frame:save')} done={t('frame:saved')} onClose={() => setTold(false)} />}</section>
  return (
    <section className="cw-answer" onKeyDown={(event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) { event.preventDefault(); send() } }}>
      <div className="row wrap cw-answer-head"><h2>{t('case:answer')}</h2>
        <Popover button={(tie) => <button type="button" className="tag acc cw-template" {...tie}>{name ? t('case:template', { name }) : t('case:template_choose')}<Icon name="down" /></button>}>{(close) => <Templates of={templates} language={language} chosen={written.template} onTake={(template) => { close(); void take(template) }} />}</Popover>
        <span className="push sm soft">{t('case:to', { address: one.customer_email })}</span>
      </div>
      {answer.error && <Notice tone="danger">{wordsOf(answer.error, t('frame:unreachable'))}</Notice>}
      <Letter ref={box} subject={subject} body={written.body} language={language} busy={asked.isFetching && written.body === ''} onSubject={(subject) => set({ subject, touched: true })} onBody={(body) => { setGaps(false); set({ subject, body, touched: true }) }} />
      {gaps && blanks.length > 0 && <p className="problem" role="alert">{t('case:blanks_left', { count: blanks.length, names: blanks.map((blank) => `{${blank}}`).join(', ') })}</p>}
      <div className="row wrap cw-send">
        <Button {...((one.state !== 'answered' || wroteBack(one)) && { look: 'main' as const })} busy={answer.isPending} disabled={!ready} onClick={send}>{t('case:send')}</Button>
        <Button disabled={!ready} onClick={() => setLooking(true)}>{t('case:preview')}</Button>
        <Checkbox label={t('case:ask_after', { count: one.ask_after_days || 3 })} checked={written.ask} onChange={(ask) => set({ ask })} />
        <kbd className="push" aria-hidden="true">Ctrl ↵</kbd>
      </div>
      {looking && <Preview subject={subject} body={written.body} to={one.customer_email} language={language} blanks={blanks.length} busy={answer.isPending} onSend={send} onClose={() => setLooking(false)} />}
    </section>
  )
}
function Templates({ of, language, chosen, onTake }: { of: readonly ReplyTemplate[]; language: Language; chosen: string | null; onTake: (template: ReplyTemplate) => void }) {
  if (of.length === 0) return <p className="pad soft">{t('case:template_none')}</p>
  return <>{templateKinds.filter((kind) => of.some((each) => each.kind === kind)).map((kind) => (
    <div key={kind}><p className="title">{t(`loop:kind.${kind}`)}</p>{of.filter((each) => each.kind === kind).map((each) => <button key={each.id} type="button" className="item" aria-current={each.key === chosen || undefined} onClick={() => onTake(each)}>{each.name}{!each.texts[language] && <span className="push">{t('case:template_other_language')}</span>}</button>)}</div>))}</>
}
/** The letter as it will be read. */
function Preview({ subject, body, to, language, blanks, busy, onSend, onClose }: { subject: string; body: string; to: string; language: string; blanks: number; busy: boolean; onSend: () => void; onClose: () => void }) {
  const { firm } = useSession()
  return (
    <Dialog title={t('case:preview')} onClose={onClose} actions={<><Button onClick={onClose}>{t('case:back_to_text')}</Button><Button look="main" busy={busy} onClick={onSend}>{t('case:send')}</Button></>}>
      <dl className="cw-envelope"><div><dt>{t('case:from_firm')}</dt><dd>{firm.name}</dd></div><div><dt>{t('case:to_label')}</dt><dd>{to}</dd></div><div><dt>{t('case:subject')}</dt><dd lang={language}>{subject}</dd></div></dl>
      <p className="cw-mail" lang={language} tabIndex={0}>{body}</p>
      {blanks > 0 && <Notice tone="warning">{t('case:blanks_waiting', { count: blanks })}</Notice>}
    </Dialog>
  )
}
