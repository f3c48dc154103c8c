// How the reading of comments stands, in words to choose from; no markup.
import type { Quality, ReadingState, Training } from '../shape'

/** How much of all comments the present reading has read, 0…1; all of it where there is nothing to read. */
export const progressOf = (state: ReadingState): number => state.comments === 0 ? 1 : Math.max(0, Math.min(1, state.read / state.comments))
export const behind = (state: ReadingState): boolean => state.to_read > 0
export type Step = 'few' | 'can_train' | 'training' | 'decide' | 'learnt'
/** What can be done next with the corrections. */
export function stepOf(training: Training, state: ReadingState | undefined): Step {
  if (training.state === 'waiting' || training.state === 'training') return 'training'
  if (training.state === 'ready' && training.candidate) return 'decide'
  if (training.state === 'too_few' || training.needed > 0) return 'few'
  return training.adopted && state && state.corrections.since_training === 0 ? 'learnt' : 'can_train'
}
export const measures = ['accuracy', 'macro_f1', 'right'] as const
export const valueOf = (quality: Quality, measure: (typeof measures)[number]): number | null => measure === 'right' ? quality.labels.right : quality.sentiment[measure]
/** After minus before, where both are known. */
export const gain = (before: number | null, after: number | null): number | null => before === null || after === null ? null : after - before
