import './pair.css'
import type { Estimate } from './Whisker'

const seen = (of: Estimate) => of.value !== null && of.tier !== 'hidden' && of.tier !== 'none' && of.tier !== 'raw'
const thin = (of: Estimate) => of.tier === 'fragile'
/**
 * What was counted on (pencil: hollow, dashed) and what was lived (ink: filled) on one scale; the stretch between them is coloured only where a test stands.
 * Decoration: the words stand beside it.
 */
export function Pair({ expected, lived, scale, mood }: { expected: Estimate; lived: Estimate; scale: readonly [number, number]; mood?: 'neg' | 'pos' | undefined }) {
  const at = (x: number) => Math.max(0, Math.min(100, ((x - scale[0]) / (scale[1] - scale[0] || 1)) * 100))
  const both = seen(expected) && seen(lived)
  const [from, to] = both ? [at(expected.value!), at(lived.value!)] : [0, 0]
  const whisker = (of: Estimate, look: string) => seen(of) && of.lo !== null && of.hi !== null && <span className={`w ${look}`} style={{ left: `${at(of.lo)}%`, width: `${at(of.hi) - at(of.lo)}%` }} />
  return (
    <span className={`pair-plot${seen(expected) || seen(lived) ? '' : ' bare'}`} aria-hidden="true">
      {both && <span className={`gap ${mood ?? ''}`} style={{ left: `${Math.min(from, to)}%`, width: `${Math.abs(to - from)}%` }} />}
      {whisker(expected, 'pencil')}{whisker(lived, thin(lived) ? 'thin' : 'ink')}
      {seen(expected) && <span className="p pencil" style={{ left: `${at(expected.value!)}%` }} />}
      {seen(lived) && <span className={`p ${thin(lived) ? 'thin' : 'ink'}`} style={{ left: `${at(lived.value!)}%` }} />}
    </span>
  )
}
/** Three shares of one whole: fell short, met, more than that. Decoration: the shares stand beside it. */
export function Thirds({ below, met, exceeded }: { below: number; met: number; exceeded: number }) {
  return <span className="thirds" aria-hidden="true">{below > 0 && <span className="sn" style={{ flexGrow: below }} />}{met > 0 && <span className="sm0" style={{ flexGrow: met }} />}{exceeded > 0 && <span className="sp" style={{ flexGrow: exceeded }} />}</span>
}
