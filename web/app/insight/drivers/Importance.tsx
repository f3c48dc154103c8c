import { Cross, type CrossPoint } from '@kit/Cross'
import { DataBehind } from '@kit/Data'
import { number, range, share } from '@kit/format'
import { t } from '../../i18n'
import type { Driver, DriversAnswer } from '../../types'
import { moodOf, onScale, oneScale } from './drivers'
import { useAtName } from './names'

export const meanOf = (driver: Driver) => driver.performance.mean === null ? '–' : number(driver.performance.mean, 2)
export const meanRange = (driver: Driver) => driver.performance.lo === null || driver.performance.hi === null ? '' : range(driver.performance.lo, driver.performance.hi, 'mean')
export const shareRange = (driver: Driver) => driver.lo === null || driver.hi === null ? '' : range(driver.lo, driver.hi, 'share')
/** Up: how much it weighs. Right: how well it is done. Whiskers both ways. */
export function Importance({ answer }: { answer: DriversAnswer }) {
  const nameOf = useAtName(answer.drivers)
  const scale = oneScale(answer.drivers)
  const known = answer.drivers.filter((one) => one.share !== null && one.performance.mean !== null)
  const to = (value: number | null, driver: Driver) => value === null ? null : scale ? value : onScale(value, driver.performance)
  const points = known.map((driver): CrossPoint => ({
    key: `${driver.metric}@${driver.touchpoint}`, name: nameOf(driver), short: number(driver.rank), x: to(driver.performance.mean, driver)!, xlo: to(driver.performance.lo, driver), xhi: to(driver.performance.hi, driver), y: driver.share!, ylo: driver.lo, yhi: driver.hi,
    mood: moodOf(driver.quadrant, driver), thin: driver.suppressed || answer.tier === 'fragile', words: t('driver:point', { name: nameOf(driver), share: share(driver.share!), share_range: shareRange(driver), mean: meanOf(driver), mean_range: meanRange(driver), corner: driver.quadrant ? t(`driver:corner.${driver.quadrant}`) : '–' }),
  }))
  const first = known.filter((one) => one.quadrant === 'fix_first').map(nameOf)
  const label = first.length ? t('driver:map_label_first', { names: first.join(', ') }) : t('driver:map_label')
  if (points.length < 2) return <p className="soft">{t('driver:no_map')}</p>
  return (
    <div>
      <Cross points={points} cut={{ x: answer.cuts.performance, y: answer.cuts.importance }} label={label} corners={{ top_left: t('driver:corner.fix_first'), top_right: t('driver:corner.keep'), low_left: t('driver:corner.leave'), low_right: t('driver:corner.good_enough') }} across={{ name: scale ? t('driver:axis_mean', { min: number(scale.min), max: number(scale.max) }) : t('driver:axis_scale'), show: (value) => scale ? number(value, Number.isInteger(value) ? 0 : 1) : share(value) }} up={{ show: (value) => share(value) }} />
      <p className="note sm">{t('driver:map_about')}</p>
      <DataBehind name="drivers-map" caption={label} rows={known} columns={[
        { name: t('driver:driver'), value: nameOf }, { name: t('driver:share'), number: true, value: (row) => row.share, show: (row) => <>{share(row.share!)} <span className="soft">{shareRange(row)}</span></> },
        { name: t('driver:mean'), number: true, value: (row) => row.performance.mean, show: (row) => <>{meanOf(row)} <span className="soft">{meanRange(row)}</span></> },
        { name: t('driver:pleased'), number: true, value: (row) => row.performance.positive, show: (row) => row.performance.positive === null ? '–' : share(row.performance.positive) },
        { name: t('driver:corner'), value: (row) => row.quadrant ? t(`driver:corner.${row.quadrant}`) : '' }, { name: t('words:n'), number: true, value: (row) => row.performance.n, show: (row) => number(row.performance.n) },
      ]} />
    </div>
  )
}
