import { t } from '@app/i18n'

export function EndDemoPage() {
  return <div className="in"><h1>{t('firm:title')}</h1></div>
}
