import { describe, expect, it } from 'vitest'
import { customerKey } from '../app/firm/customers'

describe("the firm's word for its customers", () => {
  it.each([['guest', 'guest'], [' Guest ', 'guest'], ['gość', 'guest'], ['Пациент', 'patient'], ['passenger', 'passenger']])('%s is known', (word, key) => expect(customerKey({ customer: word })).toBe(key))
  it.each([[{}], [{ customer: '' }], [{ customer: 'widget buyer' }], [{ customer: 'constructor' }]])('anything else is a customer: %j', (words) => expect(customerKey(words as Record<string, string>)).toBe('customer'))
})
