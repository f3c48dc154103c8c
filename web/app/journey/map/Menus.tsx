// What can be done with a step and with a stage, for hands that neither drag nor know the keys.
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { Button } from '@kit/Button'
import { Checkbox, Select, TextField } from '@kit/Field'
import { Icon, type IconName } from '@kit/Icon'
import { Dialog } from '@kit/Panel'
import { t } from '../../i18n'
import { useRegister } from '../../records'
import { freshId, useDesk } from './desk'
import { isOwn, lanesOf, stageOf, stepOf } from './doc'
import { set } from './edit'
import { useFacts } from './facts'
import { addLane, addStage, inStep, placeStep, removeStage, shiftStage, shiftStep, showLane } from './make'
import { laneName } from './say'
import { phases } from './types'

/** A menu beside what opened it: arrows move, Esc and a press elsewhere close. */
export function Menu({ near, label, onClose, children }: { near: DOMRect; label: string; onClose: () => void; children: ReactNode }) {
  const here = useRef<HTMLDivElement>(null)
  const close = useRef(onClose)
  close.current = onClose
  useEffect(() => {
    const before = document.activeElement as HTMLElement | null
    const node = here.current!
    const room = window.innerHeight - 12
    if (near.bottom + node.offsetHeight > room) node.style.top = `${Math.max(8, room - node.offsetHeight)}px`
    node.querySelector<HTMLElement>('button,input,select')?.focus()
    const press = (event: PointerEvent) => { if (!node.contains(event.target as Node)) close.current() }
    const key = (event: KeyboardEvent) => {
      if (event.key === 'Escape') { event.preventDefault(); event.stopPropagation(); close.current(); before?.focus({ preventScroll: true }) }
      const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
      if (!by || (event.target as Element).closest('select')) return
      event.preventDefault(); event.stopPropagation()
      const all = [...node.querySelectorAll<HTMLElement>('button:not(:disabled),input,select')]
      all[(all.indexOf(document.activeElement as HTMLElement) + by + all.length) % all.length]?.focus()
    }
    document.addEventListener('pointerdown', press, true); document.addEventListener('keydown', key, true)
    return () => { document.removeEventListener('pointerdown', press, true); document.removeEventListener('keydown', key, true) }
  }, [near])
  const left = Math.max(8, Math.min(near.left, window.innerWidth - 268))
  return createPortal(<div ref={here} className="pop jm-menu" role="group" aria-label={label} style={{ left, top: near.bottom + 4 }}>{children}</div>, document.body)
}
function Item({ icon, children, act, disabled }: { icon: IconName; children: ReactNode; act: () => void; disabled?: boolean }) {
  return <button type="button" className="item" disabled={disabled} onClick={act}><Icon name={icon} />{children}</button>
}
export function StepMenu({ step: id, near, onClose, onAdd, onRemove, onDetails, onInto }: { step: string; near: DOMRect; onClose: () => void; onAdd: (after: string) => void; onRemove: (step: string) => void; onDetails: (step: string) => void; onInto: (step: string) => void }) {
  const { keeper, write, mark, ways, comment, begin, edits } = useDesk()
  const inside = useFacts().journey
  const doc = keeper.now().doc
  const step = stepOf(doc, id)
  if (!step) return null
  const then = (act: () => void) => () => { onClose(); act() }
  return (
    <Menu near={near} label={t('map:step_menu', { name: step.name })} onClose={onClose}>
      {inside(step.nested_journey_id) && <Item icon="journey" act={then(() => onInto(id))}>{t('map:open_inside', { name: inside(step.nested_journey_id) ?? '' })}</Item>}
      <Item icon="voice" act={then(() => comment({ step: id, lane: 'name' }))}>{t('map:comment')}</Item>
      {begin && <Item icon="flag" act={then(() => begin({ step: id, lane: 'name' }))}>{t('programme:create')}</Item>}
      {edits && <>
        <Item icon="edit" act={then(() => write({ step: id, lane: 'name' }))}>{t('map:rename')}</Item>
        <Item icon="setup" act={then(() => onDetails(id))}>{t('map:details')}</Item>
        <Item icon="tag" act={then(() => mark(id))}>{t('map:marks')}</Item>
        <Item icon="journey" act={then(() => ways(id))}>{t('map:ways')}</Item>
        <Item icon="plus" act={then(() => onAdd(id))}>{t('map:add_after')}</Item>
        <Item icon="left" disabled={shiftStep(doc, id, -1).length === 0} act={then(() => keeper.change((now) => shiftStep(now, id, -1)))}>{t('map:move_left')}</Item>
        <Item icon="right" disabled={shiftStep(doc, id, 1).length === 0} act={then(() => keeper.change((now) => shiftStep(now, id, 1)))}>{t('map:move_right')}</Item>
        {doc.stages.length > 1 && <div className="pad"><Select label={t('map:to_stage')} value={step.stage_id} options={doc.stages.map((one) => ({ value: one.id, label: one.name }))} onChange={(stage) => then(() => keeper.change((now) => placeStep(now, id, stage, now.steps.filter((one) => one.stage_id === stage).length)))()} /></div>}
        <hr /><Item icon="trash" act={then(() => onRemove(id))}>{t('map:remove_step')}</Item>
      </>}
    </Menu>
  )
}
export function StageMenu({ stage: id, near, onClose, onAdd }: { stage: string; near: DOMRect; onClose: () => void; onAdd: (stage: string) => void }) {
  const { keeper } = useDesk()
  const doc = keeper.now().doc
  const stage = stageOf(doc, id)
  const [name, setName] = useState(stage?.name ?? '')
  if (!stage) return null
  const then = (act: () => void) => () => { onClose(); act() }
  const rename = () => { if (name.trim()) keeper.change((now) => set(now, ['stages', id, 'name'], name.trim())) }
  const steps = doc.steps.filter((one) => one.stage_id === id).length
  return (
    <Menu near={near} label={t('map:stage_menu', { name: stage.name })} onClose={onClose}>
      <form className="pad form" onSubmit={(event) => { event.preventDefault(); rename(); onClose() }}><TextField label={t('map:stage_name')} value={name} maxLength={200} onChange={(event) => setName(event.target.value)} onBlur={rename} />
        <Select label={t('map:phase_of')} value={stage.phase} options={phases.map((phase) => ({ value: phase, label: t(`map:phase.${phase}`) }))} onChange={(phase) => keeper.change((now) => set(now, ['stages', id, 'phase'], phase))} /></form>
      <Item icon="plus" act={then(() => onAdd(id))}>{t('map:add_step')}</Item>
      <Item icon="plus" act={then(() => keeper.change((now) => addStage(now, freshId(), t('map:new_stage'), id)))}>{t('map:add_stage')}</Item>
      <Item icon="left" disabled={shiftStage(doc, id, -1).length === 0} act={then(() => keeper.change((now) => shiftStage(now, id, -1)))}>{t('map:move_left')}</Item>
      <Item icon="right" disabled={shiftStage(doc, id, 1).length === 0} act={then(() => keeper.change((now) => shiftStage(now, id, 1)))}>{t('map:move_right')}</Item>
      <hr /><Item icon="trash" disabled={doc.stages.length < 2} act={then(() => keeper.change((now) => removeStage(now, id)))}>{steps > 0 ? t('map:remove_stage_with', { count: steps }) : t('map:remove_stage')}</Item>
    </Menu>
  )
}
/** Which lanes everyone sees; a lane of one's own. */
export function LanesMenu({ onShow }: { onShow: (key: string) => void }) {
  const { keeper } = useDesk()
  const [name, setName] = useState('')
  const doc = keeper.now().doc
  const add = () => { if (!name.trim()) return; const key = `lane_${freshId().slice(0, 8)}`; onShow(key); keeper.change((now) => addLane(now, key, name.trim())); setName('') }
  return (
    <>
      <p className="title">{t('map:lanes_shown')}</p>
      {lanesOf(doc).map((lane) => <div key={lane.key} className="pad slim-pad"><Checkbox label={laneName(lane)} checked={!lane.hidden} onChange={(on) => { if (on) onShow(lane.key); keeper.change((now) => showLane(now, lane.key, !on)) }} />{isOwn(lane.key) && lane.hidden && <span className="soft xs"> {t('map:own_lane')}</span>}</div>)}
      <form className="pad form" onSubmit={(event) => { event.preventDefault(); add() }}><TextField label={t('map:add_lane')} value={name} maxLength={200} onChange={(event) => setName(event.target.value)} />{name.trim() && <Button type="submit">{t('map:add')}</Button>}</form>
    </>
  )
}
/** What a step is tied to: its touchpoint, whether it is ours, what it costs in time and effort, a journey inside it. */
export function DetailsDialog({ step: id, journeys, asIs, onClose }: { step: string; journeys: readonly { id: string; name: string }[]; asIs: readonly { id: string; name: string }[] | null; onClose: () => void }) {
  const { keeper, journey } = useDesk()
  const touchpoints = useRegister('touchpoints')
  const [before] = useState(keeper.now().doc)
  const step = stepOf(before, id)
  const [form, setForm] = useState({ touchpoint: step?.touchpoint ?? '', external: step?.external ?? false, minutes: step?.minutes?.toString() ?? '', effort: step?.effort?.toString() ?? '', nested: step?.nested_journey_id ?? '', was: step?.was ?? [] })
  if (!step) return null
  const whole = (text: string) => { const value = Number.parseInt(text, 10); return Number.isFinite(value) ? value : null }
  const done = () => {
    const put = (member: string, value: unknown) => set(before, inStep(id, member), value)
    keeper.change([...put('touchpoint', form.touchpoint || null), ...put('external', form.external), ...put('minutes', whole(form.minutes)), ...put('effort', whole(form.effort)), ...put('nested_journey_id', form.nested || null), ...put('was', form.was)])
    onClose()
  }
  return (
    <Dialog title={step.name} onClose={onClose} actions={<><Button onClick={onClose}>{t('frame:cancel')}</Button><Button look="main" onClick={done}>{t('frame:save')}</Button></>}>
      <div className="form">
        <Select label={t('words:dim.touchpoint')} hint={t('map:touchpoint_hint')} none={t('map:no_touchpoint')} value={form.touchpoint} options={touchpoints.map((one) => ({ value: one.key, label: one.name }))} onChange={(touchpoint) => setForm({ ...form, touchpoint, external: touchpoint ? touchpoints.find((one) => one.key === touchpoint)?.external ?? form.external : form.external })} />
        <Checkbox label={t('map:external_box')} checked={form.external} onChange={(external) => setForm({ ...form, external })} />
        <div className="pair"><TextField type="number" min={0} max={100000} label={t('map:minutes')} hint={t('map:minutes_hint')} value={form.minutes} onChange={(event) => setForm({ ...form, minutes: event.target.value })} />
          <Select label={t('map:effort')} none="–" value={form.effort} options={['1', '2', '3', '4', '5', '6', '7'].map((value) => ({ value, label: value === '1' ? t('map:effort_low') : value === '7' ? t('map:effort_high') : value }))} onChange={(effort) => setForm({ ...form, effort })} /></div>
        {journeys.length > 1 && <Select label={t('map:nested')} none="–" value={form.nested} options={journeys.filter((one) => one.id !== journey.id).map((one) => ({ value: one.id, label: one.name }))} onChange={(nested) => setForm({ ...form, nested })} />}
        {asIs && asIs.length > 0 && <fieldset><legend className="form-label">{t('map:replaces')}</legend><div className="jm-choices">{asIs.map((one) => <Checkbox key={one.id} label={one.name} checked={form.was.includes(one.id)} onChange={(on) => setForm({ ...form, was: on ? [...form.was, one.id] : form.was.filter((other) => other !== one.id) })} />)}</div></fieldset>}
      </div>
    </Dialog>
  )
}
