import { Button } from '@kit/Button'
import { Tag } from '@kit/Chip'
import { TextArea } from '@kit/Field'
import { exact, number, when } from '@kit/format'
import { toast } from '@kit/Notice'
import { once } from '@kit/once'
import { Dialog } from '@kit/Panel'
import { Secret } from '@kit/Secret'
import { useState } from 'react'
import { keyField, nameField } from '../firm/fields'
import { t } from '../i18n'
import { Register } from '../record/Register'
import { useMay } from '../session'
import { type HookIn, recipes } from './shape'

const fresh = once<HookIn>()
const addressOf = (one: HookIn) => new URL(one.url ?? `/hooks/${one.key}`, location.origin).href
/** What other systems tell: a closed ticket becomes an event, an event a survey. */
export function HooksIn() {
  const write = useMay('write_users')
  const made = fresh.use()
  return (
    <>
      <Register<HookIn> kind="hooks_in" section="hooks_in" title={t('hook:in')} about={t('hook:in_about')} add={t('hook:add_in')} empty={t('hook:in_none')} write={write} wide nameOf={(row) => row.name}
        columns={[
          { key: 'name', name: t('firm:field.name'), cell: (row) => row.name },
          { key: 'recipe', name: t('hook:recipe'), cell: (row) => t(`hook:recipe.${row.recipe}`) },
          { key: 'state', name: t('case:fact.state'), cell: (row) => <Tag>{t(row.active ? 'hook:runs' : 'loop:off')}</Tag> },
          { key: 'last', name: t('hook:received'), wide: true, cell: (row) => <span className="sm soft" title={row.last_at ? exact(row.last_at) : undefined}>{number(row.received ?? 0)}{row.last_at && <> · {when(row.last_at)}</>}</span> },
        ]}
        fields={() => [
          nameField(), keyField(),
          { name: 'recipe', kind: 'choice', label: t('hook:recipe'), options: recipes.map((one) => ({ value: one, label: t(`hook:recipe.${one}`) })), required: true, hint: t('hook:recipe_hint') },
          { name: 'map', kind: 'own', label: t('hook:map'), when: (values) => ['standard', 'hmac', 'token'].includes(String(values['recipe'])), draw: ({ value, set, error }) => <MapField value={value} error={error} onChange={set} /> },
          { name: 'active', kind: 'switch', label: t('hook:in_active') },
        ]}
        blank={{ name: '', key: '', recipe: 'zammad', map: {}, active: true }} onSaved={(row, isNew) => { if (isNew) fresh.show(row) }}
        panel={(row) => row && <div className="bench"><Secret label={t('hook:in_address')} value={addressOf(row)} copy={t('frame:copy')} onCopied={() => toast(t('frame:copied'))} /></div>} />
      {made && <Dialog title={t('hook:secret_title', { name: made.name })} onClose={fresh.away} actions={<Button look="main" onClick={fresh.away}>{t('firm:done')}</Button>}><p className="soft">{t('hook:in_words')}</p><Secret label={t('hook:in_address')} value={addressOf(made)} copy={t('frame:copy')} onCopied={() => toast(t('frame:copied'))} />{made.secret && <Secret label={t('hook:secret')} value={made.secret} copy={t('frame:copy')} onCopied={() => toast(t('frame:copied'))} />}</Dialog>}
    </>
  )
}
/** The map as it is kept; what cannot be read is said at once and not sent. */
function MapField({ value, error, onChange }: { value: unknown; error: string | undefined; onChange: (value: unknown) => void }) {
  const [text, setText] = useState(JSON.stringify(value ?? {}, null, 2))
  const read = parsed(text)
  return <TextArea label={t('hook:map')} name="map" rows={8} className="input key-text" spellCheck={false} hint={t('hook:map_hint')} error={read === undefined ? t('hook:map_wrong') : error} value={text} onChange={(event) => { setText(event.target.value); const next = parsed(event.target.value); if (next !== undefined) onChange(next) }} />
}
function parsed(text: string): unknown { try { return JSON.parse(text) as unknown } catch { return undefined } }
