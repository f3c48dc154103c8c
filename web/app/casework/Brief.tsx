import '../reading/reading.css'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from '@kit/Button'
import { exact, when } from '@kit/format'
import { Icon } from '@kit/Icon'
import { Loading } from '@kit/State'
import { useMetrics } from '../feedback/inbox'
import { t } from '../i18n'
import { Said } from '../reading/Said'
import { useNames, usePeople } from '../records'
import { useMay } from '../session'
import { caseQuery } from './cases'
import { CaseScore, whereOf } from './CaseList'
import { DueChip } from './desk/DueChip'
import { riskWords, risky, severityName, useMoney, whoOf, wroteBack } from './names'
import type { Case, CaseLine } from './shape'

/** A short look at one case beside the list: what was said, how late it is, who has it. */
export function Brief({ line, onOpen }: { line: CaseLine; onOpen: () => void }) {
  const whole = useQuery(caseQuery(line.id)).data
  const [name, person] = [useNames(), usePeople()]
  const money = useMoney()
  const people = useMay('read_people')
  const one = whole ?? line
  const who = whoOf(one)
  const facts: [string, React.ReactNode][] = [
    [t('case:fact.state'), t(`case:state.${one.state}`)],
    [t('case:fact.owner'), one.owner_id ? person(one.owner_id) ?? t('case:someone_gone') : <span className="tag warn">{t('case:nobody_yet')}</span>],
    [t('case:fact.department'), one.department_id && name('department', one.department_id)],
    [t('case:fact.severity'), one.severity && severityName(one.severity)],
    [t('case:fact.value'), one.value !== null && t('case:value_year', { amount: money(one.value) })],
    [t('case:fact.risk'), risky(one) && <span className="tag warn">! {riskWords(one) || t('case:may_go_public')}</span>],
    [t('case:fact.why'), whole?.why],
    [t('case:fact.similar'), whole && whole.similar.n > 1 && t('case:similar_in', { count: whole.similar.n, days: whole.similar.days })],
  ]
  return (
    <>
      <header className="cq-title"><div><p className="sm soft">{one.number} · <time dateTime={one.opened_at} title={exact(one.opened_at)}>{when(one.opened_at)}</time></p><h2>{one.customer_id && people ? <Link to="/customers/$id" params={{ id: one.customer_id }}>{who}</Link> : who}</h2></div><DueChip due={one.due} /></header>
      <p className="row sm soft cq-line"><CaseScore one={one} metrics={useMetrics()} />{whereOf(one, name) || t(`case:kind.${one.kind}`)}</p>
      {whole ? <Words one={whole} /> : one.comment ? <blockquote className="voice big" lang={one.language ?? undefined}>{one.comment}</blockquote> : <Loading lines={2} />}
      <dl className="facts">{facts.filter(([, value]) => value).map(([label, value]) => <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}</dl>
      <div className="row cq-open"><Button look="main" onClick={onOpen}>{t('case:open_case')}</Button><kbd aria-hidden="true">Enter</kbd>{wroteBack(one) && <span className="row sm"><Icon name="voice" />{t('case:wrote_back')}</span>}</div>
    </>
  )
}
/** What they said, with the words that decided; a case without feedback has its title. */
export function Words({ one }: { one: Pick<Case, 'feedback' | 'title' | 'comment' | 'language'> }) {
  if (one.feedback?.comment) return <Said one={one.feedback} lit={null} bare={false} search={[]} />
  if (one.comment) return <blockquote className="voice big" lang={one.language ?? undefined}>{one.comment}</blockquote>
  return <p className="cw-wordless">{one.title || t('feedback:no_words_long')}</p>
}
