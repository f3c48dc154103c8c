import './casework.css'
import { useNavigate } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useRef, useSyncExternalStore } from 'react'
import { Button } from '@kit/Button'
import { useFresh } from '../feedback/inbox'
import { useKeys } from '@kit/keys'
import { Panel } from '@kit/Panel'
import { many, useScope } from '../frame/scope'
import { t } from '../i18n'
import { Brief } from './Brief'
import { CaseList } from './CaseList'
import { countsQuery, filters, paramsOf, useMayWork, useQueue, useUsualView, viewOf } from './cases'
import { Find } from './Find'
import { CasePlaces } from './Place'
import { Sieve } from './Sieve'
import { keepWalk } from './walk'

const NewCase = lazy(() => import('./NewCase'))
const wide = typeof matchMedia === 'undefined' ? null : matchMedia('(min-width: 901px)')
const watchWide = (tell: () => void) => { wide?.addEventListener('change', tell); return () => wide?.removeEventListener('change', tell) }
const useWide = () => useSyncExternalStore(watchWide, () => wide?.matches ?? true)

/** Who waits, by deadline: what to look at, the list, and a short look at the chosen one. */
export function QueuePage() {
  const { search, change } = useScope()
  const navigate = useNavigate()
  const isWide = useWide()
  const mayWork = useMayWork()
  const usual = useUsualView()
  const queue = useQueue(paramsOf(search, usual))
  const own = Object.fromEntries(filters.flatMap((name) => many(search[name]).length ? [[name, many(search[name])]] : []))
  const counts = useQuery(countsQuery()).data
  const total = Object.keys(own).length === 0 ? totalOf(viewOf(search, usual), counts) : undefined
  const fresh = useFresh(total, queue.isPlaceholderData ? 0 : queue.dataUpdatedAt)
  const wanted = many(search['at'])[0]
  const shown = queue.items.find((one) => one.id === wanted) ?? (isWide ? queue.items[0] : undefined)
  const list = useRef<HTMLElement>(null)
  const ids = queue.items.map((one) => one.id).join(' ')
  useEffect(() => { keepWalk({ ids: ids ? ids.split(' ') : [], total, back: search }) }, [ids, total, search])
  const open = (id: string) => void navigate({ to: '/cases/$id' as never, params: { id } as never })
  const focus = (id: string) => requestAnimationFrame(() => { const item = document.getElementById(`case-${id}`); item?.focus({ preventScroll: true }); item?.scrollIntoView({ block: 'nearest' }) })
  const step = (by: 1 | -1) => {
    const at = queue.items.findIndex((one) => one.id === shown?.id)
    const next = queue.items[at < 0 ? 0 : at + by]
    if (!next) return
    if (by === 1 && at > queue.items.length - 5 && queue.hasNextPage && !queue.isFetchingNextPage) void queue.fetchNextPage()
    change({ at: next.id })
    focus(next.id)
  }
  // a panel on top has the keys for itself
  useKeys(search['new'] || search['narrow'] ? {} : { j: () => step(1), k: () => step(-1), Enter: () => { if (shown) open(shown.id) }, ...(mayWork && { n: () => change({ new: '1' }) }) })
  return (
    <div className="cq">
      <div className="cq-bar">
        <CasePlaces />
        <div className="cq-find"><Find onEnter={() => { const first = queue.items[0]; if (first) focus(first.id) }} />{mayWork && <Button icon="plus" onClick={() => change({ new: '1' })}>{t('case:new')}</Button>}</div>
      </div>
      <h1 className="vh">{t('case:title')}</h1>
      <div className="cq-panes">
        <aside className="cq-sieve" aria-label={t('case:what_to_see')}><Sieve counts={counts} /></aside>
        <section className="cq-list" aria-label={t(`case:view.${viewOf(search, usual)}`)} ref={list}>
          <CaseList queue={queue} total={total} fresh={fresh} shown={isWide ? shown?.id : undefined} onPick={(id) => { if (isWide && id !== shown?.id) change({ at: id }); else open(id) }} onNarrow={() => change({ narrow: '1' })} />
        </section>
        <article className="cq-brief" aria-label={t('case:brief')}>{isWide && shown && <Brief key={shown.id} line={shown} onOpen={() => open(shown.id)} />}</article>
      </div>
      {search['narrow'] && <Panel title={t('case:what_to_see')} onClose={() => change({ narrow: undefined })} foot={<Button look="main" onClick={() => change({ narrow: undefined })}>{t('frame:close')}</Button>}><Sieve counts={counts} /></Panel>}
      <Suspense>{search['new'] && mayWork && <NewCase onClose={() => change({ new: undefined })} onMade={open} />}</Suspense>
    </div>
  )
}
function totalOf(view: ReturnType<typeof viewOf>, counts: { mine: number; overdue: number; due_today: number; unassigned: number; unread: number; public_risk: number; open: number } | undefined): number | undefined {
  return view === 'closed' ? undefined : counts?.[view]
}
