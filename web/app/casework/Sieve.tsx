import { useState } from 'react'
import { number } from '@kit/format'
import { Icon, type IconName } from '@kit/Icon'
import { CountBar } from '@kit/Whisker'
import { many, useScope } from '../frame/scope'
import { t, tOr } from '../i18n'
import { useNames, usePeople } from '../records'
import { useUsualView, type View, viewOf } from './cases'
import { severityName } from './names'
import type { CaseCounts } from './shape'

const few = 6
const marks: Record<View, IconName> = { mine: 'person', overdue: 'warn', due_today: 'clock', unread: 'voice', unassigned: 'info', public_risk: 'link', open: 'sheet', closed: 'check' }
const views: readonly View[] = ['mine', 'overdue', 'due_today', 'unread', 'unassigned', 'public_risk', 'open', 'closed']
const facets = ['route', 'kind', 'severity', 'touchpoint', 'department', 'owner'] as const

/** What to look at: whose, how late, how risky; then by touchpoint, department and so on. */
export function Sieve({ counts }: { counts: CaseCounts | undefined }) {
  const { search, change } = useScope()
  const usual = useUsualView()
  const view = viewOf(search, usual)
  return (
    <>
      <ul className="cq-views">{views.map((one) => (
        <li key={one}><button type="button" aria-pressed={one === view} onClick={() => change({ view: one === usual ? undefined : one, at: undefined })}>
          <span className={`cq-mark${(one === 'overdue' || one === 'public_risk') && counts?.[one] ? ' warn' : ''}`} aria-hidden="true"><Icon name={marks[one]} /></span>{t(`case:view.${one}`)}{one !== 'closed' && <i>{counts ? number(counts[one]) : '·'}</i>}
        </button></li>))}</ul>
      {facets.map((name) => <Facet key={name} name={name} counts={counts?.by[name] ?? []} />)}
    </>
  )
}
function Facet({ name, counts }: { name: (typeof facets)[number]; counts: readonly { key: string | null; count: number }[] }) {
  const { search, change } = useScope()
  const nameOf = useFacetNames()
  const [all, setAll] = useState(false)
  const chosen = many(search[name])
  const known = counts.filter((one): one is { key: string; count: number } => one.key !== null && one.count > 0).sort((a, b) => b.count - a.count)
  // a list of one tells nothing, unless it is the filter itself
  if (known.length < 2 && chosen.length === 0) return null
  const lines = [...known, ...chosen.filter((key) => !known.some((one) => one.key === key)).map((key) => ({ key, count: 0 }))]
  const shown = all ? lines : lines.filter((one, at) => at < few || chosen.includes(one.key))
  const toggle = (key: string) => { const next = chosen.includes(key) ? chosen.filter((one) => one !== key) : [...chosen, key]; change({ [name]: next.length ? next : undefined, at: undefined }) }
  return (
    <section className="cq-facet"><h2>{t(`case:by.${name}`)}</h2>
      <ul>{shown.map(({ key, count }) => <li key={key}><button type="button" className="cq-count" aria-pressed={chosen.includes(key)} onClick={() => toggle(key)}><span>{nameOf(name, key)}</span><i>{number(count)}</i><CountBar value={count} max={known[0]?.count ?? 1} /></button></li>)}</ul>
      {lines.length > shown.length && <button type="button" className="as-link sm" onClick={() => setAll(true)}>{t('feedback:show_all', { count: lines.length })}</button>}
    </section>
  )
}
function useFacetNames() {
  const [name, person] = [useNames(), usePeople()]
  return (facet: (typeof facets)[number], key: string): string => {
    if (facet === 'owner') return person(key) ?? t('case:someone_gone')
    if (facet === 'severity') return severityName(Number(key))
    if (facet === 'route' || facet === 'kind') return tOr(`case:${facet}.${key}`, key)
    return name(facet, key)
  }
}
