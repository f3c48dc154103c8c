import { Button, IconButton } from '@kit/Button'
import { Checkbox, Select, TextField } from '@kit/Field'
import { Mover } from '@kit/Mover'
import { t } from '../../i18n'
import { useDraft } from '../draft'
import { changeQuestion, patched } from '../edit'
import { type Element, same, type Part as Line, withWords, words } from '../shape'

const inputs = ['text', 'email', 'tel', 'number', 'date', 'url'] as const
/** The lines of contact details. */
export function Parts({ element, language }: { element: Element; language: string }) {
  const { main, change } = useDraft()
  const lines = element.items ?? []
  const put = (items: Line[], mark?: string) => change((all) => changeQuestion(all, element.name, { items }), mark ?? null)
  const set = (at: number, patch: Record<string, unknown>, mark?: string) => put(lines.map((one, index) => index === at ? patched(one, patch) : one), mark)
  const move = (from: number, to: number) => { const copy = [...lines]; const [one] = copy.splice(from, 1); copy.splice(to, 0, one!); put(copy) }
  const add = () => { let number = lines.length + 1; while (lines.some((one) => same(one.name, `line${number}`))) number++; put([...lines, { name: `line${number}` }]) }
  return (
    <>
      {lines.map((one, at) => (
        <fieldset key={at} className="sv-line"><legend className="vh">{words(one.title, language, main) || one.name}</legend>
          <div className="row"><TextField quiet label={t('survey:line_title')} lang={language} value={words(one.title, language, main)} placeholder={words(one.title, main, main) || one.name} onChange={(event) => set(at, { title: withWords(one.title, language, main, event.target.value) }, `${element.name} items ${at} ${language}`)} />
            <Mover names={{ up: t('firm:move_up', { name: one.name }), down: t('firm:move_down', { name: one.name }) }} up={at > 0 ? () => move(at, at - 1) : undefined} down={at < lines.length - 1 ? () => move(at, at + 1) : undefined} /><IconButton icon="close" label={t('survey:item_remove', { name: one.name })} disabled={lines.length < 2} onClick={() => put(lines.filter((_, index) => index !== at))} /></div>
          <div className="row wrap"><Select quiet label={t('survey:input')} value={one.inputType ?? 'text'} options={inputs.map((kind) => ({ value: kind, label: t(`survey:input.${kind}`) }))} onChange={(next) => set(at, { inputType: next === 'text' ? undefined : next })} /><Checkbox label={t('survey:required')} checked={one.isRequired === true} onChange={(on) => set(at, { isRequired: on || undefined })} /></div>
        </fieldset>
      ))}
      <div><Button look="ghost" icon="plus" onClick={add}>{t('survey:add_line')}</Button></div>
    </>
  )
}
