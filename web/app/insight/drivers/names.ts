import { t } from '../../i18n'
import { useNames } from '../../records'
import type { At, Driver } from '../../types'

/** What a metric at a touchpoint is called: the touchpoint alone when all share one metric, else both. */
export function useAtName(all: readonly At[] = []) {
  const name = useNames()
  const plain = new Set(all.map((one) => one.metric)).size <= 1 && all.every((one) => one.touchpoint)
  return (one: At | Driver): string => !one.touchpoint ? name('metric', one.metric) : plain ? name('touchpoint', one.touchpoint) : t('driver:at', { metric: name('metric', one.metric), touchpoint: name('touchpoint', one.touchpoint) })
}
/** An outcome by its full name. */
export function useOutcomeName(at: At) {
  const name = useNames()
  return at.touchpoint ? t('driver:at', { metric: name('metric', at.metric), touchpoint: name('touchpoint', at.touchpoint) }) : name('metric', at.metric)
}
