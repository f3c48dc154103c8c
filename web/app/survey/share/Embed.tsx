import { useState } from 'react'
import { Button } from '@kit/Button'
import { Select, TextArea, TextField } from '@kit/Field'
import { Notice, toast } from '@kit/Notice'
import { t } from '../../i18n'
import { useWrite } from '../../records'
import { useDraft } from '../draft'
import type { SurveyLink } from '../types'
import { copyText } from './copy'
import { type Choices, type Look, looks, type Opening, openings, sitesOf, snippetOf, usual } from './snippet'

/** The survey on the firm's own site: which sites, how it shows, the line to put into the page. */
export function Embed({ links, urlOf }: { links: readonly SurveyLink[]; urlOf: (link: SurveyLink) => string }) {
  const { survey, write } = useDraft()
  const [id, setId] = useState('')
  const link = links.find((one) => one.id === id) ?? links.find((one) => one.sites.length > 0) ?? links[0]
  const [choices, setChoices] = useState<Choices>(usual)
  if (!link) return null
  const set = (change: Partial<Choices>) => setChoices((old) => ({ ...old, ...change }))
  const origin = new URL(urlOf(link), location.href).origin
  const line = snippetOf(origin, link.key, choices, survey.name)
  const counted = choices.opens === 'delay' || choices.opens === 'scroll' || choices.opens === 'visit'
  return (
    <section className="form sv-embed"><h2>{t('send:site')}</h2><p className="soft">{t('send:site_about')}</p>
      {links.length > 1 && <Select label={t('survey:link')} value={link.id} options={links.map((one) => ({ value: one.id, label: one.name }))} onChange={setId} />}
      <Sites key={link.id} link={link} write={write} />
      <div className="pair">
        <Select label={t('send:look')} value={choices.look} options={looks.map((one) => ({ value: one, label: t(`send:look.${one}`) }))} onChange={(look: Look) => set({ look })} />
        {choices.look === 'popup' && <Select label={t('send:opens')} value={choices.opens} options={openings.map((one) => ({ value: one, label: t(`send:opens.${one}`) }))} onChange={(opens: Opening) => set({ opens, number: opens === 'scroll' ? 50 : opens === 'visit' ? 2 : 10 })} />}
        {choices.look === 'popup' && counted && <TextField type="number" min={0} label={t('send:opens_number')} value={String(choices.number)} onChange={(event) => set({ number: Number(event.target.value) })} />}
        {choices.look === 'popup' && choices.opens === 'click' && <TextField label={t('send:opens_selector')} value={choices.selector} onChange={(event) => set({ selector: event.target.value })} />}
        {choices.look !== 'tab' && <TextField type="number" min={1} max={100} label={t('send:to_percent')} value={String(choices.share)} onChange={(event) => set({ share: Number(event.target.value) })} />}
        {choices.look === 'popup' && choices.opens !== 'click' && <TextField type="number" min={0} label={t('send:again_after')} value={String(choices.again)} onChange={(event) => set({ again: Number(event.target.value) })} />}
      </div>
      <TextArea readOnly className="input mono" rows={5} label={t('send:snippet')} value={line} onFocus={(event) => event.target.select()} />
      <div><Button icon="copy" onClick={() => void copyText(line)}>{t('frame:copy')}</Button></div>
    </section>
  )
}
function Sites({ link, write }: { link: SurveyLink; write: boolean }) {
  const { change } = useWrite<SurveyLink>('survey_links')
  const [text, setText] = useState(link.sites.join('\n'))
  const sites = sitesOf(text)
  const differs = sites.join() !== link.sites.join()
  const wrong = change.error?.problems.find((one) => one.pointer.startsWith('/sites'))?.message
  return (
    <>
      {link.sites.length === 0 && <Notice tone="warning">{t('send:sites_none')}</Notice>}
      <TextArea rows={2} disabled={!write} label={t('send:sites')} hint={t('send:sites_hint')} error={wrong ?? (change.error ? change.error.words : undefined)} value={text} onChange={(event) => setText(event.target.value)} />
      {write && differs && <div><Button busy={change.isPending} onClick={() => change.mutate({ id: link.id, revision: link.revision, body: { sites } }, { onSuccess: (saved) => { setText(saved.sites.join('\n')); toast(t('frame:saved')) } })}>{t('frame:save')}</Button></div>}
    </>
  )
}
