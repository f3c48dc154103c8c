// Initiatives at a map: what was made of a step and its ideas, and the way to make one.
import { useEffect } from 'react'
import { Button } from '@kit/Button'
import { t } from '../../i18n'
import { BeginDialog } from '../../programme/Begin'
import { MadeList } from '../../programme/Made'
import { sourceAt, sourcesOf } from './begin'
import { Title, useDesk, useKept } from './desk'
import { stepOf } from './doc'
import { useFacts } from './facts'
import type { Place } from './moves'
import type { LiveStep, Step } from './types'

export interface Begun { place: Place; idea?: string | undefined }
/** The dialog for one place of the map. What was just written is sent first: the server reads it there. */
export function BeginHere({ begun, seen, onClose }: { begun: Begun; seen: LiveStep | undefined; onClose: () => void }) {
  const { keeper, map, made } = useDesk()
  const { doc } = useKept(keeper)
  const facts = useFacts()
  const step = stepOf(doc, begun.place.step)
  useEffect(() => { void keeper.flush() }, [keeper])
  if (!step) return null
  const sources = sourcesOf(doc, map.id, step, seen, facts)
  return <BeginDialog sources={sources} first={sourceAt(sources, begun.place, begun.idea)} made={made.steps.get(step.id) ?? []} onClose={onClose} />
}
/** The ideas of a step with their votes; each can become an initiative. */
export function IdeasPart({ step }: { step: Step }) {
  const { begin, made } = useDesk()
  if (step.ideas.length === 0) return null
  return (
    <section className="jm-part"><Title>{t('map:lane.ideas')}</Title>
      <ul className="jm-plain sm jm-ideas">{step.ideas.map((one) => { const list = made.ideas.get(one.id) ?? []; return (
        <li key={one.id}><p>{one.text} {one.votes.length > 0 && <span className="soft nw">{t('map:votes', { count: one.votes.length })}</span>}</p>
          <MadeList list={list} />
          {begin && list.length === 0 && <Button look="ghost" icon="flag" aria-label={t('programme:create_of', { text: one.text })} onClick={() => begin({ step: step.id, lane: 'ideas' }, one.id)}>{t('programme:create')}</Button>}</li>) })}</ul>
    </section>
  )
}
/** Everything that was made of this step, and one more. */
export function MadePart({ step }: { step: Step }) {
  const { begin, made } = useDesk()
  const list = (made.steps.get(step.id) ?? []).filter((one) => !one.idea_id || !step.ideas.some((idea) => idea.id === one.idea_id))
  if (list.length === 0 && !begin) return null
  return (
    <section className="jm-part"><Title>{t('programme:title')}</Title>
      <MadeList list={list} />
      {begin && <div><Button look="ghost" icon="flag" onClick={() => begin({ step: step.id, lane: 'name' })}>{t('programme:create')}</Button></div>}
    </section>
  )
}
