import { TextField } from '@kit/Field'
import type { Values } from '@kit/RecordFields'
import { ScalePick } from '@kit/ScalePick'
import { t } from '../i18n'

interface Tie { values: Values; setAll: (change: Values) => void; errorAt: (name: string) => string | undefined }
/** Ends of the scale and, on the drawn scale, which answers please and which do not. */
export function ScaleSets({ values, setAll, errorAt }: Tie) {
  const [min, max] = [Number(values['min'] ?? 0), Number(values['max'] ?? 0)]
  const sets = { positive: values['positive'] as number[] ?? [], negative: values['negative'] as number[] ?? [] }
  const end = (change: { min?: number; max?: number }) => {
    const to = { min, max, ...change }
    const inside = (list: number[]) => list.filter((one) => one >= to.min && one <= to.max)
    setAll({ ...change, positive: inside(sets.positive), negative: inside(sets.negative) })
  }
  return (
    <>
      <div className="pair">
        <TextField type="number" name="min" label={t('metric:min')} value={String(values['min'] ?? '')} error={errorAt('min')} onChange={(event) => end({ min: Number(event.target.value) })} />
        <TextField type="number" name="max" label={t('metric:max')} value={String(values['max'] ?? '')} error={errorAt('max')} onChange={(event) => end({ max: Number(event.target.value) })} />
      </div>
      {values['kind'] !== 'index' && <ScalePick label={t('metric:sets')} hint={t('metric:hint_sets')} name="positive" error={errorAt('positive') ?? errorAt('negative')} min={min} max={max} {...sets} names={{ pos: t('metric:pos'), mid: t('metric:mid'), neg: t('metric:neg') }} onChange={setAll as never} />}
    </>
  )
}
