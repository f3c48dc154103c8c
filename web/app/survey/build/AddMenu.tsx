import { Button } from '@kit/Button'
import { Popover } from '@kit/Chip'
import { Icon } from '@kit/Icon'
import { t } from '../../i18n'
import { useRegister } from '../../records'
import type { Metric } from '../../types'
import { questionName } from '../say'
import type { QuestionKind } from '../shape'

const groups: readonly { key: 'rate' | 'choose' | 'write' | 'others'; kinds: readonly QuestionKind[] }[] = [
  { key: 'rate', kinds: ['rating', 'stars', 'faces', 'importance'] }, { key: 'choose', kinds: ['single', 'multiple', 'dropdown', 'yes_no', 'matrix', 'ranking', 'best_worst'] },
  { key: 'write', kinds: ['long_text', 'short_text', 'number', 'date'] }, { key: 'others', kinds: ['contact', 'consent', 'statement'] },
]
/** What can be asked: first what is counted as a metric, then everything else. */
export function AddMenu({ label, quiet, onAdd }: { label: string; quiet?: boolean; onAdd: (kind: QuestionKind, metric?: Metric) => void }) {
  const metrics = useRegister('metrics').filter((one) => one.kind !== 'index')
  return (
    <Popover button={(tie) => quiet ? <button type="button" className="sv-add-here" aria-label={label} title={label} {...tie}><Icon name="plus" /></button> : <Button icon="plus" {...tie}>{label}</Button>}>{(close) => (
      <div className="sv-add-menu">
        <p className="title">{t('survey:group.metric')}</p>
        {metrics.map((one) => <button key={one.key} type="button" className="item" onClick={() => { close(); onAdd('rating', one) }}>{one.name}<span className="push">{one.min}–{one.max}</span></button>)}
        {groups.map((group) => <div key={group.key}><p className="title">{t(`survey:group.${group.key}`)}</p>{group.kinds.map((kind) => <button key={kind} type="button" className="item" onClick={() => { close(); onAdd(kind) }}>{questionName(kind)}</button>)}</div>)}
      </div>)}</Popover>
  )
}
