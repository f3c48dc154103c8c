import { Tag } from '@kit/Chip'
import { number, share, type Unit } from '@kit/format'
import { DataBehind } from '@kit/Data'
import { Distribution } from '@kit/Distribution'
import { certainty, Interval, Whisker } from '@kit/Whisker'
import { t } from '../../i18n'
import { moodOf, scaleOf, unitOf } from '../../metric/unit'
import { useNames, useRegister } from '../../records'
import { questionName } from '../say'
import { kindOf } from '../shape'
import type { Figure } from '../../types'
import type { ChoiceCount, QuestionResult } from '../types'
import { Expected } from './Expected'
import { meanScale, ordered, shapeOf, shareScale } from './shares'
import { Voices } from './Voices'
import { Whole } from './Whole'

/** One question and its answers: the figure first, then the picture, then the table. */
export function Question({ result, onVoices }: { result: QuestionResult; onVoices: () => void }) {
  const name = useNames()
  const metric = useRegister('metrics').find((one) => one.key === result.metric)
  const unit: Unit = metric ? unitOf(metric.kind) : 'mean'
  const hidden = result.answered === null
  const shape = shapeOf(result)
  const ranked = result.type === 'ranking'
  const choices = choicesOf(result)
  const figure = result.figure ?? result.mean
  return (
    <article className="sv-result" aria-label={result.title || result.name}>
      <header><h3>{result.title || result.name}</h3><p className="xs soft"><span>{questionName(kindOf({ type: result.type, name: result.name }))}</span>{result.metric && <Tag>{name('metric', result.metric)}</Tag>}{result.touchpoint && <Tag>{name('touchpoint', result.touchpoint)}</Tag>}{result.answered !== null && <span>{t('survey:answered', { count: result.answered })}</span>}{!!result.not_shown && <span>{t('survey:not_shown', { count: result.not_shown })}</span>}</p></header>
      {hidden ? <p className="soft">{t('kit:hidden')}</p> : result.answered === 0 ? <><Expected result={result} unit={unit} /><p className="soft sm">{t('kit:no_answers')}</p></> : (
        <>
          {figure && <div className="sv-figure"><Whole of={figure} unit={result.figure ? unit : 'mean'} /><Whisker of={figure} scale={result.figure && metric ? scaleOf(metric) : meanScale(result)} /></div>}
          <Expected result={result} unit={unit} />
          {shape && shape.some((one) => one.count > 0) && <Distribution label={t('survey:distribution', { question: result.title || result.name })} bars={shape.map((one) => ({ ...one, mood: metric ? moodOf(one.value, metric) : 'mid' }))} />}
          {choices.length > 0 && <Shares choices={choices} />}
          {result.rows.length > 0 && result.type !== 'bestworst' && !hasPairs(result) && <ul className="sv-shares">{ordered(result).map((row, at) => <li key={row.value}><span>{ranked && <b className="soft">{number(at + 1)} </b>}{row.title || row.value}</span>{row.mean ? <Whisker of={row.mean} scale={meanScale(result)} /> : <span />}<span className="sm">{row.mean && <Interval of={row.mean} unit="mean" />}</span></li>)}</ul>}
          {hasPairs(result) && <Pairs result={result} />}
          {result.type === 'bestworst' && <ul className="sv-rows">{ordered(result).map((row, at) => <li key={row.value}><p className="sm b"><span className="soft">{number(at + 1)} </span>{row.title || row.value}</p>{row.mean && <ul className="sv-shares"><li><span className="sm soft">{t('survey:best_less_worst')}</span><Whisker of={row.mean} scale={meanScale(result)} /><span className="sm"><Interval of={row.mean} unit="mean" /></span></li></ul>}<Shares choices={row.choices} /></li>)}</ul>}
          {result.type === 'matrix' && result.rows.every((row) => row.mean === null) && <ul className="sv-rows">{result.rows.map((row) => <li key={row.value}><p className="sm b">{row.title || row.value}</p><Shares choices={row.choices} /></li>)}</ul>}
          {result.type === 'ranking' && <p className="hint">{t('survey:ranking_hint')}</p>}
          {result.type === 'bestworst' && <p className="hint">{t('survey:bestworst_hint')}</p>}
          {(choices.length > 0 || result.rows.length > 0 || shape) && <Behind result={result} />}
          {!!result.texts && <Voices question={result.name} count={result.texts} onAll={onVoices} />}
        </>)}
    </article>
  )
}
/** Of rankings and of best and worst only the rows speak. */
const choicesOf = (result: QuestionResult) => result.type === 'ranking' || result.type === 'bestworst' ? [] : result.choices
function Shares({ choices }: { choices: readonly ChoiceCount[] }) {
  return <ul className="sv-shares">{choices.map((one) => <li key={one.value}><span>{one.title || one.value}</span><Whisker of={one.share} scale={shareScale(choices)} /><span className="sm"><Interval of={one.share} unit="share" />{one.n !== null && <span className="soft xs"> {t('kit:n', { n: number(one.n) })}</span>}</span></li>)}</ul>
}
const hasPairs = (result: QuestionResult) => result.rows.some((row) => row.importance !== null)
/** How much each thing matters beside how it went, most important first. */
function Pairs({ result }: { result: QuestionResult }) {
  const rows = [...result.rows].sort((a, b) => (b.importance?.value ?? 0) - (a.importance?.value ?? 0))
  return (
    <ul className="sv-rows">{rows.map((row) => (
      <li key={row.value}><p className="sm b">{row.title || row.value}</p>
        <ul className="sv-shares">{[[t('survey:matters'), row.importance] as const, [t('survey:went'), row.mean] as const].map(([words, of]) => of && <li key={words}><span className="sm soft">{words}</span><Whisker of={of} scale={meanScale(result)} /><span className="sm"><Interval of={of} unit="mean" /></span></li>)}</ul></li>))}</ul>
  )
}
interface Line { name: string; n: number | null; value: string; sure: string }
function Behind({ result }: { result: QuestionResult }) {
  const ofChoice = (one: ChoiceCount, before = ''): Line => ({ name: before + (one.title || one.value), n: one.n, value: one.share.value === null ? '' : share(one.share.value), sure: certainty(one.share, 'share') })
  const ofMean = (name: string, one: Figure | null): Line[] => one ? [{ name, n: one.n, value: one.value === null ? '' : number(one.value, 2), sure: certainty(one, 'mean') }] : []
  const points = shapeOf(result)
  const all = points?.reduce((sum, one) => sum + one.count, 0) ?? 0
  const lines = [...(points ?? []).map((one): Line => ({ name: number(one.value), n: one.count, value: all ? share(one.count / all) : '', sure: '' })), ...choicesOf(result).map((one) => ofChoice(one)), ...result.rows.flatMap((row) => [...ofMean(row.importance ? `${row.title || row.value}: ${t('survey:went')}` : row.title || row.value, row.mean), ...ofMean(`${row.title || row.value}: ${t('survey:matters')}`, row.importance), ...row.choices.map((one) => ofChoice(one, `${row.title || row.value}: `))])]
  return <DataBehind name={result.name} rows={lines} columns={[{ name: t('survey:answer'), value: (one) => one.name }, { name: t('words:n'), value: (one) => one.n, number: true, show: (one) => one.n === null ? '–' : number(one.n) }, { name: t('words:value'), value: (one) => one.value, number: true }, { name: t('words:interval'), value: (one) => one.sure, number: true }]} />
}
