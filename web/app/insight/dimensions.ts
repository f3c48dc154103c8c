// What an answer can be broken down by, and the names of its groups.
import { useQuery } from '@tanstack/react-query'
import { t, tOr } from '../i18n'
import { listQuery, useChoices, useNames, useRegister } from '../records'
import type { User } from '../types'

const fixed = ['touchpoint', 'stage', 'channel', 'source', 'kind', 'language', 'lifecycle', 'segment', 'brand', 'location', 'department', 'owner', 'survey', 'survey_kind', 'topic', 'sentiment', 'intent', 'emotion'] as const
/** A voice counts in each of its labels: two such groupings at once would count pairs that nobody said together. */
const labelled = new Set(['topic', 'emotion', 'intent'])
export const together = (rows: string, cols: string) => !(labelled.has(rows) && labelled.has(cols))
export const countsTwice = (dimension: string) => labelled.has(dimension)

export function useDimensions() {
  const attributes = useRegister('attributes').filter((one) => one.of === 'feedback')
  const users = useQuery(listQuery<User>('/users', { limit: 500 })).data?.items ?? []
  const name = useNames()
  const label = (dimension: string) => dimension.startsWith('attribute.') ? attributes.find((one) => `attribute.${one.key}` === dimension)?.name ?? dimension.slice(10) : tOr(`words:dim.${dimension}`, dimension)
  const value = (dimension: string, key: string | null) => key === null ? t('words:unknown') : dimension === 'owner' ? users.find((one) => one.id === key)?.name ?? key : name(dimension, key)
  const options = [...fixed.map((one) => ({ value: one as string, label: label(one) })), ...attributes.map((one) => ({ value: `attribute.${one.key}`, label: one.name, group: t('insight:own_attributes') }))]
  return { options, label, value }
}
/** The order of a dimension's groups, where people have one in mind. */
export const useOrder = (dimension: string) => useChoices(dimension).map((one) => one.value)
