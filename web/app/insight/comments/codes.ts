// Judging suggested labels one by one or all at once; no markup.
export type Judged = ReadonlyMap<string, boolean>
/** Pressing the same answer again takes it back. */
export function judged(old: Judged, id: string, value: boolean): Judged {
  const next = new Map(old)
  if (old.get(id) === value) next.delete(id)
  else next.set(id, value)
  return next
}
/** Everything that nobody has judged yet is accepted. */
export const acceptRest = (old: Judged, ids: readonly string[]): Judged => new Map([...ids.map((id): [string, boolean] => [id, true]), ...old])
export const sent = (all: Judged, ids: readonly string[]) => ({ accept: ids.filter((id) => all.get(id) === true), reject: ids.filter((id) => all.get(id) === false) })
