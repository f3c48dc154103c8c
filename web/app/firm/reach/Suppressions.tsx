import { useQuery } from '@tanstack/react-query'
import { Tag } from '@kit/Chip'
import { when } from '@kit/format'
import { t } from '../../i18n'
import { Register } from '../../record/Register'
import { listQuery } from '../../records'
import { useMay } from '../../session'
import type { Suppression } from '../../survey/send/campaign'
import type { Survey } from '../../survey/types'

/** Who was forgotten is known by a mark alone. */
const whose = (one: Suppression) => one.address.startsWith('mark:') ? t('send:forgotten') : one.address
/** Addresses that no campaign writes to: whoever unsubscribed, bounced, or was taken out by hand. */
export function Suppressions() {
  const surveys = useQuery(listQuery<Survey>('/surveys', { limit: 500 })).data?.items ?? []
  const surveyName = (id: string | null) => id === null ? t('send:all_surveys') : surveys.find((one) => one.id === id)?.name ?? t('words:unknown')
  return <Register<Suppression> kind="suppressions" section="suppressions" title={t('send:suppressions')} about={t('send:suppressions_about')} add={t('send:suppress')} empty={t('send:suppressions_empty')} write={useMay('write_setup')} nameOf={whose}
    columns={[
      { key: 'address', name: t('send:address'), cell: (one) => <span className="sv-url">{whose(one)}</span> },
      { key: 'reason', name: t('send:why'), cell: (one) => <Tag>{t(`send:suppressed.${one.reason}`)}</Tag> },
      { key: 'survey', name: t('send:suppress_of'), wide: true, cell: (one) => <span className="sm">{surveyName(one.survey_id)}</span> },
      { key: 'since', name: t('send:since'), wide: true, cell: (one) => <span className="sm">{when(one.created_at)}</span> },
    ]}
    fields={[
      { name: 'address', label: t('send:address'), kind: 'text', required: true, once: true, hint: t('send:address_hint') },
      { name: 'survey_id', label: t('send:suppress_of'), kind: 'choice', none: t('send:all_surveys'), once: true, options: surveys.map((one) => ({ value: one.id, label: one.name })) },
      { name: 'note', label: t('send:note'), kind: 'long', nullable: true },
    ]} blank={{ address: '', survey_id: null, note: null }} removeWords={t('send:unsuppress')} />
}
