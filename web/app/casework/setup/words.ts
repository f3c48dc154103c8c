import { useMetrics } from '../../feedback/inbox'
import { t } from '../../i18n'
import { useQueryWords } from '../../insight/QueryField'
import { joined, parted } from './rule'

/** The filter in words: "NPS, at most 6 · Check-in". */
export function useRuleWords() {
  const words = useQueryWords()
  const metrics = useMetrics()
  return (filter: string): string => {
    const { picked, typed } = parted(filter)
    const metric = metrics.find((one) => one.key === typed.metric)?.name ?? typed.metric
    const score = [typed.score_min && t('loop:at_least', { value: typed.score_min }), typed.score_max && t('loop:at_most', { value: typed.score_max })].filter(Boolean).join(', ')
    return [metric && [metric, score].filter(Boolean).join(': '), !metric && score, typed.value_min && t('loop:worth', { value: typed.value_min }), typed.q && `“${typed.q}”`, words(joined({ picked, typed: {} }))].filter(Boolean).join(' · ')
  }
}
