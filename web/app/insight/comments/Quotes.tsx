import { Link } from '@tanstack/react-router'
import { exact, number, when } from '@kit/format'
import { Notice } from '@kit/Notice'
import { Loading } from '@kit/State'
import { carried, useScope } from '../../frame/scope'
import { t } from '../../i18n'
import { useNames, useScoped } from '../../records'
import { moodOfTone, toneMark, toneName } from '../../reading/labels'
import { cut } from '../../reading/spans'
import type { Quote, Quotes as Answer } from '../../reading/shape'

/** Voices that speak for many: real ones, chosen by nearness to the others, never written by a machine. */
export function Quotes() {
  const query = useQuotes({}, 4)
  return (
    <section>
      <div className="head"><h2>{t('comment:quotes')}</h2></div>
      {query.error ? <Notice tone="danger">{query.error.message}</Notice> : !query.data ? <Loading lines={3} /> : query.data.items.length === 0 ? <p className="soft">{t('comment:no_quotes')}</p> : <><QuoteList quotes={query.data.items} /><p className="hint">{t('comment:quotes_about', { n: number(query.data.n) })}</p></>}
    </section>
  )
}
export const useQuotes = (narrow: Record<string, string>, count: number) => useScoped<Answer>('/text/quotes', { metric: undefined, ...narrow, count })
export function QuoteList({ quotes, narrow }: { quotes: readonly Quote[]; narrow?: boolean }) {
  const { search } = useScope()
  const name = useNames()
  return (
    <ul className={narrow ? 'cm-quotes narrow' : 'cm-quotes'}>{quotes.map((one) => (
      <li key={one.id}>
        <Link to="/feedback/$id" params={{ id: one.id }} search={carried(search) as never}><blockquote className="voice" lang={one.language ?? undefined}>{cut(one.quote, one.highlights.map((span, at) => ({ ...span, id: String(at) }))).map((piece, at) => piece.marks.length ? <mark key={at} className={`rd-mark ${one.sentiment === 'negative' ? 'neg' : one.sentiment === 'positive' ? 'pos' : 'top'}`}>{piece.text}</mark> : piece.text)}</blockquote></Link>
        <p className="xs soft row wrap">{one.sentiment && <span className={`rd-word ${moodOfTone(one.sentiment)}`}><span aria-hidden="true">{toneMark[one.sentiment]}</span> {toneName(one.sentiment)}</span>}{one.touchpoint && <span>{name('touchpoint', one.touchpoint)}</span>}<time dateTime={one.occurred_at} title={exact(one.occurred_at)}>{when(one.occurred_at)}</time>{one.stands_for > 1 && <span>{t('comment:stands_for', { count: one.stands_for })}</span>}</p>
      </li>))}</ul>
  )
}
