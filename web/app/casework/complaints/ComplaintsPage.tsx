import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button } from '@kit/Button'
import { Segmented } from '@kit/Field'
import { exact, number, when } from '@kit/format'
import { Notice } from '@kit/Notice'
import { Empty, Loading } from '@kit/State'
import { type Column, Table } from '@kit/Table'
import { api } from '../../api'
import { many, useScope } from '../../frame/scope'
import { t } from '../../i18n'
import { getQuery, useNames, usePeople } from '../../records'
import type { List } from '../../types'
import { useCauses, useMayWork } from '../cases'
import { whereOf } from '../CaseList'
import { Find } from '../Find'
import { whoOf } from '../names'
import { Place } from '../Place'
import type { CaseLine, ComplaintCounts } from '../shape'
import { placed } from '../tree'

/** Every complaint, from whichever door; each has a cause or stands among those nobody has looked into. */
export function ComplaintsPage() {
  const { search, change } = useScope()
  const navigate = useNavigate()
  const work = useMayWork()
  const [name, person] = [useNames(), usePeople()]
  const causes = new Map(placed(useCauses()).map((one) => [one.cause.id, one.path]))
  const open = many(search['show'])[0] !== 'all'
  const params = { ...(open && { unanalysed: true }), q: many(search['q'])[0] }
  const counts = useQuery(getQuery<ComplaintCounts>('/complaints/counts')).data
  const list = useInfiniteQuery({
    queryKey: ['complaints', 'list', params], initialPageParam: '', getNextPageParam: (last: List<CaseLine>) => last.next_cursor ?? undefined,
    queryFn: ({ pageParam, signal }) => api.get<List<CaseLine>>('/complaints', { ...params, limit: 50, cursor: pageParam }, signal),
  })
  const rows = list.data?.pages.flatMap((page) => page.items) ?? []
  const columns: Column<CaseLine>[] = [
    { key: 'who', name: t('words:dim.customer'), cell: (row) => whoOf(row) },
    { key: 'said', name: t('learn:what'), wide: true, cell: (row) => <span className="voice cw-clip" lang={row.language ?? undefined}>{row.comment ?? row.title}</span> },
    { key: 'where', name: t('words:dim.touchpoint'), wide: true, cell: (row) => <span className="sm">{whereOf(row, name) || '–'}</span> },
    { key: 'at', name: t('learn:came'), cell: (row) => <time className="sm soft cw-day" dateTime={row.opened_at} title={exact(row.opened_at)}>{when(row.opened_at)}</time> },
    { key: 'state', name: t('case:fact.state'), wide: true, cell: (row) => <span className="sm">{t(`case:state.${row.state}`)}{row.owner_id && <span className="soft"> · {person(row.owner_id)}</span>}</span> },
    // where all stand without one, the column says nothing
    ...(open ? [] : [{ key: 'cause', name: t('case:cause'), cell: (row: CaseLine) => row.cause_id ? <span className="sm">{causes.get(row.cause_id) ?? '–'}</span> : <span className="tag warn nw">! {t('learn:no_cause')}</span> }]),
  ]
  return (
    <Place title={t('learn:complaints')}>
      {counts && <p className="cw-verdict">{counts.total === 0 ? t('learn:complaints_none') : counts.unanalysed === 0 ? t('learn:complaints_all', { count: counts.total }) : t('learn:complaints_open', { count: counts.unanalysed, total: number(counts.total) })}</p>}
      <p className="cw-about-page soft">{t('learn:complaints_about')} {counts && counts.without_case > 0 && t('learn:complaints_files', { count: counts.without_case })}</p>
      <div className="cw-tools"><Find label={t('learn:complaints_search')} />
        <Segmented label={t('learn:show')} value={open ? 'unanalysed' : 'all'} options={[{ value: 'unanalysed', label: t('learn:unanalysed') }, { value: 'all', label: t('frame:all') }]} onChange={(value) => change({ show: value === 'all' ? 'all' : undefined })} />
        <span className="row push">{work && <Button look="main" icon="plus" onClick={() => void navigate({ to: '/cases' as never, search: { new: '1' } as never })}>{t('learn:take_complaint')}</Button>}</span>
      </div>
      {list.error && <Notice tone="danger">{list.error.message}</Notice>}
      {list.isPending ? <Loading lines={6} /> : rows.length === 0 && !list.error ? <Empty title={t(open ? 'learn:unanalysed_none' : 'learn:complaints_none')} example="table">{t(open ? 'learn:unanalysed_none_hint' : 'learn:complaints_none_hint')}</Empty>
        : <Table caption={t('learn:complaints')} columns={columns} rows={rows} id={(row) => row.id} onOpen={(row) => void navigate({ to: '/cases/$id' as never, params: { id: row.id } as never })} />}
      {list.hasNextPage && <p className="cw-more"><Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>{t('frame:load_more')}</Button></p>}
    </Place>
  )
}
