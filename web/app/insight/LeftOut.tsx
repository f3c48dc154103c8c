import { Notice } from '@kit/Notice'
import { useScope } from '../frame/scope'
import { t } from '../i18n'
import { useNames } from '../records'
import type { LeftOut as Left } from '../types'

/** How someone stands with the firm and how one contact went are never one series: what was set aside, and the way to it. */
export function LeftOut({ of }: { of: Left | null | undefined }) {
  const { set } = useScope()
  const name = useNames()
  if (!of || of.n === 0) return null
  return <Notice action={<button type="button" className="btn" onClick={() => set('survey_kind', of.survey_kinds)}>{t('insight:show_other_kind')}</button>}>{t('insight:other_kind', { count: of.n, kinds: of.survey_kinds.map((one) => name('survey_kind', one)).join(', ') })}</Notice>
}
