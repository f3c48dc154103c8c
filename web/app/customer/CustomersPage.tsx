import { t } from '@app/i18n'

export function CustomersPage() {
  return <div className="in"><h1>{t('customer:title')}</h1></div>
}
