// What an event on a customer's timeline is called. Those that Styk itself puts there have names in every language; others are said as their system spells them.
import { tOr } from '../i18n'
import { spoken } from '../journey/coverage'

export const eventWords = (type: string): string => tOr(`case:event.${type}`, spoken(type))
const own = new Set(['asked_by_rule', 'case_answered', 'case_closed', 'asked_about_finding'])
/** Put there by Styk. */
export const known = (type: string): boolean => own.has(type)
