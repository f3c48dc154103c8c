import { describe, expect, it } from 'vitest'
import { type Brought, bodyOf, type ReportLine, worthReading } from '@app/survey/bring'

const line = (outcome: ReportLine['outcome'], where: string, ...keys: string[]): ReportLine => ({ outcome, where, title: null, question: null, reasons: keys.map((key) => ({ key, values: {}, message: key })) })

describe('the report of a file', () => {
  it('begins with what is gone and leaves out what is as it was', () => {
    const report = [line('kept', 'a'), line('kept', 'b', 'metric_proposed'), line('changed', 'c', 'renamed'), line('dropped', 'd', 'no_such_kind'), line('changed', 'e', 'split')]
    expect(worthReading(report).map((one) => one.where)).toEqual(['d', 'c', 'e', 'b'])
    expect(report[0]!.where).toBe('a')
  })
  it('becomes a survey under the name one gives it', () => {
    const brought = { format: 'lss', title: 'Old', language: 'pl', languages: ['pl', 'en'], kind: 'after_contact', definition: { pages: [] }, questions: [], counts: { kept: 0, changed: 0, dropped: 0 }, report: [] } as unknown as Brought
    expect(bodyOf(brought)('New')).toEqual({ name: 'New', kind: 'after_contact', language: 'pl', languages: ['pl', 'en'], definition: { pages: [] } })
  })
})
