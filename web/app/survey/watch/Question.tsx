import { Tag } from '@kit/Chip'
import { figure as figureText, number, share, type Unit } from '@kit/format'
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
import { isScale, meanScale, ordered, shareOf, shareScale } from './shares'
import { Voices } from './Voices'

/** One question and its answers: the figure first, then the picture, then the table. */
export function Question({ result, onVoices }: { result: QuestionResult; onVoices: () => void }) {
  const name = useNames()
  const metric = useRegister('metrics').find((one) => one.key === result.metric)
  const unit: Unit = metric ? unitOf(metric.kind) : 'mean'
  const title = (one: ChoiceCount) => one.title || (typeof one.value === 'boolean' ? t(one.value ? 'words:yes' : 'words:no') : one.value === 'other' ? t('survey:other_item') : one.value === 'none' ? t('survey:none_item') : String(one.value))
  const hidden = result.reason !== null && result.answered > 0
  const figure = result.figure ?? result.mean
  return (
    <article className="sv-result" aria-label={result.title || result.name}>
      <header><h3>{result.title || result.name}</h3><p className="xs soft"><span>{questionName(kindOf({ type: result.type, name: result.name }))}</span>{result.metric && <Tag>{name('metric', result.metric)}</Tag>}{result.touchpoint && <Tag>{name('touchpoint', result.touchpoint)}</Tag>}<span>{t('survey:answered', { count: result.answered })}</span>{result.not_shown > 0 && <span>{t('survey:not_shown', { count: result.not_shown })}</span>}</p></header>
      {hidden && result.choices.length === 0 && result.rows.length === 0 && result.texts === 0 ? <p className="soft">{t('kit:hidden')}</p> : (
        <>
          {figure && <div className="sv-figure"><Whole of={figure} unit={result.figure ? unit : 'mean'} /><Whisker of={figure} scale={result.figure && metric ? scaleOf(metric) : meanScale(result)} /></div>}
          {isScale(result) && result.choices.some((one) => one.n > 0) && <Distribution label={t('survey:distribution', { question: result.title || result.name })} bars={result.choices.filter((one) => Number.isFinite(Number(one.value))).map((one) => ({ value: Number(one.value), count: one.n, mood: metric ? moodOf(Number(one.value), metric) : 'mid' }))} />}
          {!isScale(result) && result.choices.length > 0 && <ul className="sv-shares">{result.choices.map((one) => <li key={String(one.value)}><span>{title(one)}</span><Whisker of={shareOf(one, result.answered)} scale={shareScale(result.choices)} /><span className="sm"><Interval of={shareOf(one, result.answered)} unit="share" /> <span className="soft xs">{t('kit:n', { n: number(one.n) })}</span></span></li>)}</ul>}
          {result.rows.length > 0 && <ul className="sv-shares">{ordered(result).map((row, at) => <li key={String(row.value)}><span>{result.type === 'ranking' && <b className="soft">{number(at + 1)} </b>}{row.title || String(row.value)}</span>{row.mean ? <Whisker of={row.mean} scale={meanScale(result)} /> : <span />}<span className="sm">{row.mean && <Interval of={row.mean} unit={result.type === 'bestworst' ? 'signed' : 'mean'} />}</span></li>)}</ul>}
          {result.type === 'ranking' && <p className="hint">{t('survey:ranking_hint')}</p>}{result.type === 'bestworst' && <p className="hint">{t('survey:best_worst_hint')}</p>}
          {(result.choices.length > 0 || result.rows.length > 0) && <Behind result={result} title={title} unit={result.figure ? unit : 'mean'} />}
          {result.texts > 0 && <Voices question={result.name} count={result.texts} onAll={onVoices} />}
          {result.answered === 0 && <p className="soft sm">{t('kit:no_answers')}</p>}
        </>)}
    </article>
  )
}
/** The large figure of a question always carries its interval in words. */
function Whole({ of, unit }: { of: Figure; unit: Unit }) {
  return of.value === null || (of.tier !== 'normal' && of.tier !== 'solid') ? <Interval of={of} unit={unit} count /> : <span className="num"><b>{figureText(of.value, unit)}</b><i>{certainty(of, unit)}</i></span>
}
interface Line { name: string; n: number; value: string; sure: string }
function Behind({ result, title, unit }: { result: QuestionResult; title: (one: ChoiceCount) => string; unit: Unit }) {
  const ofChoice = (one: ChoiceCount, answered: number, before = ''): Line => ({ name: before + title(one), n: one.n, value: one.share === null ? '' : share(one.share), sure: one.lo === null || one.hi === null ? '' : certainty(shareOf(one, answered), 'share') })
  const lines: Line[] = [...result.choices.map((one) => ofChoice(one, result.answered)), ...result.rows.flatMap((row) => [...(row.mean ? [{ name: row.title || String(row.value), n: row.mean.n, value: row.mean.value === null ? '' : number(row.mean.value, 2), sure: certainty(row.mean, result.type === 'bestworst' ? 'signed' : unit) }] : []), ...row.choices.map((one) => ofChoice(one, row.choices.reduce((sum, other) => sum + other.n, 0), `${row.title || row.value}: `))])]
  return <DataBehind name={result.name} rows={lines} columns={[{ name: t('survey:answer'), value: (one) => one.name }, { name: t('words:n'), value: (one) => one.n, number: true, show: (one) => number(one.n) }, { name: t('words:value'), value: (one) => one.value, number: true }, { name: t('words:interval'), value: (one) => one.sure, number: true }]} />
}
