import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useRef } from 'react'
import { Button } from '@kit/Button'
import { Tag } from '@kit/Chip'
import { day, number, today } from '@kit/format'
import { Notice } from '@kit/Notice'
import { Empty, Loading } from '@kit/State'
import { type Column, Table } from '@kit/Table'
import { Interval } from '@kit/Whisker'
import { api } from '../../api'
import { many, useScope } from '../../frame/scope'
import { t } from '../../i18n'
import { RecordPanel } from '../../record/RecordPanel'
import { listQuery, useChoices, useNames, useScoped, useWrite } from '../../records'
import { useMay } from '../../session'
import { Place } from '../Place'
import { methods, type NeedCounts, needName, type NeedRow, type ResearchNote, shareOf } from './research'
import '../answer.css'
import './research.css'

/** What was found out without a survey, and what customers need where they speak. */
export function ResearchPage() {
  return <Place title={t('research:title')} skip={['metric']}><Notes /><Needs /></Place>
}
function Notes() {
  const { search, change, scope } = useScope()
  const name = useNames()
  const write = useMay('read_people')
  const touchpoints = useChoices('touchpoint')
  const list = useQuery(listQuery<ResearchNote>('/research_notes', { limit: 500 }))
  const chosenPlaces = scope.filters['touchpoint'] ?? []
  const rows = (list.data?.items ?? []).filter((one) => chosenPlaces.length === 0 || (one.touchpoint && chosenPlaces.includes(one.touchpoint)))
  const open = many(search['note'])[0]
  const chosen = open && open !== 'new' ? list.data?.items.find((one) => one.id === open) : undefined
  const close = () => change({ note: undefined })
  const add = write && <Button look="main" icon="plus" onClick={() => change({ note: 'new' })}>{t('research:add')}</Button>
  const columns: Column<ResearchNote>[] = [
    { key: 'name', name: t('research:name'), cell: (one) => <span className="sv-name"><span>{one.name}</span><small className="block soft">{one.finding.length > 120 ? `${one.finding.slice(0, 120)}…` : one.finding}</small></span> },
    { key: 'method', name: t('research:method'), cell: (one) => <Tag>{t(`research:method.${one.method}`)}</Tag> },
    { key: 'people', name: t('research:people'), number: true, cell: (one) => one.people === null ? <span className="soft">–</span> : number(one.people) },
    { key: 'where', name: t('words:dim.touchpoint'), wide: true, cell: (one) => <span className="sm">{[one.touchpoint && name('touchpoint', one.touchpoint), one.persona].filter(Boolean).join(' · ') || '–'}</span> },
    { key: 'held', name: t('research:held_on'), wide: true, cell: (one) => <span className="sm">{day(one.held_on)}</span> },
  ]
  return (
    <section><div className="head score-head"><div><h2>{t('research:notes')}</h2><p className="say-more">{t('research:notes_about')}</p></div>{rows.length > 0 && <span className="push">{add}</span>}</div>
      {list.error ? <Notice tone="danger">{list.error.message}</Notice> : list.isPending ? <Loading lines={4} /> : rows.length === 0
        ? <Empty title={t('research:empty')} example="table" action={add}>{t('research:empty_words')}</Empty>
        : <Table caption={t('research:notes')} columns={columns} rows={rows} id={(one) => one.id} open={open} onOpen={(one) => change({ note: one.id })} />}
      {open && (open === 'new' ? write : chosen) && <RecordPanel<ResearchNote> key={open} kind="research_notes" record={chosen ?? null} title={chosen ? chosen.name : t('research:add')} write={write} onClose={close}
        blank={{ name: '', method: 'interview', people: null, held_on: today(), finding: '', evidence: null, touchpoint: null, persona: null }}
        fields={[
          { name: 'name', kind: 'text', label: t('research:name'), required: true },
          { name: 'method', kind: 'choice', label: t('research:method'), required: true, options: methods.map((one) => ({ value: one, label: t(`research:method.${one}`) })) },
          { name: 'people', kind: 'number', min: 1, label: t('research:people'), nullable: true, half: true },
          { name: 'held_on', kind: 'date', label: t('research:held_on'), required: true, half: true },
          { name: 'finding', kind: 'long', label: t('research:finding'), required: true, hint: t('research:finding_hint') },
          { name: 'evidence', kind: 'text', label: t('research:evidence'), nullable: true, hint: t('research:evidence_hint') },
          { name: 'touchpoint', kind: 'choice', label: t('words:dim.touchpoint'), none: t('research:everywhere'), options: touchpoints },
          { name: 'persona', kind: 'text', label: t('research:persona'), nullable: true },
        ]}>{chosen?.evidence && <p><a className="link" href={chosen.evidence} target="_blank" rel="noreferrer">{t('research:open_evidence')}</a></p>}{chosen && write && <Attach note={chosen} />}</RecordPanel>}
    </section>
  )
}
const kinds = ['application/pdf', 'image/png', 'image/jpeg', 'image/webp']
/** A report or a picture of the wall, kept here: it becomes the evidence at once. */
function Attach({ note }: { note: ResearchNote }) {
  const here = useRef<HTMLInputElement>(null)
  const { change } = useWrite<ResearchNote>('research_notes')
  const send = useMutation<ResearchNote, Error, File>({
    mutationFn: async (file) => {
      const kept = await api.send<{ url: string }>('/files', file, file.type, { name: file.name })
      return change.mutateAsync({ id: note.id, revision: note.revision, body: { evidence: kept.url } })
    },
  })
  return (
    <div className="form"><p className="row wrap"><input ref={here} type="file" className="vh" aria-label={t('research:attach')} accept={kinds.join(',')} onChange={(event) => { const file = event.target.files?.[0]; if (file) send.mutate(file); event.target.value = '' }} /><Button icon="upload" busy={send.isPending} onClick={() => here.current?.click()}>{t('research:attach')}</Button><span className="xs soft">{t('research:attach_hint')}</span></p>
      {send.error && <Notice tone="danger">{send.error.message}</Notice>}
    </div>
  )
}
/** Shares of the feedback at each touchpoint that carry the tag of a need. */
function Needs() {
  const { search } = useScope()
  const name = useNames()
  const query = useScoped<NeedCounts>('/insights/needs')
  const data = query.data
  const marked = data?.rows.some((row) => row.shares.some((one) => one.marked > 0))
  const to = (row: NeedRow, need: string) => ({ ...search, ...(row.touchpoint && { touchpoint: row.touchpoint }), tag: `need:${need}`, note: undefined })
  const columns: Column<NeedRow>[] = data ? [
    { key: 'touchpoint', name: t('words:dim.touchpoint'), cell: (row) => row.touchpoint ? name('touchpoint', row.touchpoint) : t('words:unknown') },
    { key: 'n', name: t('research:feedback'), number: true, cell: (row) => number(row.feedback) },
    ...data.needs.map((need): Column<NeedRow> => ({ key: need.key, name: needName(need), number: true, cell: (row) => { const share = shareOf(row, need.key); return !share?.marked ? <span className="soft">–</span> : <><Link className="link" to="/feedback" search={to(row, need.key) as never}>{number(share.marked)}</Link>{share.value !== null && <small className="block soft num"><Interval of={share} unit="share" /></small>}</> } })),
  ] : []
  return (
    <section><div className="head"><h2>{t('research:needs')}</h2></div><p className="say-more rs-about">{t('research:needs_about')} <Link className="link" to={'/setup/needs' as never}>{t('research:needs_setup')}</Link></p>
      {query.error ? <Notice tone="danger">{query.error.message}</Notice> : !data ? <Loading lines={4} /> : !marked ? <p className="soft" role="status">{t('research:needs_empty')}</p>
        : <Table caption={t('research:needs')} columns={columns} rows={data.rows.filter((row) => row.shares.some((one) => one.marked > 0))} id={(row) => row.touchpoint ?? ''} />}
    </section>
  )
}
