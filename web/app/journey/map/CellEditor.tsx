// Writing in one cell: it lies over the map where the cell is, so that nothing moves while one writes.
import { type KeyboardEvent, type ReactNode, useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { Button, IconButton } from '@kit/Button'
import { Checkbox, Segmented } from '@kit/Field'
import { t } from '../../i18n'
import { Raci } from '../Raci'
import { useChoices, useRegister } from '../../records'
import { useSession } from '../../session'
import { freshId } from './desk'
import { isList, type ListLane, stepOf } from './doc'
import { set } from './edit'
import { inStep, listEdits } from './make'
import type { Place } from './moves'
import { answerSign, laneName } from './say'
import { answers, type Answered, type Doc, type Edit, type Step } from './types'

interface Props { doc: Doc; asIs: Doc | undefined; place: Place; near: DOMRect; done: (edits: readonly Edit[], next?: 'cell' | 'stay') => void; leave: () => void }
/** Enter writes, Esc leaves as it was; a press elsewhere writes too, so that nothing typed is lost. */
export function CellEditor({ doc, asIs, place, near, done, leave }: Props) {
  const step = stepOf(doc, place.step)
  // what stood here when one began: a change by someone else meanwhile must meet it as a conflict
  const [before] = useState(doc)
  if (!step) return null
  const label = t('map:write_in', { lane: place.lane === 'name' ? t('map:name') : laneName(doc.lanes.find((one) => one.key === place.lane) ?? { key: place.lane, name: null, hidden: false }), step: step.name })
  const inner = place.lane === 'removes' ? <Removing {...{ before, asIs, step, label, done, leave }} />
    : isList(place.lane) ? <Listed {...{ before, step, lane: place.lane, label, done, leave }} />
    : place.lane === 'channels' ? <Chosen {...{ before, step, member: 'channels', label, done, leave }} />
    : place.lane === 'emotion' ? <Felt {...{ before, step, label, done, leave }} />
    : place.lane === 'departments' ? <Departments {...{ before, step, label, done, leave }} />
    : <Written {...{ before, place, label, done, leave }} />
  return createPortal(<Over near={near} label={label}>{inner}</Over>, document.body)
}
/** Kept within the window; the cell stays to be seen beside what is wide. */
export function Over({ near, label, children, wide = 300 }: { near: DOMRect; label: string; children: ReactNode; wide?: number }) {
  const here = useRef<HTMLDivElement>(null)
  const width = Math.min(Math.max(near.width, wide), window.innerWidth - 16)
  const left = Math.max(8, Math.min(near.left, window.innerWidth - width - 8))
  useLayoutEffect(() => { const node = here.current!; const room = window.innerHeight - 12; const high = node.offsetHeight; if (near.top + high > room) node.style.top = `${Math.max(8, room - high)}px` })
  return <div ref={here} className="jm-over" role="dialog" aria-label={label} style={{ left, top: Math.max(8, near.top - 1), width }}>{children}</div>
}
/** Calls `write` when one presses elsewhere. */
function useElsewhere(write: () => void) {
  const here = useRef<HTMLDivElement>(null)
  const now = useRef(write)
  now.current = write
  useEffect(() => {
    const press = (event: PointerEvent) => { if (here.current && !here.current.contains(event.target as Node)) now.current() }
    document.addEventListener('pointerdown', press, true)
    return () => document.removeEventListener('pointerdown', press, true)
  }, [])
  return here
}
type Done = Pick<Props, 'done' | 'leave'>
const member = (place: Place) => place.lane === 'name' || place.lane === 'action' || place.lane === 'expectation' || place.lane === 'designed' || place.lane === 'service' || place.lane === 'feeling' ? [place.lane] : ['own', place.lane]

function Written({ before, place, label, done, leave }: Done & { before: Doc; place: Place; label: string }) {
  const path = inStep(place.step, ...member(place))
  const old = String(member(place).reduce<unknown>((here, name) => (here as Record<string, unknown> | undefined)?.[name], stepOf(before, place.step)) ?? '')
  const [text, setText] = useState(old)
  const area = useRef<HTMLTextAreaElement>(null)
  const one = place.lane === 'name'
  const edits = () => one && !text.trim() ? [] : set(before, path, text.trim())
  const here = useElsewhere(() => done(edits()))
  useEffect(() => { area.current?.focus(); area.current?.select() }, [])
  useLayoutEffect(() => { const node = area.current!; node.style.height = '0'; node.style.height = `${Math.min(320, node.scrollHeight)}px` }, [text])
  const key = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter' && !event.shiftKey) { event.preventDefault(); done(edits()) }
    if (event.key === 'Tab') { event.preventDefault(); done(edits(), 'cell') }
    if (event.key === 'Escape') { event.preventDefault(); event.stopPropagation(); leave() }
  }
  return <div ref={here}><textarea ref={area} rows={1} aria-label={label} maxLength={one ? 200 : 2000} value={text} onChange={(event) => setText(one ? event.target.value.replace(/\n/g, ' ') : event.target.value)} onKeyDown={key} /><p className="hint xs">{t('map:write_keys')}</p></div>
}

type Item = { id: string; text: string } & Record<string, unknown>
/** A list of lines: Enter begins the next, Backspace in an empty one takes it away; what each kind has besides stands beside it. */
function Listed({ before, step, lane, label, done, leave }: Done & { before: Doc; step: Step; lane: ListLane; label: string }) {
  const blank = (): Item => ({ id: freshId(), text: '', ...(lane === 'questions' && { answered: 'no' }), ...(lane === 'evidence' && { link: null }), ...(lane === 'ideas' && { votes: [] }) })
  const me = useSession().user.id
  const [items, setItems] = useState<Item[]>(() => step[lane].length ? [...(step[lane] as unknown as Item[])] : [blank()])
  const [at, setAt] = useState(step[lane].length ? 0 : 0)
  const kept = () => listEdits(before, step.id, lane, items.filter((one) => one.text.trim()).map((one) => ({ ...one, text: one.text.trim() })))
  const here = useElsewhere(() => done(kept()))
  useEffect(() => { const fields = here.current?.querySelectorAll<HTMLInputElement>('input[type=text]'); fields?.[at]?.focus() }, [at, items.length, here])
  const put = (index: number, more: Partial<Item>) => setItems(items.map((one, other) => other === index ? { ...one, ...more } as Item : one))
  const key = (event: KeyboardEvent, index: number) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') { event.preventDefault(); event.stopPropagation(); leave() }
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey || (index === items.length - 1 && !items[index]!.text.trim()))) { event.preventDefault(); done(kept()) }
    else if (event.key === 'Enter') { event.preventDefault(); setItems([...items.slice(0, index + 1), blank(), ...items.slice(index + 1)]); setAt(index + 1) }
    if (event.key === 'Backspace' && items[index]!.text === '' && items.length > 1) { event.preventDefault(); setItems(items.filter((_, other) => other !== index)); setAt(Math.max(0, index - 1)) }
    if (event.key === 'ArrowDown' && index < items.length - 1) { event.preventDefault(); setAt(index + 1) }
    if (event.key === 'ArrowUp' && index > 0) { event.preventDefault(); setAt(index - 1) }
  }
  const vote = (one: Item) => { const votes = one['votes'] as string[]; return votes.includes(me) ? votes.filter((id) => id !== me) : [...votes, me] }
  return (
    <div ref={here} className="jm-list">
      <p className="b xs">{label}</p>
      {items.map((one, index) => (
        <div key={one.id} className="jm-line">
          <input className="input" type="text" aria-label={`${label} ${index + 1}`} maxLength={2000} value={one.text} onFocus={() => setAt(index)} onChange={(event) => put(index, { text: event.target.value })} onKeyDown={(event) => key(event, index)} />
          {lane === 'questions' && <Segmented label={t('map:answered.question')} value={one['answered'] as Answered} options={answers.map((answer) => ({ value: answer, label: answerSign[answer] }))} onChange={(answered) => put(index, { answered })} />}
          {lane === 'evidence' && <input className="input" type="url" aria-label={t('map:link')} placeholder="https://" value={(one['link'] as string | null) ?? ''} onChange={(event) => put(index, { link: event.target.value || null })} onKeyDown={(event) => { if (event.key === 'Escape') { event.preventDefault(); event.stopPropagation(); leave() } }} />}
          {lane === 'ideas' && <button type="button" className="chip" aria-pressed={(one['votes'] as string[]).includes(me)} onClick={() => put(index, { votes: vote(one) })}>+{(one['votes'] as string[]).length}<span className="vh"> {t('map:vote')}</span></button>}
          <IconButton icon="close" label={t('map:take_away')} onClick={() => setItems(items.length > 1 ? items.filter((_, other) => other !== index) : [blank()])} />
        </div>))}
      {lane === 'questions' && <p className="hint xs">{t('map:answered_key')}</p>}
      <Foot add={() => { setItems([...items, blank()]); setAt(items.length) }} done={() => done(kept())} leave={leave} />
    </div>
  )
}
function Foot({ add, done, leave }: { add?: () => void; done: () => void; leave: () => void }) {
  return <div className="row jm-foot">{add && <Button look="ghost" icon="plus" onClick={add}>{t('map:another')}</Button>}<span className="push row"><Button look="ghost" onClick={leave}>{t('frame:cancel')}</Button><Button onClick={done}>{t('frame:save')}</Button></span></div>
}
const escaping = (leave: () => void) => (event: KeyboardEvent) => { if (event.key === 'Escape') { event.preventDefault(); event.stopPropagation(); leave() } }
function Chosen({ before, step, member: name, label, done, leave }: Done & { before: Doc; step: Step; member: 'channels'; label: string }) {
  const choices = useChoices('channel')
  const [chosen, setChosen] = useState<readonly string[]>(step[name])
  const edits = () => set(before, inStep(step.id, name), chosen)
  const here = useElsewhere(() => done(edits()))
  useEffect(() => { here.current?.querySelector<HTMLElement>('input')?.focus() }, [here])
  return <div ref={here} onKeyDown={escaping(leave)}><p className="b xs">{label}</p><div className="jm-choices">{choices.map((one) => <Checkbox key={one.value} label={one.label} checked={chosen.includes(one.value)} onChange={(on) => setChosen(on ? [...chosen, one.value] : chosen.filter((key) => key !== one.value))} />)}</div><p className="hint xs">{t('map:channels_hint')}</p><Foot done={() => done(edits())} leave={leave} /></div>
}
function Felt({ before, step, label, done, leave }: Done & { before: Doc; step: Step; label: string }) {
  const choices = useChoices('emotion')
  const [chosen, setChosen] = useState<readonly string[]>(step.emotions)
  const [text, setText] = useState(step.feeling)
  const id = useId()
  const edits = () => [...set(before, inStep(step.id, 'feeling'), text.trim()), ...set(before, inStep(step.id, 'emotions'), chosen)]
  const here = useElsewhere(() => done(edits()))
  useEffect(() => { here.current?.querySelector<HTMLElement>('textarea')?.focus() }, [here])
  return <div ref={here} onKeyDown={escaping(leave)}><label className="b xs" htmlFor={id}>{label}</label><textarea id={id} rows={2} maxLength={2000} value={text} onChange={(event) => setText(event.target.value)} /><div className="jm-choices">{choices.map((one) => <Checkbox key={one.value} label={one.label} checked={chosen.includes(one.value)} onChange={(on) => setChosen(on ? [...chosen, one.value] : chosen.filter((key) => key !== one.value))} />)}</div><Foot done={() => done(edits())} leave={leave} /></div>
}
function Departments({ before, step, label, done, leave }: Done & { before: Doc; step: Step; label: string }) {
  const departments = useRegister('departments')
  const [shares, setShares] = useState(step.departments)
  const edits = () => set(before, inStep(step.id, 'departments'), shares)
  const here = useElsewhere(() => done(edits()))
  useEffect(() => { here.current?.querySelector<HTMLElement>('input')?.focus() }, [here])
  return <div ref={here} onKeyDown={escaping(leave)}><p className="b xs">{label}</p><Raci departments={departments} value={shares} onChange={setShares} /><Foot done={() => done(edits())} leave={leave} /></div>
}
/** Of a to-be step: which pains of today it takes away, and by what. */
function Removing({ before, asIs, step, label, done, leave }: Done & { before: Doc; asIs: Doc | undefined; step: Step; label: string }) {
  const [removes, setRemoves] = useState(step.removes)
  const edits = () => set(before, inStep(step.id, 'removes'), removes)
  const here = useElsewhere(() => done(edits()))
  useEffect(() => { here.current?.querySelector<HTMLElement>('input,select')?.focus() }, [here])
  const rest = (asIs?.steps ?? []).filter((one) => !removes.some((other) => other.pain === one.id))
  const put = (pain: string, note: string) => setRemoves(removes.map((one) => one.pain === pain ? { pain, note } : one))
  return (
    <div ref={here} className="jm-list" onKeyDown={escaping(leave)}><p className="b xs">{label}</p>
      {removes.map((one) => { const name = asIs?.steps.find((other) => other.id === one.pain)?.name ?? '–'; return <div key={one.pain} className="jm-line"><input className="input" type="text" aria-label={t('map:removes', { name })} placeholder={t('map:removes', { name })} maxLength={2000} value={one.note} onChange={(event) => put(one.pain, event.target.value)} /><IconButton icon="close" label={t('map:take_away')} onClick={() => setRemoves(removes.filter((other) => other !== one))} /></div> })}
      {rest.length > 0 && <select className="input" aria-label={t('map:which_pain')} value="" onChange={(event) => { if (event.target.value) setRemoves([...removes, { pain: event.target.value, note: '' }]) }}><option value="">{t('map:which_pain')}</option>{rest.map((one) => <option key={one.id} value={one.id}>{one.name}</option>)}</select>}
      <Foot done={() => done(edits())} leave={leave} />
    </div>
  )
}
