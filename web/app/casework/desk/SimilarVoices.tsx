import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Button } from '@kit/Button'
import { DataBehind } from '@kit/Data'
import { TextArea } from '@kit/Field'
import { month, number, weekStart } from '@kit/format'
import { Notice, toast } from '@kit/Notice'
import { Panel } from '@kit/Panel'
import { stepName } from '../../insight/say'
import { t } from '../../i18n'
import { useCaseWrite, wordsOf } from '../cases'
import type { Case } from '../shape'

/** How many said the same, week by week; from one case to a change for all. */
export function SimilarVoices({ one, work }: { one: Case; work: boolean }) {
  const { n, days, by_week: weeks, sample, finding_id } = one.similar
  const [asking, setAsking] = useState(false)
  const most = Math.max(1, ...weeks.map((week) => week.n))
  const last = weeks.at(-1)
  return (
    <section><h2>{t('case:similar')}</h2>
      {n < 2 ? <p className="cw-who">{t('case:similar_none', { days })}</p> : (
        <>
          <p className="cw-who"><b>{t('case:similar_people', { count: n })}</b> {t('case:similar_days', { days })}</p>
          {weeks.length > 1 && <>
            <div className="cw-bars" role="img" aria-label={t('case:similar_label', { most: number(most), now: number(last!.n) })}>{weeks.map((week, at) => <span key={week.key} className={at === weeks.length - 1 ? 'last' : ''} style={{ height: `${(week.n / most) * 100}%` }} />)}</div>
            <div className="row xs soft cw-ends"><span>{month(weekStart(weeks[0]!.key))}</span><span>{t('case:this_week', { count: last!.n })}</span></div>
            <DataBehind name="similar" rows={weeks} columns={[{ name: t('words:dim.week'), value: (row) => row.key, show: (row) => stepName(row.key, 'week') }, { name: t('words:n'), value: (row) => row.n, number: true }]} />
          </>}
          {sample.length > 0 && <details className="cw-sample"><summary className="sm">{t('case:similar_read')}</summary><ul>{sample.filter((voice) => voice.id !== one.feedback_id).map((voice) => <li key={voice.id}><Link className="voice" to="/feedback/$id" params={{ id: voice.id }}>{voice.comment ?? t('feedback:no_words')}</Link></li>)}</ul></details>}
        </>)}
      {finding_id ? <p className="sm"><Link className="link" to={'/cases/findings' as never} search={{ open: finding_id } as never}>{t('case:proposed')}</Link></p> : work && <p className="sm"><button type="button" className="as-link cw-under" onClick={() => setAsking(true)}>{t('case:propose')}</button></p>}
      {asking && <Propose one={one} onClose={() => setAsking(false)} />}
    </section>
  )
}
function Propose({ one, onClose }: { one: Case; onClose: () => void }) {
  const { act } = useCaseWrite()
  const [text, setText] = useState('')
  const send = () => { if (text.trim()) act.mutate({ id: one.id, verb: 'propose_for_all', body: { text: text.trim() } }, { onSuccess: () => { toast(t('case:proposed_now')); onClose() } }) }
  return (
    <Panel title={t('case:propose')} onClose={onClose} foot={<><Button onClick={onClose}>{t('frame:cancel')}</Button><Button look="main" busy={act.isPending} disabled={!text.trim()} onClick={send}>{t('case:propose_send')}</Button></>}>
      <form className="form" onSubmit={(event) => { event.preventDefault(); send() }}>
        {act.error && <Notice tone="danger">{wordsOf(act.error, t('frame:unreachable'))}</Notice>}
        <p className="soft sm">{t('case:propose_hint', { count: one.similar.n })}</p>
        <TextArea label={t('case:propose_text')} name="text" rows={5} value={text} error={act.error?.at('text')} onChange={(event) => setText(event.target.value)} />
        <button type="submit" hidden />
      </form>
    </Panel>
  )
}
