import './survey.css'
import '../insight/research/research.css'
import { Link } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { Tag } from '@kit/Chip'
import { Icon } from '@kit/Icon'
import { number, when } from '@kit/format'
import { Notice } from '@kit/Notice'
import { Empty, Loading } from '@kit/State'
import { type Column, Table } from '@kit/Table'
import { t } from '../i18n'
import { type Collected, collectedQuery } from '../insight/research/research'
import { useSession } from '../session'

/** Collected but never used: what people answered and nobody has looked at, alerts by, or keeps an eye on. */
export function CollectedPage() {
  const { user, firm } = useSession()
  const query = useQuery(collectedQuery(user.language ?? firm.language))
  const data = query.data
  const unused = data?.items.filter((one) => !one.used) ?? []
  const columns: Column<Collected>[] = [
    { key: 'question', name: t('research:question'), cell: (one) => <span className="sv-name"><Link className="link" to={'/surveys/$id/$part' as never} params={{ id: one.survey_id, part: 'watch' } as never}>{one.title || one.question}</Link><span className="soft sm">{one.survey}</span></span> },
    { key: 'answered', name: t('survey:answers'), number: true, cell: (one) => number(one.answered) },
    { key: 'looked', name: t('research:looked_at'), wide: true, cell: (one) => <span className="sm">{one.looked_at ? when(one.looked_at) : t('research:never')}</span> },
    { key: 'uses', name: t('research:used_by'), cell: (one) => one.uses.length > 0 ? <span className="sm">{[...new Set(one.uses.map((use) => `${t(`research:use.${use.kind}`)}: ${use.name}`))].join(' · ')}</span> : one.used ? <span className="sm soft">{t('research:looked_only')}</span> : <Tag tone="warn">{t('research:unused')}</Tag> },
  ]
  return (
    <div className="in rs-unused">
      <Link className="back link" to={'/surveys' as never}><Icon name="left" />{t('survey:title')}</Link>
      <h1>{t('research:collected')}</h1>
      <p className="soft about">{t('research:collected_about', { days: number(data?.days ?? 90) })}</p>
      {query.error ? <Notice tone="danger">{query.error.message}</Notice> : !data ? <Loading lines={6} /> : data.items.length === 0 ? <Empty title={t('research:collected_empty')} example="none">{t('research:collected_empty_words')}</Empty> : (
        <>
          <p role="status">{unused.length === 0 ? t('research:all_used') : t('research:some_unused', { count: unused.length })}</p>
          <Table caption={t('research:collected')} columns={columns} rows={data.items} id={(one) => `${one.survey_id} ${one.question}`} />
        </>)}
    </div>
  )
}
