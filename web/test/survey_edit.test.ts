import { describe, expect, it } from 'vitest'
import { addItem, addPage, addQuestion, bindMetric, canShift, changeItem, changeKind, changeQuestion, duplicateQuestion, freshName, moveItem, movePage, moveQuestion, nameProblem, newQuestion, removeItem, removePage, removeQuestion, rename, type Sample, shiftQuestion, spokenOf, takeApart } from '@app/survey/edit'
import { begin, put, redo, undo } from '@app/survey/history'
import { firstRule, plainOf, textOf } from '@app/survey/rule'
import { type Definition, find, kindOf, questionAt, questionNamed, questionsOf, read, withPages, withWords, words } from '@app/survey/shape'
import { gaps, textsOf, translate } from '@app/survey/texts'

const sample: Sample = { choice: (n) => `Choice ${n}`, row: (n) => `Row ${n}`, columns: ['Bad', 'Good'], name: 'Name', email: 'E-mail', phone: 'Phone' }
const survey = (): Definition => ({
  title: { default: 'Your stay', pl: 'Twój pobyt' }, later_tool: { kept: true },
  pages: [
    { name: 'first', elements: [{ type: 'rating', name: 'nps', metric: 'nps', rateMin: 0, rateMax: 10, title: 'Recommend?' }, { type: 'comment', name: 'why', title: 'Why {nps}?', visibleIf: '{nps} <= 6 and {NPS} notempty' }] },
    { name: 'second', visibleIf: '{why} notempty', elements: [{ type: 'panel', name: 'p', visibleIf: '{nps} > 8', elements: [{ type: 'radiogroup', name: 'room', choices: ['sea', { value: 'yard', text: 'The yard' }] }, { type: 'html', name: 'end', html: 'Thank you' }] }, { type: 'text', name: 'when', inputType: 'date', title: 'When?' }] },
  ],
  triggers: [{ type: 'skip', expression: '{room} = \'sea\'', gotoName: 'when' }], hidden: ['order'],
})
const names = (definition: Definition) => (definition.pages ?? []).map((_, page) => questionsOf(definition).filter((one) => one.page === page).map((one) => one.element.name))

describe('questions', () => {
  it('are found in their order, those of panels too', () => {
    expect(names(survey())).toEqual([['nps', 'why'], ['room', 'end', 'when']])
    expect(find(survey(), 'END')?.pointer).toBe('/pages/1/elements/0/elements/1')
    expect(questionAt(survey(), '/definition/pages/1/elements/0/elements/0/choices/1')?.element.name).toBe('room')
    expect(questionAt(survey(), '/pages/1/elements/10')).toBeUndefined()
  })
  it('move within a page, between pages, and out of a panel', () => {
    expect(names(moveQuestion(survey(), 'nps', 0, 2))).toEqual([['why', 'nps'], ['room', 'end', 'when']])
    expect(names(moveQuestion(survey(), 'why', 0, 0))).toEqual([['why', 'nps'], ['room', 'end', 'when']])
    expect(names(moveQuestion(survey(), 'nps', 1, 1))).toEqual([['why'], ['room', 'end', 'nps', 'when']])
    expect(names(shiftQuestion(survey(), 'why', 1))).toEqual([['nps'], ['why', 'room', 'end', 'when']])
    expect(names(shiftQuestion(survey(), 'room', -1))).toEqual([['nps', 'why'], ['room', 'end', 'when']])
    expect(questionsOf(shiftQuestion(survey(), 'room', -1)).find((one) => one.element.name === 'room')?.path).toEqual([0])
    expect(names(shiftQuestion(survey(), 'room', 1))).toEqual([['nps', 'why'], ['end', 'room', 'when']])
    expect(canShift(survey(), 'nps', -1)).toBe(false)
    expect(canShift(survey(), 'when', 1)).toBe(false)
  })
  it('that leave and come back give the same survey', () => { expect(shiftQuestion(shiftQuestion(survey(), 'nps', 1), 'nps', -1)).toEqual(survey()) })
  it('of a panel stand alone again under both conditions', () => {
    const apart = takeApart(changeQuestion(survey(), 'room', { visibleIf: '{order} notempty' }), 1, 0)
    expect(names(apart)).toEqual(names(survey()))
    expect(find(apart, 'room')?.element.visibleIf).toBe('({nps} > 8) and ({order} notempty)')
    expect(find(apart, 'end')?.element.visibleIf).toBe('{nps} > 8')
  })
  it('are copied under a free name', () => {
    const copy = duplicateQuestion(survey(), 'nps')
    expect([copy.name, names(copy.definition)[0]]).toEqual(['nps_2', ['nps', 'nps_2', 'why']])
    expect(freshName(survey(), 'order')).toBe('order_2')
  })
  it('are renamed wherever they are spoken of', () => {
    const renamed = rename(survey(), 'nps', 'score')
    expect(find(renamed, 'why')?.element).toMatchObject({ title: 'Why {score}?', visibleIf: '{score} <= 6 and {score} notempty' })
    expect((renamed.pages?.[1]?.elements?.[0] as { visibleIf: string }).visibleIf).toBe('{score} > 8')
    expect(rename(survey(), 'when', 'day').triggers?.[0]?.gotoName).toBe('day')
    expect(rename(survey(), 'order', 'booking').hidden).toEqual(['booking'])
    expect(find(renamed, 'score')?.element.metric).toBe('nps')
  })
  it('know whether others speak of them', () => { expect(spokenOf(survey(), 'nps')).toBe(true); expect(spokenOf(survey(), 'end')).toBe(false); expect(spokenOf(survey(), 'when')).toBe(true) })
  it('have names that everyone can tell apart', () => {
    expect([nameProblem(survey(), 'NPS'), nameProblem(survey(), 'NPS', 'nps'), nameProblem(survey(), 'order'), nameProblem(survey(), 'a.b'), nameProblem(survey(), 'x-Comment'), nameProblem(survey(), ' '), nameProblem(survey(), 'x'.repeat(65)), nameProblem(survey(), 'pokój 7')]).toEqual(['name_twice', null, 'name_twice', 'name_signs', 'name_signs', 'name_empty', 'name_long', null])
  })
  it('keep what another kind knows too', () => {
    const multiple = find(changeKind(survey(), 'room', 'multiple', sample), 'room')!.element
    expect([kindOf(multiple), multiple.choices]).toEqual(['multiple', find(survey(), 'room')!.element.choices])
    const statement = find(changeKind(survey(), 'why', 'statement', sample), 'why')!.element
    expect(statement).toEqual({ type: 'html', name: 'why', visibleIf: '{nps} <= 6 and {NPS} notempty', html: 'Why {nps}?' })
    expect(find(changeKind(survey(), 'nps', 'stars', sample), 'nps')!.element).toMatchObject({ rateMin: 0, rateMax: 10, metric: 'nps', rateType: 'stars' })
    expect(find(changeKind(survey(), 'end', 'short_text', sample), 'end')!.element).toEqual({ type: 'text', name: 'end', title: 'Thank you' })
  })
  it.each(['rating', 'stars', 'faces', 'importance', 'single', 'multiple', 'dropdown', 'yes_no', 'matrix', 'ranking', 'best_worst', 'short_text', 'long_text', 'number', 'date', 'contact', 'consent', 'statement'] as const)('%s is made and known again', (kind) => {
    const made = newQuestion(survey(), kind, sample)
    expect(kindOf(made)).toBe(kind)
    expect(names(addQuestion(survey(), 0, 1, made))[0]).toEqual(['nps', kind, 'why'])
  })
  it('take the scale of their metric', () => { expect(find(bindMetric(survey(), 'nps', { key: 'wr', min: 1, max: 10 }), 'nps')!.element).toMatchObject({ metric: 'wr', rateMin: 1, rateMax: 10 }); expect('metric' in find(bindMetric(survey(), 'nps', null), 'nps')!.element).toBe(false) })
})
describe('a definition', () => {
  it('keeps members nobody knows, and loses nothing when a question goes', () => {
    const less = removeQuestion(survey(), 'end')
    expect(less['later_tool']).toEqual({ kept: true })
    expect(names(less)).toEqual([['nps', 'why'], ['room', 'when']])
  })
  it('has pages that are added, moved, removed', () => {
    const three = addPage(survey(), 1)
    expect(three.pages?.map((one) => one.name)).toEqual(['first', 'page3', 'second'])
    expect(movePage(three, 0, 2).pages?.map((one) => one.name)).toEqual(['page3', 'second', 'first'])
    expect(movePage(three, 0, 3)).toBe(three)
    expect(removePage(three, 1)).toEqual(survey())
  })
  it('without pages gets one', () => expect(withPages({ elements: [{ type: 'text', name: 'a' }], title: 'x' })).toEqual({ title: 'x', pages: [{ name: 'page1', elements: [{ type: 'text', name: 'a' }] }] }))
  it('has choices that are added, changed, moved, removed', () => {
    let one = addItem(survey(), 'room', 'choices', 'The street')
    expect(find(one, 'room')!.element.choices).toEqual([{ value: 'sea' }, { value: 'yard', text: 'The yard' }, { value: 'item3', text: 'The street' }])
    one = moveItem(changeItem(one, 'room', 'choices', 0, { text: 'The sea' }), 'room', 'choices', 2, 0)
    expect(find(removeItem(one, 'room', 'choices', 2), 'room')!.element.choices).toEqual([{ value: 'item3', text: 'The street' }, { value: 'sea', text: 'The sea' }])
  })
  it('finds whom an expression speaks of', () => { expect(questionNamed(survey(), 'room-Comment')?.element.name).toBe('room'); expect(questionNamed(survey(), 'ROOM.sea')?.element.name).toBe('room'); expect(questionNamed(survey(), 'roomy')).toBeUndefined() })
})
describe('texts', () => {
  it('are read in a language, in the survey’s own, in any', () => {
    expect([words('a', 'en', 'en'), words('a', 'pl', 'en'), words({ default: 'a', pl: 'b' }, 'pl', 'en'), words({ en: 'a', pl: 'b' }, 'en', 'en')]).toEqual(['a', '', 'b', 'a'])
    expect([read('a', 'pl', 'en'), read({ ru: 'c' }, 'pl', 'en'), read(undefined, 'pl', 'en')]).toEqual(['a', 'c', ''])
  })
  it('are written in a language and leave the others alone', () => {
    expect(withWords('a', 'pl', 'en', 'b')).toEqual({ default: 'a', pl: 'b' })
    expect(withWords({ default: 'a', pl: 'b' }, 'pl', 'en', '')).toBe('a')
    expect(withWords({ en: 'a', pl: 'b' }, 'en', 'en', 'c')).toEqual({ en: 'c', pl: 'b' })
    expect(withWords(undefined, 'en', 'en', 'c')).toBe('c')
    expect(withWords('c', 'en', 'en', '')).toBeUndefined()
  })
  it('are all found, with what is missing', () => {
    expect(textsOf(survey()).map((one) => [one.role, one.pointer])).toEqual([['survey_title', '/title'], ['title', '/pages/0/elements/0/title'], ['title', '/pages/0/elements/1/title'], ['choice', '/pages/1/elements/0/elements/0/choices/1/text'], ['title', '/pages/1/elements/0/elements/1/html'], ['title', '/pages/1/elements/1/title']])
    expect(gaps(survey(), 'pl', 'en').length).toBe(5)
    expect(gaps(survey(), 'en', 'en')).toEqual([])
  })
  it('are translated where they stand', () => {
    const done = textsOf(survey()).reduce((all, one) => translate(all, one.path, 'pl', 'en', `${words(one.value, 'en', 'en')} (pl)`), survey())
    expect(gaps(done, 'pl', 'en')).toEqual([])
    expect(find(done, 'room')!.element.choices?.[1]).toEqual({ value: 'yard', text: { default: 'The yard', pl: 'The yard (pl)' } })
    expect(textsOf(done).reduce((all, one) => translate(all, one.path, 'pl', 'en', one.pointer === '/title' ? 'Twój pobyt' : ''), done)).toEqual(survey())
  })
})
describe('undo', () => {
  it('goes back and forth, and forgets what was undone at the next change', () => {
    let all = begin(1)
    all = put(put(put(all, 2), 3), 4)
    all = undo(undo(all))
    expect(all.now).toBe(2)
    expect(redo(all).now).toBe(3)
    expect(redo(put(all, 9)).now).toBe(9)
    expect(undo(undo(undo(all))).now).toBe(1)
  })
  it('takes the letters of one text as one step', () => {
    let all = begin('')
    for (const text of ['a', 'ab', 'abc']) all = put(all, text, 'title')
    all = put(put(all, 'abc!', 'help'), 'abc!!', 'help')
    expect(undo(all).now).toBe('abc')
    expect(undo(undo(all)).now).toBe('')
    expect(put(undo(all), 'abcd', 'help').past).toEqual(['', 'abc'])
  })
  it('keeps two hundred steps', () => { let all = begin(0); for (let n = 1; n < 400; n++) all = put(all, n); expect(all.past.length).toBe(200) })
})
describe('conditions in plain form', () => {
  it.each(["{nps} <= 6", "{nps} <= 6 and {why} notempty", "{a} = 'x' or {b} != 2 or {c} empty", "{a} anyof ['x', 3]", "{a} notcontains 'it\\'s'", '{flag} = true'])('%s there and back', (text) => expect(textOf(plainOf(text)!)).toBe(text))
  it('reads other ways of writing the same', () => expect(textOf(plainOf('({nps} =< 6) && ({why} notempty)')!)).toBe('{nps} <= 6 and {why} notempty'))
  it.each(['{a} = 1 and {b} = 2 or {c} = 3', '!({a} = 1)', '{a} + 1 > 2', '{a} = {b}', 'iif({a}, true, false)', '{a} ='])('%s is for those who write expressions', (text) => expect(plainOf(text)).toBeNull())
  it('begin with what is likely', () => { expect(firstRule('nps', find(survey(), 'nps')!.element)).toEqual({ name: 'nps', test: 'at_most', value: 6 }); expect(firstRule('room', find(survey(), 'room')!.element)).toEqual({ name: 'room', test: 'is', value: 'sea' }) })
})
