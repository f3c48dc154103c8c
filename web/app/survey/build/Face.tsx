import { number } from '@kit/format'
import { t } from '../../i18n'
import { type Element, itemsOf, kindOf, read } from '../shape'

interface Props { element: Element; main: string; language: string }
/** How a question looks to who answers it. Only looks: it is written in beside. */
export function Face({ element, main, language }: Props) {
  const say = (value: unknown) => read(value, language, main)
  const kind = kindOf(element)
  switch (kind) {
    case 'rating': case 'stars': case 'faces': return <Scale element={element} say={say} />
    case 'importance': return <div className="face-pairs"><span /><span className="soft xs">{t('survey:matters')}</span><span className="soft xs">{t('survey:went')}</span>{itemsOf(element.rows).map((row) => <div key={String(row.value)} className="face-pair"><span>{say(row.text) || String(row.value)}</span><Scale element={element} say={say} small /><Scale element={element} say={say} small /></div>)}</div>
    case 'single': case 'multiple': return <ul className="face-list">{options(element, say).map((one) => <li key={one.key}><span className={kind === 'single' ? 'face-radio' : 'face-box'} />{one.text}</li>)}</ul>
    case 'dropdown': return <span className="face-line face-drop">{t('survey:choose')}</span>
    case 'yes_no': return <ul className="face-list"><li><span className="face-radio" />{say(element['labelTrue']) || t('words:yes')}</li><li><span className="face-radio" />{say(element['labelFalse']) || t('words:no')}</li></ul>
    case 'consent': return null
    case 'matrix': return <div className="face-scroll"><table className="face-matrix"><thead><tr><td />{itemsOf(element.columns).map((one) => <td key={String(one.value)}>{say(one.text) || String(one.value)}</td>)}</tr></thead><tbody>{itemsOf(element.rows).map((row) => <tr key={String(row.value)}><td>{say(row.text) || String(row.value)}</td>{itemsOf(element.columns).map((one) => <td key={String(one.value)}><span className="face-radio" /></td>)}</tr>)}</tbody></table></div>
    case 'ranking': return <ol className="face-list">{itemsOf(element.choices).map((one, at) => <li key={String(one.value)}><span className="face-place">{number(at + 1)}</span>{say(one.text) || String(one.value)}</li>)}</ol>
    case 'best_worst': return <div className="face-scroll"><table className="face-matrix"><thead><tr><td>{t('survey:best')}</td><td /><td>{t('survey:worst')}</td></tr></thead><tbody>{itemsOf(element.choices).map((one) => <tr key={String(one.value)}><td><span className="face-radio" /></td><td>{say(one.text) || String(one.value)}</td><td><span className="face-radio" /></td></tr>)}</tbody></table></div>
    case 'contact': return <div className="face-contact">{(element.items ?? []).map((one) => <div key={one.name}><span className="sm">{say(one.title) || one.name}</span><span className="face-line" /></div>)}</div>
    case 'long_text': return <span className="face-line tall">{say(element['placeholder'])}</span>
    case 'statement': return null
    default: return <span className={`face-line${kind === 'number' || kind === 'date' ? ' short' : ''}`}>{kind === 'date' ? t('survey:a_day') : say(element['placeholder'])}</span>
  }
}
export function options(element: Element, say: (value: unknown) => string) {
  return [...itemsOf(element.choices).map((one) => ({ key: String(one.value), text: say(one.text) || String(one.value) })), ...(element['showOtherItem'] ? [{ key: 'other', text: say(element['otherText']) || t('survey:other_item') }] : []), ...(element['showNoneItem'] ? [{ key: 'none', text: say(element['noneText']) || t('survey:none_item') }] : [])]
}
const faces = ['M6 14.5c1-2 2.500-3 4-3s3 1 4 3', 'M6.500 13.500c1-.9 2.200-1.300 3.500-1.300s2.500.4 3.500 1.300', 'M6.500 13h7', 'M6.500 12.300c1 .9 2.200 1.300 3.500 1.300s2.500-.4 3.500-1.300', 'M6 11.500c1 2 2.500 3 4 3s3-1 4-3'] as const
/** Where a point of a scale lies among the five faces. */
export const faceAt = (at: number, count: number) => faces[Math.round((at / Math.max(1, count - 1)) * 4)]!
export function PointFace({ at, count }: { at: number; count: number }) {
  return <svg className="i face-icon" viewBox="0 0 20 20" aria-hidden="true"><path d={`M2.500 10a7.500 7.500 0 1 0 15 0a7.500 7.500 0 1 0-15 0M7.300 8v.01M12.700 8v.01${faceAt(at, count)}`} /></svg>
}
function Scale({ element, say, small }: { element: Element; say: (value: unknown) => string; small?: boolean }) {
  const low = Number(element['rateMin'] ?? 1)
  const count = Math.max(1, Math.min(21, Number(element['rateMax'] ?? 5) - low + 1))
  const style = element['rateType']
  return (
    <div className={`face-scale${small ? ' small' : ''}`} style={{ maxWidth: small ? undefined : count * 51 - 5 }}>
      <div className="points">{Array.from({ length: count }, (_, at) => <span key={at}>{style === 'stars' ? '☆' : style === 'smileys' ? <PointFace at={at} count={count} /> : number(low + at)}</span>)}</div>
      {!small && (say(element['minRateDescription']) || say(element['maxRateDescription'])) && <div className="ends"><span>{say(element['minRateDescription'])}</span><span>{say(element['maxRateDescription'])}</span></div>}
      {!small && say(element['notApplicable']) && <div className="face-list"><span className="row"><span className="face-box" />{say(element['notApplicable'])}</span></div>}
    </div>
  )
}
