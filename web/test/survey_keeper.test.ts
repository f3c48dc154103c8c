import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Problem } from '@app/api'
import { Keeper } from '@app/survey/keeper'
import type { Definition } from '@app/survey/shape'
import type { Draft } from '@app/survey/types'

const draft = (title: string, revision = 1): Draft => ({ revision, published_revision: 0, definition: { title, pages: [] }, questions: [], unknown: [] })
const titled = (title: string) => (definition: Definition): Definition => ({ ...definition, title })
beforeEach(() => { vi.useFakeTimers() })
afterEach(() => { vi.useRealTimers() })

function server(start = draft('a')) {
  let stored = start
  const save = vi.fn((definition: Definition, revision: number): Promise<Draft> => {
    if (revision !== stored.revision) return Promise.reject(new Problem(412, 'changed', ''))
    stored = { ...stored, definition, revision: revision + 1 }
    return Promise.resolve(stored)
  })
  return { save, load: () => Promise.resolve(stored), theirs: (title: string) => { stored = draft(title, stored.revision + 1) }, stored: () => stored }
}
describe('a draft', () => {
  it('is saved a moment after the last of a row of changes, once', async () => {
    const at = server()
    const keeper = new Keeper(draft('a'), at)
    for (const title of ['b', 'bc', 'bcd']) keeper.change(titled(title), 'title')
    expect(keeper.now().saving.is).toBe('changed')
    await vi.runAllTimersAsync()
    expect(at.save).toHaveBeenCalledTimes(1)
    expect([at.stored().definition.title, keeper.now().saving.is, keeper.unsaved]).toEqual(['bcd', 'saved', false])
  })
  it('goes on when something changes while it is being saved', async () => {
    const at = server()
    const keeper = new Keeper(draft('a'), at)
    keeper.change(titled('b'))
    const first = keeper.flush()
    keeper.change(titled('c'))
    await first
    expect([at.stored().definition.title, at.save.mock.calls.length]).toEqual(['c', 2])
  })
  it('is not written over what someone else wrote: mine is kept only knowingly', async () => {
    const at = server()
    const keeper = new Keeper(draft('a'), at)
    at.theirs('theirs')
    keeper.change(titled('mine'))
    expect(await keeper.flush()).toBe(false)
    expect([keeper.now().saving.is, at.stored().definition.title]).toEqual(['conflict', 'theirs'])
    keeper.change(titled('mine too'))
    await vi.runAllTimersAsync()
    expect(at.stored().definition.title).toBe('theirs')
    await keeper.keepMine()
    expect([keeper.now().saving.is, at.stored().definition.title]).toEqual(['saved', 'mine too'])
  })
  it('gives way to theirs, and mine comes back by undo', async () => {
    const at = server()
    const keeper = new Keeper(draft('a'), at)
    at.theirs('theirs')
    keeper.change(titled('mine'))
    await keeper.flush()
    keeper.takeTheirs()
    expect([keeper.now().history.now.title, keeper.now().saving.is]).toEqual(['theirs', 'saved'])
    keeper.undo()
    await vi.runAllTimersAsync()
    expect(at.stored().definition.title).toBe('mine')
  })
  it('is no conflict when only the number moved', async () => {
    const at = server()
    const keeper = new Keeper(draft('a'), at)
    at.theirs('a')
    keeper.change(titled('b'))
    expect(await keeper.flush()).toBe(true)
    expect(at.stored().definition.title).toBe('b')
  })
  it('waits for a server that does not answer, and loses nothing', async () => {
    const at = server()
    const keeper = new Keeper(draft('a'), { ...at, save: vi.fn().mockRejectedValueOnce(new Problem(0, 'unreachable', '')).mockImplementation(at.save) })
    keeper.change(titled('b'))
    expect(await keeper.flush()).toBe(false)
    expect(keeper.now().saving.is).toBe('waiting')
    await vi.runAllTimersAsync()
    expect([at.stored().definition.title, keeper.now().saving.is]).toEqual(['b', 'saved'])
  })
  it('says what the server refused, and tries again with the next change', async () => {
    const at = server()
    const refuse = new Problem(422, 'not valid', '', [{ pointer: '/definition/title', message: 'is too long' }])
    const keeper = new Keeper(draft('a'), { ...at, save: vi.fn().mockRejectedValueOnce(refuse).mockImplementation(at.save) })
    keeper.change(titled('b'))
    expect(await keeper.flush()).toBe(false)
    expect(keeper.now().saving).toMatchObject({ is: 'refused', problems: [{ pointer: '/definition/title' }] })
    await vi.runAllTimersAsync()
    expect(at.stored().definition.title).toBe('a')
    keeper.change(titled('c'))
    await vi.runAllTimersAsync()
    expect(at.stored().definition.title).toBe('c')
  })
  it('takes what the server gives again only when nothing of mine waits', () => {
    const keeper = new Keeper(draft('a'), server())
    keeper.offer(draft('b', 2))
    expect(keeper.now().history.now.title).toBe('b')
    keeper.change(titled('mine'))
    keeper.offer(draft('c', 3))
    expect(keeper.now().history.now.title).toBe('mine')
  })
})
