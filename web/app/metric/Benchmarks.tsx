import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button, IconButton } from '@kit/Button'
import { TextField } from '@kit/Field'
import { range } from '@kit/format'
import { toast } from '@kit/Notice'
import { t } from '../i18n'
import { listQuery, useWrite } from '../records'
import { FormTrouble } from '../record/RecordPanel'
import type { Benchmark, Metric } from '../types'
import { kept, shown } from './figures'
import { unitOf } from './unit'

export const useBenchmarks = (metric: Metric | undefined) => useQuery({ ...listQuery<Benchmark>('/benchmarks', { metric_id: metric?.id, limit: 100 }), enabled: !!metric }).data?.items.filter((one) => one.metric_id === metric?.id) ?? []
export function benchmarkWords(of: Benchmark, kind: Metric['kind']): string {
  const span = of.low !== null && of.high !== null ? range(of.low, of.high, unitOf(kind)) : ''
  return [of.value === null ? '' : shown(of.value, kind), span].filter(Boolean).join(', ') || '–'
}
/** What others reach: never without source and year. */
export function Benchmarks({ metric, write }: { metric: Metric; write: boolean }) {
  const list = useBenchmarks(metric)
  const { add, remove } = useWrite<Benchmark>('benchmarks')
  const blank = { label: '', value: '', low: '', high: '', source: '', year: String(new Date().getFullYear()) }
  const [draft, setDraft] = useState<typeof blank | null>(null)
  const field = (name: keyof typeof blank, label: string, type = 'text') => <TextField name={`benchmark_${name}`} type={type} {...(type === 'number' && { step: 'any' })} label={label} value={draft![name]} error={add.error?.at(name)} onChange={(event) => setDraft({ ...draft!, [name]: event.target.value })} />
  const save = () => add.mutate({ metric_id: metric.id, label: draft!.label, source: draft!.source, year: Number(draft!.year), value: kept(draft!.value, metric.kind), low: kept(draft!.low, metric.kind), high: kept(draft!.high, metric.kind) }, { onSuccess: () => { setDraft(null); toast(t('frame:saved')) } })
  return (
    <section className="bench"><h3>{t('metric:benchmarks')}</h3><p className="hint">{t('metric:benchmarks_about')}</p>
      <ul>{list.map((one) => <li key={one.id}><div>{one.label} <b>{benchmarkWords(one, metric.kind)}</b><br /><span className="xs soft">{one.source}, {one.year}</span></div>{write && <IconButton icon="trash" label={`${t('frame:remove')}: ${one.label}`} disabled={remove.isPending} onClick={() => remove.mutate({ id: one.id, revision: one.revision }, { onSuccess: () => toast(t('firm:removed')) })} />}</li>)}</ul>
      {write && !draft && <p style={{ marginTop: 12 }}><Button icon="plus" onClick={() => { add.reset(); setDraft(blank) }}>{t('metric:add_benchmark')}</Button></p>}
      {draft && <form className="form" noValidate onSubmit={(event) => { event.preventDefault(); save() }}>
        <FormTrouble problem={add.error} missing={[]} fields={[]} />
        {field('label', t('metric:label'))}
        <div className="pair">{field('value', t('metric:value'), 'number')}{field('low', t('metric:low'), 'number')}{field('high', t('metric:high'), 'number')}</div><p className="hint">{t(`metric:unit.${metric.kind}`)}</p>
        <div className="pair">{field('source', t('metric:source'))}{field('year', t('metric:year'), 'number')}</div>
        <div className="row actions"><Button onClick={() => setDraft(null)}>{t('frame:cancel')}</Button><Button type="submit" busy={add.isPending}>{t('metric:add_benchmark')}</Button></div>
      </form>}
    </section>
  )
}
