import { useNavigate } from '@tanstack/react-router'
import { Tag } from '@kit/Chip'
import { IconButton } from '@kit/Button'
import { exact, number, when } from '@kit/format'
import { toast } from '@kit/Notice'
import { Table } from '@kit/Table'
import { t } from '../../i18n'
import type { Import } from '../../types'
import { problemWords } from '../Reading'
import { useImportActs, useImports } from './imports'
import { Undo } from './Result'

const tones: Partial<Record<Import['state'], 'warn' | 'neg' | 'acc'>> = { failed: 'neg', uploaded: 'warn', checked: 'warn', running: 'acc', checking: 'acc', undoing: 'acc' }
/** What was brought in before; each can be taken back. */
export function Past() {
  const { data } = useImports()
  const { remove } = useImportActs()
  const navigate = useNavigate()
  if (!data || data.items.length === 0) return null
  return (
    <section>
      <div className="head"><h2>{t('import:past')}</h2></div>
      <Table caption={t('import:past')} rows={data.items} id={(one) => one.id} onOpen={(one) => void navigate({ to: '/feedback/import/$id', params: { id: one.id } })} columns={[
        { key: 'name', name: t('import:file'), cell: (one) => one.name },
        { key: 'kind', name: t('words:dim.kind'), cell: (one) => t(`import:kind_${one.kind}`), wide: true },
        { key: 'state', name: t('import:state'), cell: (one) => <Tag {...(tones[one.state] && { tone: tones[one.state]! })}>{t(`import:state_${one.state}`)}</Tag> },
        { key: 'added', name: t('import:count_added'), number: true, wide: true, cell: (one) => one.state === 'done' ? number(one.added) : '–' },
        { key: 'when', name: t('import:when'), wide: true, cell: (one) => <time dateTime={one.finished_at ?? one.created_at} title={exact(one.finished_at ?? one.created_at)}>{when(one.finished_at ?? one.created_at)}</time> },
        { key: 'acts', name: <span className="vh">{t('import:acts')}</span>, number: true, cell: (one) => one.state === 'done' ? <Undo one={one} quiet /> : one.state === 'running' || one.state === 'checking' || one.state === 'undoing' ? null : <IconButton icon="trash" label={t('import:remove', { name: one.name })} onClick={() => remove.mutate(one, { onSuccess: () => toast(t('import:removed')), onError: (problem) => toast(problemWords(problem)) })} /> },
      ]} />
    </section>
  )
}
