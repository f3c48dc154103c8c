import { Button } from '@kit/Button'
import { Segmented, Select, Switch } from '@kit/Field'
import { t } from '../../i18n'
import { useDraft } from '../draft'
import { changeSurvey, patched } from '../edit'
import { questionsOf, read, titleOf, type Trigger } from '../shape'
import { Rules } from './Rules'

/** Ways off the straight road: end early, or go on further down, when a condition holds. */
export function Triggers({ language }: { language: string }) {
  const { definition, main, change } = useDraft()
  const all = definition.triggers ?? []
  const questions = questionsOf(definition)
  const put = (triggers: Trigger[]) => change((old) => changeSurvey(old, { triggers: triggers.length ? triggers : undefined }))
  const set = (at: number, patch: Record<string, unknown>) => put(all.map((one, index) => index === at ? patched(one, patch) : one))
  return (
    <>
      <p className="hint">{t('survey:triggers_hint')}</p>
      {all.map((one, at) => one.type !== 'skip' && one.type !== 'complete' ? null : (
        <fieldset key={at} className="sv-line"><legend className="vh">{t('survey:trigger', { number: at + 1 })}</legend>
          <Rules label={t('survey:trigger_when')} always={t('survey:trigger_never')} value={one.expression} definition={definition} main={main} language={language} before={null} onChange={(expression) => set(at, { expression: expression ?? '' })} />
          <Segmented label={t('survey:trigger_then')} value={one.type} onChange={(type) => set(at, type === 'skip' ? { type, gotoName: one.gotoName ?? questions.at(-1)?.element.name, screenOut: undefined } : { type, gotoName: undefined })} options={[{ value: 'complete', label: t('survey:trigger.complete') }, { value: 'skip', label: t('survey:trigger.skip') }]} />
          {one.type === 'skip' ? <Select label={t('survey:trigger_to')} value={one.gotoName ?? ''} options={questions.map(({ element }) => ({ value: element.name, label: read(titleOf(element), language, main) || element.name }))} onChange={(gotoName) => set(at, { gotoName })} /> : <Switch label={t('survey:screen_out')} hint={t('survey:screen_out_hint')} checked={one.screenOut === true} onChange={(on) => set(at, { screenOut: on || undefined })} />}
          <div><Button look="ghost" icon="trash" onClick={() => put(all.filter((_, index) => index !== at))}>{t('frame:remove')}</Button></div>
        </fieldset>))}
      <div><Button look="ghost" icon="plus" disabled={questions.length === 0} onClick={() => { const last = questions.findLast(({ element }) => element.type === 'rating' || element.type === 'radiogroup' || element.type === 'boolean') ?? questions.at(-1); if (last) put([...all, { type: 'complete', expression: `{${last.element.name}} notempty` }]) }}>{t('survey:trigger_add')}</Button></div>
    </>
  )
}
