import { type ReactNode, useState, useSyncExternalStore } from 'react'
import { Button } from '@kit/Button'
import { Chip, Popover } from '@kit/Chip'
import { Checkbox, TextField } from '@kit/Field'
import { day } from '@kit/format'
import { Icon } from '@kit/Icon'
import { mayBeNone } from '../api'
import { t, tOr } from '../i18n'
import { linkState, watchLink } from '../live'
import { useChoices, useNames, useRegister } from '../records'
import { useSession } from '../session'
import { type FilterName, type Scope, periods, useScope } from './scope'

const periodKeys = { '30d': 'frame:last_30', '90d': 'frame:last_90', '365d': 'frame:last_365', year: 'frame:this_year', all: 'frame:all_time' } as const
const more: readonly FilterName[] = ['touchpoint', 'stage', 'channel', 'kind', 'source', 'survey', 'survey_kind', 'language', 'topic', 'sentiment', 'intent', 'emotion', 'lifecycle', 'department', 'journey', 'persona']

/** The scope on top of every page that counts. `count` is how many answers it holds; `skip` leaves out filters that make no sense on the page; `children` are the page's own chips. */
export function ScopeRow({ count, skip = [], children }: { count?: number | undefined; skip?: readonly string[]; children?: ReactNode }) {
  const { scope, set, clear } = useScope()
  const link = useSyncExternalStore(watchLink, linkState)
  const extra = Object.keys(scope.filters).filter((one) => one !== 'location' && one !== 'brand' && !skip.includes(one))
  return (
    <div className="scope" role="group" aria-label={t('frame:scope')}>
      {!skip.includes('period') && <PeriodChip scope={scope} />}
      {!skip.includes('location') && <PickChip filter="location" all={t('frame:everywhere')} />}
      {!skip.includes('brand') && <PickChip filter="brand" all={t('frame:all_brands')} />}
      {children}
      <FilterChips filters={scope.filters} set={set} names={more.filter((one) => !skip.includes(one))} shown={extra} attributes={!skip.includes('attribute')} />
      {extra.length > 1 && <button type="button" className="chip add" onClick={clear}>{t('frame:clear_all')}</button>}
      {link === 'lost' ? <span className="live-note lost push">{t('frame:lost')}</span> : count !== undefined && <span className="live-note push">{t('frame:live_answers', { count })}</span>}
    </div>
  )
}
/** Filters of one set as chips, and the way to add another; the same vocabulary wherever a set of answers is named. */
export function FilterChips({ filters, set, names = ['location', 'brand', ...more], shown = Object.keys(filters), attributes: ofAttributes = true }: { filters: Filters; set: SetFilter; names?: readonly FilterName[]; shown?: readonly string[]; attributes?: boolean }) {
  const name = useNames()
  const attributes = useRegister('attributes').filter((one) => one.of === 'feedback')
  const labelOf = (filter: string) => filter.startsWith('attribute.') ? attributes.find((one) => `attribute.${one.key}` === filter)?.name ?? filter.slice(10) : tOr(`words:dim.${filter}`, filter)
  return (
    <>
      {shown.map((filter) => {
        const values = filters[filter] ?? []
        const words = values.map((one) => valueName(filter, one, name)).join(', ')
        const text = `${labelOf(filter)}: ${values.length > 2 ? t('frame:chosen', { count: values.length }) : words}`
        return <Popover key={filter} button={(tie) => <Chip strong {...tie} onClear={() => set(filter as FilterName, [])} clearLabel={t('frame:clear_filter', { name: labelOf(filter) })}>{text}</Chip>}>{() => <Choices filter={filter as FilterName} values={values} set={set} />}</Popover>
      })}
      <Popover button={(tie) => <Chip className="add" {...tie}><span aria-hidden="true">+ </span>{t('frame:add_filter')}</Chip>}>{(close) => <AddFilter names={[...names, ...(ofAttributes ? attributes : []).map((one) => `attribute.${one.key}` as FilterName)]} filters={filters} set={set} labelOf={labelOf} close={close} />}</Popover>
    </>
  )
}
type Filters = Readonly<Record<string, string[]>>
type SetFilter = (name: FilterName, values: readonly string[]) => void
const valueName = (filter: string, value: string, name: ReturnType<typeof useNames>): string =>
  value.startsWith('!') ? t('frame:not', { name: valueName(filter, value.slice(1), name) }) : filter === 'handled' || filter === 'has_comment' ? t(value === 'true' ? 'words:yes' : 'words:no') : filter === 'q' || filter === 'tag' || filter.startsWith('score_') || filter.startsWith('attribute.') ? value : name(filter, value)

export const periodName = (scope: Scope) => scope.period !== 'own' ? t(periodKeys[scope.period]) : [scope.from && day(scope.from), scope.until && day(scope.until)].map((one) => one ?? '…').join(' – ')
function PeriodChip({ scope }: { scope: Scope }) {
  const { setPeriod, setDates } = useScope()
  const [from, setFrom] = useState(scope.from ?? '')
  const [until, setUntil] = useState(scope.until ?? '')
  return (
    <Popover button={(tie) => <Chip strong {...tie}>{periodName(scope)}</Chip>}>{(close) => (
      <>
        {periods.map((one) => <button key={one} type="button" className="item" aria-current={scope.period === one || undefined} onClick={() => { setPeriod(one); close() }}>{t(periodKeys[one])}{scope.period === one && <span className="push"><Icon name="check" /></span>}</button>)}
        <hr />
        <form className="form" onSubmit={(event) => { event.preventDefault(); setDates(from, until); close() }}>
          <TextField type="date" label={t('frame:from')} value={from} max={until || undefined} onChange={(event) => setFrom(event.target.value)} />
          <TextField type="date" label={t('frame:until')} value={until} min={from || undefined} onChange={(event) => setUntil(event.target.value)} />
          <Button type="submit" disabled={!from && !until}>{t('frame:apply')}</Button>
        </form>
      </>)}</Popover>
  )
}
/** Place and brand: always there, strong when they narrow. Absent when the firm has none. */
function PickChip({ filter, all }: { filter: 'location' | 'brand'; all: string }) {
  const { scope, set } = useScope()
  const { user } = useSession()
  const name = useNames()
  const choices = useChoices(filter)
  const values = scope.filters[filter] ?? []
  if (choices.length < 2 && values.length === 0) return null
  const text = values.length === 0 ? (filter === 'location' && user.location_id ? name('location', user.location_id) : all) : values.length > 2 ? t('frame:chosen', { count: values.length }) : values.map((one) => valueName(filter, one, name)).join(', ')
  return <Popover button={(tie) => <Chip strong={values.length > 0} {...tie} {...(values.length > 0 && { onClear: () => set(filter, []), clearLabel: t('frame:clear_filter', { name: text }) })}>{text}</Chip>}>{() => <Choices filter={filter} values={values} set={set} />}</Popover>
}
function Choices({ filter, values, set }: { filter: FilterName; values: readonly string[]; set: SetFilter }) {
  const name = useNames()
  const listed = useChoices(filter)
  // what has none of them stands last
  const choices = listed.length > 0 && mayBeNone(filter) ? [...listed, { value: '', label: name(filter, '') }] : listed
  const locations = useRegister('locations')
  const [text, setText] = useState('')
  // a value that is no plain choice (said about a topic in one tone, or taken out) can still be taken away
  const odd = choices.length === 0 ? [] : values.filter((one) => !choices.some((other) => other.value === one)).map((one) => ({ value: one, label: valueName(filter, one, name) }))
  const toggle = (value: string, on: boolean) => set(filter, on ? [...values, value] : values.filter((one) => one !== value))
  const depth = (key: string): number => { const one = locations.find((l) => l.key === key); const parent = one?.parent_id && locations.find((l) => l.id === one.parent_id); return parent ? 1 + depth(parent.key) : 0 }
  if (filter === 'handled' || filter === 'has_comment') return <>{(['true', 'false'] as const).map((one) => <div key={one} className="pad"><Checkbox label={t(one === 'true' ? 'words:yes' : 'words:no')} checked={values.includes(one)} onChange={(on) => set(filter, on ? [one] : [])} /></div>)}</>
  return (
    <>
      {choices.length > 9 && <div className="pad"><TextField quiet label={t('frame:search')} placeholder={t('frame:search')} value={text} onChange={(event) => setText(event.target.value)} /></div>}
      <div className="filter-list">{[...odd, ...choices].filter((one) => one.label.toLowerCase().includes(text.toLowerCase())).map((one) => <div key={one.value} className="pad slim-pad" style={filter === 'location' ? { paddingInlineStart: 12 + depth(one.value) * 18 } : undefined}><Checkbox label={one.label} checked={values.includes(one.value)} onChange={(on) => toggle(one.value, on)} /></div>)}</div>
      {choices.length === 0 && <form className="form" onSubmit={(event) => { event.preventDefault(); if (text.trim()) { set(filter, [...values, text.trim()]); setText('') } }}>
        {values.map((one) => <Checkbox key={one} label={one} checked onChange={() => toggle(one, false)} />)}
        <TextField label={t('words:value')} value={text} onChange={(event) => setText(event.target.value)} /><Button type="submit">{t('frame:apply')}</Button>
      </form>}
    </>
  )
}
function AddFilter({ names, filters, set, labelOf, close }: { names: readonly FilterName[]; filters: Filters; set: SetFilter; labelOf: (name: string) => string; close: () => void }) {
  const [chosen, setChosen] = useState<FilterName | null>(null)
  if (chosen) return <><button type="button" className="item soft" onClick={() => setChosen(null)}><Icon name="left" />{labelOf(chosen)}</button><Choices filter={chosen} values={filters[chosen] ?? []} set={set} /><div className="pad"><Button onClick={close}>{t('frame:close')}</Button></div></>
  return <><p className="title">{t('frame:choose_filter')}</p>{names.map((one) => <button key={one} type="button" className="item" onClick={() => setChosen(one)}>{labelOf(one)}<span className="push"><Icon name="right" /></span></button>)}</>
}
