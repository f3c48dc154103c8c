import { many, type Scope, useScope } from '../frame/scope'
import { useHeadline } from '../pulse/questions'

/** The metric held beside what is said: the one in the address, else recommendation when it has answers, else the one with most. */
export function useBeside() {
  const { search, change } = useScope()
  const { metric, answered } = useHeadline()
  const wanted = many(search['metric'])[0]
  return { metric: answered.find((one) => one.key === wanted) ?? metric, metrics: answered, setMetric: (key: string) => change({ metric: key }) }
}
/** Without dates the topics of the last ninety days are counted: all time is asked for by a day before everything. */
export const wholeTime = (scope: Pick<Scope, 'period'>): { from?: string } => scope.period === 'all' ? { from: '2000-01-01' } : {}
