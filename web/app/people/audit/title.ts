import type { AuditEntry, User } from '../../types'

const named = ['name', 'title', 'label', 'subject', 'email', 'address', 'text', 'wanted', 'wording', 'comment', 'question', 'purpose', 'key'] as const
const longest = 80 // characters of a title that is a sentence
const shortened = (words: string) => words.length <= longest ? words : `${words.slice(0, words.lastIndexOf(' ', longest) > longest / 2 ? words.lastIndexOf(' ', longest) : longest)}…`
/** Words as they stand, or one of their languages. */
function wordsIn(value: unknown, language: string): string {
  if (typeof value === 'string') return value.trim().replace(/\s+/g, ' ')
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return ''
  const texts = value as Record<string, unknown>
  const first = [texts[language], texts['en'], ...Object.values(texts)].find((one) => typeof one === 'string' && one.trim() !== '')
  return typeof first === 'string' ? wordsIn(first, language) : ''
}
/** What the record is called: by its name or its first words, else by the person it is about; '' when nothing of it says so. */
export function titleOf(entry: Pick<AuditEntry, 'kind' | 'record_id' | 'before' | 'after'>, people: readonly Pick<User, 'id' | 'name' | 'email'>[], language: string): string {
  const of = { ...entry.before, ...entry.after }
  for (const field of named) {
    const words = wordsIn(of[field], language)
    if (words) return shortened(words)
  }
  const who = people.find((one) => one.id === (entry.kind === 'person' ? entry.record_id : of['user_id']))
  return who ? who.name || who.email : ''
}
