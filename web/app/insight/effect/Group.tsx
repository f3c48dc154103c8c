import { DataBehind } from '@kit/Data'
import { deltaRange, number, type Unit } from '@kit/format'
import { Rich } from '@kit/Rich'
import { Interval, Whisker } from '@kit/Whisker'
import { t } from '../../i18n'
import { scaleOf } from '../../metric/unit'
import type { EffectAnswer, Metric } from '../../types'
import { common } from '../grid'
import { ScaleNote } from '../ScaleNote'
import { because, chance, difference } from '../say'

/** The changed group beside the one where nothing was changed. */
export function Group({ comparison, unit, metric }: { comparison: NonNullable<EffectAnswer['comparison']>; unit: Unit; metric: Metric }) {
  const rows = [{ key: 'changed', name: t('effect:changed'), before: comparison.group_before, after: comparison.group_after }, { key: 'versus', name: t('effect:versus_line'), before: comparison.versus_before, after: comparison.versus_after }]
  const scale = common(rows.flatMap((row) => [row.before, row.after]), scaleOf(metric))
  const { effect, lo, hi } = comparison
  return (
    <section><div className="head"><h2>{t('effect:group')}</h2></div>
      <p className="say-small">{effect === null ? because(comparison.reason) || t('effect:no_group') : <Rich text={t('effect:group_says', { by: difference(effect, unit), range: lo === null || hi === null ? '–' : deltaRange(lo, hi, unit) })} />}</p>
      <div className="table-box" tabIndex={0} role="region" aria-label={t('effect:group')}><table className="register group-table"><caption className="vh">{t('effect:group')}</caption>
        <thead><tr><td /><th scope="col">{t('effect:before')}</th><th scope="col">{t('effect:after')}</th></tr></thead>
        <tbody>{rows.map((row) => <tr key={row.key}><th scope="row">{row.name}</th>{[row.before, row.after].map((of, at) => <td key={at}><Whisker of={of} scale={scale} /><Interval of={of} unit={unit} count /></td>)}</tr>)}</tbody></table></div>
      <ScaleNote drawn={scale} whole={scaleOf(metric)} unit={unit} />
      <p className="hint">{comparison.p !== null && t('effect:group_tested', { p: chance(comparison.p) })} {comparison.clusters > 0 && t('effect:clusters', { count: comparison.clusters })} {comparison.parallel?.ok === true && t('effect:parallel', { p: chance(comparison.parallel.p) })} {comparison.parallel?.ok === false && t('effect:not_parallel', { p: chance(comparison.parallel.p) })}</p>
      <DataBehind name="comparison" caption={t('effect:group')} rows={rows.flatMap((row) => [{ name: row.name, when: t('effect:before'), of: row.before }, { name: row.name, when: t('effect:after'), of: row.after }])} columns={[{ name: t('insight:group'), value: (row) => row.name }, { name: t('effect:when'), value: (row) => row.when }, { name: t('words:value'), number: true, value: (row) => row.of.value, show: (row) => <Interval of={row.of} unit={unit} /> }, { name: t('insight:lo'), number: true, value: (row) => row.of.lo, show: (row) => row.of.lo === null ? '–' : number(row.of.lo, 3) }, { name: t('insight:hi'), number: true, value: (row) => row.of.hi, show: (row) => row.of.hi === null ? '–' : number(row.of.hi, 3) }, { name: t('words:n'), number: true, value: (row) => row.of.n, show: (row) => number(row.of.n) }]} />
    </section>
  )
}
