// Edits of a map: applied to a document, turned round, and made from what a person does. Nothing here changes what it is given.
import type { Doc, Edit, Path } from './types'

type Item = { id?: string; key?: string } & Record<string, unknown>
const named = (item: Item, name: string) => item.id === name || (item.id === undefined && item.key === name)
const same = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

/** Votes are a set: ["…", "votes", USER] is true or false. */
const ofVotes = (path: Path) => path.at(-2) === 'votes'
/** What is meant by nothing at a place: texts of own lanes are empty, not absent. */
const empty = (path: Path) => path.at(-2) === 'own' ? '' : null
/** What stands at a place; undefined where there is no such place. */
export function at(doc: unknown, path: Path): unknown {
  if (ofVotes(path)) return ((at(doc, path.slice(0, -1)) ?? []) as string[]).includes(path.at(-1)!)
  return path.reduce<unknown>((here, name) => Array.isArray(here) ? (here as Item[]).find((item) => named(item, name)) : (here as Record<string, unknown> | null | undefined)?.[name], doc)
}
/** The same with another value at a place; null where the way there is gone. */
function put(here: unknown, path: Path, change: (old: unknown) => unknown): unknown {
  const [name, ...rest] = path
  if (name === undefined) return change(here)
  if (Array.isArray(here)) {
    const index = (here as Item[]).findIndex((item) => named(item, name))
    if (index < 0) throw gone
    return here.map((item, other) => other === index ? put(item, rest, change) : item)
  }
  if (typeof here !== 'object' || here === null) throw gone
  return { ...here, [name]: put((here as Record<string, unknown>)[name], rest, change) }
}
const gone = new Error('what an edit speaks of is gone')
const list = (value: unknown): Item[] => { if (!Array.isArray(value)) throw gone; return value as Item[] }
const after = (items: readonly Item[], id: string | null, more: Item): Item[] => {
  const index = id === null ? -1 : items.findIndex((item) => named(item, id))
  return [...items.slice(0, index + 1), more, ...items.slice(index + 1)]
}

/** The document after one edit; throws where its place is gone. Whether `was` still stands is asked apart (`clashes`). */
export function apply(doc: Doc, edit: Edit): Doc {
  if (edit.op === 'set' && ofVotes(edit.path)) return put(doc, edit.path.slice(0, -1), (old) => [...((old ?? []) as string[]).filter((id) => id !== edit.path.at(-1)), ...(edit.value === true ? [edit.path.at(-1)!] : [])]) as Doc
  if (edit.op === 'set') return put(doc, edit.path, () => edit.value) as Doc
  if (edit.op === 'add') return put(doc, edit.path, (old) => after(list(old ?? []), edit.after, edit.value)) as Doc
  const [id, holder] = [edit.path.at(-1)!, edit.path.slice(0, -1)]
  return put(doc, holder, (old) => {
    const items = list(old)
    const item = items.find((one) => named(one, id))
    if (!item) throw gone
    const rest = items.filter((one) => one !== item)
    return edit.op === 'remove' ? rest : after(rest, edit.after, edit.stage_id === undefined ? item : { ...item, stage_id: edit.stage_id })
  }) as Doc
}
export const applyAll = (doc: Doc, edits: readonly Edit[]): Doc => edits.reduce(apply, doc)
/** As many as still can be; for edits on their way over a document that someone else has changed meanwhile. */
export function applyKindly(doc: Doc, edits: readonly Edit[]): Doc {
  return edits.reduce((now, edit) => { try { return apply(now, edit) } catch { return now } }, doc)
}
/** Someone else has written where this one writes, or taken its place away. */
export const clashes = (doc: Doc, edit: Edit): boolean => edit.op === 'set' ? at(doc, edit.path.slice(0, -1)) === undefined || !same(at(doc, edit.path), edit.was) : edit.op === 'add' ? at(doc, edit.path) === undefined : at(doc, edit.path) === undefined

/** What takes the edits back again, in the order in which it is to be done. */
export function inverse(doc: Doc, edits: readonly Edit[]): Edit[] {
  const out: Edit[] = []
  let now = doc
  for (const edit of edits) {
    out.unshift(back(now, edit))
    now = apply(now, edit)
  }
  return out
}
function back(doc: Doc, edit: Edit): Edit {
  if (edit.op === 'set') return { op: 'set', path: edit.path, was: edit.value, value: at(doc, edit.path) ?? empty(edit.path) }
  if (edit.op === 'add') return { op: 'remove', path: [...edit.path, edit.value.id] }
  const [id, holder] = [edit.path.at(-1)!, edit.path.slice(0, -1)]
  const items = list(at(doc, holder))
  const index = items.findIndex((item) => named(item, id))
  const before = items[index - 1]
  const place = before ? before.id ?? before.key ?? null : null
  if (edit.op === 'remove') return { op: 'add', path: holder, after: place, value: items[index] as { id: string } }
  return { op: 'move', path: edit.path, after: place, ...(edit.stage_id !== undefined && { stage_id: items[index]!['stage_id'] as string }) }
}

/** Sets one place, knowing what stood there; nothing when it is already so. */
export const set = (doc: Doc, path: Path, value: unknown): Edit[] => same(at(doc, path), value) ? [] : [{ op: 'set', path, was: at(doc, path) ?? empty(path), value }]

/** Where two documents differ, by cell: "step:member" (or the step alone when it is new); for showing what someone else has just changed. */
export function changedCells(before: Doc, now: Doc): string[] {
  const out: string[] = []
  for (const step of now.steps) {
    const old = before.steps.find((one) => one.id === step.id)
    if (!old) { out.push(`${step.id}:name`); continue }
    if (old === step) continue
    for (const [member, value] of Object.entries(step)) if (!same(value, (old as unknown as Record<string, unknown>)[member])) out.push(`${step.id}:${member}`)
  }
  return out
}
