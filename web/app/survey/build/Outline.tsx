import { type KeyboardEvent, useState } from 'react'
import { Icon } from '@kit/Icon'
import { announce } from '@kit/Notice'
import { t } from '../../i18n'
import { useDraft } from '../draft'
import { movePage, moveQuestion, shiftQuestion } from '../edit'
import { pagesOf, questionsOf, read, titleOf } from '../shape'
import { pageName } from './pages'

export type Chosen = { question: string } | { page: number } | { survey: true }
interface Props { chosen: Chosen; language: string; onChoose: (next: Chosen) => void; troubled: ReadonlyMap<string, string> }

/** The survey at a glance. Rows are dragged, or moved with Alt and the arrows; arrows alone walk. */
export function Outline({ chosen, language, onChoose, troubled }: Props) {
  const { definition, main, change } = useDraft()
  const [drag, setDrag] = useState<{ name: string } | { page: number } | null>(null)
  const [over, setOver] = useState<string | null>(null)
  const all = questionsOf(definition)
  const drop = (page: number, index: number) => {
    if (drag && 'name' in drag) change((old) => moveQuestion(old, drag.name, page, index))
    if (drag && 'page' in drag) change((old) => movePage(old, drag.page, page))
    setDrag(null); setOver(null)
  }
  const over_ = (key: string) => ({ onDragOver: (event: React.DragEvent) => { if (drag) { event.preventDefault(); setOver(key) } }, onDragLeave: () => setOver((old) => old === key ? null : old) })
  const walk = (event: KeyboardEvent<HTMLElement>, move?: (by: 1 | -1) => void) => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (!by) return
    event.preventDefault()
    if (event.altKey) { move?.(by as 1 | -1); const id = event.currentTarget.id; requestAnimationFrame(() => document.getElementById(id)?.focus()); return }
    const rows = [...event.currentTarget.closest('.sv-outline')!.querySelectorAll<HTMLElement>('button')]
    rows[rows.indexOf(event.currentTarget) + by]?.focus()
  }
  const shift = (name: string, title: string) => (by: 1 | -1) => { change((old) => shiftQuestion(old, name, by)); announce(t('survey:moved', { name: title })) }
  return (
    <nav className="sv-outline" aria-label={t('survey:outline')}>
      <button type="button" className="row-button" aria-current={'survey' in chosen || undefined} onClick={() => onChoose({ survey: true })} onKeyDown={walk}><Icon name="sheet" /><span>{t('survey:whole')}</span></button>
      <ol>{pagesOf(definition).map((page, at) => {
        const top = all.filter((one) => one.page === at)
        const move = (by: 1 | -1) => { change((old) => movePage(old, at, at + by)); announce(t('survey:moved', { name: pageName(page, at, main, language) })) }
        return (
          <li key={page.name ?? at}>
            <button type="button" id={`outline-page-${page.name ?? at}`} className={`row-button page${over === `p${at}` ? ' over' : ''}`} aria-current={('page' in chosen && chosen.page === at) || undefined} draggable onDragStart={() => setDrag({ page: at })} onDragEnd={() => setDrag(null)} {...over_(`p${at}`)} onDrop={() => drop(at, 0)} onClick={() => onChoose({ page: at })} onKeyDown={(event) => walk(event, move)}><span>{pageName(page, at, main, language)}</span>{page.visibleIf && <Icon name="filter" />}</button>
            <ol>{top.map(({ element, path }) => {
              const title = read(titleOf(element), language, main) || element.name
              return <li key={element.name}><button type="button" id={`outline-${element.name}`} className={`row-button${over === element.name ? ' over' : ''}${path.length > 1 ? ' inner' : ''}`} aria-current={('question' in chosen && chosen.question === element.name) || undefined} aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown" draggable onDragStart={() => setDrag({ name: element.name })} onDragEnd={() => setDrag(null)} {...over_(element.name)} onDrop={() => drop(at, path[0]!)} onClick={() => onChoose({ question: element.name })} onKeyDown={(event) => walk(event, shift(element.name, title))}>{troubled.has(element.name) && <Icon name="warn" />}<span>{title}</span>{element.visibleIf && <Icon name="filter" />}</button></li>
            })}
              <li className={`end${over === `e${at}` ? ' over' : ''}`} {...over_(`e${at}`)} onDrop={() => drop(at, page.elements?.length ?? 0)} aria-hidden="true" /></ol>
          </li>
        )
      })}</ol>
    </nav>
  )
}
