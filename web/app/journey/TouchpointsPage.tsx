import { t } from '@app/i18n'

export function TouchpointsPage() {
  return <div className="in"><h1>{t('journey:title')}</h1></div>
}
