import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@kit/Button'
import { Problems, toast } from '@kit/Notice'
import { Panel } from '@kit/Panel'
import { type FieldSpec, RecordFields, type Values } from '@kit/RecordFields'
import { api, Problem } from '../../api'
import { t } from '../../i18n'
import { useChoices } from '../../records'
import type { ContactRules } from '../../types'
import { typesOf } from './contacts'

const lists = ['started', 'answered', 'abandoned'] as const
/** What the events mean, and what is soon enough. */
export function Rules({ rules, onClose }: { rules: ContactRules; onClose: () => void }) {
  const client = useQueryClient()
  const channels = useChoices('channel').filter((one) => one.value === 'phone' || one.value === 'chat' || one.value in rules.targets)
  const [values, setValues] = useState<Values>(() => ({ target_s: rules.target_s, within_days: rules.within_days, topic: rules.topic, ...Object.fromEntries(lists.map((one) => [one, rules[one].join(', ')])), ...Object.fromEntries(channels.map((one) => [`target_${one.value}`, rules.targets[one.value] ?? null])) }))
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState(false)
  const save = async () => {
    const targets = Object.fromEntries(channels.flatMap((one) => typeof values[`target_${one.value}`] === 'number' ? [[one.value, values[`target_${one.value}`]]] : []))
    const others = Object.fromEntries(Object.entries(rules.targets).filter(([key]) => !channels.some((one) => one.value === key)))
    setBusy(true); setProblem(null)
    try {
      await api.patch('/contact_rules', { target_s: values['target_s'], within_days: values['within_days'], topic: values['topic'], targets: { ...others, ...targets }, ...Object.fromEntries(lists.map((one) => [one, typesOf(String(values[one] ?? ''))])) }, rules.revision)
      void client.invalidateQueries({ queryKey: ['contact_rules'] })
      void client.invalidateQueries({ queryKey: ['insights'] })
      toast(t('frame:saved')); onClose()
    } catch (error) {
      setProblem(error instanceof Problem ? error : new Problem(0, '', ''))
      if (error instanceof Problem && error.status === 412) void client.invalidateQueries({ queryKey: ['contact_rules'] })
    } finally { setBusy(false) }
  }
  const fields: FieldSpec[] = [
    { name: 'target_s', kind: 'number', label: t('contact:rule.target'), hint: t('contact:rule.target_hint'), required: true, min: 1, half: true }, { name: 'within_days', kind: 'number', label: t('contact:rule.days'), hint: t('contact:rule.days_hint'), required: true, min: 1, max: 90, half: true },
    ...channels.map((one): FieldSpec => ({ name: `target_${one.value}`, kind: 'number', label: t('contact:rule.target_of', { channel: one.label }), min: 1, half: true, nullable: true })),
    { name: 'answered', kind: 'text', label: t('contact:rule.answered'), required: true, hint: t('contact:rule.types_hint') }, { name: 'abandoned', kind: 'text', label: t('contact:rule.abandoned'), required: true }, { name: 'started', kind: 'text', label: t('contact:rule.started'), required: true },
    { name: 'topic', kind: 'text', label: t('contact:rule.topic'), required: true, hint: t('contact:rule.topic_hint') },
  ]
  return (
    <Panel title={t('contact:rules')} onClose={onClose} foot={<><Button onClick={onClose}>{t('frame:cancel')}</Button><Button look="main" busy={busy} onClick={() => void save()}>{t('frame:save')}</Button></>}>
      <form className="form" noValidate onSubmit={(event) => { event.preventDefault(); void save() }}>
        {problem && <Problems title={problem.words || t('frame:form_problems')} items={problem.problems.map((one) => ({ field: one.pointer.slice(1), message: one.message }))} />}
        <RecordFields fields={fields} values={values} set={(next) => setValues((old) => ({ ...old, ...next }))} errorAt={(name) => problem?.at(name)} fresh={false} optional={t('frame:optional')} />
        <button type="submit" className="vh" tabIndex={-1}>{t('frame:save')}</button>
      </form>
    </Panel>
  )
}
