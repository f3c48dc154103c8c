import { exact } from '@kit/format'
import { Icon } from '@kit/Icon'
import { t } from '../../i18n'
import { dueWords } from '../due'
import type { Due } from '../shape'

/** What is left, then until when; how far it has climbed when it is late. */
export function DueChip({ due }: { due: Due }) {
  const words = dueWords(due)
  if (!words) return null
  return <span className={`cw-chip ${words.tone}`} title={due.at ? t('case:due_exact', { at: exact(due.at) }) : undefined}><Icon name={words.tone === 'late' ? 'warn' : 'clock'} /><b>{words.left}</b><span>{words.until}</span>{due.escalated > 0 && <span>· {t('case:climbed', { count: due.escalated })}</span>}</span>
}
