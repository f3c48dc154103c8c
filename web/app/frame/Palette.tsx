import { useNavigate } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useId, useRef, useState } from 'react'
import { t } from '../i18n'
import { getQuery, listQuery, useRegister, useSurveys } from '../records'
import type { Found, Journey } from '../journey/map/types'
import type { Customer } from '../types'
import { useSetupGroups } from '../firm/sections'
import { useMay } from '../session'
import { places as casePlaces } from '../casework/places'
import { useRooms } from './rooms'

interface Hit { id: string; name: string; kind: string; go: () => void }
const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ł', 'l').toLowerCase()

/** Ctrl K: pages, journeys and their steps, initiatives, touchpoints, customers. */
export default function Palette({ onClose }: { onClose: () => void }) {
  const here = useRef<HTMLDialogElement>(null)
  const [q, setQ] = useState('')
  const [at, setAt] = useState(0)
  const list = useId()
  const navigate = useNavigate()
  const touchpoints = useRegister('touchpoints')
  const mayPeople = useMay('read_people')
  const { rooms } = useRooms('')
  const setup = useSetupGroups().flatMap((group) => group.sections)
  const customers = useQuery({ ...listQuery<Customer>('/customers', { q: q.trim(), limit: 6 }), enabled: mayPeople && q.trim().length > 1 })
  const journeys = useQuery(listQuery<Journey>('/journeys', { limit: 500 })).data?.items.filter((one) => !one.archived) ?? []
  const steps = useQuery({ ...getQuery<{ items: Found[] }>('/journeys/search', { q: q.trim() }), enabled: q.trim().length > 1, placeholderData: (old: { items: Found[] } | undefined) => old }).data?.items.filter((one) => one.kind === 'as_is') ?? []
  const mayCases = useMay('read_feedback')
  const cases = useQuery({ ...listQuery<{ id: string; number: string; title: string; customer_name: string | null }>('/cases', { q: q.trim(), limit: 4 }), enabled: mayCases && q.trim().length > 2 })
  const initiatives = useQuery({ ...listQuery<{ id: string; name: string }>('/initiatives', { q: q.trim(), limit: 4 }), enabled: q.trim().length > 1 })
  const surveys = useSurveys(mayCases)
  useEffect(() => { const node = here.current; node?.showModal(); return () => node?.close() }, [])
  const to = (path: string) => () => { onClose(); void navigate({ to: path as never }) }
  const pages: Hit[] = [
    ...rooms.map((room) => ({ id: room.to, name: room.label, kind: t('frame:page'), go: to(room.to) })),
    { id: '/profile', name: t('frame:me'), kind: t('frame:page'), go: to('/profile') },
    ...(mayCases ? casePlaces.slice(1).map((one) => ({ id: one.to, name: t(one.name), kind: t('case:title'), go: to(one.to) })) : []),
    ...setup.map((one) => ({ id: `setup ${one.key}`, name: t(one.name), kind: t('frame:setup'), go: to(one.to ?? `/setup/${one.key}`) })),
  ]
  const found = [...pages, ...journeys.map((one) => ({ id: one.id, name: one.name, kind: t('map:journey'), go: to(`/journeys/${one.id}`) })), ...surveys.map((one) => ({ id: one.id, name: one.name, kind: t('words:dim.survey'), go: to(`/surveys/${one.id}`) })), ...touchpoints.map((one) => ({ id: one.id, name: one.name, kind: t('words:dim.touchpoint'), go: to(`/touchpoints/${one.id}`) }))].filter((hit) => fold(hit.name).includes(fold(q.trim())))
  const hits = [...found.slice(0, 8), ...(q.trim().length > 1 ? steps.slice(0, 6).map((one) => ({ id: `${one.map_id} ${one.step_id}`, name: one.step, kind: `${t('map:step')} · ${one.journey}`, go: to(`/journeys/${one.journey_id}/steps/${one.step_id}`) })) : []), ...(q.trim().length > 1 ? (initiatives.data?.items ?? []).map((one) => ({ id: one.id, name: one.name, kind: t('programme:one'), go: to(`/initiatives/${one.id}`) })) : []), ...(q.trim().length > 2 ? (cases.data?.items ?? []).map((one) => ({ id: one.id, name: `${one.number} ${one.customer_name ?? one.title}`, kind: t('case:one'), go: to(`/cases/${one.id}`) })) : []), ...(q.trim().length > 1 ? (customers.data?.items ?? []).map((one) => ({ id: one.id, name: one.name, kind: t('words:dim.customer'), go: to(`/customers/${one.id}`) })) : [])]
  const chosen = Math.min(at, hits.length - 1)
  return (
    <dialog ref={here} className="dialog palette" aria-label={t('frame:palette')} onCancel={(event) => { event.preventDefault(); onClose() }} onClick={(event) => { if (event.target === here.current) onClose() }}>
      <input className="input" type="text" role="combobox" aria-expanded="true" aria-controls={list} aria-activedescendant={hits[chosen] ? `${list}-${chosen}` : undefined} aria-label={t('frame:palette')} placeholder={t('frame:palette_hint')} value={q} autoFocus
        onChange={(event) => { setQ(event.target.value); setAt(0) }}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown' || event.key === 'ArrowUp') { event.preventDefault(); setAt((chosen + (event.key === 'ArrowDown' ? 1 : hits.length - 1)) % Math.max(1, hits.length)) }
          if (event.key === 'Enter') { event.preventDefault(); hits[chosen]?.go() }
        }} />
      <ul id={list} role="listbox" aria-label={t('frame:palette')}>
        {hits.map((hit, index) => <li key={hit.id} id={`${list}-${index}`} role="option" aria-selected={index === chosen} onPointerMove={() => setAt(index)} onClick={hit.go}><span>{hit.name}</span><span className="soft xs push">{hit.kind}</span></li>)}
      </ul>
      {hits.length === 0 && !customers.isFetching && <p className="soft sm" role="status">{t('frame:palette_none', { q })}</p>}
    </dialog>
  )
}
