import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@kit/Button'
import { Segmented, Select, Switch, TextArea, TextField } from '@kit/Field'
import { languageName } from '@kit/format'
import { Notice } from '@kit/Notice'
import { t } from '../../i18n'
import { getQuery } from '../../records'
import { languagesOf } from '../counts'
import { useDraft } from '../draft'
import { type CampaignText, indexOfText, type Preview, type Purpose, purposes, textFor, usualQuery, withoutText, withText } from './campaign'
import type { Kept } from './keeper'

const placeholders = ['{name}', '{first_name}', '{firm}', '{survey}', '{minutes}', '{expires}'] as const
/** What people read: per language, for everyone or a segment, first and as a reminder. What nobody wrote is the usual text. */
export function TextsPart({ kept }: { kept: Kept }) {
  const { survey } = useDraft()
  const { campaign, set, at } = kept
  const usual = useQuery(usualQuery(survey.kind)).data?.items ?? []
  const [purpose, setPurpose] = useState<Purpose>('invitation')
  const [language, setLanguage] = useState(survey.language)
  const [segment, setSegment] = useState<string | null>(null)
  const segments = [...new Set([...(campaign.audience.segment ?? []), ...campaign.texts.map((one) => one.segment).filter((one): one is string => one !== null)])]
  const place = { language, segment, purpose: campaign.reminders === 0 ? 'invitation' as const : purpose }
  const { text, own } = textFor(campaign.texts, usual, campaign.channel, place)
  const put = (change: Partial<CampaignText>) => set({ texts: withText(campaign.texts, { ...text, ...change }) })
  const wrong = (field: string) => at(`/texts/${indexOfText(campaign.texts, place)}/${field}`)
  const mail = campaign.channel === 'email'
  return (
    <section className="form"><h3>{t('send:what')}</h3>
      <div className="sn-which">
        {campaign.reminders > 0 && <Segmented label={t('send:purpose')} value={purpose} options={purposes.map((one) => ({ value: one, label: t(`send:purpose.${one}`) }))} onChange={setPurpose} />}
        {languagesOf(survey).length > 1 && <Select label={t('words:dim.language')} value={language} options={languagesOf(survey).map((one) => ({ value: one, label: languageName(one) }))} onChange={setLanguage} />}
        {segments.length > 0 && <Select label={t('words:dim.segment')} value={segment ?? ''} none={t('send:everyone')} options={segments.map((one) => ({ value: one, label: one }))} onChange={(one) => setSegment(one || null)} />}
      </div>
      {mail && <TextField label={t('send:subject')} lang={language} maxLength={200} value={text.subject} error={wrong('subject')} onChange={(event) => put({ subject: event.target.value })} />}
      {mail && <TextField label={t('send:greeting')} lang={language} maxLength={200} value={text.greeting} error={wrong('greeting')} onChange={(event) => put({ greeting: event.target.value })} />}
      <TextArea label={t(mail ? 'send:body' : 'send:message')} lang={language} rows={mail ? 6 : 4} value={text.body} error={wrong('body')} hint={<>{t('send:placeholders')} <span className="sn-places">{[...placeholders, ...(mail ? [] : ['{link}'])].map((one) => <code key={one}>{one}</code>)}</span></>} onChange={(event) => put({ body: event.target.value })} />
      {mail && <TextField label={t('send:button')} lang={language} maxLength={80} value={text.button} error={wrong('button')} onChange={(event) => put({ button: event.target.value })} />}
      <p className="row wrap sm"><span className="soft">{t(own ? 'send:own_text' : 'send:usual_text')}</span>{own && <Button look="ghost" icon="undo" onClick={() => set({ texts: withoutText(campaign.texts, place) })}>{t('send:back_to_usual')}</Button>}</p>
      {mail && <Switch label={t('send:rating_in_mail')} hint={t('send:rating_in_mail_hint')} checked={campaign.rating_in_mail} onChange={(rating_in_mail) => set({ rating_in_mail })} />}
      {mail && (
        <div className="pair">
          <TextField label={<>{t('send:from_name')} <span className="soft opt">{t('frame:optional')}</span></>} value={campaign.from_name ?? ''} error={at('from_name')} onChange={(event) => set({ from_name: event.target.value || null })} />
          <TextField type="email" label={<>{t('send:reply_to')} <span className="soft opt">{t('frame:optional')}</span></>} value={campaign.reply_to ?? ''} error={at('reply_to')} onChange={(event) => set({ reply_to: event.target.value || null })} />
        </div>)}
      <Shown id={campaign.id} language={language} purpose={place.purpose} fresh={kept.saving === 'saved'} />
    </section>
  )
}
/** The page's policy also holds for the mail within it and forbids styles in attributes, not through the DOM: they are put by
 *  and then applied. Scripts stay out by the sandbox. */
const putStylesBy = (html: string) => html.replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/ style="/gi, ' data-style="'))
function applyStyles(frame: HTMLIFrameElement) {
  frame.contentDocument?.querySelectorAll<HTMLElement>('[data-style]').forEach((one) => { one.style.cssText = one.dataset.style ?? '' })
}

/** As it will arrive, made by the server of what is stored. */
function Shown({ id, language, purpose, fresh }: { id: string; language: string; purpose: Purpose; fresh: boolean }) {
  const query = useQuery(getQuery<Preview>(`/campaigns/${id}/preview`, { language, purpose }))
  const mail = query.data
  if (query.error) return <Notice tone="warning">{query.error.message}</Notice>
  if (!mail) return null
  return (
    <figure className="sn-mail" aria-busy={!fresh || query.isFetching}>
      <figcaption><span className="soft sm">{t('send:preview')}</span>{mail.subject && <b lang={language}>{mail.subject}</b>}</figcaption>
      {mail.html ? <iframe title={t('send:preview')} sandbox="allow-same-origin" srcDoc={putStylesBy(mail.html)} onLoad={(e) => applyStyles(e.currentTarget)} /> : <p className="sn-sms" lang={language}>{mail.text}</p>}
    </figure>
  )
}
