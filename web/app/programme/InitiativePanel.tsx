import { t } from '../i18n'
import { RecordPanel } from '../record/RecordPanel'
import { byPosition } from '../record/order'
import { useQuery } from '@tanstack/react-query'
import { listQuery, useNames, usePeople, useRegister } from '../records'
import { useMay } from '../session'
import type { Initiative } from './shape'

/** What an initiative is to change, who answers for it, until when. Its state moves on its own page. */
export function InitiativePanel({ record, onClose, onSaved, onRemoved }: { record: Initiative | null; onClose: () => void; onSaved?: (record: Initiative, fresh: boolean) => void; onRemoved?: () => void }) {
  const [name, person] = [useNames(), usePeople()]
  const users = useRegister('users').filter((one) => one.active || one.id === record?.owner_id)
  const touchpoints = byPosition(useRegister('touchpoints'))
  const departments = useRegister('departments')
  const reads = useMay('read_feedback')
  const findings = useQuery({ ...listQuery<{ id: string; name: string }>('/findings', { limit: 200 }), enabled: reads }).data?.items ?? []
  return <RecordPanel<Initiative> kind="initiatives" record={record} title={record ? t('programme:edit') : t('programme:add')} onClose={onClose} {...(onSaved && { onSaved })} {...(onRemoved && { onRemoved })} wide removeWords={t('programme:remove_words')}
    blank={{ name: '', description: null, expected_effect: null, owner_id: null, due_on: null, department_ids: [], touchpoint_ids: [], finding_id: null }}
    fields={[
      { name: 'name', kind: 'text', label: t('programme:name'), required: true },
      { name: 'description', kind: 'long', label: t('programme:description'), nullable: true },
      { name: 'expected_effect', kind: 'long', label: t('programme:expected'), hint: t('programme:expected_hint'), nullable: true },
      { name: 'owner_id', kind: 'choice', label: t('words:dim.owner'), none: t('journey:nobody'), half: true, options: users.map((one) => ({ value: one.id, label: person(one.id) ?? one.email })) },
      { name: 'due_on', kind: 'date', label: t('programme:due'), nullable: true, half: true },
      { name: 'started_on', kind: 'date', label: t('programme:started'), nullable: true, half: true, when: () => !!record?.started_on },
      { name: 'ended_on', kind: 'date', label: t('programme:ended'), nullable: true, half: true, when: () => !!record?.ended_on },
      { name: 'department_ids', kind: 'many', label: t('programme:departments'), options: departments.map((one) => ({ value: one.id, label: name('department', one.id) })) },
      { name: 'touchpoint_ids', kind: 'many', label: t('programme:touchpoints'), options: touchpoints.map((one) => ({ value: one.id, label: one.name })) },
      { name: 'finding_id', kind: 'choice', label: t('programme:finding'), hint: t('programme:finding_hint'), none: t('frame:none'), options: findings.map((one) => ({ value: one.id, label: one.name })), when: () => reads && (findings.length > 0 || !!record?.finding_id) },
    ]} />
}
