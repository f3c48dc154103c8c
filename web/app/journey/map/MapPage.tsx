// One journey as it is drawn and as it is lived. The document lives in its keeper; this page lays tools and views around it.
import './map.css'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { Button } from '@kit/Button'
import { Notice } from '@kit/Notice'
import { Empty, Loading } from '@kit/State'
import { api, type Problem } from '../../api'
import { ErrorPage } from '../../frame/Root'
import { many, type Search, useScope } from '../../frame/scope'
import { t } from '../../i18n'
import { journeyQuery, mapQuery } from './data'
import type { Version, View } from './desk'
import { FactsProvider, useFirmFacts } from './facts'
import { Head } from './Head'
import { OpenMap } from './OpenMap'
import type { Journey, JourneyMap } from './types'

const wide = window.matchMedia('(min-width: 721px)')
/** Is there room for a map, or only for a list? */
export const useWide = () => useSyncExternalStore((tell) => { wide.addEventListener('change', tell); return () => wide.removeEventListener('change', tell) }, () => wide.matches)

export function MapPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const journey = useQuery(journeyQuery(id))
  if (journey.error) return <ErrorPage error={journey.error} reset={() => void journey.refetch()} />
  if (!journey.data) return <div className="in"><Loading lines={8} /></div>
  return <Opened key={id} journey={journey.data} />
}
function Opened({ journey }: { journey: Journey }) {
  const facts = useFirmFacts()
  const { search, change } = useScope()
  const version = (['as_is', 'to_be', 'both'] as const).find((one) => one === many(search['version'])[0]) ?? 'as_is'
  const view = (['table', 'curve', 'circle'] as const).find((one) => one === many(search['view'])[0]) ?? 'table'
  const maps = journey.maps ?? []
  const asIs = maps.find((one) => one.kind === 'as_is')
  const toBes = maps.filter((one) => one.kind === 'to_be')
  const toBe = toBes.find((one) => one.id === many(search['map'])[0]) ?? toBes[0]
  const id = version === 'as_is' ? asIs?.id : toBe?.id
  const go = (next: Version) => change({ version: next === 'as_is' ? undefined : next, step: undefined })
  return (
    <FactsProvider value={facts}>
      <div className="jm">
        {id ? <Loaded key={`${id}${version}`} journey={journey} id={id} asIs={version === 'as_is' ? undefined : asIs?.id} both={version === 'both'} view={view} version={version} />
          : <><Head journey={journey} version={version} view={view} toBes={toBes} />{version === 'as_is' ? <Notice tone="warning">{t('map:no_map')}</Notice> : <NoToBe journey={journey} onMade={(map) => change({ map: map.id })} back={() => go('as_is')} />}</>}
      </div>
    </FactsProvider>
  )
}
function Loaded({ journey, id, asIs, both, view, version }: { journey: Journey; id: string; asIs: string | undefined; both: boolean; view: View; version: Version }) {
  const map = useQuery(mapQuery(id))
  const before = useQuery({ ...mapQuery(asIs ?? ''), enabled: !!asIs })
  const error = map.error ?? before.error
  if (error) return <ErrorPage error={error} reset={() => { void map.refetch(); void before.refetch() }} />
  if (!map.data || (asIs && !before.data)) return <><Head journey={journey} version={version} view={view} toBes={[]} /><div className="jm-wait"><Loading lines={8} /></div></>
  return <OpenMap journey={journey} map={map.data} asIs={before.data as JourneyMap | undefined} both={both} view={view} version={version} />
}
function NoToBe({ journey, onMade, back }: { journey: Journey; onMade: (map: JourneyMap) => void; back: () => void }) {
  const client = useQueryClient()
  const make = useMutation<JourneyMap, Problem, void>({ mutationFn: () => api.post(`/journeys/${journey.id}/to_be`, {}), onSuccess: async (map) => { await client.invalidateQueries({ queryKey: ['journeys'] }); onMade(map) } })
  return <Empty title={t('map:no_to_be')} action={<span className="row wrap"><Button look="main" busy={make.isPending} onClick={() => make.mutate()}>{t('map:begin_to_be')}</Button><Button look="ghost" onClick={back}>{t('map:back_as_is')}</Button></span>}>{t('map:no_to_be_words')}{make.error && <Notice tone="danger">{make.error.words}</Notice>}</Empty>
}
/** Address words of the page, changed without losing its scope. */
export function useMapAddress() {
  const navigate = useNavigate()
  return (next: Search, replace = true) => void navigate({ to: '.', search: ((old: Search) => Object.fromEntries(Object.entries({ ...old, ...next }).filter(([, value]) => value !== undefined && value !== ''))) as never, replace, resetScroll: false })
}
