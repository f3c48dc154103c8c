import { Link } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Button, IconButton } from '@kit/Button'
import { Chip, Popover, Tag } from '@kit/Chip'
import { Segmented } from '@kit/Field'
import { day } from '@kit/format'
import { Icon } from '@kit/Icon'
import { ScopeRow } from '../../frame/ScopeRow'
import { carried, many, useScope } from '../../frame/scope'
import { t } from '../../i18n'
import { listQuery } from '../../records'
import type { Version, View } from './desk'
import { useFacts } from './facts'
import { initials } from './presence'
import type { Journey, MapBrief, Present } from './types'
import { outersOf, withinOf } from './ways'

interface Props { journey: Journey; version: Version; view: View; toBes: readonly MapBrief[]; others?: readonly Present[]; where?: (one: Present) => string; tools?: ReactNode; share?: () => void; drawnAt?: string | undefined; count?: number | undefined }
/** Name, the switches, who else is here; the scope of what is measured. */
export function Head({ journey, version, view, toBes, others = [], where, tools, share, drawnAt, count }: Props) {
  const { search, change } = useScope()
  return (
    <>
      <header className="jm-top">
        <div><p className="sm soft"><Link to={'/journeys' as never} search={carried(search) as never}>{t('map:journeys')}</Link><Outers /></p><h1>{journey.name}{journey.overdue_review && <> <Tag tone="warn">{t('map:overdue')}</Tag></>}</h1></div>
        <div className="row wrap jm-tools">
          <Segmented label={t('map:version')} value={version} options={[{ value: 'as_is', label: t('map:as_is') }, { value: 'to_be', label: t('map:to_be') }, { value: 'both', label: t('map:both') }]} onChange={(next) => change({ version: next === 'as_is' ? undefined : next, step: undefined })} />
          <Segmented label={t('map:view')} value={view} options={[{ value: 'table', label: t('map:view_table') }, { value: 'curve', label: t('map:view_curve') }, { value: 'circle', label: t('map:view_circle') }]} onChange={(next) => change({ view: next === 'table' ? undefined : next })} />
          {others.length > 0 && <ul className="row jm-people" aria-label={t('map:also_here')}>{others.slice(0, 5).map((one) => <li key={one.user_id} className={`avatar${one.cell ? ' here' : ''}`} title={where?.(one) ?? one.name}><span aria-hidden="true">{initials(one.name)}</span><span className="vh">{where?.(one) ?? one.name}</span></li>)}</ul>}
          {tools}
          <IconButton icon="print" label={t('map:print')} onClick={() => window.print()} />
          {share && <Button icon="upload" onClick={share}>{t('map:share')}</Button>}
        </div>
      </header>
      <div className="jm-scope"><ScopeRow skip={['touchpoint', 'stage', 'metric', 'journey', 'persona']} count={count}><PersonaChip ids={journey.persona_ids} />{version !== 'as_is' && toBes.length > 1 && <ToBeChip toBes={toBes} />}</ScopeRow>
        <div className="jm-key" aria-hidden="true"><span><svg width="30" height="10"><path d="M1 5H29" className="ln-pencil" /></svg>{drawnAt ? t('map:key_drawn_on', { day: day(drawnAt) }) : t('map:key_drawn')}</span><span><svg width="30" height="12"><rect x="0" y="1" width="30" height="10" rx="2" fill="var(--band)" /><path d="M1 6H29" className="ln-ink" /></svg>{t('map:key_lived')}</span>{version !== 'as_is' && <span><svg width="30" height="10"><path d="M1 5H29" className="ln-goal" /></svg>{t('map:to_be')}</span>}</div>
      </div>
    </>
  )
}
/** The journeys one came through, each a way back to the step that stands for the next. */
function Outers() {
  const { search } = useScope()
  const facts = useFacts()
  const outers = outersOf(many(search['within'])[0])
  return <>{outers.map((one, at) => { const name = facts.journey(one.journey); return name ? <span key={`${one.journey}${at}`}> <span aria-hidden="true">›</span> <Link to={'/journeys/$id' as never} params={{ id: one.journey } as never} search={{ ...carried(search), within: withinOf(outers.slice(0, at)), step: one.step } as never}>{name}</Link></span> : null })}</>
}
interface PersonaBrief { id: string; key: string; name: string }
/** Through whose eyes: one of the journey's personas, or everybody's. */
function PersonaChip({ ids }: { ids: readonly string[] }) {
  const { search, change } = useScope()
  const all = useQuery({ ...listQuery<PersonaBrief>('/personas', { limit: 200 }), enabled: ids.length > 0 }).data?.items ?? []
  const own = all.filter((one) => ids.includes(one.id))
  const chosen = own.find((one) => one.key === many(search['persona'])[0])
  if (own.length === 0) return null
  return (
    <Popover button={(tie) => <Chip strong={!!chosen} {...tie} {...(chosen && { onClear: () => change({ persona: undefined }), clearLabel: t('map:everyone') })}>{chosen ? chosen.name : t('map:everyone')}</Chip>}>{(close) => (
      <><p className="title">{t('map:persona')}</p>{[null, ...own].map((one) => <button key={one?.id ?? ''} type="button" className="item" aria-current={(one?.key ?? undefined) === chosen?.key || undefined} onClick={() => { change({ persona: one?.key }); close() }}>{one?.name ?? t('map:everyone')}{(one?.key ?? undefined) === chosen?.key && <span className="push"><Icon name="check" /></span>}</button>)}</>)}</Popover>
  )
}
function ToBeChip({ toBes }: { toBes: readonly MapBrief[] }) {
  const { search, change } = useScope()
  const chosen = toBes.find((one) => one.id === many(search['map'])[0]) ?? toBes[0]!
  return <Popover button={(tie) => <Chip strong {...tie}>{chosen.name}</Chip>}>{(close) => toBes.map((one) => <button key={one.id} type="button" className="item" aria-current={one === chosen || undefined} onClick={() => { change({ map: one.id, step: undefined }); close() }}>{one.name}</button>)}</Popover>
}
