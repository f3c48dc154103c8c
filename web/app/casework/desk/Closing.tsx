import { Link } from '@tanstack/react-router'
import { useId, useState } from 'react'
import { Button } from '@kit/Button'
import { Checkbox, Segmented, Select, TextArea, TextField } from '@kit/Field'
import { when } from '@kit/format'
import { Notice, toast } from '@kit/Notice'
import { t } from '../../i18n'
import { useCauses, useCaseWrite, wordsOf } from '../cases'
import { wroteBack } from '../names'
import { outcomes, type Case, type Outcome } from '../shape'
import { placed } from '../tree'

interface Draft { cause_id: string; lesson: string; outcome: Outcome; external_route: string; publish_lesson: boolean }
const kept = new Map<string, Draft>()

/** A case is closed with its cause and one lesson; until it is answered the place waits in pencil. */
export function Closing({ one, work }: { one: Case; work: boolean }) {
  // as soon as it is answered the questions stand there, until someone puts them away
  const [asked, setOpen] = useState<boolean | null>(null)
  const open = asked ?? (one.state === 'answered' && !wroteBack(one))
  const causes = placed(useCauses())
  if (one.state === 'closed') return <Closed one={one} path={causes.find((at) => at.cause.id === one.cause_id)?.path} />
  if (one.merged_into) return null
  return (
    <section className={`cw-close${open && work ? ' open' : ''}`}><h2>{t('case:closing')}</h2>
      {open && work ? <CloseForm one={one} onCancel={() => setOpen(false)} /> : <><p className="sm soft">{t('case:closing_hint')}</p>{work && <p><button type="button" className="as-link sm cw-under" onClick={() => setOpen(true)}>{t(one.state === 'answered' ? 'case:close_now' : 'case:close_without')}</button></p>}</>}
    </section>
  )
}
function CloseForm({ one, onCancel }: { one: Case; onCancel: () => void }) {
  const { act } = useCaseWrite()
  const id = useId()
  const causes = placed(useCauses()).filter((at) => at.cause.active !== false || at.cause.id === one.cause_id)
  const [draft, setDraft] = useState<Draft>(() => kept.get(one.id) ?? { cause_id: one.cause_id ?? '', lesson: one.lesson ?? '', outcome: 'accepted', external_route: '', publish_lesson: false })
  const [short, setShort] = useState(false)
  // closing the page by mistake loses nothing
  const set = (part: Partial<Draft>) => { const next = { ...draft, ...part }; kept.set(one.id, next); setDraft(next) }
  const outside = draft.outcome === 'kept_open_external'
  const missing = !draft.cause_id || !draft.lesson.trim() || (outside && !draft.external_route.trim())
  const save = () => {
    setShort(missing)
    if (missing) return
    act.mutate({ id: one.id, verb: 'close', body: { cause_id: draft.cause_id, lesson: draft.lesson.trim(), outcome: draft.outcome, ...(outside && { external_route: draft.external_route.trim() }), publish_lesson: draft.publish_lesson } }, { onSuccess: () => { kept.delete(one.id); toast(t('case:closed')) } })
  }
  const need = (empty: boolean, name: string) => short && empty ? t('firm:required') : act.error?.at(name)
  return (
    <form id={id} className="form" noValidate onSubmit={(event) => { event.preventDefault(); save() }}>
      {act.error && act.error.problems.length === 0 && <Notice tone="danger">{wordsOf(act.error, t('frame:unreachable'))}</Notice>}
      <Select label={t('case:cause')} name="cause_id" none={t('case:cause_pick')} value={draft.cause_id} options={causes.map((at) => ({ value: at.cause.id, label: at.path }))} error={need(!draft.cause_id, 'cause_id')} onChange={(cause_id) => set({ cause_id })} />
      <TextArea label={t('case:lesson')} name="lesson" rows={3} value={draft.lesson} placeholder={t('case:lesson_hint')} error={need(!draft.lesson.trim(), 'lesson')} onChange={(event) => set({ lesson: event.target.value })} />
      <div className="field"><span className="form-label">{t('case:outcome')}</span><Segmented label={t('case:outcome')} value={draft.outcome} options={outcomes.map((value) => ({ value, label: t(`case:outcome.${value}`) }))} onChange={(outcome) => set({ outcome })} /></div>
      {outside && <TextField label={t('case:external')} name="external_route" hint={t('case:external_hint')} value={draft.external_route} error={need(!draft.external_route.trim(), 'external_route')} onChange={(event) => set({ external_route: event.target.value })} />}
      <Checkbox label={t('case:publish_lesson')} checked={draft.publish_lesson} onChange={(publish_lesson) => set({ publish_lesson })} />
      <div className="row wrap"><Button type="submit" {...(one.state === 'answered' && !wroteBack(one) && { look: 'main' as const })} busy={act.isPending}>{t('case:close')}</Button><Button look="ghost" onClick={onCancel}>{t('frame:cancel')}</Button></div>
    </form>
  )
}
function Closed({ one, path }: { one: Case; path: string | undefined }) {
  const facts: [string, React.ReactNode][] = [[t('case:outcome'), one.outcome && t(`case:outcome.${one.outcome}`)], [t('case:external'), one.external_route], [t('case:cause'), path && <Link className="link" to={'/cases/causes' as never} search={{ open: one.cause_id } as never}>{path}</Link>], [t('case:lesson'), one.lesson]]
  return (
    <section className="cw-close done"><h2>{t('case:closing')}</h2>
      {one.closed_at && <p className="sm soft">{t('case:closed_at', { when: when(one.closed_at) })}</p>}
      <dl className="cw-end">{facts.filter(([, value]) => value).map(([label, value]) => <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}</dl>
    </section>
  )
}
