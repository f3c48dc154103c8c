import { useQuery, useQueryClient, useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@kit/Button'
import { DataBehind } from '@kit/Data'
import { number, signed } from '@kit/format'
import { Problems, toast } from '@kit/Notice'
import { Panel } from '@kit/Panel'
import { Slider } from '@kit/Slider'
import { Table } from '@kit/Table'
import { api, type Problem } from '../../api'
import { many, useScope } from '../../frame/scope'
import { t } from '../../i18n'
import { getQuery } from '../../records'
import type { Assumed, Driver, DriversAnswer } from '../../types'
import { useMayAssume } from '../rights'
import { atKey, type Gap, gapsOf } from './drivers'
import { useAtName } from './names'

/** What decides by the answers, what people say decides, what staff think decides: the widest gaps first. */
export function Gaps({ answer }: { answer: DriversAnswer }) {
  const { search, change } = useScope()
  const may = useMayAssume()
  const nameOf = useAtName(answer.drivers)
  const rows = gapsOf(answer.drivers)
  const someone = rows.some((one) => one.assumed !== null)
  const stated = rows.some((one) => one.stated !== null)
  const open = may && many(search['open'])[0] === 'assumed'
  const show = (value: number | null) => value === null ? <span className="soft">–</span> : number(value, 1)
  const words = (row: Gap) => row.gap === null ? <span className="soft">–</span> : Math.abs(row.gap) < 2 ? <span className="soft">{t('driver:gap_none')}</span> : <span className="gap-words"><b>{signed(row.gap, 1)}</b> <span className="soft">{t(row.gap > 0 ? 'driver:gap_over' : 'driver:gap_under')}</span></span>
  const agreement = answer.agreement
  return (
    <section><div className="head"><h2>{t('driver:gaps')}</h2>{may && <span className="push"><Button icon="edit" onClick={() => change({ open: 'assumed' })}>{t(someone ? 'driver:assume_edit' : 'driver:assume')}</Button></span>}</div>
      {!someone && <p className="soft">{t('driver:gaps_none')}</p>}
      {(someone || stated) && <>
        <Table caption={t('driver:gaps')} rows={rows} id={(row) => atKey(row.driver)} columns={[
          { key: 'name', name: t('driver:driver'), cell: (row) => <b>{nameOf(row.driver)}</b> }, { key: 'derived', name: t('driver:derived'), number: true, cell: (row) => show(row.derived) },
          ...(stated ? [{ key: 'stated', name: t('driver:stated'), number: true, wide: true, cell: (row: Gap) => show(row.stated) }] : []), { key: 'assumed', name: t('driver:assumed'), number: true, cell: (row) => show(row.assumed) }, { key: 'gap', name: t('driver:gap'), cell: words },
        ]} />
        <p className="hint">{t('driver:gaps_about')} {agreement && agreement.spearman_assumed !== null && t('driver:agreement', { value: number(agreement.spearman_assumed, 2) })} {agreement && agreement.spearman_stated !== null && t('driver:agreement_stated', { value: number(agreement.spearman_stated, 2) })}</p>
        <DataBehind name="importance-gaps" caption={t('driver:gaps')} rows={rows} columns={[{ name: t('driver:driver'), value: (row) => nameOf(row.driver) }, { name: t('driver:derived'), number: true, value: (row) => row.derived, show: (row) => show(row.derived) }, { name: t('driver:stated'), number: true, value: (row) => row.stated, show: (row) => show(row.stated) }, { name: t('driver:assumed'), number: true, value: (row) => row.assumed, show: (row) => show(row.assumed) }, { name: t('driver:gap'), number: true, value: (row) => row.gap, show: (row) => show(row.gap) }]} />
      </>}
      {open && <AssumePanel drivers={answer.drivers} nameOf={nameOf} onClose={() => change({ open: undefined })} />}
    </section>
  )
}
/** 0…10 for each driver, as staff see it; what is left alone stays unsaid. */
function AssumePanel({ drivers, nameOf, onClose }: { drivers: readonly Driver[]; nameOf: (driver: Driver) => string; onClose: () => void }) {
  const client = useQueryClient()
  const stored = useQuery(getQuery<Assumed>('/insights/assumed'))
  const [said, setSaid] = useState<Record<string, number>>({})
  const valueOf = (one: Driver) => said[atKey(one)] ?? stored.data?.items.find((item) => atKey(item) === atKey(one))?.importance
  const save = useMutation<Assumed, Problem, Assumed>({ mutationFn: (body) => api.put<Assumed>('/insights/assumed', body), onSuccess: () => { void client.invalidateQueries({ queryKey: ['insights'] }); toast(t('frame:saved')); onClose() } })
  const send = () => {
    const mine = new Set(drivers.map(atKey))
    const others = (stored.data?.items ?? []).filter((item) => !mine.has(atKey(item)))
    save.mutate({ items: [...others, ...drivers.flatMap((one) => { const importance = valueOf(one); return importance === undefined ? [] : [{ metric: one.metric, touchpoint: one.touchpoint, importance }] })] })
  }
  return (
    <Panel title={t('driver:assume_title')} onClose={onClose} foot={<><Button onClick={onClose}>{t('frame:cancel')}</Button><Button look="main" busy={save.isPending} disabled={!stored.data} onClick={send}>{t('frame:save')}</Button></>}>
      {save.error && <Problems title={save.error.words || t('frame:form_problems')} items={save.error.problems.map((one) => ({ message: one.message }))} />}
      <p className="soft assume-about">{t('driver:assume_words')}</p>
      <div className="form">{[...drivers].sort((a, b) => nameOf(a).localeCompare(nameOf(b))).map((one) => { const value = valueOf(one); return <Slider key={atKey(one)} unsaid={value === undefined} label={nameOf(one)} min={0} max={10} step={1} value={value ?? 5} shown={value === undefined ? t('driver:not_said') : number(value)} onChange={(next) => setSaid((old) => ({ ...old, [atKey(one)]: next }))} /> })}</div>
    </Panel>
  )
}
