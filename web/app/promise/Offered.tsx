import { Link } from '@tanstack/react-router'
import { language, t } from '../i18n'
import { type Item, local } from './shape'

/** Questions that were made, in the reader's words, and the way to a survey. */
export function Offered({ items }: { items: readonly Item[] }) {
  const words = (one: Item) => local(one.question.title, language()) || one.question.title?.default || one.metric.name
  return <><ol className="sm plain">{items.map((one) => <li key={one.metric.key}>{words(one)}<small className="block soft">{t(one.is_new ? 'promise:item_new' : 'promise:item_known', { metric: one.metric.name })}</small></li>)}</ol><p className="sm"><Link className="link" to="/surveys">{t('promise:ask_surveys')}</Link></p></>
}
