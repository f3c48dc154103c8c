// What was, is, and was undone. Changes under one mark in a row (the letters of one title) are one step.
export interface History<T> { past: readonly T[]; now: T; future: readonly T[]; mark: string | null }
const longest = 200

export const begin = <T>(now: T): History<T> => ({ past: [], now, future: [], mark: null })
export function put<T>(history: History<T>, next: T, mark: string | null = null): History<T> {
  if (next === history.now) return history
  const goesOn = mark !== null && mark === history.mark
  return { past: goesOn ? history.past : [...history.past, history.now].slice(-longest), now: next, future: [], mark }
}
export function undo<T>(history: History<T>): History<T> {
  const before = history.past.at(-1)
  return before === undefined ? history : { past: history.past.slice(0, -1), now: before, future: [history.now, ...history.future], mark: null }
}
export function redo<T>(history: History<T>): History<T> {
  const [next, ...rest] = history.future
  return next === undefined ? history : { past: [...history.past, history.now], now: next, future: rest, mark: null }
}
