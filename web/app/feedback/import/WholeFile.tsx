import { Button } from '@kit/Button'
import { Select, Switch, TextField } from '@kit/Field'
import { languageName } from '@kit/format'
import { t } from '../../i18n'
import { useChoices, useSurveys } from '../../records'
import { useSession } from '../../session'
import type { Import } from '../../types'
import { delimiters, type Draft, encodings, has, type Whole } from './map'

/** What holds for every row where no column says it. Asked only when it is needed. */
export function WholeFile({ one, draft, onChange, onReread, rereading }: { one: Import; draft: Draft; onChange: (part: Partial<Whole>) => void; onReread: () => void; rereading: boolean }) {
  const { whole } = draft
  const { firm } = useSession()
  const [touchpoints, places, brands, channels, kinds] = [useChoices('touchpoint'), useChoices('location'), useChoices('brand'), useChoices('channel'), useChoices('kind')]
  const { kind } = one
  const changed = whole.delimiter !== one.delimiter || whole.encoding !== one.encoding
  const rated = Object.values(draft.roles).some((role) => role.as === 'rating')
  const survey = useSurveys(whole.survey !== '').find((one) => one.key === whole.survey)
  const creates = has(draft, 'location') || has(draft, 'brand')
  return (
    <>
      <div className="head"><h2>{t('import:whole')}</h2></div>
      {whole.survey && <p className="im-gap">{t('travel:each_row', { name: survey?.name ?? whole.survey })}</p>}
      <div className="im-whole">
        {kind !== 'customers' && !has(draft, 'channel') && <Select label={t('words:dim.channel')} value={whole.channel} options={channels} onChange={(channel) => onChange({ channel })} />}
        {kind !== 'customers' && !has(draft, 'occurred_at') && <TextField type="date" label={t('import:date')} hint={t('import:date_hint')} value={whole.date} onChange={(event) => onChange({ date: event.target.value })} />}
        {kind === 'feedback' && !whole.survey && !has(draft, 'kind') && <Select label={t('words:dim.kind')} value={whole.kind} options={kinds} onChange={(next) => onChange({ kind: next })} />}
        {kind === 'events' && !has(draft, 'type') && <TextField label={t('import:field_type')} hint={t('import:type_hint')} value={whole.type} onChange={(event) => onChange({ type: event.target.value })} />}
        {kind !== 'customers' && !has(draft, 'touchpoint') && <Select label={t('words:dim.touchpoint')} none={kind === 'feedback' && rated ? t('import:touchpoint_by_column') : t('words:unknown')} value={whole.touchpoint} options={touchpoints} onChange={(touchpoint) => onChange({ touchpoint })} />}
        {kind !== 'events' && !has(draft, 'location') && places.length > 0 && <Select label={t('words:dim.location')} none={t('words:unknown')} value={whole.location} options={places} onChange={(location) => onChange({ location })} />}
        {kind === 'feedback' && !has(draft, 'brand') && brands.length > 1 && <Select label={t('words:dim.brand')} none={t('words:unknown')} value={whole.brand} options={brands} onChange={(brand) => onChange({ brand })} />}
        {kind !== 'events' && !has(draft, 'language') && <Select label={t('words:dim.language')} none={t('words:unknown')} value={whole.language} options={firm.languages.map((code) => ({ value: code, label: languageName(code) }))} onChange={(language) => onChange({ language })} />}
      </div>
      <div className="im-switches">
        {kind !== 'customers' && <Switch label={t('import:create_touchpoints')} hint={t('import:create_touchpoints_hint')} checked={whole.createTouchpoints} onChange={(createTouchpoints) => onChange({ createTouchpoints })} />}
        {creates && <Switch label={t('import:create_places')} checked={whole.createPlaces} onChange={(createPlaces) => onChange({ createPlaces })} />}
      </div>
      <details className="im-written" open={changed || undefined}><summary>{t('import:written')}</summary>
        <div className="im-whole">
          <Select label={t('import:delimiter')} value={whole.delimiter} options={[...new Set([...delimiters, whole.delimiter])].map((value) => ({ value, label: delimiterName(value) }))} onChange={(delimiter) => onChange({ delimiter })} />
          <Select label={t('import:encoding')} value={whole.encoding} options={[...new Set([...encodings, whole.encoding])].map((value) => ({ value, label: value.toUpperCase() }))} onChange={(encoding) => onChange({ encoding })} />
          {changed && <div className="im-again"><Button busy={rereading} onClick={onReread}>{t('import:reread')}</Button></div>}
        </div>
      </details>
    </>
  )
}
const delimiterName = (value: string) => value === ',' ? t('import:comma') : value === ';' ? t('import:semicolon') : value === '\t' ? t('import:tab') : value === '|' ? t('import:bar') : value
