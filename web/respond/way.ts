// The way through a whole survey, as the server walks it (src/survey/route.cpp): for a kiosk that has lost its connection.
// The server checks all of it once the answers arrive.
import { decide, type Field, type Logic } from './answers'
import { decides, type Values } from './expression'

/** The server writes it (src/http/respond_whole.h). */
export interface Whole {
  today: string
  hidden: Values
  pages: { name: string; visibleIf?: string; questions: Logic['questions'] }[]
  /** without `when`: always */
  triggers: { page: string; when?: string; completes?: boolean; screenOut?: boolean; goTo?: string }[]
  words: { progress: string; next: string; send: string }
  thanks: End
  screened: End
}
export interface End { title: string; text: string }
export interface Stop { page: string; logic: Logic }

/** One sweep from the first page to the last; `given`: what was filled in, a page. */
export function wayThrough({ today, hidden, pages, triggers }: Whole, given: (page: string) => readonly Field[]): { stops: Stop[]; screened: boolean } {
  const stops: Stop[] = []
  const day = new Date(today)
  let values: Values = { ...hidden }
  const holds = (text?: string): boolean => text === undefined || decides(text, values, day)
  for (let at = 0; at < pages.length;) {
    const page = pages[at++]!
    if (!holds(page.visibleIf)) continue
    const logic = { today, answers: values, hidden: {}, questions: page.questions }
    const found = decide(logic, given(page.name))
    if (!Object.values(found.decisions).some((one) => one.shown)) continue
    values = found.values
    stops.push({ page: page.name, logic })
    for (const one of triggers) {
      if (one.page !== page.name || !holds(one.when)) continue
      if (one.completes) return { stops, screened: !!one.screenOut }
      const target = pages.findIndex(({ name }) => name === one.goTo)
      if (target >= at) { at = target; break } // only forward
    }
  }
  return { stops, screened: false }
}
