// A journey shown to somebody outside by a link: to look at, nothing else.
import '@kit/record.css'
import './map.css'
import { useParams } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { IconButton } from '@kit/Button'
import { Segmented } from '@kit/Field'
import { Loading } from '@kit/State'
import { t } from '../../i18n'
import { getQuery } from '../../records'
import { Behind } from './Behind'
import { CircleView } from './CircleView'
import { CurveView } from './CurveView'
import type { View } from './desk'
import { byStep } from './doc'
import { type Facts, FactsProvider } from './facts'
import { useWide } from './MapPage'
import { MapGrid, type MapView } from './MapTable'
import { Phone } from './Phone'
import { liveOf } from './measured'
import type { Counted, Doc, Journey, MapKind } from './types'

interface Shared { journey: Pick<Journey, 'name' | 'description'>; maps: { id: string; kind: MapKind; name: string; doc: Doc }[]; live: Counted | null; touchpoints: Named[]; channels: Named[]; departments: Named[]; emotions: Named[] }
interface Named { key: string; name: string }
const nobody: MapView['comments'] = new Map()
export function SharedPage() {
  const { token } = useParams({ strict: false }) as { token: string }
  const shared = useQuery({ ...getQuery<Shared>(`/shared_journeys/${token}`), retry: false })
  const [kind, setKind] = useState<MapKind>('as_is')
  const [view, setView] = useState<View>('table')
  const isWide = useWide()
  const map = shared.data?.maps.find((one) => one.kind === kind) ?? shared.data?.maps[0]
  const asIs = map?.kind === 'to_be' ? shared.data?.maps.find((one) => one.kind === 'as_is')?.doc : undefined
  const live = useMemo(() => shared.data?.live && map?.kind === 'as_is' ? liveOf(shared.data.live) : undefined, [shared.data, map])
  const shown: MapView | null = useMemo(() => map ? { doc: map.doc, steps: byStep(live?.steps), live, asIs, edits: false, comments: nobody, label: shared.data!.journey.name } : null, [map, live, asIs, shared.data])
  if (shared.error) return <main className="sheet"><div className="in sorry"><h1>{t('map:link_over')}</h1><p className="soft">{t('map:link_over_words')}</p></div></main>
  if (!shown) return <main className="sheet"><div className="in"><Loading lines={8} /></div></main>
  const none = () => undefined
  const facts = factsOf(shared.data!)
  return (
    <FactsProvider value={facts}><main className="sheet jm jm-shared">
      <header className="jm-top"><div><h1>{shared.data!.journey.name}</h1>{shared.data!.journey.description && <p className="soft">{shared.data!.journey.description}</p>}</div>
        <div className="row wrap jm-tools">{shared.data!.maps.some((one) => one.kind === 'to_be') && <Segmented label={t('map:version')} value={kind} options={[{ value: 'as_is', label: t('map:as_is') }, { value: 'to_be', label: t('map:to_be') }]} onChange={setKind} />}<Segmented label={t('map:view')} value={view} options={[{ value: 'table', label: t('map:view_table') }, { value: 'curve', label: t('map:view_curve') }, { value: 'circle', label: t('map:view_circle') }]} onChange={setView} /><IconButton icon="print" label={t('map:print')} onClick={() => window.print()} /></div></header>
      <div className="jm-split"><div className="jm-main" onClick={(event) => { if ((event.target as Element).closest('a[href^="?step"]')) event.preventDefault() }}>
        {!isWide ? <Phone view={shown} open={none} opened={null} /> : view === 'circle' ? <CircleView view={shown} open={none} opened={null} /> : view === 'curve' ? <CurveView view={shown} tie={{}} /> : <MapGrid view={shown} />}
        <Behind view={shown} name="journey" />
      </div></div>
    </main></FactsProvider>
  )
}
/** The words come with the map: nobody is logged in. */
const factsOf = ({ channels, departments, emotions }: Shared): Facts => {
  const lists: Record<string, readonly Named[]> = { channel: channels, department: departments, emotion: emotions }
  return { metric: () => undefined, owner: () => undefined, channels: (step) => step.channels, name: (dimension, key) => lists[dimension]?.find((one) => one.key === key)?.name ?? key, person: () => undefined, journey: () => undefined, reads: false }
}
