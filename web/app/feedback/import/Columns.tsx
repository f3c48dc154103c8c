import { useEffect, useMemo, useRef, useState } from 'react'
import { Button } from '@kit/Button'
import { Checkbox, type Option, Select, TextField } from '@kit/Field'
import { number } from '@kit/format'
import { Problems } from '@kit/Notice'
import { t } from '../../i18n'
import { useChoices } from '../../records'
import { useMetrics } from '../inbox'
import type { Import } from '../../types'
import { assign, dateFormats, type Draft, draftOf, type Field, fieldsOf, lacks, listed, mapOf, type Role, slug, type Whole } from './map'
import { useImportActs } from './imports'
import { type Place, placeOptions, usePlaces } from './answers'
import { WholeFile } from './WholeFile'

type Columned = Import['columns'][number]
/** Step two: what each column is. Guessed by the server; every guess can be changed. */
export function Columns({ one, onDone }: { one: Import; onDone: () => void }) {
  const [draft, setDraft] = useState(() => draftOf(one))
  const [tried, setTried] = useState(false)
  const { check } = useImportActs()
  const places = usePlaces(draft.whole.survey)
  // read again with another delimiter or encoding: other columns, other guesses
  const names = one.columns.map((column) => column.name).join('\u0000')
  const before = useRef(names)
  useEffect(() => { if (before.current !== names) { before.current = names; setDraft(draftOf(one)) } }, [names, one])
  const missing = lacks(one.kind, draft)
  const problem = check.error
  const items = useMemo(() => tried && missing.length ? missing.map((lack) => ({ message: t(`import:lack_${lack}`) })) : problem ? (problem.problems.length ? problem.problems.map((p) => ({ message: p.message })) : [{ message: problem.status === 0 ? t('frame:unreachable') : problem.words }]) : [], [tried, missing.join(), problem])
  const go = () => { setTried(true); if (missing.length === 0) check.mutate({ id: one.id, map: mapOf(one.kind, draft) }, { onSuccess: onDone }) }
  const used = Object.values(draft.roles).filter((role) => role.as !== 'ignore').length
  return (
    <form onSubmit={(event) => { event.preventDefault(); go() }}>
      {items.length > 0 && <div className="im-gap"><Problems title={t('import:not_checked')} items={items} /></div>}
      <section><WholeFile one={one} draft={draft} onChange={(whole: Partial<Whole>) => setDraft({ ...draft, whole: { ...draft.whole, ...whole } })} onReread={() => check.mutate({ id: one.id, map: { delimiter: draft.whole.delimiter, encoding: draft.whole.encoding } })} rereading={check.isPending} /></section>
      <section>
        <div className="head"><h2>{t('import:columns')}</h2><span className="push soft">{t('import:columns_used', { count: used, all: number(one.columns.length) })}</span></div>
        <ul className="im-cols">{one.columns.map((column) => <Column key={column.name} one={one} column={column} draft={draft} places={places} onRole={(role) => setDraft(assign(draft, column.name, role))} />)}</ul>
      </section>
      <div className="row actions im-foot"><p className="soft sm">{t('import:check_hint')}</p><Button type="submit" look="main" busy={check.isPending}>{t('import:check')}</Button></div>
    </form>
  )
}
function Column({ one, column, draft, places, onRole }: { one: Import; column: Columned; draft: Draft; places: readonly Place[]; onRole: (role: Role) => void }) {
  const role = draft.roles[column.name] ?? { as: 'ignore' as const }
  const metrics = useMetrics().filter((metric) => metric.kind !== 'index')
  const value = role.as === 'field' ? role.field : role.as === 'answer' ? `answer:${role.answer}` : role.as
  const options: Option[] = [
    { value: 'ignore', label: t('import:as_ignore') },
    ...(role.as === 'answer' && !places.some((place) => place.name === role.answer) ? [{ value, label: role.answer }] : []),
    ...placeOptions(places),
    ...(one.kind === 'feedback' ? [{ value: 'rating', label: t('import:as_rating') }] : []),
    ...fieldsOf(one.kind).filter((field) => field !== 'finished' || draft.whole.survey !== '').map((field) => ({ value: field, label: fieldName(one.kind, field) })),
    { value: 'attribute', label: t('import:as_attribute') },
  ]
  const choose = (next: string) => onRole(
    next === 'ignore' ? { as: 'ignore' }
      : next.startsWith('answer:') ? { as: 'answer', answer: next.slice(7), noAnswer: [] }
      : next === 'rating' ? { as: 'rating', metric: fitting(column, metrics), touchpoint: '', notApplicable: [] }
      : next === 'attribute' ? { as: 'attribute', key: slug(column.name), dimension: true }
      : next === 'occurred_at' ? { as: 'field', field: 'occurred_at', format: dateGuess(column.examples) }
      : { as: 'field', field: next as Field })
  return (
    <li className={role.as === 'ignore' ? 'out' : role.as === 'answer' ? 'answer' : undefined}>
      <div className="im-col"><h3>{column.name || t('import:nameless')}</h3><p className="xs soft">{column.examples.filter(Boolean).map((example, at) => <span key={at}>{example.length > 60 ? `${example.slice(0, 60)}…` : example}</span>)}</p></div>
      <Select quiet label={t('import:what_is', { name: column.name })} value={value} options={options} onChange={choose} />
      <div className="im-more">
        {role.as === 'rating' && <RatingRole column={column} role={role} draft={draft} onRole={onRole} metrics={metrics} />}
        {role.as === 'answer' && <NoAnswer key={role.answer} role={role} onRole={onRole} />}
        {role.as === 'attribute' && <><TextField label={t('import:attribute_key')} value={role.key} pattern="[a-z0-9_]+" onChange={(event) => onRole({ ...role, key: event.target.value })} onBlur={() => onRole({ ...role, key: slug(role.key || column.name) })} /><Checkbox label={t('import:dimension')} checked={role.dimension} onChange={(dimension) => onRole({ ...role, dimension })} /></>}
        {role.as === 'field' && role.field === 'occurred_at' && <Select label={t('import:format')} value={role.format ?? 'iso'} options={dateFormats.map((format) => ({ value: format, label: formatName(format) }))} onChange={(format) => onRole({ ...role, format })} />}
      </div>
    </li>
  )
}
function RatingRole({ column, role, draft, onRole, metrics }: { column: Columned; role: Extract<Role, { as: 'rating' }>; draft: Draft; onRole: (role: Role) => void; metrics: ReturnType<typeof useMetrics> }) {
  const [never, setNever] = useState(role.notApplicable.join(', '))
  const touchpoints = useChoices('touchpoint')
  // a touchpoint that does not exist yet: the guessed one, or one named like the column
  const fresh = [...new Set([role.touchpoint, draft.whole.createTouchpoints ? slug(column.name) : ''])].filter((key) => key && !touchpoints.some((one) => one.value === key))
  return (
    <>
      <Select label={t('words:dim.metric')} none={t('import:choose')} value={role.metric} options={metrics.map((metric) => ({ value: metric.key, label: t('import:metric_scale', { name: metric.name, min: number(metric.min), max: number(metric.max) }) }))} onChange={(metric) => onRole({ ...role, metric })} />
      <Select label={t('words:dim.touchpoint')} none={t('import:no_touchpoint')} value={role.touchpoint} options={[...fresh.map((key) => ({ value: key, label: t('import:new_touchpoint', { name: key === slug(column.name) ? column.name : key }) })), ...touchpoints]} onChange={(touchpoint) => onRole({ ...role, touchpoint })} />
      <TextField label={t('import:not_applicable')} placeholder={t('import:not_applicable_example')} value={never} onChange={(event) => { setNever(event.target.value); onRole({ ...role, notApplicable: listed(event.target.value) }) }} />
    </>
  )
}
function NoAnswer({ role, onRole }: { role: Extract<Role, { as: 'answer' }>; onRole: (role: Role) => void }) {
  const [line, setLine] = useState(role.noAnswer.join(', '))
  return <TextField label={t('travel:no_answer')} placeholder={t('travel:no_answer_example')} value={line} onChange={(event) => { setLine(event.target.value); onRole({ ...role, noAnswer: listed(event.target.value) }) }} />
}
export const fieldName = (kind: Import['kind'], field: Field): string => field === 'key' ? t(`import:key_${kind}`) : field === 'kind' && kind === 'customers' ? t('import:field_customer_kind') : t(`import:field_${field}`)
export const formatName = (format: string) => format === 'iso' ? t('import:format_iso') : format.replace('%d', '31').replace('%m', '12').replace('%Y', '2026').replace('%H', '18').replace('%M', '30')
function dateGuess(examples: readonly string[]): string {
  const one = examples.find(Boolean) ?? ''
  const clock = /\d:\d\d/.test(one) ? ' %H:%M' : ''
  if (/^\d{1,2}\.\d{1,2}\.\d{4}/.test(one)) return `%d.%m.%Y${clock}`
  return /^\d{1,2}\/\d{1,2}\/\d{4}/.test(one) ? `${Number(one.split('/')[1]) > 12 ? '%m/%d' : '%d/%m'}/%Y${clock}` : /^\d{4}\/\d/.test(one) ? '%Y/%m/%d' : 'iso'
}
/** The narrowest scale that holds the examples, satisfaction before all. */
function fitting(column: Columned, metrics: ReturnType<typeof useMetrics>): string {
  const values = column.examples.map(Number).filter((value) => !Number.isNaN(value))
  const fits = metrics.filter((metric) => values.every((value) => value >= metric.min && value <= metric.max))
  return fits.find((metric) => metric.key === 'csat')?.key ?? [...fits].sort((a, b) => (a.max - a.min) - (b.max - b.min))[0]?.key ?? ''
}
