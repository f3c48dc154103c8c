// Fields and columns that most records of the firm share.
import type { FieldSpec } from '@kit/RecordFields'
import type { Column } from '@kit/Table'
import { t } from '../i18n'

export const nameField = (): FieldSpec => ({ name: 'name', kind: 'text', label: t('firm:field.name'), required: true })
export const keyField = (hint = t('firm:hint.key')): FieldSpec => ({ name: 'key', kind: 'key', from: 'name', label: t('firm:field.key'), required: true, once: true, hint })
export const keyColumn = <T extends { key: string }>(): Column<T> => ({ key: 'key', name: t('firm:field.key'), wide: true, cell: (row) => <code className="key-text">{row.key}</code> })
