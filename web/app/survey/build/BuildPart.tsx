import '../build.css'
import { useRef, useState } from 'react'
import { Button } from '@kit/Button'
import { Select } from '@kit/Field'
import { languageName } from '@kit/format'
import { Icon } from '@kit/Icon'
import { Inline } from '@kit/Inline'
import { Notice } from '@kit/Notice'
import { Panel } from '@kit/Panel'
import { Loading } from '@kit/State'
import { Forbidden } from '../../frame/Root'
import { many, useScope } from '../../frame/scope'
import { t } from '../../i18n'
import type { Metric } from '../../types'
import { languagesOf } from '../counts'
import { useDraft } from '../draft'
import { addPage, addQuestion, changePage, changeSurvey, newQuestion, takeApart } from '../edit'
import { asks, find, isOpen, pagesOf, questionAt, type QuestionKind, questionsOf, read, same, withWords, words } from '../shape'
import { sampleOf, useSpoken } from '../spoken'
import { AddMenu } from './AddMenu'
import { Card, cardId } from './Card'
import { type Chosen, Outline } from './Outline'
import { pageName } from './pages'
import { Properties } from './Properties'
import { spokenRules } from './Rules'

export default function BuildPart() { return useDraft().write ? <Build /> : <Forbidden /> }

/** The survey as it will be read, written where it stands; left the whole, right what else is said about the chosen. */
function Build() {
  const { definition, survey, main, change, saving, unknown } = useDraft()
  const { search, change: address } = useScope()
  const [language, setLanguage] = useState(main)
  const [side, setSide] = useState<'outline' | 'properties' | null>(null)
  const say = useSpoken(main, languagesOf(survey))
  const titles = useRef(new Map<string, HTMLTextAreaElement>())
  const pages = pagesOf(definition)
  const asked = find(definition, many(search['question'])[0] ?? '')
  const page = Number(many(search['page'])[0]) - 1
  const chosen: Chosen = asked ? { question: asked.element.name } : pages[page] ? { page } : { survey: true }
  const choose = (next: Chosen) => address({ question: 'question' in next ? next.question : undefined, page: 'page' in next ? String(next.page + 1) : undefined })
  const go = (next: Chosen) => { choose(next); setSide((old) => old === 'outline' ? null : old); requestAnimationFrame(() => document.getElementById('question' in next ? cardId(next.question) : 'page' in next ? `page-${next.page}` : 'survey-top')?.scrollIntoView({ block: 'nearest', behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' })) }
  const troubled = new Map(saving.is === 'refused' ? saving.problems.flatMap((one) => { const at = questionAt(definition, one.pointer); return at ? [[at.element.name, one.message] as const] : [] }) : [])
  const add = (at: number, index: number) => (kind: QuestionKind, metric?: Metric) => {
    if (!say) return
    const built = metric?.built_in ? metric.key : null
    const element = newQuestion(definition, kind, sampleOf(say), metric?.key ?? kind, metric ? { metric: metric.key, rateMin: metric.min, rateMax: metric.max, title: built ? say(`words:question.${built}` as never) : metric.question ?? undefined, ...(ends(built) && { minRateDescription: say(`survey:ends.${ends(built)!}_low`), maxRateDescription: say(`survey:ends.${ends(built)!}_high`) }) } : kind === 'consent' ? { title: say('survey:consent_text') } : kind === 'statement' ? { html: say('survey:statement_sample') } : {})
    change((old) => {
      const more = addQuestion(old, at, index, element)
      // a score without its reason helps nobody: the open question comes along
      const lonely = metric && !questionsOf(more).some((one) => isOpen(one.element))
      return lonely ? addQuestion(more, at, index + 1, newQuestion(more, 'long_text', sampleOf(say), 'why', { title: say('survey:why_question'), description: say('survey:why_help') })) : more
    })
    choose({ question: element.name })
    requestAnimationFrame(() => requestAnimationFrame(() => { titles.current.get(element.name)?.focus(); document.getElementById(cardId(element.name))?.scrollIntoView({ block: 'nearest' }) }))
  }
  if (!say) return <div className="in"><Loading lines={8} /></div>
  const outline = <Outline chosen={chosen} language={language} onChoose={go} troubled={troubled} />
  const properties = <Properties chosen={chosen} language={language} say={say} onChoose={choose} />
  let count = 0
  return (
    <div className="sv-build">
      <aside className="sv-left">{outline}</aside>
      <div className="sv-canvas">
        <div className="sv-canvas-bar"><Button className="only-narrow" icon="sheet" onClick={() => setSide('outline')}>{t('survey:outline')}</Button><Button className="only-narrow" icon="setup" onClick={() => setSide('properties')}>{t('survey:properties')}</Button>
          {languagesOf(survey).length > 1 && <span className="push"><Select quiet label={t('survey:shown_language')} value={language} options={languagesOf(survey).map((one) => ({ value: one, label: languageName(one) }))} onChange={setLanguage} /></span>}</div>
        {unknown.length > 0 && <Notice>{t('survey:unknown', { count: unknown.length })}</Notice>}
        <header className="sv-page-head" id="survey-top" onFocus={() => { if (!('survey' in chosen)) choose({ survey: true }) }}>
          <Inline className="survey-title" label={t('survey:text.survey_title')} lang={language} value={words(definition.title, language, main)} placeholder={words(definition.title, main, main) || t('survey:write_title')} onChange={(text) => change((all) => changeSurvey(all, { title: withWords(all.title, language, main, text) }), `title ${language}`)} />
          <Inline className="soft" long label={t('survey:text.survey_about')} lang={language} value={words(definition.description, language, main)} placeholder={words(definition.description, main, main) || t('survey:write_about')} onChange={(text) => change((all) => changeSurvey(all, { description: withWords(all.description, language, main, text) }), `about ${language}`)} />
        </header>
        {pages.map((one, at) => {
          const own = questionsOf(definition).filter((placed) => placed.page === at)
          const conditions = one.visibleIf ? spokenRules(one.visibleIf, definition, main, language) : null
          let panel = -1
          return (
            <section key={one.name ?? at} className={`sv-page${'page' in chosen && chosen.page === at ? ' on' : ''}`} id={`page-${at}`} aria-label={pageName(one, at, main, language)}>
              {(pages.length > 1 || read(one.title, language, main)) && (
                <header className="sv-page-head" onFocus={() => choose({ page: at })}>
                  <span className="xs soft">{t('survey:page_of', { number: at + 1, of: pages.length })}</span>
                  {conditions && <p className="sv-when xs"><Icon name="filter" />{conditions.lines.length > 1 && <b>{t(conditions.join === 'or' ? 'survey:shown_any' : 'survey:shown_all')}</b>}{conditions.lines.map((line) => <span key={line}>{line}</span>)}</p>}
                  <Inline className="page-title" label={t('survey:text.page_title')} lang={language} value={words(one.title, language, main)} placeholder={words(one.title, main, main) || t('survey:write_page')} onChange={(text) => change((all) => changePage(all, at, { title: withWords(one.title, language, main, text) }), `page ${at} ${language}`)} />
                </header>)}
              {own.length === 0 && <p className="soft sv-none">{t('survey:page_empty')}</p>}
              {own.map((placed) => {
                if (asks(placed.element)) count++
                const opens = placed.path.length > 1 && placed.path[0] !== panel
                panel = placed.path.length > 1 ? placed.path[0]! : -1
                return (
                  <div key={placed.element.name} className={placed.path.length > 1 ? 'sv-inner' : undefined}>
                    {opens && <div className="sv-panel-head xs soft"><span>{t('survey:panel')}</span><button type="button" className="as-link" onClick={() => change((all) => takeApart(all, at, placed.path[0]!))}>{t('survey:take_apart')}</button></div>}
                    {placed.path.length === 1 && <div className="sv-between"><AddMenu quiet label={t('survey:add_here')} onAdd={add(at, placed.path[0]!)} /></div>}
                    <Card placed={placed} count={count} chosen={'question' in chosen && same(chosen.question, placed.element.name)} language={language} onChoose={(name) => choose(name === undefined ? { page: at } : { question: name })} onProperties={() => setSide('properties')} troubled={troubled.get(placed.element.name)} titles={titles} />
                  </div>
                )
              })}
              <div className="sv-page-foot"><AddMenu label={t('survey:add_question')} onAdd={add(at, one.elements?.length ?? 0)} />{at === pages.length - 1 && <Button look="ghost" icon="plus" onClick={() => { change((all) => addPage(all, at + 1)); go({ page: at + 1 }) }}>{t('survey:add_page')}</Button>}</div>
            </section>
          )
        })}
      </div>
      <aside className="sv-right" aria-label={t('survey:properties')}>{properties}</aside>
      {side === 'outline' && <Panel title={t('survey:outline')} onClose={() => setSide(null)}>{outline}</Panel>}
      {side === 'properties' && <Panel title={'question' in chosen ? t('survey:prop.question') : 'page' in chosen ? t('survey:prop.page') : t('survey:whole')} onClose={() => setSide(null)}>{properties}</Panel>}
    </div>
  )
}
const ends = (metric: string | null): 'nps' | 'wr' | 'csat' | 'ces' | 'enps' | null => metric === 'nps' || metric === 'wr' || metric === 'csat' || metric === 'ces' || metric === 'enps' ? metric : null
