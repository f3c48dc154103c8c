import { deltaRange, number, type Unit } from '@kit/format'
import { Rich } from '@kit/Rich'
import { t } from '../../i18n'
import type { EffectAnswer } from '../../types'
import { because, chance, difference } from '../say'

/** Customers who were asked before the change and after it: each is their own measure. */
export function SamePeople({ of, unit }: { of: NonNullable<EffectAnswer['same_customers']>; unit: Unit }) {
  const { effect, lo, hi } = of
  const known = effect !== null && lo !== null && hi !== null
  return (
    <section><div className="head"><h2>{t('effect:same')}</h2></div>
      <p className="say-small">{known ? <Rich text={t(of.method === 'cuped' ? 'effect:same_cuped' : 'effect:same_paired', { by: difference(effect, unit), range: deltaRange(lo, hi, unit) })} /> : of.reason === 'no_answers' ? t('effect:same_none') : of.reason === 'too_many' ? t('effect:same_crowd') : because(of.reason)}</p>
      {known && <p className="hint">{t('effect:same_n', { count: of.n_group ?? 0 })} {of.method === 'cuped' && t('effect:same_others', { count: of.n_versus ?? 0 })} {of.method === 'cuped' && of.variance_ratio !== null && of.variance_ratio < 0.99 && t('effect:same_gain', { share: number(Math.round((1 - of.variance_ratio) * 100)) })} {t('effect:tested', { p: chance(of.p) })}</p>}
    </section>
  )
}
