import { useState } from 'react'
import { number } from '@kit/format'
import { CountBar } from '@kit/Whisker'
import { type FilterName, useScope } from '../frame/scope'
import { t, tOr } from '../i18n'
import { useNames } from '../records'
import { facetNames, type useFacets, useFacetsOf } from './inbox'

const few = 7
/** How many voices by touchpoint, channel and so on; pressing a line narrows the list. */
export function Counts({ facets }: { facets: ReturnType<typeof useFacets> }) {
  return <><Quick withComment={facets.withComment} />{facetNames.map((name) => <Facet key={name} name={name} counts={facets.by[name] ?? []} />)}</>
}
function Facet({ name, counts }: { name: (typeof facetNames)[number]; counts: readonly { key: string | null; count: number }[] }) {
  const { scope, set } = useScope()
  const nameOf = useNames()
  const [all, setAll] = useState(false)
  const chosen = scope.filters[name] ?? []
  // what was not given stands last and does not set the scale
  const known = counts.filter((one) => one.key !== null).sort((a, b) => b.count - a.count)
  const sorted = [...known, ...counts.filter((one) => one.key === null)]
  const most = known[0]?.count ?? 1
  const shown = all ? sorted : sorted.filter((one, at) => at < few || chosen.includes(one.key ?? ''))
  // a list of one tells nothing, unless it is the filter itself
  if (known.length < 2 && chosen.length === 0) return null
  const toggle = (key: string) => set(name as FilterName, chosen.includes(key) ? chosen.filter((one) => one !== key) : [...chosen, key])
  return (
    <section className="fb-facet"><h2>{tOr(`words:dim.${name}`, name)}</h2>
      <ul>{shown.map(({ key, count }) => {
        const line = <><span>{nameOf(name, key)}</span><i>{number(count)}</i>{key !== null && <CountBar value={count} max={most} />}</>
        return <li key={key ?? ''}>{key === null ? <span className="fb-count">{line}</span> : <button type="button" className="fb-count" aria-pressed={chosen.includes(key)} onClick={() => toggle(key)}>{line}</button>}</li>
      })}</ul>
      {sorted.length > shown.length && <button type="button" className="as-link sm" onClick={() => setAll(true)}>{t('feedback:show_all', { count: sorted.length })}</button>}
    </section>
  )
}
/** The two questions asked each morning. */
function Quick({ withComment }: { withComment: number | undefined }) {
  const { scope, params, change } = useScope()
  const waiting = useFacetsOf({ ...params, kind: 'complaint', handled: 'false' }).data?.total
  const [complaints, words] = [scope.filters['kind']?.join() === 'complaint' && scope.filters['handled']?.[0] === 'false', scope.filters['has_comment']?.[0] === 'true']
  return (
    <ul className="fb-quick">
      <li><button type="button" aria-pressed={complaints} onClick={() => change(complaints ? { kind: undefined, handled: undefined } : { kind: 'complaint', handled: 'false' })}><span className="fb-mark warn" aria-hidden="true">!</span>{t('feedback:complaints_waiting')}<i>{waiting === undefined ? '·' : number(waiting)}</i></button></li>
      <li><button type="button" aria-pressed={words} onClick={() => change({ has_comment: words ? undefined : 'true' })}><span className="fb-mark" aria-hidden="true">“</span>{t('feedback:with_words')}<i>{withComment === undefined ? '·' : number(withComment)}</i></button></li>
    </ul>
  )
}
