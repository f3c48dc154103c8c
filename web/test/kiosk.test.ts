// What a kiosk is given while it is loaded: the server's word, or what its browser has kept.
import { afterEach, describe, expect, it, vi } from 'vitest'
import { keptAt, sinceWhen } from '@respond/kept'
import { reach } from '@respond/reach'

const request = new Request('https://styk.example/s/KEY?kiosk=1')
const stores = () => {
  const stores = new Map([['one', new Map([[request.url, 'kept']])], ['other', new Map<string, string>()]])
  const answer = (text: string | undefined) => text === undefined ? undefined : new Response(text, { headers: { [keptAt]: '1700000000000' } })
  vi.stubGlobal('caches', {
    keys: () => Promise.resolve([...stores.keys()]),
    open: (name: string) => Promise.resolve({ delete: (one: Request) => Promise.resolve(stores.get(name)!.delete(one.url)) }),
    match: (one: Request) => Promise.resolve(answer([...stores.values()].map((store) => store.get(one.url)).find((text) => text !== undefined))),
  })
  return stores
}
const server = (answer: () => Response) => vi.stubGlobal('fetch', () => { try { return Promise.resolve(answer()) } catch (error) { return Promise.reject(error as Error) } })
const gone = () => server(() => { throw new TypeError('no connection') })
afterEach(() => vi.unstubAllGlobals())

describe('a page of a kiosk', () => {
  it('comes from the server where it is reached', async () => {
    stores()
    server(() => new Response('new'))
    const answer = await reach(request)
    expect([await answer.text(), sinceWhen(answer)]).toEqual(['new', null])
  })
  it('comes from what was kept where nobody is reached, and says since when', async () => {
    stores()
    gone()
    const answer = await reach(request)
    expect([await answer.text(), sinceWhen(answer)]).toEqual(['kept', 1_700_000_000_000])
  })
  it('comes from what was kept when somebody between fails, not when the survey itself rests', async () => {
    stores()
    server(() => new Response('gateway', { status: 502 }))
    expect(await (await reach(request)).text()).toBe('kept')
    server(() => new Response('paused', { status: 503, headers: { 'x-shut': 'paused' } }))
    expect(await (await reach(request)).text()).toBe('paused')
  })
  it('is an error where nothing was kept', async () => {
    stores()
    gone()
    await expect(reach(new Request('https://styk.example/s/OTHER'))).rejects.toThrow('no connection')
    server(() => new Response('gateway', { status: 502 }))
    expect((await reach(new Request('https://styk.example/s/OTHER'))).status).toBe(502)
  })
  it('is forgotten once the survey is over', async () => {
    const kept = stores()
    server(() => new Response('closed', { status: 410 }))
    expect((await reach(request)).status).toBe(410)
    expect(kept.get('one')!.size).toBe(0)
  })
})
