import { describe, expect, it } from 'vitest'
import { fitting } from '@kit/fit'

describe('a row on one line', () => {
  const widths = [100, 80, 120, 60]
  it('shows all while all fit, gaps included', () => {
    expect(fitting(widths, 10, 390, 50, 0)).toEqual([0, 1, 2, 3])
    expect(fitting(widths, 10, 389, 50, 0)).toEqual([0, 1, 2])
  })
  it('keeps the chosen one in sight, at the cost of those before it', () => {
    expect(fitting(widths, 10, 300, 50, 3)).toEqual([0, 3])
    expect(fitting(widths, 10, 320, 50, 3)).toEqual([0, 1, 3])
  })
  it('leaves the chosen one when there is room for nothing else', () => expect(fitting(widths, 10, 40, 50, 2)).toEqual([2]))
  it('never puts a part twice', () => { for (let room = 0; room < 500; room += 7) for (let chosen = -1; chosen < 4; chosen++) { const found = fitting(widths, 10, room, 50, chosen); expect(new Set(found).size).toBe(found.length); if (chosen >= 0) expect(found).toContain(chosen) } })
})
