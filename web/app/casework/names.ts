// Words for what a case carries.
import { number } from '@kit/format'
import { t, tOr } from '../i18n'
import { useSession } from '../session'
import type { CaseLine } from './shape'

export const severityName = (level: number) => tOr(`case:severity.${level}`, String(level))
export const whoOf = (one: Pick<CaseLine, 'customer_name' | 'customer' | 'number'>) => one.customer_name ?? one.customer ?? t('case:unnamed')
/** They wrote after our answer. */
export const wroteBack = (one: Pick<CaseLine, 'unread' | 'answered_at'>) => one.unread && one.answered_at !== null
/** An amount of the firm's money without its cents. */
export function useMoney() {
  const { currency } = useSession().firm
  return (value: number) => t('case:money', { amount: number(Math.round(value)), currency: currency || '' }).trim()
}
export const risky = (one: Pick<CaseLine, 'public_risk'>) => one.public_risk?.flagged === true
export const riskWords = (one: Pick<CaseLine, 'public_risk'>) => (one.public_risk?.because ?? []).map((why) => tOr(`case:risk.${why}`, why.replaceAll('_', ' '))).join(', ')
