import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { Button } from '@kit/Button'
import { exact, number, when } from '@kit/format'
import { Notice, toast } from '@kit/Notice'
import { Dialog } from '@kit/Panel'
import { useScope } from '../../frame/scope'
import { t } from '../../i18n'
import { useSurveys } from '../../records'
import type { Import } from '../../types'
import { problemWords } from '../Reading'
import { RowProblems } from './Check'
import { useImportActs } from './imports'

const seen = { period: 'all', source: 'import' }
/** Step four: what came in, where to look at it, and the way back. */
export function Result({ one }: { one: Import }) {
  const { change } = useScope()
  const answered = Array.isArray(one.map['answers']) ? String(one.map['survey'] ?? '') : ''
  const survey = useSurveys(answered !== '').find((other) => other.key === answered)
  const another = <Link className="btn ghost" to="/feedback/import">{t('import:another')}</Link>
  if (one.state === 'failed') return <>{one.problem_count > 0 ? <RowProblems one={one} /> : <Notice tone="danger">{t('import:failed')} {t('import:nothing_imported')}</Notice>}<div className="row actions im-foot">{another}<Button look="main" onClick={() => change({ step: 'columns' })}>{t('import:change_columns')}</Button></div></>
  if (one.state === 'undone') return <><p className="im-verdict">{t('import:undone')}</p><div className="row actions im-foot">{another}<Button onClick={() => change({ step: 'columns' })}>{t('import:again')}</Button></div></>
  return (
    <>
      <p className="im-verdict">{answered ? t('travel:done_answers', { count: one.added }) : t(`import:done_${one.kind}`, { count: one.added })}</p>
      <dl className="im-counts">
        <div><dt>{t('import:count_rows')}</dt><dd>{number(one.rows)}</dd></div>
        <div><dt>{t('import:count_added')}</dt><dd>{number(one.added)}</dd></div>
        <div><dt>{t('import:count_skipped')}</dt><dd>{number(one.skipped)}</dd></div>
        {one.kind === 'feedback' && <div><dt>{t('import:count_ratings')}</dt><dd>{number(one.ratings)}</dd></div>}
        {one.finished_at && <div><dt>{t('import:finished')}</dt><dd><time dateTime={one.finished_at} title={exact(one.finished_at)}>{when(one.finished_at)}</time></dd></div>}
      </dl>
      {one.skipped > 0 && <p className="soft sm im-gap">{t('import:skipped_hint')}</p>}
      <div className="row wrap im-next">
        {one.kind === 'customers' ? <Link className="btn main" to="/customers">{t('import:see_customers')}</Link> : one.kind === 'events' ? <Link className="btn main" to="/touchpoints">{t('import:see_touchpoints')}</Link> : <>{survey && <Link className="btn main" to={'/surveys/$id/$part' as never} params={{ id: survey.id, part: 'watch' } as never}>{t('travel:see_results')}</Link>}<Link className={survey ? 'btn' : 'btn main'} to="/insights" search={seen as never}>{t('import:see_insights')}</Link><Link className="btn" to="/feedback" search={seen as never}>{t('import:see_feedback')}</Link>{one.open_cases && <Link className="btn" to={'/cases' as never} search={{ view: 'open' } as never}>{t('import:see_cases')}</Link>}</>}
        {another}<span className="push"><Undo one={one} /></span>
      </div>
    </>
  )
}
/** Takes a whole import back, after asking: its records leave every figure. */
export function Undo({ one, quiet }: { one: Import; quiet?: boolean }) {
  const [asking, setAsking] = useState(false)
  const { undo } = useImportActs()
  const navigate = useNavigate()
  return (
    <>
      <Button look={quiet ? 'ghost' : 'plain'} icon="undo" aria-label={quiet ? t('import:undo_named', { name: one.name }) : undefined} onClick={() => setAsking(true)}>{t('import:undo')}</Button>
      {asking && <Dialog title={t('import:undo_title')} onClose={() => setAsking(false)} actions={<><Button onClick={() => setAsking(false)}>{t('frame:cancel')}</Button><Button look="danger" icon="undo" busy={undo.isPending} onClick={() => undo.mutate({ id: one.id }, { onSuccess: () => { setAsking(false); void navigate({ to: '/feedback/import/$id', params: { id: one.id } }) }, onError: (problem) => { setAsking(false); toast(problemWords(problem)) } })}>{t('import:undo_do')}</Button></>}><p>{t(`import:undo_${one.kind}`, { count: one.added })}</p></Dialog>}
    </>
  )
}
