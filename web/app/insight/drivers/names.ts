import { t } from '../../i18n'
import { useNames, useRegister } from '../../records'
import type { At, Driver, OutcomeOf } from '../../types'

/** What a metric at a touchpoint is called: the touchpoint alone when all share one metric, else both. */
export function useAtName(all: readonly At[] = []) {
  const name = useNames()
  const plain = new Set(all.map((one) => one.metric)).size <= 1 && all.every((one) => one.touchpoint)
  return (one: At | Driver): string => !one.touchpoint ? name('metric', one.metric) : plain ? name('touchpoint', one.touchpoint) : t('driver:at', { metric: name('metric', one.metric), touchpoint: name('touchpoint', one.touchpoint) })
}
/** An outcome by its full name. */
export function useOutcomeName(at: OutcomeOf) {
  const name = useNames()
  const attribute = useRegister('attributes').find((one) => one.key === at.attribute)?.name ?? at.attribute
  if (attribute) return t('driver:trait', { name: attribute, value: at.value ?? '' })
  return at.touchpoint ? t('driver:at', { metric: name('metric', at.metric), touchpoint: name('touchpoint', at.touchpoint) }) : name('metric', at.metric)
}
