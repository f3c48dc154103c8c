import { Link } from '@tanstack/react-router'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Button } from '@kit/Button'
import { when } from '@kit/format'
import { Notice } from '@kit/Notice'
import { Panel } from '@kit/Panel'
import { Loading } from '@kit/State'
import { api } from '../../api'
import { t } from '../../i18n'
import { getQuery } from '../../records'
import { useDraft } from '../draft'
import type { OpenAnswer } from '../types'

interface Texts { items: OpenAnswer[]; next_cursor: string | null; reason?: string | null }
/** What people wrote, newest first; beside the figures, never behind them. */
export function Voices({ question, count, onAll }: { question: string; count: number; onAll: () => void }) {
  const { survey } = useDraft()
  const texts = useQuery(getQuery<Texts>(`/surveys/${survey.id}/texts`, { question, limit: 3 }))
  if (texts.data?.reason) return <p className="soft sm">{t('kit:hidden')}</p>
  return (
    <div className="sv-voices">
      {(texts.data?.items ?? []).map((one) => <Voice key={one.response_id} one={one} />)}
      {count > 3 && <Button look="ghost" onClick={onAll}>{t('survey:all_texts', { count })}</Button>}
    </div>
  )
}
function Voice({ one }: { one: OpenAnswer }) {
  return <blockquote><p className="voice" lang={one.language ?? undefined}>{one.text}</p><footer className="xs soft">{one.feedback_id ? <Link className="link" to={'/feedback/$id' as never} params={{ id: one.feedback_id } as never}>{when(one.at)}</Link> : when(one.at)}</footer></blockquote>
}
export function VoicesPanel({ question, title, onClose }: { question: string; title: string; onClose: () => void }) {
  const { survey } = useDraft()
  const list = useInfiniteQuery({ queryKey: ['surveys', survey.id, 'texts', 'all', { question }], initialPageParam: '', queryFn: ({ pageParam, signal }) => api.get<Texts>(`/surveys/${survey.id}/texts`, { question, limit: 50, cursor: pageParam || undefined }, signal), getNextPageParam: (last) => last.next_cursor ?? undefined })
  const items = list.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Panel title={title} wide onClose={onClose}>
      {list.error ? <Notice tone="danger">{list.error.message}</Notice> : list.isPending ? <Loading lines={6} /> : list.data.pages[0]?.reason ? <p className="soft">{t('kit:hidden')}</p> : <div className="sv-voices">{items.map((one) => <Voice key={one.response_id} one={one} />)}</div>}
      {list.hasNextPage && <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>{t('frame:load_more')}</Button>}
    </Panel>
  )
}
