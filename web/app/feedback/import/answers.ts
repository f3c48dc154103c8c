// Answers that another tool gathered to a survey of this firm: where the cells of a column may go.
import { useQuery } from '@tanstack/react-query'
import type { Option } from '@kit/Field'
import { listQuery, useSurveys } from '../../records'
import { language } from '../../i18n'

export interface Place { name: string; title: string; kind: string; question: string | null; whole: boolean; choices: readonly { value: string; title: string }[] }
/** A survey whose questions stand: it was published once. */
export const answerable = (survey: { version?: number | null }) => (survey.version ?? 0) > 0
export function usePlaces(survey: string): readonly Place[] {
  const known = useSurveys(survey !== '').find((one) => one.key === survey)
  return useQuery({ ...listQuery<Place>(`/surveys/${known?.id ?? ''}/answer_places`), enabled: !!known }).data?.items ?? []
}
/** Choices of a list; what stands for the same question stays together. */
export const placeOptions = (places: readonly Place[]): Option[] => places.map((one) => ({ value: `answer:${one.name}`, label: short(one.title) }))
export const placeTitle = (places: readonly Place[], name: string) => places.find((one) => one.name === name)?.title ?? name
const short = (title: string) => title.length > 80 ? `${title.slice(0, 79)}…` : title
/** An answer as people read it: choices by their titles, lists with commas, tables as row: value. */
export function said(value: unknown, choices: Place['choices'] = []): string {
  const found = choices.find((one) => one.value === String(value))
  if (found && typeof value !== 'object') return found.title
  if (Array.isArray(value)) return value.map((one) => said(one, choices)).join(', ')
  if (typeof value === 'boolean') return value ? '✓' : '–'
  if (typeof value === 'number') return value.toLocaleString(language())
  return value !== null && typeof value === 'object' ? Object.entries(value).map(([key, one]) => `${key}: ${said(one)}`).join(', ') : String(value)
}
