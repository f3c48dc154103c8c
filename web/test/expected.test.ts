import { describe, expect, it } from 'vitest'
import { factorOf, missed } from '../app/survey/watch/expected'

describe('what was expected beside what came out', () => {
  it('is as expected where the interval holds it', () => expect(missed(0.4, { value: 0.3, lo: 0.2, hi: 0.45 })).toBe('as'))
  it('came out higher or lower where it does not', () => {
    expect(missed(0.1, { value: 0.3, lo: 0.2, hi: 0.45 })).toBe('higher')
    expect(missed(0.5, { value: 0.3, lo: 0.2, hi: 0.45 })).toBe('lower')
  })
  it('says nothing while there is no figure', () => expect(missed(0.5, { value: null, lo: null, hi: null })).toBeNull())
  it('is told in points and percent', () => expect([factorOf('signed'), factorOf('share'), factorOf('mean')]).toEqual([100, 100, 1]))
})
