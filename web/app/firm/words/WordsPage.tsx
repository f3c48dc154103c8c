import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@kit/Button'
import { Select, TextField } from '@kit/Field'
import { languageName } from '@kit/format'
import { Notice, Problems, toast } from '@kit/Notice'
import { Loading } from '@kit/State'
import '@kit/record.css'
import { api, Problem } from '../../api'
import { language, raw, t } from '../../i18n'
import { type Forms, genders, known, ours, type Term, type TermName, termNames, worded } from '../../i18n/terms'
import { getQuery } from '../../records'
import { sessionQuery, useMay } from '../../session'
import type { Firm } from '../../types'
import { blankForms, chosen, type Draft, type Drafts, draftsOf, incomplete, stored } from './choose'

/** What the firm calls its customers, journeys, touchpoints and cases; the whole console speaks so. */
export function WordsPage() {
  const query = useQuery(getQuery<Firm>('/firm'))
  return (
    <>
      <div className="head"><h1>{t('term:title')}</h1></div>
      <p className="soft about">{t('term:about')}</p>
      {query.error && <Notice tone="danger">{query.error.message}</Notice>}
      {query.data ? <Form key={query.data.revision} firm={query.data} /> : !query.error && <Loading lines={6} />}
    </>
  )
}
function Form({ firm }: { firm: Firm }) {
  const client = useQueryClient()
  const write = useMay('write_setup')
  const [drafts, setDrafts] = useState<Drafts>(() => draftsOf(firm.words))
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState(false)
  const dirty = JSON.stringify(stored(drafts)) !== JSON.stringify(stored(draftsOf(firm.words)))
  const gaps = termNames.flatMap((name) => incomplete(drafts[name].term).map((one) => ({ name, language: one })))
  const save = async () => {
    if (gaps.length > 0) return
    setBusy(true); setProblem(null)
    try {
      const saved = await api.patch<Firm>('/firm', { words: stored(drafts) }, firm.revision)
      client.setQueryData(getQuery<Firm>('/firm').queryKey, saved)
      toast(t('term:saved_everywhere'))
      void client.invalidateQueries({ queryKey: sessionQuery.queryKey })
    } catch (error) {
      setProblem(error instanceof Problem ? error : new Problem(0, '', ''))
      if (error instanceof Problem && error.status === 412) void client.invalidateQueries({ queryKey: ['firm'] })
    } finally { setBusy(false) }
  }
  return (
    <form className="form form-page terms" noValidate onSubmit={(event) => { event.preventDefault(); void save() }}>
      {problem && <Problems title={problem.problems.length ? t('frame:form_problems') : problem.words} items={problem.problems.map((one) => ({ message: one.message }))} />}
      {termNames.map((name) => <One key={name} name={name} draft={drafts[name]} languages={firm.languages} write={write} error={gaps.some((one) => one.name === name)} onChange={(next) => setDrafts((old) => ({ ...old, [name]: next }))} />)}
      {write && <div className="row actions"><Button look="main" type="submit" disabled={!dirty || gaps.length > 0} busy={busy}>{t('frame:save')}</Button></div>}
    </form>
  )
}
const nameIn = (term: Term) => { const now = language(); return (now === 'en' ? term.en?.one : term[now]?.one[0]) || term.en?.one || '' }
function One({ name, draft, languages, write, error, onChange }: { name: TermName; draft: Draft; languages: Firm['languages']; write: boolean; error: boolean; onChange: (next: Draft) => void }) {
  const options = [{ value: 'ours', label: t('term:ours', { word: nameIn(ours[name]) }) }, ...Object.entries(known[name]).map(([key, term]) => ({ value: key, label: nameIn(term) })), { value: 'own', label: t('term:own') }]
  return (
    <fieldset className="form term" disabled={!write}><h2>{t(`term:name.${name}`)}</h2>
      <Select label={t('term:word')} name={`word_${name}`} value={draft.choice || 'ours'} options={options} onChange={(next) => onChange(chosen(name, draft, next === 'ours' ? '' : next))} />
      {draft.choice === 'own' && <>
        {name === 'customer' && <p className="hint">{t('term:person_hint')}</p>}
        {languages.map((one) => one === 'en'
          ? <div className="pair" key={one}><TextField label={`${languageName('en')}, ${t('term:one')}`} name={`${name}_en_one`} value={draft.term.en?.one ?? ''} onChange={(event) => onChange({ ...draft, term: { ...draft.term, en: { one: event.target.value, other: draft.term.en?.other ?? '' } } })} /><TextField label={`${languageName('en')}, ${t('term:other')}`} name={`${name}_en_other`} value={draft.term.en?.other ?? ''} onChange={(event) => onChange({ ...draft, term: { ...draft.term, en: { one: draft.term.en?.one ?? '', other: event.target.value } } })} /></div>
          : <FormsOf key={one} language={one} name={name} value={draft.term[one] ?? blankForms()} onChange={(forms) => onChange({ ...draft, term: { ...draft.term, [one]: forms } })} />)}
      </>}
      {error && <p className="problem">{t('term:missing', { word: nameIn(draft.term) })}</p>}
      <p className="term-example"><span className="soft sm">{t('term:example')}</span> {worded(raw(`term:example.${name}`), stored({ ...draftsOf({}), [name]: draft }) as Record<string, unknown>, language())}</p>
    </fieldset>
  )
}
/** Six cases, one and many, and the gender of the word. */
function FormsOf({ language: of, name, value, onChange }: { language: 'pl' | 'ru'; name: TermName; value: Forms; onChange: (value: Forms) => void }) {
  const cell = (number: 'one' | 'other', at: number) => <TextField quiet lang={of} label={`${languageName(of)}, ${t(`term:case.${at as 0 | 1 | 2 | 3 | 4 | 5}`)}, ${t(`term:${number}`)}`} name={`${name}_${of}_${number}_${at}`} value={value[number][at] ?? ''} placeholder={ours[name][of][number][at]} onChange={(event) => onChange({ ...value, [number]: value[number].map((one, index) => index === at ? event.target.value : one) })} />
  return (
    <fieldset className="term-forms"><legend className="form-label">{t('term:forms_in', { language: languageName(of) })}</legend>
      <Select label={t('term:gender')} value={value.gender} options={genders.map((one) => ({ value: one, label: t(`term:gender.${one}`) }))} onChange={(gender) => onChange({ ...value, gender })} />
      <table><thead><tr><th scope="col">{t('term:form')}</th><th scope="col">{t('term:one')}</th><th scope="col">{t('term:other')}</th></tr></thead>
        <tbody>{([0, 1, 2, 3, 4, 5] as const).map((at) => <tr key={at}><th scope="row">{t(`term:case.${at}`)}</th><td>{cell('one', at)}</td><td>{cell('other', at)}</td></tr>)}</tbody></table>
    </fieldset>
  )
}
