import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Waiting, waitingRoom } from '@respond/waiting'

const kept = new Map<string, string>()
let answers: (() => Response | Error)[] = []
let asked: { to: string; fields: Record<string, string> }[] = []
const answer = (status: number, shut?: string) => () => new Response('', { status, headers: shut ? { 'x-shut': shut } : {} })
const one = (number: string, pages = ['a', 'b']): Waiting => ({ number, to: `/s/k?a=${number}`, end: true, steps: pages.map((page) => ({ body: `a=${number}&page=${page}&t=1000&q.x=1`, left: Date.now() })) })

beforeEach(() => {
  kept.clear(); answers = []; asked = []
  vi.stubGlobal('localStorage', { getItem: (name: string) => kept.get(name) ?? null, setItem: (name: string, text: string) => { kept.set(name, text) } })
  vi.stubGlobal('fetch', (to: string, { body }: { body: URLSearchParams }) => {
    asked.push({ to, fields: Object.fromEntries(body) })
    const next = (answers.shift() ?? answer(200))()
    return next instanceof Error ? Promise.reject(next) : Promise.resolve(next)
  })
})
afterEach(() => { vi.unstubAllGlobals(); vi.useRealTimers() })

describe('what waits for a connection', () => {
  it('goes page by page, the last one sends it off, and then waits no more', async () => {
    const room = waitingRoom('r')
    room.add(one('1'))
    expect(await room.send()).toBe(true)
    expect(asked.map(({ fields }) => [fields['page'], fields['go']])).toEqual([['a', 'next'], ['b', 'send']])
    expect(room.all()).toEqual([])
  })
  it('stays whole when the connection breaks on the way', async () => {
    const room = waitingRoom('r')
    room.add(one('1'))
    answers = [answer(200), () => new TypeError('no connection')]
    expect(await room.send()).toBe(false)
    expect(room.all().length).toBe(1)
    asked = []
    expect(await room.send()).toBe(true)
    expect(asked.map(({ fields }) => fields['page'])).toEqual(['a', 'b'])
    expect(waitingRoom('r').all()).toEqual([])
  })
  it('waits on while a server between or a limit is in the way', async () => {
    const room = waitingRoom('r')
    room.add(one('1'))
    for (const status of [502, 429]) { answers = [answer(status)]; expect(await room.send()).toBe(false) }
    expect(room.all().length).toBe(1)
  })
  it('is there already when the server says it was used', async () => {
    const room = waitingRoom('r')
    room.add(one('1'))
    answers = [answer(410, 'used')]
    await room.send()
    expect(room.all()).toEqual([])
  })
  it.each([[410, 'closed'], [503, 'paused'], [404, 'unknown']])('waits while the survey takes none (%s %s), and keeps nobody else waiting', async (status, shut) => {
    const room = waitingRoom('r')
    room.add(one('1'))
    room.add(one('2'))
    answers = [answer(status, shut)]
    expect(await room.send()).toBe(true)
    expect(room.all().map(({ number }) => number)).toEqual(['1'])
  })
  it('is kept as far as it goes where the server cannot take it whole', async () => {
    const room = waitingRoom('r')
    room.add(one('1', ['a']))
    answers = [answer(422)]
    await room.send()
    expect(asked.map(({ fields }) => fields['go'])).toEqual(['send', 'save'])
    expect(room.all()).toEqual([])
  })
  it('does not count the time it waited', async () => {
    vi.useFakeTimers({ now: 1_000_000 })
    const room = waitingRoom('r')
    room.add(one('1', ['a']))
    vi.setSystemTime(1_000_000 + 7_200_000)
    await room.send()
    expect(asked[0]!.fields['t']).toBe('8200')
  })
  it('is kept as long as the page stands where the browser keeps nothing', async () => {
    vi.stubGlobal('localStorage', { getItem: () => { throw new Error('forbidden') }, setItem: () => { throw new Error('full') } })
    const room = waitingRoom('r')
    room.add(one('1'))
    expect(room.all().length).toBe(1)
    expect(await room.send()).toBe(true)
    expect(room.all()).toEqual([])
  })
})
