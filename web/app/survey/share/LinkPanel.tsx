import { useQueryClient } from '@tanstack/react-query'
import { Secret } from '@kit/Secret'
import type { FieldSpec } from '@kit/RecordFields'
import { languageName } from '@kit/format'
import { slug } from '@kit/slug'
import { t } from '../../i18n'
import { RecordPanel } from '../../record/RecordPanel'
import { useChoices } from '../../records'
import { languagesOf } from '../counts'
import { useDraft } from '../draft'
import type { SurveyLink } from '../types'
import { toast } from '@kit/Notice'

/** One link: what it stands for, its address, its QR as a picture. What comes through it carries channel, touchpoint and place. */
export function LinkPanel({ link, url, used, onClose, onMade }: { link: SurveyLink | null; url: (link: SurveyLink) => string; used: (link: SurveyLink) => boolean; onClose: () => void; onMade: (id: string) => void }) {
  const { survey, write } = useDraft()
  const client = useQueryClient()
  const choices = { channel: useChoices('channel'), touchpoint: useChoices('touchpoint'), location: useChoices('location') }
  const fields: FieldSpec[] = [
    { name: 'name', label: t('survey:link_name'), kind: 'text', required: true, hint: t('survey:link_name_hint') },
    { name: 'channel', label: t('words:dim.channel'), kind: 'choice', required: true, options: choices.channel },
    { name: 'touchpoint', label: t('words:dim.touchpoint'), kind: 'choice', none: t('survey:touchpoint_of_survey'), options: choices.touchpoint },
    { name: 'location', label: t('words:dim.location'), kind: 'choice', none: t('frame:everywhere'), options: choices.location },
    { name: 'language', label: t('survey:link_language'), kind: 'choice', none: t('survey:their_language'), options: languagesOf(survey).map((one) => ({ value: one, label: languageName(one) })) },
    ...(link ? [{ name: 'active', label: t('survey:link_active'), kind: 'switch', hint: t('survey:link_active_hint') } satisfies FieldSpec] : []),
  ]
  const after = () => { void client.invalidateQueries({ queryKey: ['surveys', survey.id, 'link_counts'] }) }
  return (
    <RecordPanel<SurveyLink> kind="survey_links" record={link} title={link?.name ?? t('survey:link_add')} fields={fields} blank={{ survey_id: survey.id, name: '', channel: 'web', touchpoint: null, location: null, language: null }} write={write} removable={!!link && !used(link)} removeWords={t('survey:link_remove')} onClose={() => { after(); onClose() }}
      onSaved={(saved, fresh) => { after(); if (fresh) onMade(saved.id); else onClose() }} top={link && <Qr link={link} url={url(link)} />} />
  )
}
function Qr({ link, url }: { link: SurveyLink; url: string }) {
  const source = (kind: string) => `/api/v1/survey_links/${link.id}/${kind}`
  return (
    <div className="sv-qr">
      <Secret label={t('survey:link_address')} value={url} copy={t('frame:copy')} onCopied={() => toast(t('frame:copied'))} />
      <img src={source('qr.svg')} alt={t('survey:qr_of', { name: link.name })} width={196} height={196} />
      <div className="row wrap"><a className="btn" href={source('qr.svg')} download={`${slug(link.name)}.svg`}>{t('survey:qr_svg')}</a><a className="btn" href={source('qr.png?size=1024')} download={`${slug(link.name)}.png`}>{t('survey:qr_png')}</a></div>
      <p className="hint">{t('survey:qr_hint')}</p>
    </div>
  )
}
