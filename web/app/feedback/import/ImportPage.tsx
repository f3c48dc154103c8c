import { t } from '@app/i18n'

export function ImportPage() {
  return <div className="in"><h1>{t('import:title')}</h1></div>
}
