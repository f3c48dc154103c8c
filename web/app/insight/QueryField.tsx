import { FilterChips } from '../frame/ScopeRow'
import type { FilterName } from '../frame/scope'
import { t } from '../i18n'
import { useNames } from '../records'
import { type Filters, readVersus, writeVersus } from './effect/versus'

/** Which answers something kept for later looks at: a set of filters without dates, held as one text. */
export function QueryField({ label, value, error, onChange }: { label: string; value: string; error?: string | undefined; onChange: (query: string) => void }) {
  const filters = readVersus(value)
  const set = (name: FilterName, values: readonly string[]) => onChange(writeVersus({ ...filters, [name]: [...values] } as Filters) ?? '')
  const shown = Object.keys(filters).filter((name) => filters[name]!.length > 0)
  return (
    <fieldset className="field query-field"><legend className="form-label">{label}</legend>
      <div className="row wrap">{shown.length === 0 && <span className="soft">{t('frame:everywhere')}</span>}<FilterChips filters={filters} set={set} shown={shown} /></div>
      {error && <p className="problem">{error}</p>}
    </fieldset>
  )
}
/** The same in words: "Check-in · Gdańsk". */
export function useQueryWords() {
  const name = useNames()
  const one = (filter: string, value: string): string => value.startsWith('!') ? t('frame:not', { name: one(filter, value.slice(1)) }) : filter.startsWith('attribute.') || filter === 'q' || filter === 'tag' ? value : filter === 'handled' || filter === 'has_comment' ? `${t(`words:dim.${filter}`)}: ${t(value === 'true' ? 'words:yes' : 'words:no')}` : name(filter, value)
  return (query: string) => Object.entries(readVersus(query)).map(([filter, values]) => values.map((value) => one(filter, value)).join(', ')).filter(Boolean).join(' · ')
}
