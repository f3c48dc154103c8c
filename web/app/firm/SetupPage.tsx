import { t } from '@app/i18n'

export function SetupPage() {
  return <div className="in"><h1>{t('firm:title')}</h1></div>
}
