// The firm's own words for what the whole console speaks of. Texts hold such a word in braces, in the form they need: "Ask {customers}", "Zapytaj {klientów:A}".
// Where one of our forms serves several cases the first of nominative, genitive, dative, accusative, instrumental, locative is meant; a letter says otherwise: n g d a i l for one, N G D A I L for many.
import type { Language } from '../types'

export const termNames = ['customer', 'journey', 'touchpoint', 'case'] as const
export type TermName = (typeof termNames)[number]
export const genders = ['m', 'f', 'n'] as const
export type Gender = (typeof genders)[number]
/** Six cases each, in the order above. */
export interface Forms { gender: Gender; one: string[]; other: string[] }
export interface English { one: string; other: string }
/** A word in the languages of the firm; a language that is left out keeps our word. */
export interface Term { en?: English; pl?: Forms; ru?: Forms }
/** As the firm keeps them: a plain text is the name of a word we know all forms of ("guest"). */
export type FirmWords = Partial<Record<TermName, string | Term>>

const forms = (gender: Gender, one: string, other: string): Forms => ({ gender, one: one.split('|'), other: other.split('|') })
type Whole = Required<Term>
const word = (one: string, other: string, pl: Forms, ru: Forms): Whole => ({ en: { one, other }, pl, ru })
export const ours: Record<TermName, Whole> = {
  customer: word('customer', 'customers', forms('m', 'klient|klienta|klientowi|klienta|klientem|kliencie', 'klienci|klientów|klientom|klientów|klientami|klientach'), forms('m', 'клиент|клиента|клиенту|клиента|клиентом|клиенте', 'клиенты|клиентов|клиентам|клиентов|клиентами|клиентах')),
  journey: word('journey', 'journeys', forms('f', 'podróż|podróży|podróży|podróż|podróżą|podróży', 'podróże|podróży|podróżom|podróże|podróżami|podróżach'), forms('m', 'путь|пути|пути|путь|путём|пути', 'пути|путей|путям|пути|путями|путях')),
  touchpoint: word('touchpoint', 'touchpoints', forms('m', 'punkt styku|punktu styku|punktowi styku|punkt styku|punktem styku|punkcie styku', 'punkty styku|punktów styku|punktom styku|punkty styku|punktami styku|punktach styku'), forms('f', 'точка контакта|точки контакта|точке контакта|точку контакта|точкой контакта|точке контакта', 'точки контакта|точек контакта|точкам контакта|точки контакта|точками контакта|точках контакта')),
  case: word('case', 'cases', forms('f', 'sprawa|sprawy|sprawie|sprawę|sprawą|sprawie', 'sprawy|spraw|sprawom|sprawy|sprawami|sprawach'), forms('n', 'обращение|обращения|обращению|обращение|обращением|обращении', 'обращения|обращений|обращениям|обращения|обращениями|обращениях')),
}
/** Words many firms use instead, with all their forms. */
export const known: Record<TermName, Record<string, Whole>> = {
  customer: {
    guest: word('guest', 'guests', forms('m', 'gość|gościa|gościowi|gościa|gościem|gościu', 'goście|gości|gościom|gości|gośćmi|gościach'), forms('m', 'гость|гостя|гостю|гостя|гостем|госте', 'гости|гостей|гостям|гостей|гостями|гостях')),
    patient: word('patient', 'patients', forms('m', 'pacjent|pacjenta|pacjentowi|pacjenta|pacjentem|pacjencie', 'pacjenci|pacjentów|pacjentom|pacjentów|pacjentami|pacjentach'), forms('m', 'пациент|пациента|пациенту|пациента|пациентом|пациенте', 'пациенты|пациентов|пациентам|пациентов|пациентами|пациентах')),
    passenger: word('passenger', 'passengers', forms('m', 'pasażer|pasażera|pasażerowi|pasażera|pasażerem|pasażerze', 'pasażerowie|pasażerów|pasażerom|pasażerów|pasażerami|pasażerach'), forms('m', 'пассажир|пассажира|пассажиру|пассажира|пассажиром|пассажире', 'пассажиры|пассажиров|пассажирам|пассажиров|пассажирами|пассажирах')),
    client: word('client', 'clients', forms('m', 'klient|klienta|klientowi|klienta|klientem|kliencie', 'klienci|klientów|klientom|klientów|klientami|klientach'), forms('m', 'клиент|клиента|клиенту|клиента|клиентом|клиенте', 'клиенты|клиентов|клиентам|клиентов|клиентами|клиентах')),
    member: word('member', 'members', forms('m', 'członek|członka|członkowi|członka|członkiem|członku', 'członkowie|członków|członkom|członków|członkami|członkach'), forms('m', 'участник|участника|участнику|участника|участником|участнике', 'участники|участников|участникам|участников|участниками|участниках')),
    student: word('student', 'students', forms('m', 'student|studenta|studentowi|studenta|studentem|studencie', 'studenci|studentów|studentom|studentów|studentami|studentach'), forms('m', 'студент|студента|студенту|студента|студентом|студенте', 'студенты|студентов|студентам|студентов|студентами|студентах')),
    visitor: word('visitor', 'visitors', forms('m', 'zwiedzający|zwiedzającego|zwiedzającemu|zwiedzającego|zwiedzającym|zwiedzającym', 'zwiedzający|zwiedzających|zwiedzającym|zwiedzających|zwiedzającymi|zwiedzających'), forms('m', 'посетитель|посетителя|посетителю|посетителя|посетителем|посетителе', 'посетители|посетителей|посетителям|посетителей|посетителями|посетителях')),
    resident: word('resident', 'residents', forms('m', 'mieszkaniec|mieszkańca|mieszkańcowi|mieszkańca|mieszkańcem|mieszkańcu', 'mieszkańcy|mieszkańców|mieszkańcom|mieszkańców|mieszkańcami|mieszkańcach'), forms('m', 'житель|жителя|жителю|жителя|жителем|жителе', 'жители|жителей|жителям|жителей|жителями|жителях')),
    tenant: word('tenant', 'tenants', forms('m', 'najemca|najemcy|najemcy|najemcę|najemcą|najemcy', 'najemcy|najemców|najemcom|najemców|najemcami|najemcach'), forms('m', 'арендатор|арендатора|арендатору|арендатора|арендатором|арендаторе', 'арендаторы|арендаторов|арендаторам|арендаторов|арендаторами|арендаторах')),
    user: word('user', 'users', forms('m', 'użytkownik|użytkownika|użytkownikowi|użytkownika|użytkownikiem|użytkowniku', 'użytkownicy|użytkowników|użytkownikom|użytkowników|użytkownikami|użytkownikach'), forms('m', 'пользователь|пользователя|пользователю|пользователя|пользователем|пользователе', 'пользователи|пользователей|пользователям|пользователей|пользователями|пользователях')),
    reader: word('reader', 'readers', forms('m', 'czytelnik|czytelnika|czytelnikowi|czytelnika|czytelnikiem|czytelniku', 'czytelnicy|czytelników|czytelnikom|czytelników|czytelnikami|czytelnikach'), forms('m', 'читатель|читателя|читателю|читателя|читателем|читателе', 'читатели|читателей|читателям|читателей|читателями|читателях')),
    player: word('player', 'players', forms('m', 'gracz|gracza|graczowi|gracza|graczem|graczu', 'gracze|graczy|graczom|graczy|graczami|graczach'), forms('m', 'игрок|игрока|игроку|игрока|игроком|игроке', 'игроки|игроков|игрокам|игроков|игроками|игроках')),
  },
  journey: {
    path: word('path', 'paths', forms('f', 'ścieżka|ścieżki|ścieżce|ścieżkę|ścieżką|ścieżce', 'ścieżki|ścieżek|ścieżkom|ścieżki|ścieżkami|ścieżkach'), forms('m', 'маршрут|маршрута|маршруту|маршрут|маршрутом|маршруте', 'маршруты|маршрутов|маршрутам|маршруты|маршрутами|маршрутах')),
    stay: word('stay', 'stays', forms('m', 'pobyt|pobytu|pobytowi|pobyt|pobytem|pobycie', 'pobyty|pobytów|pobytom|pobyty|pobytami|pobytach'), forms('n', 'пребывание|пребывания|пребыванию|пребывание|пребыванием|пребывании', 'пребывания|пребываний|пребываниям|пребывания|пребываниями|пребываниях')),
  },
  touchpoint: {
    contact: word('contact', 'contacts', forms('m', 'kontakt|kontaktu|kontaktowi|kontakt|kontaktem|kontakcie', 'kontakty|kontaktów|kontaktom|kontakty|kontaktami|kontaktach'), forms('m', 'контакт|контакта|контакту|контакт|контактом|контакте', 'контакты|контактов|контактам|контакты|контактами|контактах')),
    meeting: word('meeting point', 'meeting points', forms('n', 'miejsce spotkania|miejsca spotkania|miejscu spotkania|miejsce spotkania|miejscem spotkania|miejscu spotkania', 'miejsca spotkania|miejsc spotkania|miejscom spotkania|miejsca spotkania|miejscami spotkania|miejscach spotkania'), forms('n', 'место встречи|места встречи|месту встречи|место встречи|местом встречи|месте встречи', 'места встречи|мест встречи|местам встречи|места встречи|местами встречи|местах встречи')),
  },
  case: {
    request: word('request', 'requests', forms('n', 'zgłoszenie|zgłoszenia|zgłoszeniu|zgłoszenie|zgłoszeniem|zgłoszeniu', 'zgłoszenia|zgłoszeń|zgłoszeniom|zgłoszenia|zgłoszeniami|zgłoszeniach'), forms('f', 'заявка|заявки|заявке|заявку|заявкой|заявке', 'заявки|заявок|заявкам|заявки|заявками|заявках')),
    matter: word('matter', 'matters', forms('f', 'sprawa|sprawy|sprawie|sprawę|sprawą|sprawie', 'sprawy|spraw|sprawom|sprawy|sprawami|sprawach'), forms('n', 'дело|дела|делу|дело|делом|деле', 'дела|дел|делам|дела|делами|делах')),
  },
}
const fold = (text: string) => text.trim().toLowerCase()
const has = <T extends object>(of: T, key: string): key is Extract<keyof T, string> => Object.hasOwn(of, key)
/** A plain word of the firm, in any of the three languages, when all its forms are known. */
export function lookUp(name: TermName, text: string): Whole | undefined {
  const own = known[name]
  const wanted = fold(text)
  if (has(own, wanted)) return own[wanted]
  return Object.values(own).find((one) => [one.en.one, one.pl.one[0], one.ru.one[0]].includes(wanted))
}
/** Whether a name stored as a word of the firm is one of the four. */
const stored = (words: Readonly<Record<string, unknown>> | null | undefined, name: TermName): string | Term | undefined => words && has(words, name) ? words[name] as string | Term : undefined
/** All forms of a word as they are to be written: the firm's own where it has them, else ours. */
export function termOf(words: Readonly<Record<string, unknown>> | null | undefined, name: TermName): Whole {
  const own = stored(words, name)
  if (typeof own === 'string') return lookUp(name, own) ?? ours[name]
  return own ? { en: own.en ?? ours[name].en, pl: own.pl ?? ours[name].pl, ru: own.ru ?? ours[name].ru } : ours[name]
}

/** The forms of one language, singular first: six and six; English says one and many for all of them. */
const twelve = (term: Whole, language: Language): string[] => language === 'en' ? [...Array<string>(6).fill(term.en.one), ...Array<string>(6).fill(term.en.other)] : [...term[language].one, ...term[language].other]
const letters = 'ngdailNGDAIL'
const place = /((?:\b[Aa]n? )?)(?<!\{)\{(\p{L}[\p{L} ]*?)(?::([ngdailNGDAIL]))?\}(?!\})/gu
const tables = new Map<Language, Map<string, { name: TermName; at: number }>>()
function table(language: Language) {
  let found = tables.get(language)
  if (found) return found
  found = new Map()
  for (const name of termNames) twelve(ours[name], language).forEach((form, at) => { if (!found!.has(form)) found!.set(form, { name, at }) })
  tables.set(language, found)
  return found
}
/** Which word and form a text means by what stands in its braces; undefined: none of ours. */
export function meant(inside: string, letter: string | undefined, language: Language): { name: TermName; at: number } | undefined {
  const found = table(language).get(inside.toLowerCase())
  if (!found || !letter) return found
  const at = letters.indexOf(letter)
  return twelve(ours[found.name], language)[at] === inside.toLowerCase() ? { name: found.name, at } : undefined
}
const raised = (text: string) => { const [first = '', ...rest] = [...text]; return first.toUpperCase() + rest.join('') }
const vowel = /^[aeio]/i
/** Words that agree with one of the four: masculine, feminine, neuter; "{nowy|nowa|nowe:touchpoint}". */
const agreeing = /\{([^{}|:]+)\|([^{}|:]+)\|([^{}|:]+):(customer|journey|touchpoint|case)\}/gu
const agreed = (text: string, words: Readonly<Record<string, unknown>> | null | undefined, language: Language): string => text.replace(agreeing, (_, m: string, f: string, n: string, name: TermName) => language === 'en' ? m : { m, f, n }[termOf(words, name)[language].gender])
/** A text of the console with the firm's words in their forms. */
export function worded(text: string, words: Readonly<Record<string, unknown>> | null | undefined, language: Language): string {
  return text.includes('{') ? agreed(text, words, language).replace(place, (whole, article: string, inside: string, letter?: string) => {
    const found = meant(inside, letter, language)
    if (!found) return whole
    const form = twelve(termOf(words, found.name), language)[found.at] ?? inside
    const shown = /^\p{Lu}/u.test(inside) ? raised(form) : form
    return (article && language === 'en' ? `${article[0]}${vowel.test(form) ? 'n' : ''} ` : article) + shown
  }) : text
}
/** What stands in braces of a text, as written; for tests. */
export const placesOf = (text: string): { inside: string; letter: string | undefined }[] => [...text.matchAll(place)].map((found) => ({ inside: found[2]!, letter: found[3] }))

/** "Guests", as a title. */
export const titleOf = (words: Readonly<Record<string, unknown>> | null | undefined, name: TermName, language: Language): string => raised(many(words, name, language))
/** "guests", inside a sentence. */
export const many = (words: Readonly<Record<string, unknown>> | null | undefined, name: TermName, language: Language): string => twelve(termOf(words, name), language)[6]!
