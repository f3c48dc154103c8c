import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from '@kit/Button'
import { Select } from '@kit/Field'
import { day, exact } from '@kit/format'
import { Notice } from '@kit/Notice'
import type { FieldSpec } from '@kit/RecordFields'
import { Empty, Loading } from '@kit/State'
import { api } from '../../api'
import { many, useScope } from '../../frame/scope'
import { t } from '../../i18n'
import { RecordPanel } from '../../record/RecordPanel'
import { useChoices, useNames, usePeople } from '../../records'
import type { List } from '../../types'
import { useCauses, useMayWork } from '../cases'
import { Find } from '../Find'
import { Place } from '../Place'
import type { Practice } from '../shape'
import { placed } from '../tree'

/** What others have learnt from a case, found again by touchpoint, cause and words. */
export function PracticesPage() {
  const { search, change } = useScope()
  const write = useMayWork()
  const [name, person] = [useNames(), usePeople()]
  const touchpoints = useChoices('touchpoint')
  const causes = placed(useCauses())
  const one = (key: string) => many(search[key])[0]
  const params = { q: one('q'), touchpoint: one('touchpoint'), cause_id: one('cause') }
  const list = useInfiniteQuery({
    queryKey: ['practices', 'list', params], initialPageParam: '', getNextPageParam: (last: List<Practice>) => last.next_cursor ?? undefined,
    queryFn: ({ pageParam, signal }) => api.get<List<Practice>>('/practices', { ...params, limit: 30, cursor: pageParam }, signal),
  })
  const rows = list.data?.pages.flatMap((page) => page.items) ?? []
  const narrowed = Object.values(params).some(Boolean)
  const wanted = one('open')
  const chosen = rows.find((row) => row.id === wanted) ?? null
  const fields: FieldSpec[] = [
    { name: 'text', kind: 'long', label: t('case:lesson'), required: true },
    { name: 'touchpoint', kind: 'choice', label: t('words:dim.touchpoint'), none: t('frame:none'), options: touchpoints },
    { name: 'cause_id', kind: 'choice', label: t('case:cause'), none: t('frame:none'), options: causes.map((at) => ({ value: at.cause.id, label: at.path })) },
  ]
  return (
    <Place title={t('learn:practices')}>
      <p className="cw-verdict">{t('learn:practices_say')}</p>
      <div className="cw-tools"><Find label={t('learn:practices_search')} />
        <Select quiet label={t('words:dim.touchpoint')} none={t('learn:any_touchpoint')} value={params.touchpoint ?? ''} options={touchpoints} onChange={(value) => change({ touchpoint: value || undefined })} />
        {causes.length > 0 && <Select quiet label={t('case:cause')} none={t('learn:any_cause')} value={params.cause_id ?? ''} options={causes.map((at) => ({ value: at.cause.id, label: at.path }))} onChange={(value) => change({ cause: value || undefined })} />}
        {write && <Button className="push" icon="plus" onClick={() => change({ open: 'new' })}>{t('learn:add_practice')}</Button>}
      </div>
      {list.error && <Notice tone="danger">{list.error.message}</Notice>}
      {list.isPending ? <Loading lines={5} /> : rows.length === 0 && !list.error ? <Empty title={t(narrowed ? 'learn:practices_none_here' : 'learn:practices_none')} example="none" action={narrowed && <Button onClick={() => change({ q: undefined, touchpoint: undefined, cause: undefined })}>{t('frame:clear_all')}</Button>}>{!narrowed && t('learn:practices_none_hint')}</Empty> : (
        <ul className="cw-practices">{rows.map((row) => (
          <li key={row.id}><p>{row.text}</p>
            <p className="row wrap xs soft">{row.touchpoint && <span className="tag">{name('touchpoint', row.touchpoint)}</span>}{row.cause_id && <span>{causes.find((at) => at.cause.id === row.cause_id)?.path}</span>}{row.case_id && <Link className="link" to={'/cases/$id' as never} params={{ id: row.case_id } as never}>{row.case_number ?? t('case:see_case')}</Link>}<span title={exact(row.published_at ?? row.created_at)}>{day(row.published_at ?? row.created_at)}</span>{row.author_id && <span>{person(row.author_id)}</span>}
              {write && <button type="button" className="as-link" onClick={() => change({ open: row.id })}>{t('frame:edit')}</button>}</p></li>))}</ul>)}
      {list.hasNextPage && <p className="cw-more"><Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>{t('frame:load_more')}</Button></p>}
      {write && wanted && (wanted === 'new' || chosen) && <RecordPanel<Practice> key={wanted} kind="practices" record={chosen} write title={t(chosen ? 'learn:practice' : 'learn:add_practice')} fields={fields} blank={{ text: '', touchpoint: params.touchpoint ?? null, cause_id: params.cause_id ?? null }} onClose={() => change({ open: undefined })} />}
    </Place>
  )
}
