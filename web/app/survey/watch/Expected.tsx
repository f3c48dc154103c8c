import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { Button } from '@kit/Button'
import { TextField } from '@kit/Field'
import { figure, type Unit } from '@kit/format'
import { toast } from '@kit/Notice'
import { api, type Problem } from '../../api'
import { t } from '../../i18n'
import { scaleOf, unitOf } from '../../metric/unit'
import { getQuery, useRegister } from '../../records'
import { useDraft } from '../draft'
import type { QuestionResult } from '../types'
import { factorOf, missed, type Prediction } from './expected'

const useExpected = () => {
  const { survey } = useDraft()
  return useQuery({ ...getQuery<{ items: Prediction[] }>(`/surveys/${survey.id}/predictions`), staleTime: 60_000 }).data?.items ?? []
}
/** What staff expected, held against what came out. */
export function Expected({ result, unit }: { result: QuestionResult; unit: Unit }): ReactNode {
  const one = useExpected().find((each) => each.question === result.name)
  const found = result.figure
  if (!one || !found) return null
  const said = t(one.n > 1 && one.least !== one.most ? 'survey:foreseen_apart' : 'survey:foreseen', { count: one.n, mean: figure(one.mean, unit), least: figure(one.least, unit), most: figure(one.most, unit) })
  const way = missed(one.mean, found)
  return <p className="sm sv-expected"><span className="soft">{said}</span> {way && <b>{t(`survey:came.${way}`)}</b>}</p>
}
/** Before anybody has answered: one number a question. Afterwards nobody can have known it all along. */
export function Expecting({ questions }: { questions: readonly QuestionResult[] }): ReactNode {
  const metrics = useRegister('metrics')
  const expected = useExpected()
  const asked = questions.flatMap((one) => { const metric = metrics.find((each) => each.key === one.metric); return metric ? [{ one, metric }] : [] })
  if (asked.length === 0) return null
  return (
    <section className="sv-expecting"><div className="head"><h2>{t('survey:expecting')}</h2></div><p className="soft">{t('survey:expecting_words')}</p>
      {asked.map(({ one, metric }) => <Guess key={one.name} result={one} unit={unitOf(metric.kind)} scale={scaleOf(metric)} known={expected.find((each) => each.question === one.name)} />)}
    </section>
  )
}
function Guess({ result, unit, scale, known }: { result: QuestionResult; unit: Unit; scale: [number, number]; known: Prediction | undefined }) {
  const { survey } = useDraft()
  const client = useQueryClient()
  const factor = factorOf(unit)
  const [text, setText] = useState<string | null>(null)
  const shown = text ?? (known && known.mine !== null ? String(Number((known.mine * factor).toFixed(2))) : '')
  const save = useMutation<unknown, Problem, number>({ mutationFn: (value) => api.put(`/surveys/${survey.id}/predictions`, { question: result.name, value }), onSuccess: () => { setText(null); void client.invalidateQueries({ queryKey: ['surveys'] }); toast(t('survey:expected_kept')) } })
  return (
    <form className="row wrap sv-guess" noValidate onSubmit={(event) => { event.preventDefault(); if (shown.trim() !== '') save.mutate(Number(shown.replace(',', '.').replace('−', '-')) / factor) }}>
      <TextField type="number" step="any" min={scale[0] * factor} max={scale[1] * factor} label={result.title || result.name} hint={t('survey:expected_between', { low: figure(scale[0], unit), high: figure(scale[1], unit) })} error={save.error ? save.error.at('value') ?? save.error.words : undefined} value={shown} onChange={(event) => { setText(event.target.value); save.reset() }} />
      <Button type="submit" busy={save.isPending} disabled={shown.trim() === ''}>{t('survey:expected_keep')}</Button>
      {known && known.n > 0 && <span className="soft sm">{t('survey:expected_by', { count: known.n })}</span>}
    </form>
  )
}
