import './build.css'
import { Link } from '@tanstack/react-router'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { Button } from '@kit/Button'
import { Checkbox, Select } from '@kit/Field'
import { languageName, number } from '@kit/format'
import { Inline } from '@kit/Inline'
import { Notice } from '@kit/Notice'
import { Empty } from '@kit/State'
import { api, type Problem } from '../api'
import { Forbidden } from '../frame/Root'
import { many, useScope } from '../frame/scope'
import { t } from '../i18n'
import { getQuery } from '../records'
import { useSession } from '../session'
import { languagesOf } from './counts'
import { useDraft } from './draft'
import { pageName } from './build/pages'
import { pagesOf, read, words } from './shape'
import { gaps, type PlacedText, textsOf, translate } from './texts'
import type { Survey } from './types'

export default function TranslatePart() { return useDraft().write ? <Translate /> : <Forbidden /> }

/** Two languages side by side; what is missing is counted and found with one key. */
function Translate() {
  const { definition, survey, main, change } = useDraft()
  const { search, change: address } = useScope()
  const [only, setOnly] = useState(false)
  const others = languagesOf(survey).filter((one) => one !== main)
  const target = others.find((one) => one === many(search['to_language'])[0]) ?? others.find((one) => gaps(definition, one, main).length > 0) ?? others[0]
  const fields = useRef(new Map<string, HTMLTextAreaElement>())
  // a text that was just filled stays in sight until the list is made anew
  const [kept, setKept] = useState<ReadonlySet<string>>(new Set())
  if (!target) return <div className="in"><AddLanguage first /></div>
  const all = textsOf(definition)
  const missing = gaps(definition, target, main)
  const open = new Set(missing.map((one) => one.pointer))
  const rows = only ? all.filter((one) => open.has(one.pointer) || kept.has(one.pointer)) : all
  const next = (after?: string) => {
    const from = after === undefined ? -1 : all.findIndex((one) => one.pointer === after)
    const found = [...all.slice(from + 1), ...all.slice(0, from + 1)].find((one) => open.has(one.pointer) && one.pointer !== after)
    const node = found && fields.current.get(found.pointer)
    node?.focus(); node?.scrollIntoView({ block: 'center' })
  }
  return (
    <div className="in sv-translate">
      <div className="sv-trans-head">
        <p className="b" role="status">{missing.length === 0 ? t('survey:all_translated', { language: languageName(target) }) : t('survey:missing', { count: missing.length, of: number(all.length) })}</p>
        <span className="row wrap push">
          <Select quiet label={t('survey:into')} value={target} options={others.map((one) => ({ value: one, label: t('survey:language_missing', { language: languageName(one), missing: number(gaps(definition, one, main).length) }) }))} onChange={(one) => { address({ to_language: one }); setKept(new Set()) }} />
          <Checkbox label={t('survey:only_missing')} checked={only} onChange={(on) => { setOnly(on); setKept(new Set()) }} />
          <Button icon="down" disabled={missing.length === 0} onClick={() => next()}>{t('survey:next_missing')}</Button>
        </span>
      </div>
      <progress className="sv-progress" value={all.length - missing.length} max={Math.max(1, all.length)} aria-label={t('survey:translated_share')} />
      {all.length === 0 ? <Empty title={t('survey:no_texts')} example="none" /> : (
        <div className="sv-texts" role="table" aria-label={t('survey:part.translate')}>
          <div role="row" className="sv-text head"><span role="columnheader">{languageName(main)}</span><span role="columnheader">{languageName(target)}</span></div>
          {rows.map((one, at) => {
            const group = groupOf(one)
            const head = at === 0 || groupOf(rows[at - 1]!) !== group
            const own = words(one.value, main, main)
            return (
              <div key={one.pointer} role="rowgroup">
                {head && <div role="row" className="sv-text group"><span role="cell">{one.question ? <Link to={'/surveys/$id/$part' as never} params={{ id: survey.id, part: 'build' } as never} search={{ question: one.question } as never} className="link">{one.question}</Link> : one.page === null ? t('survey:whole') : pageName(pagesOf(definition)[one.page]!, one.page, main, main)}</span><span role="cell" /></div>}
                <div role="row" className={`sv-text${open.has(one.pointer) ? ' missing' : ''}`}>
                  <div role="cell"><span className="xs soft">{t(`survey:text.${one.role}`)}</span><p lang={main}>{own || <span className="soft">{read(one.value, main, main)}</span>}</p></div>
                  <div role="cell"><Inline long={one.role === 'thanks' || one.role === 'survey_about' || own.includes('\n')} lang={target} label={t('survey:translation_of', { text: own || one.pointer })} placeholder={t('survey:write_translation')} value={words(one.value, target, main)}
                    ref={(node) => { if (node) fields.current.set(one.pointer, node); else fields.current.delete(one.pointer) }} onEnter={() => next(one.pointer)}
                    onChange={(text) => { setKept((old) => old.has(one.pointer) ? old : new Set([...old, one.pointer])); change((old) => translate(old, one.path, target, main, text), `${one.pointer} ${target}`) }} /></div>
                </div>
              </div>
            )
          })}
        </div>)}
      <AddLanguage />
    </div>
  )
}
const groupOf = (one: PlacedText) => one.question ?? `page ${one.page ?? ''}`

/** A further language of the survey. */
function AddLanguage({ first }: { first?: boolean }) {
  const { survey } = useDraft()
  const { firm } = useSession()
  const client = useQueryClient()
  const free = [...new Set([...firm.languages, 'en', 'pl', 'ru', 'de', 'uk', 'cs', 'sk', 'lt', 'lv', 'et', 'fr', 'es', 'it'])].filter((one) => !languagesOf(survey).includes(one))
  const [chosen, setChosen] = useState(free[0] ?? '')
  const add = useMutation<Survey, Problem, void>({ mutationFn: () => api.patch<Survey>(`/surveys/${survey.id}`, { languages: [...languagesOf(survey), chosen] }, survey.revision), onSuccess: (saved) => { client.setQueryData(getQuery<Survey>(`/surveys/${survey.id}`).queryKey, saved); void client.invalidateQueries({ queryKey: ['surveys'] }); setChosen(free.find((one) => one !== chosen) ?? '') } })
  if (free.length === 0) return null
  const form = (
    <form className="row wrap sv-add-language" onSubmit={(event) => { event.preventDefault(); if (chosen) add.mutate() }}>
      <Select quiet label={t('survey:a_language')} value={chosen} options={free.map((one) => ({ value: one, label: languageName(one) }))} onChange={setChosen} /><Button type="submit" icon="plus" look={first ? 'main' : 'plain'} busy={add.isPending}>{t('survey:add_language')}</Button>
      {add.error && <Notice tone="danger">{add.error.status === 0 ? t('frame:unreachable') : add.error.words}</Notice>}
    </form>)
  return first ? <Empty title={t('survey:one_language')} example="table" action={form}>{t('survey:one_language_words')}</Empty> : form
}
