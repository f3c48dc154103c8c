import { Link } from '@tanstack/react-router'
import { moodMark } from '@kit/Chip'
import { DataBehind } from '@kit/Data'
import { delta, deltaRange, figure, number, range, share } from '@kit/format'
import { Pair, Thirds } from '@kit/Pair'
import { carried, useScope } from '../frame/scope'
import { because } from '../insight/say'
import { language, t } from '../i18n'
import { useNames, useRegister } from '../records'
import { scaleFor, standing } from './gaps'
import { asEstimate, type BrandPromise, type Gap, type GapRow, local, wordsOf } from './shape'

/** Expected in pencil, lived in ink, on one scale; coloured where the whole interval of the gap lies on one side. */
export function GapList({ rows, promises, name: file, plain, told, by }: { rows: readonly GapRow[]; promises: readonly BrandPromise[]; name: string; /** the promise is known: rows are called by place or group only */ plain?: boolean; /** what the marks mean stands above already */ told?: boolean; /** broken down by this: a row without it is of those of whom it is not known */ by?: 'touchpoint' | 'segment' | undefined }) {
  const { search } = useScope()
  const metrics = useRegister('metrics')
  const name = useNames()
  const own = new Map(promises.map((one) => [one.id, one]))
  const metric = metrics.find((one) => rows.some((row) => own.get(row.promise_id)?.experience_metric === one.key))
  const scale = scaleFor(rows, metric)
  const where = (row: GapRow) => row.touchpoint !== null ? name('touchpoint', row.touchpoint) : row.segment !== null ? row.segment : by ? t('words:unknown') : ''
  const text = (row: GapRow) => wordsOf(own.get(row.promise_id), language()) || local(row.text, language())
  const title = (row: GapRow) => plain ? where(row) || t('promise:whole') : text(row)
  return (
    <>
      <ul className="gaps">{rows.map((row) => (
        <li key={`${row.promise_id} ${row.touchpoint ?? ''} ${row.segment ?? ''}`}>
          <div className="what">{plain ? <b>{title(row)}</b> : <Link to={'/promises/$id' as never} params={{ id: row.promise_id } as never} search={carried(search) as never}>{title(row)}</Link>}{!plain && where(row) && <small>{where(row)}</small>}<small>{pairs(row)}</small></div>
          <div className="plot-cell"><Pair expected={row.expected} lived={row.lived} scale={scale} {...moodOf(row)} /><span className="ends"><span>{t('promise:expected_is', { value: mean(row.expected.value) })}</span><span>{t('promise:lived_is', { value: mean(row.lived.value) })}</span></span></div>
          <Size gap={row.gap} />
          <Split row={row} />
        </li>))}</ul>
      {!told && <p className="pr-legend"><span><i className="pencil" />{t('promise:legend_expected')}</span><span><i />{t('promise:legend_lived')}</span><span><i className="bar" />{t('promise:legend_gap')}</span></p>}
      <DataBehind name={file} caption={t('promise:gaps')} rows={rows} columns={[
        { name: t('promise:promise'), value: text }, { name: t('promise:where'), value: where },
        { name: t('promise:expected'), number: true, value: (row) => row.expected.value, show: (row) => mean(row.expected.value) }, { name: t('promise:lived'), number: true, value: (row) => row.lived.value, show: (row) => mean(row.lived.value) },
        { name: t('promise:gap'), number: true, value: (row) => row.gap.value, show: (row) => row.gap.value === null ? '–' : delta(row.gap.value, 'mean') }, { name: t('words:interval'), number: true, value: (row) => row.gap.lo === null ? null : `${row.gap.lo} ${row.gap.hi}`, show: (row) => row.gap.lo === null || row.gap.hi === null ? '–' : deltaRange(row.gap.lo, row.gap.hi, 'mean') },
        { name: t('words:n'), number: true, value: (row) => row.gap.n, show: (row) => row.gap.n === null ? '–' : number(row.gap.n) },
        { name: t('promise:kept'), number: true, value: (row) => asEstimate(row.kept).value, show: (row) => said(row.kept) }, { name: t('promise:below'), number: true, value: (row) => asEstimate(row.below).value, show: (row) => said(row.below) }, { name: t('promise:met'), number: true, value: (row) => asEstimate(row.met).value, show: (row) => said(row.met) }, { name: t('promise:exceeded'), number: true, value: (row) => asEstimate(row.exceeded).value, show: (row) => said(row.exceeded) },
        { name: t('words:method'), value: (row) => row.gap.method },
      ]} />
    </>
  )
}
const moodOf = (row: GapRow) => { const now = standing(row.gap); return now === 'short' ? { mood: 'neg' as const } : now === 'beyond' ? { mood: 'pos' as const } : {} }
const mean = (value: number | null) => value === null ? '–' : figure(value, 'mean')
/** How the two were brought together: by the same people, or only as two groups. */
const pairs = (row: GapRow) => row.gap.n === null || row.lived.n === 0 ? '' : row.gap.by === 'person' ? t('promise:paired', { count: row.gap.n }) : row.gap.by === 'groups' ? t('promise:unpaired', { count: row.lived.n }) : ''
/** "62% 54–70%, n 120" for the table. */
const said = (part: GapRow['kept']) => { const of = asEstimate(part); return of.value === null ? '–' : `${share(of.value)}${of.lo !== null && of.hi !== null ? ` (${range(of.lo, of.hi, 'share')})` : ''}, ${t('kit:n', { n: number(of.n) })}` }
/** −1.20, −1.52 to −0.88: coloured only where it stands. */
export function Size({ gap }: { gap: Gap }) {
  const now = standing(gap)
  if (gap.tier === 'hidden') return <small>{t('kit:hidden')}</small>
  if (gap.value === null) return <small>{gap.reason ? because(gap.reason) : t('kit:no_answers')}</small>
  const mark = now === 'short' ? `${moodMark.neg} ` : now === 'beyond' ? `${moodMark.pos} ` : ''
  return <div className="size"><b className={now === 'short' ? 'neg' : now === 'beyond' ? 'pos' : 'soft'}>{mark}{delta(gap.value, 'mean')}</b><small>{gap.tier === 'fragile' || gap.tier === 'raw' ? t('kit:too_few', { count: gap.n ?? 0 }) : gap.lo !== null && gap.hi !== null ? deltaRange(gap.lo, gap.hi, 'mean') : ''}{now === 'kept' && <> · {t('promise:within_chance')}</>}</small></div>
}
/** Fell short, met, more than that. */
function Split({ row }: { row: GapRow }) {
  const [below, met, exceeded] = [row.below, row.met, row.exceeded].map((one) => asEstimate(one).value)
  if (below === null || below === undefined || met === null || met === undefined || exceeded === null || exceeded === undefined) return <small>–</small>
  return <div><Thirds below={below} met={met} exceeded={exceeded} /><small>{t('promise:thirds', { below: share(below), met: share(met), exceeded: share(exceeded) })}</small></div>
}
