import './survey.css'
import { Link, useNavigate } from '@tanstack/react-router'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { Button } from '@kit/Button'
import { Drop } from '@kit/Drop'
import { Segmented, Select, TextField } from '@kit/Field'
import { languageName, number } from '@kit/format'
import { Icon } from '@kit/Icon'
import { Notice, Problems } from '@kit/Notice'
import { Loading } from '@kit/State'
import { api, type Problem } from '../api'
import { Forbidden } from '../frame/Root'
import { language, t } from '../i18n'
import { getQuery } from '../records'
import { useSession } from '../session'
import { type Brought, bodyOf, bring } from './bring'
import { BringReport } from './BringReport'
import { kindName, modeName, questionName, useBuilds } from './say'
import { asks, type Definition, kindOf, questionsOf, read, titleOf, withPages } from './shape'
import { type Survey, type SurveyKind, surveyKinds, type Template } from './types'

type From = 'template' | 'empty' | 'file'
interface Read { name: string; body: (name: string) => Record<string, unknown>; definition: Definition; brought?: Brought }

/** A new survey: from a template, from nothing, from a file. */
export function NewPage() { return useBuilds() ? <New /> : <Forbidden /> }

function New() {
  const { firm } = useSession()
  const navigate = useNavigate()
  const client = useQueryClient()
  const form = useId()
  const [from, setFrom] = useState<From>('template')
  const [chosen, setChosen] = useState<string | null>(null)
  const [file, setFile] = useState<Read | null>(null)
  const reading = useMutation<Read, Problem, File>({ mutationFn: readAny, onSuccess: setFile, onMutate: () => setFile(null) })
  const [own, setOwn] = useState<string | null>(null)
  const [kind, setKind] = useState<SurveyKind>('relationship')
  const [main, setMain] = useState<string>(firm.language)
  const [missing, setMissing] = useState(false)
  const templates = useQuery(getQuery<{ items: Template[] }>('/survey_templates'))
  const template = templates.data?.items.find((one) => one.key === (chosen ?? templates.data.items[0]?.key))
  const suggested = from === 'template' ? named(template?.name) : from === 'file' && file ? file.name : ''
  const name = own ?? suggested
  const make = useMutation<Survey, Problem, void>({
    mutationFn: () => api.post<Survey>('/surveys', from === 'file' && file ? file.body(name) : { name, language: main, languages: [main, ...firm.languages.filter((one) => one !== main)], ...(from === 'template' ? { template: template?.key } : { kind, definition: { pages: [{ name: 'page1', elements: [] }] } }) }),
    onSuccess: (made) => { void client.invalidateQueries({ queryKey: ['surveys'] }); void navigate({ to: '/surveys/$id/$part' as never, params: { id: made.id, part: 'build' } as never }) },
  })
  const ready = from === 'empty' || (from === 'template' ? !!template : !!file)
  const submit = () => { setMissing(!name.trim()); if (name.trim() && ready) make.mutate() }
  const shown = from === 'file' && file ? file.definition : undefined
  return (
    <div className="in sv-new">
      <Link className="link sm back" to={'/surveys' as never}><Icon name="left" />{t('survey:title')}</Link>
      <h1>{t('survey:new_title')}</h1>
      <Segmented label={t('survey:begin_with')} value={from} onChange={(next) => { setFrom(next); make.reset() }} options={(['template', 'empty', 'file'] as const).map((one) => ({ value: one, label: t(`survey:from.${one}`) }))} />
      <div className="sv-new-in">
        <div>
          {from === 'template' && (templates.isPending ? <Loading lines={6} /> : templates.error ? <Notice tone="danger">{templates.error.message}</Notice> : (
            <fieldset className="sv-templates"><legend className="vh">{t('survey:from.template')}</legend>
              {(templates.data?.items ?? []).map((one) => (
                <label key={one.key}><input type="radio" name="template" value={one.key} checked={one.key === template?.key} onChange={() => setChosen(one.key)} />
                  <span><b>{named(one.name)}</b><span className="soft sm">{named(one.about)}</span><span className="soft xs">{t('survey:questions', { count: one.questions })} · {t('survey:minutes', { count: one.minutes })}</span></span></label>
              ))}
            </fieldset>))}
          {from === 'empty' && <p className="soft sv-note">{t('survey:empty_note')}</p>}
          {from === 'file' && <div className="form"><Drop accept=".json,.lss,.txt,.tsv,.qsf,.xlsx" disabled={reading.isPending} onFile={(one) => reading.mutate(one)}>{t('travel:drop')}</Drop>
            {reading.isPending && <p className="soft" role="status">{t('travel:reading')}</p>}
            {reading.error && <Notice tone="danger">{reading.error.status === 0 ? t('frame:unreachable') : t('travel:unreadable', { why: reading.error.problems[0]?.message ?? reading.error.words })}</Notice>}
            {file?.brought && <BringReport brought={file.brought} />}</div>}
        </div>
        <div className="sv-new-side">
          <form id={form} className="form" noValidate onSubmit={(event) => { event.preventDefault(); submit() }}>
            {make.error && (make.error.status === 0 ? <Notice tone="danger">{t('frame:unreachable')}</Notice> : <Problems title={t('frame:form_problems')} items={make.error.problems.length ? make.error.problems.slice(0, 20).map((one) => ({ message: `${one.pointer} ${one.message}` })) : [{ message: make.error.words }]} />)}
            <TextField label={t('survey:name')} name="name" value={name} error={missing && !name.trim() ? t('firm:required') : undefined} hint={t('survey:name_hint')} onChange={(event) => setOwn(event.target.value)} />
            {from === 'empty' && <Select label={t('survey:kind')} value={kind} onChange={setKind} options={surveyKinds.map((one) => ({ value: one, label: kindName(one) }))} />}
            {from !== 'file' && <Select label={t('survey:language')} hint={t('survey:language_hint')} value={main} onChange={setMain} options={(template && from === 'template' ? template.languages : firm.languages).map((one) => ({ value: one, label: languageName(one) }))} />}
            <div className="row actions"><Button look="main" type="submit" busy={make.isPending} disabled={!ready}>{t('survey:make')}</Button></div>
          </form>
          {from === 'template' && template && <Contents template={template} />}
          {shown && <Asked definition={shown} main={shown.locale ?? firm.language} />}
        </div>
      </div>
    </div>
  )
}
const named = (by: Record<string, string> | undefined) => by?.[language()] ?? by?.['en'] ?? Object.values(by ?? {})[0] ?? ''

function Contents({ template }: { template: Template }) {
  const whole = useQuery({ ...getQuery<Template & { definition: Definition }>(`/survey_templates/${template.key}`), staleTime: Infinity })
  return <div className="sv-asked"><p className="soft sm">{kindName(template.kind)} · {modeName(template.mode)}</p>{whole.data ? <Asked definition={whole.data.definition} main="en" /> : <Loading lines={4} />}</div>
}
/** What will be asked, as a plain list. */
function Asked({ definition, main }: { definition: Definition; main: string }) {
  const all = questionsOf(withPages(definition))
  return (
    <section className="sv-asked" aria-label={t('survey:asked')}><h2>{t('survey:asked')}</h2>
      <ol>{all.map(({ element }, at) => <li key={at}><span className="n soft">{asks(element) ? number(all.slice(0, at + 1).filter((one) => asks(one.element)).length) : ''}</span><span>{read(titleOf(element), language(), definition.locale ?? main) || element.name}</span><span className="soft xs">{questionName(kindOf(element))}</span></li>)}</ol>
    </section>
  )
}
/** A copy from Styk keeps all its settings; every other file the server reads. */
async function readAny(file: File): Promise<Read> {
  const own = /\.json$/i.test(file.name) ? readFile(await file.text(), file.name) : 'unreadable'
  if (own !== 'unreadable' && 'format' in own.body('')) return own
  const brought = await bring(file)
  return { name: brought.title, body: bodyOf(brought), definition: brought.definition, brought }
}
/** Styk's own envelope, or a bare definition in SurveyJS's form. */
export function readFile(text: string, fileName: string): Read | 'unreadable' {
  try {
    const parsed = JSON.parse(text) as Record<string, unknown>
    const own = parsed['format'] === 'styk.survey'
    const definition = (own ? parsed['definition'] : parsed) as Definition
    if (!definition || typeof definition !== 'object' || !(Array.isArray(definition.pages) || Array.isArray(definition.elements))) return 'unreadable'
    const name = (own ? (parsed['survey'] as { name?: string } | undefined)?.name : undefined) ?? (read(definition.title, definition.locale ?? 'en', definition.locale ?? 'en') || fileName.replace(/\.json$/i, ''))
    return { name, body: (wanted) => own ? { ...parsed, survey: { ...(parsed['survey'] as object | undefined), key: undefined, name: wanted } } : { name: wanted, definition }, definition }
  } catch { return 'unreadable' }
}
