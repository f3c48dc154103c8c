import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@kit/Button'
import { Tag } from '@kit/Chip'
import { Select, TextField } from '@kit/Field'
import { number, when } from '@kit/format'
import { Notice, toast } from '@kit/Notice'
import { slug } from '@kit/slug'
import { api, type Problem } from '../../api'
import { t } from '../../i18n'
import { getQuery, useNames, useRegister } from '../../records'
import { byPosition } from '../../record/order'
import { useMay } from '../../session'
import { spoken } from '../coverage'

/** An event type, a topic or a theme that belongs to no touchpoint. */
interface Suggestion { kind: 'event' | 'topic' | 'theme'; title: string; type: string | null; topic: string | null; theme: string | null; count: number; last_at: string | null }
const keyOf = (one: Suggestion) => one.type ?? one.topic ?? one.theme ?? ''
const few = 6
/** What arrives, or is spoken of, and belongs to no touchpoint yet: one press makes it one, or binds it to one that is there. */
export function Suggestions() {
  const write = useMay('write_setup')
  const name = useNames()
  const [open, setOpen] = useState('')
  const [all, setAll] = useState(false)
  const items = useQuery(getQuery<{ items: Suggestion[] }>('/touchpoints/suggestions', { kind: 'any' })).data?.items ?? []
  if (items.length === 0) return null
  const words = (one: Suggestion) => one.kind === 'topic' && one.topic ? name('topic', one.topic) : one.kind === 'event' && one.type ? spoken(one.type) : one.title
  const id = (one: Suggestion) => `${one.kind} ${keyOf(one)}`
  return (
    <section><div className="head"><h2>{t('path:missing', { count: items.length })}</h2></div><p className="soft">{t('path:missing_about')}</p>
      <ul className="suggest">{(all ? items : items.slice(0, few)).map((one) => (
        <li key={id(one)}><div><b>{words(one)}</b> <Tag>{t(`path:missing.${one.kind}`)}</Tag><br /><span className="sm soft">{one.last_at ? t('path:missing_last', { count: one.count, n: number(one.count), when: when(one.last_at) }) : t('path:missing_n', { count: one.count })}</span></div>
          {write && open !== id(one) && <Button onClick={() => setOpen(id(one))}>{t('path:accept')}</Button>}
          {open === id(one) && <Accept of={one} words={words(one)} onClose={() => setOpen('')} />}</li>))}</ul>
      {!all && items.length > few && <Button look="ghost" onClick={() => setAll(true)}>{t('frame:load_more')}</Button>}
    </section>
  )
}
function Accept({ of, words, onClose }: { of: Suggestion; words: string; onClose: () => void }) {
  const client = useQueryClient()
  const touchpoints = byPosition(useRegister('touchpoints'))
  const [to, setTo] = useState('')
  const [name, setName] = useState(words)
  const chosen = touchpoints.find((one) => one.key === to)
  const accept = useMutation<unknown, Problem>({
    mutationFn: () => api.post('/touchpoints/suggestions/accept', { [of.kind === 'event' ? 'type' : of.kind]: keyOf(of), ...(chosen ? { key: chosen.key, name: chosen.name } : { key: slug(name), name }) }),
    onSuccess: () => { toast(t('path:accepted', { name: chosen?.name ?? name })); onClose(); void client.invalidateQueries({ queryKey: ['touchpoints'] }); void client.invalidateQueries({ queryKey: ['paths'] }) },
  })
  return (
    <form className="form" onSubmit={(event) => { event.preventDefault(); accept.mutate() }}>
      <Select label={t('path:accept_as')} none={t('path:accept_new')} value={to} options={touchpoints.map((one) => ({ value: one.key, label: one.name }))} onChange={setTo} />
      {!to && <TextField label={t('firm:field.name')} name="name" value={name} error={accept.error?.at('name') ?? accept.error?.at('key')} onChange={(event) => setName(event.target.value)} />}
      {accept.error && <Notice tone="danger">{accept.error.message}</Notice>}
      <div className="row wrap"><Button onClick={onClose}>{t('frame:cancel')}</Button><Button type="submit" busy={accept.isPending} disabled={!to && name.trim() === ''}>{t('path:accept_go')}</Button></div>
    </form>
  )
}
