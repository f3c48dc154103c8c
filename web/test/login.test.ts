import { describe, expect, it } from 'vitest'
import { mapOf, rowsOf } from '../app/people/log_in/settings'
import { inFours, leftOf } from '../app/people/second_step'

const problem = (status: number, ...fields: string[]) => ({ status, at: (field: string) => fields.includes(field) ? 'is still needed' : undefined })

describe('what is left after the password', () => {
  it('is told by the server', () => {
    expect(leftOf(problem(401, 'code'))).toBe('code')
    expect(leftOf(problem(401, 'set_up'))).toBe('set_up')
  })
  it('is nothing where the password was wrong, or something else was', () => {
    expect(leftOf(problem(401))).toBeNull()
    expect(leftOf(problem(422, 'code'))).toBeNull()
    expect(leftOf(problem(0))).toBeNull()
  })
})
describe('a secret', () => {
  it('is read in fours', () => {
    expect(inFours('JBSWY3DPEHPK')).toBe('JBSW Y3DP EHPK')
    expect(inFours('JBSWY3DPE')).toBe('JBSW Y3DP E')
    expect(inFours('')).toBe('')
  })
})
describe('groups and their roles', () => {
  it('are rows of a form and a map on the wire', () => {
    const map = { staff: 'employee', bosses: 'administrator' } as const
    expect(mapOf(rowsOf(map))).toEqual(map)
  })
  it('leave out rows without a name, and spaces around it', () => expect(mapOf([{ group: ' staff ', role: 'analyst' }, { group: '  ', role: 'administrator' }])).toEqual({ staff: 'analyst' }))
})
