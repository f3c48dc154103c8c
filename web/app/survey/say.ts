// The words of surveys that are made of data: kinds, modes, states, questions by name.
import { t } from '../i18n'
import { useMay } from '../session'
import type { QuestionKind } from './shape'
import type { Mode, Survey, SurveyKind, SurveyState } from './types'

export const kindName = (kind: SurveyKind) => t(`survey:kind.${kind}`)
export const modeName = (mode: Mode) => t(`survey:mode.${mode}`)
export const stateName = (state: SurveyState) => t(`survey:state.${state}`)
export const questionName = (kind: QuestionKind) => t(`survey:ask.${kind}`)
export const tone = (state: SurveyState): 'acc' | 'warn' | undefined => state === 'live' ? 'acc' : state === 'paused' ? 'warn' : undefined
/** Who may build and publish; everyone else reads. */
export const useBuilds = () => useMay('write_setup')
export const partOf = (survey: Pick<Survey, 'state'>): Part => survey.state === 'draft' ? 'build' : 'watch'
export const parts = ['build', 'translate', 'preview', 'check', 'share', 'send', 'watch', 'settings'] as const
export type Part = (typeof parts)[number]
/** Nobody has said who reads the answers, or what they decide. */
export const unread = (survey: Survey) => survey.state !== 'closed' && (survey.reader_id === null || !survey.decision)
