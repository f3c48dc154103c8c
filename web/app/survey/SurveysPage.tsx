import './survey.css'
import { Link, useNavigate } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { Button } from '@kit/Button'
import { Tag } from '@kit/Chip'
import { number, when } from '@kit/format'
import { Notice } from '@kit/Notice'
import { Empty, Loading } from '@kit/State'
import { type Column, Table } from '@kit/Table'
import { Interval } from '@kit/Whisker'
import { many, useScope } from '../frame/scope'
import { t } from '../i18n'
import { listQuery, useNames } from '../records'
import type { User } from '../types'
import { useCounts } from './counts'
import { kindName, partOf, stateName, tone, unread, useBuilds } from './say'
import type { Survey } from './types'

const shows = { live: (one: Survey) => one.state === 'live', draft: (one: Survey) => one.state === 'draft', stopped: (one: Survey) => one.state === 'paused' || one.state === 'closed', unread } as const
type Show = keyof typeof shows

/** Every survey: what it is, whether it asks, how many have answered, who reads it and what it decides. */
export function SurveysPage() {
  const builds = useBuilds()
  const navigate = useNavigate()
  const { search, change } = useScope()
  const name = useNames()
  const counts = useCounts()
  const list = useQuery(listQuery<Survey>('/surveys', { limit: 500 }))
  const users = useQuery(listQuery<User>('/users', { limit: 500 })).data?.items ?? []
  const all = [...(list.data?.items ?? [])].sort((a, b) => rank(a) - rank(b) || b.updated_at.localeCompare(a.updated_at))
  const show = (Object.keys(shows) as Show[]).find((one) => one === many(search['only'])[0])
  const rows = show ? all.filter(shows[show]) : all
  const live = all.filter(shows.live).length
  const open = (survey: Survey) => void navigate({ to: '/surveys/$id/$part' as never, params: { id: survey.id, part: partOf(survey) } as never })
  const columns: Column<Survey>[] = [
    { key: 'name', name: t('survey:name'), cell: (one) => <span className="sv-name"><span>{one.name}</span><span className="soft sm">{kindName(one.kind)}{one.touchpoint && <> · {name('touchpoint', one.touchpoint)}</>}</span></span> },
    { key: 'state', name: t('survey:state'), cell: (one) => <span className="tags"><Tag tone={tone(one.state)}>{stateName(one.state)}</Tag></span> },
    { key: 'answered', name: t('survey:answers'), number: true, cell: (one) => counts.of(one).complete ? number(counts.of(one).complete) : <span className="soft">–</span> },
    ...(all.some((one) => counts.of(one).rate) ? [{ key: 'rate', name: t('survey:rate'), number: true, wide: true, cell: (one: Survey) => (counts.of(one).rate?.n ?? 0) > 0 ? <Interval of={counts.of(one).rate!} unit="share" /> : <span className="soft">–</span> } satisfies Column<Survey>] : []),
    ...(all.some((one) => counts.of(one).last_answered_at) ? [{ key: 'last', name: t('survey:last_answer'), wide: true, cell: (one: Survey) => counts.of(one).last_answered_at ? <span className="sm">{when(counts.of(one).last_answered_at!)}</span> : <span className="soft">–</span> } satisfies Column<Survey>] : []),
    { key: 'reader', name: t('survey:reader_decides'), wide: true, cell: (one) => <span className="sv-name sm">{one.reader_id ? <span>{users.find((user) => user.id === one.reader_id)?.name ?? '–'}</span> : one.state !== 'closed' && <Tag tone="warn">{t('survey:nobody_reads')}</Tag>}<span className="soft">{one.decision}</span></span> },
  ]
  return (
    <div className="in">
      <div className="sv-top">
        <h1>{all.length === 0 ? t('survey:title') : t('survey:live_now', { count: live })}</h1>
        {builds && all.length > 0 && <Link className="btn main" to={'/surveys/new' as never}>{t('survey:new')}</Link>}
      </div>
      {list.error && <Notice tone="danger">{list.error.message}</Notice>}
      {list.isPending ? <Loading lines={6} /> : all.length === 0 && !list.error ? <Empty title={t('survey:empty')} example="table" action={builds && <Button look="main" icon="plus" onClick={() => void navigate({ to: '/surveys/new' as never })}>{t('survey:new')}</Button>}>{t('survey:empty_words')}</Empty> : (
        <>
          <div className="sv-flags" role="group" aria-label={t('survey:only')}>
            {(Object.keys(shows) as Show[]).filter((one) => one === show || all.some(shows[one])).map((one) => <button key={one} type="button" className="chip" aria-pressed={show === one} onClick={() => change({ only: show === one ? undefined : one })}>{t(`survey:flag.${one}`)} <b>{number(all.filter(shows[one]).length)}</b></button>)}
          </div>
          {rows.length ? <Table caption={t('survey:title')} columns={columns} rows={rows} id={(one) => one.id} onOpen={open} /> : <p className="soft" role="status">{t('survey:none_here')}</p>}
          <p className="hint"><Link className="link" to={'/surveys/unused' as never}>{t('research:collected')}</Link></p>
        </>
      )}
    </div>
  )
}
const rank = (one: Survey) => ['live', 'draft', 'paused', 'closed'].indexOf(one.state)
