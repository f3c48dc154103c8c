import { describe, expect, it } from 'vitest'
import { behind, gain, measures, progressOf, stepOf, valueOf } from '../app/reading/setup/state'
import type { Quality, ReadingState, Training } from '../app/reading/shape'

const state = (parts: Partial<ReadingState> = {}): ReadingState => ({ models: {}, delta: null, taxonomy_version: 1, comments: 100, read: 100, to_read: 0, reading: false, corrections: { total: 0, since_training: 0 }, ...parts })
const quality: Quality = { sentiment: { accuracy: 0.6, macro_f1: 0.5 }, labels: { n: 4, right: null } }
const candidate = { version: 'd', corrections: 40, held_back: 8, before: quality, after: quality, better: true }
const training = (parts: Partial<Training> = {}): Training => ({ state: 'none', corrections: 40, needed: 0, trained_at: null, candidate: null, adopted: null, ...parts })

describe('how far comments are read', () => {
  it('is a share of all of them', () => expect(progressOf(state({ comments: 200, read: 50 }))).toBe(0.25))
  it('is whole where there is nothing to read, and never more than whole', () => { expect(progressOf(state({ comments: 0, read: 0 }))).toBe(1); expect(progressOf(state({ comments: 5, read: 9 }))).toBe(1) })
  it('is behind as long as one waits', () => { expect(behind(state({ to_read: 1 }))).toBe(true); expect(behind(state())).toBe(false) })
})
describe('what can be done with corrections', () => {
  it('is nothing but more of them while they are few, whoever says so', () => {
    expect(stepOf(training({ corrections: 19, needed: 1 }), state())).toBe('few')
    expect(stepOf(training({ state: 'too_few', corrections: 30 }), state())).toBe('few')
  })
  it('is to train, to wait, then to decide', () => {
    expect(stepOf(training(), state())).toBe('can_train')
    expect(stepOf(training({ state: 'waiting' }), state())).toBe('training')
    expect(stepOf(training({ state: 'training', candidate }), state())).toBe('training')
    expect(stepOf(training({ state: 'ready', candidate }), state())).toBe('decide')
  })
  it('is nothing more once all of them are in use, until there are new ones', () => {
    const adopted = { version: 'd', at: '2026-11-20T10:00:00Z', by: null }
    expect(stepOf(training({ adopted }), state())).toBe('learnt')
    expect(stepOf(training({ adopted }), state({ corrections: { total: 41, since_training: 1 } }))).toBe('can_train')
    expect(stepOf(training({ adopted }), undefined)).toBe('can_train')
  })
})
describe('before and after', () => {
  it('are read from where each measure stands', () => expect(measures.map((one) => valueOf(quality, one))).toEqual([0.6, 0.5, null]))
  it('differ only where both are known', () => { expect(gain(0.5, 0.75)).toBe(0.25); expect(gain(null, 0.7)).toBeNull(); expect(gain(0.5, null)).toBeNull() })
})
