// An initiative that was made of something, told where it came from: its name and state.
import './programme.css'
import { Link } from '@tanstack/react-router'
import { Tag } from '@kit/Chip'
import { day, today } from '@kit/format'
import { Icon } from '@kit/Icon'
import { carried, useScope } from '../frame/scope'
import { t } from '../i18n'
import { type Initiative, isLate } from './shape'

export function StateTag({ of }: { of: Initiative }) {
  return <Tag {...(of.state === 'running' && { tone: 'acc' as const })}>{t(`programme:state.${of.state}`)}</Tag>
}
/** Its day, red with its word when that is over. */
export function Due({ of }: { of: Initiative }) {
  if (!of.due_on) return <span className="soft">–</span>
  return <span className={isLate(of, today()) ? 'neg nw' : 'nw'}>{day(of.due_on)}{isLate(of, today()) && <> · {t('programme:late')}</>}</span>
}
/** A line each, with the whole name: panels, pages, lists. */
export function MadeList({ list }: { list: readonly Initiative[] }) {
  const { search } = useScope()
  if (list.length === 0) return null
  return <ul className="pg-made">{list.map((one) => <li key={one.id}><Link className="link" to={'/initiatives/$id' as never} params={{ id: one.id } as never} search={carried(search) as never}>{one.name}</Link> <StateTag of={one} /></li>)}</ul>
}
/** In a cell of a map there is room for the state alone; the map leads there itself, so that the link keeps its scope. */
export function MadeHere({ list }: { list: readonly Initiative[] | undefined }) {
  if (!list?.length) return null
  return <>{list.map((one) => <a key={one.id} className="jm-made" href={`/initiatives/${one.id}`} data-initiative="" tabIndex={-1} draggable={false} title={one.name}><Icon name="flag" /><span className="vh">{t('programme:one_is', { name: one.name })} </span>{t(`programme:state.${one.state}`)}</a>)}</>
}
