import { number } from '@kit/format'
import { DataBehind } from '@kit/Data'
import { certainty, CountBar, Interval } from '@kit/Whisker'
import { t } from '../../i18n'
import type { QuestionResult, Results } from '../types'
import { lasting } from './shares'

/** Nothing where there are too few to show. */
const count = (n: number | null) => n === null ? '–' : number(n)
/** Where people stop: page by page, question by question. */
export function Way({ data }: { data: Results }) {
  const { pages, questions, responses } = data
  const most = Math.max(1, responses.started, ...questions.map((one) => one.shown ?? 0))
  const of = (page: string) => questions.filter((one) => one.page === page)
  const left = (one: QuestionResult) => one.stopped_here ? <><b>−{number(one.stopped_here)}</b> <Interval of={one.left} unit="share" /></> : <span className="soft">–</span>
  return (
    <section>
      <div className="head"><h2>{t('survey:way')}</h2><span className="push soft">{t('survey:way_about')}</span></div>
      <div className="sv-way">
        <div className="sv-way-row head xs soft" aria-hidden="true"><span>{t('survey:question')}</span><span>{t('survey:shown')}</span><span className="r">{t('survey:stopped')}</span></div>
        {pages.map((page, at) => (
          <div key={page.page} className="sv-way-page">
            <p className="sv-way-name"><b>{page.title || t('survey:page_number', { number: at + 1 })}</b>{page.seconds_median !== null && <span className="soft sm">{t('survey:page_time', { time: lasting(page.seconds_median) })}</span>}{!!page.seen && page.seen < most && <span className="soft sm">{t('survey:page_seen', { count: page.seen })}</span>}</p>
            <ul>{of(page.page).map((one) => <li key={one.name} className="sv-way-row"><span>{one.title || one.name}</span><span className="sv-way-bar"><CountBar value={one.shown ?? 0} max={most} /><span className="sm">{count(one.shown)}<span className="vh"> {t('survey:shown')}</span></span></span><span className="r sm">{left(one)}</span></li>)}</ul>
          </div>))}
      </div>
      <DataBehind name="way" rows={questions} columns={[
        { name: t('survey:question'), value: (one) => one.title || one.name }, { name: t('survey:shown'), value: (one) => one.shown, number: true, show: (one) => count(one.shown) }, { name: t('survey:col_answered'), value: (one) => one.answered, number: true, show: (one) => count(one.answered) },
        { name: t('survey:col_skipped'), value: (one) => one.skipped, number: true, show: (one) => count(one.skipped) }, { name: t('survey:col_not_shown'), value: (one) => one.not_shown, number: true, show: (one) => count(one.not_shown) }, { name: t('survey:stopped'), value: (one) => one.stopped_here, number: true, show: (one) => count(one.stopped_here) }, { name: t('words:interval'), value: (one) => certainty(one.left, 'share'), number: true },
      ]} />
    </section>
  )
}
