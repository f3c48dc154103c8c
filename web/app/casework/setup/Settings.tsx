import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button, IconButton } from '@kit/Button'
import { Select, Switch, TextField } from '@kit/Field'
import { Notice, Problems, toast } from '@kit/Notice'
import { Loading } from '@kit/State'
import { api, type Problem } from '../../api'
import { t } from '../../i18n'
import { changed } from '../../record/changed'
import { getQuery, useRegister } from '../../records'
import { useMay } from '../../session'
import type { CaseSettings, Climb, Level } from '../shape'
import { hoursOf, minutesOf } from './rule'
import { TargetFields } from './Rules'

const settingsQuery = getQuery<CaseSettings>('/case_settings')
/** How fast, who hears of it when it is late, what customers are told on the way. */
export function Settings() {
  const query = useQuery(settingsQuery)
  return (
    <>
      <div className="head"><h1>{t('loop:settings')}</h1></div>
      <p className="soft about">{t('loop:settings_about')}</p>
      {query.error && <Notice tone="danger">{query.error.message}</Notice>}
      {query.data ? <Form key={query.data.revision} of={query.data} /> : !query.error && <Loading lines={6} />}
    </>
  )
}
function Form({ of }: { of: CaseSettings }) {
  const write = useMay('write_setup')
  const client = useQueryClient()
  const [draft, setDraft] = useState<Partial<CaseSettings>>({})
  const now = { ...of, ...draft }
  const set = (part: Partial<CaseSettings>) => setDraft((old) => ({ ...old, ...part }))
  const body = changed(of as unknown as Record<string, unknown>, draft as Record<string, unknown>)
  const save = useMutation<CaseSettings, Problem>({
    mutationFn: () => api.patch<CaseSettings>('/case_settings', body, of.revision),
    onSuccess: (saved) => { client.setQueryData(settingsQuery.queryKey, saved); setDraft({}); toast(t('frame:saved')) },
    onError: (problem) => { if (problem.status === 412) void client.invalidateQueries({ queryKey: ['case_settings'] }) },
  })
  const problem = save.error
  const attributes = useRegister('attributes').filter((one) => one.of === 'customer')
  const departments = useRegister('departments')
  const users = useRegister('users').filter((one) => one.active)
  const digits = (text: string) => text === '' ? 0 : Math.max(0, Math.round(Number(text)))
  return (
    <form className="form form-page" noValidate onSubmit={(event) => { event.preventDefault(); save.mutate() }}>
      {problem && <Problems title={problem.status === 412 ? t('frame:conflict') : t('frame:form_problems')} items={problem.problems.length ? problem.problems.map((one) => ({ field: one.pointer.split('/')[1] ?? '', message: one.message })) : [{ message: problem.status === 0 ? t('frame:unreachable') : problem.words }]} />}
      <fieldset className="form" disabled={!write}><h2>{t('loop:targets')}</h2><TargetFields quiet of={now.targets} error={problem?.at('targets')} empty="–" onChange={(targets) => set({ targets })} /></fieldset>
      <fieldset className="form" disabled={!write}><h2>{t('loop:levels')}</h2><p className="soft sm">{t('loop:levels_hint')}</p><Levels of={now.levels} onChange={(levels) => set({ levels })} /></fieldset>
      <fieldset className="form" disabled={!write}><h2>{t('loop:customer_hears')}</h2>
        <Switch label={t('loop:thank')} hint={t('loop:thank_hint')} checked={now.thank_customers} onChange={(thank_customers) => set({ thank_customers })} />
        <Switch label={t('loop:status')} hint={t('loop:status_hint')} checked={now.status_messages} onChange={(status_messages) => set({ status_messages })} />
        <div className="pair"><TextField type="number" min={1} name="ask_after_days" label={t('loop:ask_after')} value={now.ask_after_days} error={problem?.at('ask_after_days')} onChange={(event) => set({ ask_after_days: digits(event.target.value) })} />
          <TextField type="number" min={1} name="public_risk_after_days" label={t('loop:risk_after')} value={now.public_risk_after_days} error={problem?.at('public_risk_after_days')} onChange={(event) => set({ public_risk_after_days: digits(event.target.value) })} /></div>
      </fieldset>
      <fieldset className="form" disabled={!write}><h2>{t('loop:cases_themselves')}</h2>
        <Switch label={t('loop:mail_owners')} hint={t('loop:mail_owners_hint')} checked={now.mail_owners} onChange={(mail_owners) => set({ mail_owners })} />
        <div className="pair"><TextField name="number_prefix" label={t('loop:prefix')} hint={t('loop:prefix_hint')} value={now.number_prefix} error={problem?.at('number_prefix')} onChange={(event) => set({ number_prefix: event.target.value })} />
          <TextField type="number" min={0} name="join_days" label={t('loop:join_days')} hint={t('loop:join_hint')} value={now.join_days} error={problem?.at('join_days')} onChange={(event) => set({ join_days: digits(event.target.value) })} /></div>
        <Select name="value_attribute" label={t('loop:value_attribute')} none={t('frame:none')} hint={t('loop:value_attribute_hint')} value={now.value_attribute ?? ''} options={attributes.map((one) => ({ value: one.key, label: one.name }))} error={problem?.at('value_attribute')} onChange={(value) => set({ value_attribute: value || null })} />
      </fieldset>
      {departments.length > 0 && <fieldset className="form" disabled={!write}><h2>{t('loop:heads')}</h2><p className="soft sm">{t('loop:heads_hint')}</p>{departments.map((one) => <Select key={one.id} label={one.name} none={t('case:nobody_yet')} value={now.heads?.[one.id] ?? ''} options={users.map((user) => ({ value: user.id, label: user.name || user.email }))} onChange={(user) => { const { [one.id]: _gone, ...rest } = now.heads ?? {}; set({ heads: user ? { ...rest, [one.id]: user } : rest }) }} />)}</fieldset>}
      {write && <div className="row actions"><Button look="main" type="submit" disabled={Object.keys(body).length === 0} busy={save.isPending}>{t('frame:save')}</Button></div>}
    </form>
  )
}
const climbs: readonly Climb[] = ['deputy', 'department_head', 'cx_manager', 'user']
function Levels({ of, onChange }: { of: readonly Level[]; onChange: (levels: Level[]) => void }) {
  const users = useRegister('users').filter((one) => one.active)
  const put = (at: number, part: Partial<Level>) => onChange(of.map((one, index) => index === at ? { ...one, ...part } : one))
  return (
    <>
      <ol className="loop-levels">{of.map((level, at) => (
        <li key={at}><TextField label={t('loop:level_after')} inputMode="decimal" defaultValue={hoursOf(level.after_minutes_overdue)} onChange={(event) => put(at, { after_minutes_overdue: minutesOf(event.target.value) ?? 0 })} />
          <Select label={t('loop:level_to')} value={level.to} options={climbs.map((value) => ({ value, label: t(`loop:climb.${value}`) }))} onChange={(to) => put(at, to === 'user' ? { to, user_id: users[0]?.id ?? null } : { to, user_id: null })} />
          {level.to === 'user' && <Select label={t('case:to_person')} value={level.user_id ?? ''} options={users.map((one) => ({ value: one.id, label: one.name || one.email }))} onChange={(user_id) => put(at, { user_id })} />}
          <IconButton icon="trash" label={t('loop:level_remove', { n: at + 1 })} onClick={() => onChange(of.filter((_, index) => index !== at))} /></li>))}</ol>
      <div><Button icon="plus" onClick={() => onChange([...of, { after_minutes_overdue: (of.at(-1)?.after_minutes_overdue ?? 0) + 60, to: 'cx_manager' }])}>{t('loop:level_add')}</Button></div>
    </>
  )
}
