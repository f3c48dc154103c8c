import { TextArea } from '@kit/Field'
import { languageName } from '@kit/format'
import { useSession } from '../session'
import type { Texts } from './shape'

/** The same words in the firm's other languages; what stays empty is shown as the firm says it. */
export function OtherLanguages({ label, value, onChange, errorAt }: { label: (language: string) => string; value: Texts | null | undefined; onChange: (value: Texts) => void; errorAt: (name: string) => string | undefined }) {
  const { firm } = useSession()
  const put = (language: string, text: string) => onChange(Object.fromEntries(Object.entries({ ...value, [language]: text }).filter(([, one]) => one !== '')) as Texts)
  return <>{firm.languages.filter((one) => one !== firm.language).map((one) => <TextArea key={one} rows={2} lang={one} name={`texts_${one}`} label={label(languageName(one))} value={value?.[one] ?? ''} error={errorAt(`/texts/${one}`)} onChange={(event) => put(one, event.target.value)} />)}</>
}
