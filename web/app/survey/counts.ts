import { useQuery } from '@tanstack/react-query'
import { listQuery } from '../records'
import type { Survey, SurveyCount } from './types'

const none: Omit<SurveyCount, 'survey_id'> = { started: 0, complete: 0, partial: 0, screened_out: 0, over_quota: 0, waiting: 0 }
/** How many answered each survey; live. */
export function useCounts() {
  const counts = useQuery(listQuery<SurveyCount>('/survey_counts')).data?.items
  return { known: counts !== undefined, of: (survey: Pick<Survey, 'id'>): SurveyCount => counts?.find((one) => one.survey_id === survey.id) ?? { survey_id: survey.id, ...none } }
}
/** The survey's own language first, as respondents are offered them. */
export const languagesOf = (survey: Pick<Survey, 'language' | 'languages'>): string[] => [survey.language, ...survey.languages.filter((one) => one !== survey.language)]
