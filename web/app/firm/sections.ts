// What Setup holds, and who sees it.
import type { Key } from '../i18n'
import { useSession } from '../session'

interface Section { key: string; name: Key; about: Key; right?: string; to?: string }
const groups: { name: Key; sections: Section[] }[] = [
  { name: 'firm:group.firm', sections: [{ key: 'firm', name: 'firm:section.firm', about: 'firm:short.firm' }, { key: 'words', name: 'term:title', about: 'term:short' }, { key: 'locations', name: 'firm:section.locations', about: 'firm:short.locations' }, { key: 'brands', name: 'firm:section.brands', about: 'firm:short.brands' }, { key: 'departments', name: 'firm:section.departments', about: 'firm:short.departments' }, { key: 'mail', name: 'mail:title', about: 'mail:short', right: 'write_users' }, { key: 'gateways', name: 'send:gateways', about: 'send:gateways_short', right: 'write_users' }] },
  { name: 'firm:group.listening', sections: [{ key: 'metrics', name: 'firm:section.metrics', about: 'firm:short.metrics' }, { key: 'stages', name: 'firm:section.stages', about: 'firm:short.stages' }, { key: 'channels', name: 'firm:section.channels', about: 'firm:short.channels' }, { key: 'attributes', name: 'firm:section.attributes', about: 'firm:short.attributes' }, { key: 'needs', name: 'research:needs', about: 'research:needs_short' }, { key: 'numbers', name: 'research:numbers', about: 'research:numbers_short' }, { key: 'frequency', name: 'send:frequency', about: 'send:frequency_short' }, { key: 'suppressions', name: 'send:suppressions', about: 'send:suppressions_short' }, { key: 'imports', name: 'firm:section.imports', about: 'firm:short.imports', right: 'import', to: '/feedback/import' }] },
  { name: 'teach:group', sections: [{ key: 'reading', name: 'teach:reading', about: 'teach:reading_short', right: 'read_figures' }, { key: 'topics', name: 'teach:topics', about: 'teach:topics_short', right: 'read_figures' }, { key: 'emotions', name: 'teach:emotions', about: 'teach:emotions_short', right: 'read_figures' }] },
  { name: 'loop:group', sections: [{ key: 'case_rules', name: 'loop:rules', about: 'loop:rules_short', right: 'read_feedback' }, { key: 'reply_templates', name: 'loop:templates', about: 'loop:templates_short', right: 'read_feedback' }, { key: 'cases', name: 'loop:settings', about: 'loop:settings_short', right: 'write_setup' }, { key: 'absences', name: 'loop:absences', about: 'loop:absences_short', right: 'read_feedback' }, { key: 'calendars', name: 'loop:calendars', about: 'loop:calendars_short', right: 'write_setup' }, { key: 'holidays', name: 'loop:holidays', about: 'loop:holidays_short', right: 'write_setup' }] },
  { name: 'hook:group', sections: [{ key: 'mail_in', name: 'hook:mail_in', about: 'hook:mail_in_short', right: 'write_users' }, { key: 'webhooks', name: 'hook:webhooks', about: 'hook:webhooks_short', right: 'write_users' }, { key: 'hooks_in', name: 'hook:in', about: 'hook:in_short', right: 'write_users' }, { key: 'chat_hooks', name: 'hook:chat', about: 'hook:chat_short', right: 'write_users' }] },
  { name: 'firm:group.access', sections: [{ key: 'users', name: 'firm:section.users', about: 'firm:short.users' }, { key: 'tokens', name: 'firm:section.tokens', about: 'firm:short.tokens', right: 'write_users' }, { key: 'audit', name: 'firm:section.audit', about: 'firm:short.audit', right: 'read_audit' }] },
]

export function useSetupGroups() {
  const { may } = useSession()
  return groups.map((group) => ({ ...group, sections: group.sections.filter((one) => !one.right || may.includes(one.right)) })).filter((group) => group.sections.length > 0)
}
