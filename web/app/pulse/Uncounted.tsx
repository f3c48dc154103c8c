import { Notice } from '@kit/Notice'
import { t } from '../i18n'

/** One part of the page failed; the others stand. */
export function Uncounted() { return <Notice>{t('pulse:not_counted')}</Notice> }
