// Words for a survey itself, in each of its languages that Styk speaks: a question that comes with the house is translated at once.
import { useQuery } from '@tanstack/react-query'
import { fetchWords, type Key, languages } from '../i18n'
import type { Language } from '../types'
import type { Sample } from './edit'
import type { Words } from './shape'

type Rooms = Record<string, Record<string, string>>
export type Spoken = (key: Key, values?: Record<string, string | number>) => Words
const inLanguage = (rooms: Rooms, key: string, values: Record<string, string | number>) => {
  const [room, name] = key.split(':') as [string, string]
  return (rooms[room]?.[name] ?? '').replace(/{{(\w+)}}/g, (_, place: string) => String(values[place] ?? ''))
}
/** The text of a key in all of the survey's languages; in English alone when Styk speaks none of them. */
export function spokenWords(all: Partial<Record<Language, Rooms>>, main: string, wanted: readonly string[]): Spoken {
  return (key, values = {}) => {
    const by: Record<string, string> = {}
    for (const language of [main, ...wanted.filter((one) => one !== main)]) { const rooms = all[language as Language]; if (rooms) by[language === main ? 'default' : language] = inLanguage(rooms, key, values) }
    if (!('default' in by)) by['default'] = all.en ? inLanguage(all.en, key, values) : ''
    return Object.keys(by).length === 1 ? by['default']! : by
  }
}
export function useSpoken(main: string, wanted: readonly string[]): Spoken | null {
  const query = useQuery({ queryKey: ['spoken'], staleTime: Infinity, queryFn: async () => Object.fromEntries(await Promise.all(languages.map(async (one) => [one, (await fetchWords(one)).rooms] as const))) as Record<Language, Rooms> })
  return query.data ? spokenWords(query.data, main, wanted) : null
}
/** What will be written over stands in the survey's own language alone: a translation of it would be taken for one of what comes. */
const own = (words: Words) => typeof words === 'string' ? words : words['default'] ?? ''
export const sampleOf = (say: Spoken): Sample => ({ choice: (number) => own(say('survey:sample_choice', { number })), row: (number) => own(say('survey:sample_row', { number })), columns: [say('survey:sample_column_1'), say('survey:sample_column_2'), say('survey:sample_column_3')], name: say('survey:sample_name'), email: say('survey:sample_email'), phone: say('survey:sample_phone') })
