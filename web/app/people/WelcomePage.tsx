import { t } from '@app/i18n'

export function WelcomePage() {
  return <div className="in"><h1>{t('people:title')}</h1></div>
}
