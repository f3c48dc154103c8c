import { Link } from '@tanstack/react-router'
import { exact, when } from '@kit/format'
import { t, tOr } from '../../i18n'
import { useNames, usePeople } from '../../records'
import type { Case, Step } from '../shape'

/** Every step, newest first, folded away until someone wants to know. Notes stand open: they were written to be read. */
export function Log({ one }: { one: Case }) {
  const notes = one.steps.filter((step) => step.kind === 'note')
  return (
    <section className="cw-log">
      {notes.length > 0 && <><h2>{t('case:notes')}</h2><ul className="cw-notes">{notes.map((note) => <li key={note.id}><p>{note.text}</p><p className="xs soft">{note.by?.name ?? t('case:by_itself')} · <time dateTime={note.at} title={exact(note.at)}>{when(note.at)}</time></p></li>)}</ul></>}
      {one.merged.length > 0 && <p className="sm">{t('case:merged_here')} {one.merged.map((other, at) => <span key={other.id}>{at > 0 && ', '}<Link className="link" to={'/cases/$id' as never} params={{ id: other.id } as never}>{other.number}</Link></span>)}</p>}
      <details className="data"><summary>{t('case:log', { count: one.steps.length })}</summary><ol className="cw-steps-log">{[...one.steps].reverse().map((step) => <Line key={step.id} step={step} />)}</ol></details>
    </section>
  )
}
function Line({ step }: { step: Step }) {
  const said = useStepWords()
  return <li><time dateTime={step.at} title={exact(step.at)}>{when(step.at)}</time><span>{said(step)}{step.text && step.kind !== 'note' && <span className="soft"> · {step.text}</span>}</span><span className="soft">{step.by?.name ?? t('case:by_itself')}</span></li>
}
function useStepWords() {
  const [name, person] = [useNames(), usePeople()]
  return (step: Step): string => {
    if (step.kind === 'state' && step.to) return tOr(`case:state.${step.to}`, step.to)
    if (step.kind === 'owner') return t('case:step.owner', { name: person(step.to) ?? (step.to && name('department', step.to) !== step.to ? name('department', step.to) : t('case:nobody_yet')) })
    if (step.kind === 'message' && (step.to === 'in' || step.to === 'out')) return t(step.to === 'in' ? 'case:step.message_in' : 'case:step.message_out')
    return tOr(`case:step.${step.kind}`, step.kind.replaceAll('_', ' '))
  }
}
