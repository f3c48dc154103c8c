import { afterEach, describe, expect, it, vi } from 'vitest'
import { address, api, Problem, query } from '../app/api'
import { safeNext } from '../app/people/LoginPage'

const answer = (status: number, body: unknown, headers: Record<string, string> = {}) => vi.stubGlobal('fetch', vi.fn(async () => new Response(status === 204 ? null : JSON.stringify(body), { status, headers })))
const caught = (what: Promise<unknown>) => what.then(() => { throw new Error('it was expected to fail') }, (error: unknown) => error as Problem)
afterEach(() => vi.unstubAllGlobals())

describe('the one way to the server', () => {
  it('repeats a name for each value and leaves out what is empty', () => expect(query({ location: ['a', 'b'], q: '', from: undefined, limit: 3 })).toBe('?location=a&location=b&limit=3'))
  it('begins every address with the version', () => expect(address('/feedback', { q: 'tea & milk' })).toBe('/api/v1/feedback?q=tea+%26+milk'))
  it('keeps the words for each field of a refusal', async () => {
    answer(422, { title: 'Unprocessable', detail: 'Two fields are wrong.', problems: [{ pointer: '/name', message: 'must be given' }] })
    const problem = await caught(api.post('/brands', {}))
    expect([problem.status, problem.words, problem.at('name'), problem.at('/name'), problem.at('key')]).toEqual([422, 'Two fields are wrong.', 'must be given', 'must be given', undefined])
  })
  it('survives an answer that is no problem document', async () => {
    vi.stubGlobal('fetch', vi.fn(async () => new Response('<html>', { status: 502, statusText: 'Bad Gateway' })))
    expect((await caught(api.get('/firm'))).words).toBe('Bad Gateway')
  })
  it('says in its message what a person can use', async () => {
    answer(422, { title: 'Unprocessable', detail: 'The period is too long.' })
    expect((await caught(api.get('/firm'))).message).toBe('The period is too long.')
    answer(404, { title: 'Not found' })
    expect((await caught(api.get('/firm'))).message).toBe('Not found')
  })
  it('says how long to wait', async () => { answer(429, {}, { 'retry-after': '17' }); expect((await caught(api.post('/session', {}))).retryAfter).toBe(17) })
  it('says with status 0 that nobody was reached', async () => { vi.stubGlobal('fetch', vi.fn(async () => { throw new TypeError('failed') })); expect((await caught(api.get('/firm'))).status).toBe(0) })
  it('sends the revision it has seen, quoted', async () => {
    answer(204, null)
    await api.del('/brands/1', 4)
    expect(vi.mocked(fetch).mock.calls[0]![1]).toMatchObject({ method: 'DELETE', headers: { 'if-match': '"4"' } })
  })
})
describe('the way back after the log-in', () => {
  it.each([['/feedback?q=a', '/feedback?q=a'], [undefined, '/'], ['https://elsewhere.example', '/'], ['//elsewhere.example', '/'], ['/\\elsewhere.example', '/']])('%s leads to %s', (next, to) => expect(safeNext(next)).toBe(to))
})
