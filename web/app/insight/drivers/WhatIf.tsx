import { useState } from 'react'
import { Button } from '@kit/Button'
import { delta, figure, number } from '@kit/format'
import { Rich } from '@kit/Rich'
import { Slider } from '@kit/Slider'
import { t } from '../../i18n'
import type { DriversAnswer } from '../../types'
import { atKey, whatIf } from './drivers'
import { useAtName } from './names'

/** Slide a driver's mean and see what usually goes with it. Nothing here says that one makes the other. */
export function WhatIf({ answer, scale }: { answer: DriversAnswer; scale: { name: string; min: number; max: number; unit: 'mean' | 'share' } }) {
  const nameOf = useAtName(answer.drivers)
  const [means, setMeans] = useState<Record<string, number>>({})
  const movable = [...answer.drivers].filter((one) => one.beta !== null && one.performance.mean !== null).sort((a, b) => a.rank - b.rank).slice(0, 8)
  const base = answer.base.mean
  if (base === null || movable.length === 0) return null
  const wishes = movable.flatMap((driver) => { const mean = means[atKey(driver)]; return mean === undefined ? [] : [{ driver, mean }] })
  const guess = whatIf(base, wishes, scale)
  const moved = wishes.some(({ driver, mean }) => Math.abs(mean - driver.performance.mean!) > 1e-9)
  const [said, by] = [(value: number) => figure(value, scale.unit), (value: number) => delta(value, scale.unit)]
  const words = scale.unit === 'share' ? 'share_' : ''
  const values = { from: said(base), to: said(guess.mean), by: by(guess.change), lo: by(guess.change_lo), hi: by(guess.change_hi), metric: scale.name, min: number(scale.min), max: number(scale.max) }
  return (
    <section><div className="head"><h2>{t('driver:whatif')}</h2><span className="soft sm">{t('driver:whatif_hint')}</span>{moved && <span className="push"><Button look="ghost" onClick={() => setMeans({})}>{t('driver:reset')}</Button></span>}</div>
      <div className="whatif">
        <div className="whatif-sliders">{movable.map((driver) => {
          const now = driver.performance.mean!
          const value = means[atKey(driver)] ?? now
          return <Slider key={atKey(driver)} label={nameOf(driver)} value={value} min={driver.performance.min} max={driver.performance.max} step={0.05} now={now} shown={Math.abs(value - now) < 1e-9 ? number(now, 2) : t('driver:from_to', { from: number(now, 2), to: number(value, 2) })} onChange={(next) => setMeans((old) => ({ ...old, [atKey(driver)]: next }))} />
        })}</div>
        <div className="whatif-answer" aria-live="polite">
          {moved ? <><p className="say-small"><Rich text={t(`driver:${words}guess`, values)} b={(words) => <b className="figure small">{words}</b>} /></p><p>{t(`driver:${words}guess_range`, values)}</p></> : <p className="say-small"><Rich text={t(`driver:${words}guess_now`, values)} b={(words) => <b className="figure small">{words}</b>} /></p>}
          <p className="soft sm">{t('driver:whatif_caution')} {guess.held && t('driver:whatif_held')}</p>
        </div>
      </div>
    </section>
  )
}
