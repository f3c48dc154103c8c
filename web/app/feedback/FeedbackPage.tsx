import './feedback.css'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useLayoutEffect, useRef, useSyncExternalStore } from 'react'
import { Button } from '@kit/Button'
import { Panel } from '@kit/Panel'
import { Empty } from '@kit/State'
import { useKeys } from '@kit/keys'
import { t } from '../i18n'
import { getQuery } from '../records'
import { useMay } from '../session'
import type { Feedback } from '../types'
import { useScope } from '../frame/scope'
import { Bar } from './Bar'
import { Counts } from './Counts'
import { useFacets, useFeedback, useFresh, useInbox, useNobody } from './inbox'
import { Reading } from './Reading'
import { VoiceList } from './VoiceList'

const NotePanel = lazy(() => import('./NotePanel'))
const wide = typeof matchMedia === 'undefined' ? null : matchMedia('(min-width: 901px)')
const watchWide = (tell: () => void) => { wide?.addEventListener('change', tell); return () => wide?.removeEventListener('change', tell) }
export const useWide = () => useSyncExternalStore(watchWide, () => wide?.matches ?? true)
// the two addresses of the page may mount it anew: the place in the list stays
const place = { pane: 0, page: 0, list: '', read: '' }

export function FeedbackPage() { return useMay('read_feedback') ? <Inbox /> : <Teller /> }

/** Who may not read may still tell what was heard. */
function Teller() {
  const { search, change } = useScope()
  const close = () => change({ write: undefined })
  return (
    <div className="in">
      <Empty title={t('feedback:tell_title')} action={<Button look="main" icon="edit" onClick={() => change({ write: '1' })}>{t('feedback:write_note')}</Button>}>{t('feedback:tell_words')}</Empty>
      <Suspense>{search['write'] && <NotePanel onClose={close} onSaved={close} />}</Suspense>
    </div>
  )
}
/** Counts, list, reading pane. What is open stands in the address; on a narrow screen it takes the whole page. */
function Inbox() {
  const { id } = useParams({ strict: false }) as { id?: string }
  const { search, change, params, scope } = useScope()
  const navigate = useNavigate()
  const isWide = useWide()
  const client = useQueryClient()
  const mayWrite = useMay('write_feedback')
  const inbox = useInbox()
  const facets = useFacets()
  const readAt = inbox.dataUpdatedAt
  const fresh = useFresh(facets.total, inbox.isPlaceholderData ? 0 : readAt)
  // beside a list something is always open: the newest, until another is chosen
  const shown = id ?? (isWide ? inbox.items[0]?.id : undefined)
  const open = useFeedback(shown, inbox.items)
  const pane = useRef<HTMLElement>(null)
  const reading = useRef<HTMLElement>(null)

  const go = (next: string | undefined, replace = false) => void navigate({ to: next ? '/feedback/$id' : '/feedback', params: next ? { id: next } : {}, search: search as never, replace, resetScroll: false } as never)
  const focusItem = (which: string | undefined) => requestAnimationFrame(() => { const item = which && document.getElementById(`voice-${which}`); if (item) { item.focus({ preventScroll: true }); item.scrollIntoView({ block: 'nearest' }) } })
  const step = (by: 1 | -1) => {
    const at = inbox.items.findIndex((one) => one.id === shown)
    const next = inbox.items[at < 0 ? 0 : at + by]
    if (!next) return
    if (by === 1 && at > inbox.items.length - 5 && inbox.hasNextPage && !inbox.isFetchingNextPage) void inbox.fetchNextPage()
    go(next.id, id !== undefined)
    focusItem(next.id)
  }
  const close = () => { go(undefined, true); focusItem(id) }
  const read = (which: string) => { place.read = which; if (which === id) focusReading() }
  const focusReading = () => { place.read = ''; reading.current?.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true }) }
  const ready = open.data?.id
  useEffect(() => { if (place.read && place.read === id && ready === id) focusReading() }, [id, ready])
  // a panel on top has the keys for itself
  useKeys(search['write'] || search['narrow'] ? {} : { j: () => step(1), k: () => step(-1), Enter: () => { if (shown) { if (!id) go(shown); read(shown) } }, ...(id && { Escape: close }) })

  // the list keeps its place, whatever was read in between
  const list = JSON.stringify(params)
  useLayoutEffect(() => {
    if (place.list !== list) { place.list = list; place.pane = 0; place.page = 0; pane.current?.scrollTo({ top: 0 }); return }
    if (pane.current) pane.current.scrollTop = place.pane
    if (!isWide) window.scrollTo({ top: id ? 0 : place.page })
  }, [id, isWide, list])
  useEffect(() => {
    const node = pane.current
    const keep = () => { if (node) place.pane = node.scrollTop; if (!id) place.page = window.scrollY }
    node?.addEventListener('scroll', keep, { passive: true }); window.addEventListener('scroll', keep, { passive: true })
    return () => { node?.removeEventListener('scroll', keep); window.removeEventListener('scroll', keep) }
  }, [id])
  // a note about someone else's touchpoint arrives, but is not for the eyes of everyone who may write one
  const told = async (saved: string) => {
    const mine = await client.fetchQuery(getQuery<Feedback>(`/feedback/${saved}`)).catch(() => null)
    if (mine) void navigate({ to: '/feedback/$id', params: { id: saved }, search: { ...search, write: undefined } as never })
    else change({ write: undefined })
  }
  const all = inbox.items.length
  const at = inbox.items.findIndex((one) => one.id === shown)
  // nobody has written at all: one column is enough
  const bare = useNobody(!inbox.isPending && all === 0 && !id && Object.keys(scope.filters).length === 0)
  return (
    <div className={`fb${id ? ' fb-open' : ''}${bare ? ' fb-bare' : ''}`}>
      {!open.data && <h1 className="vh">{t('feedback:title')}</h1>}
      <Bar total={facets.total} onEnter={() => { const first = inbox.items[0]; if (first) { if (isWide) go(first.id, id !== undefined); focusItem(first.id) } }} />
      <div className="fb-panes">
        <aside className="fb-counts" aria-label={t('feedback:counts')}><Counts facets={facets} /></aside>
        <section className="fb-list" aria-label={t('feedback:title')} ref={pane}>
          <VoiceList inbox={inbox} nobody={bare} total={facets.total} fresh={fresh} shown={shown} onOpen={(next) => { if (next !== id) go(next, id !== undefined && isWide); read(next) }} onCounts={() => change({ narrow: '1' })} />
        </section>
        <article className="fb-read" ref={reading} aria-label={t('feedback:reading')}>
          {shown && <Reading query={open} key={shown} onClose={close} {...(at > 0 && { onBack: () => step(-1) })} {...(at >= 0 && at < all - 1 && { onNext: () => step(1) })} />}
        </article>
      </div>
      {search['narrow'] && <Panel title={t('feedback:counts')} onClose={() => change({ narrow: undefined })}><Counts facets={facets} /></Panel>}
      <Suspense>{search['write'] && mayWrite && <NotePanel onClose={() => change({ write: undefined })} onSaved={(saved) => void told(saved)} />}</Suspense>
    </div>
  )
}
