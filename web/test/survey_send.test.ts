import { describe, expect, it } from 'vitest'
import { headersOf, linesOf } from '@app/firm/reach/headers'
import { type Campaign, type CampaignText, evenWaves, indexOfText, minutesOf, patchOf, spanOf, textFor, tidy, type UsualText, withoutText, withText } from '@app/survey/send/campaign'
import { sitesOf, snippetOf, usual } from '@app/survey/share/snippet'

const words = (language: string, segment: string | null, subject: string, purpose: 'invitation' | 'reminder' = 'invitation'): CampaignText => ({ language, segment, purpose, subject, greeting: '', body: '', button: '' })
const given: UsualText[] = [
  { language: 'en', purpose: 'invitation', channel: 'email', subject: 'Usual', greeting: 'Hello', body: 'b', button: 'Go' },
  { language: 'pl', purpose: 'invitation', channel: 'email', subject: 'Zwykły', greeting: '', body: '', button: '' },
  { language: 'en', purpose: 'invitation', channel: 'sms', subject: '', greeting: '', body: 'short', button: '' },
]
describe('the text one person reads', () => {
  const place = { language: 'pl', segment: 'vip', purpose: 'invitation' as const }
  it('is the one written for their segment', () => expect(textFor([words('pl', null, 'all'), words('pl', 'vip', 'vip')], given, 'email', place)).toMatchObject({ own: true, text: { subject: 'vip' } }))
  it('or for everyone', () => expect(textFor([words('pl', null, 'all')], given, 'email', place)).toMatchObject({ own: false, text: { subject: 'all', segment: 'vip' } }))
  it('or the usual one in their language, else in English', () => {
    expect(textFor([], given, 'email', place).text.subject).toBe('Zwykły')
    expect(textFor([], given, 'email', { ...place, language: 'ru' }).text.subject).toBe('Usual')
  })
  it('is the short one for messages', () => expect(textFor([], given, 'sms', place).text.body).toBe('short'))
  it('is another for the reminder', () => expect(textFor([words('pl', 'vip', 'first')], given, 'email', { ...place, purpose: 'reminder' }).own).toBe(false))
  it('keeps its place in the list, to which problems point', () => {
    const all = [words('en', null, 'a'), words('pl', null, 'b')]
    expect(withText(all, words('en', null, 'c')).map((one) => one.subject)).toEqual(['c', 'b'])
    expect(withText(all, words('ru', null, 'd')).map((one) => one.subject)).toEqual(['a', 'b', 'd'])
    expect(indexOfText(all, words('pl', null, ''))).toBe(1)
    expect(withoutText(all, words('en', null, ''))).toEqual([all[1]])
  })
})
it('an audience names only what narrows it', () => expect(tidy({ lifecycle: [], segment: ['vip'], event: undefined as never })).toEqual({ segment: ['vip'] }))
it('what an audience no longer asks for is taken away by name', () => {
  const base = { audience: { segment: ['vip'], lifecycle: ['new'] }, event_when: {} } as unknown as Campaign
  expect(patchOf(base, { audience: { lifecycle: ['active'] } })).toEqual({ audience: { segment: null, lifecycle: ['active'] } })
  expect(patchOf(base, { name: 'x' })).toEqual({ name: 'x' })
})
it('waves add up to a hundred', () => {
  expect(evenWaves(['a', 'b', 'c']).map((one) => one.share)).toEqual([33, 33, 34])
  for (let count = 1; count < 12; count++) expect(evenWaves(Array.from({ length: count }, String)).reduce((sum, one) => sum + one.share, 0)).toBe(100)
})
it.each([[0, 'minutes'], [45, 'minutes'], [120, 'hours'], [2880, 'days'], [1500, 'hours']] as const)('%i minutes are said in %s, and back', (minutes, unit) => {
  const span = spanOf(minutes)
  expect(span.unit).toBe(unit)
  expect(minutesOf(span.value, span.unit)).toBe(minutes)
})
describe('headers as lines', () => {
  it('come back as they were', () => { const all = { Authorization: 'Bearer {secret}', 'X-From': 'a:b' }; expect(headersOf(linesOf(all))).toEqual(all) })
  it.each(['Authorization', 'Authorization:', 'two words: x', ': x'])('"%s" is not complete', (text) => expect(headersOf(text)).toBeNull())
})
describe('the line for the firm’s page', () => {
  it('says only what differs from nothing', () => expect(snippetOf('https://styk.example', 'k1', { ...usual, look: 'tab' }, 'S')).toBe('<script async src="https://styk.example/embed.js" data-survey="k1" data-look="tab"></script>\n<noscript><a href="https://styk.example/s/k1">S</a></noscript>'))
  it('names the opening, the share and the rest', () => expect(snippetOf('https://s.example', 'k1', { ...usual, opens: 'scroll', number: 40, share: 25, again: 90 }, 'S')).toContain('data-look="popup" data-scroll="40" data-share="25" data-again="90"'))
  it('lets nothing out of its quotes', () => {
    const line = snippetOf('https://s.example', 'k1', { ...usual, opens: 'click', selector: 'a[href="/x"]' }, '</a><script>')
    expect(line).toContain('data-click="a[href=&quot;/x&quot;]"')
    expect(line).not.toContain('<script>')
  })
  it('reads sites as people write them', () => expect(sitesOf('https://Shop.example/path\n https://shop.example, http://localhost:8080')).toEqual(['https://shop.example', 'http://localhost:8080']))
})
