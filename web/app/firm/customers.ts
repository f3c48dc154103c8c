// The firm's own word for its customers, where the plural is known in all three languages; otherwise plain "customers".
import { tOr } from '../i18n'

const known: Record<string, readonly string[]> = {
  guest: ['gość', 'гость'], patient: ['pacjent', 'пациент'], passenger: ['pasażer', 'пассажир'], client: ['klient', 'клиент'], member: ['członek', 'участник'], student: ['студент'],
  visitor: ['zwiedzający', 'посетитель'], resident: ['mieszkaniec', 'житель'], tenant: ['najemca', 'арендатор'], user: ['użytkownik', 'пользователь'], reader: ['czytelnik', 'читатель'],
}
/** "Gość" -> guest; anything unknown -> customer. */
export function customerKey(words: Readonly<Record<string, string>>): string {
  const word = words['customer']?.trim().toLowerCase() ?? ''
  return Object.keys(known).find((key) => key === word || known[key]!.includes(word)) ?? 'customer'
}
/** "Guests", as a title. */
export const customersName = (words: Readonly<Record<string, string>>) => tOr(`words:customers.${customerKey(words)}`, '')
/** "guests", inside a sentence. */
export const customersWord = (words: Readonly<Record<string, string>>) => customersName(words).toLowerCase()
