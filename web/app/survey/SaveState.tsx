import { Popover } from '@kit/Chip'
import { t } from '../i18n'
import { useNavigate } from '@tanstack/react-router'
import { useDraft } from './draft'
import { questionAt } from './shape'

/** Whether the server has what is on the screen; what it refused, with the way to it. */
export function SaveState() {
  const { saving, definition, survey } = useDraft()
  const navigate = useNavigate()
  if (saving.is === 'conflict') return null
  if (saving.is !== 'refused') return <span className={`sv-save sm${saving.is === 'waiting' ? ' neg' : ' soft'}`} role="status">{t(`survey:save.${saving.is}`)}</span>
  const go = (pointer: string) => { const at = questionAt(definition, pointer); void navigate({ to: '/surveys/$id/$part' as never, params: { id: survey.id, part: 'build' } as never, search: { question: at?.element.name } as never }) }
  return (
    <Popover align="end" button={(tie) => <button type="button" className="tag warn" {...tie}>{t('survey:save.refused')}</button>}>{(close) => (
      <>
        <p className="title">{saving.problems.length ? t('survey:refused_why') : saving.words}</p>
        {saving.problems.map((one) => <button key={one.pointer + one.message} type="button" className="item" onClick={() => { close(); go(one.pointer) }}>{questionAt(definition, one.pointer)?.element.name ?? one.pointer.replace(/^\/definition/, '')}: {one.message}</button>)}
      </>)}</Popover>
  )
}
