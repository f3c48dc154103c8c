// Keeps one map while people write in it: what the server has, what is on its way, what can be undone. What is written shows at
// once and is sent in order; what somebody else wrote meanwhile is taken in under it. Nothing is ever written over unasked.
import { Problem } from '../../api'
import { applyAll, applyKindly, changedCells, inverse } from './edit'
import type { Conflict, Doc, Edit, JourneyTick, Who, Wrote } from './types'

export type Saving = 'saved' | 'saving' | 'waiting'
/** One thing a person did: `entry` is what the server calls it once it has it. */
interface Deed { edits: readonly Edit[]; back: readonly Edit[]; entry: string | null; /** what it takes back; told to the server by the name of that */ of: Deed | null }
export interface Clash { deed: Deed; conflicts: readonly Conflict[] }
/** Cells that somebody else has just changed, "step:member". */
export interface Fresh { by: Who | null; cells: readonly string[] }
export interface Kept { doc: Doc; revision: number; saving: Saving; clash: Clash | null; refused: string | null; fresh: Fresh | null; undo: boolean; redo: boolean }
export interface Server {
  write: (edits: readonly Edit[]) => Promise<Wrote>
  undo: (entry: string) => Promise<Wrote>
  load: () => Promise<{ revision: number; doc: Doc }>
}
const later = 4000

export class Keeper {
  private base: Doc
  private revision: number
  private told = 0
  private teller: Who | null = null
  private queue: Deed[] = []
  private done: Deed[] = []
  private undone: Deed[] = []
  private kept: Kept
  private running: Promise<void> | undefined
  private timer: ReturnType<typeof setTimeout> | undefined
  private readonly watchers = new Set<() => void>()

  constructor(start: { revision: number; doc: Doc }, private readonly server: Server) {
    this.base = start.doc
    this.revision = start.revision
    this.kept = { doc: start.doc, revision: start.revision, saving: 'saved', clash: null, refused: null, fresh: null, undo: false, redo: false }
  }
  now = () => this.kept
  watch = (tell: () => void) => { this.watchers.add(tell); return () => { this.watchers.delete(tell) } }
  get unsaved() { return this.queue.length > 0 }
  private set(next: Partial<Kept>) {
    this.kept = { ...this.kept, revision: this.revision, undo: this.done.length > 0, redo: this.undone.length > 0, ...next }
    this.watchers.forEach((tell) => tell())
  }
  private shown = () => this.queue.reduce((doc, deed) => applyKindly(doc, deed.edits), this.base)

  /** Does it: shown at once, sent in its turn. `make` sees what is shown now. */
  change = (make: readonly Edit[] | ((doc: Doc) => readonly Edit[])): boolean => {
    const doc = this.kept.doc
    const edits = typeof make === 'function' ? make(doc) : make
    if (edits.length === 0) return false
    const deed: Deed = { edits, back: inverse(doc, edits), entry: null, of: null }
    this.undone = []
    this.done.push(deed)
    this.send(deed, applyAll(doc, edits))
    return true
  }
  private send(deed: Deed, doc: Doc) {
    this.queue.push(deed)
    this.set({ doc, saving: this.kept.saving === 'waiting' ? 'waiting' : 'saving', refused: null })
    void this.flush()
  }
  undo = () => this.turn(this.done, this.undone)
  redo = () => this.turn(this.undone, this.done)
  /** Takes the last deed of one list back; what does so becomes the last of the other. */
  private turn(from: Deed[], to: Deed[]) {
    const deed = from.pop()
    if (!deed) return
    const doc = this.kept.doc
    const other: Deed = { edits: deed.back.filter((edit) => applyKindly(doc, [edit]) !== doc), back: deed.edits, entry: null, of: deed }
    to.push(other)
    const waiting = this.queue.indexOf(deed)
    if (waiting > 0 || (waiting === 0 && !this.running)) {
      // not on its way yet: it never happened
      this.queue.splice(waiting, 1)
      this.set({ doc: this.shown() })
    } else this.send(other, applyKindly(doc, other.edits))
  }

  flush = async (): Promise<boolean> => {
    clearTimeout(this.timer)
    while (this.queue.length > 0 && !this.kept.clash) {
      this.running ??= this.first().finally(() => { this.running = undefined })
      await this.running
      if (this.kept.saving === 'waiting') return false
    }
    return this.queue.length === 0
  }
  private async first() {
    const deed = this.queue[0]!
    try {
      const wrote = deed.of?.entry ? await this.server.undo(deed.of.entry) : await this.server.write(deed.edits)
      deed.entry = wrote.edit_id
      await this.arrived(deed, wrote)
    } catch (error) { await this.failed(deed, error) }
  }
  private async arrived(deed: Deed, wrote: Wrote) {
    const next = wrote.revision === this.revision + 1 ? applyKindly(this.base, wrote.edits ?? deed.edits) : null
    this.queue = this.queue.filter((one) => one !== deed)
    if (wrote.doc) this.take({ revision: wrote.revision, doc: wrote.doc })
    else if (next) this.take({ revision: wrote.revision, doc: next })
    else await this.reload()
    this.set({ saving: this.queue.length > 0 ? 'saving' : 'saved' })
    if (this.told > this.revision) await this.reload()
  }
  private take({ revision, doc }: { revision: number; doc: Doc }, by?: Who | null) {
    const before = this.shown()
    this.base = doc
    this.revision = revision
    const now = this.shown()
    const cells = by === undefined ? [] : changedCells(before, now)
    this.set({ doc: now, ...(cells.length > 0 && { fresh: { by: by ?? null, cells } }) })
  }
  private async reload(by?: Who | null) {
    const theirs = await this.server.load().catch(() => null)
    if (theirs && theirs.revision >= this.revision) this.take(theirs, by)
  }
  private async failed(deed: Deed, error: unknown) {
    const problem = error instanceof Problem ? error : new Problem(0, 'unreachable', '')
    const conflicts = (problem.body as { conflicts?: Conflict[] } | null)?.conflicts
    if (problem.status === 409 && conflicts) {
      await this.reload(null)
      this.set({ clash: { deed, conflicts }, saving: 'saved' })
      return
    }
    if (problem.status >= 400 && problem.status < 500) {
      this.drop(deed)
      await this.reload()
      this.set({ refused: problem.words, saving: this.queue.length > 0 ? 'saving' : 'saved' })
      return
    }
    this.set({ saving: 'waiting' })
    this.timer = setTimeout(() => { this.set({ saving: 'saving' }); void this.flush() }, Math.max(later, (problem.retryAfter ?? 0) * 1000))
  }
  private drop(deed: Deed) {
    this.queue = this.queue.filter((one) => one !== deed)
    this.done = this.done.filter((one) => one !== deed)
    this.undone = this.undone.filter((one) => one !== deed)
    this.set({ doc: this.shown() })
  }
  /** After a clash: theirs stands. */
  takeTheirs = () => {
    const clash = this.kept.clash
    if (!clash) return
    this.set({ clash: null })
    this.drop(clash.deed)
    void this.flush()
  }
  /** After a clash: mine over theirs, knowingly; or what `both` makes of the two. */
  keepMine = (both?: (conflict: Conflict) => unknown) => {
    const clash = this.kept.clash
    if (!clash) return
    const at = (edit: Edit) => clash.conflicts.find((one) => one.path.join('/') === edit.path.join('/'))
    const edits = clash.deed.edits.map((edit): Edit => { const found = edit.op === 'set' ? at(edit) : undefined; return found && edit.op === 'set' ? { ...edit, was: found.theirs, value: both ? both(found) : edit.value } : edit })
    Object.assign(clash.deed, { edits, back: inverseKindly(this.base, edits), of: null })
    this.set({ clash: null, saving: 'saving', doc: this.shown() })
    void this.flush()
  }
  /** The stream says that the map has moved on. */
  tell = (tick: JourneyTick) => {
    if (tick.kind !== 'edit' || tick.revision <= this.told) return
    this.told = tick.revision
    this.teller = tick.by
    void this.catchUp()
  }
  private async catchUp() {
    await this.running
    if (this.told > this.revision) await this.reload(this.teller)
  }
  /** Asks again, whatever was told: after the connection was lost. */
  again = async () => { await this.running; await this.reload(null) }
  forgetFresh = () => { if (this.kept.fresh) this.set({ fresh: null }) }
  forgetRefusal = () => { if (this.kept.refused) this.set({ refused: null }) }
  stop = () => clearTimeout(this.timer)
}
const inverseKindly = (doc: Doc, edits: readonly Edit[]) => { try { return inverse(doc, edits) } catch { return [] } }
