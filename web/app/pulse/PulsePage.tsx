import { Link } from '@tanstack/react-router'
import { Empty, Loading } from '@kit/State'
import { ErrorPage } from '../frame/Root'
import { ScopeRow } from '../frame/ScopeRow'
import { useScope } from '../frame/scope'
import { t } from '../i18n'
import { useNobody } from '../feedback/inbox'
import { useMay } from '../session'
import { ChangedList } from './ChangedList'
import { Hero } from './Hero'
import { AlarmsAlone, NeedsYou } from './NeedsYou'
import { useHeadline, useTotals } from './questions'
import { Voices } from './Voices'
import { WholeWay } from './WholeWay'
import './pulse.css'

/** Home: how the experience stands now, what changed for certain, who waits, what people say. */
export function PulsePage() {
  const { metric, local, answered, ready, error } = useHeadline()
  const totals = useTotals()
  const { scope } = useScope()
  const [mayImport, mayRead] = [useMay('import'), useMay('read_feedback')]
  const bare = scope.period === '90d' && Object.keys(scope.filters).length === 0
  const nothing = useNobody((!mayRead || totals.data?.total === 0) && answered.length === 0 && ready && bare)
  if (error ?? totals.error) return <ErrorPage error={error ?? totals.error} />
  return (
    <div className="in pulse">
      <ScopeRow count={totals.data?.total} skip={['metric', 'show']} />
      <h1 className="vh">{t('pulse:title')}</h1>
      {nothing ? <Empty title={t('pulse:empty_title')} action={mayImport && <Link className="btn main" to="/feedback/import">{t('pulse:empty_step')}</Link>}><p>{t('pulse:empty_words')}</p></Empty>
        : !ready || !metric ? <Loading lines={6} />
        : (
          <>
            <Hero metric={metric} local={local} answered={answered} />
            {local && <WholeWay metric={local} />}
            <div className="two">{local && <ChangedList metric={local} />}{mayRead ? <NeedsYou /> : <AlarmsAlone />}</div>
            {mayRead && <Voices />}
          </>
        )}
    </div>
  )
}
