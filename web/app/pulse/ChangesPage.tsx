import { t } from '@app/i18n'

export function ChangesPage() {
  return <div className="in"><h1>{t('pulse:title')}</h1></div>
}
