import { useState } from 'react'
import { exact, when } from '@kit/format'
import { Icon } from '@kit/Icon'
import { toast } from '@kit/Notice'
import { t } from '../../i18n'
import { useCaseWrite, wordsOf } from '../cases'
import { untilWords } from '../due'
import { nextVerb, stations } from '../states'
import type { Case } from '../shape'
import { Assess } from './Assess'

/** The six states of a complaint on one line: what is done and since when, what comes next and until when. */
export function States({ one, work }: { one: Case; work: boolean }) {
  const { act } = useCaseWrite()
  const [assessing, setAssessing] = useState(false)
  const verb = work && !one.merged_into ? nextVerb(one.state) : null
  const press = () => { if (verb === 'assess') setAssessing(true); else if (verb) act.mutate({ id: one.id, verb }, { onError: (problem) => toast(wordsOf(problem, t('frame:unreachable'))!) }) }
  return (
    <>
      <ol className="cw-states" aria-label={t('case:states')}>{stations(one).map((at) => (
        <li key={at.state} className={at.look} aria-current={at.look === 'now' ? 'step' : undefined}>
          <i aria-hidden="true">{at.look === 'done' && <Icon name="check" />}</i><b>{t(`case:state.${at.state}`)}</b>
          <span>{at.look === 'now' && verb ? <button type="button" className="as-link" disabled={act.isPending} onClick={press}>{t(`case:do.${verb}`)}</button>
            : at.at ? <time dateTime={at.at} title={exact(at.at)}>{at.look === 'now' ? t('case:since', { when: when(at.at) }) : when(at.at)}</time>
            : at.by ? <time dateTime={at.by} title={exact(at.by)}>{t('case:until', { at: untilWords(at.by) })}</time>
            : at.look === 'now' ? t('case:now') : ''}{at.look === 'done' && <span className="vh">{t('case:done')}</span>}</span>
        </li>))}</ol>
      {assessing && <Assess one={one} onClose={() => setAssessing(false)} />}
    </>
  )
}
