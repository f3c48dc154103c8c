import { useQuery } from '@tanstack/react-query'
import { Control } from '@kit/Control'
import { DataBehind } from '@kit/Data'
import { TextField } from '@kit/Field'
import { today } from '@kit/format'
import { certainty, Interval } from '@kit/Whisker'
import { many, useScope } from '../../frame/scope'
import { t } from '../../i18n'
import { placeOf } from '../../insight/trend/told'
import { getQuery } from '../../records'
import { useDraft } from '../draft'
import { Whole } from '../watch/Whole'
import { type ClickCourse, clickLevels, clickPoints, clickSentence } from './clicks'

/** Do more people click since it was changed? By week of sending, a machine's clicks set aside. */
export function Clicks({ campaign }: { campaign?: string }) {
  const { survey } = useDraft()
  const { search, change } = useScope()
  const since = many(search['since'])[0] ?? ''
  const found = useQuery({ ...getQuery<ClickCourse>(`/surveys/${survey.id}/click_course`, { campaign, since: since || undefined }), retry: false, enabled: survey.mode !== 'anonymous' }).data
  if (!found || found.by_week.length === 0) return null
  const points = clickPoints(found.by_week)
  const about = t('send:clicks_about', { days: found.window_days })
  return (
    <section className="sn-clicks">
      <div className="head"><h3>{t('send:clicks_head')}</h3></div>
      <div className="row wrap"><p className="sm soft">{about}{found.waiting > 0 && <> {t('send:clicks_waiting', { count: found.waiting })}</>}</p>
        <TextField type="date" label={t('send:clicks_since')} value={since} max={today()} onChange={(event) => change({ since: event.target.value || undefined })} /></div>
      {since !== '' && <><p role="status">{clickSentence(found)}</p>
        <dl className="sv-facts"><div><dt>{t('send:clicks_before')}</dt><dd><Whole of={found.before} unit="share" /></dd></div><div><dt>{t('send:clicks_after')}</dt><dd><Whole of={found.after} unit="share" /></dd></div></dl></>}
      <Chart found={found} points={points} since={since} label={about} />
      <DataBehind name="clicks" rows={points} columns={[
        { name: t('words:dim.week'), value: (row) => row.key, show: (row) => row.name }, { name: t('send:sent'), value: (row) => row.n, number: true },
        { name: t('send:clicks_rate'), value: (row) => row.value, number: true, show: (row) => <Interval of={row} unit="share" /> }, { name: t('words:interval'), value: (row) => row.lo === null ? null : `${row.lo}–${row.hi}`, show: (row) => certainty(row, 'share') },
      ]} />
    </section>
  )
}
function Chart({ found, points, since, label }: { found: ClickCourse; points: ReturnType<typeof clickPoints>; since: string; label: string }) {
  if (points.filter((one) => one.value !== null).length < 2) return null
  const at = since ? placeOf(since, points) : null
  const most = Math.max(0.1, ...points.map((one) => one.hi ?? one.value ?? 0))
  return <Control points={points} unit="share" label={label} height={220} within={[0, Math.min(1, most)]} banded={at === null} levels={at === null ? [] : clickLevels(found, points, since)} marks={at === null ? [] : [{ at, name: t('send:clicks_changed') }]} />
}
