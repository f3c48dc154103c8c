import { many, useScope } from '../frame/scope'
import { useRegister } from '../records'
import { chosenMetric } from './choose'

/** The metric of the page and the way to choose another; it stands in the address. */
export function useMetric() {
  const metrics = useRegister('metrics')
  const { search, change } = useScope()
  return { metrics, metric: chosenMetric(metrics, many(search['metric'])[0]), setMetric: (key: string) => change({ metric: key }) }
}
