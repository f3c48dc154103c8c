import '../watch.css'
import { Link } from '@tanstack/react-router'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { number } from '@kit/format'
import { Notice } from '@kit/Notice'
import { Chip, Popover } from '@kit/Chip'
import { Empty, Loading } from '@kit/State'
import { many, useScope } from '../../frame/scope'
import { ScopeRow } from '../../frame/ScopeRow'
import type { Params } from '../../api'
import { language, t } from '../../i18n'
import { getQuery } from '../../records'
import { languagesOf } from '../counts'
import { useDraft, useVersions } from '../draft'
import type { Results } from '../types'
import { Answers } from './Answers'
import { Expecting } from './Expected'
import { ExportMenu } from './ExportMenu'
import { Question } from './Question'
import { lasting } from './shares'
import { Way } from './Way'
import { Whole } from './Whole'
import { VoicesPanel } from './Voices'

/** What the answers of one survey can be narrowed by. */
const counted = new Set(['from', 'to', 'language', 'channel', 'touchpoint', 'location'])
/** Who answers, where they leave, what they say: as it comes in. */
export default function WatchPart() {
  const { survey, write } = useDraft()
  const { search, params, change } = useScope()
  const versions = useVersions(survey.id).data?.items ?? []
  const version = many(search['version'])[0] ?? ''
  const asked: Params = { ...Object.fromEntries(Object.entries(params).filter(([key]) => counted.has(key))), version: version || undefined }
  const titles = languagesOf(survey).includes(language()) ? language() : undefined
  const query = useQuery({ ...getQuery<Results>(`/surveys/${survey.id}/results`, { ...asked, titles }), enabled: survey.version > 0, placeholderData: keepPreviousData })
  const part = (name: 'check' | 'share') => ({ to: '/surveys/$id/$part' as never, params: { id: survey.id, part: name } as never })
  if (survey.version === 0) return <div className="in"><Empty title={t('survey:watch_first')} action={write && <Link className="btn main" {...part('check')}>{t('survey:to_publish')}</Link>}>{t('survey:watch_first_words')}</Empty></div>
  const data = query.data
  const filtered = Object.values(asked).some(Boolean)
  const voices = many(search['voices'])[0]
  return (
    <div className="in sv-watch">
      <ScopeRow count={data?.responses.complete} skip={['brand', 'kind', 'source', 'survey', 'survey_kind', 'stage', 'department', 'lifecycle', 'attribute']}>{versions.length > 1 && <VersionChip version={version} numbers={versions.map((one) => one.number)} onChange={(next) => change({ version: next })} />}</ScopeRow>
      {query.error ? <Notice tone="danger">{query.error.message}</Notice> : !data ? <Loading lines={8} /> : data.responses.started === 0 && data.responses.waiting === 0 ? (
        filtered ? <p className="soft" role="status">{t('survey:none_in_scope')}</p> : <><Empty title={t('survey:nobody_yet')} action={<Link className="btn main" {...part('share')}>{t('survey:share_it')}</Link>}>{t('survey:nobody_yet_words')}</Empty><Expecting questions={data.questions} /></>
      ) : (
        <>
          <Hero data={data} anonymous={survey.mode === 'anonymous'} />
          <Way data={data} />
          <section><div className="head"><h2>{t('survey:what_they_say')}</h2><div className="push row wrap"><Link className="link" to="/feedback" search={{ survey: survey.key, period: 'all' } as never}>{t('survey:read_in_feedback')}</Link><ExportMenu survey={survey} params={asked} /></div></div>
            <div className="sv-results">{data.questions.map((one) => <Question key={one.name} result={one} onVoices={() => change({ voices: one.name })} />)}</div>
          </section>
          <Answers params={asked} />
        </>)}
      {voices && <VoicesPanel question={voices} title={data?.questions.find((one) => one.name === voices)?.title ?? voices} onClose={() => change({ voices: undefined })} />}
    </div>
  )
}
function VersionChip({ version, numbers, onChange }: { version: string; numbers: readonly number[]; onChange: (version: string | undefined) => void }) {
  const named = (one: number) => t('survey:version_number', { number: number(one) })
  return (
    <Popover button={(tie) => <Chip strong={version !== ''} {...tie}>{version ? named(Number(version)) : t('survey:all_versions')}</Chip>}>{(close) => (
      <>{[undefined, ...numbers].map((one) => <button key={one ?? ''} type="button" className="item" aria-current={String(one ?? '') === version || undefined} onClick={() => { onChange(one === undefined ? undefined : String(one)); close() }}>{one === undefined ? t('survey:all_versions') : named(one)}</button>)}</>)}</Popover>
  )
}
function Hero({ data, anonymous }: { data: Results; anonymous: boolean }) {
  const { responses, invitations, completion, seconds, careless, quotas } = data
  return (
    <section className="sv-hero" aria-label={t('survey:counts')}>
      <div className="sv-count"><span className="figure">{number(responses.complete)}</span><span><b>{t('survey:have_answered', { count: responses.complete })}</b>
        <span className="soft sm">{[responses.partial > 0 && t('survey:partial', { count: responses.partial }), responses.screened_out > 0 && t('survey:screened', { count: responses.screened_out }), responses.over_quota > 0 && t('survey:over_quota', { count: responses.over_quota })].filter(Boolean).join(' · ')}</span>
        {anonymous && responses.waiting > 0 && <span className="soft sm">{t('survey:waiting_k', { count: responses.waiting })}</span>}</span></div>
      <dl className="sv-facts">
        {invitations && invitations.sent > 0 && <div><dt>{t('survey:rate')}</dt><dd><Whole of={invitations.rate} unit="share" /><span className="soft sm">{t('survey:of_invited', { answered: number(invitations.answered), sent: number(invitations.sent) })}</span></dd></div>}
        <div><dt>{t('survey:completion')}</dt><dd><Whole of={completion} unit="share" /><span className="soft sm">{t('survey:of_begun', { done: number(responses.complete), started: number(responses.started) })}</span></dd></div>
        {seconds && <div><dt>{t('survey:time')}</dt><dd><span className="num"><b>{lasting(seconds.median)}</b></span><span className="soft sm">{t('survey:half_between', { low: lasting(seconds.p25), high: lasting(seconds.p75) })}</span></dd></div>}
        {careless && careless.quick + careless.same > 0 && <div><dt>{t('survey:careless')}</dt><dd><Whole of={careless.share} unit="share" /><span className="soft sm">{[careless.quick > 0 && careless.quick_seconds !== null && t('survey:careless_quick', { count: careless.quick, time: lasting(careless.quick_seconds) }), careless.same > 0 && t('survey:careless_same', { count: careless.same })].filter(Boolean).join(' · ')}</span></dd></div>}
        {quotas.map((one) => <div key={one.key}><dt>{one.name}</dt><dd><span className="num"><b>{one.counted === null ? '–' : number(one.counted)}</b><i>{t('survey:of_most', { most: number(one.most) })}</i></span></dd></div>)}
      </dl>
    </section>
  )
}
