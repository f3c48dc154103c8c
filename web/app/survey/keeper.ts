// Keeps the draft of one survey: what it is now, what can be undone, and whether the server has it. Saves by itself a moment
// after each change; a change by someone else is never written over without asking.
import { Problem, type FieldProblem } from '../api'
import { begin, type History, put, redo, undo } from './history'
import { type Definition, withPages } from './shape'
import type { Draft } from './types'

export type Saving = { is: 'saved' | 'changed' | 'saving' | 'waiting' } | { is: 'refused'; problems: FieldProblem[]; words: string } | { is: 'conflict'; theirs: Draft }
export interface Kept { history: History<Definition>; saving: Saving; unknown: Draft['unknown'] }
interface Server { save: (definition: Definition, revision: number) => Promise<Draft>; load: () => Promise<Draft> }

const soon = 700
const later = 4000
const alike = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

export class Keeper {
  private kept: Kept
  private revision: number
  private stored: Definition
  private timer: ReturnType<typeof setTimeout> | undefined
  private running: Promise<void> | undefined
  private readonly watchers = new Set<() => void>()

  constructor(draft: Draft, private readonly server: Server) {
    this.revision = draft.revision
    this.stored = withPages(draft.definition)
    this.kept = { history: begin(this.stored), saving: { is: 'saved' }, unknown: draft.unknown }
  }
  now = () => this.kept
  watch = (tell: () => void) => { this.watchers.add(tell); return () => { this.watchers.delete(tell) } }
  private set(next: Partial<Kept>) { this.kept = { ...this.kept, ...next }; this.watchers.forEach((tell) => tell()) }

  change = (make: (definition: Definition) => Definition, mark: string | null = null) => this.go(put(this.kept.history, make(this.kept.history.now), mark))
  undo = () => this.go(undo(this.kept.history))
  redo = () => this.go(redo(this.kept.history))
  private go(history: History<Definition>) {
    if (history === this.kept.history) return
    const { saving } = this.kept
    this.set({ history, saving: saving.is === 'conflict' || saving.is === 'saving' ? saving : { is: 'changed' } })
    this.plan(soon)
  }
  private plan(wait: number) {
    clearTimeout(this.timer)
    if (this.kept.saving.is !== 'conflict') this.timer = setTimeout(() => void this.flush(), wait)
  }
  get unsaved() { return this.kept.history.now !== this.stored }

  /** Everything is written when this is true. */
  flush = async (): Promise<boolean> => {
    clearTimeout(this.timer)
    while (this.unsaved && this.kept.saving.is !== 'conflict') {
      this.running ??= this.write().finally(() => { this.running = undefined })
      await this.running
      if (this.kept.saving.is === 'waiting' || this.kept.saving.is === 'refused') return false
    }
    return !this.unsaved
  }
  private async write() {
    const sent = this.kept.history.now
    this.set({ saving: { is: 'saving' } })
    try {
      const answer = await this.server.save(sent, this.revision)
      this.revision = answer.revision
      this.stored = sent
      this.set({ unknown: answer.unknown, saving: { is: this.unsaved ? 'changed' : 'saved' } })
    } catch (error) {
      await this.failed(error instanceof Problem ? error : new Problem(0, 'unreachable', ''))
    }
  }
  private async failed(problem: Problem) {
    if (problem.status === 412) {
      const theirs = await this.server.load().catch(() => null)
      if (theirs && alike(withPages(theirs.definition), this.kept.history.now)) { this.adopt(theirs); return }
      if (theirs && alike(withPages(theirs.definition), this.stored)) { this.revision = theirs.revision; return }
      if (theirs) { this.set({ saving: { is: 'conflict', theirs } }); return }
    } else if (problem.status === 422 || problem.status === 413) {
      this.set({ saving: { is: 'refused', problems: problem.problems, words: problem.words } })
      return
    }
    this.set({ saving: { is: 'waiting' } })
    this.plan(later)
  }
  private adopt(theirs: Draft) {
    this.revision = theirs.revision
    this.stored = this.kept.history.now
    this.set({ unknown: theirs.unknown, saving: { is: 'saved' } })
  }
  /** After a conflict: mine goes over theirs, knowingly. */
  keepMine = async () => {
    if (this.kept.saving.is !== 'conflict') return
    this.revision = this.kept.saving.theirs.revision
    this.set({ saving: { is: 'changed' } })
    await this.flush()
  }
  /** After a conflict: theirs stands; mine can be had back by undo. */
  takeTheirs = () => { if (this.kept.saving.is === 'conflict') this.take(this.kept.saving.theirs) }
  /** What the server gave again: taken when nothing of mine waits. */
  offer = (draft: Draft) => { if (draft.revision > this.revision && !this.unsaved && !this.running) this.take(draft) }
  private take(draft: Draft) {
    this.stored = withPages(draft.definition)
    this.revision = draft.revision
    this.set({ history: put(this.kept.history, this.stored), saving: { is: 'saved' }, unknown: draft.unknown })
  }
  stop = () => clearTimeout(this.timer)
}
