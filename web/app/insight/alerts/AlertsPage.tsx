import { useQuery } from '@tanstack/react-query'
import { Button } from '@kit/Button'
import { Tag } from '@kit/Chip'
import { number, when } from '@kit/format'
import { Notice } from '@kit/Notice'
import { Empty, Loading } from '@kit/State'
import { type Column, Table } from '@kit/Table'
import { many, useScope } from '../../frame/scope'
import { t } from '../../i18n'
import { listQuery, useNames, usePeople } from '../../records'
import { Place } from '../Place'
import { useQueryWords } from '../QueryField'
import { useMayAlert } from '../rights'
import { because } from '../say'
import { AlertPanel } from './AlertPanel'
import { type Alert, expectedOf, tooMany } from './alerts'
import '../answer.css'
import './alerts.css'

/** What is watched, beside each how often it would cry for nothing, and what it found. */
export function AlertsPage() {
  const { search, change } = useScope()
  const query = useQuery(listQuery<Alert>('/alerts', { limit: 500 }))
  const may = useMayAlert()
  const open = many(search['open'])[0]
  const alerts = query.data?.items ?? []
  const chosen = open && open !== 'new' ? alerts.find((one) => one.id === open) : undefined
  const add = may() && <Button look="main" icon="plus" onClick={() => change({ open: 'new' })}>{t('alert:add')}</Button>
  const expected = alerts.filter((one) => one.active).reduce((sum, one) => sum + one.expected_false_alarms_per_year, 0)
  return (
    <Place title={t('alert:title')} skip={['metric', 'period']}>
      {query.error ? <Notice tone="danger">{query.error.message}</Notice> : query.isPending ? <Loading lines={5} /> : alerts.length === 0
        ? <Empty title={t('alert:empty')} action={add}>{t('alert:empty_words')}</Empty>
        : (
          <section><div className="head score-head"><div><h2 className="say alert-say">{t('alert:say', { count: alerts.filter((one) => one.active).length, value: number(expected, expected < 10 ? 1 : 0) })}</h2><p className="say-more">{t('alert:about')}</p></div>{add && <span className="push">{add}</span>}</div>
            <List alerts={alerts} open={open} onOpen={(id) => change({ open: id })} /></section>)}
      {open && (open === 'new' ? may() : chosen) && <AlertPanel key={open} record={chosen ?? null} write={may(chosen)} onClose={() => change({ open: undefined })} />}
    </Place>
  )
}
function List({ alerts, open, onOpen }: { alerts: readonly Alert[]; open: string | undefined; onOpen: (id: string) => void }) {
  const name = useNames()
  const person = usePeople()
  const words = useQueryWords()
  const columns: Column<Alert>[] = [
    { key: 'name', name: t('alert:name'), cell: (row) => row.name },
    { key: 'what', name: t('alert:watches'), cell: (row) => <><span>{[name('metric', row.metric), words(row.query)].filter(Boolean).join(' · ')}</span><small className="block soft">{t(`alert:rule.${row.rule}`)} · {t(`alert:every.${row.period}`)}</small></> },
    { key: 'charts', name: t('alert:charts'), number: true, wide: true, cell: (row) => row.charts === 0 ? <span className="soft" title={because(row.reason)}>0</span> : number(row.charts) },
    { key: 'expected', name: t('alert:expected'), number: true, cell: (row) => !row.active ? <Tag>{t('alert:inactive')}</Tag> : row.charts === 0 ? <span className="soft sm">{because(row.reason)}</span> : <span className={tooMany(row) ? 'alert-many' : undefined}>{row.at_most && '≤ '}{number(row.expected_false_alarms_per_year, row.expected_false_alarms_per_year < 10 ? 1 : 0)}<span className="vh"> {expectedOf(row)}</span></span> },
    { key: 'recipients', name: t('alert:recipients'), wide: true, cell: (row) => <span className="sm">{row.recipients.flatMap((one) => person(one) ?? []).join(', ') || '–'}</span> },
    { key: 'last', name: t('alert:last'), wide: true, cell: (row) => row.last_fired_at ? <span className="sm">{when(row.last_fired_at)}</span> : <span className="sm soft">{t('alert:never')}</span> },
  ]
  return <Table caption={t('alert:title')} columns={columns} rows={alerts} id={(row) => row.id} open={open} onOpen={(row) => onOpen(row.id)} />
}
