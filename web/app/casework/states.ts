// The row of states on top of a case: what is done, since when, what comes next.
import type { Case, State, Step } from './shape'
import { states } from './shape'

export interface Station { state: State; look: 'done' | 'now' | 'ahead'; /** when it was reached */ at: string | null; /** when it has to be reached */ by: string | null }
const dueOf: Partial<Record<State, 'acknowledge_at' | 'answer_at' | 'close_at'>> = { acknowledged: 'acknowledge_at', answered: 'answer_at', closed: 'close_at' }

/** The last time each state was reached: a case that was opened again goes its way a second time. */
export function reached(steps: readonly Step[]): Partial<Record<State, string>> {
  const at: Partial<Record<State, string>> = {}
  for (const step of steps) if (step.kind === 'state' && (states as readonly string[]).includes(step.to ?? '')) at[step.to as State] = step.at
  return at
}
/** What was reached is done; what is worked at is "now": the next state, or looking into it, which takes its time. */
export function stations(one: Pick<Case, 'state' | 'opened_at' | 'steps' | 'due' | 'closed_at'>): Station[] {
  const times = reached(one.steps)
  const here = states.indexOf(one.state)
  const now = one.state === 'investigated' ? here : here + 1
  return states.map((state, at) => {
    const due = dueOf[state]
    return {
      state, look: at < now ? 'done' : at === now ? 'now' : 'ahead', by: at > here && due ? one.due[due] : null,
      at: at > here ? null : times[state] ?? (state === 'received' ? one.opened_at : state === 'closed' ? one.closed_at : null),
    }
  })
}
/** What a person can press to move the case on; answering and closing have their own places on the page. */
export const nextVerb = (state: State): 'acknowledge' | 'assess' | 'investigate' | null => state === 'received' ? 'acknowledge' : state === 'acknowledged' ? 'assess' : state === 'assessed' ? 'investigate' : null
