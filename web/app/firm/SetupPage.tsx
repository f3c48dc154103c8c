import { Link, useParams } from '@tanstack/react-router'
import type { ComponentType } from 'react'
import { Icon } from '@kit/Icon'
import { Forbidden, NotFoundPage } from '../frame/Root'
import { t } from '../i18n'
import { Metrics } from '../metric/Metrics'
import { Audit } from '../people/audit/Audit'
import { Departments } from '../people/departments/Departments'
import { LogInPage } from '../people/log_in/LogInPage'
import { Tokens } from '../people/tokens/Tokens'
import { Users } from '../people/users/Users'
import { ReadingPage } from '../reading/setup/ReadingPage'
import { Emotions, Topics } from '../reading/setup/Vocabulary'
import { FirmSettings } from './FirmSettings'
import { Attributes, Brands, Channels, Stages } from './simple'
import { Locations } from './Locations'
import { NeedsRegister, NumbersRegister } from './NeedsAndNumbers'
import { MailPage } from './mail/MailPage'
import { FrequencyPage } from './reach/Frequency'
import { Gateways } from './reach/Gateways'
import { Suppressions } from './reach/Suppressions'
import { useSetupGroups } from './sections'
import { WordsPage } from './words/WordsPage'
import { PrivacyPage } from '../privacy/PrivacyPage'
import { ProcessingPage } from '../privacy/ProcessingPage'
import { loopPages } from '../casework/setup/pages'
import './setup.css'

const pages: Record<string, ComponentType> = { firm: FirmSettings, words: WordsPage, locations: Locations, brands: Brands, departments: Departments, mail: MailPage, gateways: Gateways, frequency: FrequencyPage, suppressions: Suppressions, stages: Stages, channels: Channels, attributes: Attributes, metrics: Metrics, reading: ReadingPage, topics: Topics, emotions: Emotions, needs: NeedsRegister, numbers: NumbersRegister, users: Users, tokens: Tokens, log_in: LogInPage, audit: Audit, privacy: PrivacyPage, processing: ProcessingPage, ...loopPages }
/** All settings: an index, and a register each. */
export function SetupPage() {
  const { section } = useParams({ strict: false }) as { section?: string }
  const Page = section ? pages[section] : Index
  const groups = useSetupGroups()
  const shown = groups.some((group) => group.sections.some((one) => one.key === section))
  if (!Page) return <NotFoundPage />
  if (section && !shown) return <Forbidden />
  if (!section) return <div className="in"><Page /></div>
  return (
    <div className="in setup">
      <nav className="setup-nav" aria-label={t('firm:title')}>{groups.map((group) => <div key={group.name}><h2>{t(group.name)}</h2>{group.sections.map((one) => <Link key={one.key} to={(one.to ?? `/setup/${one.key}`) as never} activeProps={{}} aria-current={one.key === section ? 'page' : undefined}>{t(one.name)}</Link>)}</div>)}</nav>
      <div className="setup-main"><Link className="setup-back" to="/setup"><Icon name="left" />{t('firm:title')}</Link><Page key={section} /></div>
    </div>
  )
}
function Index() {
  return (
    <>
      <h1>{t('firm:title')}</h1>
      <div className="setup-index">{useSetupGroups().map((group) => <div key={group.name}><h2>{t(group.name)}</h2><ul>{group.sections.map((one) => <li key={one.key}><Link to={(one.to ?? `/setup/${one.key}`) as never}><b>{t(one.name)}</b><span>{t(one.about)}</span></Link></li>)}</ul></div>)}</div>
    </>
  )
}
