// Ways that leave the row of steps: drawn over the steps, told beside one step, written in a dialog.
import { memo, useState } from 'react'
import { Link } from '@tanstack/react-router'
import { Button, IconButton } from '@kit/Button'
import { Segmented, Select, TextField } from '@kit/Field'
import { share } from '@kit/format'
import { Icon } from '@kit/Icon'
import { Dialog } from '@kit/Panel'
import { certainty } from '@kit/Whisker'
import { carried, type Search } from '../../frame/scope'
import { t } from '../../i18n'
import { asEstimate } from '../paths/paths'
import { useTaken } from './data'
import { freshId, Title, useDesk } from './desk'
import { columnsOf, stepOf, walk } from './doc'
import { useFacts } from './facts'
import type { Doc, MapLink, Rate, Step } from './types'
import { likely, linksOf, outersOf, told, type Way, wayEdits, wayKinds, waysAt, waysHigh, waysOf, withinOf } from './ways'

type Taken = ReadonlyMap<string, Rate>
const kindName = (link: Pick<MapLink, 'kind'>) => t(`map:way.${link.kind}`)
/** What a reader hears of one way. */
function spoken(doc: Doc, link: MapLink, taken: Taken | undefined): string {
  const rate = taken?.get(link.id)
  return [t('map:way_words', { kind: kindName(link), from: stepOf(doc, link.from)?.name ?? '', to: stepOf(doc, link.to)?.name ?? '' }), link.label, told(rate) && t('map:way_taken', { share: share(rate.share) })].filter(Boolean).join(', ')
}
/** Above the steps: each way goes up, across and down; its words lie on the line. Pencil, because people drew it; the share beside it is counted. */
export const Ways = memo(function Ways({ doc, taken }: { doc: Doc; taken: Taken | undefined }) {
  const ways = waysOf(doc)
  if (ways.length === 0) return null
  const columns = columnsOf(doc)
  const high = waysHigh(ways)
  const wide = 100 / columns.length
  return (
    <div className="jm-lane ways" role="row"><div className="jm-head" role="rowheader">{t('map:ways')}</div>
      <div className="jm-curve jm-ways" role="gridcell" style={{ height: high }}>
        <svg viewBox={`0 0 100 ${high}`} preserveAspectRatio="none" aria-hidden="true">{ways.map((way) => <path key={way.link.id} className="jm-way" d={way.path} />)}</svg>
        {columns.map(({ step }, at) => step && <button key={step.id} type="button" tabIndex={-1} className="jm-hit" data-cell={`${step.id}:ways`} data-step={step.id} style={{ left: `${(at + 0.5) * wide}%`, width: `${wide}%` }} aria-label={[step.name, ...waysAt(doc, step.id).map((link) => spoken(doc, link, taken))].join('. ')} />)}
        {ways.map((way) => <Line key={way.link.id} way={way} high={high} taken={taken} name={spoken(doc, way.link, taken)} />)}
      </div>
    </div>
  )
})
function Line({ way, high, taken, name }: { way: Way; high: number; taken: Taken | undefined; name: string }) {
  const rate = taken?.get(way.link.id)
  const [left, right] = [Math.min(way.x1, way.x2), Math.max(way.x1, way.x2)]
  return (
    <>
      <span className="jm-way-end" aria-hidden="true" style={{ left: `${way.x2}%`, top: high - 8 }} />
      <span className="jm-way-words" data-way={way.link.from} title={name} style={{ left: `${(left + right) / 2}%`, top: way.y, maxWidth: `max(${way.box}px, ${right - left}%)` }}>{way.link.label || kindName(way.link)}{told(rate) && <b className={rate.tier === 'fragile' ? 'soft' : undefined}> {share(rate.share)}</b>}</span>
    </>
  )
}
/** The ways from and to one step, with how many really take them. */
export function WaysPart({ doc, step, search, taken, page }: { doc: Doc; step: Step; search: Search; taken: Taken; /** on the step's own page a way leads to the other step's page */ page?: boolean }) {
  const { journey, map, open, edits, ways } = useDesk()
  const own = waysAt(doc, step.id)
  if (own.length === 0 && !edits) return null
  const to = (id: string, name: string) => page
    ? <Link className="link" to={'/journeys/$id/steps/$step' as never} params={{ id: journey.id, step: id } as never} search={{ ...carried(search), ...(map.kind === 'to_be' && { map: map.id }) } as never}>{name}</Link>
    : <button type="button" className="as-link" onClick={() => open(id)}>{name}</button>
  return (
    <section className="jm-part"><Title>{t('map:ways')}</Title>
      {own.length > 0 && <ul className="jm-plain sm">{own.map((link) => {
        const out = link.from === step.id
        const other = stepOf(doc, out ? link.to : link.from)!
        const rate = taken.get(link.id)
        return <li key={link.id}><span className="soft">{kindName(link)} {t(out ? 'map:way_to' : 'map:way_from')}</span> {to(other.id, other.name)}{link.label && <> · {link.label}</>}{told(rate) && <> · <b>{share(rate.share)}</b> <span className="soft">{certainty(asEstimate(rate), 'share')}</span></>}</li>
      })}</ul>}
      {edits && <div><Button look="ghost" icon="journey" onClick={() => ways(step.id)}>{t(own.length > 0 ? 'map:ways_edit' : 'map:ways_draw')}</Button></div>}
    </section>
  )
}
/** A step that stands for a whole journey: the way into it, and the way back kept in the address. */
export function InnerPart({ step, search }: { step: Step; search: Search }) {
  const { journey } = useDesk()
  const facts = useFacts()
  const name = facts.journey(step.nested_journey_id)
  if (!step.nested_journey_id || !name) return null
  return <section className="jm-part"><Title>{t('map:inside')}</Title><p><Link className="link jm-into" to={'/journeys/$id' as never} params={{ id: step.nested_journey_id } as never} search={{ ...carried(search), within: withinOf([...outersOf(String(search['within'] ?? '')), { journey: journey.id, step: step.id }]) } as never}><Icon name="journey" />{name}</Link></p></section>
}

type Row = MapLink & { chosen: boolean }
/** Draws, changes and takes away the ways of one step; what the events know of ways nobody has drawn is offered. */
export function WaysDialog({ step: id, onClose }: { step: string; onClose: () => void }) {
  const { keeper, map } = useDesk()
  const [before] = useState(keeper.now().doc)
  const step = stepOf(before, id)
  const first = (): Row => ({ id: freshId(), from: id, to: '', kind: 'branch', label: null, chosen: false })
  const [rows, setRows] = useState<readonly Row[]>(() => { const own = waysAt(before, id).map((one) => ({ ...one, chosen: true })); return own.length > 0 ? own : [first()] })
  const [tried, setTried] = useState(false)
  const { shortcuts } = useTaken(map.id, true)
  if (!step) return null
  const steps = walk(before)
  const options = steps.map((one, at) => ({ value: one.id, label: `${at + 1}. ${one.name}` }))
  const put = (at: number, more: Partial<Row>) => setRows(rows.map((one, index) => {
    if (index !== at) return one
    const next = { ...one, ...more }
    // the kind follows from the two ends until somebody says otherwise
    return next.chosen || !next.to ? next : { ...next, kind: likely(before, next.from, next.to) }
  }))
  const offered = shortcuts.filter((one) => one.from === id && told(one.share) && stepOf(before, one.to) && !linksOf(before).some((link) => link.from === id && link.to === one.to) && !rows.some((row) => row.from === id && row.to === one.to)).sort((a, b) => (b.share?.share ?? 0) - (a.share?.share ?? 0)).slice(0, 3)
  const meant = rows.filter((one) => one.to || one.label || rows.length > 1 || one.chosen)
  const done = () => {
    if (meant.some((one) => !one.to)) { setTried(true); return }
    keeper.change(wayEdits(before, id, meant.map(({ chosen: _, ...link }) => ({ ...link, label: link.label?.trim() || null }))))
    onClose()
  }
  return (
    <Dialog title={t('map:ways_of', { name: step.name })} onClose={onClose} actions={<><Button onClick={onClose}>{t('frame:cancel')}</Button><Button look="main" onClick={done}>{t('frame:save')}</Button></>}>
      <form className="form" noValidate onSubmit={(event) => { event.preventDefault(); done() }}>
        <p className="hint">{t('map:ways_hint')}</p>
        {rows.map((row, at) => {
          const out = row.from === id
          return (
            <fieldset key={row.id} className="jm-way-form"><legend className="vh">{t('map:way_n', { n: at + 1 })}</legend>
              <Select label={t(out ? 'map:way_leads_to' : 'map:way_comes_from')} none="–" value={out ? row.to : row.from} options={options} error={tried && !row.to ? t('firm:required') : undefined} onChange={(other) => put(at, out ? { to: other } : other ? { from: other } : {})} />
              <IconButton icon="trash" label={t('map:way_remove', { n: at + 1 })} onClick={() => setRows(rows.filter((_, index) => index !== at))} />
              <Segmented label={t('map:way_kind')} value={row.kind} options={wayKinds.map((kind) => ({ value: kind, label: t(`map:way.${kind}`) }))} onChange={(kind) => put(at, { kind, chosen: true })} />
              <TextField label={t('map:way_label')} placeholder={t('map:way_label_hint')} maxLength={200} value={row.label ?? ''} onChange={(event) => put(at, { label: event.target.value })} />
            </fieldset>)
        })}
        <div><Button icon="plus" onClick={() => setRows([...rows, first()])}>{t('map:way_add')}</Button></div>
        {offered.length > 0 && <section><p className="form-label">{t('map:ways_seen')}</p><ul className="jm-plain sm">{offered.map((one) => <li key={one.to} className="row wrap"><span><b>{share(one.share!.share!)}</b> {t('map:way_straight', { name: stepOf(before, one.to)!.name })} <span className="soft">{certainty(asEstimate(one.share), 'share')}</span></span><Button look="ghost" icon="plus" onClick={() => setRows([...rows.filter((row) => row.to), { ...first(), to: one.to, kind: likely(before, id, one.to) }])}>{t('map:way_take')}</Button></li>)}</ul></section>}
        <button type="submit" hidden />
      </form>
    </Dialog>
  )
}
