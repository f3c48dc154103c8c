// What was asked for at a map and stands over it: dialogs, one at a time.
import { useQuery } from '@tanstack/react-query'
import { journeysQuery } from './data'
import { useDesk, useKept } from './desk'
import { BeginHere, type Begun } from './Begun'
import { ConflictDialog, MarkDialog, ShareDialog } from './Dialogs'
import { walk } from './doc'
import { History } from './History'
import { DetailsDialog } from './Menus'
import type { JourneyMap, LiveStep } from './types'
import { WaysDialog } from './Ways'

export type Asking = { what: 'mark' | 'details' | 'ways'; step: string } | ({ what: 'begin' } & Begun) | { what: 'share' | 'history' } | null
interface Props { asking: Asking; asIs: JourneyMap | undefined; steps: ReadonlyMap<string, LiveStep>; onClose: () => void; /** the ways of this step were written */ onWays: (step: string) => void }
export function Asked({ asking, asIs, steps, onClose, onWays }: Props) {
  const { journey, keeper } = useDesk()
  const { doc, clash } = useKept(keeper)
  return (
    <>
      {clash && <ConflictDialog keeper={keeper} doc={doc} />}
      {asking?.what === 'mark' && <MarkDialog step={asking.step} seen={steps.get(asking.step)} onClose={onClose} />}
      {asking?.what === 'details' && <Details step={asking.step} asIs={asIs} onClose={onClose} />}
      {asking?.what === 'ways' && <WaysDialog key={asking.step} step={asking.step} onClose={() => { onClose(); onWays(asking.step) }} />}
      {asking?.what === 'begin' && <BeginHere begun={asking} seen={steps.get(asking.place.step)} onClose={onClose} />}
      {asking?.what === 'share' && <ShareDialog journey={journey.id} onClose={onClose} />}
      {asking?.what === 'history' && <History onClose={onClose} />}
    </>
  )
}
function Details({ step, asIs, onClose }: { step: string; asIs: JourneyMap | undefined; onClose: () => void }) {
  const journeys = useQuery(journeysQuery()).data?.items ?? []
  return <DetailsDialog step={step} journeys={journeys} asIs={asIs ? walk(asIs.doc) : null} onClose={onClose} />
}
