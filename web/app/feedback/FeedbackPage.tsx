import { t } from '@app/i18n'

export function FeedbackPage() {
  return <div className="in"><h1>{t('feedback:title')}</h1></div>
}
