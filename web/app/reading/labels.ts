// The names of what was read, and the mood each is drawn with.
import type { Mood } from '@kit/Chip'
import { language, t, tOr } from '../i18n'
import type { Feedback } from '../types'
import { type Emotion, type LabelKind, sentiments, type SentimentName, type Tone } from './shape'

/** A topic may carry how it is spoken of: `delivery:negative`. */
export function topicName(list: readonly Pick<Emotion, 'key' | 'name' | 'names' | 'built_in'>[], kind: 'topic' | 'emotion', value: string): string {
  const [key, tone] = partsOf(value)
  const found = list.find((one) => one.key === key)
  const own = found?.names.en || found?.name || key
  const name = found?.names[language()] || (found && !found.built_in ? own : tOr(`words:${kind}.${key}`, own))
  return tone ? t('reading:topic_in_tone', { topic: name, tone: t(`words:sentiment.${tone}`) }) : name
}
export function partsOf(value: string): [string, SentimentName | undefined] {
  const at = value.lastIndexOf(':')
  const tone = sentiments.find((one) => one === value.slice(at + 1))
  return at > 0 && tone ? [value.slice(0, at), tone] : [value, undefined]
}
export const moodOfTone = (label: SentimentName | null | undefined): Mood => label === 'negative' ? 'neg' : label === 'positive' ? 'pos' : 'mid'
/** Shape beside colour: mixed is neither up nor down, and not the same as neutral. */
export const toneMark: Record<SentimentName, string> = { negative: '▼', neutral: '●', mixed: '◆', positive: '▲' }
export const toneName = (label: SentimentName) => t(`words:sentiment.${label}`)
export const toneOf = (tone: Tone | null | undefined) => tone?.label ?? null
/** Intents that a person should know about today. */
export const loud = new Set(['churn_risk', 'public_risk', 'complaint'])
export const labelId = (kind: LabelKind, key = '') => key ? `${kind}:${key}` : kind
/** A comment as it stands in a list: personal data covered where they were found. */
export const coveredWords = (one: Pick<Feedback, 'comment' | 'findings'>) => one.findings?.masked ?? one.comment
