import { useState } from 'react'
import { Tag } from '@kit/Chip'
import { Segmented, TextArea, TextField } from '@kit/Field'
import { languageName } from '@kit/format'
import { keyField, nameField } from '../../firm/fields'
import { t } from '../../i18n'
import { Register } from '../../record/Register'
import { useChoices, useNames } from '../../records'
import { useMay, useSession } from '../../session'
import type { Language } from '../../types'
import { type ReplyTemplate, type TemplateKind, templateKinds } from '../shape'

type Texts = ReplyTemplate['texts']
/** What a letter can take; the second row is left to a person unless the case knows it. */
const known = ['customer_name', 'first_name', 'firm', 'owner_name', 'case_number', 'touchpoint', 'opened_on', 'answer_by', 'status_link'] as const
const blanks = ['what_happened', 'reason', 'alternative', 'remedy'] as const
/** How answers begin: by kind, language and segment. */
export function Templates() {
  const name = useNames()
  const { languages } = useSession().firm
  const topics = useChoices('topic')
  return <Register<ReplyTemplate> kind="reply_templates" section="reply_templates" title={t('loop:templates')} about={t('loop:templates_about')} add={t('loop:add_template')} empty={t('loop:templates_none')} write={useMay('write_setup')} wide nameOf={(row) => row.name}
    columns={[
      { key: 'name', name: t('firm:field.name'), cell: (row) => <span className={row.active === false ? 'inactive' : undefined}>{row.name}</span> },
      { key: 'kind', name: t('words:dim.kind'), wide: true, cell: (row) => t(`loop:kind.${row.kind}`) },
      { key: 'languages', name: t('words:dim.language'), cell: (row) => <span className="row wrap">{languages.map((one) => row.texts[one]?.body ? <Tag key={one}>{one}</Tag> : <span key={one} className="tag warn" title={t('loop:text_missing', { language: languageName(one) })}>! {one}</span>)}</span> },
      { key: 'for', name: t('loop:for'), wide: true, cell: (row) => <span className="sm soft">{[row.topic && name('topic', row.topic), row.segment].filter(Boolean).join(' · ') || t('loop:for_all')}</span> },
    ]}
    fields={() => [
      nameField(), keyField(),
      { name: 'kind', kind: 'choice', label: t('words:dim.kind'), options: templateKinds.map((one) => ({ value: one, label: t(`loop:kind.${one}`) })), required: true },
      { name: 'topic', kind: 'choice', label: t('words:dim.topic'), none: t('loop:any_topic'), options: topics, half: true },
      { name: 'segment', kind: 'text', label: t('words:dim.segment'), nullable: true, half: true },
      { name: 'texts', kind: 'own', label: t('loop:texts'), draw: ({ value, set, errorAt, values }) => <TextsField texts={(value as Texts) ?? {}} kind={values['kind'] as TemplateKind} error={errorAt('texts')} onChange={set} /> },
      { name: 'active', kind: 'switch', label: t('loop:template_active') },
    ]}
    blank={{ name: '', key: '', kind: 'apology', topic: null, segment: null, texts: {}, active: true, position: 1 }} />
}
function TextsField({ texts, kind, error, onChange }: { texts: Texts; kind: TemplateKind; error: string | undefined; onChange: (texts: Texts) => void }) {
  const { languages, language } = useSession().firm
  const [at, setAt] = useState<Language>(() => languages.find((one) => texts[one]?.body) ?? language)
  const now = texts[at] ?? { subject: '', body: '' }
  const put = (part: Partial<typeof now>) => { const next = { ...now, ...part }; const all = { ...texts, [at]: next }; if (!next.subject && !next.body) delete all[at]; onChange(all) }
  return (
    <fieldset className="field"><legend className="form-label">{t('loop:texts')}</legend>
      {languages.length > 1 && <Segmented label={t('words:dim.language')} value={at} options={languages.map((one) => ({ value: one, label: `${languageName(one)}${texts[one]?.body ? '' : ' ·'}` }))} onChange={setAt} />}
      <TextField key={`${at}s`} label={t('case:subject')} lang={at} value={now.subject} onChange={(event) => put({ subject: event.target.value })} />
      <TextArea key={`${at}b`} label={t('case:answer_text')} lang={at} rows={10} value={now.body} onChange={(event) => put({ body: event.target.value })} />
      {error && <p className="problem">{error}</p>}
      {kind === 'refusal' && <p className="hint">{t('loop:refusal_hint', { reason: '{reason}', alternative: '{alternative}' })}</p>}
      <p className="hint">{t('loop:places_hint')} <code className="key-text">{known.map((one) => `{${one}}`).join(' ')}</code></p>
      <p className="hint">{t('loop:blanks_hint')} <code className="key-text">{blanks.map((one) => `{${one}}`).join(' ')}</code></p>
    </fieldset>
  )
}
