import { Link } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { Button, IconButton } from '@kit/Button'
import { Tag } from '@kit/Chip'
import { languageName, number } from '@kit/format'
import { Notice } from '@kit/Notice'
import { Empty, Loading } from '@kit/State'
import { type Column, Table } from '@kit/Table'
import { many, useScope } from '../../frame/scope'
import { t } from '../../i18n'
import { getQuery, listQuery, useNames } from '../../records'
import type { List } from '../../types'
import { useMay } from '../../session'
import { useDraft } from '../draft'
import type { LinkCount, SurveyLink } from '../types'
import { Interview, Kiosk } from './Beside'
import { Embed } from './Embed'
import { Invitations } from './Invitations'
import { copyText } from './copy'
import { LinkPanel } from './LinkPanel'

/** The ways to the survey: links with their QR, and invitations to single customers. */
export default function SharePart() {
  const { survey, write } = useDraft()
  const { search, change } = useScope()
  const name = useNames()
  const people = useMay('read_people')
  const links = useQuery({ ...listQuery<SurveyLink>('/survey_links', { survey_id: survey.id, limit: 500 }), enabled: survey.version > 0 })
  const counts = useQuery({ ...getQuery<List<LinkCount>>(`/surveys/${survey.id}/link_counts`), enabled: survey.version > 0 })
  const countOf = (link: SurveyLink) => counts.data?.items.find((one) => one.link_id === link.id)
  const urlOf = (link: SurveyLink) => countOf(link)?.url ?? location.origin + link.path
  const open = many(search['link'])[0]
  if (survey.version === 0) return <div className="in"><Empty title={t('survey:share_first')} example="none" action={write && <Link className="btn main" to={'/surveys/$id/$part' as never} params={{ id: survey.id, part: 'check' } as never}>{t('survey:to_publish')}</Link>}>{t('survey:share_first_words')}</Empty></div>
  const rows = links.data?.items ?? []
  const columns: Column<SurveyLink>[] = [
    { key: 'name', name: t('survey:link'), cell: (one) => <span className="sv-name"><span>{one.name}</span><span className="soft sm sv-url">{urlOf(one)}</span></span> },
    { key: 'where', name: t('survey:where'), wide: true, cell: (one) => <span className="sm">{[name('channel', one.channel), one.touchpoint && name('touchpoint', one.touchpoint), one.location && name('location', one.location), one.language && languageName(one.language)].filter(Boolean).join(' · ')}</span> },
    { key: 'done', name: t('survey:answers'), number: true, cell: (one) => <span className="sm">{t('survey:of_started', { done: number(countOf(one)?.complete ?? 0), started: number(countOf(one)?.started ?? 0) })}</span> },
    { key: 'active', name: <span className="vh">{t('survey:state')}</span>, wide: true, cell: (one) => one.active ? null : <Tag tone="warn">{t('survey:link_off')}</Tag> },
    { key: 'tools', name: <span className="vh">{t('survey:link_tools')}</span>, number: true, cell: (one) => <span className="row sv-link-tools"><IconButton icon="copy" label={t('survey:copy_link', { name: one.name })} onClick={() => void copyText(urlOf(one))} /><Button look="ghost" onClick={() => change({ link: one.id })} aria-label={t('survey:qr_of', { name: one.name })}>QR</Button></span> },
  ]
  return (
    <div className="in sv-share">
      {survey.state !== 'live' && <Notice tone="warning">{t(survey.state === 'paused' ? 'survey:share_paused' : 'survey:share_closed')}</Notice>}
      <section>
        <div className="head"><h2>{t('survey:links')}</h2>{write && <span className="push"><Button look="main" icon="plus" onClick={() => change({ link: 'new' })}>{t('survey:link_add')}</Button></span>}</div>
        {links.error && <Notice tone="danger">{links.error.message}</Notice>}
        {links.isPending ? <Loading lines={3} /> : <Table caption={t('survey:links')} columns={columns} rows={rows} id={(one) => one.id} open={open} onOpen={(one) => change({ link: one.id })} />}
        <p className="hint">{t('survey:links_hint')}</p>
      </section>
      {people && <Invitations />}
      <Embed links={rows.filter((one) => one.active)} urlOf={urlOf} />
      <Kiosk links={rows.filter((one) => one.active)} urlOf={urlOf} />
      {survey.state === 'live' && <Interview />}
      {open && (open === 'new' ? write : rows.some((one) => one.id === open)) && <LinkPanel key={open} link={rows.find((one) => one.id === open) ?? null} url={urlOf} used={(one) => (countOf(one)?.started ?? 0) > 0} onClose={() => change({ link: undefined })} onMade={(id) => change({ link: id })} />}
    </div>
  )
}
