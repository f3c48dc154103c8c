import { describe, expect, it } from 'vitest'
import { scopeOf, usualPeriod } from '../app/frame/scope'
import { atKey, atOf, costOf, gapsOf, leaders, onScale, oneScale, outcomeKey, outcomeOf, whatIf } from '../app/insight/drivers/drivers'
import { cautionsOf, effectOf, linesOf, verdictKey } from '../app/insight/effect/verdict'
import { readVersus, theOthers, writeVersus } from '../app/insight/effect/versus'
import { places } from '../app/insight/places'
import { thinned } from '../app/insight/say'
import { headline, periodsSince, placeOf, sideOf } from '../app/insight/trend/told'
import type { Driver, EffectAnswer, Figure, TrendAnswer, TrendStep } from '../app/types'

const step = (key: string, from: string, value: number | null = 0.5): TrendStep => ({ key, from, n: value === null ? 0 : 50, value, lo: null, hi: null, tier: 'normal', reason: null, lcl: 0.4, ucl: 0.6, signals: [], complete: true })
const weeks = [step('2026-W31', '2026-07-27'), step('2026-W32', '2026-08-03'), step('2026-W33', '2026-08-10', null), step('2026-W34', '2026-08-17', 0.3)]
const trend = { points: weeks, changes: [], levels: [{ from: '2026-W31', to: '2026-W34', value: 0.5, lo: 0.4, hi: 0.6 }], trend: null, chart: { kind: 'p', center: 0.5, baseline_points: 26, sigma_z: 1, overdispersed: false, provisional: false, expected_false_alarms_per_year: 1, reason: null }, reason: null } satisfies Partial<TrendAnswer>
describe('what a trend says', () => {
  const change = { at: '2026-W34', from: '2026-08-17', before: 0.5, after: 0.3, difference: -0.2, lo: -0.3, hi: -0.1, certain: true, nearest_mark: null }
  it('names the last change that stands, how long ago, and how many came before', () => expect(headline({ ...trend, changes: [{ ...change, at: '2026-W32', difference: 0.1 }, change] })).toMatchObject({ say: 'fell', since: 1, earlier: 1 }))
  it('says rose when it rose', () => expect(headline({ ...trend, changes: [{ ...change, difference: 0.2 }] })).toMatchObject({ say: 'rose' }))
  it('a change comes before a drift, a drift before calm', () => {
    const drift = { tau: 0.5, p: 0.01, slope_per_period: 0.01, lo: 0, hi: 0.02, stands: true, certain: true, reason: null }
    expect(headline({ ...trend, trend: drift, changes: [change] }).say).toBe('fell')
    expect(headline({ ...trend, trend: drift }).say).toBe('rising')
    expect(headline({ ...trend, trend: { ...drift, stands: false } }).say).toBe('calm')
  })
  it('does not call one point calm, nor an answer with a reason', () => {
    expect(headline({ ...trend, points: weeks.slice(0, 1) }).say).toBe('thin')
    expect(headline({ ...trend, reason: 'too_few_points' })).toEqual({ say: 'thin', reason: 'too_few_points' })
  })
  it('says nothing of a time without answers', () => expect(headline({ ...trend, points: weeks.map((one) => ({ ...one, n: 0, value: null })) }).say).toBe('none'))
  it('counts the step of the change itself', () => { expect(periodsSince(weeks, '2026-W33')).toBe(2); expect(periodsSince(weeks, 'gone')).toBe(0) })
})
describe('what a failure costs', () => {
  it('is the loss, with its ends in order', () => expect(costOf({ difference: 0.5, lo: 0.4, hi: 0.6 })).toEqual({ difference: -0.5, lo: -0.6, hi: -0.4 }))
  it('stays unknown where nothing is known', () => expect(costOf({ difference: null, lo: null, hi: null })).toEqual({ difference: null, lo: null, hi: null }))
})
describe('a mark on the axis', () => {
  it('stands inside its step in proportion of the days', () => { expect(placeOf('2026-08-03', weeks)).toBe(0.5); expect(placeOf('2026-08-06', weeks)).toBeCloseTo(0.5 + 3 / 7) })
  it('of the last step stays in it, and later is not drawn', () => { expect(placeOf('2026-08-23', weeks)).toBeCloseTo(2.5 + 6 / 7); expect(placeOf('2026-09-20', weeks)).toBeNull() })
  it('before the first is not drawn', () => expect(placeOf('2026-07-01', weeks)).toBeNull())
})
describe('the side of a signal', () => {
  it('is held against the middle of the point’s own limits', () => { expect(sideOf(weeks[3]!, 0.1)).toBe('low'); expect(sideOf({ ...weeks[0]!, value: 0.7 }, 0.9)).toBe('high') })
  it('falls back to the chart’s centre', () => expect(sideOf({ ...weeks[0]!, lcl: null, ucl: null }, 0.7)).toBe('low'))
})
it('names under an axis are thinned and the last one stays', () => expect(thinned(['Jan', '', 'Feb', '', 'Mar', 'Apr'], 2)).toEqual(['', '', 'Feb', '', '', 'Apr']))

const driver = (touchpoint: string, over: Partial<Driver> = {}): Driver => ({ metric: 'csat', touchpoint, name: null, share: 0.2, lo: 0.1, hi: 0.3, weight: 0.1, rank: 1, rank_group: null, probability_first: 0.5, johnson: null, beta: 0.5, beta_lo: 0.4, beta_hi: 0.6, beta_standard: 0.2, r: 0.3, vif: 1, suppressed: false, n: 100, missing_share: 0, performance: { mean: 4, lo: 3.9, hi: 4.1, positive: 0.7, n: 100, min: 1, max: 5 }, quadrant: null, penalty: null, penalty_p: null, reward: null, reward_p: null, kano: null, ...over })
const scale = { min: 0, max: 10 }
describe('what if', () => {
  it('moves the outcome by slope times step, with the ends of the slope', () => { const guess = whatIf(8, [{ driver: driver('a'), mean: 4.5 }], scale); expect(guess.mean).toBeCloseTo(8.25); expect(guess.lo).toBeCloseTo(8.2); expect(guess.hi).toBeCloseTo(8.3); expect(guess.held).toBe(false) })
  it('keeps the lower end low when a rating goes down', () => { const guess = whatIf(8, [{ driver: driver('a'), mean: 3 }], scale); expect(guess.change).toBeCloseTo(-0.5); expect(guess.change_lo).toBeCloseTo(-0.6); expect(guess.change_hi).toBeCloseTo(-0.4) })
  it('adds up several, ends with ends', () => { const guess = whatIf(5, [{ driver: driver('a'), mean: 5 }, { driver: driver('b'), mean: 3 }], scale); expect(guess.mean).toBeCloseTo(5); expect(guess.hi - guess.lo).toBeCloseTo(0.4) })
  it('stops at the end of the scale and says so', () => { const guess = whatIf(9.9, [{ driver: driver('a'), mean: 5 }], scale); expect(guess.mean).toBe(10); expect(guess.held).toBe(true); expect(guess.hi).toBe(10) })
  it('leaves out what has no slope or no mean', () => expect(whatIf(8, [{ driver: driver('a', { beta: null }), mean: 5 }, { driver: driver('b', { performance: { mean: null, lo: null, hi: null, positive: null, n: 0, min: 1, max: 5 } }), mean: 5 }], scale).mean).toBe(8))
  it('changes nothing when nothing was moved', () => expect(whatIf(8, [], scale)).toMatchObject({ mean: 8, change: 0, held: false }))
})
describe('drivers', () => {
  it('are known by metric and touchpoint both ways', () => { expect(atOf(atKey({ metric: 'csat', touchpoint: 'room' }))).toEqual({ metric: 'csat', touchpoint: 'room' }); expect(atOf('nps')).toEqual({ metric: 'nps', touchpoint: null }) })
  it('explain a rating or a value of an attribute, known both ways', () => { for (const key of ['nps', 'csat@room', 'attribute.mood=well = fine', 'attribute.mood=']) expect(outcomeKey(outcomeOf(key))).toBe(key); expect(outcomeOf('attribute.mood=well').value).toBe('well') })
  it('share an axis of points only when they share a scale', () => { expect(oneScale([driver('a'), driver('b')])).toEqual({ min: 1, max: 5 }); expect(oneScale([driver('a'), driver('b', { performance: { ...driver('b').performance, max: 7 } })])).toBeNull(); expect(onScale(4, { min: 1, max: 7 })).toBe(0.5) })
  it('the widest gap between staff and answers comes first, the unsaid last', () => expect(gapsOf([driver('a', { share: 0.4, assumed: 9 }), driver('b', { share: 0.1, assumed: 8 }), driver('c', { share: 0.2, assumed: null })]).map((row) => [row.driver.touchpoint, row.gap === null ? null : Math.round(row.gap * 10) / 10])).toEqual([['b', 5.5], ['a', -1], ['c', null]]))
  it('one that is surely first leads alone; equals lead together', () => {
    expect(leaders({ tier: 'solid', reason: null, drivers: [driver('a', { probability_first: 0.97, rank_group: 1 }), driver('b', { rank: 2, rank_group: 1 })] })).toMatchObject({ say: 'first', drivers: [{ touchpoint: 'a' }] })
    expect(leaders({ tier: 'solid', reason: null, drivers: [driver('a', { probability_first: 0.6, rank_group: 1 }), driver('b', { rank: 2, rank_group: 1 }), driver('c', { rank: 3, rank_group: 2 })] }).drivers).toHaveLength(2)
    expect(leaders({ tier: 'solid', reason: null, drivers: [driver('a', { suppressed: true })] }).say).toBe('nothing')
  })
})

const figure: Figure = { n: 100, value: 0.5, lo: 0.4, hi: 0.6, tier: 'normal', level: 0.95, method: 'score', reason: null }
const series = { method: 'segmented_newey_west', step: 0.1, lo: 0, hi: 0.2, p: 0.04, slope_before: 0.01, slope_change: 0.02, effect_now: { value: 0.14, lo: 0.05, hi: 0.2 }, points_before: 20, points_after: 8, reason: null }
const effect = (over: Partial<EffectAnswer>): EffectAnswer => ({ before: figure, after: figure, difference: { value: 0.2, lo: 0.1, hi: 0.3, p: 0.01, test: 'score' }, series, comparison: null, guard: null, verdict: 'worked', could_hide_up_to: null, certainty: 'series', reason: null, ...over })
const comparison = { method: 'difference_in_differences', effect: 0.07, lo: 0.02, hi: 0.12, p: 0.01, clusters: 12, bootstrap: true, parallel: { p: 0.4, ok: true }, group_before: figure, group_after: figure, versus_before: figure, versus_after: figure, reason: null }
describe('a verdict', () => {
  it('rests on the surest figure its certainty names', () => {
    expect(effectOf(effect({ certainty: 'comparison', comparison }))!.value).toBe(0.07)
    expect(effectOf(effect({}))!.value).toBe(0.14)
    expect(effectOf(effect({ series: { ...series, effect_now: null } }))!.value).toBe(0.1)
    expect(effectOf(effect({ certainty: 'before_after' }))!.value).toBe(0.2)
  })
  it('takes a whole sentence a case', () => {
    expect(verdictKey(effect({ certainty: 'comparison', comparison }))).toBe('effect:worked.comparison')
    expect(verdictKey(effect({ verdict: 'worked_a_little' }))).toBe('effect:little.series')
    expect(verdictKey(effect({ verdict: 'harm', certainty: 'before_after' }))).toBe('effect:harm.before_after')
    expect(verdictKey(effect({ verdict: 'no_evidence' }))).toBe('effect:no_evidence')
    expect(verdictKey(effect({ verdict: 'no_evidence', could_hide_up_to: 0.04 }))).toBe('effect:no_evidence_upto')
    expect(verdictKey(effect({ verdict: 'cannot_tell' }))).toBe('effect:cannot_tell')
  })
  it('without a figure says that it cannot be told, whatever the server called it', () => expect(verdictKey(effect({ certainty: 'before_after', difference: null }))).toBe('effect:cannot_tell'))
  it('comes with what a careful reader must know', () => {
    expect(cautionsOf(effect({ certainty: 'before_after', guard: { regression_to_mean: 0.02, reason: null }, series: { ...series, points_before: 3, points_after: 2 } }), 'share')).toEqual(['no_comparison', 'trend_unparted', 'regression_to_mean', 'short_before', 'short_after'])
    expect(cautionsOf(effect({ certainty: 'comparison', comparison: { ...comparison, clusters: 4, parallel: { p: 0.01, ok: false } } }), 'share')).toEqual(['not_parallel', 'few_clusters'])
    expect(cautionsOf(effect({ certainty: 'comparison', comparison }), 'share')).toEqual([])
  })
})
describe('the line it would have followed', () => {
  const points = [0.4, 0.42, 0.44, 0.6, 0.62].map((value, at) => ({ from: `2026-0${at + 1}-01`, n: 10, value }))
  it('goes on with the slope before, and parts from the other by the server’s effect at both ends', () => {
    const lines = linesOf(points, '2026-04-01', { ...series, slope_before: 0.02 })!
    expect(lines.before.start).toBeCloseTo(0.4)
    expect(lines.without.end).toBeCloseTo(0.48)
    expect(lines.after.start - 0.46).toBeCloseTo(0.1)
    expect(lines.after.end - lines.without.end).toBeCloseTo(0.14)
    expect(lines.after.from).toBe(3)
  })
  it('is not drawn without a before, or without a slope', () => { expect(linesOf(points, '2026-01-01', series)).toBeNull(); expect(linesOf(points, '2026-04-01', { ...series, slope_before: null })).toBeNull() })
})
describe('the group to compare with', () => {
  it('survives the address, values with a negation and attributes too', () => { const filters = { location: ['!gdansk'], 'attribute.trip': ['family', 'leisure'] }; expect(readVersus(writeVersus(filters))).toEqual(filters); expect(writeVersus({})).toBeUndefined(); expect(readVersus(undefined)).toEqual({}) })
  it('cannot carry dates: both groups live through the same time', () => expect(readVersus('from=2026-01-01&location=riga&period=30d')).toEqual({ location: ['riga'] }))
  it('is proposed as the same answers from everywhere else', () => { expect(theOthers({ location: ['gdansk'], touchpoint: ['room'], metric: ['nps'] })).toEqual({ location: ['!gdansk'], touchpoint: ['room'] }); expect(theOthers({ location: ['!gdansk'] })).toBeNull(); expect(theOthers({ touchpoint: ['room'] })).toBeNull() })
})
describe('the places of the room', () => {
  it('each stand once, and what is read along time starts from a year', () => {
    expect(new Set(places.map((one) => one.to)).size).toBe(places.length)
    expect(usualPeriod('/insights/trend')).toBe('365d'); expect(usualPeriod('/insights')).toBe('90d')
    expect(scopeOf({}, '365d').period).toBe('365d'); expect(scopeOf({ period: '90d' }, '365d').period).toBe('90d')
  })
})
