import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@kit/Button'
import { Checkbox, Select, TextField } from '@kit/Field'
import { Panel } from '@kit/Panel'
import { useMetrics } from '../../feedback/inbox'
import { useScope } from '../../frame/scope'
import { FilterChips } from '../../frame/ScopeRow'
import { keyField, nameField } from '../../firm/fields'
import { t } from '../../i18n'
import { Register } from '../../record/Register'
import { listQuery, useNames, usePeople, useRegister, useSurveys } from '../../records'
import { useMay } from '../../session'
import type { Stored } from '../../types'
import { severityName } from '../names'
import type { Action, ActionKind, Rule, Targets } from '../shape'
import { Dry } from './Dry'
import { Proposed, useProposals } from './Proposed'
import { actionOf, hoursOf, joined, minutesOf, parted, withAction } from './rule'
import { useRuleWords } from './words'

/** Which voices become a case, whom they reach, how fast; and, while a rule is written, what it would have done. */
export function Rules() {
  const write = useMay('write_setup')
  const words = useRuleWords()
  const { search, change } = useScope()
  const left = useProposals(write).filter((one) => !one.adopted)
  const [person, name] = [usePeople(), useNames()]
  /** What an action names: without it "give it to" says too little. */
  const whom = (one: Action) => one.kind === 'tag' ? String(one['tag'] ?? '') : one.kind !== 'assign' ? undefined : one['to'] === 'user' ? person(String(one['id'])) : one['to'] === 'department' ? name('department', String(one['id'])) : t('loop:to_owner')
  const away = () => change({ proposed: undefined })
  const begin = (none: boolean) => left.length > 0 && (none ? <Proposed of={left} none onDone={away} /> : search['proposed'] && <Panel title={t('loop:proposed')} onClose={away} wide><Proposed of={left} onDone={away} /></Panel>)
  return <Register<Rule> kind="case_rules" section="case_rules" title={t('loop:rules')} about={t('loop:rules_about')} add={t('loop:add_rule')} empty={t('loop:rules_none')} write={write} ordered wide begin={begin} tools={left.length > 0 && <Button onClick={() => change({ proposed: '1' })}>{t('loop:proposed')}</Button>} nameOf={(row) => row.name}
    columns={[
      { key: 'name', name: t('firm:field.name'), cell: (row) => <span className={row.active ? undefined : 'inactive'}>{row.name}</span> },
      { key: 'when', name: t('loop:when'), wide: true, cell: (row) => <span className="sm soft">{words(row.filter) || t('loop:every_voice')}</span> },
      { key: 'does', name: t('loop:does'), cell: (row) => <span className="sm">{row.actions.map((one) => [t(`loop:action.${one.kind}`), whom(one)].filter(Boolean).join(': ')).join(', ') || '–'}{!row.active && <> <span className="tag">{t('loop:off')}</span></>}</span> },
      { key: 'within', name: t('loop:answer_within'), wide: true, number: true, cell: (row) => row.targets?.answer_minutes ? <span className="sm">{t('loop:hours', { count: row.targets.answer_minutes / 60 })}</span> : '–' },
    ]}
    fields={() => [
      nameField(), keyField(),
      { name: 'filter', kind: 'own', label: t('loop:when'), draw: ({ value, set, error }) => <When filter={String(value ?? '')} error={error} onChange={set} /> },
      { name: 'actions', kind: 'own', label: t('loop:does'), draw: ({ value, set, error }) => <Does actions={(value as Action[]) ?? []} error={error} onChange={set} /> },
      { name: 'route', kind: 'choice', label: t('loop:route'), required: true, hint: t('loop:route_hint'), options: (['fix_now', 'analysis'] as const).map((one) => ({ value: one, label: t(`case:route.${one}`) })), half: true },
      { name: 'severity', kind: 'own', label: t('case:fact.severity'), half: true, draw: ({ value, set, error }) => <Select label={t('case:fact.severity')} name="severity" none={t('loop:severity_none')} value={value ? String(value) : ''} error={error} options={[1, 2, 3].map((one) => ({ value: String(one), label: severityName(one) }))} onChange={(next) => set(next ? Number(next) : null)} /> },
      { name: 'targets', kind: 'own', label: t('loop:targets'), draw: ({ value, set, errorAt }) => <TargetFields of={(value as Targets) ?? null} error={errorAt('targets')} onChange={set} /> },
      { name: 'active', kind: 'switch', label: t('loop:active') },
      { name: 'dry', kind: 'own', label: '', draw: ({ values }) => <Dry values={values} /> },
    ]}
    blank={{ name: '', key: '', active: true, filter: 'metric=nps&score_max=6', actions: [{ kind: 'open_case', case_kind: 'follow_up' }, { kind: 'assign', to: 'touchpoint_owner' }], severity: null, targets: { acknowledge_minutes: null, answer_minutes: null, close_minutes: null }, route: 'fix_now', position: 1 }} removeWords={t('loop:rule_remove')} />
}
function When({ filter, error, onChange }: { filter: string; error: string | undefined; onChange: (filter: string) => void }) {
  const { picked, typed } = parted(filter)
  const metrics = useMetrics().filter((one) => one.kind !== 'index')
  const type = (name: keyof typeof typed, value: string) => { const next = { ...typed }; if (value) next[name] = value; else delete next[name]; onChange(joined({ picked, typed: next })) }
  const shown = Object.keys(picked).filter((name) => picked[name]!.length > 0)
  return (
    <fieldset className="field loop-when"><legend className="form-label">{t('loop:when')}</legend>
      <div className="loop-three">
        <Select label={t('words:dim.metric')} name="metric" none={t('loop:any_metric')} value={typed.metric ?? ''} options={metrics.map((one) => ({ value: one.key, label: one.name }))} onChange={(value) => type('metric', value)} />
        <TextField label={t('loop:score_from')} type="number" name="score_min" value={typed.score_min ?? ''} onChange={(event) => type('score_min', event.target.value)} />
        <TextField label={t('loop:score_to')} type="number" name="score_max" value={typed.score_max ?? ''} onChange={(event) => type('score_max', event.target.value)} />
      </div>
      <div className="pair">
        <TextField label={t('loop:words')} hint={t('loop:words_hint')} name="q" value={typed.q ?? ''} onChange={(event) => type('q', event.target.value)} />
        <TextField label={t('loop:value_from')} hint={t('loop:value_hint')} type="number" min={0} name="value_min" value={typed.value_min ?? ''} onChange={(event) => type('value_min', event.target.value)} />
      </div>
      <div className="row wrap"><FilterChips filters={picked} set={(name, values) => { const next = { ...picked, [name]: [...values] }; if (values.length === 0) delete next[name]; onChange(joined({ picked: next, typed })) }} shown={shown} /></div>
      {error && <p className="problem">{error}</p>}
    </fieldset>
  )
}
function Does({ actions, error, onChange }: { actions: readonly Action[]; error: string | undefined; onChange: (actions: Action[]) => void }) {
  const users = useRegister('users').filter((one) => one.active)
  const departments = useRegister('departments')
  const surveys = useSurveys(true)
  const webhooks = useQuery(listQuery<Stored & { name: string }>('/webhooks', { limit: 200 })).data?.items ?? []
  const put = (kind: ActionKind, more: Record<string, unknown> | null) => onChange(withAction(actions, kind, more))
  const has = (kind: ActionKind) => actionOf(actions, kind)
  const toggle = (kind: ActionKind, more: Record<string, unknown> = {}) => <Checkbox label={t(`loop:action.${kind}`)} checked={has(kind) !== undefined} onChange={(on) => put(kind, on ? more : null)} />
  const assign = has('assign')
  const notified = ((has('notify')?.['user_ids'] as string[] | undefined) ?? [])
  return (
    <fieldset className="field loop-does"><legend className="form-label">{t('loop:does')}</legend>
      <div>{toggle('open_case', { case_kind: 'follow_up' })}{has('open_case') && <Select quiet label={t('words:dim.kind')} value={String(has('open_case')!['case_kind'] ?? 'follow_up')} options={(['follow_up', 'complaint'] as const).map((one) => ({ value: one, label: t(`case:kind.${one}`) }))} onChange={(case_kind) => put('open_case', { case_kind })} />}</div>
      <div>{toggle('assign', { to: 'touchpoint_owner' })}
        {assign && <Select quiet label={t('loop:action.assign')} value={assign['to'] === 'touchpoint_owner' || !assign['to'] ? 'touchpoint_owner' : `${String(assign['to'])}:${String(assign['id'])}`} options={[{ value: 'touchpoint_owner', label: t('loop:to_owner') }, ...departments.map((one) => ({ value: `department:${one.id}`, label: one.name })), ...users.map((one) => ({ value: `user:${one.id}`, label: one.name || one.email }))]} onChange={(value) => { const [to, id] = value.split(':'); put('assign', { to, ...(id && { id }) }) }} />}</div>
      <div>{toggle('notify', { user_ids: [] })}
        {has('notify') && <details className="loop-more"><summary className="sm">{notified.length ? t('loop:notify_also', { count: notified.length }) : t('loop:notify_owner')}</summary><div className="many-in">{users.map((one) => <Checkbox key={one.id} label={one.name || one.email} checked={notified.includes(one.id)} onChange={(on) => put('notify', { user_ids: on ? [...notified, one.id] : notified.filter((id) => id !== one.id) })} />)}</div></details>}</div>
      <div>{toggle('tag', { tag: '' })}{has('tag') && <TextField quiet label={t('words:dim.tag')} placeholder={t('words:dim.tag')} value={String(has('tag')!['tag'] ?? '')} onChange={(event) => put('tag', { tag: event.target.value })} />}</div>
      {surveys.length > 0 && <div>{toggle('send_survey', { survey_id: surveys[0]!.id })}{has('send_survey') && <Select quiet label={t('words:dim.survey')} value={String(has('send_survey')!['survey_id'] ?? '')} options={surveys.map((one) => ({ value: one.id, label: one.name }))} onChange={(value) => put('send_survey', { survey_id: value })} />}</div>}
      {webhooks.length > 0 && <div>{toggle('webhook', { webhook_id: webhooks[0]!.id })}{has('webhook') && <Select quiet label={t('hook:webhooks')} value={String(has('webhook')!['webhook_id'] ?? '')} options={webhooks.map((one) => ({ value: one.id, label: one.name }))} onChange={(value) => put('webhook', { webhook_id: value })} />}</div>}
      {error && <p className="problem">{error}</p>}
    </fieldset>
  )
}
/** Hours of working time; what is left empty follows the firm's own targets. */
export function TargetFields({ of, error, onChange, empty = t('loop:as_firm'), quiet }: { of: Targets | null; error: string | undefined; onChange: (targets: Targets) => void; empty?: string; /** a heading above says it already */ quiet?: boolean }) {
  const now: Targets = of ?? { acknowledge_minutes: null, answer_minutes: null, close_minutes: null }
  const [text, setText] = useState({ acknowledge_minutes: hoursOf(now.acknowledge_minutes), answer_minutes: hoursOf(now.answer_minutes), close_minutes: hoursOf(now.close_minutes) })
  const type = (name: keyof Targets, value: string) => { setText({ ...text, [name]: value }); onChange({ ...now, [name]: minutesOf(value) }) }
  return (
    <fieldset className="field"><legend className={quiet ? 'vh' : 'form-label'}>{t('loop:targets')}</legend>
      <div className="loop-three">{(['acknowledge_minutes', 'answer_minutes', 'close_minutes'] as const).map((name) => <TextField key={name} label={t(`loop:target.${name}`)} name={name} inputMode="decimal" placeholder={empty} value={text[name]} onChange={(event) => type(name, event.target.value)} />)}</div>
      {error && <p className="problem">{error}</p>}<p className="hint">{t('loop:targets_hint')}</p>
    </fieldset>
  )
}
