import { figure, type Unit } from '@kit/format'
import { t } from '../i18n'

/** Where whiskers are drawn on a part of their scale, the page says which. */
export function ScaleNote({ drawn, whole, unit, as: Tag = 'p' }: { drawn: readonly [number, number]; whole: readonly [number, number]; unit: Unit; as?: 'p' | 'li' }) {
  if (drawn[0] <= whole[0] && drawn[1] >= whole[1]) return null
  return <Tag className="hint">{t('insight:legend_scale', { lo: figure(drawn[0], unit), hi: figure(drawn[1], unit), min: figure(whole[0], unit), max: figure(whole[1], unit) })}</Tag>
}
