import { figure, type Unit } from '@kit/format'
import { certainty, Interval } from '@kit/Whisker'
import type { Figure } from '../../types'

/** A large figure always carries its interval in words. */
export function Whole({ of, unit }: { of: Figure; unit: Unit }) {
  return of.value === null || (of.tier !== 'normal' && of.tier !== 'solid') ? <Interval of={of} unit={unit} count /> : <span className="num"><b>{figure(of.value, unit)}</b><i>{certainty(of, unit)}</i></span>
}
