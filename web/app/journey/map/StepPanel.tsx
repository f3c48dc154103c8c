// The open step, beside the map: its column runs softly into here.
import { useEffect, useRef } from 'react'
import { IconButton } from '@kit/Button'
import { Icon } from '@kit/Icon'
import type { Search } from '../../frame/scope'
import type { Needed } from '../../insight/research/research'
import { t } from '../../i18n'
import { IdeasPart, MadePart } from './Begun'
import { Comments } from './Comments'
import { type Measured, useDesk } from './desk'
import { stageOf, walk } from './doc'
import { DrawPart, EditMark, FeelingPart, MarkReasons, MarkTags, Met, NeededPart, Questions, ScorePart, TextPart, Voices, Weight } from './Story'
import type { Comment, Doc, Rate, Step } from './types'
import { InnerPart, WaysPart } from './Ways'

export function StepPanel({ doc, step, measured, taken, search, toBe, comments, lane, needed }: { doc: Doc; step: Step; measured: Measured; taken: ReadonlyMap<string, Rate>; search: Search; toBe: boolean; comments: readonly Comment[]; lane: string | null; needed: ReadonlyMap<string, readonly Needed[]> }) {
  const { open, page, edits, menu } = useDesk()
  const here = useRef<HTMLElement>(null)
  const steps = walk(doc)
  const seen = measured.steps.get(step.id)
  useEffect(() => {
    const key = (event: KeyboardEvent) => { if (event.key === 'Escape' && !event.defaultPrevented && !document.querySelector('dialog[open], .jm-over, .pop')) { event.preventDefault(); open(null) } }
    document.addEventListener('keydown', key)
    return () => document.removeEventListener('keydown', key)
  }, [open])
  useEffect(() => { if (window.matchMedia('(max-width: 1180px)').matches && !lane) here.current?.scrollIntoView({ block: 'start', behavior: 'instant' }) }, [step.id, lane])
  return (
    <aside className="jm-panel" ref={here} aria-label={t('map:step_of', { name: step.name })}>
      <div className="row"><span className="soft sm">{t('map:place', { stage: stageOf(doc, step.stage_id)?.name ?? '', number: steps.findIndex((one) => one.id === step.id) + 1, of: steps.length })}</span><span className="push row">{edits && <IconButton icon="more" label={t('map:step_menu', { name: step.name })} onClick={(event) => menu(step.id, event.currentTarget)} />}<IconButton icon="close" label={t('frame:close')} onClick={() => open(null)} /></span></div>
      <h2 className="jm-title">{step.name}</h2>
      <MarkTags step={step} seen={seen} />
      {step.external && <p className="sm soft">{t('map:external_long')}</p>}
      <ScorePart step={step} seen={seen} live={measured.live} />
      <FeelingPart step={step} seen={seen} toBe={toBe} />
      <Weight step={step} seen={seen} live={measured.live} />
      <Met seen={seen} />
      <DrawPart step={step} toBe={toBe} />
      <TextPart title={t('map:how_to_serve')} member="service" step={step} empty={t('map:no_service')} />
      <Questions step={step} />
      <IdeasPart step={step} />
      <MadePart step={step} />
      <InnerPart step={step} search={search} />
      <WaysPart doc={doc} step={step} search={search} taken={taken} />
      <NeededPart step={step} needed={needed} search={search} />
      <Voices step={step} seen={seen} search={search} />
      <MarkReasons step={step} seen={seen} />
      <Comments list={comments} step={step.id} lane={lane} />
      <div className="row wrap jm-acts"><a className="btn" href={page(step.id)} data-page=""><Icon name="right" />{t('map:open_step')}</a><EditMark step={step} /></div>
    </aside>
  )
}
