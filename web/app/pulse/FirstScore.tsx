import { Score } from '@kit/Chip'
import { number } from '@kit/format'
import { Icon } from '@kit/Icon'
import { t } from '../i18n'
import { moodOf } from '../metric/unit'
import { useNames, useRegister } from '../records'
import type { Feedback } from '../types'

/** The first score someone gave, in the colours of its own metric; a speech bubble when there is none. */
export function FirstScore({ of }: { of: Feedback }) {
  const name = useNames()
  const metrics = useRegister('metrics')
  const rating = of.ratings.find((one) => typeof one.value === 'number')
  const metric = rating && metrics.find((one) => one.key === rating.metric)
  if (!rating || !metric || typeof rating.value !== 'number') return <span className="score mid"><Icon name="voice" /></span>
  return <Score mood={moodOf(rating.value, metric)} label={t('pulse:score_of', { metric: name('metric', metric.key), value: number(rating.value), max: number(metric.max) })}>{number(rating.value)}</Score>
}
