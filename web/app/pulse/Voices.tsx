import { Link } from '@tanstack/react-router'
import { exact, when } from '@kit/format'
import { Loading } from '@kit/State'
import { carried, useScope } from '../frame/scope'
import { t } from '../i18n'
import { coveredWords } from '../reading/labels'
import { useNames } from '../records'
import { FirstScore } from './FirstScore'
import { Uncounted } from './Uncounted'
import { useVoices } from './questions'

export function Voices() {
  const { search } = useScope()
  const name = useNames()
  const voices = useVoices()
  return (
    <section>
      <div className="head"><h2>{t('pulse:voices')}</h2><Link className="link push" to="/feedback" search={carried(search) as never}>{t('pulse:open_inbox')}</Link></div>
      {voices.error ? <Uncounted /> : !voices.data ? <Loading /> : voices.data.items.length === 0 ? <p className="soft">{t('pulse:no_voices')}</p> : (
        <ul className="voices">{voices.data.items.map((one) => (
          <li key={one.id}>
            <Link to="/feedback/$id" params={{ id: one.id }} search={carried(search) as never}><blockquote className="voice" lang={one.language ?? undefined}>{coveredWords(one)}</blockquote></Link>
            <p className="row sm soft"><FirstScore of={one} /><span>{[one.touchpoint && name('touchpoint', one.touchpoint), one.location && name('location', one.location)].filter(Boolean).join(' · ')}</span><time className="push xs nw" dateTime={one.occurred_at} title={exact(one.occurred_at)}>{when(one.occurred_at)}</time></p>
          </li>))}</ul>
      )}
    </section>
  )
}
