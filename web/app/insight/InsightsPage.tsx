import { t } from '@app/i18n'

export function InsightsPage() {
  return <div className="in"><h1>{t('insight:title')}</h1></div>
}
