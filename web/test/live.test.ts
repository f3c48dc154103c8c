import { QueryClient } from '@tanstack/react-query'
import { describe, expect, it, vi } from 'vitest'
import { isFactual, linkState, listen } from '../app/live'

class Stream {
  static last: Stream
  static readonly CLOSED = 2
  readyState = 1
  readonly ears = new Map<string, (event: unknown) => void>()
  onopen?: () => void
  onerror?: () => void
  constructor(readonly url: string) { Stream.last = this }
  addEventListener(name: string, ear: (event: unknown) => void) { this.ears.set(name, ear) }
  close() { this.readyState = Stream.CLOSED }
  say(name: string, data: unknown) { this.ears.get(name)?.({ data: JSON.stringify(data) }) }
}
function listening() {
  vi.stubGlobal('EventSource', Stream)
  const client = new QueryClient()
  const stale = (key: readonly unknown[]) => client.getQueryState(key)?.isInvalidated
  for (const key of [['insights', 'tally', {}], ['touchpoints', 'suggestions', {}], ['touchpoints', { limit: 500 }], ['session'], ['imports', 'one']]) client.setQueryData(key, {})
  return { client, stale, stop: listen(client) }
}
describe('the live stream', () => {
  it('knows which answers depend on facts', () => {
    expect(isFactual(['feedback', 'facets', {}])).toBe(true)
    expect(isFactual(['touchpoints', 'suggestions', {}])).toBe(true)
    expect(isFactual(['touchpoints', {}])).toBe(false)
    expect(isFactual(['inbox', {}])).toBe(false)
    expect([['promises', 'gaps', {}], ['promises', {}], ['standards', 'adherence', {}], ['standards', {}], ['personas', 'id', 'live', {}], ['personas', {}]].map(isFactual)).toEqual([true, false, true, false, true, false])
    expect([['surveys', {}], ['surveys', 'id', {}], ['surveys', 'id', 'results', {}], ['surveys', 'id', 'definition', {}], ['surveys', 'id', 'check', {}]].map(isFactual)).toEqual([true, true, true, false, false])
  })
  it('makes figures stale when facts arrive, and leaves registers alone', () => {
    const { stale, stop } = listening()
    Stream.last.say('facts', { position: 7 })
    expect([stale(['insights', 'tally', {}]), stale(['touchpoints', 'suggestions', {}]), stale(['touchpoints', { limit: 500 }])]).toEqual([true, true, false])
    stop()
  })
  it('writes the progress of an import where its page reads it, and refetches registers at the end, never the session', () => {
    const { client, stale, stop } = listening()
    Stream.last.say('import', { id: 'one', state: 'running', rows_done: 5, rows: 10 })
    expect(client.getQueryData(['imports', 'one'])).toMatchObject({ rows_done: 5 })
    expect(stale(['touchpoints', { limit: 500 }])).toBe(false)
    Stream.last.say('import', { id: 'one', state: 'done', rows_done: 10, rows: 10 })
    expect([stale(['touchpoints', { limit: 500 }]), stale(['session'])]).toEqual([true, false])
    stop()
  })
  it('tells when the connection is lost, and refetches when it is back', () => {
    const { stale, stop } = listening()
    Stream.last.onerror?.()
    expect(linkState()).toBe('lost')
    Stream.last.onopen?.()
    expect([linkState(), stale(['insights', 'tally', {}])]).toEqual(['on', true])
    stop()
  })
})
