import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@kit/Button'
import { languageName } from '@kit/format'
import { Notice, toast } from '@kit/Notice'
import { type FieldSpec, RecordFields, type Values } from '@kit/RecordFields'
import { Loading } from '@kit/State'
import '@kit/record.css'
import { api, Problem } from '../api'
import { language, languages, t } from '../i18n'
import { getQuery } from '../records'
import { changed } from '../record/changed'
import { FormTrouble } from '../record/RecordPanel'
import { sessionQuery, useMay } from '../session'
import type { Firm } from '../types'

/** Settings of the firm: a form on the page, because there is only one. */
export function FirmSettings() {
  const query = useQuery(getQuery<Firm>('/firm'))
  return (
    <>
      <div className="head"><h1>{t('firm:section.firm')}</h1></div>
      <p className="soft about">{t('firm:about.firm')}</p>
      {query.error && <Notice tone="danger">{query.error.message}</Notice>}
      {query.data ? <Form firm={query.data} /> : !query.error && <Loading lines={6} />}
    </>
  )
}
function Form({ firm }: { firm: Firm }) {
  const client = useQueryClient()
  const write = useMay('write_setup')
  const [draft, setDraft] = useState<Values>({})
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState(false)
  const base: Values = { ...firm, working_days: firm.working_days.map(String) }
  const values = { ...base, ...draft }
  const dirty = Object.keys(changed(base, draft)).length > 0
  const save = async () => {
    const { working_days, ...rest } = changed(base, draft) as Values & { working_days?: string[] }
    const body = { ...rest, ...(working_days && { working_days: working_days.map(Number).sort() }) }
    setBusy(true); setProblem(null)
    try {
      const saved = await api.patch<Firm>('/firm', body, firm.revision)
      client.setQueryData(getQuery<Firm>('/firm').queryKey, saved)
      setDraft({}); toast(t('frame:saved'))
      void client.invalidateQueries({ queryKey: sessionQuery.queryKey })
    } catch (error) {
      setProblem(error instanceof Problem ? error : new Problem(0, '', ''))
      if (error instanceof Problem && error.status === 412) void client.invalidateQueries({ queryKey: ['firm'] })
    } finally { setBusy(false) }
  }
  const groups: [string, FieldSpec[]][] = [
    [t('firm:part.name'), [
      { name: 'name', kind: 'text', label: t('firm:field.firm_name'), required: true },
    ]],
    [t('firm:part.place'), [
      { name: 'time_zone', kind: 'choice', label: t('firm:field.time_zone'), options: zones(firm.time_zone), required: true, hint: t('firm:hint.time_zone') },
      { name: 'language', kind: 'choice', label: t('firm:field.language'), options: languages.map((one) => ({ value: one, label: languageName(one) })), required: true, half: true },
      { name: 'currency', kind: 'text', label: t('firm:field.currency'), required: true, half: true },
      { name: 'languages', kind: 'many', label: t('firm:field.languages'), options: languages.map((one) => ({ value: one, label: languageName(one) })) },
    ]],
    [t('firm:part.calendar'), [
      { name: 'working_days', kind: 'many', label: t('firm:field.working_days'), options: weekdays() },
      { name: 'working_from', kind: 'time', label: t('firm:field.working_from'), required: true, half: true },
      { name: 'working_to', kind: 'time', label: t('firm:field.working_to'), required: true, half: true },
    ]],
    [t('firm:part.thresholds'), [
      { name: 'customers_min', kind: 'number', min: 1, label: t('firm:field.customers_min'), required: true, half: true },
      { name: 'employees_min', kind: 'number', min: 1, label: t('firm:field.employees_min'), required: true, half: true },
    ]],
  ]
  const fields = groups.flatMap(([, some]) => some)
  return (
    <form className="form form-page" noValidate onSubmit={(event) => { event.preventDefault(); void save() }}>
      <FormTrouble problem={problem} missing={[]} fields={fields} />
      {groups.map(([name, some]) => (
        <fieldset key={name} className="form" disabled={!write}><h2>{name}</h2>
          {some[0]!.name === 'customers_min' && <p className="hint">{t('firm:hint.thresholds')}</p>}
          <RecordFields fields={some} values={values} set={(next) => setDraft((old) => ({ ...old, ...next }))} errorAt={(at) => problem?.at(at)} fresh={false} optional={t('frame:optional')} />
        </fieldset>))}
      {write && <div className="row actions"><Button look="main" type="submit" disabled={!dirty} busy={busy}>{t('frame:save')}</Button></div>}
    </form>
  )
}
function zones(own: string) {
  const all = Intl.supportedValuesOf('timeZone')
  return (all.includes(own) ? all : [own, ...all]).map((one) => ({ value: one, label: one.replaceAll('_', ' ') }))
}
/** Monday first; 1…7 as in ISO 8601. The 1st of January 2024 was a Monday. */
const weekdays = () => Array.from({ length: 7 }, (_, at) => ({ value: String(at + 1), label: new Intl.DateTimeFormat(language(), { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(2024, 0, at + 1)) }))
