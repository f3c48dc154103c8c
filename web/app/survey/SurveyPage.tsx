import './survey.css'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense, useEffect } from 'react'
import { IconButton } from '@kit/Button'
import { Tag } from '@kit/Chip'
import { Icon } from '@kit/Icon'
import { useKeys } from '@kit/keys'
import { Notice } from '@kit/Notice'
import { Loading } from '@kit/State'
import { ErrorPage } from '../frame/Root'
import { t } from '../i18n'
import { getQuery } from '../records'
import { languagesOf } from './counts'
import { DraftProvider, draftQuery, useDraft, useUnpublished } from './draft'
import { MoreMenu } from './MoreMenu'
import { type Part, partOf, parts, stateName, tone, useBuilds } from './say'
import { SaveState } from './SaveState'
import { gaps } from './texts'
import { together } from './together'
import type { Check, Draft, Survey } from './types'

const views: Record<Part, ReturnType<typeof lazy<() => ReactNode>>> = {
  build: lazy(() => import('./build/BuildPart')), translate: lazy(() => import('./TranslatePart')), preview: lazy(() => import('./PreviewPart')), check: lazy(() => import('./CheckPart')),
  share: lazy(() => import('./share/SharePart')), send: lazy(() => import('./send/SendPart')), watch: lazy(() => import('./watch/WatchPart')), settings: lazy(() => import('./SettingsPart')),
}
/** One survey, from its first question to its last answer; each part has its own address. */
export function SurveyPage() {
  const { id, part } = useParams({ strict: false }) as { id: string; part?: string }
  const builds = useBuilds()
  const survey = useQuery(getQuery<Survey>(`/surveys/${id}`))
  const draft = useQuery(draftQuery(id))
  const error = survey.error ?? draft.error
  if (error) return <ErrorPage error={error} reset={() => { void survey.refetch(); void draft.refetch() }} />
  if (!survey.data || !draft.data) return <div className="in"><Loading lines={8} /></div>
  return <Inside key={id} survey={survey.data} draft={draft.data} write={builds} part={parts.find((one) => one === part)} />
}
function Inside({ survey, draft, write, part }: { survey: Survey; draft: Draft; write: boolean; part: Part | undefined }) {
  const navigate = useNavigate()
  const now = part ?? (write ? partOf(survey) : 'watch')
  useEffect(() => { if (!part) void navigate({ to: '/surveys/$id/$part' as never, params: { id: survey.id, part: now } as never, replace: true }) }, [part, now, survey.id, navigate])
  const View = views[now]
  return (
    <DraftProvider survey={survey} draft={draft} write={write}>
      <div className={`sv at-${now}`}>
        <Head part={now} />
        <Conflict />
        <Suspense fallback={<div className="in"><Loading lines={8} /></div>}><View /></Suspense>
      </div>
    </DraftProvider>
  )
}
/** Name, state, the parts; undo and redo where something is written. */
function Head({ part }: { part: Part }) {
  const { survey, write, keeper, history, definition, main } = useDraft()
  const edits = write && (part === 'build' || part === 'translate')
  useKeys(edits ? { 'mod+z': (event) => (event.shiftKey ? keeper.redo : keeper.undo)(), 'mod+y': keeper.redo } : {})
  const unpublished = useUnpublished()
  const missing = languagesOf(survey).filter((one) => one !== main).reduce((sum, one) => sum + gaps(definition, one, main).length, 0)
  const check = useQuery({ ...getQuery<Check>(`/surveys/${survey.id}/check`), enabled: write && part === 'check' })
  const open = check.data ? together(check.data.problems).filter((one) => one.level !== 'hint' && !one.dismissed).length : 0
  const count: Partial<Record<Part, number>> = { translate: missing, check: open }
  return (
    <header className="sv-head">
      <div className="sv-title">
        <Link className="btn ghost icon" to={'/surveys' as never} aria-label={t('survey:title')} title={t('survey:title')}><Icon name="left" /></Link>
        <h1>{survey.name}</h1><Tag tone={tone(survey.state)}>{stateName(survey.state)}</Tag>{unpublished && survey.version > 0 && <Tag>{t('survey:unpublished')}</Tag>}
        <span className="push sv-tools">
          {write && <SaveState />}
          {edits && <><IconButton icon="undo" label={t('survey:undo')} disabled={history.past.length === 0} onClick={keeper.undo} /><IconButton className="mirror" icon="undo" label={t('survey:redo')} disabled={history.future.length === 0} onClick={keeper.redo} /></>}
          <MoreMenu />
          {write && part !== 'check' && unpublished && survey.state !== 'closed' && <Link className={`btn ${part === 'share' || part === 'send' || part === 'settings' || part === 'watch' ? '' : 'main'}`} to={'/surveys/$id/$part' as never} params={{ id: survey.id, part: 'check' } as never}>{t('survey:to_publish')}</Link>}
        </span>
      </div>
      <nav className="sv-parts" aria-label={t('survey:parts')} ref={(node) => node?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })}>
        {parts.filter((one) => write || one === 'preview' || one === 'share' || one === 'send' || one === 'watch').map((one) => <Link key={one} to={'/surveys/$id/$part' as never} params={{ id: survey.id, part: one } as never} activeProps={{}} aria-current={one === part ? 'page' : undefined}>{t(`survey:part.${one}`)}{count[one] ? <span className="count">{count[one]}</span> : null}</Link>)}
      </nav>
    </header>
  )
}
/** Someone else wrote meanwhile: nothing is overwritten until a person says so. */
function Conflict() {
  const { saving, keeper } = useDraft()
  if (saving.is !== 'conflict') return null
  return (
    <div className="sv-conflict"><Notice tone="warning" action={<span className="row wrap"><button type="button" className="btn" onClick={keeper.takeTheirs}>{t('survey:take_theirs')}</button><button type="button" className="btn" onClick={() => void keeper.keepMine()}>{t('survey:keep_mine')}</button></span>}>{t('survey:conflict')}</Notice></div>
  )
}
