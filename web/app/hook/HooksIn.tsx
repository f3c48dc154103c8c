import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from '@kit/Button'
import { Tag } from '@kit/Chip'
import { TextArea, TextField } from '@kit/Field'
import { exact, number, when } from '@kit/format'
import { Notice, toast } from '@kit/Notice'
import { once } from '@kit/once'
import { Dialog } from '@kit/Panel'
import { Secret } from '@kit/Secret'
import { Loading } from '@kit/State'
import { useState } from 'react'
import { keyField, nameField } from '../firm/fields'
import { api, type FieldProblem, type Problem } from '../api'
import { t, tOr } from '../i18n'
import { Register } from '../record/Register'
import { getQuery } from '../records'
import { useMay } from '../session'
import type { List } from '../types'
import { type HookCall, type HookIn, type HookTrial, recipes } from './shape'

const fresh = once<HookIn>()
const addressOf = (one: HookIn) => new URL(one.url ?? `/hooks/${one.key}`, location.origin).href
/** What other systems tell: a closed ticket becomes an event, an event a survey. */
export function HooksIn() {
  const write = useMay('write_users')
  const made = fresh.use()
  return (
    <>
      <Register<HookIn> kind="hooks_in" section="hooks_in" title={t('hook:in')} about={t('hook:in_about')} add={t('hook:add_in')} empty={t('hook:in_none')} write={write} wide nameOf={(row) => row.name}
        columns={[
          { key: 'name', name: t('firm:field.name'), cell: (row) => row.name },
          { key: 'recipe', name: t('hook:recipe'), cell: (row) => t(`hook:recipe.${row.recipe}`) },
          { key: 'state', name: t('case:fact.state'), cell: (row) => <Tag>{t(row.active ? 'hook:runs' : 'loop:off')}</Tag> },
          { key: 'last', name: t('hook:received'), wide: true, cell: (row) => <span className="sm soft" title={row.last_at ? exact(row.last_at) : undefined}>{number(row.received ?? 0)}{row.last_at && <> · {when(row.last_at)}</>}</span> },
        ]}
        fields={() => [
          nameField(), keyField(),
          { name: 'recipe', kind: 'choice', label: t('hook:recipe'), options: recipes.map((one) => ({ value: one, label: t(`hook:recipe.${one}`) })), required: true, hint: t('hook:recipe_hint') },
          { name: 'map', kind: 'own', label: t('hook:map'), when: (values) => ['standard', 'hmac', 'token'].includes(String(values['recipe'])), draw: ({ value, set, error }) => <MapField value={value} error={error} onChange={set} /> },
          { name: 'active', kind: 'switch', label: t('hook:in_active') },
        ]}
        blank={{ name: '', key: '', recipe: 'zammad', map: null, active: true }} onSaved={(row, isNew) => { if (isNew) fresh.show(row) }}
        panel={(row) => row && <><div className="bench"><Secret label={t('hook:in_address')} value={addressOf(row)} copy={t('frame:copy')} onCopied={() => toast(t('frame:copied'))} />{write && <OwnSecret of={row} onFresh={fresh.show} />}</div><Calls of={row} /></>} />
      {made && <Dialog title={t('hook:secret_title', { name: made.name })} onClose={fresh.away} actions={<Button look="main" onClick={fresh.away}>{t('firm:done')}</Button>}><p className="soft">{t('hook:in_words')}</p><Secret label={t('hook:in_address')} value={addressOf(made)} copy={t('frame:copy')} onCopied={() => toast(t('frame:copied'))} />{made.secret && <Secret label={t('hook:secret')} value={made.secret} copy={t('frame:copy')} onCopied={() => toast(t('frame:copied'))} />}</Dialog>}
    </>
  )
}
/** The other program's own secret, or a new one of ours. */
function OwnSecret({ of, onFresh }: { of: HookIn; onFresh: (next: HookIn) => void }) {
  const client = useQueryClient()
  const [text, setText] = useState('')
  const put = useMutation<HookIn, Problem, string | null>({ mutationFn: (secret) => api.put<HookIn>(`/hooks_in/${of.id}/secret`, { secret }), onSuccess: (next) => { setText(''); if (next.secret) onFresh(next); else toast(t('frame:saved')); void client.invalidateQueries({ queryKey: ['hooks_in'] }) } })
  return (
    <form className="form" noValidate onSubmit={(event) => { event.preventDefault(); if (text) put.mutate(text) }}>
      <TextField type="password" autoComplete="new-password" label={t('hook:in_secret')} hint={t('hook:in_secret_hint')} value={text} error={put.error?.at('secret') ?? put.error?.words} onChange={(event) => setText(event.target.value)} />
      <div className="row wrap"><Button type="submit" busy={put.isPending} disabled={!text}>{t('frame:save')}</Button><Button icon="lock" busy={put.isPending} onClick={() => put.mutate(null)}>{t('hook:rotate')}</Button></div>
    </form>
  )
}
/** What came, and what became of it; a message can be tried without anything being kept. */
function Calls({ of }: { of: HookIn }) {
  const list = useQuery(getQuery<List<HookCall>>(`/hooks_in/${of.id}/calls`, { limit: 20 }))
  const [body, setBody] = useState('')
  const dry = useMutation<HookTrial, Problem>({ mutationFn: () => api.post<HookTrial>(`/hooks_in/${of.id}/dry_run`, { body }) })
  const rows = list.data?.items ?? []
  const wrong = (problems: readonly FieldProblem[]) => problems.length > 0 && <ul className="sm">{problems.map((one, at) => <li key={at} lang="en"><code className="key-text">{one.pointer}</code> {one.message}</li>)}</ul>
  return (
    <section className="bench"><h3>{t('hook:calls')}</h3>
      {list.isPending ? <Loading lines={2} /> : rows.length === 0 ? <p className="soft">{t('hook:calls_none')}</p> : (
        <ul>{rows.map((one) => <li key={one.id}><div><Tag {...(one.outcome === 'refused' && { tone: 'neg' as const })}>{tOr(`hook:outcome.${one.outcome}`, one.outcome)}</Tag> <span className="sm soft" title={exact(one.at)}>{when(one.at)}</span>{wrong(one.problems)}{one.body && <details className="sm"><summary className="soft">{t('hook:body_in')}</summary><pre className="transcript" tabIndex={0}>{one.body}</pre></details>}</div>{one.body && <Button onClick={() => setBody(one.body!)}>{t('hook:try_this')}</Button>}</li>)}</ul>)}
      <form className="form" noValidate onSubmit={(event) => { event.preventDefault(); if (body.trim()) dry.mutate() }}>
        <TextArea label={t('hook:try')} hint={t('hook:try_hint')} rows={5} className="input key-text" spellCheck={false} value={body} error={dry.error?.words} onChange={(event) => setBody(event.target.value)} />
        <div><Button type="submit" busy={dry.isPending} disabled={!body.trim()}>{t('hook:try_do')}</Button></div>
        {dry.data && <Notice tone={dry.data.outcome === 'taken' ? 'success' : 'warning'}><b>{tOr(`hook:outcome.${dry.data.outcome}`, dry.data.outcome)}</b>{wrong(dry.data.problems)}{dry.data.would !== null && <pre className="transcript" tabIndex={0}>{JSON.stringify(dry.data.would, null, 2)}</pre>}</Notice>}
      </form>
    </section>
  )
}
/** The map as it is kept; what cannot be read is said at once and not sent. */
function MapField({ value, error, onChange }: { value: unknown; error: string | undefined; onChange: (value: unknown) => void }) {
  const [text, setText] = useState(JSON.stringify(value ?? {}, null, 2))
  const read = parsed(text)
  return <TextArea label={t('hook:map')} name="map" rows={8} className="input key-text" spellCheck={false} hint={t('hook:map_hint')} error={read === undefined ? t('hook:map_wrong') : error} value={text} onChange={(event) => { setText(event.target.value); const next = parsed(event.target.value); if (next !== undefined) onChange(next) }} />
}
function parsed(text: string): unknown { try { return JSON.parse(text) as unknown } catch { return undefined } }
