import { Link, useParams } from '@tanstack/react-router'
import type { ComponentType } from 'react'
import { Icon } from '@kit/Icon'
import { NotFoundPage } from '../frame/Root'
import { type Key, t } from '../i18n'
import { Metrics } from '../metric/Metrics'
import { Audit } from '../people/audit/Audit'
import { Departments } from '../people/departments/Departments'
import { Tokens } from '../people/tokens/Tokens'
import { Users } from '../people/users/Users'
import { useMay } from '../session'
import { FirmSettings } from './FirmSettings'
import { Attributes, Brands, Channels, Stages } from './simple'
import { Locations } from './Locations'
import './setup.css'

const pages: Record<string, ComponentType> = { firm: FirmSettings, locations: Locations, brands: Brands, departments: Departments, stages: Stages, channels: Channels, attributes: Attributes, metrics: Metrics, users: Users, tokens: Tokens, audit: Audit }
const groups: { name: Key; sections: { key: string; name: Key; about: Key; right?: string; to?: string }[] }[] = [
  { name: 'firm:group.firm', sections: [{ key: 'firm', name: 'firm:section.firm', about: 'firm:short.firm' }, { key: 'locations', name: 'firm:section.locations', about: 'firm:short.locations' }, { key: 'brands', name: 'firm:section.brands', about: 'firm:short.brands' }, { key: 'departments', name: 'firm:section.departments', about: 'firm:short.departments' }] },
  { name: 'firm:group.listening', sections: [{ key: 'metrics', name: 'firm:section.metrics', about: 'firm:short.metrics' }, { key: 'stages', name: 'firm:section.stages', about: 'firm:short.stages' }, { key: 'channels', name: 'firm:section.channels', about: 'firm:short.channels' }, { key: 'attributes', name: 'firm:section.attributes', about: 'firm:short.attributes' }, { key: 'imports', name: 'firm:section.imports', about: 'firm:short.imports', right: 'import', to: '/feedback/import' }] },
  { name: 'firm:group.access', sections: [{ key: 'users', name: 'firm:section.users', about: 'firm:short.users' }, { key: 'tokens', name: 'firm:section.tokens', about: 'firm:short.tokens', right: 'write_users' }, { key: 'audit', name: 'firm:section.audit', about: 'firm:short.audit' }] },
]
/** All settings: an index, and a register each. */
export function SetupPage() {
  const { section } = useParams({ strict: false }) as { section?: string }
  const Page = section ? pages[section] : Index
  if (!Page) return <NotFoundPage />
  if (!section) return <div className="in"><Page /></div>
  return (
    <div className="in setup">
      <nav className="setup-nav" aria-label={t('firm:title')}>{useGroups().map((group) => <div key={group.name}><h2>{t(group.name)}</h2>{group.sections.map((one) => <Link key={one.key} to={(one.to ?? `/setup/${one.key}`) as never} activeProps={{}} aria-current={one.key === section ? 'page' : undefined}>{t(one.name)}</Link>)}</div>)}</nav>
      <div className="setup-main"><Link className="setup-back" to="/setup"><Icon name="left" />{t('firm:title')}</Link><Page key={section} /></div>
    </div>
  )
}
function useGroups() {
  const may: Record<string, boolean> = { import: useMay('import'), write_users: useMay('write_users') }
  return groups.map((group) => ({ ...group, sections: group.sections.filter((one) => !one.right || may[one.right]) }))
}
function Index() {
  return (
    <>
      <h1>{t('firm:title')}</h1>
      <div className="setup-index">{useGroups().map((group) => <div key={group.name}><h2>{t(group.name)}</h2><ul>{group.sections.map((one) => <li key={one.key}><Link to={(one.to ?? `/setup/${one.key}`) as never}><b>{t(one.name)}</b><span>{t(one.about)}</span></Link></li>)}</ul></div>)}</div>
    </>
  )
}
