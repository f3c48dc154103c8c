import { Link, useParams } from '@tanstack/react-router'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@kit/Button'
import { Tag } from '@kit/Chip'
import { Select } from '@kit/Field'
import { day, number, share, when } from '@kit/format'
import { Icon } from '@kit/Icon'
import { Notice, toast } from '@kit/Notice'
import { Progress } from '@kit/State'
import { Loading } from '@kit/State'
import { Rich } from '@kit/Rich'
import { api, type Problem } from '../api'
import { NotFoundPage } from '../frame/Root'
import { carried, many, useScope } from '../frame/scope'
import { useMayMark } from '../insight/rights'
import { because } from '../insight/say'
import { language, t } from '../i18n'
import { JourneyPlace } from '../journey/Place'
import { getQuery, listQuery, useNames, useRegister, useScoped } from '../records'
import { useSession } from '../session'
import { GapList } from './GapList'
import { Offered } from './Offered'
import { standing, worstFirst } from './gaps'
import { KeptList, Slogans } from './Kept'
import { PromisePanel } from './PromisePanel'
import { type BrandPromise, type ForRole, type GapsAnswer, type Item, type Readers, wordsOf } from './shape'
import './promise.css'

/** One promise as a desk: how it is kept and what it means for the reader at the left, its facts at the right. */
export function PromisePage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const { search, change } = useScope()
  const write = useMayMark()
  const list = useQuery(listQuery<BrandPromise>('/promises', { limit: 500 }))
  const one = list.data?.items.find((promise) => promise.id === id || promise.key === id)
  const places = useScoped<GapsAnswer>('/promises/gaps', { by: 'touchpoint', promise: one?.key, state: 'all' }, !!one)
  const groups = useScoped<GapsAnswer>('/promises/gaps', { by: 'segment', promise: one?.key, state: 'all' }, !!one)
  const whole = useScoped<GapsAnswer>('/promises/gaps', { promise: one?.key, state: 'all' }, !!one)
  if (list.data && !one) return <NotFoundPage />
  const own = (answer: GapsAnswer | undefined) => worstFirst((answer?.rows ?? []).filter((row) => row.promise_id === one?.id))
  const total = own(whole.data)
  const believed = whole.data?.believed.filter((row) => row.promise_id === one?.id) ?? []
  const kept = own(places.data).filter((row) => row.touchpoint !== null && row.kept.n > 0).map((row) => ({ touchpoint: row.touchpoint!, kept: row.kept }))
  return (
    <JourneyPlace title={one ? wordsOf(one, language()) : t('promise:title')}>
      {list.error ? <Notice tone="danger">{list.error.message}</Notice> : !one ? <Loading lines={8} /> : (
        <>
          <div className="desk">
            <div>
              <Link className="back" to={'/promises' as never} search={carried(search) as never}><Icon name="left" />{t('promise:title')}</Link>
              <h2 className="desk-say">{wordsOf(one, language())}</h2>
              <p className="say-more"><Rich text={told(total[0])} /></p>
              <section>{whole.error ? <Notice tone="danger">{whole.error.message}</Notice> : !whole.data ? <Loading lines={3} /> : total.length === 0 ? <p className="soft" role="status">{t('promise:not_asked')}{whole.data.reason && ` ${because(whole.data.reason)}`}</p> : <GapList rows={total} promises={[one]} name={`promise-${one.key}`} plain />}</section>
              {own(places.data).length > 0 && <section><div className="head"><h2>{t('promise:by_place')}</h2></div><GapList rows={own(places.data)} promises={[one]} name={`promise-${one.key}-touchpoints`} plain told by="touchpoint" /></section>}
              {kept.length > 1 && <KeptList of={kept} />}
              {own(groups.data).length > 1 && <section><div className="head"><h2>{t('promise:by_segment')}</h2></div><GapList rows={own(groups.data)} promises={[one]} name={`promise-${one.key}-segments`} plain told by="segment" /></section>}
              {believed.length > 0 && <Slogans of={believed} promises={[one]} />}
              <Means of={one} />
            </div>
            <aside aria-label={t('promise:facts')}><Facts of={one} asOf={whole.data?.as_of} />{write && <Button icon="edit" onClick={() => change({ open: 'edit' })}>{t('promise:edit')}</Button>}<ReadBy of={one} />{write && <Items of={one} />}</aside>
          </div>
          {many(search['open'])[0] === 'edit' && write && <PromisePanel record={one} next={one.position} onClose={() => change({ open: undefined })} onSaved={() => change({ open: undefined })} />}
        </>)}
    </JourneyPlace>
  )
}
const told = (row: GapsAnswer['rows'][number] | undefined): string => {
  if (!row || row.gap.value === null) return t('promise:told_unknown')
  const by = number(Math.abs(row.gap.value), 2)
  return t(({ short: 'promise:told_short', kept: 'promise:told_kept', beyond: 'promise:told_beyond', unknown: 'promise:told_thin' } as const)[standing(row.gap)], { by })
}
function Facts({ of, asOf }: { of: BrandPromise; asOf: string | undefined }) {
  const name = useNames()
  const { search } = useScope()
  const fact = (label: string, value: React.ReactNode) => value ? <div><dt>{label}</dt><dd>{value}</dd></div> : null
  return (
    <dl className="facts">
      {fact(t('promise:state'), <Tag {...(of.state === 'live' && { tone: 'acc' as const })}>{t(`promise:state.${of.state}`)}</Tag>)}
      {fact(t('promise:kind'), t(`promise:kind.${of.kind}`))}{fact(t('promise:source'), of.source)}{fact(t('promise:made_on'), of.made_on && day(of.made_on))}{fact(t('promise:audience'), of.audience)}
      {fact(t('promise:touchpoints'), of.touchpoint_ids.length > 0 && <ul>{of.touchpoint_ids.map((id) => <li key={id}><Link className="link" to="/touchpoints/$id" params={{ id }} search={carried(search) as never}>{name('touchpoint', id)}</Link></li>)}</ul>)}
      {fact(t('promise:data'), asOf && when(asOf))}
    </dl>
  )
}
/** What it means for the reader; what it means for the others below. Reading is confirmed. */
function Means({ of }: { of: BrandPromise }) {
  const { user } = useSession()
  const departments = useRegister('departments')
  const name = useNames()
  const mine = (one: ForRole) => (!one.role && !one.department_id) || one.role === user.role || (!!one.department_id && one.department_id === user.department_id)
  const who = (one: ForRole) => one.department_id ? name('department', one.department_id) : one.role ? t(`words:role.${one.role as typeof user.role}`) : t('promise:for_all')
  if (of.roles.length === 0 && departments.length === 0) return null
  const rows = [...of.roles].sort((a, b) => Number(mine(b)) - Number(mine(a)))
  return (
    <section id="means"><div className="head"><h2>{t('promise:means')}</h2></div>
      {rows.length === 0 ? <p className="soft">{t('promise:means_none')}</p> : <ul className="means">{rows.map((one, at) => <li key={at} className={mine(one) ? 'mine' : undefined}><b>{mine(one) ? t('promise:for_you', { who: who(one) }) : who(one)}</b><p>{one.text}</p></li>)}</ul>}
      <Confirm of={of} />
    </section>
  )
}
const readersQuery = (id: string) => getQuery<Readers>(`/promises/${id}/readers`)
function Confirm({ of }: { of: BrandPromise }) {
  const client = useQueryClient()
  const readers = useQuery(readersQuery(of.id))
  const [now, setNow] = useState(false)
  const read = useMutation<unknown, Problem>({ mutationFn: () => api.post(`/promises/${of.id}/read`), onSuccess: () => { setNow(true); toast(t('promise:read_thanks')) }, onSettled: () => client.invalidateQueries({ queryKey: ['promises'] }) })
  if (of.state !== 'live' || !readers.data?.mine.asked) return null
  const done = now || !!readers.data.mine.read_at
  return <div className="read-row">{done ? <Tag tone="acc">{t('promise:read_by_me')}</Tag> : <Button icon="check" look="main" busy={read.isPending} onClick={() => read.mutate()}>{t('promise:read')}</Button>}<span className="sm soft">{t('promise:read_about')}</span>{read.error && <Notice tone="danger">{read.error.message}</Notice>}</div>
}
function ReadBy({ of }: { of: BrandPromise }) {
  const { data } = useQuery(readersQuery(of.id))
  if (!data || data.asked === 0) return null
  return (
    <div><h2>{t('promise:readers')}</h2>
      <Progress value={data.read} max={data.asked} label={t('promise:readers_of', { count: data.read, of: number(data.asked), share: data.share.value === null ? '–' : share(data.share.value) })} />
      <ul className="sm">{data.departments.map((one) => <li key={one.department_id ?? ''} className="row"><span>{one.name ?? t('promise:no_department')}</span><span className="push soft nw">{t('promise:some_of', { some: number(one.read), of: number(one.asked) })}</span></li>)}</ul></div>
  )
}
/** The paired questions: what was counted on, what was lived, was it kept. */
function Items({ of }: { of: BrandPromise }) {
  const client = useQueryClient()
  const name = useNames()
  const [at, setAt] = useState(of.touchpoint_ids[0] ?? '')
  const make = useMutation<{ items: Item[] }, Problem>({ mutationFn: () => api.post<{ items: Item[] }>(`/promises/${of.id}/items`, at ? { touchpoint_id: at } : {}), onSuccess: () => { void client.invalidateQueries({ queryKey: ['promises'] }); void client.invalidateQueries({ queryKey: ['metrics'] }) } })
  return (
    <div><h2>{t('promise:ask')}</h2><p className="sm">{t('promise:ask_about')}</p>
      <div className="form">{of.touchpoint_ids.length > 0 && <Select label={t('words:dim.touchpoint')} value={at} options={of.touchpoint_ids.map((id) => ({ value: id, label: name('touchpoint', id) }))} onChange={setAt} />}<Button busy={make.isPending} onClick={() => make.mutate()}>{t('promise:ask_make')}</Button></div>
      {make.error && <Notice tone="danger">{make.error.message}</Notice>}
      {make.data && <><Offered items={make.data.items} /><p className="sm"><Link className="link" to="/surveys">{t('promise:ask_surveys')}</Link></p></>}
    </div>
  )
}
