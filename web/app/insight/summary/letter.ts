// How the sentences of a summary stand on the page: in the order the server tells them, parted by section.
import type { SummaryAnswer, SummarySentence } from '../../types'

export interface Part { section: SummarySentence['section']; title: string; sentences: SummarySentence[] }
/** Figures of others are drawn in pencil beside ours on the screen, so they are not told again there; they are in the printed letter. */
export function sectionsOf(answer: Pick<SummaryAnswer, 'sentences' | 'sections'>): Part[] {
  const parts: Part[] = []
  for (const sentence of answer.sentences) {
    const last = parts.at(-1)
    if (last?.section === sentence.section) last.sentences.push(sentence)
    else parts.push({ section: sentence.section, title: answer.sections[sentence.section] ?? '', sentences: [sentence] })
  }
  return parts
}
